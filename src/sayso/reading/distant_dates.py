"""Dates that a saying takes over from elsewhere: from the holder's last dated words, from the statement before, from a
sentence that states nothing ("They met on Monday."), or from the day of a live report."""

from __future__ import annotations

import bisect
import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.reading.expressions import TimeExpression
from sayso.reading.occasions import AROUND, Occasion, Telling, step
from sayso.reading.sayings import Saying, days_counted, overlap, tells_happening
from sayso.reading.sentences import sentence_at, sentences_of
from sayso.report import Report, Span
from sayso.statement import ANONYMOUS, UNKNOWN

FAR = 12  # sentences over which a date in no statement is remembered
LIVE = 3  # entries with a time of day, or turns of speakers, that make a live report or a transcript
TURN = re.compile(r"^[A-Z][A-Z .'’-]{1,25}:", re.MULTILINE)
ENTRY = re.compile(r"^[ \t]*\d{1,2}[:.]\d\d\b", re.MULTILINE)

Anchors = Sequence[Occasion | None]
Clues = tuple[str, ...]


def dates_elsewhere(telling: Telling, anchors: Anchors, beside: Sequence[Sequence[Occasion]]) -> list[list[Occasion]]:
    """For each saying the dates that it may take over; `anchors` are those beside a saying that count as its own."""
    last: dict[str, list[int]] = {}
    dated: list[int] = []
    found = []
    for index, saying in enumerate(telling.sayings):
        steps = last.get(saying.holder, [])
        own = tuple(_own_clues(anchors[index], beside[index]))
        occasions = [*_carried(telling, index, steps, anchors, own), *_shared(telling, index, dated, anchors, own)]
        occasions += _told(telling, index, anchors, own)
        occasions += [*_shifted(telling, index, occasions), *_report_day(telling, index, anchors)]
        found.append(occasions)
        _remember(saying, index, anchors[index], last)
        if anchors[index] is not None:
            dated.append(index)
    return found


def _remember(saying: Saying, index: int, anchor: Occasion | None, last: dict[str, list[int]]) -> None:
    """Keep for each known holder the last statement with a date of its own, and those after it."""
    if saying.holder == UNKNOWN:
        return
    if anchor is not None:
        last[saying.holder] = [index]
    elif steps := last.get(saying.holder):
        last[saying.holder] = [steps[0], *steps[1:][-AROUND:], index]


def _own_clues(anchor: Occasion | None, beside: Sequence[Occasion]) -> Iterator[str]:
    if anchor is not None:
        yield "has a date of its own"
    elif beside:
        yield "has a date in its sentence"


def _carried(telling: Telling, index: int, steps: Sequence[int], anchors: Anchors, own: Clues) -> Iterator[Occasion]:
    """The date of the holder's last words that have one of their own."""
    if steps and (anchor := anchors[steps[0]]):
        yield anchor.handed_on("carried", _link_clues(telling, index, steps, own))


def _shared(telling: Telling, index: int, dated: Sequence[int], anchors: Anchors, own: Clues) -> Iterator[Occasion]:
    """The date of the last statement of anybody else that has one of its own."""
    holder = telling.sayings[index].holder
    places = reversed(dated[-AROUND:])
    place = next((place for place in places if holder == UNKNOWN or telling.sayings[place].holder != holder), None)
    if place is not None and (anchor := anchors[place]):
        yield anchor.handed_on("shared", _link_clues(telling, index, (place,), own))


def _link_clues(telling: Telling, index: int, steps: Sequence[int], own: Clues) -> Iterator[str]:
    saying, anchor, link = (telling.sayings[place] for place in (index, steps[0], steps[-1]))
    yield f"{step(saying.place - link.place, (0, 1, 2, 3, 5, 8, 14))} sentences on"
    yield f"{step(saying.place - anchor.place, (0, 1, 2, 4, 8, 14))} sentences after the dated words"
    yield f"{step(len(steps) - 1, (0, 1, 2, 4))} of the holder's statements between"
    yield f"{step(_others_between(telling, steps[-1], index), (0, 1, 2, 4))} others between"
    yield from _told_clues(saying, own)
    yield from _place_clues(telling, saying, link)
    yield f"after tense {link.tense}"
    yield from (f"dated words: {manner}" for manner in sorted(anchor.manner & {"occasion", "medium"}))
    if anchor.within_another:
        yield "dated words told by another"
    if not saying.has_words and steps[-1] == index - 1:
        yield "goes on without words"


def _told_clues(saying: Saying, own: Clues) -> Iterator[str]:
    yield f"tense {saying.tense}"
    yield saying.source
    yield from sorted(saying.manner)
    yield from own
    yield "told by another" if saying.within_another else "told by the report"
    if saying.holder == UNKNOWN:
        yield "holder unknown"


def _place_clues(telling: Telling, saying: Saying, link: Saying) -> Iterator[str]:
    if saying.paragraph == link.paragraph:
        yield "same paragraph"
    if telling.dates_in(link.sentence[1], saying.sentence[0]):
        yield "a date between"


def _others_between(telling: Telling, first: int, last: int) -> int:
    """How many other holders speak between two statements."""
    holder = telling.sayings[last].holder
    between = telling.sayings[max(first + 1, last - AROUND) : last]
    return len({saying.holder for saying in between if not saying.within_another} - {holder})


def _told(telling: Telling, index: int, anchors: Anchors, own: Clues) -> Iterator[Occasion]:
    """The last date before the saying that stands in no statement."""
    saying = telling.sayings[index]
    date = _last_before(telling.loose, saying.sentence[0])
    if date is None:
        return
    sentences = sentences_of(telling.report)
    place = bisect.bisect_right(sentences, date.span[0], key=lambda span: span[0]) - 1
    first = bisect.bisect_right(sentences, saying.sentence[0], key=lambda span: span[0]) - 1
    if first - place <= FAR:
        clues = _told_date_clues(telling, index, anchors, date, first - place)
        yield Occasion.named("told before", date, (clue for part in (clues, _told_clues(saying, own)) for clue in part))


def _last_before(dates: Sequence[TimeExpression], place: int) -> TimeExpression | None:
    before = bisect.bisect_left(dates, place, key=lambda date: date.span[0])
    return dates[before - 1] if before else None


def _told_date_clues(
    telling: Telling, index: int, anchors: Anchors, date: TimeExpression, sentences: int
) -> Iterator[str]:
    saying, text = telling.sayings[index], telling.report.text
    start, end = _sentence_of(telling, date)
    since = [
        place for place in range(max(0, index - AROUND), index) if telling.sayings[place].draft.evidence[0] >= start
    ]
    yield f"{step(sentences, (1, 2, 3, 6, 9))} sentences on"
    yield f"{step(len(since), (0, 1, 3))} statements since"
    if any(telling.sayings[place].holder == saying.holder for place in since):
        yield "holder spoke since"
    if any(anchors[place] for place in since):
        yield "another date since"
    if any(overlap(telling.sayings[place].sentence, date.span) for place in since):
        yield "stands beside a statement"
    if date.span[0] - start < 4:
        yield "opens its sentence"
    if "\n\n" not in text[date.span[0] : saying.sentence[0]]:
        yield "same paragraph"
    yield from _sentence_clues(saying, text[start:end])


def _sentence_of(telling: Telling, date: TimeExpression) -> Span:
    return sentence_at(sentences_of(telling.report), date.span[0]) or date.span


def _sentence_clues(saying: Saying, sentence: str) -> Iterator[str]:
    """What the sentence that tells the date says of the holder and of an occasion to speak."""
    name = saying.holder.split(";")[0].split()[-1]
    if not saying.holder.startswith((UNKNOWN, ANONYMOUS)) and name in sentence:
        yield "names the holder"
    if tells_happening(sentence):
        yield "tells a happening"


def _shifted(telling: Telling, index: int, others: Sequence[Occasion]) -> Iterator[Occasion]:
    """A day counted from one that is told elsewhere: "a day later", "the day before"."""
    saying = telling.sayings[index]
    counted = next((other for other in others if len(other.date) == 10), None)
    days = days_counted(telling.report.text[slice(*saying.sentence)])
    if counted is not None and days is not None:
        day = datetime.date.fromisoformat(counted.date) + datetime.timedelta(days=days)
        yield replace(counted, date=day.isoformat()).handed_on("counted", iter((f"tense {saying.tense}",)))


def _report_day(telling: Telling, index: int, anchors: Anchors) -> Iterator[Occasion]:
    """The day of the report; a live one, whose entries begin with the time of day, mostly tells of that day."""
    report, saying = telling.report, telling.sayings[index]
    if report.published is not None:
        day = report.published.isoformat()
        form = _form(report)
        clues = (f"tense {saying.tense}", form, f"{form}, tense {saying.tense}", *_same_day_clues(day, anchors))
        yield Occasion.on(day, "report day", clues)


def _same_day_clues(day: str, anchors: Anchors) -> Iterator[str]:
    dated = [anchor.date == day for anchor in anchors if anchor is not None]
    yield f"{step(10 * sum(dated) // max(1, len(dated)), (0, 3, 7, 9))} of ten dates"


@functools.lru_cache(maxsize=4)
def _form(report: Report) -> str:
    if len(ENTRY.findall(report.text)) >= LIVE:
        return "a live report"
    return "a transcript" if len(TURN.findall(report.text)) >= LIVE else "a plain report"
