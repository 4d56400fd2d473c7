"""The reader: from reports to their statements, in batches; one report is a batch of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sayso.agenda import Agenda
from sayso.errors import IntakeError
from sayso.reading.acts import act_of
from sayso.reading.addressees import addressee_of
from sayso.reading.conditions import condition_of
from sayso.reading.continuing import joined
from sayso.reading.dating import said_dates, said_day
from sayso.reading.deadlines import deadline_of
from sayso.reading.draft import Finding, Reason
from sayso.reading.explanation import Explanation, Role, SpanScore
from sayso.reading.finder import Candidate, Found, find
from sayso.reading.firmness import firmness_of
from sayso.reading.hedges import hedge_of
from sayso.reading.holders import Attribution, attribute
from sayso.reading.judge import Judge, Verdict
from sayso.reading.model import Model, shared
from sayso.reading.nesting import contents_within, relayed
from sayso.reading.pieces import Pieces
from sayso.reading.places import places_of
from sayso.reading.prepared import Prepared, prepare
from sayso.reading.stands import stand_of
from sayso.report import Report, Span, Spans
from sayso.statement import Act, Reading, Statement

BATCH = 8  # reports that are read together
GUIDELINE = "talks"


@dataclass(frozen=True, slots=True)
class Case:
    """One statement in the making: where it was found, whose it is, when it was said.

    `relays` is the number of the other holder's statement that fills its content, where one does, and `within` are the
    contents of all that it passes on.
    """

    prepared: Prepared
    found: Found
    attribution: Attribution
    said: Finding[str | None]
    relays: int | None
    within: Spans


class Reader:
    """Reads reports under one agenda."""

    def __init__(self, model: Model, agenda: Agenda, guideline: str = GUIDELINE) -> None:
        """Put the parts together; `load` takes the package's own model."""
        self.model = model
        self.guideline = guideline
        self.judge = Judge(model, agenda)

    @classmethod
    def load(cls, agenda: Agenda | None = None, guideline: str = GUIDELINE) -> Reader:
        """A reader with the package's model, and the general agenda where none is given. Raises ModelError."""
        return cls(shared(), agenda or Agenda.general(), guideline)

    def read(self, report: Report) -> Reading:
        """One report. Raises LanguageError or IntakeError where it cannot be read."""
        prepared = prepare(report, self.model.tokenizer)
        return _reading(prepared, self._explain([prepared])[0])

    def read_many(self, reports: Iterable[Report | IntakeError]) -> Iterator[Reading | IntakeError]:
        """Readings in the order of the reports; errors, met before or in reading, stand where their report would."""
        rest = iter(reports)
        while batch := list(islice(rest, BATCH)):
            ready = [self._ready(item) for item in batch]
            read = iter(self._explain([item for item in ready if isinstance(item, Prepared)]))
            for item in ready:
                yield item if isinstance(item, IntakeError) else _reading(item, next(read))

    def explain(self, report: Report) -> list[Explanation]:
        """The statements of one report, each with its reasons. Raises LanguageError or IntakeError."""
        return self._explain([prepare(report, self.model.tokenizer)])[0]

    def _ready(self, item: Report | IntakeError) -> Prepared | IntakeError:
        if isinstance(item, IntakeError):
            return item
        try:
            return prepare(item, self.model.tokenizer)
        except IntakeError as error:
            return error

    def _explain(self, prepared: Sequence[Prepared]) -> list[list[Explanation]]:
        found = find(prepared, self.model, self.guideline)
        cases = [_cases(one, group) for one, group in zip(prepared, found, strict=True)]
        flat = [(case.prepared, case.found.draft) for group in cases for case in group]
        rest = iter(self.judge.judge(flat))
        told = (self._explanations(group, list(islice(rest, len(group)))) for group in cases)
        return [joined(each, one.legible.text) for each, one in zip(told, prepared, strict=True)]

    def _explanations(self, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> list[Explanation]:
        """The statements of one report, from their cases and verdicts in the same order."""
        relayed_verdicts = [None if case.relays is None else verdicts[case.relays] for case in cases]
        return [self._explanation(*each) for each in zip(cases, verdicts, relayed_verdicts, strict=True)]

    def _explanation(self, case: Case, verdict: Verdict, other: Verdict | None) -> Explanation:
        found = case.found
        statement, reasons = _statement(
            case, act_of(case.prepared.legible, found.draft, verdict, other), self.judge.issues(verdict)
        )
        spans = tuple(_span_scores(found, case.prepared.pieces))
        return Explanation(statement, spans, found.candidate.score, verdict.acts, reasons)


def _reading(prepared: Prepared, explanations: Sequence[Explanation]) -> Reading:
    return Reading(prepared.report, tuple(each.statement for each in explanations))


def _cases(prepared: Prepared, found: Sequence[Found]) -> list[Case]:
    """The finds of one report with their holders; one that only passes on what another says stays in its `via`.

    A turn that only the layout tells counts where somebody of a side speaks: a newsreader's is no statement.
    """
    report = prepared.legible
    attributions = attribute(report, [each.draft for each in found])
    pairs = zip(found, attributions, strict=True)
    kept = [(each, whose) for each, whose in pairs if not whose.relay and (whose.speaks or not each.turn)]
    drafts, holders = [each.draft for each, _ in kept], [whose.holder.value for _, whose in kept]
    said, filled, within = said_dates(report, drafts, holders), relayed(drafts, holders), contents_within(drafts)
    rest = zip(kept, said, filled, within, strict=True)
    return [Case(prepared, *pair, day, other, inner) for pair, day, other, inner in rest]


def _statement(case: Case, act: Finding[Act], issues: Finding[tuple[str, ...]]) -> tuple[Statement, dict[str, Reason]]:
    """The statement with every field decided, and the reason for each; what is quoted is as the report has it."""
    report, draft, whose = case.prepared.legible, case.found.draft, case.attribution
    condition = condition_of(case.prepared.report, draft, act.value)
    findings: dict[str, Finding[Any]] = {
        "holder": whose.holder,
        "party": whose.party,
        "via": whose.via,
        "act": act,
        "condition": condition,
        "stand": stand_of(report, draft, act.value, condition.value),
        "issues": issues,
        "addressee": addressee_of(report, draft, act.value, whose.holder.value, whose.known, whose.party.value),
        "firmness": firmness_of(report, draft, act.value),
        "hedged": hedge_of(report, draft, whose.via.value),
        "said": case.said,
        "deadline": deadline_of(
            case.prepared.report, draft, act.value, said_day(case.said.value, report.published), case.within
        ),
        "places": places_of(report, draft),
    }
    values = {name: finding.value for name, finding in findings.items()}
    statement = Statement(draft.evidence, draft.source, draft.cue, draft.content, **values)
    return statement, {name: finding.reason for name, finding in findings.items()}


ROLES: tuple[Role, ...] = ("source", "cue", "content")


def _span_scores(found: Found, pieces: Pieces) -> Iterator[SpanScore]:
    for number, role in enumerate(ROLES, 1):
        for span in getattr(found.draft, role):
            yield _span_score(found.candidate, pieces, role, number, span)


def _span_score(candidate: Candidate, pieces: Pieces, role: Role, number: int, span: Span) -> SpanScore:
    first = candidate.start
    inside = slice(first, first + len(candidate.roles))
    touched = ((pieces.starts[inside] < span[1]) & (pieces.ends[inside] > span[0])).nonzero()[0]
    scores = candidate.roles[touched, number]
    least = first + int(touched[scores.argmin()])
    weakest = int(pieces.starts[least]), int(pieces.ends[least])
    return SpanScore(role, span, float(scores.mean()), float(scores.min()), weakest)
