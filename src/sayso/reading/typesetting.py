"""What is set otherwise than running text, set as running text: broken lines, tables, list items, cues in brackets."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.vocabulary import load

BLANKS = " \t"
LINE = re.compile(r"^[ \t]*+([^\W_]+)([^\n]{0,160})$", re.MULTILINE)
STOP = re.compile(r"\.[\"”’)]*[ \t]*\Z")
BLOCK = re.compile(r"^[^\n]+(?:\n[^\n]+)+", re.MULTILINE)
STOPPED = re.compile(r"[.!?…:;|][\"”’')\]]*[ \t]*\Z")
IN_SMALL_LETTERS = re.compile(r"(?![a-z][.)])[a-z]")
FIRST_WORD = re.compile(r"[\"“‘'(]?\w\S*")
ITEM = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>\(?(?:\d{1,2}|[a-z])[.)])(?= [^\n.!?]{1,160}[.!?]?[ \t]*$)", re.MULTILINE
)
ROW = re.compile(r"^[^\n|]*[^\s|](?:[ \t]\|[ \t][^\n|]*){2,}$", re.MULTILINE)
CELL = re.compile(r"[ \t]\|[ \t]")
LEAST = 2  # items that make a list, rows that make a table
STRETCH = re.compile(r"(?:(?![ \t]{3})[^\n])+")  # what stands between lines and wide gaps
SENTENCE_END = re.compile(r"[a-z\d][.!?][\"”’)]*(?=\s|\Z)")
HEADLINES = 3  # that run into each other make a stretch a list of links
SENTENCES = 3  # elsewhere, without which the whole text may do without stops


def typeset(text: str) -> str:
    """`text` with lines, tables, lists and brackets set as running text has them, and each character in its place."""
    for setting in (_without_furniture, _without_headlines, _unbroken, _dashed, _in_rows, _out_of_brackets):
        text = setting(text)
    return text


def _without_furniture(text: str) -> str:
    """Line breaks for lines that are buttons, links, forms or advertisements, so that no statement runs across them."""
    return LINE.sub(lambda line: "\n" * len(line[0]) if _is_furniture(line) else line[0], text)


def _is_furniture(line: re.Match[str]) -> bool:
    """Whether a line is none of the report's; what ends in a full stop may be a sentence."""
    rest = _furniture().get(line[1].casefold())
    return rest is not None and rest.fullmatch(line[2].strip(BLANKS)) is not None and not STOP.search(line[2])


def _without_headlines(text: str) -> str:
    """Line breaks for headlines of other reports that run into each other, in a text that has full stops elsewhere."""
    return STRETCH.sub(lambda found: "\n" * len(found[0]) if _are_headlines(found, text) else found[0], text)


def _are_headlines(stretch: re.Match[str], text: str) -> bool:
    """Whether several headlines follow each other without a stop: "a fresh start In Lithuania, the fear of war"."""
    if len(_run_on().findall(stretch[0])) < HEADLINES:
        return False
    around = text[: stretch.start()] + text[stretch.end() :]
    return len(SENTENCE_END.findall(around)) >= max(SENTENCES, len(SENTENCE_END.findall(stretch[0])))


def _unbroken(text: str) -> str:
    """Blanks for the line breaks within the sentences of a block of lines."""
    return BLOCK.sub(lambda block: _joined(block[0].split("\n")), text)


def _joined(lines: Sequence[str]) -> str:
    width = max(map(len, lines))
    broken = any(_goes_on(one, other) for one, other in pairwise(lines))
    gaps = [
        " " if _goes_on(one, other) or (broken and _is_full(one, other, width)) else "\n"
        for one, other in pairwise(lines)
    ]
    return "".join(part for pair in zip(lines, [*gaps, ""], strict=True) for part in pair)


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence that no stop ends goes on in small letters."""
    return bool(line.strip()) and not STOPPED.search(line) and IN_SMALL_LETTERS.match(following) is not None


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on a line."""
    word = FIRST_WORD.match(following)
    return bool(line.strip()) and word is not None and len(line) + 1 + len(word[0]) > width


def _dashed(text: str) -> str:
    """Dashes for the numbers and letters of list items, as a stop behind a number ends no sentence."""
    if len(ITEM.findall(text)) < LEAST:
        return text
    return ITEM.sub(lambda item: item["indent"] + "-".ljust(len(item["mark"])), text)


def _in_rows(text: str) -> str:
    """Commas for the bars between the cells of a table."""
    if len(ROW.findall(text)) < LEAST:
        return text
    return ROW.sub(lambda row: CELL.sub(",  ", row[0]), text)


def _out_of_brackets(text: str) -> str:
    """Commas for the brackets around who says what they stand in: "The strike (he said) was over"."""
    return _bracketed().sub(lambda found: f", {found[1]}{',' if found[2] else ' '}", text)


@functools.cache
def _furniture() -> dict[str, re.Pattern[str]]:
    """What may follow the first word of a line that is none of the report's."""
    rows = load("typesetting")["furniture"].items()
    return {word: re.compile(rest, re.IGNORECASE) for word, rest in rows}


@functools.cache
def _run_on() -> re.Pattern[str]:
    """A word that opens a sentence, right behind a word in small letters."""
    openers = "|".join(load("typesetting")["openers"])
    return re.compile(rf"(?<![\w’'-])[a-z][\w’'-]*[ ](?:(?:{openers})(?= \w)|The(?= [a-z]))")


@functools.cache
def _bracketed() -> re.Pattern[str]:
    """ "(he said)", "(says the mayor)", "(according to two)"; the second group tells that the sentence goes on."""
    verbs = "|".join(load("typesetting")["speaking"])
    who = r"[^()\n,;:.]{2,50}"
    return re.compile(
        rf"(?<=[\w,'’\"”]) \(({who} (?:{verbs})|(?:{verbs}) {who}|according to [^()\n]{{2,90}})\)(?=( [a-z])?)"
    )
