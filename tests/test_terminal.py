from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from notation import unmark
from sayso.report import Report
from sayso.statement import Deadline, Reading, Statement
from sayso.terminal.console import make_console
from sayso.terminal.explanation import print_explanation
from sayso.terminal.marked import marked_text, marks, print_marked
from sayso.terminal.table import print_reading
from sayso.wording.statements import UNSAFE, in_words, quoted, shortened
from terminal_pages import FOLDER, PAGES, Print, explanation, pages, reading, readings, rendered


@pytest.mark.parametrize(("page", "show", "width"), list(pages()), ids=[page for page, *_ in pages()])
def test_pages_look_as_they_did(page: str, show: Print, width: int) -> None:
    assert rendered(show, width) == (FOLDER / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 99, 100, 120, 200])
def test_no_line_is_wider_than_the_console(width: int) -> None:
    for read in readings():
        page = rendered(lambda console, read=read: print_reading(console, read), width)
        assert max(map(cell_len, page.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_statement_is_in_the_table_under_its_number(width: int) -> None:
    for read in readings():
        page = rendered(lambda console, read=read: print_reading(console, read), width)
        numbers = [int(word[0]) for line in page.splitlines() if (word := line[:4].split()) and word[0].isdigit()]
        assert numbers == list(range(1, len(read.statements) + 1))


MARKED = [
    "{Lavrov}¹ <said>¹ [{Kyiv}² <had rejected>² [the plan]²]¹.",
    "{He}¹,² <wants>¹ [peace]¹ and <rejects>² [terms]².",
    "[No troops]¹, {he}¹ <said>¹, [will be sent]¹.",
    "[¹one [²two]¹ three]²",
    "[all of it]¹,²",
    "{[all of it]²}¹ <is>¹ [gone]¹",
]


@pytest.mark.parametrize("marked", MARKED)
def test_marked_text_shows_nesting_sharing_and_crossing(marked: str) -> None:
    text, spans = unmark(marked)
    statements = [Statement.from_json(dict(roles)) for roles in spans.values()]
    assert unmark(marked_text(text, marks(statements), colour=False).plain) == (text, spans)


def test_marked_text_is_as_written() -> None:
    for marked in MARKED[:5]:
        text, spans = unmark(marked)
        statements = [Statement.from_json(dict(roles)) for roles in spans.values()]
        assert marked_text(text, marks(statements), colour=False).plain == marked


def test_marked_text_holds_all_spans_of_real_readings() -> None:
    for read in readings():
        text, spans = unmark(marked_text(read.report.text, marks(read.statements), colour=False).plain)
        assert text == read.report.text
        assert spans == {
            number: {role: sorted(map(list, getattr(statement, role))) for role in ("source", "cue", "content")}
            for number, statement in enumerate(read.statements, 1)
        }


spans = st.tuples(st.integers(0, 19), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.builds(lambda *s: Statement((0, 28), (s[0],), (s[1],), (s[2],)), spans, spans, spans), max_size=4))
def test_marked_text_without_its_marks_is_the_text(statements: list[Statement]) -> None:
    text = "The ministers met in Geneva."
    for colour in (False, True):
        shown = marked_text(text, marks(statements), colour).plain
        kept = [c for c in shown if c not in "{}<>[],⁰¹²³⁴⁵⁶⁷⁸⁹"]
        assert "".join(kept) == text


def test_colours_stand_for_brackets_except_those_of_contents() -> None:
    text, spans = unmark(MARKED[0])
    statements = [Statement.from_json(dict(roles)) for roles in spans.values()]
    assert marked_text(text, marks(statements), colour=True).plain == (
        "Lavrov¹ said¹ [Kyiv² had rejected² [the plan]²]¹."
    )
    assert "\x1b[" in rendered(lambda console: print_marked(console, reading(1)), 120, colour=True)


def test_reports_cannot_steer_the_terminal() -> None:
    text = "Lavrov\x1b[2J said \u202eit\u2069 was\x07 [bold]over[/bold] :smile:."
    report = Report("id\x1b]0;x\x07", text, title="Title\x1b[31m", publisher="Wire\x9b31m")
    statement = Statement((0, len(text)), ((0, 6),), ((11, 15),), ((16, len(text)),), holder="Lavrov\x1b[1m")
    read = Reading(report, (statement,))
    for show in (print_reading, print_marked):
        page = rendered(lambda console, show=show: show(console, read), 200)
        assert not UNSAFE.search(page)
        assert "[bold]over[/bold] :smile:" in page


def test_an_explanation_shows_every_reason() -> None:
    page = rendered(lambda console: print_explanation(console, reading(1).report, 10, explanation()), 120)
    for reason in explanation().reasons.values():
        assert reason.rule in page
    assert "and 2 more" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a plan", "“a plan”"),
        ('"a plan"', '"a plan"'),
        ('"a" or "b"', '“"a" or "b"”'),
        ("'", "“'”"),
    ],
)
def test_contents_are_quoted_once(text: str, expected: str) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Deadline("by May", None, "2025-05-31"), "“by May”, … to 2025-05-31"),
        ({"text": "by May", "start": None, "end": "2025-05-31"}, "“by May”, … to 2025-05-31"),
        (True, "yes"),
        (["Reuters", "Digi24"], "Reuters, Digi24"),
        ((), "none"),
        (None, "none"),
    ],
)
def test_fields_in_words(value: object, expected: str) -> None:
    assert in_words(value) == expected


@given(st.text(), st.integers(2, 40))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_a_reader_gone_away_is_an_error_that_the_caller_sees() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        PAGES["table"](make_console(Gone(), width=80))
