"""PDF: the running text of its pages, its lines joined into paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.errors import IntakeError
from sayso.intake.decoding import one_line, tidy
from sayso.intake.fields import report_of
from sayso.report import Report

MAGIC = b"%PDF-"
# A title that the program which wrote the file made up.
MADE_UP_TITLE = re.compile(r"untitled|microsoft word|\S+\.[a-z]{2,4}$", re.I)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?#(?:\s*(?:of|/)\s*#)?[-–—\s]*", re.I)
BULLET = re.compile(r"[•●▪‣*]\s")
SENTENCE_END = re.compile(r"[.!?…:][”\"’')\]]*$")
BROKEN_WORD = re.compile(r"(?P<left>[^\W\d_]+)(?P<hyphen>[-\u2010\u00ad])$")
SOFT_HYPHEN = "\u00ad"
LONGEST_WORD = 50
# Shares of a full line. A shorter one was ended by its writer, not by the margin; after the end of a sentence, less
# is needed, for there a paragraph's end taken for one in error parts no sentence.
SHORT = 0.6
SHORT_SENTENCE = 0.9
FEWEST_PAGES_WITH_EDGES = 2


def report_of_pdf(name: str, data: bytes, stem: str) -> Report:
    """The report that a PDF holds, and its title if it declares one; a PDF does not say when it was published.

    Raises IntakeError on a PDF that is damaged, needs a password, or holds only images.
    """
    try:
        pages, title = _opened(name, data)
    except IntakeError:
        raise
    except Exception as error:  # on damaged files pypdf raises almost anything
        raise IntakeError(name, f"is a damaged PDF: {one_line(str(error)) or type(error).__name__}") from None
    text = paragraphs([[line.strip() for line in tidy(page).split("\n")] for page in pages])
    if not any(map(str.isalnum, text)):
        raise IntakeError(
            name, "is a PDF without text, perhaps of scanned images", "run text recognition over it first"
        )
    return report_of(name, text, stem, title=title)


def _opened(name: str, data: bytes) -> tuple[list[str], str]:
    # Here, because importing it takes time, which only PDFs should cost.
    import pypdf
    from pypdf.errors import DependencyError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:  # an encryption that needs a further library
        locked = True
    if locked:
        raise IntakeError(name, "is an encrypted PDF", "save a copy without a password")
    title = one_line(reader.metadata.title if reader.metadata else "")
    return [page.extract_text() for page in reader.pages], "" if MADE_UP_TITLE.match(title) else title


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    """The lines of all pages joined into paragraphs, which blank lines set apart.

    A paragraph ends at an empty line, before a bullet, and after a line that ends before the right margin, unless the
    next goes on in small letters. Lines that most pages repeat at their top or bottom, and page numbers, are left
    out.
    """
    lines = [line for page in _without_edges(pages) for line in page]
    words = Counter(word for line in lines for word in WORD.findall(line))
    joined = (_joined(block, words) for block in _blocks(lines))
    return "\n\n".join(filter(None, joined))


def _without_edges(pages: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    counts = Counter(line for page in pages for line in _edges(page))
    often = {line for line, count in counts.items() if 2 * count > len(pages) >= FEWEST_PAGES_WITH_EDGES}
    for page in pages:
        yield _trimmed(page, often)


def _edges(page: Sequence[str]) -> set[str]:
    """The two outermost lines at either end, their numbers masked."""
    lines = [DIGITS.sub("#", line) for line in page if line]
    return {*lines[:2], *lines[-2:]}


def _trimmed(page: Sequence[str], often: set[str]) -> Sequence[str]:
    start, end = 0, len(page)
    while start < end and _is_edge(page[start], often):
        start += 1
    while end > start and _is_edge(page[end - 1], often):
        end -= 1
    return page[start:end]


def _is_edge(line: str, often: set[str]) -> bool:
    masked = DIGITS.sub("#", line)
    return not line or masked in often or PAGE_NUMBER.fullmatch(masked) is not None


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    margin = _margin(lines)
    block: list[str] = []
    for line in lines:
        if block and _begins_paragraph(block[-1], line, margin):
            yield block
            block = []
        if line:
            block.append(line)
    yield block


def _margin(lines: Sequence[str]) -> int:
    """How long a full line is: the ninth of ten lengths."""
    lengths = sorted(map(len, filter(None, lines)))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _begins_paragraph(last: str, line: str, margin: int) -> bool:
    if not line or BULLET.match(line):
        return True
    if line[0].islower() or BROKEN_WORD.search(last, max(0, len(last) - LONGEST_WORD)):
        return False
    return len(last) < margin * (SHORT_SENTENCE if SENTENCE_END.search(last) else SHORT)


def _joined(block: Sequence[str], words: Counter[str]) -> str:
    pieces = [ending for line, after in pairwise([*block, ""]) for ending in _line_and_gap(line, after, words)]
    return "".join(pieces).strip().replace(SOFT_HYPHEN, "")


def _line_and_gap(line: str, after: str, words: Counter[str]) -> tuple[str, str]:
    """A line as it runs on into the one after it, and what stands between the two."""
    broken = BROKEN_WORD.search(line, max(0, len(line) - LONGEST_WORD))
    right = WORD.match(after)
    if not broken or not right:
        return line, " "
    if broken["hyphen"] != SOFT_HYPHEN and _keeps_hyphen(broken["left"], right[0], words):
        return line, ""
    return line[: broken.start("hyphen")], ""


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool:
    """Whether the hyphen at a line's end belongs to the word ("US-led") and is not the line's ("negotia-tion").

    The rest of the text decides where it has the word in either form; else a hyphen between two words that both stand
    alone elsewhere, or after a name that does, is the word's own.
    """
    if left.isupper() or not right[0].islower() or words[f"{left}-{right}"]:
        return True
    if words[left + right]:
        return False
    # The two halves are themselves counted once, where the line broke them.
    return words[left] > 1 and (left[0].isupper() or words[right] > 1)
