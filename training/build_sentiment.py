"""Write the words of the VADER lexicon that praise or blame into vocabulary/sentiment.yml.

    python -m training.build_sentiment vader_lexicon.txt

The file is that of the PyPI package vaderSentiment: on each line a word, the mean of ten people's ratings of it from -4
to 4, their standard deviation and the ratings, with tabs between them.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

import sayso.vocabulary

TARGET = Path(sayso.vocabulary.__file__).parent / "sentiment.yml"
WIDTH = 140
WORD = re.compile(r"[a-z]{3,}(-[a-z]+)*")  # the lexicon holds faces, slang in digits and initials, too
HEAD = """\
# Words that sound good and words that sound bad, for telling praise from blame where no plainer word does.
# Source: the lexicon of VADER (C. J. Hutto and E. Gilbert, 2014) as in the PyPI package vaderSentiment 3.3.2: the
# words that ten people rated above zero on average, and those below it, chosen by `python -m
# training.build_sentiment`.
#
# The MIT License, Copyright (c) 2016 C.J. Hutto.
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
# permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright
# notice and this permission notice shall be included in all copies or substantial portions of the Software. THE
# SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS
# OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main() -> None:
    """Choose from the lexicon that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("lexicon", type=Path)
    ratings = ratings_of(parser.parse_args().lexicon.read_text(encoding="utf8").splitlines())
    good, bad = ([word for word in ratings if ratings[word] * sign > 0] for sign in (1, -1))
    TARGET.write_text(HEAD + block("good", good) + block("bad", bad), encoding="utf8")


def ratings_of(lines: Iterable[str]) -> dict[str, float]:
    """The mean rating of each word in the lines of a lexicon."""
    columns = (line.split("\t") for line in lines)
    return {word: float(mean) for word, mean, *_ in columns if WORD.fullmatch(word)}


def block(name: str, words: Iterable[str]) -> str:
    """A folded YAML string of words in order, under a name."""
    filled = textwrap.fill(" ".join(sorted(words)), WIDTH, initial_indent="  ", subsequent_indent="  ")
    return f"{name}: >-\n{filled}\n"


if __name__ == "__main__":
    main()
