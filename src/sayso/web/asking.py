"""What an address asks of a page: its parameters, each declared, checked and described."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sayso.errors import SaysoError

LARGEST = 10_000_000  # a number that is asked for
LONGEST = 2_000  # characters of a text, unless more are allowed
YEARS = range(1000, 3000)  # of a day that is asked for: what is reckoned from it stays a day, too
NO_TEXT = re.compile("[\0\ud800-\udfff]")


class BadRequestError(SaysoError):
    """An address or a form that cannot be answered: names the parameter and the reason."""


class ConflictError(SaysoError):
    """What is asked rests on what somebody else has changed in the meantime."""


class Kind(StrEnum):
    """What a parameter holds, under the names of JSON Schema's types and formats."""

    TEXT = "string"
    DAY = "date"
    NUMBER = "integer"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, what it is for, what it holds, whether it may come several times or must come.

    Where it `empties`, an empty value takes away what there was; others that are empty count as not given. `longest` is
    how many characters it may have.
    """

    name: str
    help: str
    kind: Kind = Kind.TEXT
    many: bool = False
    choices: tuple[str, ...] = ()
    needed: bool = False
    empties: bool = False
    longest: int = LONGEST

    def read(self, given: str) -> Any:
        """The value that is given. Raises BadRequestError where it is none."""
        if NO_TEXT.search(given):
            raise BadRequestError(f"{self.name}: holds a character that is in no text (NUL, or half of one)")
        if len(given) > self.longest:
            raise BadRequestError(f"{self.name}: has {len(given):,} characters; at most {self.longest:,} are taken")
        if self.choices and given not in self.choices:
            raise BadRequestError(f"{self.name}: {given!r} is none of {', '.join(self.choices)}")
        if self.kind is Kind.DAY:
            return _day(self.name, given)
        return _number(self.name, given) if self.kind is Kind.NUMBER else given

    def schema(self) -> dict[str, Any]:
        """The parameter's values as JSON Schema."""
        kinds: Mapping[Kind, dict[str, Any]] = {Kind.DAY: {"type": "string", "format": "date"}, Kind.JSON: {}}
        one = kinds.get(self.kind, {"type": str(self.kind)}) | ({"enum": list(self.choices)} if self.choices else {})
        if self.kind is Kind.TEXT and not self.choices:
            one |= {"maxLength": self.longest}
        return {"type": "array", "items": one} if self.many else one


def _day(name: str, given: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError as error:
        raise BadRequestError(f"{name}: {given!r} is no day such as 2025-05-23") from error
    if day.year not in YEARS:
        raise BadRequestError(f"{name}: {given!r} is in no year from {YEARS[0]} to {YEARS[-1]}")
    return day


def _number(name: str, given: str) -> int:
    if not given.isdecimal() or len(given) > len(str(LARGEST)) or int(given) > LARGEST:
        raise BadRequestError(f"{name}: {given!r} is no number from 0 to {LARGEST}")
    return int(given)


@dataclass(frozen=True, slots=True)
class Asked:
    """The values of the parameters that were given."""

    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, parameters: Sequence[Parameter], given: Sequence[tuple[str, str]]) -> Asked:
        """What is asked, from the names and values of a query or form; names that no parameter has are left alone.

        Raises BadRequestError where a value is none, or one that is needed is not there.
        """
        values: dict[str, Any] = {}
        for parameter in parameters:
            own = [value for name, value in given if name == parameter.name and (value or parameter.empties)]
            found = [parameter.read(value) for value in own]
            if found:
                values[parameter.name] = tuple(found) if parameter.many else found[-1]
            elif parameter.needed:
                raise BadRequestError(f"{parameter.name} is missing: {parameter.help}")
        return cls(values)

    def text(self, name: str) -> str | None:
        """A text, or None where it was not given."""
        value = self.values.get(name)
        return None if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that may come several times."""
        return tuple(self.values.get(name, ()))

    def day(self, name: str) -> datetime.date | None:
        """A day, or None where it was not given."""
        value: datetime.date | None = self.values.get(name)
        return value

    def number(self, name: str, otherwise: int) -> int:
        """A number, or another where it was not given."""
        return int(self.values.get(name, otherwise))
