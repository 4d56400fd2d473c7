from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from notation import row
from sayso import examples
from sayso.errors import SaysoError
from sayso.evaluation import Fault, evaluate
from sayso.report import Report
from sayso.rows import read_rows, rows_by_id
from sayso.scoring import Counts, compare, same_name, score, words

FIGURES = Path(__file__).parent / "data" / "scoring"
Row = dict[str, Any]


def figures(gold: Row, predicted: Row | None) -> dict[str, Any]:
    return score([compare(gold, predicted)]).to_json()


def labels(gold: Row, predicted: Row) -> dict[str, Any]:
    """The figures of one matched statement with these fields."""
    marked = "{Lavrov} <said> [Kyiv had rejected the plan]."
    return figures(row(marked, {"act": "state"} | gold), row(marked, {"act": "state"} | predicted))


@pytest.mark.parametrize(
    ("gold", "predicted", "lenient", "iou50", "exact"),
    [
        ("{Lavrov} <said> [Kyiv had left].", "{Lavrov} <said> [Kyiv had left].", 100, 100, 100),
        ('{Lavrov} <said> ["Kyiv had left"].', '{Lavrov} <said> "[Kyiv had left]."', 100, 100, 100),
        ("{Mr Lavrov} <said> [Kyiv had left].", "Mr {Lavrov} <said> [Kyiv had left].", 100, 100, 0),
        ("{Lavrov} <said> [Kyiv had left for good].", "{Lavrov} <said> [Kyiv had] left for good.", 100, 0, 0),
        ("{Lavrov} <said> [Kyiv had left].", "{Lavrov} said Kyiv had <left>.", 0, 0, 0),
        ("{Lavrov} <said> [Kyiv had left].", "Lavrov <said> [Kyiv had left].", 0, 0, 0),
        ("Lavrov <said> [Kyiv had left].", "Lavrov said [Kyiv had left].", 100, 100, 0),
    ],
)
def test_when_two_statements_match(gold: str, predicted: str, lenient: float, iou50: float, exact: float) -> None:
    relation = figures(row(gold), row(predicted))["relation"]
    assert {name: rates[2] for name, rates in relation.items()} == {"lenient": lenient, "iou50": iou50, "exact": exact}


def test_a_statement_is_matched_once_and_with_the_nearest() -> None:
    gold = row("{Lavrov}¹ <said>¹ [{Kyiv}² <rejects>² [the whole plan]²]¹.")
    nearest = row("{Lavrov}¹ <said>¹ [{Kyiv}² <rejects>² the [whole plan]²]¹.")
    assert figures(gold, nearest)["relation"]["iou50"] == [100, 100, 100]
    twice = gold | {"statements": [*gold["statements"], gold["statements"][1]]}
    assert figures(gold, twice)["relation"]["iou50"] == [66.7, 100, 80]


def test_tokens_are_words_and_stretches_count_as_one_element() -> None:
    found = figures(row("[Kyiv], {he} <said>, [had left]."), row("[Kyiv, {he} <said>, had left]."))
    assert found["token"] == {"source": [100, 100, 100], "cue": [100, 100, 100], "content": [60, 100, 75]}
    assert found["exact"]["content"] == [0, 0, 0]
    text = "U.S. aid – Kyiv's"
    assert [text[start:end] for start, end in words(text)] == ["U.S", "aid", "Kyiv's"]


def test_a_report_that_was_not_predicted_counts_as_empty() -> None:
    found = figures(row("{Lavrov} <said> [Kyiv had left]."), None)
    assert (found["statements"], found["relation"]["lenient"]) == (1, [0, 0, 0])


def test_spans_without_labels_have_no_label_figures() -> None:
    marked = "{Lavrov} <said> [Kyiv had left]."
    assert "labels" not in figures(row(marked), row(marked, {"act": "state"}))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Volodymyr Zelenskyy", "Zelenskyy", True),
        ("the Kremlin", "Kremlin", True),
        ("Recep Tayyip Erdoğan", "Erdogan", True),
        ("anonymous: a diplomat", "anonymous: two officials", True),
        ("anonymous: a diplomat", "Diplomat", False),
        ("France; United Kingdom", "United Kingdom and France", True),
        ("France; United Kingdom", "France", False),
        ("Russia", "Ukraine", False),
        ("unknown", None, False),
    ],
)
def test_when_two_holders_are_the_same(left: str, right: str | None, same: bool) -> None:
    assert same_name(left, right) is same
    assert same_name(right, left) is same


@pytest.mark.parametrize(
    ("gold", "predicted", "name", "rate"),
    [
        ({"stand": "for"}, {"stand": "against"}, "stand", 0),
        ({"party": "Russia; Ukraine"}, {"party": "Ukraine; Russia"}, "party", 100),
        ({"party": None}, {"party": "Russia"}, "party", 0),
        ({"via": ["Reuters", "Digi24"]}, {"via": ["Digi24", "Reuters"]}, "via", 100),
        ({"via": []}, {"via": ["Reuters"]}, "via", 0),
        ({"issues": ["territory", "ceasefire"]}, {"issues": ["ceasefire"]}, "issue", 0),
        ({"issues": ["territory", "ceasefire"]}, {"issues": ["ceasefire"]}, "issues_f1", 66.7),
    ],
)
def test_labels(gold: Row, predicted: Row, name: str, rate: float) -> None:
    assert labels(gold, predicted)["labels"][name] == rate


@pytest.mark.parametrize(
    ("gold", "predicted", "name", "rate"),
    [
        ({"holder": "Russia"}, {"holder": "unknown"}, "named_holder", [0, 0, 0]),
        ({"holder": "anonymous: a diplomat"}, {"holder": "Russia"}, "named_holder", [0, 0, 0]),
        ({"holder": "Russia"}, {"holder": "Russia"}, "named_holder", [100, 100, 100]),
        ({"said": "2025-03-01"}, {"said": "2025-03-01"}, "said", {"exact": 100, "false": None}),
        ({"said": "2025-03-01"}, {"said": "2025-03"}, "said", {"exact": 0, "false": None}),
        ({"said": "2025-03-01"}, {"said": None}, "said", {"exact": 0, "false": None}),
        ({"said": None}, {"said": "2025-03-01"}, "said", {"exact": None, "false": 100}),
        ({"said": None}, {"said": None}, "said", {"exact": None, "false": 0}),
        (
            {"deadline": {"text": "next week", "start": "2025-03-03", "end": "2025-03-09"}},
            {"deadline": {"text": "by next week", "start": "2025-03-03", "end": "2025-03-09"}},
            "deadline",
            {"exact": 100, "false": None},
        ),
        (
            {"deadline": {"text": "five years", "start": None, "end": None}},
            {"deadline": {"text": "five years", "start": "2025-03-03", "end": None}},
            "deadline",
            {"exact": None, "false": 100},
        ),
        ({"firmness": "firm"}, {"firmness": "plain"}, "firmness", 0),
        ({"hedged": True}, {"hedged": False}, "hedged", [0, 0, 0]),
        ({"hedged": True}, {"hedged": True}, "hedged", [100, 100, 100]),
        ({"addressee": None}, {"addressee": "Russia"}, "addressee", 0),
    ],
)
def test_details(gold: Row, predicted: Row, name: str, rate: object) -> None:
    assert labels(gold, predicted)["details"][name] == rate


def test_counts_of_reports_add_up_before_they_are_divided() -> None:
    assert (Counts(1, 1, 4) + Counts(1, 3, 4)).rates == [50, 25, 33.3]


def test_kinds_and_worst_cases() -> None:
    gold = row(
        '{Lavrov}¹ <said>¹ [{Kyiv}² <rejects>² [the plan]²]¹. ["It must leave at once and for good"]³.',
        *({"act": act, "holder": holder} for act, holder in (("state", "Lavrov"), ("reject", "Ukraine"))),
        {"act": "demand", "holder": "Lavrov"},
    )
    predicted = row(
        '{Lavrov}¹ <said>¹ [{Kyiv}² <rejects>² [the plan]²]¹. "It must <leave>³ [at once]³ and for good".',
        {"act": "state", "holder": "Lavrov"},
        {"act": "deny", "holder": "Ukraine"},
    )
    result = evaluate({"r": gold}, {"r": predicted}, worst=1)
    kinds = {name: (shares["gold"], shares["recall"]) for name, s in result.kinds.items() if (shares := s.to_json())}
    assert kinds["quoted"] == (1, 0)
    assert kinds["unquoted"] == (2, 100)
    assert kinds["nested"] == (1, 100)
    assert kinds["no cue"] == (1, 0)
    assert result.kinds["nested"].act.rate == 0
    worst = {fault: case.content for fault, (case,) in result.worst.items()}
    assert worst == {
        Fault.MISSED: '"It must leave at once and for good"',
        Fault.SPURIOUS: "at once",
        Fault.WRONG: "the plan",
    }
    (difference,) = result.worst[Fault.WRONG][0].differences
    assert (difference.name, difference.gold, difference.predicted) == ("act", "reject", "deny")


def disturb(statement: Row, chance: random.Random) -> list[Row]:
    """A statement as a bad reader may have it: moved, relabelled, doubled, stripped or missed."""
    changed = dict(statement)
    for role in ("source", "cue", "content"):
        if chance.random() < 0.3:
            changed[role] = [[max(0, a + chance.randint(-9, 9)), b + chance.randint(0, 30)] for a, b in changed[role]]
        if chance.random() < 0.1:
            changed[role] = []
    for name, value in (("act", "state"), ("stand", None), ("holder", "Russia"), ("party", "Russia; Ukraine")):
        if chance.random() < 0.2:
            changed[name] = value
    for name in ("via", "issues"):
        if chance.random() < 0.2:
            changed[name] = chance.choice([[], None, ["territory", "Reuters"], list(reversed(changed[name]))])
    if chance.random() < 0.1:
        changed = {role: changed[role] for role in ("source", "cue", "content")}
    return [changed] * chance.choice([0, 1, 1, 1, 1, 2])


def disturbed(rows: dict[str, Any], chance: random.Random) -> dict[str, Row]:
    return {
        name: {"id": name, "statements": [s for statement in row["statements"] for s in disturb(statement, chance)]}
        for name, row in rows.items()
        if chance.random() < 0.9
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_figures_equal_those_of_another_scorer(seed: int) -> None:
    """The figures were computed once by an independent implementation of the same definitions."""
    expected = json.loads((FIGURES / f"disturbed-{seed}.json").read_text(encoding="utf-8"))
    gold = rows_by_id([examples.path()])
    found = evaluate(gold, disturbed(gold, random.Random(seed))).to_json()
    assert {name: found[name] for name in expected} == expected
    assert 0 < expected["whole"][2] < 100


def test_a_prediction_on_another_text_is_refused() -> None:
    gold = row("{Lavrov} <said> [Kyiv had left].")
    with pytest.raises(SaysoError, match="the text of r is not the one"):
        evaluate({"r": gold}, {"r": gold | {"text": "\n" + gold["text"]}})
    assert evaluate({"r": gold}, {"r": gold, "s": gold | {"text": "Others."}}).tally.reports == 1


GOOD = {"id": "r", "text": "Kyiv left.", "statements": [{"content": [[0, 4]], "via": None, "deadline": None}]}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a report"),
        ({"text": None}, "is not a report"),
        ({"statements": {}}, "is not a report"),
        ({"title": 5}, "title is not text"),
        ({"published": 2025}, "published is not text"),
        ({"published": "last May"}, "published is not an ISO date"),
        ({"statements": ["Kyiv left"]}, "statement 1 is not an object"),
        ({"statements": [{}, {"source": [0, 4]}]}, "statement 2: source is not a list"),
        ({"statements": [{"cue": "left"}]}, "cue is not a list"),
        ({"statements": [{"content": [[0, 4, 5]]}]}, "content is not a list"),
        ({"statements": [{"content": [[0, "4"]]}]}, "content is not a list"),
        ({"statements": [{"content": [[0.0, 4.0]]}]}, "content is not a list"),
        ({"statements": [{"content": [[4, 4]]}]}, "content is not a list"),
        ({"statements": [{"content": [[-1, 4]]}]}, "content is not a list"),
        ({"statements": [{"content": [[5, 11]]}]}, "within the 10 characters"),
        ({"statements": [{"via": "Reuters"}]}, "via is not a list"),
        ({"statements": [{"issues": [1]}]}, "issues is not a list"),
        ({"statements": [{"deadline": "May"}]}, "deadline is not an object"),
        ({"statements": [{"deadline": {"text": "May", "end": 5}}]}, "deadline is not an object"),
    ],
)
def test_a_row_that_cannot_be_scored_is_named_with_its_line(changed: str | Row, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    bad = changed if isinstance(changed, str) else json.dumps(GOOD | changed)
    file.write_text(f"{json.dumps(GOOD)}\n\n{bad}\n")
    with pytest.raises(SaysoError) as caught:
        list(read_rows(file))
    assert str(caught.value).startswith(f"{file}:3: ")
    assert fault in str(caught.value)


def test_annotated_text_is_taken_as_it_is(tmp_path: Path) -> None:
    text = "\ufeff\r\n Kyiv\u2028left.\x07\u00a0\r"
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(GOOD | {"text": text}))
    assert [Report.from_json(read).text for read in read_rows(file)] == [text]
