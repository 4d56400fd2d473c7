"""The judge: the act of each draft, and its issues by comparison with the agenda's descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.agenda import OTHER, Agenda
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.model import Floats, Model
from sayso.reading.passages import Passage, pack, passage
from sayso.reading.prepared import Prepared

BATCH = 32  # passages at once
MOST = 3  # issues of one statement


@dataclass(frozen=True, slots=True)
class Verdict:
    """The acts with their probabilities and the issues of the agenda with their log-odds, best first."""

    acts: tuple[tuple[str, float], ...]
    issues: tuple[tuple[str, float], ...]


class Judge:
    """The model with an agenda, whose issues are described to it once."""

    def __init__(self, model: Model, agenda: Agenda) -> None:
        """Describe the issues of `agenda` to `model`."""
        self.model = model
        self.agenda = agenda
        self._issues = model.describe([issue.description for issue in agenda.issues])

    def judge(self, cases: Sequence[tuple[Prepared, Draft]]) -> list[Verdict]:
        """One verdict per draft and the report that it is from."""
        given = [passage(prepared.title, prepared.pieces, draft, self.model.ends) for prepared, draft in cases]
        order = sorted(range(len(given)), key=lambda index: len(given[index].ids))
        verdicts: dict[int, Verdict] = {}
        for begin in range(0, len(order), BATCH):
            chosen = order[begin : begin + BATCH]
            verdicts |= zip(chosen, self._verdicts([given[index] for index in chosen]), strict=True)
        return [verdicts[index] for index in range(len(given))]

    def _verdicts(self, passages: Sequence[Passage]) -> list[Verdict]:
        batch = pack(passages)
        acts, vectors = self.model.judge(batch.ids, batch.features, batch.mask)
        return [self._verdict(scores, vector) for scores, vector in zip(acts, vectors, strict=True)]

    def _verdict(self, acts: Floats, vector: Floats) -> Verdict:
        manifest = self.model.manifest
        odds = manifest.scale * (self._issues @ vector) + manifest.offset
        return Verdict(_ranked(manifest.acts, acts), _ranked([issue.id for issue in self.agenda.issues], odds))

    def issues(self, verdict: Verdict) -> Finding[tuple[str, ...]]:
        """The issues of a statement, most specific first; `other` where none fits."""
        least = self.model.manifest.issue
        chosen = tuple(issue for issue, odds in verdict.issues[:MOST] if odds >= least)
        considered = tuple(f"{issue} {odds:+.1f}" for issue, odds in verdict.issues[:5])
        rule = "described so" if chosen else "no description fits"
        best = self.agenda.describe(chosen[0]) if chosen else ""
        return Finding(chosen or (OTHER,), Reason(rule, best, considered))


def _ranked(names: Sequence[str], values: Floats) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-values, kind="stable")
    return tuple((names[i], float(values[i])) for i in order)
