"""Near-copies of reports: wire stories reprinted, retitled, cut from the bottom, reworded or run among own text."""

from __future__ import annotations

import bisect
import datetime
import functools
import hashlib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rensa import RMinHash

from sayso.analysis.credits import shared_wire, wire_of
from sayso.analysis.outlets import is_agency, outlet_key
from sayso.reading.quotations import quotations
from sayso.reading.sentences import sentences
from sayso.report import Report, Span, Spans

Signature = tuple[tuple[int, ...], ...]
Shingle = tuple[str, ...]

WORD = re.compile(r"\w+(?:['’]\w+)*")
BREAK = ""  # stands where a quotation was left out
FEWEST_WORDS = 8  # a sentence with fewer words of its own is too common to tell a copy by

# MinHash with banding after Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3. One word in eight
# changed leaves pairs of words a Jaccard index of 0.6, which 8 bands of 3 rows find in 86 % of all texts.
SEED, ROWS, TEXT_BANDS, SENTENCE_BANDS = 17, 3, 8, 2
PAIR, RUN = 2, 4  # words a shingle, where candidates are found and where they are compared

# Shares of words, set on composed copies by benchmarks/origins.py.
WHOLE, SENTENCE, OWN_SENTENCE = 0.5, 0.6, 0.2
WHOLE_BY_CREDIT = 0.3  # of two outlets that name the same agency
WHOLE_OF_OUTLET = 0.9  # of one outlet, which goes on from its own last report with the same background
FEWEST_COPIED = 25  # words in a row: one stock sentence of background is not a copy
# So that a sentence which thousands of reports share costs no more than any other: reports a band, and to compare with.
MOST_IN_BAND, MOST_COMPARED = 8, 16


@dataclass(frozen=True, slots=True)
class Copy:
    """One report that repeats another: `share` of its own words, at the stretches `spans` of its text.

    `whole` tells a near-copy, perhaps with a paragraph added, from a report that runs some copied paragraphs among its
    own. `outlet` tells whose story that is: an agency's that either credits, else that of the original's publisher.
    """

    report: str
    original: str
    share: float
    spans: Spans
    whole: bool
    outlet: str | None = None

    @property
    def reason(self) -> str:
        """Why it is one, in words."""
        kind = "near-copy of" if self.whole else "has paragraphs of"
        return f"{kind} {self.original}: {round(100 * self.share)} % of its words"

    def holds(self, span: Span) -> bool:
        """Whether a stretch of the report lies in what it copied."""
        return any(start <= span[0] and span[1] <= end for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Group:
    """A report, by its id, with everything that repeats it in whole or in part."""

    original: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text in small letters, each with the offset where it begins; BREAK where a quotation was left out."""

    words: tuple[str, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words) - self.words.count(BREAK)

    def within(self, span: Span) -> Words:
        """Those that begin in a stretch of the text."""
        inside = slice(*(bisect.bisect_left(self.starts, bound) for bound in span))
        return Words(self.words[inside], self.starts[inside])

    def shingles(self, length: int) -> list[Shingle]:
        """The runs of that many words, in text order, over breaks too; all as one run where there are fewer."""
        last = max(len(self.words) - length, 0)
        return [self.words[start : start + length] for start in range(last + 1)]


def signature(text: str) -> Signature:
    """What to compare a text by: one MinHash of the whole text, and one of each sentence that is long enough.

    What stands between quotation marks is left out, as papers that were each there quote the same words. The same on
    every run and machine for one minor version of rensa; empty for a text without words.
    """
    words = own_words(text)
    return tuple(map(_minhash, [words, *(each for _, each in _long_sentences(text))])) if words.words else ()


def bands(signature: Signature) -> Sequence[int]:
    """The keys to find near-copies by, each from 0 to below 2 to the power of 63: who shares one is a candidate."""
    counts = itertools.chain([TEXT_BANDS], itertools.repeat(SENTENCE_BANDS))
    return tuple(dict.fromkeys(key for row, count in zip(signature, counts, strict=False) for key in _keys(row, count)))


def compare(report: Report, original: Report) -> Copy | None:
    """What `report` repeats of `original`; None where it is too little for a copy.

    Of two outlets a shared half is a copy, less where both credit one agency, and so are paragraphs. One outlet has
    copied itself only where nearly all is the same: background and house matter recur in all that it publishes. A text
    of fewer than eight words copies nothing.
    """
    words, runs = own_words(report.text), _runs(original.text)
    if len(words) < FEWEST_WORDS:
        return None
    share, wire = _share(words, runs), shared_wire(report, original)
    outlet = wire or wire_of(original) or wire_of(report) or original.publisher
    house = outlet_key(report.publisher or "") == outlet_key(original.publisher or "")
    if share >= (WHOLE_OF_OUTLET if house else WHOLE_BY_CREDIT if wire else WHOLE):
        own = _stretches(report.text, runs, lambda share: share < OWN_SENTENCE)
        return Copy(report.id, original.id, share, tuple(_outside(own, len(report.text))), True, outlet)
    few = share * len(words) < SENTENCE * FEWEST_COPIED  # words for any stretch to be copied
    copied = () if house or few else _stretches(report.text, runs, lambda share: share >= SENTENCE)
    spans = tuple(copied)
    return Copy(report.id, original.id, share, spans, False, outlet) if spans else None


def group(reports: Iterable[Report]) -> tuple[Group, ...]:
    """The groups of reports that repeat one another, each under its original; a report that nothing repeats has none.

    The original is an agency's own report, else the earliest, else the longest. A report that runs paragraphs of
    several originals is in the group of each.
    """
    groups: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies_in(sorted(reports, key=_precedence)):
        groups[copy.original].append(copy)
    return tuple(Group(original, tuple(copies)) for original, copies in groups.items())


def copies_in(reports: Iterable[Report]) -> Iterator[Copy]:
    """What each report repeats of those before it: of one alone where that is enough for a near-copy."""
    index: defaultdict[int, list[Report]] = defaultdict(list)
    for report in reports:
        keys = bands(signature(report.text))
        copies = copies_of(report, _candidates(keys, index))
        yield from copies
        if not any(copy.whole for copy in copies):
            for key in keys:
                index[key].append(report)


def copies_of(report: Report, candidates: Iterable[Report]) -> list[Copy]:
    """What a report repeats of candidates: of one alone where it is a near-copy, else of each that adds to it.

    Candidates are reports that share one of its `bands`, originals only.
    """
    found = [copy for each in candidates if (copy := compare(report, each))]
    ranked = sorted(found, key=lambda copy: (not copy.whole, -copy.share))
    if ranked and ranked[0].whole:
        return ranked[:1]
    kept: list[Copy] = []
    for copy in ranked:
        spans = tuple(span for span in copy.spans if not any(other.holds(span) for other in kept))
        kept += [replace(copy, spans=spans)] if spans else []
    return kept


@functools.lru_cache(maxsize=256)
def own_words(text: str) -> Words:
    """The words of a text outside its quotation marks; all words where that leaves too few to go by."""
    own = _words(list(_unquoted(text)))
    return own if len(own) >= FEWEST_WORDS else _words([(found[0], found.start()) for found in WORD.finditer(text)])


@functools.lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[Shingle]:
    return frozenset(own_words(text).shingles(RUN))


def _words(placed: Sequence[tuple[str, int]]) -> Words:
    return Words(tuple(word.casefold() for word, _ in placed), tuple(start for _, start in placed))


def _unquoted(text: str) -> Iterator[tuple[str, int]]:
    position = 0
    for start, end in [*quotations(text), (len(text), len(text))]:
        yield from ((found[0], found.start()) for found in WORD.finditer(text, position, start))
        if start < end:
            yield BREAK, start
        position = end


@functools.lru_cache(maxsize=16)
def _long_sentences(text: str) -> tuple[tuple[Span, Words], ...]:
    """The sentences that have words enough, with these; a text is compared with many others in turn."""
    inside = ((span, own_words(text).within(span)) for span in sentences(text))
    return tuple((span, words) for span, words in inside if len(words) >= FEWEST_WORDS)


def _minhash(words: Words) -> tuple[int, ...]:
    minhash = RMinHash(num_perm=ROWS * TEXT_BANDS, seed=SEED)
    minhash.update([" ".join(pair) for pair in words.shingles(PAIR)])
    return tuple(minhash.digest())


def _keys(row: Sequence[int], count: int) -> Iterator[int]:
    for band in range(count):
        rows = repr((band, row[band * ROWS : (band + 1) * ROWS])).encode()
        yield int.from_bytes(hashlib.blake2b(rows, digest_size=8).digest(), "big") >> 1


def _candidates(keys: Sequence[int], index: dict[int, list[Report]]) -> list[Report]:
    """The reports that share bands, those with the most bands first."""
    shared = Counter(report for key in keys for report in index.get(key, ())[:MOST_IN_BAND])
    return [report for report, _ in shared.most_common(MOST_COMPARED)]


def _precedence(report: Report) -> tuple[bool, datetime.date, int, str]:
    """Agencies first, as papers copy them; then the day, the length (papers cut) and the id."""
    agency = is_agency(report.publisher or "")
    return not agency, report.published or datetime.date.max, -len(report.text), report.id


def _share(words: Words, runs: frozenset[Shingle]) -> float:
    """The share of the words that stand in one of the runs."""
    places = {
        start + step
        for start, shingle in enumerate(words.shingles(RUN))
        if shingle in runs
        for step, word in enumerate(shingle)
        if word != BREAK
    }
    return len(places) / len(words) if len(words) else 0.0


def _stretches(text: str, runs: frozenset[Shingle], fits: Callable[[float], bool]) -> Iterator[Span]:
    """Stretches of sentences in a row whose shares in `runs` fit, long enough to be no stock sentence."""
    shares = [(span, inside, fits(_share(inside, runs))) for span, inside in _long_sentences(text)]
    for fitting, stretch in itertools.groupby(shares, lambda each: each[2]):
        row = list(stretch)
        if fitting and sum(len(inside) for _, inside, _ in row) >= FEWEST_COPIED:
            yield row[0][0][0], row[-1][0][1]


def _outside(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """What a text of that length has before, between and after some stretches in order."""
    position = 0
    for start, end in [*spans, (length, length)]:
        if position < start:
            yield position, start
        position = end
