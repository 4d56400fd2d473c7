"""The stretches of days that a text names, and where: "last Tuesday", "mid-December", "the third quarter of 2025"."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from sayso.reading.holidays import holiday_days, holiday_names, nth_weekday
from sayso.reading.periods import (
    Frame,
    Grain,
    Leaning,
    Period,
    calendar_unit,
    first_day,
    in_years_around,
    months_from,
    number,
    one_day,
    pattern,
    pointed_at,
    recurring,
    singular,
    step,
    whole_year,
)
from sayso.report import Span
from sayso.vocabulary import load

WORD = re.compile(r"\w+")
MONTHS_AROUND = 14  # "Friday 31" comes round at least once in so many months


@dataclass(frozen=True, slots=True)
class Named:
    """A period found in a text: where it is named, by which rule, and what it is, None where that cannot be known."""

    span: Span
    rule: str
    period: Period | None


Words = Mapping[str, str]
Resolver = Callable[[Words, Frame], Period | None]


def find_periods(text: str, frame: Frame, start: int, end: int) -> list[Named]:
    """The periods named in `text[start:end]`, in order, none sharing a character with another."""
    kinds = _kinds_of_words(text[start:end])
    rules = (rule for rule in _rules() if rule.needs in kinds)
    return _longest(named for rule in rules for named in _matches(rule, text, frame, start, end))


def _kinds_of_words(text: str) -> set[str]:
    """Which kinds of words there are, without which most rules need not be tried: most sentences have few."""
    words = set(WORD.findall(text.casefold()))
    found = {kind for kind, listed in telling_words().items() if not listed.isdisjoint(words)}
    return found | {"number", "ordinal"} if any(word[0].isdecimal() for word in words) else found


@functools.cache
def telling_words() -> dict[str, frozenset[str]]:
    """By kind, the words without one of which nothing of that kind is named."""
    words = load("times")
    lists = {
        "month": words["months"],
        "weekday": [f"{day}{ending}" for day in words["weekdays"] for ending in ("", "s")],
        "unit": [*words["units"], *(f"{unit}s" for unit in words["units"]), "centuries"],
        "ordinal": words["ordinals"],
        "season": words["seasons"],
        "relative": words["relative_days"],
        "holiday": [*holiday_names()],
        "part": ["half", "h1", "h2", "q1", "q2", "q3", "q4"],
    }
    return {kind: frozenset(map(longest_word, names)) for kind, names in lists.items()}


def longest_word(name: str) -> str:
    """The word of a name by which it is looked for first."""
    words: list[str] = WORD.findall(name)
    return max(words, key=len)


def _matches(rule: Rule, text: str, frame: Frame, start: int, end: int) -> Iterator[Named]:
    for match in pattern(rule.template).finditer(text, start, end):
        if not _is_plain_word(match):
            yield Named(match.span(), rule.name, _resolved(rule, match, frame))


def _resolved(rule: Rule, match: re.Match[str], frame: Frame) -> Period | None:
    words = {name: " ".join((word or "").casefold().split()) for name, word in match.groupdict().items()}
    try:
        return rule.resolve(words, frame)
    except (ValueError, OverflowError):  # the thirty-first of a shorter month, or beyond the calendar
        return None


def _is_plain_word(match: re.Match[str]) -> bool:
    """Whether "may", "march" or "sun" is the word and not the date."""
    words = match.groupdict()
    name = words.get("month") or words.get("weekday") or ""
    dated = any(words.get(key) for key in ("day", "cardinal", "year"))
    return not dated and name.casefold() in load("times")["also_words"] and name[:1].islower()


def _longest(found: Iterable[Named]) -> list[Named]:
    """Those that share no character: of two that overlap, the longer one, or else the earlier."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda named: (named.span[0], -named.span[1])):
        if not kept or named.span[0] >= kept[-1].span[1]:
            kept.append(named)
        elif _length(named) > _length(kept[-1]):
            kept[-1] = named
    return kept


def _length(named: Named) -> int:
    return named.span[1] - named.span[0]


def _year_of(words: Words, frame: Frame) -> int | None:
    if year := words.get("year"):
        return int(year)
    if (which := words.get("which")) and frame.anchor:
        return frame.anchor.year + _offset(which)
    return None


def _offset(which: str) -> int:
    return int(load("times")["which"][which])


def _ordinal(word: str) -> int:
    listed: dict[str, int] = load("times")["ordinals"]
    return listed.get(word.replace(" ", "-")) or int(re.sub(r"\D", "", word))


def _month_number(words: Words) -> int:
    return int(load("times")["months"][words["month"].rstrip(".")])


def _weekday_number(words: Words, name: str = "weekday") -> int:
    return int(load("times")["weekdays"][words[name]])


def _in_year(make: Callable[[int], Period], words: Words, frame: Frame) -> Period | None:
    year = _year_of(words, frame)
    return make(year) if year else recurring(make, frame)


def _date(words: Words, frame: Frame) -> Period | None:
    month, first = _month_number(words), _ordinal(words["day"])
    last = _ordinal(words["until"]) if words.get("until") else first
    grain = Grain.DAY if first == last else Grain.SPAN

    def make(year: int) -> Period:
        return Period(datetime.date(year, month, first), datetime.date(year, month, last), grain)

    if last < first:
        return None
    return _on_its_weekday(make, words, frame) or _in_year(make, words, frame)


def _on_its_weekday(make: Callable[[int], Period], words: Words, frame: Frame) -> Period | None:
    """The closest date of the name if it falls on the weekday told with it, whatever the leaning."""
    if not words.get("weekday") or words.get("year"):
        return None
    nearest = recurring(make, replace(frame, leaning=Leaning.NEAREST))
    return nearest if nearest and nearest.start.weekday() == _weekday_number(words) else None


def _spoken(words: Words, frame: Frame) -> Period | None:
    """A date whose numbers are said in words: "Monday, June two, twenty twenty-five"."""
    year = words["year"] or str(_year_said(words["spoken_year"]) or "")
    return _date({**words, "day": str(number(words["cardinal"])), "year": year}, frame)


def _year_said(words: str) -> int | None:
    """The year of "two thousand and eighteen" or "twenty twenty-five"; None of no words."""
    century, _, rest = words.replace("two thousand", "twenty").replace(" and ", " ").replace("-", " ", 1).partition(" ")
    hundreds, years = number(century), number(rest)
    return 100 * hundreds + years if hundreds and years else None


def _iso(words: Words, frame: Frame) -> Period | None:
    year, month = int(words["year"]), int(words["numeral"])
    if words["numeral_day"]:
        return one_day(datetime.date(year, month, int(words["numeral_day"])))
    return months_from(datetime.date(year, month, 1), 1, Grain.MONTH)


def _slashed(words: Words, frame: Frame) -> Period | None:
    """A day in numbers; None where either number could be the month."""
    first, second, year = (int(words[name]) for name in ("first", "second", "year"))
    if first <= 12 and second <= 12 and first != second:
        return None
    return one_day(datetime.date(year, min(first, second), max(first, second)))


def _month(words: Words, frame: Frame) -> Period | None:
    month = _month_number(words)

    def make(year: int) -> Period:
        return months_from(datetime.date(year, month, 1), 1, Grain.MONTH)

    return _last_or_in_year(make, words, frame)


def _last_or_in_year(make: Callable[[int], Period], words: Words, frame: Frame) -> Period | None:
    """A yearly period by itself ("last May"), or of a year ("May 2025", "May last year")."""
    if words.get("which") and not words.get("unit"):
        return _which_recurring(make, words["which"], frame)
    return _in_year(make, words, frame)


def _which_recurring(make: Callable[[int], Period], which: str, frame: Frame) -> Period | None:
    """The last or next of a yearly period, apart from the one that is going on; "this" is the one of this year."""
    if frame.anchor is None:
        return None
    anchor, offset = frame.anchor, _offset(which)
    if offset == 0:
        going_on = make(anchor.year - 1)  # "this winter" in February
        return going_on if going_on.end >= anchor else make(anchor.year)
    candidates = list(in_years_around(make, anchor.year))
    if offset < 0:
        return max((period for period in candidates if period.end < anchor), key=first_day, default=None)
    return min((period for period in candidates if period.start > anchor), key=first_day, default=None)


def _weekday(words: Words, frame: Frame) -> Period | None:
    if frame.anchor is None:
        return None
    anchor, weekday = frame.anchor, _weekday_number(words)
    week = words.get("which2", "")
    if week or words.get("which"):
        return one_day(_weekday_of_week(anchor, weekday, words.get("which", ""), week))
    ahead = datetime.timedelta(days=(weekday - anchor.weekday()) % 7)
    behind = datetime.timedelta(days=(anchor.weekday() - weekday) % 7)
    return one_day(anchor + ahead if frame.leaning is Leaning.FUTURE else anchor - behind)


def _weekday_of_week(anchor: datetime.date, weekday: int, which: str, week: str) -> datetime.date:
    """ "last Friday" is the latest before the anchor; "this", "next", "previous" and "of last week" go by the week."""
    same_week = anchor + datetime.timedelta(days=weekday - anchor.weekday())
    if week:
        return same_week + datetime.timedelta(weeks=_offset(week))
    if which in {"coming", "this coming", "upcoming"}:
        return same_week if same_week > anchor else same_week + datetime.timedelta(weeks=1)
    offset = _offset(which or "this")
    if offset < 0 and which != "previous":
        return same_week if same_week < anchor else same_week - datetime.timedelta(weeks=1)
    return same_week + datetime.timedelta(weeks=offset)


def _days_of_week(words: Words, frame: Frame) -> Period | None:
    if frame.anchor is None:
        return None
    week = calendar_unit(frame.anchor + datetime.timedelta(weeks=_offset(words["which"])), "week")
    first, last = (
        week.start + datetime.timedelta(days=_weekday_number(words, name)) for name in ("weekday", "weekday2")
    )
    return Period(first, last, Grain.SPAN) if first <= last else None


def _weekday_ahead(words: Words, frame: Frame) -> Period | None:
    """ "Monday two weeks from now" is in the week that holds the day two weeks from now."""
    count = number(words["count"])
    if frame.anchor is None or count is None:
        return None
    day = step(frame.anchor, singular(words["units"]), count)
    return one_day(_weekday_of_week(day, _weekday_number(words), "", "")) if day else None


def _day_of_month(words: Words, frame: Frame) -> Period | None:
    if frame.anchor is None:
        return None
    day = _ordinal(words["day"])
    if words.get("which"):
        return one_day((frame.anchor.replace(day=1) + relativedelta(months=_offset(words["which"]))).replace(day=day))
    passed = day < frame.anchor.day if frame.leaning is Leaning.FUTURE else day > frame.anchor.day
    months = (1 if frame.leaning is Leaning.FUTURE else -1) if passed else 0
    return one_day((frame.anchor.replace(day=1) + relativedelta(months=months)).replace(day=day))


def _weekday_and_day(words: Words, frame: Frame) -> Period | None:
    """The day of a month that falls on the weekday: "Friday 31", "Friday the 31st"."""
    if frame.anchor is None:
        return None
    weekday = _weekday_number(words)
    day = _ordinal(words["day"]) if words.get("day") else number(words["cardinal"])
    first = frame.anchor.replace(day=1)
    days = (first + relativedelta(months=month, day=day) for month in range(-MONTHS_AROUND, MONTHS_AROUND + 1))
    return pointed_at((one_day(found) for found in days if (found.day, found.weekday()) == (day, weekday)), frame)


def _relative_day(words: Words, frame: Frame) -> Period | None:
    offset = load("times")["relative_days"][words["relative"]]
    return None if frame.anchor is None else one_day(frame.anchor + datetime.timedelta(days=offset))


def _which_unit(words: Words, frame: Frame) -> Period | None:
    if frame.anchor is None:
        return None
    unit = words["unit"]
    if unit == "weekend" and not words.get("which"):
        return _weekend(frame.anchor, frame.leaning)
    moved = step(frame.anchor, unit, _offset(words.get("which") or "this"))
    return None if moved is None else calendar_unit(moved, unit)


def _weekend(anchor: datetime.date, leaning: Leaning) -> Period:
    """The weekend of this week, or where one looks back, the last one begun."""
    begun = leaning is not Leaning.PAST or anchor.weekday() >= 5
    return calendar_unit(anchor if begun else anchor - datetime.timedelta(weeks=1), "weekend")


def _year(words: Words, frame: Frame) -> Period | None:
    return whole_year(int(words["year"]))


def _decade(words: Words, frame: Frame) -> Period | None:
    return calendar_unit(datetime.date(int(words["decade"]), 1, 1), "decade")


def _season(words: Words, frame: Frame) -> Period | None:
    month, day = load("times")["seasons"][words["season"]]

    def make(year: int) -> Period:
        start = datetime.date(year, month, day)
        return Period(start, start + relativedelta(months=3), Grain.SEASON)

    return _last_or_in_year(make, words, frame)


def _quarter(words: Words, frame: Frame) -> Period | None:
    first = _ordinal(words["ordinal"]) if words.get("ordinal") else int(words["numeral"])

    def make(year: int) -> Period:
        return months_from(datetime.date(year, 3 * first - 2, 1), 3, Grain.QUARTER)

    return _in_year(make, words, frame)


def _half(words: Words, frame: Frame) -> Period | None:
    first = 1 if "first" in words["half"] or words["number"] == "1" else 7
    return _in_year(lambda year: months_from(datetime.date(year, first, 1), 6, Grain.SPAN), words, frame)


def _holiday(words: Words, frame: Frame) -> Period | None:
    name = words["holiday"]

    def make(year: int) -> Period:
        first, last = holiday_days(name, year)
        return Period(first, last, Grain.DAY if first == last else Grain.SEASON)

    return _last_or_in_year(make, words, frame)


def _nth_in_month(words: Words, frame: Frame) -> Period | None:
    if words.get("month"):
        month = _month({**words, "which": ""}, frame)
    else:
        month = _which_unit({**words, "unit": "month"}, frame)
    if month is None:
        return None
    day = nth_weekday(month.start, _weekday_number(words), _which_one(words["nth"]))
    return one_day(day) if day <= month.end else None


def _nth_of_some_month(words: Words, frame: Frame) -> Period | None:
    """ "The second Sunday" of the month that the leaning points at."""
    if frame.anchor is None:
        return None
    first = frame.anchor.replace(day=1)
    months = (first + relativedelta(months=month) for month in range(-MONTHS_AROUND, MONTHS_AROUND + 1))
    days = ((month, nth_weekday(month, _weekday_number(words), _ordinal(words["nth"]))) for month in months)
    return pointed_at((one_day(day) for month, day in days if day.month == month.month), frame)


def _which_one(nth: str) -> int:
    return -1 if nth == "last" else _ordinal(nth)


def _week_of_month(words: Words, frame: Frame) -> Period | None:
    """That of the month's full weeks."""
    month = _month(words, frame)
    if month is None:
        return None
    week = datetime.timedelta(days=6)
    monday = nth_weekday(month.start, 0, _which_one(words["nth"]))
    if monday + week > month.end:
        monday -= datetime.timedelta(weeks=1)
    return Period(monday, monday + week, Grain.WEEK)


def _first_days(words: Words, frame: Frame) -> Period | None:
    whole, count = _month_or_unit(words, frame), number(words["count"] or "one")
    if whole is None or count is None:
        return None
    length = datetime.timedelta(days=count - 1)
    if words["end"] == "first":
        return Period(whole.start, whole.start + length, Grain.SPAN)
    return Period(whole.end - length, whole.end, Grain.SPAN)


def _month_or_unit(words: Words, frame: Frame) -> Period | None:
    return _month(words, frame) if words.get("month") else _which_unit(words, frame)


def _weekend_of_holiday(words: Words, frame: Frame) -> Period | None:
    """The weekend closest to the holiday, with the holiday where it is the Friday or Monday beside it."""
    holiday = _holiday(words, frame)
    if holiday is None:
        return None
    day, weekday = holiday.start, holiday.start.weekday()
    weekend = calendar_unit(day - datetime.timedelta(days=weekday + 1 if weekday < 2 else 0), "weekend")
    if weekday not in {0, 4}:
        return weekend
    return Period(min(weekend.start, day), max(weekend.end, day), Grain.SPAN)


def _weekdays_ahead(words: Words, frame: Frame) -> Period | None:
    """ "Two Sundays from now" is the second Sunday after today."""
    return counted_weekday(words, frame, number(words["count"]), 1)


def _weekdays_behind(words: Words, frame: Frame) -> Period | None:
    """ "Two Sundays ago" is the second Sunday before today."""
    return counted_weekday(words, frame, number(words["count"]), -1)


def _weekday_after_next(words: Words, frame: Frame) -> Period | None:
    """The second one from today on."""
    return counted_weekday(words, frame, 2, 1)


def counted_weekday(words: Words, frame: Frame, count: int | None, direction: int) -> Period | None:
    """The weekday of `words` that is the `count`th one after the anchor, or before it if `direction` is negative."""
    if frame.anchor is None or count is None:
        return None
    days = direction * (_weekday_number(words) - frame.anchor.weekday()) % 7 or 7
    return one_day(frame.anchor + direction * datetime.timedelta(days=days, weeks=count - 1))


def _unit_after_next(words: Words, frame: Frame) -> Period | None:
    moved = step(frame.anchor, words["unit"], 2) if frame.anchor else None
    return calendar_unit(moved, words["unit"]) if moved else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to name a period: the kind of word it needs, a template for `pattern`, and what its groups mean."""

    name: str
    needs: str
    template: str
    resolve: Resolver


NTH_ONE = "first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th"
NTH = rf"{NTH_ONE}|last"
END = r"(?= ?[,.;:!?)”\"’]| ?\Z)"  # nothing more is told of it


TAIL = r"(?:,?(?: of)? (?:@year|@which year))?"


@functools.cache
def _rules() -> tuple[Rule, ...]:
    weekday = r"(?:(?:(?:this|next|last|coming) )?@weekday,? (?:the )?)?"
    day_range = r"(?: ?[-–] ?| (?:to|until|till|through|thru|and) (?:the )?)(?P<until>@ordinal2|\d{1,2}(?![\d:]))"
    alone = r"(?= (?:at|in|until|to|but|and)\b|[,.;:!?)”\"']|$)"
    year = r"(?:@year|@spoken_year)"
    whole = r"(?:@month(?:,? @year)?|(?:the )?@which (?P<unit>month|quarter|year))"
    half = r"(?:the )?(?P<half>first|second) half(?: of)?|H(?P<number>[12])"
    which_week = rf"(?:the )?(?P<nth>{NTH}) week (?:of|in) @month(?:,? @year)?"
    nth = rf"(?:the )?(?P<nth>{NTH}) @weekday (?:of|in) "
    return (
        Rule("iso day", "number", r"@year[-/](?P<numeral>\d\d?)(?:[-/](?P<numeral_day>\d\d?))?", _iso),
        Rule("day in numbers", "number", r"(?P<first>\d\d?)(?P<mark>[./])(?P<second>\d\d?)(?P=mark)@year", _slashed),
        Rule(
            "day and month", "month", rf"{weekday}(?:the )?@day(?:{day_range})?(?: day)?,?(?: of)? @month{TAIL}", _date
        ),
        Rule("day and month", "month", r"@day(?P<mark>[-/])@month(?P=mark)@year", _date),
        Rule("iso day", "number", r"@year(?P<mark>[-/])@month(?P=mark)@day", _date),
        Rule("month and day", "month", r"(?:(?:this|next|last|coming) )?@weekday ?[-(] ?@month[- ]@day\b\)?", _date),
        Rule(
            "month and day",
            "month",
            rf"(?:the )?{weekday}@month (?:the )?@day(?:{day_range}(?! @month2))?{TAIL}",
            _date,
        ),
        Rule("month and year", "month", r"@month,?(?: of)? @year", _month),
        Rule("month of a year", "month", r"@month(?: of)? @which (?P<unit>year)", _month),
        Rule("month", "month", r"(?:the )?(?:@which )?@month", _month),
        Rule("first days", "unit", rf"(?:the )?(?P<end>first|last) (?:@count days|day) (?:of|in) {whole}", _first_days),
        Rule("week of a month", "unit", which_week, _week_of_month),
        Rule("weekday", "weekday", r"(?:the )?(?:@which )?@weekday", _weekday),
        Rule("weekday of a week", "weekday", r"@weekday (?:of )?(?:the )?@which2 week", _weekday),
        Rule("weekday of a week", "weekday", r"(?:the )?@which2 week(?:,| on| -)? @weekday", _weekday),
        Rule("weekday and day", "weekday", r"@weekday,? (?:the )?@day" + alone, _weekday_and_day),
        Rule("weekday and day", "weekday", r"@weekday,? the @cardinal" + alone, _weekday_and_day),
        Rule("date in words", "month", rf"@weekday,? @month (?:the )?@cardinal(?:,? {year})?", _spoken),
        Rule("date in words", "month", rf"@month (?:the )?@cardinal,? {year}", _spoken),
        Rule(
            "days of a week",
            "weekday",
            r"@weekday (?:and|to|until|through) @weekday2 (?:of )?@which week",
            _days_of_week,
        ),
        Rule(
            "days of a week", "weekday", r"@which week,? (?:between|from) @weekday (?:and|to) @weekday2", _days_of_week
        ),
        Rule("weekday of a week", "weekday", r"@weekday,? @count @units (?:from now|from today|hence)", _weekday_ahead),
        Rule("weekdays ahead", "weekday", r"@count (?:@weekday)s? (?:from now|from today|hence)", _weekdays_ahead),
        Rule("weekdays behind", "weekday", r"@count (?:@weekday)s? (?:ago|back)", _weekdays_behind),
        Rule("after next", "weekday", r"(?:the )?@weekday after next", _weekday_after_next),
        Rule("after next", "unit", r"the (?P<unit>week|weekend|month|quarter|year) after next", _unit_after_next),
        Rule(
            "weekday of a month", "weekday", nth + r"(?:@month(?:,? @year)?|(?:the )?(?:@which )?month)", _nth_in_month
        ),
        Rule("weekday of a month", "weekday", rf"(?:the )?(?P<nth>{NTH_ONE}) @weekday{END}", _nth_of_some_month),
        Rule("day of the month", "ordinal", r"the (?P<day>@ordinal)" + alone, _day_of_month),
        Rule("day of a month", "unit", r"(?:the )?@day(?: day)? of (?:the )?(?:@which )?month", _day_of_month),
        Rule("relative day", "relative", r"@relative", _relative_day),
        Rule(
            "which unit",
            "unit",
            r"(?:the )?@which (?P<unit>week|weekend|month|quarter|year|decade|century)",
            _which_unit,
        ),
        Rule("the unit", "unit", r"the (?P<unit>week|weekend|month|quarter|year|decade|century)", _which_unit),
        Rule("year", "number", r"(?:the year )?@year", _year),
        Rule("decade", "number", r"the (?P<decade>(?:19|20)\d0)['’]?s", _decade),
        Rule("season", "season", r"(?:the )?(?:@which )?@season(?:(?: of)? @year)?", _season),
        Rule("quarter", "unit", r"(?:the )?@ordinal quarter(?:,?(?: of)? @year|(?: of)? @which year)?", _quarter),
        Rule("quarter", "unit", r"(?:@year|@which year)['’]s @ordinal quarter", _quarter),
        Rule("quarter", "part", r"Q(?P<numeral>[1-4])(?:,?(?: of)? @year)?", _quarter),
        Rule("half", "part", rf"(?:{half}) (?:the )?(?:@year|@which year)", _half),
        Rule(
            "weekend of a holiday",
            "holiday",
            r"(?:the )?(?:@which )?@holiday(?:,? @year)? weekend",
            _weekend_of_holiday,
        ),
        Rule("holiday", "holiday", r"(?:the )?(?:@which )?@holiday(?:,?(?: of)? @year)?", _holiday),
    )
