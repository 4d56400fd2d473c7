"""Views: what a page shows, as HTML, as JSON and as a table; and actions: what a page lets people do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.dossier import Dossier
from sayso.ledger.ledger import Ledger
from sayso.ledger.users import Role, User
from sayso.web.asking import Asked, Parameter
from sayso.web.jobs import Jobs

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with: the dossier, its ledger, and the reading that is under way."""

    dossier: Dossier
    ledger: Ledger
    jobs: Jobs

    @property
    def labels(self) -> dict[str, str]:
        """What each issue of the agenda is called."""
        return {issue.id: issue.label for issue in self.dossier.agenda.issues}


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: its heading, the template's values, the same ready for `json.dumps`, and rows of a table.

    `picture` draws it as SVG, where it is one.
    """

    title: str
    values: Mapping[str, Any]
    data: Callable[[], Any]
    rows: Callable[[], Iterable[Row]]
    picture: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, which is also its template's, its address, what it shows and what can be asked of it."""

    name: str
    path: str
    summary: str
    show: Callable[[Desk, Asked], View]
    parameters: tuple[Parameter, ...] = ()
    label: str = ""  # in the navigation; "" for pages that others lead to


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an action, as JSON and in words, and the page to go on with where the form names none."""

    data: Any
    words: str
    onward: str = "/"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that people do: its address under /api, what it does, what it takes, and who may."""

    name: str
    path: str
    summary: str
    do: Callable[[Desk, Asked, User], Done]
    parameters: tuple[Parameter, ...] = ()
    role: Role = Role.REVIEWER
    files: bool = False  # whether it takes files, under the name `files`
