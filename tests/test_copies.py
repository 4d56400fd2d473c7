"""Near-copies: what counts as one, that candidates are found, that everything is the same on every run."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import examples
from sayso.analysis.copies import Copy, bands, compare, group, signature
from sayso.analysis.credits import credited
from sayso.report import Report

WIRE = (
    "PORT LUNA, May 4 (Reuters) - The harbour commission of Lunaria will reopen the northern quay on Monday after a "
    "closure of eleven weeks, its chairman said on Sunday. Container lines had moved their calls to Estrella while the "
    "two sides argued over who inspects the cargo.\n\n"
    "Under the arrangement, customs officers of both sides will work in one hall and sign one list. Neither side gave "
    "up its claim to the lighthouse, which both have manned in turns since the spring floods.\n\n"
    "Shipping agents said that the first vessels could berth before the end of the week. Insurance rates for the bay "
    "had doubled since February and are expected to fall only slowly, brokers in the capital said.\n\n"
    "The commission was set up nine years ago by a treaty that neither parliament has ratified. Its members meet on "
    "the island in the middle of the bay and publish no minutes of what they decide there."
)
OWN = (
    "For the fishermen of the southern villages the news comes late. Half of the boats have been sold since winter "
    "and the ice plant beside the old mole stands empty. Nobody in the co-operative expects the buyers back "
    "before the autumn season opens, and some have taken work in the quarries inland."
)
MORE = (
    "The mayor of the old town, who has no seat in the talks, received the news from the radio. He wants the ferry to "
    "the island back first, because the school, the clinic and the only bakery lie on the other shore, and he has "
    "collected four thousand signatures for it since the ice broke up."
)
ANOTHER = (
    "Nobody expected the bay to open again so soon. Yet on Monday the quay in the north receives ships eleven weeks "
    "after guards chained its gates. The chairman of the commission announced it without a smile. There is to be a "
    "common hall, a common list and, for the first time, officers of either side at one desk. The quarrel about the "
    "lighthouse goes on: each side keeps its watch there every second night, and each flies its flag."
)
QUOTE = '"We have waited long enough for this day, and we will not let anybody close the northern quay to us again."'


def report(
    text: str, name: str = "a", publisher: str | None = "Daily Lantern", day: int = 4, title: str = ""
) -> Report:
    return Report(name, text, title, publisher, datetime.date(2025, 5, day))


def reworded(text: str, every: int) -> str:
    """Every so many words another one, as an editor's pen would leave it."""
    words = text.split(" ")
    return " ".join("rather" if place % every == every - 1 else word for place, word in enumerate(words))


def from_the_bottom(text: str, paragraphs: int) -> str:
    return "\n\n".join(text.split("\n\n")[:paragraphs])


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param(WIRE, 1.0, id="the same text"),
        pytest.param(from_the_bottom(WIRE, 2), 1.0, id="cut from the bottom"),
        pytest.param(from_the_bottom(WIRE, 1), 1.0, id="only its first paragraph"),
        pytest.param(WIRE.replace("PORT LUNA, May 4 (Reuters) - ", "ESTRELLA - "), 0.9, id="another dateline"),
        pytest.param(WIRE.replace("\n\n", " "), 1.0, id="without paragraphs"),
        pytest.param(WIRE.upper(), 1.0, id="capitals"),
        pytest.param(reworded(WIRE, 9), 0.6, id="every ninth word another one"),
        pytest.param(f"{WIRE}\n\n{OWN}", 0.6, id="a paragraph added"),
    ],
)
def test_is_a_near_copy(text: str, share: float) -> None:
    copy = compare(report(text), report(WIRE, "wire", "Reuters"))
    assert copy is not None
    assert copy.whole
    assert copy.share >= share
    assert set(bands(signature(text))) & set(bands(signature(WIRE))), "no candidate"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(OWN, id="another matter"),
        pytest.param(ANOTHER, id="another report of the same event"),
    ],
)
def test_is_none(text: str) -> None:
    assert compare(report(text), report(WIRE, "wire", "Reuters")) is None


def test_quoting_the_same_words_makes_no_copy() -> None:
    one = f"{QUOTE} {OWN.split('. ')[0]}. {QUOTE}"
    two = f"{QUOTE} The chairman spoke on the steps of the customs house, with the mayor at his side. {QUOTE}"
    assert compare(report(one, "one"), report(two, "two", "Estrella Post")) is None


def test_paragraphs_of_a_wire_among_own_ones_are_a_copy_in_part() -> None:
    copied = WIRE.split("\n\n")[1]
    text = f"{OWN}\n\n{copied}\n\n{MORE}"
    copy = compare(report(text), report(WIRE, "wire", "Reuters"))
    assert copy is not None
    assert not copy.whole
    assert [text[start:end] for start, end in copy.spans] == [copied]
    start = text.index(copied)
    assert copy.holds((start + 3, start + 20))
    assert not copy.holds((0, 20))
    assert set(bands(signature(text))) & set(bands(signature(WIRE))), "no candidate"


def test_a_paragraph_added_to_a_near_copy_is_the_papers_own() -> None:
    text = f"{WIRE}\n\n{OWN}"
    copy = compare(report(text), report(WIRE, "wire", "Reuters"))
    assert copy is not None
    assert copy.whole
    assert copy.holds((0, 100))
    assert not copy.holds((text.index(OWN), len(text)))


def test_one_stock_sentence_is_no_copy() -> None:
    stock = WIRE.split("\n\n")[3].split(". ")[0] + "."
    assert compare(report(f"{OWN} {stock}"), report(WIRE, "wire", "Reuters")) is None


def test_an_outlet_that_repeats_its_own_background_has_not_copied_itself() -> None:
    text = f"{OWN}\n\n{WIRE}"
    assert compare(report(text, "new", "Reuters"), report(WIRE, "old", "Reuters")) is None
    assert compare(report(text, "new", "Lantern"), report(WIRE, "old", "Reuters")) is not None


def test_a_shared_credit_is_evidence() -> None:
    text = f"{from_the_bottom(WIRE, 1)}\n\n{OWN}"
    without = text.replace("(Reuters) - ", "")
    credited_copy, other = (compare(report(each), report(WIRE, "wire", "Reuters")) for each in (text, without))
    assert credited_copy is not None
    assert credited_copy.outlet == "Reuters"
    assert credited_copy.whole
    assert other is not None
    assert not other.whole


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KYIV, May 4 (Reuters) - The talks ended.", "Reuters"),
        ("KYIV (AP) — The talks ended.", "The Associated Press"),
        ("MOSCOW, May 26. /TASS/. The talks ended.", "TASS"),
        ("By The Associated Press\n\nThe talks ended.", "The Associated Press"),
        ("AFP - The talks ended.", "AFP"),
        ("ANKARA (Anadolu) - The talks ended.", "Anadolu Agency"),
        ("The talks ended on Sunday without a paper. (AFP)", "AFP"),
        ("The talks ended on Sunday without a paper. Source: dpa", "dpa"),
        ("The talks ended, Reuters reported on Sunday.", None),
        ("The talks ended. (A. Person/AFP via Picture Desk) The hall was empty.", None),
        ("The Times of the tides changed.", None),
    ],
)
def test_credit(text: str, agency: str | None) -> None:
    assert credited(text) == agency


def test_groups_are_found_under_the_agency_and_the_earliest() -> None:
    reports = [
        report(from_the_bottom(WIRE, 2), "late", "Lantern", 6),
        report(f"{OWN} {MORE}", "alone", "Courier", 3),
        report(reworded(WIRE, 11), "early", "Estrella Post", 3),
        report(WIRE, "wire", "Reuters", 4),
    ]
    (found,) = group(reports)
    assert found.original == "wire"
    assert {copy.report for copy in found.copies} == {"late", "early"}
    assert all(copy.whole for copy in found.copies)


def test_a_report_may_have_paragraphs_of_two_originals() -> None:
    first, second = WIRE, next(iter(examples.reports())).text
    paper = f"{WIRE.split(chr(10) * 2)[1]}\n\n{OWN}\n\n{MORE}\n\n{second.split(chr(10) * 2)[1]}"
    reports = [
        report(first, "one", "Reuters", 3),
        report(second, "two", "AFP", 3),
        report(paper, "paper", "Lantern", 5),
    ]
    assert {(each.original, copy.report, copy.whole) for each in group(reports) for copy in each.copies} == {
        ("one", "paper", False),
        ("two", "paper", False),
    }


def test_reports_of_the_example_dossier_copy_nothing() -> None:
    assert group(examples.reports()) == ()


def test_reason_says_how_much() -> None:
    assert Copy("a", "reuters-0417", 0.916, (), True).reason == "near-copy of reuters-0417: 92 % of its words"
    assert Copy("a", "b", 0.3, (), False).reason == "has paragraphs of b: 30 % of its words"


def test_signature_is_the_same_on_every_machine() -> None:
    """Bands lie in ledgers: where this fails, the library counts otherwise and they must be made anew."""
    assert bands(signature("The northern quay opens on Monday, the commission said."))[:3] == (
        7431270537853140874,
        2682564962475625914,
        6659686686819940230,
    )


def test_no_words_no_bands() -> None:
    assert bands(signature(" … ")) == ()
    assert compare(report("…"), report("…", "b")) is None
    assert group([report("", "a"), report("", "b")]) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_bands_fit_a_table_and_cost_a_bounded_number(text: str) -> None:
    keys = bands(signature(text))
    assert all(0 <= key < 2**63 for key in keys)
    assert len(set(keys)) == len(keys) <= 8 + 2 * (len(text) // 16 + 1)
