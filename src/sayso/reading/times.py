"""Words of time in a text, and the days they mean: "by the end of June", "since 2022", "within 48 hours"."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from sayso.reading.expressions import DAY, Interval, Kind, TimeExpression, expression, match_before
from sayso.reading.lengths import find_allowances, find_lengths
from sayso.reading.named_periods import Named, find_periods, longest_word, telling_words
from sayso.reading.periods import (
    Frame,
    Grain,
    Leaning,
    Period,
    any_of,
    number,
    part_of,
    pattern,
    singular,
    step,
)
from sayso.reading.sequels import find_sequels
from sayso.report import Span
from sayso.vocabulary import load

RANGE = re.compile(r"\s{0,3}(?:[-–—]|to|until|till|through|and)\s{0,3}(?:on\s)?(?:the\s)?", re.IGNORECASE)
BARE = re.compile(r"(?:the\s)?[A-Z\d]")  # a date without a connecting word
EACH = re.compile(r"\b(?:any|each|every)\s\Z", re.IGNORECASE)
WORD = re.compile(r"\w+")
OFFSETS = frozenset({Kind.BEFORE, Kind.AFTER, Kind.FROM})
AHEAD = frozenset({Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN, Kind.FROM})


@dataclass(frozen=True, slots=True)
class _Atom:
    """A period with the part of it that is meant, before the connecting words are read."""

    span: Span
    named: Span
    rule: str
    period: Period | None
    part: str = ""


def find_times(
    text: str,
    anchor: datetime.date | None,
    start: int = 0,
    end: int | None = None,
    leaning: Leaning = Leaning.NEAREST,
) -> list[TimeExpression]:
    """The words of time in `text[start:end]`, in order and apart from each other.

    Relative ones are resolved against `anchor`, the day the text was written; without one they keep their words and
    have no interval. `leaning` says which Friday or June is meant where the words leave it open: connecting words
    that look ahead ("by", "until") outweigh it. English only. Weeks begin on Monday; "last Friday" is the latest one
    before the anchor; "next Friday" is that of the following calendar week.
    """
    end = len(text) if end is None else end
    if not _mentions_time(text, start, end):
        return []
    frame = Frame(anchor, leaning)
    told = [
        *_dated(text, frame, start, end),
        *find_lengths(text, anchor, start, end),
        *find_allowances(text, anchor, start, end),
        *_words(text, anchor, start, end),
        *_happenings(text, start, end),
    ]
    found = _apart(_joined(text, time, anchor, start) for time in told)
    return _apart([*found, *find_sequels(text, frame, found, start, end)])


def _mentions_time(text: str, start: int, end: int) -> bool:
    """Whether any word could be part of a time: most sentences have none, and are not worth the many rules."""
    hints = _hints()
    words = (match[0].casefold() for match in WORD.finditer(text, start, end))
    return any(word in hints or word[0].isdecimal() for word in words)


@functools.cache
def _hints() -> frozenset[str]:
    """The words without one of which no rule finds a time."""
    words = load("times")
    others = (words[name] for name in ("events", "immediately", "soon", "then", "day_ends"))
    return frozenset().union(*telling_words().values(), *(map(longest_word, phrases) for phrases in others))


def _apart(found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Those that share no character: the earliest, and of two at one place the longest."""
    kept: list[TimeExpression] = []
    for time in sorted(found, key=lambda time: (time.span[0], -time.span[1])):
        if not kept or time.span[0] >= kept[-1].span[1]:
            kept.append(time)
    return kept


def _dated(text: str, frame: Frame, start: int, end: int) -> Iterator[TimeExpression]:
    """Periods with their connecting words."""
    atoms = [_atom(text, named, frame.anchor, start) for named in find_periods(text, frame, start, end)]
    index = 0
    while index < len(atoms):
        taken, time = _expression(text, atoms[index : index + 2], frame.anchor, start, end)
        index += taken
        if time is not None:
            yield time


def _looking_ahead(text: str, atom: _Atom, anchor: datetime.date | None, start: int) -> _Atom:
    """The same words, read as the next one of what recurs."""
    again = find_periods(text, Frame(anchor, Leaning.FUTURE), *atom.named)
    return _atom(text, again[0], anchor, start) if len(again) == 1 else atom


def _atom(text: str, named: Named, anchor: datetime.date | None, start: int) -> _Atom:
    begin, stop = named.span
    part = ""
    if match := match_before(_part_pattern(), text, start, begin):
        part, begin = _part_named(match[1]), match.start(1)
    if match := match_before(_clock_pattern(), text, start, begin):
        begin = match.start(1)
    if match := _day_part_pattern().match(text, stop):
        stop = match.end()
    return _Atom((begin, stop), named.span, named.rule, _part(named.period, part, anchor), part)


def _part(period: Period | None, part: str, anchor: datetime.date | None) -> Period | None:
    if period is None or part not in {"rest", "so_far"}:
        return part_of(period, part) if period and part else period
    if anchor is None or not period.start <= anchor <= period.end:
        return period
    return replace(period, start=anchor) if part == "rest" else replace(period, end=anchor)


def _expression(
    text: str, atoms: Sequence[_Atom], anchor: datetime.date | None, start: int, end: int
) -> tuple[int, TimeExpression | None]:
    """How many atoms the expression takes, and the expression, None where the atom is no time by itself."""
    atom, begin, kind, connector = atoms[0], atoms[0].span[0], None, ""
    if match := match_before(_connector_pattern(), text, start, begin):
        begin, kind, connector = match.start(1), _connector_kind(match[2]), match[2].casefold()
    if kind in AHEAD or match_before(_happening_before_date(), text, start, begin):
        atom = _looking_ahead(text, atom, anchor, start)
    if _is_loose(text, atom, kind, end):
        return 1, None
    if len(atoms) > 1 and (last := _range_end(text, atom, atoms[1], match, anchor)):
        interval = _through(atom.period, last.period)
        return 2, expression(text, (begin, last.span[1]), Kind.BETWEEN, interval, f"range of {atom.rule}s")
    stop = atom.span[1]
    if tail := _tail_pattern().match(text, stop, end):
        kind, stop = _tail_kind(tail, kind), tail.end()
    kind = kind or Kind.POINT
    if measured := _measured(text, start, (begin, stop), kind, connector, atom):
        return 1, measured
    if kind is Kind.FROM and atom.period and atom.period.grain is Grain.SPAN and not atom.part:
        kind = Kind.BETWEEN
    return 1, expression(text, (begin, stop), kind, _interval(kind, atom, anchor, tail, connector), atom.rule)


def _measured(text: str, start: int, span: Span, kind: Kind, connector: str, atom: _Atom) -> TimeExpression | None:
    """What a length before the connecting words makes of the atom, None where there is none."""
    lasting = match_before(_lasting_pattern(), text, start, span[0]) if kind is Kind.FROM else None
    if lasting and (lasting["head"] or connector.startswith(("start", "begin"))):
        return _lasting(text, (lasting.start(1), span[1]), lasting, atom)
    offset = match_before(_offset_pattern(), text, start, span[0]) if kind in OFFSETS else None
    return _counted(text, (offset.start(1), span[1]), kind, offset, atom) if offset else None


def _counted(text: str, span: Span, kind: Kind, offset: re.Match[str], atom: _Atom) -> TimeExpression:
    """A day counted from another, or the days up to it or beyond: "two weeks before Friday", "within a week of it"."""
    count, direction = number(offset["count"]), -1 if kind is Kind.BEFORE else 1
    day = near = None
    if atom.period is not None and count is not None:
        near = atom.period.start if direction < 0 else atom.period.end
        day = step(near, singular(offset["units"]), direction * count)
    if near is None or day is None:
        return expression(text, span, Kind.POINT, Interval(), f"counted from {atom.rule}")
    return expression(text, span, *_counted_to(near, day, offset, direction), f"counted from {atom.rule}")


def _counted_to(
    near: datetime.date, day: datetime.date, offset: re.Match[str], direction: int
) -> tuple[Kind, Interval]:
    """What a bound on the count makes of it: "more than two weeks after" is open, "less than" and "within" are not."""
    if offset["more"]:
        return (Kind.AFTER, Interval(day)) if direction > 0 else (Kind.BEFORE, Interval(None, day - DAY))
    if offset["less"] or offset["within"]:
        last = day if offset["within"] else day - direction * DAY
        return (Kind.WITHIN if direction > 0 else Kind.BETWEEN), Interval(min(near, last), max(near, last))
    return Kind.POINT, Interval(day, day)


def _lasting(text: str, span: Span, lasting: re.Match[str], atom: _Atom) -> TimeExpression:
    """The days that begin with another and last as long as told: "three days starting on Monday"."""
    count = number(lasting["count"])
    interval = Interval()
    if atom.period is not None and count is not None:
        start = atom.period.start
        after = step(start, singular(lasting["units"]), count)
        interval = Interval(start, after and max(after - DAY, start))
    return expression(text, span, Kind.BETWEEN, interval, f"lasting from {atom.rule}")


def _range_end(
    text: str, first: _Atom, second: _Atom, connector: re.Match[str] | None, anchor: datetime.date | None
) -> _Atom | None:
    """The atom that closes a range which `first` opens."""
    between = text[first.span[1] : second.span[0]]
    if not RANGE.fullmatch(between):
        return None
    if "and" in between.casefold() and not (connector and connector[2].casefold().endswith("between")):
        return None
    if first.period and second.period and second.period.end < first.period.start:
        return _looking_ahead(text, second, first.period.start, second.span[0])
    return second


def _through(first: Period | None, last: Period | None) -> Interval:
    """From one period through the other; one that begins too late is of the year before ("November to May 2026")."""
    if first is None or last is None:
        return Interval()
    start = first.start
    while start > last.end and first.grain is not Grain.YEAR:
        start -= relativedelta(years=1)
    return Interval(start, last.end) if start <= last.end else Interval()


def _interval(
    kind: Kind, atom: _Atom, anchor: datetime.date | None, tail: re.Match[str] | None, words: str
) -> Interval:
    period = atom.period
    if period is None:
        return Interval()
    if kind is Kind.UNTIL and words.startswith(("thr", "ending")):  # "through August" has all of it
        return _until(anchor, period.end)
    if kind is Kind.BEFORE and tail and tail["over"]:
        return _until(anchor, period.end)
    ends = {
        Kind.BY: _by(atom, period),
        Kind.WITHIN: period.end,
        Kind.UNTIL: _last_before_or_on(atom, period),
        Kind.BEFORE: _last_before(atom, period),
    }
    if kind in ends:
        return _until(anchor, ends[kind])
    if kind in {Kind.FROM, Kind.SINCE}:
        return Interval(period.start)
    if kind is Kind.AFTER:  # a beginning is over as soon as it is there
        return Interval(period.start if atom.part == "start" else period.end + DAY)
    return Interval(*_months_of(period)) if atom.rule == "season" else Interval(period.start, period.end)


def _months_of(season: Period) -> tuple[datetime.date, datetime.date]:
    """What is in a season is in its three months, as meteorologists count it."""
    start = season.start.replace(day=1)
    return start, start + relativedelta(months=3) - DAY


def _until(anchor: datetime.date | None, end: datetime.date) -> Interval:
    return Interval(anchor if anchor and anchor <= end else None, end)


def _by(atom: _Atom, period: Period) -> datetime.date:
    """A month or year may run out; a season or a weekend need only begin, like the start of anything."""
    if atom.part == "middle":
        return _middle(period)
    begins = period.grain in {Grain.SEASON, Grain.WEEKEND} or atom.part == "start"
    return period.start if begins else period.end


def _last_before_or_on(atom: _Atom, period: Period) -> datetime.date:
    """The last day of "until Friday" is that Friday, of "until March" its first, of "until 2030" the one before."""
    if atom.part == "middle":
        return _middle(period)
    if period.grain is Grain.YEAR:
        return period.start - DAY
    return period.end if period.grain in {Grain.DAY, Grain.SPAN} and atom.part != "start" else period.start


def _middle(period: Period) -> datetime.date:
    """ "By mid-December" is by the fifteenth."""
    return period.start + (period.end - period.start) // 2


def _last_before(atom: _Atom, period: Period) -> datetime.date:
    """ "before the end of May" has all of May."""
    return period.end if atom.part == "end" else period.start - DAY


def _is_loose(text: str, atom: _Atom, kind: Kind | None, end: int) -> bool:
    """Whether words that could name a period need a connecting word, a part or an ending to do so, and have none."""
    after = text[atom.span[1] : min(end, atom.span[1] + 24)]
    if atom.rule == "the unit":
        weekend = "weekend" in text[slice(*atom.span)].casefold()
        over = _tail_pattern().match(text, atom.span[1], end)
        return not (atom.part or (kind is Kind.BEFORE and over) or kind is Kind.WITHIN or weekend)
    if atom.rule in {"month", "weekday"}:
        return _is_name(text, atom, kind) or _is_any(text, atom)
    if atom.rule in {"year", "season", "day of the month"}:
        tail = _tail_pattern().match(text, atom.span[1], end)
        words = text[slice(*atom.span)].casefold().removeprefix("the ")
        chosen = atom.part or tail or words.startswith(tuple(load("times")["which"]))
        return (kind is None and not chosen) or bool(re.match(r"[-–]\w", after))
    return False


def _is_name(text: str, atom: _Atom, kind: Kind | None) -> bool:
    """Whether "May" is a person and "the Sunday Times" a paper."""
    words = text[slice(*atom.span)].casefold()
    if words in load("times")["also_words"] and atom.rule == "month":
        return kind is None and not atom.part
    return words.startswith("the ") and bool(re.match(r"\s[A-Z][a-z]", text[atom.span[1] : atom.span[1] + 3]))


def _is_any(text: str, atom: _Atom) -> bool:
    """Whether no one day is meant: "every Friday", "on a Sunday"; that of "a Friday statement" is one."""
    before = text[max(0, atom.span[0] - 6) : atom.span[0]]
    return bool(
        EACH.search(before)
        or (re.search(r"\ban?\s\Z", before) and not re.match(r"\s\w", text[atom.span[1] : atom.span[1] + 2]))
    )


def _words(text: str, anchor: datetime.date | None, start: int, end: int) -> Iterator[TimeExpression]:
    for match in _word_pattern().finditer(text, start, end):
        yield expression(text, match.span(), _word_kind(match), _word_interval(match, anchor), "word")


def _word_interval(match: re.Match[str], anchor: datetime.date | None) -> Interval:
    if anchor is None or not (match["now"] or match["day_end"]):
        return Interval()
    ends: dict[str, int] = load("times")["day_ends"]
    later = ends[" ".join(match["day_end"].casefold().split())] if match["day_end"] else 0
    return Interval(anchor, anchor + later * DAY)


def _word_kind(match: re.Match[str]) -> Kind:
    if words := match["then"] or match["head"]:
        return _connector_kind(words.split()[0])
    return Kind.IMMEDIATELY if match["now"] else Kind.SOON


def _happenings(text: str, start: int, end: int) -> Iterator[TimeExpression]:
    """Times that are reckoned from something that happens: the words are kept, the days are unknown."""
    for match in _happening_pattern().finditer(text, start, end):
        yield expression(text, match.span(), _connector_kind(match["head"]), Interval(), "happening")


def _joined(text: str, time: TimeExpression, anchor: datetime.date | None, start: int) -> TimeExpression:
    """The expression, joined to a happening that it dates and that is reckoned from: "before the summit on June 24"."""
    match = match_before(_happening_before_date(), text, start, time.span[0]) or (
        BARE.match(time.text) and match_before(_happening_in_apposition(), text, start, time.span[0])
    )
    if not match or time.end is None or time.kind is not Kind.POINT:
        return time
    head = (match["head"] or "by").casefold()
    kind = Kind.BY if head.startswith("by") else _connector_kind(head)
    interval = _until(anchor, datetime.date.fromisoformat(time.end))
    return expression(text, (match.start(), time.span[1]), kind, interval, "dated happening")


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    words = load("times")
    groups = {"now": words["immediately"], "then": words["then"]}
    alone = r"(?! (?:of|on|in|next|last|this|tomorrow|yesterday|\d|(?-i:[A-Z])))"
    day_end = rf"(?P<head>by|before|until|till) (?P<day_end>{any_of(words['day_ends'])}){alone}"
    soon = rf"(?P<soon>{any_of(words['soon'])})(?! as\b)"
    return pattern("|".join([day_end, soon, *(f"(?P<{name}>{any_of(listed)})" for name, listed in groups.items())]))


@functools.cache
def _happening_pattern() -> re.Pattern[str]:
    connectors = load("times")["connectors"]
    heads = any_of([*connectors["before"], *connectors["after"], "until", "since", "by"])
    events = any_of(load("times")["events"])
    between = r"(?:the|a|any|this|that|its|their|next|another)(?: (?!will|would|to|of)[\w’'-]{1,20}){0,3}?"
    return pattern(rf"(?P<head>{heads}) {between} (?:{events})")


@functools.cache
def _happening_before_date() -> re.Pattern[str]:
    """What is reckoned from, before its date; after "by" it must be a happening, as persons stand there, too."""
    heads = r"before|until|by\sthe\stime|ahead\sof|prior\sto"
    word = r"[^\s,.;:!?“”\"]{1,20}\s"
    by = rf"by\s(?:the|this|next|its|their)\s(?:{word}){{0,3}}(?:{any_of(load('times')['events'])})\s(?:{word})?"
    return re.compile(rf"\b(?:(?P<head>{heads})\s(?:{word}){{1,6}}|{by})\Z", re.IGNORECASE)


@functools.cache
def _happening_in_apposition() -> re.Pattern[str]:
    word = r"[^\s,.;:!?“”\"]{1,20}"
    return re.compile(
        rf"\b(?P<head>by|before|until|ahead\sof|prior\sto)\s(?:{word}\s){{0,5}}{word},\s\Z", re.IGNORECASE
    )


@functools.cache
def _part_pattern() -> re.Pattern[str]:
    words = [word for part in load("times")["parts"].values() for word in part]
    return re.compile(rf"(?<!\w)((?:the\s)?(?:{any_of(words)}))(?:\s|(?<=-))(?:the\s)?\Z", re.IGNORECASE)


def _part_named(words: str) -> str:
    plain = " ".join(words.casefold().split())
    parts: dict[str, list[str]] = load("times")["parts"]
    return next(part for part, names in parts.items() if plain in names or plain.removeprefix("the ") in names)


@functools.cache
def _clock_pattern() -> re.Pattern[str]:
    """The time of day before a date; a mere number is one only before "on" or "of"."""
    hour = r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|[a-z]+\so['’]clock|noon|midnight|midday|dawn|dusk"
    part = r"(?:\s(?:in\s)?(?:the\s)?)?(?:morning|afternoon|evening|night)"
    told = rf"(?:(?:{hour})(?:{part})?|morning|afternoon|evening|night)\s(?:of\s|on\s)?"
    clock = rf"{told}|(?:\d{{1,2}}(?:{part})?|close)\s(?:of|on)\s"
    return re.compile(rf"(?<![\w:.])((?:the\s)?(?:{clock}))\Z", re.IGNORECASE)


@functools.cache
def _day_part_pattern() -> re.Pattern[str]:
    return re.compile(r"\s(?:early\s|late\s)?(?:morning|afternoon|evening|night|lunchtime)\b(?!['’-])", re.IGNORECASE)


@functools.cache
def _offset_pattern() -> re.Pattern[str]:
    next_ones = r"within(?: the)?(?: next| first)?|in the first|at most"
    bound = rf"(?:(?:(?P<more>more than|over)|(?P<less>less than|fewer than)|(?P<within>{next_ones})) )?"
    return re.compile(rf"({pattern(rf'{bound}@count @units').pattern})\s{{1,3}}\Z", re.IGNORECASE)


@functools.cache
def _lasting_pattern() -> re.Pattern[str]:
    lasting = pattern(r"(?:(?P<head>for) )?@count[-\s]@units(?:(?: of)? \w+)?,?").pattern
    return re.compile(rf"({lasting})\s{{1,3}}\Z", re.IGNORECASE)


@functools.cache
def _connector_pattern() -> re.Pattern[str]:
    table = load("times")["connectors"]
    words = any_of([word for kind in table.values() for word in kind])
    around = any_of(load("times")["around"])
    return re.compile(rf"(?<![\w-])(({words})\s(?:(?:{around})\s)?(?:the\s)?[\"“‘']?)\Z", re.IGNORECASE)


def _connector_kind(words: str) -> Kind:
    plain = " ".join(words.casefold().split())
    table: dict[str, list[str]] = load("times")["connectors"]
    return Kind(next(kind for kind, names in table.items() if plain in names))


@functools.cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:,?\s(?:(?P<latest>at\sthe\s(?:very\s)?latest)|(?P<onwards>onwards?|(?:or|and)\s(?:later|after|beyond|greater)(?=\s?(?:[,.;:!?)]|\Z)))"
        r"|(?P<over>(?:is|was|are)\s(?:out|over|through|up))))\b",
        re.IGNORECASE,
    )


def _tail_kind(tail: re.Match[str], kind: Kind | None) -> Kind | None:
    if tail["latest"]:
        return kind if kind in {Kind.UNTIL, Kind.BEFORE} else Kind.BY
    return Kind.FROM if tail["onwards"] else kind
