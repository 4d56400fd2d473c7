"""From a source phrase to the holder that it means: an ordered list of small rules, the first answer counts."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.antecedents import Speaker
from sayso.reading.callings import by_office
from sayso.reading.documents import document_of
from sayso.reading.governments import government_of
from sayso.reading.nameless import group, nameless, nameless_again, some_of_them
from sayso.reading.organs import (
    body_again,
    body_at_end,
    known_body,
    office_of,
    organ_of,
    organisation,
    outlet_in,
    self_called,
)
from sayso.reading.pairs import all_of_them, both_sides
from sayso.reading.people import by_name
from sayso.reading.pronouns import first_person, he_or_she, in_answer, it_or_they, own_paper, second_person
from sayso.reading.questions import Question, Rule, unknown
from sayso.reading.several import joint
from sayso.reading.unfilled import introduced

RULES: tuple[Rule, ...] = (
    first_person,
    in_answer,
    own_paper,
    second_person,
    he_or_she,
    it_or_they,
    some_of_them,
    both_sides,
    all_of_them,
    joint,
    known_body,
    self_called,
    outlet_in,
    document_of,
    office_of,
    by_name,
    body_at_end,
    government_of,
    organ_of,
    by_office,
    nameless_again,
    body_again,
    introduced,
    nameless,
    organisation,
    group,
)


def resolve(question: Question) -> Speaker:
    """The holder that the phrase means; unknown, with the candidates, where the rules leave several or none."""
    speaker = next(filter(None, (rule(question) for rule in RULES)), None)
    if speaker is None:
        return unknown(question, "no rule knows this source")
    return replace(speaker, position=question.position, described=speaker.described or question.source.text)
