"""From files, standard input and web addresses to reports.

The text of a report is what its source holds, but for this policy, which keeps it readable and its offsets sound:

- it is decoded (`sayso.intake.decoding`), and byte-order marks at its beginning are dropped;
- every line break becomes one "\\n";
- control characters other than "\\n" and the tab become spaces, and lone surrogates become U+FFFD;
- of a web page and a PDF, only the running text is taken, its paragraphs set apart by blank lines;
- a block of front matter is taken out of the text, and so are the lines that PDF pages repeat at their edges.

Marks of writing direction, soft hyphens and all else stay. Spans always count into the text that results.
"""

from __future__ import annotations

from sayso.intake.decoding import tidy
from sayso.intake.sources import read_sources

__all__ = ["read_sources", "tidy"]
