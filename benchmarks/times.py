"""How often words of time are read as a public test corpus says: `python -m benchmarks.times CORPUS [--wrong]`.

CORPUS is the archive (tar.gz) of the English DateTime specifications of Microsoft's Recognizers-Text (MIT licence) or
the English time corpus (`Corpus.hs`, plain or gzipped) of Facebook's Duckling (BSD licence). What is finer than a day
(clock times), recurring, a mere duration or, in Duckling, a holiday is left out. Prints the share right by kind;
`--wrong` lists the others. "All" counts what no news report says, too, such as "2/15", "EOM" or "week 23".

Both corpora let an interval end before its last day, and "before Friday" end on Friday; the days are mapped to Sayso's,
which are counted in, and the end of "from Monday to Friday" may be that Friday. Where a corpus accepts the past and the
future reading of a bare "Friday", either counts.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import gzip
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.reading.expressions import TimeExpression
from sayso.reading.periods import Leaning
from sayso.reading.times import find_times

DAY = datetime.timedelta(days=1)
DUCKLING_DAY = datetime.date(2013, 2, 12)
RANGE = re.compile(r"\b(?:to|till?|until|through|between|and)\b|[-–~]", re.IGNORECASE)
EXAMPLES = re.compile(r"examples\s*\((datetime(?:Interval|OpenInterval)?\b.*?)\)\s*\[(.*?)\n\s*\]", re.DOTALL)
STRICT = re.compile(r"(?:before|prior|earlier|sooner|more)\b|.*\bbefore\b", re.IGNORECASE)
SPECIFICATIONS = ("DateParser.json", "DatePeriodParser.json", "MergedParser.json", "DateTimeModel.json")

Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Case:
    """Words of time in a sentence, and the intervals that count as right; None leaves an end open."""

    kind: str
    text: str
    words: str
    anchor: datetime.date
    days: tuple[Days, ...]


def cases(path: Path) -> list[Case]:
    """The cases of either corpus."""
    if path.name.endswith((".tar.gz", ".tgz")):
        return list(_recognizers(path))
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(_duckling(content.decode("utf-8")))


def right(case: Case) -> bool:
    """Whether one reading of the words has one of the intervals of the case."""
    readings = [time for leaning in Leaning for time in _readings(case, leaning)]
    return any(_agrees(time, days, case.words) for time in readings for days in case.days)


def _agrees(time: TimeExpression, days: Days, words: str) -> bool:
    """Whether the ends that the words tell are those of the corpus; the day of writing at the other end is not told."""
    start, end = days
    if time.kind in {"by", "until", "before", "within"}:
        return time.end == end
    if time.rule in {"length behind", "length ago"}:
        return time.start == start
    between = end is not None and RANGE.search(words) is not None
    return time.start == start and time.end in {end, _shifted(end, 1) if end and between else end}


def _readings(case: Case, leaning: Leaning) -> Iterator[TimeExpression]:
    start = max(case.text.casefold().find(case.words.casefold()), 0)
    for time in find_times(case.text, case.anchor, leaning=leaning):
        if time.span[0] < start + len(case.words) and start < time.span[1]:
            yield time


def _recognizers(path: Path) -> Iterator[Case]:
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(SPECIFICATIONS) else None
            for row in json.loads(content.read().decode("utf-8-sig")) if content else ():
                yield from _row_cases(row)


def _row_cases(row: dict[str, Any]) -> Iterator[Case]:
    written = row.get("Context", {}).get("ReferenceDateTime", "")[:10]
    for result in row["Results"] if written else ():
        words, value = result["Text"], result.get("Value") or result.get("Resolution") or {}
        values = value.get("values") or [_resolution(value, side) for side in ("FutureResolution", "PastResolution")]
        days = tuple(days for entry in values if (days := _days(entry, words, written)))
        if days:
            yield Case(_kind(values[0], words), row["Input"], words, datetime.date.fromisoformat(written), days)


def _resolution(value: dict[str, Any], side: str) -> dict[str, Any]:
    days = value.get(side) or {}
    names = {"date": "value", "startDate": "start", "endDate": "end"}
    known = {names[name]: day for name, day in days.items() if name in names}
    return {"Mod": value.get("Mod"), "type": "date", **known}


def _days(entry: dict[str, Any], words: str, written: str) -> Days | None:
    """The days of a value, both counted in; None for those that are no days. "Within 5 days" of now has the fifth."""
    if entry.get("type") not in {"date", "daterange"}:
        return None
    if "value" in entry:
        return (entry["value"], entry["value"]) if _is_day(entry["value"]) else None
    start, end = entry.get("start"), entry.get("end")
    if not all(day is None or _is_day(day) for day in (start, end)) or (start is None and end is None):
        return None
    point = entry.get("sourceEntity") == "datetimepoint"
    if start and entry.get("Mod") == "after" and point:
        start = _shifted(start, 1)
    moment = start == written and _kind(entry, words) == "within"
    strict = STRICT.match(words) and entry.get("Mod") != "until"  # "on or before Friday" has it
    if end and not moment and not (point and not strict):
        end = _shifted(end, -1)
    return start, end


def _is_day(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))


def _shifted(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + days * DAY).isoformat()


def _kind(entry: dict[str, Any], words: str) -> str:
    first = words.casefold().split()[0]
    if entry.get("Mod"):
        return str(entry["Mod"]).split("-")[0]
    if first in {"within", "next", "coming", "upcoming"} and re.search(r"\d|few|couple|two|three|within", words):
        return "within"
    if re.search(r"\d\s?[-/.]\s?\d", words):
        return "numerals"
    if re.search(r"day|yesterday|tomorrow|ago|tonight|from now|back|hence|later", words, re.IGNORECASE):
        return "relative day"
    return "range" if entry.get("start") else "date"


def _duckling(content: str) -> Iterator[Case]:
    for value, block in EXAMPLES.findall(content):
        if days := _duckling_days(value):
            for words in re.findall(r'"((?:[^"\\]|\\.)*)"', block):
                text = words.replace('\\"', '"')
                yield Case(_duckling_kind(value, text), text, text, DUCKLING_DAY, (days,))


def _duckling_days(value: str) -> Days | None:
    dates = [tuple(map(int, found)) for found in re.findall(r"\((\d{4}), *0?(\d+), *0?(\d+), *0, *0, *0\)", value)]
    grain = re.search(r"\)\s*(Day|Week|Month|Quarter|Year)\b", value)
    if not dates or not grain or value.count("(") > len(dates) + 1:
        return None
    first = datetime.date(*dates[0])
    if value.startswith("datetimeOpenInterval"):
        return (None, (first - DAY).isoformat()) if "Before" in value else (first.isoformat(), None)
    if len(dates) == 2:
        return first.isoformat(), (datetime.date(*dates[1]) - DAY).isoformat()
    return first.isoformat(), (_after(first, grain[1]) - DAY).isoformat()


def _after(first: datetime.date, grain: str) -> datetime.date:
    months = {"Month": 1, "Quarter": 3, "Year": 12}.get(grain)
    if months is None:
        return first + (7 if grain == "Week" else 1) * DAY
    month = first.month - 1 + months
    return datetime.date(first.year + month // 12, month % 12 + 1, 1)


def _duckling_kind(value: str, words: str) -> str:
    if value.startswith("datetimeOpenInterval"):
        return "before" if "Before" in value else "after"
    return _kind({"start": "Interval" in value}, words)


def main() -> None:
    """Read the corpus that the command line names and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was read otherwise")
    arguments = parser.parse_args()
    counts: dict[str, collections.Counter[bool]] = collections.defaultdict(collections.Counter)
    for case in cases(arguments.corpus):
        counts[case.kind][right(case)] += 1
        if arguments.wrong and not right(case):
            found = [(time.text, time.start, time.end) for time in _readings(case, Leaning.FUTURE)]
            print(case.kind, case.anchor, repr(case.words), case.days, found, sep="\t")
    total = sum(counts.values(), collections.Counter[bool]())
    for kind, count in [*sorted(counts.items()), ("all", total)]:
        print(f"{kind}: {count[True]} of {count.total()} right ({count[True] / count.total():.1%})")


if __name__ == "__main__":
    main()
