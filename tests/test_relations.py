"""How two statements relate: plain cases, one for each kind; the measure is benchmarks/relations.py."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.build_relations import LEARNT, MEASURED, PAIRS

from sayso.analysis.relations import Proposal, Relation, denies_others, names, plain_share, polarity, relate
from sayso.statement import Act, Stand, Statement


def proposal(
    quote: str, act: str = "demand", stand: str = "for", party: str = "North", issue: str = "territory"
) -> Proposal:
    whole = (0, max(1, len(quote)))
    statement = Statement(whole, (), (), (whole,), party=party, act=Act(act), stand=Stand(stand), issues=(issue,))
    return Proposal(statement, quote)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (
            proposal("the withdrawal of all troops from the Kelda valley"),
            proposal("the withdrawal of troops from the Kelda valley", "reject", "against", "South"),
            Relation.CLASH,
        ),
        (
            proposal("the recognition of its claim to the Kelda valley"),
            proposal("it will never recognise any claim to the Kelda valley", "reject", "for", "South"),
            Relation.CLASH,
        ),
        (
            proposal("a ceasefire of thirty days along the river", issue="ceasefire"),
            proposal("a ceasefire of thirty days along the river", issue="ceasefire"),
            Relation.SAME,
        ),
        (
            proposal("a full exchange of all prisoners", "offer", issue="detainees"),
            proposal("higher tariffs on imported steel", "demand", party="South", issue="trade"),
            Relation.UNRELATED,
        ),
    ],
)
def test_plain_cases(one: Proposal, other: Proposal, relation: Relation) -> None:
    (found,) = relate([(one, other)])
    assert found.relation is relation, found
    assert found.reason


@pytest.mark.parametrize(
    ("quote", "act", "stand", "leaning"),
    [
        ("the deployment of foreign troops", "demand", "for", 1),
        ("no foreign troops", "demand", "for", -1),
        ("the deployment of foreign troops", "reject", "against", -1),
        ("it will not withdraw", "reject", "for", -1),
        ("an end to the deployment of foreign troops", "demand", "for", -1),
        ("stopping the deployment of foreign troops", "reject", "against", 1),
        ("foreign troops stay, and an end to the blockade", "demand", "for", 1),
        ("the talks with the troops were useful", "state", "none", 0),
    ],
)
def test_who_is_for_a_thing_and_who_against(quote: str, act: str, stand: str, leaning: int) -> None:
    assert polarity(proposal(quote, act, stand), "where foreign troops are and who may withdraw") == leaning


@pytest.mark.parametrize(
    ("quote", "addressee", "party", "named"),
    [
        ("Moscow must leave the valley", None, "Russia", True),
        ("the Russian proposal", None, "Russia", True),
        ("they must leave", "Russian Foreign Ministry", "Russia", True),
        ("the union must vote again", "Dockers' Union", "Dockers' Union", True),
        ("Moscow must leave the valley", None, "Ukraine", False),
        ("a statement", None, "United States", False),
    ],
)
def test_who_is_named(quote: str, addressee: str | None, party: str, named: bool) -> None:
    one = replace(proposal(quote).statement, addressee=addressee)
    assert names(Proposal(one, quote), proposal("whatever", party=party).statement) is named


@pytest.mark.parametrize(
    ("denial", "by", "of", "said", "others"),
    [
        ("that Israel has accepted the plan", "Hamas", "Egypt", "a truce of sixty days", True),
        ("that Israel has accepted the plan", "Hamas", "Israel", "the plan", False),
        ("that Israel has accepted the plan", "Hamas", "Egypt", "Israel accepted the plan", False),
        ("that it has accepted the plan", "Hamas", "Egypt", "a truce of sixty days", False),
        ("that Hamas holds up the convoys", "Hamas", "Egypt", "convoys are held up", False),
    ],
)
def test_a_denial_of_what_is_told_of_others(denial: str, by: str, of: str, said: str, others: bool) -> None:
    one, other = proposal(denial, "deny", "against", by), proposal(said, "accept", "for", of)
    assert denies_others(one, other.statement, said) is others
    if others:
        (found,) = relate([(one, other)])
        assert found.relation is Relation.UNRELATED


def test_names_do_not_make_a_shared_matter() -> None:
    assert plain_share("Washington wants Tehran to release sailors", "Tehran sees Washington as guarantor") == 0
    assert plain_share("Washington wants sailors released", "no sailors will be released by Tehran") > 0.5


texts = st.sampled_from(["a truce", "no truce at all", "the withdrawal of troops", "", "30 days", "“quoted” words"])


@given(texts, texts, st.sampled_from(Act), st.sampled_from(Act))
def test_which_comes_first_does_not_matter(one: str, other: str, act: Act, second: Act) -> None:
    pair = proposal(one, act, party="North"), proposal(other, second, party="South")
    (there,), (back,) = relate([pair]), relate([pair[::-1]])
    assert (there.relation, round(there.score, 6)) == (back.relation, round(back.score, 6))
    assert 0 <= there.score <= 1


def test_the_labelled_pairs_are_enough_and_split_by_negotiation() -> None:
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf8").splitlines()]
    split = {part: {row["negotiation"] for row in rows if row["split"] == part} for part in (*LEARNT, *MEASURED)}
    assert len(rows) >= 200
    assert not any(split[learnt] & split[measured] for learnt in LEARNT for measured in MEASURED)
    assert {row["label"] for row in rows} == {str(relation) for relation in Relation}
