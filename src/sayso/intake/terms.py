"""Terms: a proposed settlement from TOML, or from Markdown whose list items are its clauses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import TermsError
from sayso.terms import Clause, Terms

HEADING = re.compile(r"#+\s+(.+?)\s*#*\s*$")
ITEM = re.compile(r"\s{0,3}(?:[-*+]|(\d+)[.)])\s+(.*)")
MARKS = re.compile(r"[*_`]+")
TEXTS, LISTS = ("when", "condition"), ("issues", "who", "where", "parties")


def read_terms(path: Path) -> Terms:
    """The terms in a file. Raises TermsError, which names the file and the clause, where they cannot be used."""
    try:
        text = path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise TermsError(f"{path}: cannot be read: {error}") from error
    return terms_in(text, path.suffix.lower().removeprefix("."), path)


def terms_in(text: str, form: str, path: Path) -> Terms:
    """The terms in a text that is written as TOML, where `form` is "toml", or as Markdown; `path` is what it is called.

    Raises TermsError, which names the clause, where they cannot be used.
    """
    terms = _from_toml(path, text) if form == "toml" else _from_markdown(path, text)
    if not terms.clauses:
        raise TermsError(f"{path}: holds no clause (TOML wants [[clauses]] with a text, Markdown a list)")
    return terms


def _from_toml(path: Path, text: str) -> Terms:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TermsError(f"{path}: is no TOML: {error}") from error
    rows = table.get("clauses", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TermsError(f"{path}: clauses are not tables (write [[clauses]] before each)")
    clauses = tuple(_clause(f"{path}: clause {number}", row, str(number)) for number, row in enumerate(rows, 1))
    _check_ids(path, clauses)
    return Terms(str(table.get("name") or path.stem), clauses, str(table.get("source") or ""))


def _clause(where: str, row: Mapping[str, Any], number: str) -> Clause:
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        raise TermsError(f"{where} has no text")
    if unknown := row.keys() - {"id", "text", *TEXTS, *LISTS}:
        raise TermsError(f"{where}: {min(unknown)!r} is nothing that a clause has")
    for name in TEXTS:
        if not isinstance(row.get(name, ""), str):
            raise TermsError(f"{where}: {name} is not text")
    lists = {name: _texts(where, name, row.get(name, [])) for name in LISTS}
    return Clause(
        str(row.get("id", number)), row["text"].strip(), when=row.get("when"), condition=row.get("condition"), **lists
    )


def _texts(where: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TermsError(f'{where}: {name} is not a list of texts (write {name} = ["..."])')
    return tuple(value)


def _check_ids(path: Path, clauses: tuple[Clause, ...]) -> None:
    ids = [clause.id for clause in clauses]
    if double := {each for each in ids if ids.count(each) > 1}:
        raise TermsError(f"{path}: two clauses have the id {min(double)!r}")


def _from_markdown(path: Path, text: str) -> Terms:
    name = next((found[1] for line in text.splitlines() if (found := HEADING.match(line))), path.stem)
    return Terms(name, tuple(Clause(str(n), item) for n, item in enumerate(_items(text), 1)))


def _items(text: str) -> Iterator[str]:
    """The items of the lists, each with the lines that go on with it; what is outside of lists is no clause."""
    item: list[str] = []
    for line in [*text.splitlines(), ""]:
        begun = ITEM.match(line)
        if item and (begun or not line.strip() or not line[0].isspace()):
            yield MARKS.sub("", " ".join(item)).strip()
            item = []
        if begun:
            item = [begun[2]]
        elif item:
            item.append(line.strip())
