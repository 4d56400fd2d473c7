"""Write the words of spelling dictionaries that are written small into vocabulary/small_words.yml.

    python -m training.build_small_words en/index.dic en-gb/index.dic

The files are Hunspell dictionaries, such as `index.dic` of the npm packages `dictionary-en` and `dictionary-en-gb`: a
word a line, with a stroke before its endings.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import sayso.vocabulary

TARGET = Path(sayso.vocabulary.__file__).parent / "small_words.yml"
WIDTH = 140
PREFIXES = {"A": "re", "C": "de", "E": "dis", "F": "con", "I": "in", "K": "pro", "U": "un"}  # by flag, as in index.aff
HEAD = """\
# Common words that are written small, without their endings, for telling names in a text without letter case.
# Source: the US and British Hunspell dictionaries of 2020-12-07 in the npm packages dictionary-en 4.0.0 and
# dictionary-en-gb 3.0.0 (MIT and BSD licences; made from SCOWL, copyright 2000-2018 by Kevin Atkinson), chosen by
# `python -m training.build_small_words`.
# Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output created from
# the scripts, and its documentation for any purpose is hereby granted without fee, provided that the above copyright
# notice appears in all copies and that both that copyright notice and this permission notice appear in supporting
# documentation. Kevin Atkinson makes no representations about the suitability of this array for any purpose. It is
# provided "as is" without express or implied warranty.
words: >-
"""


def main() -> None:
    """Choose from the dictionaries that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("dictionary", type=Path, nargs="+")
    paths = parser.parse_args().dictionary
    chosen = " ".join(small_words(line for path in paths for line in path.read_text(encoding="utf8").splitlines()))
    TARGET.write_text(HEAD + textwrap.indent(textwrap.fill(chosen, WIDTH), "  ") + "\n", encoding="utf8")


def small_words(lines: Iterable[str]) -> list[str]:
    """The words without a capital and longer than a letter, in the order of the alphabet."""
    words = {word for line in lines for word in forms(line)}
    return sorted(word for word in words if word.isalpha() and word.islower() and len(word) > 1)


def forms(line: str) -> Iterator[str]:
    """The word of a line of the dictionary, and with each prefix that its flags allow."""
    word, _, flags = line.strip().partition("/")
    yield from (PREFIXES.get(flag, "") + word for flag in ("", *flags))


if __name__ == "__main__":
    main()
