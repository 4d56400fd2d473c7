"""The finder: from the pieces of a text to drafts, with the probabilities that each rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sayso.reading.draft import Draft, overlap, size
from sayso.reading.inner import View, views
from sayso.reading.layouts import laid_out
from sayso.reading.model import Floats, Model
from sayso.reading.passages import CONTENT, CUE, OUTSIDE, SOURCE, covered
from sayso.reading.pieces import PARAGRAPH, Integers, Pieces
from sayso.reading.plain import plainly_told
from sayso.reading.prepared import Prepared
from sayso.reading.turns import opens_turn
from sayso.reading.windows import Window, pack, windows
from sayso.report import Span, Spans
from sayso.statement import hull

BATCH = 8  # windows at once
ROLES = (OUTSIDE, SOURCE, CUE, CONTENT)
NEAR = 2000  # characters: twins begin no further apart
TWINS = 0.8  # overlap of two contents (intersection over union) from which two drafts are one
GAP = re.compile(r"\n{4,}\s*")  # what is left of lines that are passed over
INSIDE = 0.95  # share of a content that lies in a quotation to which it keeps
PART = 0.5  # share of a content from which on another has it
SAID = 0.5  # probability from which a piece is taken for content, whosever it is
UNCLAIMED = 0.6  # share of a doubtful statement's content that must be said and nobody else's
LEANING = 0.25  # probability of content from which a piece that is said and nobody else's becomes content


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement as the model sees it in one window: its probability, its anchor, and the role of each piece.

    `roles` is pieces x roles over the pieces `start` to `start + len(roles)` of the text.
    """

    score: float
    anchor: int
    start: int
    roles: Floats


@dataclass(frozen=True, slots=True)
class Sight:
    """What the model sees in a text: candidates, and for each piece the probability that somebody says it."""

    candidates: list[Candidate]
    said: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A draft and the candidate that it was read from; `turn` where it is a turn that only the layout tells."""

    draft: Draft
    candidate: Candidate
    turn: bool = False


def find(prepared: Sequence[Prepared], model: Model, guideline: str) -> list[list[Found]]:
    """What is stated in each of several texts, in text order."""
    sights = sight([each.pieces for each in prepared], model, guideline)
    chosen = [
        choose(each.legible.text, each.pieces, seen, model.manifest.anchor)
        for each, seen in zip(prepared, sights, strict=True)
    ]
    told = _told_inside(prepared, model, guideline)
    return [
        sorted(_with_plain(each, _with_layout(each, _with_told(*found))), key=_place)
        for each, *found in zip(prepared, chosen, told, strict=True)
    ]


def _told_inside(prepared: Sequence[Prepared], model: Model, guideline: str) -> list[list[Found]]:
    """What is stated in quotations that quote, each read as a text of its own."""
    told: list[list[Found]] = [[] for _ in prepared]
    looks = [(number, view) for number, each in enumerate(prepared) for view in views(each.legible.text, each.pieces)]
    sights = sight([view.pieces for _, view in looks], model, guideline)
    for (number, view), seen in zip(looks, sights, strict=True):
        found = choose(prepared[number].legible.text, view.pieces, seen, model.manifest.anchor)
        told[number] += (_moved(each, draft, view) for each in found if (draft := view.told(each.draft)))
    return [_by_cue(found) for found in told]


def _by_cue(found: Sequence[Found]) -> list[Found]:
    """The finds without those that share their cue with a likelier one."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: -each.candidate.score):
        if not any(overlap(each.draft.cue, other.draft.cue) for other in kept):
            kept.append(each)
    return kept


def _moved(found: Found, draft: Draft, view: View) -> Found:
    """What was found in a view as `draft` has it, with its pieces numbered as in the report."""
    seen = found.candidate
    return Found(draft, replace(seen, anchor=seen.anchor + view.first, start=seen.start + view.first))


def _with_told(found: Sequence[Found], told: Sequence[Found]) -> list[Found]:
    """What was found in a report, what is told in its quotations in place of what runs on beyond them."""
    new = [one for one in told if not any(_keeps(each.draft, one.draft) for each in found)]
    kept = [each for each in found if not any(_same(each.draft, one.draft) for one in new)]
    return [*kept, *new]


def _same(found: Draft, told: Draft) -> bool:
    """Whether a draft has the cue of one that is told in a quotation, or says the same without a source."""
    return overlap(found.cue, told.cue) > 0 or (not found.source and _twins(found, told))


def _keeps(found: Draft, told: Draft) -> bool:
    """Whether a draft has the cue of one that is told in a quotation, and keeps to what is quoted there."""
    inside = overlap(found.content, (hull(told.content),))
    return overlap(found.cue, told.cue) > 0 and inside >= INSIDE * size(found.content)


def _with_layout(prepared: Prepared, found: Sequence[Found]) -> list[Found]:
    """What was found, and what only the layout tells, as surely as if the model saw it."""
    text = prepared.legible.text
    kept, told = laid_out(text, [each.draft for each in found])
    stays = set(map(id, kept))
    added = [Found(each, _sure(each, prepared.pieces), turn=opens_turn(each.source[0], text)) for each in told]
    return [*(each for each in found if id(each.draft) in stays), *added]


def _with_plain(prepared: Prepared, found: Sequence[Found]) -> list[Found]:
    """What was found, and what sentences without a find tell plainly, where it is somebody of a side who does so."""
    told = plainly_told(prepared.legible.text, [each.draft for each in found])
    return [*found, *(Found(each, _sure(each, prepared.pieces), turn=True) for each in told)]


def _sure(draft: Draft, pieces: Pieces) -> Candidate:
    """A candidate whose roles are those of a draft."""
    roles = np.zeros((len(pieces.starts), len(ROLES)), dtype=np.float32)
    roles[:, OUTSIDE] = 1
    for role, spans in ((SOURCE, draft.source), (CUE, draft.cue), (CONTENT, draft.content)):
        for first, last in covered(spans, pieces):
            roles[first:last] = np.eye(len(ROLES), dtype=np.float32)[role]
    anchor = next((first for first, _ in covered(draft.cue or draft.content, pieces)), 0)
    return Candidate(1.0, anchor, 0, roles)


def _place(found: Found) -> tuple[Span, Spans]:
    return found.draft.evidence, found.draft.content


def choose(text: str, pieces: Pieces, seen: Sight, sure: float) -> list[Found]:
    """The candidates that are statements: those whose score is `sure`, and of the others those that are needed.

    A doubtful one is needed where most of its content is said by somebody, and by none of the rest. What is still left
    unclaimed goes to the statements that lean towards it.
    """
    decoded = [Found(draft, each) for each in seen.candidates if (draft := decode(text, pieces, each))]
    kept = _apart(distinct([each for each in decoded if each.candidate.score >= sure]))
    left = seen.said >= SAID
    for each in kept:
        _claim(left, each.draft, pieces)
    doubtful = [each for each in decoded if each.candidate.score < sure]
    for each in sorted(doubtful, key=lambda each: -each.candidate.score):
        if _share_left(left, each.draft, pieces) >= UNCLAIMED:
            kept.append(each)
            _claim(left, each.draft, pieces)
    return [Found(decode(text, pieces, each.candidate, left) or each.draft, each.candidate) for each in kept]


def _apart(found: Sequence[Found]) -> list[Found]:
    """The finds without those of neither source nor cue whose content is mostly that of another."""
    bare, told = _parted(found)
    near: defaultdict[int, list[Draft]] = defaultdict(list)
    for each in told:
        first, last = hull(each.draft.content)
        for place in range(first // NEAR, last // NEAR + 1):
            near[place].append(each.draft)
    return [*told, *(each for each in bare if not _is_part(each.draft.content, near))]


def _is_part(content: Spans, near: Mapping[int, Sequence[Draft]]) -> bool:
    """Whether a content is mostly that of another draft, whose source and cue do not stand in it themselves."""
    first, last = hull(content)
    others = (other for place in range(first // NEAR, last // NEAR + 1) for other in near.get(place, ()))
    return any(
        overlap(content, other.content) >= PART * size(content) and not overlap(content, (*other.source, *other.cue))
        for other in others
    )


def _parted(found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """The finds of neither source nor cue, and the others."""
    told = [each for each in found if each.draft.source or each.draft.cue]
    return [each for each in found if not (each.draft.source or each.draft.cue)], told


def _claim(left: NDArray[np.bool_], draft: Draft, pieces: Pieces) -> None:
    for first, last in covered(draft.content, pieces):
        left[first:last] = False


def _share_left(left: NDArray[np.bool_], draft: Draft, pieces: Pieces) -> float:
    own = np.concatenate([left[first:last] for first, last in covered(draft.content, pieces)])
    return float(own.mean())


def sight(texts: Sequence[Pieces], model: Model, guideline: str) -> list[Sight]:
    """What the model sees in each text; windows of like length go through it together."""
    sights = [Sight([], np.zeros(len(pieces), dtype=np.float32)) for pieces in texts]
    cuts = [(index, cut) for index, pieces in enumerate(texts) if len(pieces) for cut in windows(len(pieces))]
    cuts.sort(key=lambda pair: pair[1].start - pair[1].stop)
    for begin in range(0, len(cuts), BATCH):
        _look(texts, cuts[begin : begin + BATCH], model, guideline, sights)
    return sights


def _look(
    texts: Sequence[Pieces], cuts: Sequence[tuple[int, Window]], model: Model, guideline: str, sights: Sequence[Sight]
) -> None:
    """Add to `sights` what one batch of windows shows."""
    number = model.manifest.guidelines.index(guideline)
    parts = [(texts[index], cut.start, cut.stop) for index, cut in cuts]
    batch = pack(parts, *model.ends, [number] * len(cuts))
    states, scores, said = model.find(batch.ids, batch.features, batch.mask)
    for row, (index, cut) in enumerate(cuts):
        sights[index].said[cut.first : cut.last] = said[row, _own(cut)]
    rows, anchors = np.nonzero(_of_their_own(scores, [cut for _, cut in cuts]) >= model.manifest.doubtful)
    if not len(rows):
        return
    roles = model.roles(states, rows, anchors)
    for row, anchor, table in zip(rows.tolist(), anchors.tolist(), roles, strict=True):
        index, cut = cuts[row]
        inside = table[1 : cut.stop - cut.start + 1]
        found = Candidate(float(scores[row, anchor]), cut.start + anchor - 1, cut.start, inside)
        sights[index].candidates.append(found)


def _own(cut: Window) -> slice:
    """Where a window's row has the pieces that are its own."""
    return slice(cut.first - cut.start + 1, cut.last - cut.start + 1)


def _of_their_own(scores: Floats, cuts: Sequence[Window]) -> Floats:
    """The scores of the pieces that are each window's own; zero elsewhere."""
    kept = np.zeros_like(scores)
    for row, cut in enumerate(cuts):
        kept[row, _own(cut)] = scores[row, _own(cut)]
    return kept


def decode(text: str, pieces: Pieces, found: Candidate, left: NDArray[np.bool_] | None = None) -> Draft | None:
    """The draft of a candidate: each word takes its likeliest role; None where nothing is said.

    `left` are the pieces of the text that are said and not claimed yet: where they lean to it, they become content.
    """
    inside = slice(found.start, found.start + len(found.roles))
    roles = found.roles if left is None else _leaning(found.roles, left[inside])
    labels = _by_word(roles, pieces.words[inside])
    paragraphs = np.cumsum(pieces.features[inside, PARAGRAPH])
    own = paragraphs == paragraphs[found.anchor - found.start]
    chosen = (_beside(labels == SOURCE, own), _beside(labels == CUE, own), labels == CONTENT)
    source, cue, content = (_spans(text, role, pieces, found.start) for role in chosen)
    return Draft(source, cue, content, found.score) if content else None


def _leaning(roles: Floats, left: NDArray[np.bool_]) -> Floats:
    """The role probabilities with nothing for "outside" where a piece that is left leans towards content."""
    outside, content = roles[:, OUTSIDE], roles[:, CONTENT]
    turned = left & (content >= LEANING) & (outside > content)
    return np.where(turned[:, None] & (np.arange(roles.shape[1]) == OUTSIDE), np.float32(0), roles)


def _beside(chosen: NDArray[np.bool_], own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is chosen in the anchor's own paragraph, if anything is: a heading is no part of a source below it."""
    beside: NDArray[np.bool_] = chosen & own
    return beside if beside.any() else chosen


def _by_word(roles: Floats, words: Integers) -> Integers:
    """The role of each piece: that with the largest sum over its word."""
    numbers = words - words[0]
    sums = np.zeros((int(numbers[-1]) + 1, roles.shape[1]), dtype=np.float64)
    np.add.at(sums, numbers, roles)
    chosen: Integers = sums.argmax(axis=1)[numbers]
    return chosen


def _spans(text: str, chosen: NDArray[np.bool_], pieces: Pieces, shift: int) -> Spans:
    """The stretches of chosen pieces, parted at gaps of several lines; one without a letter or digit is none."""
    runs = [list(run) for taken, run in groupby(range(len(chosen)), key=lambda i: bool(chosen[i])) if taken]
    spans = [(int(pieces.starts[shift + run[0]]), int(pieces.ends[shift + run[-1]])) for run in runs]
    parts = (part for span in spans for part in _parts(text, span))
    return tuple(part for part in parts if any(map(str.isalnum, text[slice(*part)])))


def _parts(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for gap in GAP.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def distinct(found: Sequence[Found]) -> list[Found]:
    """The finds without those that repeat a likelier one: the same content of the same source."""
    kept: dict[int, list[Found]] = {}
    for each in sorted(found, key=lambda each: -each.candidate.score):
        first, last = (offset // NEAR for offset in hull(each.draft.content))
        near = [other for place in range(first - 1, last + 2) for other in kept.get(place, ())]
        if not any(_twins(each.draft, other.draft) for other in near):
            kept.setdefault(first, []).append(each)
    return [each for group in kept.values() for each in group]


def _twins(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, by the same source or one by none."""
    if one.source and other.source and not overlap(one.source, other.source):
        return False
    shared = overlap(one.content, other.content)
    return shared > TWINS * (size(one.content) + size(other.content) - shared)
