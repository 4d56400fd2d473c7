"""When it was said and by when it is due: <source>, {cue} and [content] of a report of Wednesday 21 May 2025."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.dating import occasions_of, said_dates, said_day, said_on
from sayso.reading.deadlines import deadline_of
from sayso.reading.draft import Draft
from sayso.reading.occasions import weights
from sayso.report import Report, Span
from sayso.statement import UNKNOWN, Act, Deadline

PUBLISHED = datetime.date(2025, 5, 21)
BRACKETS = {"<": "source", "{": "cue", "[": "content"}


def marked(text: str, published: datetime.date | None = PUBLISHED) -> tuple[Report, Draft]:
    """The report without the marks, and the draft that they mark."""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    plain, opened = "", ("", 0)
    for piece in re.split(r"([<>{}\[\]])", text):
        if piece in BRACKETS:
            opened = BRACKETS[piece], len(plain)
        elif piece and piece in ">}]":
            spans[opened[0]].append((opened[1], len(plain)))
        else:
            plain += piece
    return Report("r", plain, published=published), Draft(**{role: tuple(found) for role, found in spans.items()})


SAID = [
    ("<The minister> {told} Radio 4 on Thursday [that talks would resume].", "2025-05-15"),
    ("On Monday, <the minister> {refused} [to meet the envoy].", "2025-05-19"),
    ("[Talks will resume], <the minister> {said} yesterday.", "2025-05-20"),
    ("At a briefing on Friday <its chief, Ana Lee,> {accused} [the union of delay].", "2025-05-16"),
    ("<The president> {came down} [on the union's side] in December.", "2024-12"),
    ("<Officials> {warned} last week [that time was short].", "2025-05"),
    ("<Officials> {warned} in 2019 [that time was short].", "2019"),
    ("<Hamas> {rejected} [the plan] on May 2, 2024.", "2024-05-02"),
    ("<Officials> {warned} three weeks ago [that time was short].", "2025-04"),
    ("<Officials> {warned} two years ago [that time was short].", "2023"),
    ("It was on Friday - a day late - that <the minister> {told} reporters [it was over].", "2025-05-16"),
    ("<The minister> {told} the Globe after Monday's talks [that it was over].", "2025-05-19"),
    ("<The minister> {said} [the truce would begin on Friday].", None),
    ("<The minister> {said} [it was over].", None),
    ("KYIV, May 20 (Wire) – <The minister> {said} [it was over].", None),
    ("KYIV, May 20 (Wire) - <The minister> {said} [it was over].", None),
    ("<The minister>, outvoted after a debate on Monday, {has demanded} [a new vote].", None),
    ("<The minister> {wants} [a vote] by Friday.", None),
    ("The talks ended on Monday. <The minister> {said} [they were useful].", "2025-05-19"),
    ("The talks ended on Monday. <The minister> {wants} [them to go on].", None),
    ("[It is over.]", None),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_a_date_beside_the_saying_dates_it(text: str, expected: str | None) -> None:
    assert said_on(*marked(text)).value == expected


def test_the_reason_names_the_words() -> None:
    finding = said_on(*marked("<The minister> {said} on Monday [that it was over]."))
    assert (finding.reason.rule, finding.reason.basis) == (
        "date beside the saying: weekday, at most 0 words away",
        "on Monday",
    )


def test_without_a_day_of_publication_a_weekday_dates_nothing() -> None:
    assert said_on(*marked("<He> {said} on Monday [that it was over].", None)).value is None
    assert said_on(*marked("<He> {said} on 5 May 2025 [that it was over].", None)).value == "2025-05-05"


def dates_of(holders: list[str], *texts: str) -> list[str | None]:
    """The dates of several statements marked in copies of one text."""
    found = [marked(text) for text in texts]
    assert len({report.text for report, _ in found}) == 1
    return [finding.value for finding in said_dates(found[0][0], [draft for _, draft in found], holders)]


TWO = "Lee told Reuters on Monday that it was close. He added that Kyiv was ready."


def test_a_date_has_clues_of_how_it_stands_in_its_report() -> None:
    report, draft = marked("The talks of April 2. <Lee> {told} reporters on Tuesday [it was close].")
    (occasions,) = occasions_of(report, [draft], ["Lee"], weights())
    clues = {clue for occasion in occasions if occasion.words == "on Tuesday" for clue in occasion.clues}
    assert clues >= {"beside: at most 1 days before the report", "beside: told first", "beside: one date told"}


@pytest.mark.parametrize(("holder", "second"), [("Lee", "2025-05-19"), ("Orr", None), (UNKNOWN, None)])
def test_a_date_is_carried_on_to_the_next_words_of_the_same_holder(holder: str, second: str | None) -> None:
    first = "<Lee> {told Reuters} on Monday [that it was close]. He added that Kyiv was ready."
    then = "Lee told Reuters on Monday that it was close. <He> {added} [that Kyiv was ready]."
    assert dates_of(["Lee", holder], first, then) == ["2025-05-19", second]


def test_a_date_is_not_carried_on_to_a_name_or_another_tense() -> None:
    first = "<Lee> {told Reuters} on Monday [that it was close]. Lee has said that Kyiv was ready."
    named = "Lee told Reuters on Monday that it was close. <Lee> {has said} [that Kyiv was ready]."
    assert dates_of(["Lee", "Lee"], first, named) == ["2025-05-19", None]


def test_of_two_sayings_in_a_sentence_the_nearer_one_is_dated() -> None:
    outer = "[Kyiv has accepted the plan], <a source> {told Reuters} on Tuesday."
    inner = "<Kyiv> {has accepted} [the plan], a source told Reuters on Tuesday."
    assert dates_of(["a source", "Kyiv"], outer, inner) == ["2025-05-20", None]


CARRIED = [
    ("Lee held a press conference on Tuesday, {saying} [it was close]. <Lee> {said} [Kyiv was ready].", "2025-05-20"),
    ("<Lee> {said} on Tuesday [it was close]. <He> {went on} [that Kyiv was ready].", "2025-05-20"),
    ("<Lee> {said} on Tuesday [it was close]. <He> {has long wanted} [a deal].", None),
    ("<Lee> {said} on Tuesday [it was close]. <He> {told Reuters} on Wednesday [Kyiv was ready].", "2025-05-21"),
    ("<Lee> {said} on Tuesday [it was close]. On March 3, 2024, <he> {said} [it was far].", "2024-03-03"),
    ("<Lee> {said} on Tuesday [it was close]. In April <he> {had warned} [of war].", "2025-04"),
]


@pytest.mark.parametrize(("text", "second"), CARRIED)
def test_a_holders_date_holds_until_another_date_or_occasion_takes_over(text: str, second: str | None) -> None:
    first, then = text.split(". ", 1)
    report, draft = marked(first + ". " + unmarked(then))
    _, later = marked(unmarked(first) + ". " + then)
    assert [finding.value for finding in said_dates(report, [draft, later], ["Lee", "Lee"])][1] == second


def unmarked(text: str) -> str:
    return re.sub(r"[<>{}\[\]]", "", text)


def test_the_date_of_a_picture_dates_no_saying() -> None:
    text = "Lee in Kyiv, May 20, 2025. (credit: Wire) <Lee> {said} [it was close]."
    assert said_on(*marked(text)).value is None


DUE = [
    (Act.DEMAND, "<He> {wants} [them out by the end of June].", ("by the end of June", "2025-05-21", "2025-06-30")),
    (Act.PREDICT, "<He> {expects} [a deal within weeks].", ("within weeks", "2025-05-21", "2025-06-18")),
    (Act.STATE, "<He> {said} [talks will resume on Friday].", ("on Friday", "2025-05-23", "2025-05-23")),
    (Act.OFFER, "<He> {offered} [to begin on June 3].", ("on June 3", "2025-06-03", "2025-06-03")),
    (Act.THREATEN, "<He> {threatened} [duties from July 1].", ("from July 1", "2025-07-01", "2025-07-01")),
    (Act.DEMAND, "<He> {demanded} [that they leave at once].", ("at once", "2025-05-21", "2025-05-21")),
    (Act.DEMAND, "<He> {set} [a deadline of 8 July].", ("8 July", "2025-07-08", "2025-07-08")),
    (Act.DEMAND, "<He> {wants} [a vote before the summit].", ("before the summit", None, None)),
    (Act.PREDICT, "<He> {expects} [it in May, or by 3 June].", ("by 3 June", "2025-05-21", "2025-06-03")),
    (Act.OFFER, "<He> {offered} [talks at once].", ("at once", "2025-05-21", "2025-05-21")),
    (Act.OFFER, "<He> {offered} [a pause until mid-June].", ("until mid-June", "2025-05-21", "2025-06-15")),
    (Act.OFFER, "<He> {promised} [calm through the summer].", ("through the summer", "2025-05-21", "2025-09-21")),
    (Act.OFFER, "<He> {said} [it would be signed on July 2].", ("on July 2", "2025-07-02", "2025-07-02")),
    (Act.OFFER, "<He> {would stand} [by the text it accepted on July 2].", None),
    (Act.THREATEN, "<He> {warned} [the Good Friday accord would fall].", None),
    (Act.WARN, "<He> {fears} [the worst famine in four decades].", None),
    (Act.DEMAND, "<He> {wants} [a vote, but not in July].", None),
    (Act.ASSESS, "<He> {doubted} [a deal by July].", None),
    (Act.STATE, "<He> {said} [the talks ended on Friday].", None),
    (Act.STATE, "<He> {said} [the army has held the town since 2022].", None),
    (Act.ASSESS, "<He> {praised} [the work of the last two weeks].", None),
    (Act.DEMAND, "<He> {called for} [a pause of three days].", None),
    (Act.DEMAND, "<He> {called for} [a return to the deal of 8 July].", None),
    (Act.DEMAND, "By Friday <he> {wanted} [a reply].", None),
    (Act.PREDICT, "<He> {expected} [a deal by 2019].", None),
    (Act.DEMAND, "<He> {gave} [Kyiv and its allies 60 days to reply].", ("60 days", "2025-05-21", "2025-07-20")),
    (Act.DEMAND, "<He> {gave} [them a two-week ultimatum].", ("two-week", "2025-05-21", "2025-06-04")),
    (Act.PREDICT, "<He> {gave} [it two months].", ("two months", "2025-05-21", "2025-07-21")),
    (Act.PREDICT, "<He> {had} [it two months].", None),
    (Act.WARN, "<He> {said} [there was war to come next month].", ("next month", "2025-06-01", "2025-06-30")),
    (Act.THREATEN, "<He> {would leave} [if they meet in June].", None),
    (Act.THREATEN, "<He> {would leave} [if there is no deal in June].", ("in June", "2025-06-01", "2025-06-30")),
    (Act.OFFER, "<He> {offered} [to move the July date].", None),
    (Act.PREDICT, "<He> {expects} [an answer by the evening].", ("by the evening", "2025-05-21", "2025-05-21")),
    (Act.DEMAND, "<He> {wants} [a text by midnight Sunday].", ("by midnight Sunday", "2025-05-21", "2025-05-25")),
    (Act.WARN, '<He> {warned} [of war by the "end of June"].', ('by the "end of June', "2025-05-21", "2025-06-30")),
    (Act.DEMAND, "<He> {wants} [it by the feast, 1 June].", ("by the feast, 1 June", "2025-05-21", "2025-06-01")),
    (Act.OFFER, "<He> {offered} [more talks soon].", ("soon", None, None)),
    (Act.OFFER, "<He> {will sign} [as soon as they do].", None),
    (Act.STATE, "<He> {announced} [duties from July 1].", ("from July 1", "2025-07-01", "2025-07-01")),
    (Act.STATE, "<He> {said} [the payment is due on July 1].", ("due on July 1", "2025-07-01", "2025-07-01")),
    (Act.STATE, "<He> {said} [they stand where they stood before March 2].", None),
    (Act.THREATEN, "<He> {warned} [of war if none was signed by June 3].", ("by June 3", "2025-05-21", "2025-06-03")),
    (Act.DEMAND, "<He> {told} [them to immediately leave].", None),
    (Act.DEMAND, "<He> {told} [them to leave immediately].", ("immediately", "2025-05-21", "2025-05-21")),
    (Act.OFFER, "<He> {promised} [talks on any day but a Sunday].", None),
    (Act.OFFER, "<He> {promised} [to do what he promised on July 2].", None),
    (Act.THREATEN, "<He> {would veto} [what leaves them worse off than today].", None),
    (Act.PREDICT, "It lasts until July 9. <He> {expects} [a deal by then].", ("by then", "2025-05-21", "2025-07-09")),
]  # fmt: skip


@pytest.mark.parametrize(("act", "text", "expected"), DUE)
def test_a_time_ahead_in_the_content_is_a_deadline(act: Act, text: str, expected: tuple[str, str, str] | None) -> None:
    assert deadline_of(*marked(text), act).value == (Deadline(*expected) if expected else None)


def test_a_term_that_another_sets_is_the_deadline_of_that_one() -> None:
    text = "<Lee> {reported} [that Kyiv wanted a reply by Friday]."
    report, draft = marked(text)
    start = report.text.index("a reply")
    within = ((start, start + len("a reply by Friday")),)
    assert deadline_of(report, draft, Act.STATE).value == Deadline("by Friday", "2025-05-21", "2025-05-23")
    assert deadline_of(report, draft, Act.STATE, within=within).value is None
    assert deadline_of(report, draft, Act.DEMAND, within=within).value is not None


def test_a_deadline_is_reckoned_from_the_day_it_was_set() -> None:
    report, draft = marked("<He> {demanded} [a reply within two days].")
    said = datetime.date(2025, 5, 12)
    assert deadline_of(report, draft, Act.DEMAND, said).value == Deadline("within two days", "2025-05-12", "2025-05-14")


SAID = [("2025-05-12", "2025-05-12"), ("2025-04", "2025-04-01"), ("2025-05", "2025-05-21"), ("2025", "2025-05-21")]


@pytest.mark.parametrize(("said", "day"), [*SAID, (None, None)])
def test_the_day_of_a_saying_is_that_of_the_report_where_it_may_be(said: str | None, day: str | None) -> None:
    found = said_day(said, PUBLISHED)
    assert (found and found.isoformat()) == day


def test_without_a_day_of_publication_a_saying_is_dated_as_early_as_it_may_be() -> None:
    assert said_day("2025-05") == datetime.date(2025, 5, 1)


def test_without_a_day_of_publication_the_words_of_a_deadline_are_kept() -> None:
    report, draft = marked("<He> {demanded} [a reply within two days].", None)
    assert deadline_of(report, draft, Act.DEMAND).value == Deadline("within two days")


PIECES = st.lists(
    st.sampled_from(["He said", "on Monday", "by Friday", ". ", ", ", "9 May", "will", "é😀", "\n\n"]), min_size=3
)


@given(PIECES.map(" ".join), st.data())
def test_any_spans_are_read(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True)))
    report, draft = Report("r", text, published=PUBLISHED), Draft((), ((cuts[0], cuts[1]),), ((cuts[2], cuts[3]),))
    said, deadline = said_on(report, draft).value, deadline_of(report, draft, Act.DEMAND).value
    assert said is None or said <= PUBLISHED.isoformat()
    assert deadline is None or deadline.text in text[cuts[2] : cuts[3]]
