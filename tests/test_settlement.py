"""A proposed settlement against what the parties have said; see docs/settlement.md."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from readings import reading, said
from sayso.agenda import Agenda
from sayso.analysis.settlement import Answer, Check, compare
from sayso.errors import TermsError
from sayso.intake.terms import read_terms
from sayso.ledger.ledger import Ledger
from sayso.ledger.settling import checked
from sayso.terms import Clause, Terms

DAY = datetime.date(2025, 6, 1)
VALLEY = Clause("valley", "the withdrawal of all troops from the Kelda valley", ("withdrawal",))
TRUCE = Clause("truce", "a ceasefire of thirty days along the river", ("ceasefire",))
TERMS = Terms("The plan", (VALLEY, TRUCE))


def check(ledger: Ledger, terms: Terms = TERMS, on: datetime.date = DAY) -> Check:
    return checked(ledger, terms, Agenda.general(), ["North", "South"], on)


def answers(found: Check, clause: Clause) -> list[str]:
    return [str(found.at(clause, party).answer) for party in found.parties]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """What two parties said of the valley, and one of the truce."""
    lines = [
        said("Ana", "the withdrawal of troops from the Kelda valley", "North", "withdrawal", said="2025-05-02"),
        said(
            "Bo",
            "the withdrawal of all troops from the Kelda valley",
            "South",
            "withdrawal",
            act="reject",
            stand="against",
        ),
        said(
            "Cy",
            "a ceasefire of thirty days",
            "South",
            act="offer",
            stand="conditional",
            condition="if the guns are silent",
        ),
        said("Di", "lower tariffs on steel", "North", "trade"),
    ]
    for _ in ledger.add([reading(*lines)]):
        pass
    return ledger


def test_every_clause_is_accepted_refused_conditional_or_silent(filled: Ledger) -> None:
    found = check(filled)
    assert answers(found, VALLEY) == ["accepted", "refused"]
    assert answers(found, TRUCE) == ["silent", "conditional"]
    entry = found.at(TRUCE, "South").entry
    assert entry is not None
    assert entry.statement.condition == "if the guns are silent"


def test_a_statement_that_is_perhaps_on_a_clause_is_named_and_answers_nothing(ledger: Ledger) -> None:
    like = said("Ana", "that soldiers and guns leave the valley", "North", "withdrawal")
    list(ledger.add([reading(like, said("Bo", "lower tariffs on steel", "South", "withdrawal"))]))
    found = check(ledger)
    assert answers(found, VALLEY) == ["silent", "silent"]
    assert [each.statement.holder for each in found.at(VALLEY, "North").others] == ["Ana"]
    assert found.at(VALLEY, "South").others == ()


def test_silence_settles_nothing_and_whoever_refused_stands_in_the_way(filled: Ledger) -> None:
    found = check(filled)
    assert found.settled() == ()
    assert found.blocked() == {"South": (VALLEY,)}


def test_a_clause_is_settled_by_those_whose_consent_it_needs(filled: Ledger) -> None:
    own = Clause("valley", VALLEY.text, VALLEY.issues, parties=("North",))
    assert check(filled, Terms("The plan", (own,))).settled() == (own,)


def test_what_was_said_later_does_not_count(filled: Ledger) -> None:
    assert answers(check(filled, on=datetime.date(2025, 5, 3)), VALLEY) == ["accepted", "silent"]


def test_proposals_side_by_side_tell_what_differs_and_who_moved(filled: Ledger) -> None:
    milder = Clause("valley", "lower tariffs on steel", ("trade",))
    new = Clause("seats", "thirty seats in the assembly", ("governance",))
    first, second = check(filled), check(filled, Terms("Another", (milder, new)))
    changes = {change.before and change.before.id: change for change in compare(first, second)}
    assert changes["valley"].after == milder
    assert changes["valley"].moved == {"South": (Answer.REFUSED, Answer.SILENT)}
    assert (changes["truce"].after, changes[None].after) == (None, new)


def test_a_clause_without_issues_gets_those_of_its_text(filled: Ledger) -> None:
    found = check(filled, Terms("The plan", (Clause("1", "All prisoners of war are exchanged."),)))
    assert "detainees" in found.terms.clauses[0].issues


TOML = """
name = "The plan"
[[clauses]]
id = "truce"
text = "a truce"
issues = ["ceasefire"]
where = ["Kelda"]
condition = "if"
"""
MARKDOWN = "# The plan\n\nPreamble.\n\n1. A **truce** of\n   thirty days\n2. Seats\n\n- an exchange\n\nSigned."


@pytest.mark.parametrize(
    ("name", "text", "clauses"),
    [("a.toml", TOML, ["a truce"]), ("a.md", MARKDOWN, ["A truce of thirty days", "Seats", "an exchange"])],
)
def test_terms_are_read(tmp_path: Path, name: str, text: str, clauses: list[str]) -> None:
    (tmp_path / name).write_text(text)
    terms = read_terms(tmp_path / name)
    assert (terms.name, [clause.text for clause in terms.clauses]) == ("The plan", clauses)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.toml", "[[clauses]]\nid = '1'", "clause 1 has no text"),
        ("a.toml", "[[clauses]]\ntext = 'x'\nmood = 'y'", "'mood' is nothing that a clause has"),
        ("a.toml", "[[clauses]]\ntext = 'x'\nissues = 'y'", "issues is not a list"),
        ("a.toml", "clauses = 'x'", "clauses are not tables"),
        ("a.toml", "name = ", "is no TOML"),
        ("a.toml", "name = 'x'", "holds no clause"),
        ("a.toml", "[[clauses]]\nid='1'\ntext='x'\n[[clauses]]\nid='1'\ntext='y'", "two clauses have the id"),
        ("a.md", "Just prose.", "holds no clause"),
    ],
)
def test_terms_that_cannot_be_used_are_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(TermsError, match=reason):
        read_terms(tmp_path / name)


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[1].glob("examples/proposals/*.toml")), ids=lambda path: path.stem
)
def test_the_examples_are_on_issues_of_the_general_agenda(path: Path) -> None:
    known = {issue.id for issue in Agenda.general().issues}
    assert all(clause.issues and set(clause.issues) <= known for clause in read_terms(path).clauses)
