"""The whole path, with the model that ships."""

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso import Act, Agenda, IntakeError, Issue, LanguageError, Report
from sayso.reading.reader import BATCH, Reader
from sayso.statement import Statement

TALKS = """Foreign Minister Anna Lindqvist said on Monday that her country would not sign the treaty before the summer.

"We will never give up the islands," she told reporters in Geneva.

According to Reuters, Moscow is demanding that Kyiv withdraw its troops from the region."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(text: str, **fields: str) -> tuple[Statement, ...]:
    return sayso.read(Report("r", text, published=datetime.date(2025, 5, 21), **fields)).statements


def test_a_report_becomes_statements_in_text_order() -> None:
    statements = read(TALKS)
    assert [statement.evidence for statement in statements] == sorted(statement.evidence for statement in statements)
    assert {"Anna Lindqvist", "Russia"} <= {statement.holder for statement in statements}


def test_a_pronoun_leads_to_the_name_before_it() -> None:
    islands = next(statement for statement in read(TALKS) if "islands" in TALKS[slice(*statement.evidence)])
    assert islands.holder == "Anna Lindqvist"
    assert islands.firmness == "firm"


def test_an_outlet_that_passes_on_a_demand_is_in_its_via() -> None:
    demand = next(statement for statement in read(TALKS) if statement.holder == "Russia")
    assert demand.act is Act.DEMAND
    assert demand.via == ("Reuters",)
    assert demand.addressee == "Ukraine"


def test_a_text_without_statements_has_none() -> None:
    assert read("The square was empty. Rain fell on the tram lines and the shops stayed shut until noon.") == ()


def test_every_field_has_a_reason(reader: Reader) -> None:
    for explanation in reader.explain(Report("r", TALKS)):
        assert {"holder", "party", "via", "act", "issues", "firmness", "said", "deadline"} <= set(explanation.reasons)
        assert all(reason.rule for reason in explanation.reasons.values())
        assert [score.role for score in explanation.spans]


def test_a_users_own_agenda_is_read_untrained() -> None:
    fish = Agenda(
        (Issue("cod", "Cod quotas", "how much fish the fleets may land"), Issue("visas", "Visas", "entry permits"))
    )
    text = "The minister said the fleet must be allowed to land more cod. She demanded that entry visas be dropped."
    statements = Reader.load(fish).read(Report("r", text)).statements
    assert [statement.issues[0] for statement in statements] == ["cod", "visas"]


def test_another_language_is_named_and_left_alone() -> None:
    with pytest.raises(LanguageError, match="German"):
        sayso.read("Der Minister sagte am Montag, dass die Verhandlungen ohne Ergebnis zu Ende gegangen seien.")


def test_one_report_is_read_as_one_of_many(reader: Reader) -> None:
    report = Report("r", TALKS.replace("Geneva", "Geneva\ud83d"))
    assert [reader.read(report)] == list(reader.read_many([report]))


def test_one_bad_report_does_not_stop_the_others() -> None:
    texts = [TALKS, "Le ministre a déclaré lundi que les négociations se poursuivraient à Genève.", TALKS]
    first, error, last = sayso.read_many(texts)
    assert isinstance(error, LanguageError)
    assert [len(getattr(reading, "statements", ())) for reading in (first, last)] == [len(read(TALKS))] * 2


def test_a_shelf_of_books_is_no_report() -> None:
    with pytest.raises(IntakeError, match="over the limit"):
        sayso.read("He said no. " * 2_000_000)


def test_reading_goes_on_while_reports_come_in() -> None:
    taken = []

    def reports() -> Iterator[str]:
        for number in range(3 * BATCH):
            taken.append(number)
            yield "The envoy said the talks would go on."

    next(iter(sayso.read_many(reports())))
    assert len(taken) == BATCH


WORDS = [
    "he said",
    "“",
    "”",
    "Kyiv",
    "\n\n",
    "rejects",
    "\u202eעברית\u202c",
    "☃",
    "e\u0301",
    "\U0001f600",
    "it.",
    "that",
    "\t",
    "'",
    '"',
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_spans_lie_inside_the_text_whatever_it_is(text: str) -> None:
    report = Report("r", "The envoy said the talks would go on. " + text)
    try:
        statements = sayso.read(report).statements
    except sayso.LanguageError:  # enough Hebrew makes a text one in Hebrew
        return
    for statement in statements:
        start, end = statement.evidence
        spans = [*statement.source, *statement.cue, *statement.content]
        assert all(start <= a < b <= end <= len(report.text) for a, b in spans)
        assert all(report.cut(span).strip() for span in spans)
