"""The ledger on both databases: adding, asking, judging, taking back."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from readings import reading, said
from sayso.errors import LedgerError
from sayso.ledger.entry import State
from sayso.ledger.identity import longer_id, report_identity, statement_id
from sayso.ledger.judgement import Judgement, Verdict, in_force
from sayso.ledger.ledger import Ledger
from sayso.ledger.tables import metadata
from sayso.ledger.viewing import Wanted
from sayso.statement import Act, Reading

DAY = datetime.date(2025, 6, 1)


def fill(ledger: Ledger, *readings: Reading) -> list[str]:
    """Add readings; gives the ids of their statements."""
    return [statement for added in ledger.add(readings) for statement in added.statements]


def quotes(ledger: Ledger, **wanted: object) -> list[str]:
    """The quotes of the entries wanted, newest first."""
    return [entry.quote for entry in ledger.entries(ledger.wanted(**wanted))]  # type: ignore[arg-type]


def test_migrations_make_the_tables_that_are_written_to(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    found = [difference for difference in differences if "words" not in str(difference)]  # the search's own
    assert found == []


def test_a_ledger_opened_again_holds_what_it_held(address: str) -> None:
    with Ledger.open(address) as ledger:
        fill(ledger, reading(said("Ana", "a truce")))
    with Ledger.open(address) as ledger:
        assert quotes(ledger) == ["a truce"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nonsense", "is no address of a ledger"),
        ("oracle://nowhere/x", "is no address of a ledger"),
        ("sqlite:////nowhere/at/all.sqlite", "cannot be opened"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "cannot be opened"),
    ],
)
def test_a_ledger_that_cannot_be_opened_says_why_and_keeps_its_password(address: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason) as error:
        Ledger.open(address)
    assert "secret" not in str(error.value)


def test_what_is_added_twice_is_there_once(ledger: Ledger) -> None:
    given = reading(said("Ana", "a truce"), said("Bo", "no truce"))
    first, again = ledger.add([given, given])
    assert (first.new, again.new) == (True, False)
    assert first.statements == again.statements
    assert sorted(quotes(ledger)) == ["a truce", "no truce"]


def test_the_same_text_from_two_outlets_is_two_reports(ledger: Ledger) -> None:
    lines = [said("Ana", "a truce")]
    fill(ledger, reading(*lines, publisher="One"), reading(*lines, publisher="Other"))
    assert quotes(ledger) == ["a truce", "a truce"]


def test_reports_of_one_id_are_told_apart(ledger: Ledger) -> None:
    given = [reading(said("Ana", "a truce")), reading(said("Bo", "no truce"))]
    ids = [added.report for added in ledger.add([*given, *given])]
    assert ids == 2 * ["report", longer_id("report", report_identity(given[1].report))]
    assert [ledger.held_as(each.report) for each in given] == ids[:2]
    for entry in ledger.entries():
        assert ledger.report(entry.report.id).text.startswith(entry.statement.holder)
        assert entry.id in [each.id for each in ledger.entries(Wanted(report=entry.report.id))]


def test_reports_of_one_id_that_are_added_at_once_are_told_apart(address: str) -> None:
    given = [reading(said(f"Speaker {number}", "a truce")) for number in range(8)]
    with Ledger.open(address) as ledger, ThreadPoolExecutor(4) as threads:
        added = list(threads.map(lambda each: next(ledger.add([each])), given))
        assert len({each.report for each in added}) == 8
        assert ledger.count_of_reports() == 8


def test_reports_that_shared_an_id_in_an_older_ledger_are_told_apart(address: str) -> None:
    given = [reading(said("Ana", "a truce")), reading(said("Bo", "no truce"))]
    with Ledger.open(address) as ledger:
        with ledger.engine.begin() as connection:
            connection.execute(text("drop index reports_by_id"))
            connection.execute(text("create index reports_by_id on reports (id)"))
            connection.execute(text("update alembic_version set version_num = '0005'"))
        assert [added.report for added in ledger.add(given)] == ["report", "report"]
    with Ledger.open(address) as ledger:
        longer = longer_id("report", report_identity(given[1].report))
        assert [ledger.held_as(each.report) for each in given] == ["report", longer]


def test_statements_of_the_same_spans_are_one(ledger: Ledger) -> None:
    given = reading(said("Ana", "a truce"))
    fill(ledger, Reading(given.report, given.statements * 2))
    assert quotes(ledger) == ["a truce"]


def test_an_entry_leads_back_to_its_sentence(ledger: Ledger) -> None:
    fill(
        ledger,
        reading(said("Bo", "nothing"), said("Ana", "a truce"), title="Talks", publisher="The Post", source="a.txt"),
    )
    (entry,) = ledger.search("truce")
    assert entry.sentence == "Ana says a truce."
    assert (entry.report.title, entry.report.publisher, entry.report.source) == ("Talks", "The Post", "a.txt")
    assert ledger.entry(entry.id[:6]) == entry


@pytest.mark.parametrize(
    ("beginning", "reason"), [("abc", "at least the first 4"), ("zzzzzz", "no such statement"), ("%%%%%%", "no such")]
)
def test_an_id_that_names_no_statement_is_refused(ledger: Ledger, beginning: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason):
        ledger.entry(beginning)


LINES = (
    said("Ana", "a truce of thirty days", "North", act="demand", places=["Kherson"], said="2025-05-02"),
    said("Bo", "the withdrawal of troops", "South", "withdrawal", act="reject", said="2025-05-10"),
    said("Cy", "withdrawing from Kherson", "North; South", "withdrawal", act="offer", places=["Kherson"]),
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["withdrawing from Kherson", "the withdrawal of troops", "a truce of thirty days"]),
        ({"party": "North"}, ["withdrawing from Kherson", "a truce of thirty days"]),
        ({"party": "Nobody"}, []),
        ({"holder": "Bo"}, ["the withdrawal of troops"]),
        ({"issue": "withdrawal"}, ["withdrawing from Kherson", "the withdrawal of troops"]),
        ({"act": Act.REJECT}, ["the withdrawal of troops"]),
        ({"place": "kherson"}, ["withdrawing from Kherson", "a truce of thirty days"]),
        ({"since": datetime.date(2025, 5, 10)}, ["withdrawing from Kherson", "the withdrawal of troops"]),
        ({"until": datetime.date(2025, 5, 10)}, ["the withdrawal of troops", "a truce of thirty days"]),
        ({"party": "South", "act": Act.OFFER}, ["withdrawing from Kherson"]),
    ],
)
def test_entries_are_found_by_what_they_are(ledger: Ledger, wanted: dict[str, object], found: list[str]) -> None:
    fill(ledger, reading(*LINES))
    assert quotes(ledger, **wanted) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("withdraw", ["withdrawing from Kherson", "the withdrawal of troops"]),
        ("TRUCE days", ["a truce of thirty days"]),
        ('"thirty days"', ["a truce of thirty days"]),
        ('"days thirty"', []),
        ("Bo", ["the withdrawal of troops"]),
        ("truce AND", None),
        ("withdrawal OR (", None),
        ("\" ' * : ^ -", None),
    ],
)
def test_words_are_searched_for_in_all_their_forms(ledger: Ledger, words: str, found: list[str] | None) -> None:
    fill(ledger, reading(*LINES))
    quotes = [entry.quote for entry in ledger.search(words)]
    assert found is None or quotes == found


def test_reports_are_found_by_words_outside_their_statements(ledger: Ledger) -> None:
    fill(ledger, reading(said("Ana", "a truce"), title="Mediators meet in Doha"))
    (hit,) = ledger.search_reports("mediator doha")
    assert (hit.report.title, hit.statements) == ("Mediators meet in Doha", 1)


def test_a_judgement_shows_at_once_and_undo_takes_it_back(ledger: Ledger) -> None:
    (statement,) = fill(ledger, reading(said("Ana", "a truce", "North")))
    ledger.correct(statement, {"act": "reject", "party": "South"}, reviewer="Eve")
    assert [(e.statement.act, e.statement.party, e.state) for e in ledger.entries()] == [
        ("reject", "South", "corrected")
    ]
    assert quotes(ledger, party="South") == ["a truce"]
    ledger.undo("Eve")
    assert quotes(ledger, party="South") == []
    ledger.undo("Eve")
    assert [(e.statement.act, e.state) for e in ledger.entries()] == [("demand", "unjudged")]
    with pytest.raises(LedgerError, match="no decision to take back"):
        ledger.undo("Eve")


def test_what_is_rejected_or_merged_is_off_the_board_and_still_there(ledger: Ledger) -> None:
    one, other = fill(ledger, reading(said("Ana", "a truce", "North"), said("Ana", "the truce", "North")))
    ledger.merge(other, into=one, reviewer="Eve")
    ledger.reject(one, reviewer="Eve")
    assert quotes(ledger) == []
    assert ledger.board(DAY).positions == {}
    assert [judgement.verdict for judgement in ledger.card(other).history] == ["merge"]
    ledger.undo("Eve", one)
    assert quotes(ledger) == ["a truce"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"act": "shout"}, "act cannot be 'shout'"),
        ({"mood": "bad"}, "no field 'mood'"),
        ({"content": [[5, "x"]]}, "content cannot be"),
        ({"holder": 7}, "holder cannot be 7"),
        ({"issues": "ceasefire"}, "issues cannot be"),
        ({"act": "reject", "said": "yesterday"}, "said cannot be 'yesterday'"),
        ({"content": [[0, 10_000]]}, "within the 18 characters"),
        ({"content": []}, "content cannot be"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_whole(
    ledger: Ledger, values: dict[str, object], reason: str
) -> None:
    (statement,) = fill(ledger, reading(said("Ana", "a truce")))
    with pytest.raises(LedgerError, match=reason):
        ledger.correct(statement, values, reviewer="Eve")
    assert [entry.statement.act for entry in ledger.entries()] == ["demand"]
    assert ledger.card(statement).history == ()


def test_a_holder_belongs_where_people_say_until_they_take_it_back(ledger: Ledger) -> None:
    fill(ledger, reading(said("Ana", "a truce", "North")))
    ledger.name("belongs", "Ana", "South", reviewer="Eve")
    fill(ledger, reading(said("Ana", "a longer truce", "North"), id="later"))
    assert sorted(quotes(ledger, party="South")) == ["a longer truce", "a truce"]
    ledger.undo("Eve")
    assert sorted(quotes(ledger, party="North")) == ["a longer truce", "a truce"]


def test_parties_are_one_under_the_name_that_people_chose(address: str) -> None:
    with Ledger.open(address, parties={"North": ("the North",)}) as ledger:
        fill(ledger, reading(said("A", "a", "North"), said("B", "b", "the North"), said("C", "c", "Northern League")))
        ledger.name("party", "Northern League", "North", reviewer="Eve")
        assert sorted(quotes(ledger, party="north")) == ["a", "b", "c"]
        ledger.name("party", "North", "Republic of the North", reviewer="Eve")
        assert [party.name for party in ledger.parties()] == ["Republic of the North"]
        ledger.undo("Eve")
        ledger.undo("Eve")
        assert [(party.name, party.statements) for party in ledger.parties()] == [("North", 2), ("Northern League", 1)]


def again(given: Reading, **changes: object) -> Reading:
    """The same report with its first statement read otherwise."""
    first, *rest = given.statements
    return Reading(given.report, (replace(first, **changes), *rest))  # type: ignore[arg-type]


def test_what_people_judged_survives_a_new_reading_and_conflicts_are_listed(ledger: Ledger) -> None:
    given = reading(said("Ana", "a truce of thirty days"), said("Bo", "no truce"), said("Cy", "a summit"))
    first, second, third = fill(ledger, given)
    ledger.correct(first, {"act": "offer"}, reviewer="Eve")
    ledger.reject(second, reviewer="Eve")
    (start, end), *_ = given.statements[0].content
    newer = again(given, content=((start, end - 5),), act=Act.REJECT)
    conflicts = ledger.reread(Reading(newer.report, newer.statements[:1]), "newer")
    assert [(each.statement, each.field, each.decided, each.read) for each in conflicts] == [
        (first, "act", "offer", "reject"),
        (second, "content", "no truce", None),
    ]
    assert [(entry.id, entry.statement.act) for entry in ledger.entries()] == [(first, Act.OFFER)]
    assert ledger.card(second).entry.state == "rejected"
    with pytest.raises(LedgerError, match="is not current"):
        ledger.card(third)


def test_a_new_reading_takes_the_place_of_one_that_nobody_judged(ledger: Ledger) -> None:
    given = reading(said("Ana", "a truce", "North"))
    fill(ledger, given)
    assert ledger.reread(again(given, act=Act.REJECT, party="South"), "newer") == []
    assert [(entry.statement.act, entry.statement.party) for entry in ledger.entries()] == [("reject", "South")]
    assert list(ledger.outdated("newer")) == []
    assert [report.id for report in ledger.outdated("newest")] == ["report"]


judgement_lists = st.lists(st.sampled_from(["accept", "reject", "correct", "undo"]), max_size=12)


@given(judgement_lists)
def test_undoing_gives_back_what_was_before(verdicts: list[str]) -> None:
    made: list[Judgement] = []
    before: list[list[Judgement]] = [[]]  # what was in force at each step that could be gone back to
    for key, verdict in enumerate(verdicts, 1):
        standing = in_force(made)
        if verdict == "undo" and standing:
            made.append(Judgement("s", Verdict.UNDO, "Eve", "", undoes=standing[-1].key, key=key))
            before.pop()
            assert in_force(made) == before[-1]
        elif verdict != "undo":
            made.append(Judgement("s", Verdict(verdict), "Eve", "", key=key))
            before.append(in_force(made))
    assert in_force(made) == before[-1]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.text(min_size=1, max_size=20)), min_size=1, max_size=6))
def test_whatever_is_said_is_kept_as_it_was_said(ledger: Ledger, lines: list[tuple[str, str]]) -> None:
    lines = [(holder, "".join(c for c in text if c.isprintable()) or "x") for holder, text in lines]
    given = reading(*(said(holder, text) for holder, text in lines))
    (added,) = ledger.add([given])
    identity = report_identity(given.report)
    for statement in given.statements:
        kept = ledger.entry(statement_id(identity, statement))
        assert kept.statement == statement
        assert kept.quote == given.report.quote(statement.content)
    assert len(added.statements) == len(lines)


def test_wanted_asks_for_nothing_by_itself() -> None:
    assert Wanted() == Wanted(parties=(), holders=())


def test_a_missed_statement_is_added_kept_through_a_new_reading_and_taken_back(ledger: Ledger) -> None:
    read = reading(said("Ana", "a truce"))
    fill(ledger, read)
    made = ledger.add_statement(
        "report", {"content": [[0, 3]], "holder": "Bo", "act": "offer", "issues": ["arms"]}, reviewer="vera"
    )
    assert [(entry.quote, entry.state) for entry in ledger.entries(ledger.wanted(holder="Bo"))] == [
        ("Ana", State.ACCEPTED)
    ]
    with pytest.raises(LedgerError, match="has that statement already"):
        ledger.add_statement("report", {"content": [[0, 3]]}, reviewer="vera")
    ledger.reread(read, "newer")
    assert quotes(ledger, holder="Bo") == ["Ana"]
    ledger.undo("vera")
    assert quotes(ledger, holder="Bo") == []
    assert ledger.add_statement("report", {"content": [[0, 3]]}, reviewer="ana").statement == made.statement
    assert len(quotes(ledger)) == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"content": []}, "content cannot be empty"),
        ({"content": [[0, 999]]}, "within the"),
        ({"content": [[0, 3]], "act": "sing"}, "is no statement"),
    ],
)
def test_what_is_no_statement_is_not_added(ledger: Ledger, fields: dict[str, object], reason: str) -> None:
    fill(ledger, reading(said("Ana", "a truce")))
    with pytest.raises(LedgerError, match=reason):
        ledger.add_statement("report", fields, reviewer="vera")


def test_a_statement_is_split_where_it_holds_two(ledger: Ledger) -> None:
    (statement,) = fill(ledger, reading(said("Ana", "a truce and free passage", "Ukraine")))
    start = ledger.entry(statement).statement.content[0][0]
    ledger.split(statement, [start + len("a truce ")], reviewer="vera")
    assert sorted(quotes(ledger, party="Ukraine")) == ["a truce", "and free passage"]
    for _ in range(3):
        ledger.undo("vera")
    assert quotes(ledger) == ["a truce and free passage"]
    with pytest.raises(LedgerError, match="inside of its content"):
        ledger.split(statement, [start], reviewer="vera")
