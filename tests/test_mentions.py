"""Mentions: the people, lands and bodies of a report, under all the names that it gives them."""

from __future__ import annotations

import pytest

from sayso.reading.gazetteer import Kind, known, straight
from sayso.reading.mentions import Cast
from sayso.report import Report

PEOPLE = [
    ({"Steve Witkoff": None}, "US special envoy Steve Witkoff left."),
    ({"Ana Lee": "female"}, "Mrs Ana Lee left."),
    ({"Karoline Leavitt": "female"}, "White House Press Secretary Karoline Leavitt left."),
    ({"Vladimir Putin": "male"}, "The [Russian President Vladimir] Putin left."),
    ({"Rolf Quist": "male"}, "Rolf Quist, chairman of the board, left."),
    ({"Mohammed bin Salman": "male"}, "Crown Prince Mohammed bin Salman left."),
    ({}, "The Ministry of Foreign Affairs and General Motors met in New Delhi."),
]
VARIANTS = [
    (("Ana Lee",), "Lee", "Ana Lee spoke. Lee left."),
    (("Rolf Karimoff",), "Karimof", "Rolf Karimoff spoke. Karimof left."),
    (("Ana Lee", "Ben Lee"), "Lee", "Ana Lee met Ben Lee."),
    (("Kim Jong Un",), "Kim", "Kim Jong Un spoke. Mr Kim left."),
    (("Rosa Quist",), "Quist", "Rosa Quist, a nurse, left. Mrs Quist went."),
    ((), "Brandt", "Ana Lee left."),
]
FORMS = [
    ("Institute for the Study of War", "ISW", "The Institute for the Study of War (ISW) said. The ISW left."),
    ("Hull Dockers' Union", "HDU", "The Hull Dockers' Union, or HDU, met."),
    ("Great Lakes Company", "GLC", "The Great Lakes Company met. The GLC left."),
    ("Tarkesh", "Tarkeshi", "Tarkesh moved; the Tarkeshi army fired."),
    ("United Kingdom", "London", "London wants a deal."),
    ("North Korea", "Pyongyang", "Pyongyang wants a deal."),
]


def cast(text: str) -> Cast:
    return Cast(Report("r", text))


@pytest.mark.parametrize(("expected", "text"), PEOPLE)
def test_people_are_named_without_their_titles(expected: dict[str, str | None], text: str) -> None:
    people = cast(text).people
    assert set(people) == set(expected)
    assert all(sex is None or people[name].sex == sex for name, sex in expected.items())


@pytest.mark.parametrize(("expected", "form", "text"), VARIANTS)
def test_shorter_forms_lead_to_the_full_name(expected: tuple[str, ...], form: str, text: str) -> None:
    assert cast(text).called(form) == expected


@pytest.mark.parametrize(("expected", "form", "text"), FORMS)
def test_letters_adjectives_and_seats_lead_to_the_name(expected: str, form: str, text: str) -> None:
    entry = cast(text).gazetteer.entry(form)
    assert entry is not None
    assert entry.name == expected


def test_mentions_stand_where_the_report_has_them() -> None:
    text = "President Ana Lee’s envoy met Hamas in Doha; Lee agreed."
    found = [(text[slice(*mention.span)], mention.name, mention.kind) for mention in cast(text).mentions]
    assert found == [
        ("Ana Lee", "Ana Lee", Kind.PERSON),
        ("Hamas", "Hamas", Kind.BODY),
        ("Doha", "Qatar", Kind.STATE),
        ("Lee", "Ana Lee", Kind.PERSON),
    ]


def test_straightening_keeps_every_offset() -> None:
    text = "Iran’s\u00a0‘offer’"
    assert (straight(text), len(straight(text))) == ("Iran's 'offer'", len(text))


def test_the_longest_known_form_is_found_first() -> None:
    found = [
        (each.form, each.entry.name)
        for each in known().find("North Korea met the UN Security Council in Guinea-Bissau")
    ]
    assert found == [
        ("North Korea", "North Korea"),
        ("UN Security Council", "UN Security Council"),
        ("Guinea-Bissau", "Guinea-Bissau"),
    ]


def test_no_known_form_is_found_inside_a_word() -> None:
    assert [each.form for each in known().find("Iranoscope USAF Malian-made Chadwick")] == ["Malian"]
