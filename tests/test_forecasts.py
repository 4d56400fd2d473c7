"""Forecasts: by when, how often, what became of them, and who forecast how well."""

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from readings import reading, said
from sayso.analysis.forecasts import Forecast, State, state_of
from sayso.analysis.likelihoods import Kind, Likelihood, Range
from sayso.commands.forecasts import forecasts as forecasts_command
from sayso.commands.forecasts import resolve as resolve_command
from sayso.commands.forecasts import scores as scores_command
from sayso.commands.shell import Shell
from sayso.errors import LedgerError
from sayso.ledger.forecasting import By, forecasts, resolve, scores, undo_resolution
from sayso.ledger.ledger import Ledger
from sayso.ledger.resolution import Outcome, Resolution, in_force
from sayso.statement import Deadline, Reading

ON = datetime.date(2025, 6, 30)
MAY = datetime.date(2025, 5, 1)
PLAIN = Likelihood(Kind.ASSERTED)
UNLIKELY = Likelihood(Kind.PHRASE, "unlikely", (Range(0.2, 0.45, "a table"),))
TOLD = {"criterion": "A pact is signed by June", "source": "https://example.org/1", "reviewer": "me"}


def expected(holder: str, content: str, party: str | None = None, **fields: Any) -> dict[str, Any]:
    return said(holder, content, party, act="predict", **fields)


def by(end: str | None, start: str | None = None, text: str = "by then") -> dict[str, Any]:
    return {"text": text, "start": start, "end": end}


def keep(ledger: Ledger, *readings: Reading) -> None:
    assert list(ledger.add(readings))


def resolution(outcome: str, criterion: str = "c", **fields: Any) -> Resolution:
    return Resolution("id", Outcome(outcome), criterion, "s", MAY, "me", "", **fields)


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (None, State.OPEN),
        ("2025-07-08", State.OPEN),
        ("2025-07-07", State.DUE),
        ("2025-06-30", State.DUE),
        ("2025-06-29", State.OVERDUE),
    ],
)
def test_a_forecast_is_due_in_the_week_before_its_deadline(end: str | None, state: State) -> None:
    assert state_of(Deadline("by then", None, end), PLAIN, (), ON) is state


@pytest.mark.parametrize(
    ("outcomes", "likelihood", "state"),
    [
        (["yes"], PLAIN, State.CAME_TRUE),
        (["no"], PLAIN, State.DID_NOT),
        (["no"], UNLIKELY, State.CAME_TRUE),
        (["yes"], UNLIKELY, State.DID_NOT),
        (["no"], Likelihood(Kind.DENIED), State.CAME_TRUE),
        (["yes"], Likelihood(Kind.OPEN), State.CAME_TRUE),
        (["unresolvable"], PLAIN, State.CANNOT_BE_TOLD),
        (["unresolvable", "yes"], PLAIN, State.CAME_TRUE),
        (["yes", "no"], PLAIN, State.DISPUTED),
    ],
)
def test_what_people_found_decides_over_the_deadline(outcomes: list[str], likelihood: Likelihood, state: State) -> None:
    made = [resolution(outcome, criterion) for criterion, outcome in enumerate_criteria(outcomes)]
    assert state_of(Deadline("by then", None, "2025-06-29"), likelihood, made, ON) is state


def enumerate_criteria(outcomes: list[str]) -> list[tuple[str, str]]:
    return [(f"criterion {number}", outcome) for number, outcome in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        ([("yes", "a", None), ("no", "b", None)], ["yes a", "no b"]),
        ([("yes", "a", None), ("no", " A ", None)], ["no  A "]),
        ([("yes", "a", None), ("undo", "", 1)], []),
        ([("yes", "a", None), ("undo", "", 1), ("undo", "", 2)], ["yes a"]),
        ([("yes", "a", None), ("no", "a", None), ("undo", "", 2)], ["yes a"]),
    ],
    ids=["two criteria", "one criterion twice", "taken back", "taking back taken back", "the last taken back"],
)
def test_what_is_in_force(made: list[tuple[str, str, int | None]], standing: list[str]) -> None:
    rows = [resolution(*each[:2], undoes=each[2], key=key) for key, each in enumerate(made, 1)]
    assert [f"{each.outcome} {each.criterion}" for each in in_force(rows)] == standing


PACT = "a pact on the ports will be signed within weeks"


def test_a_speaker_who_says_it_again_is_counted(ledger: Ledger) -> None:
    days = ("2025-02-03", "2025-02-04", "2025-03-01", "2025-05-10")
    for number, day in enumerate(days):
        keep(ledger, reading(expected("Ada Berg", PACT, "Norway"), id=f"r{number}", published=day))
    keep(ledger, reading(expected("Tor Dahl", PACT, "Norway"), id="other", published="2025-06-01"))
    keep(ledger, reading(expected("Ada Berg", "the winter will be mild", "Norway"), id="else", published="2025-06-02"))
    found = forecasts(ledger, ON, holder="Ada Berg")
    again = sorted((each.time, len(each.tellings), str(each.since)) for each in found if each.entry.quote == PACT)
    assert again == [(1, 2, "2025-02-03"), (2, 1, "2025-02-03"), (3, 1, "2025-02-03")]
    assert {each.time for each in forecasts(ledger, ON, holder="Tor Dahl")} == {1}


def test_the_same_of_another_thing_is_no_repeat(ledger: Ledger) -> None:
    keep(ledger, *(reading(expected("Ada Berg", f"the {thing} will be sold"), id=thing) for thing in ("port", "mill")))
    assert [each.time for each in forecasts(ledger, ON)] == [1, 1]


def test_an_older_word_of_some_month_is_no_further_time(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", PACT), id="a", published="2025-03-10"))
    keep(ledger, reading(expected("Ada Berg", PACT, said="2025-03"), id="b", published="2025-05-10"))
    (found,) = forecasts(ledger, ON)
    assert (found.time, len(found.tellings)) == (1, 2)


def test_what_is_overdue_comes_first_and_the_future_is_not_known(ledger: Ledger) -> None:
    lines = {"r1": by("2025-12-31"), "r2": by("2025-05-01"), "r3": by("2025-07-01"), "r4": None}
    for number, (id, deadline) in enumerate(lines.items()):
        made = expected(f"Speaker {number}", PACT, deadline=deadline)
        keep(ledger, reading(made, id=id, published="2025-04-01"))
    keep(ledger, reading(expected("Late", PACT), id="late", published="2025-07-15"))
    found = forecasts(ledger, ON)
    assert [each.entry.report.id for each in found] == ["r2", "r3", "r1", "r4"]
    assert [each.state for each in found] == [State.OVERDUE, State.DUE, State.OPEN, State.OPEN]


def test_a_forecast_keeps_the_words_of_its_deadline_and_likelihood(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", "a pact is unlikely by June", deadline=by("2025-06-01", text="by June"))))
    (found,) = forecasts(ledger, MAY.replace(day=30))
    assert (found.deadline and found.deadline.text, found.likelihood.words) == ("by June", "unlikely")
    assert found.likelihood.probability == pytest.approx(0.325)


def test_only_forecasts_are_resolved_and_only_by_a_criterion(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", PACT), said("Tor Dahl", "that the ports are opened")))
    (forecast,), demand = forecasts(ledger, ON), next(e for e in ledger.entries() if e.statement.act == "demand")
    with pytest.raises(LedgerError, match="read as demand"):
        resolve(ledger, demand.id, "yes", **TOLD)
    for missing in ("criterion", "source"):
        with pytest.raises(LedgerError, match=f"a {missing} is needed"):
            resolve(ledger, forecast.entry.id, "yes", **TOLD | {missing: "  "})
    with pytest.raises(LedgerError, match="no resolution to take back"):
        undo_resolution(ledger, forecast.entry.id, reviewer="me")
    assert forecasts(ledger, ON)[0].resolutions == ()


def test_a_resolution_is_kept_signed_and_can_be_taken_back(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", PACT)))
    id = forecasts(ledger, ON)[0].entry.id
    made = resolve(ledger, id[:8], "yes", day=MAY.replace(month=6), **TOLD)
    other = resolve(ledger, id, "no", **TOLD | {"criterion": "All ports are in the pact"}, day=MAY.replace(month=6))
    (found,) = forecasts(ledger, ON)
    assert (found.state, found.outcomes) == (State.DISPUTED, (True, False))
    assert [(each.criterion, each.reviewer, each.source) for each in found.resolutions] == [
        (each.criterion, "me", "https://example.org/1") for each in (made, other)
    ]
    assert undo_resolution(ledger, id, reviewer="you").criterion == other.criterion
    assert forecasts(ledger, ON)[0].state is State.CAME_TRUE


def test_what_was_found_later_is_not_known_on_an_earlier_day(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", PACT), published="2025-04-01"))
    resolve(ledger, forecasts(ledger, ON)[0].entry.id, "yes", day=ON, **TOLD)
    states = [forecasts(ledger, day)[0].state for day in (ON - datetime.timedelta(days=1), ON)]
    assert states == [State.OPEN, State.CAME_TRUE]


EVENTS = [
    ("open the bridge", "ruin the harvest", "dig a tunnel", "sell two ferries", "paint the lighthouse"),
    ("close the railway", "move the market", "plant an orchard", "deepen the harbour", "drain the quarry"),
    ("guard the castle", "burn down the mill"),
]
DIFFERENT = [event for events in EVENTS for event in events]


def season(ledger: Ledger, outcomes: str, phrase: str = "likely") -> None:
    """Forecasts of one speaker on different things, each resolved: y for yes, n for no, u for unresolvable."""
    told = {"y": "yes", "n": "no", "u": "unresolvable"}
    lines = [expected("Ada Berg", f"they will {phrase} {event}", "Norway") for event in DIFFERENT[: len(outcomes)]]
    keep(ledger, reading(*lines, publisher="Havn Post"))
    entries = {each.entry.quote: each.entry.id for each in forecasts(ledger, ON)}
    for line, outcome in zip(lines, outcomes, strict=True):
        if outcome in told:
            resolve(ledger, entries[line["content_text"]], told[outcome], day=MAY, **TOLD)


@pytest.mark.parametrize(("group", "name"), [(By.SPEAKER, "Ada Berg"), (By.PARTY, "Norway"), (By.OUTLET, "Havn Post")])
def test_a_score_is_that_of_a_speaker_a_party_or_an_outlet(ledger: Ledger, group: By, name: str) -> None:
    season(ledger, "yyyyyyynnnu.")
    (found,) = scores(ledger, group, ON)
    assert (found.name, found.resolved, found.waiting, found.untold, found.scored) == (name, 10, 1, 1, 10)
    assert found.brier == pytest.approx(0.7 * 0.325**2 + 0.3 * 0.675**2)
    assert found.climate == pytest.approx(0.21)
    assert found.interval is not None
    assert found.interval.low < found.brier < found.interval.high
    (bin,) = found.calibration
    assert (bin.low, bin.high, bin.happened.did, bin.happened.of) == (0.55, 0.8, 7, 10)


def test_nine_forecasts_are_too_few_to_say(ledger: Ledger) -> None:
    season(ledger, "yyyyyynnn")
    (found,) = scores(ledger, By.SPEAKER, ON)
    assert (found.scored, found.too_few, found.brier, found.calibration) == (9, True, None, ())


def test_a_bare_will_has_no_probability_but_is_counted(ledger: Ledger) -> None:
    season(ledger, "yyyyyyynnnnn", phrase="soon")
    (found,) = scores(ledger, By.SPEAKER, ON)
    assert (found.scored, found.brier) == (0, None)
    assert (found.plain.did, found.plain.of) == (7, 12)


def test_what_may_be_is_neither_scored_nor_counted(ledger: Ledger) -> None:
    lines = [expected("Ada Berg", f"they may {event}") for event in DIFFERENT]
    keep(ledger, reading(*lines))
    for each in forecasts(ledger, ON):
        resolve(ledger, each.entry.id, "no", day=MAY, **TOLD)
    (found,) = scores(ledger, By.SPEAKER, ON)
    assert (found.resolved, found.scored, found.plain.of) == (12, 0, 0)


def test_without_resolutions_there_are_no_scores(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", PACT)))
    assert scores(ledger, By.SPEAKER, ON) == []


def run(folder: Path, *arguments: str, columns: int = 80) -> Result:
    shell = Shell("sayso", commands=[forecasts_command, resolve_command, scores_command])
    name, *rest = arguments
    return CliRunner().invoke(shell, [name, "--dossier", str(folder), *rest], env={"COLUMNS": str(columns)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sayso.toml").write_text('name = "Ports"\nreviewer = "Reviewer"\n')
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        season(ledger, "yyyyyyynnn..")
        late = expected("Tor Dahl", PACT, "Norway", deadline=by("2025-06-01", text="within [bold]weeks[/bold]"))
        keep(ledger, reading(late, id="late", published="2025-05-01"))
    return tmp_path


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("columns", [80, 120])
def test_forecasts_are_listed_in_words(folder: Path, columns: int) -> None:
    shown = run(folder, "forecasts", "--on", "2025-06-30", columns=columns)
    assert shown.exit_code == 0, shown.output
    assert all(len(line) <= columns for line in shown.stdout.splitlines())
    text = " ".join(shown.stdout.split())
    assert "overdue Tor Dahl" in text
    assert "“within [bold]weeks[/bold]”: 2025-06-01" in text
    assert "“likely” 55–80 % (ICD 203)" in text
    assert "yes: “A pact is signed by June”" in text
    assert shown.stderr == "13 forecasts\n"


@pytest.mark.parametrize(("state", "number"), [("overdue", 1), ("open", 2), ("resolved", 10), ("due", 0)])
def test_forecasts_can_be_asked_for_by_state(folder: Path, state: str, number: int) -> None:
    assert len(rows(run(folder, "forecasts", "--on", "2025-06-30", "--state", state, "--json"))) == number


def test_a_forecast_is_resolved_and_taken_back(folder: Path) -> None:
    (late,) = rows(run(folder, "forecasts", "--holder", "Tor Dahl", "--json"))
    id = late["entry"]["id"]
    told = ("--criterion", "A pact is signed", "--source", "https://example.org/2", "--on", "2025-06-02", "--json")
    (made,) = rows(run(folder, "resolve", id, "no", *told))
    assert (made["outcome"], made["reviewer"], made["day"]) == ("no", "Reviewer", "2025-06-02")
    (after,) = rows(run(folder, "forecasts", "--holder", "Tor Dahl", "--json"))
    assert after["state"] == "did not come true"
    assert run(folder, "resolve", id, "--undo").exit_code == 0
    assert rows(run(folder, "forecasts", "--holder", "Tor Dahl", "--json")) == [late]


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["nowhere1", "yes", "--criterion", "c", "--source", "s"], 1, "no such statement"),
        (["nowhere1", "yes", "--criterion", "c"], 2, "written --criterion and a --source"),
        (["nowhere1"], 2, "give an outcome"),
        (["nowhere1", "yes", "--undo"], 2, "give an outcome"),
        (["nowhere1", "perhaps"], 2, "perhaps"),
    ],
)
def test_what_cannot_be_resolved_says_why(folder: Path, arguments: list[str], code: int, reason: str) -> None:
    result = run(folder, "resolve", *arguments)
    assert (result.exit_code, reason in result.stderr) == (code, True), result.stderr


@pytest.mark.parametrize("columns", [80, 120])
def test_scores_are_shown_with_what_they_rest_on(folder: Path, columns: int) -> None:
    shown = run(folder, "scores", columns=columns)
    text = " ".join(shown.stdout.split())
    assert "Ada Berg 10 resolved, 2 waiting Brier score 0.21" in text
    assert "55–80 % 68 % 7 of 10, 70 %" in text
    assert all(len(line) <= columns for line in shown.stdout.splitlines())


def test_scores_say_when_nothing_is_resolved(folder: Path) -> None:
    shown = run(folder, "scores", "--on", "2025-01-01")
    assert (shown.stdout, "no forecast is resolved" in shown.stderr) == ("", True)


def test_a_forecast_without_a_resolution_has_no_outcome(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ada Berg", PACT)))
    (found,) = forecasts(ledger, ON)
    assert isinstance(found, Forecast)
    assert (found.outcomes, found.to_json()["state"]) == ((), "open")


def test_a_resolution_outlives_a_reading_that_finds_other_spans(ledger: Ledger) -> None:
    keep(ledger, reading(expected("Ana", "a pact by June", deadline=by("2025-06-01"))))
    (found,) = forecasts(ledger, ON)
    resolve(ledger, found.entry.id, "no", day=MAY, **TOLD)
    wider = reading(expected("Ana", "a pact by June", deadline=by("2025-06-01")))
    moved = replace(wider.statements[0], content=((wider.statements[0].content[0][0] + 2, len(wider.report.text) - 2),))
    ledger.reread(replace(wider, statements=(moved,)), "newer")
    (found,) = forecasts(ledger, ON)
    assert (found.state, len(found.resolutions)) == (State.DID_NOT, 1)
