"""The agenda: what a negotiation is about, as issues with a label and a description; a file that a user can replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sayso import vocabulary
from sayso.errors import AgendaError

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that is negotiated: its id, the label that people read, and what belongs under it."""

    id: str
    label: str
    about: str = ""

    @property
    def description(self) -> str:
        """What statements are compared with."""
        return f"{self.label}: {self.about}" if self.about else self.label


@dataclass(frozen=True, slots=True)
class Agenda:
    """The issues of a negotiation; a statement on none of them is on `other`, which need not be among them."""

    issues: tuple[Issue, ...]

    def describe(self, issue: str) -> str:
        """The description of the issue with the id `issue`. Raises KeyError where there is none."""
        return {entry.id: entry.description for entry in self.issues}[issue]

    @classmethod
    def general(cls) -> Agenda:
        """The agenda that ships with Sayso."""
        return cls.from_mapping(vocabulary.load("agenda"), "the general agenda")

    @classmethod
    def open(cls, path: Path) -> Agenda:
        """The agenda in a YAML file of `id: {label: ..., about: ...}`.

        Raises AgendaError where the file cannot be read or an entry cannot be used.
        """
        try:
            entries = yaml.safe_load(path.read_text(encoding="utf8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise AgendaError(f"{path}: cannot be read: {error}") from error
        return cls.from_mapping(entries, str(path))

    @classmethod
    def from_mapping(cls, entries: Any, source: str) -> Agenda:
        """The agenda in a mapping of ids to labels and descriptions; `source` names it in errors (AgendaError)."""
        if not isinstance(entries, Mapping) or not entries:
            raise AgendaError(f"{source}: is no mapping of issues, such as `land: {{label: Land, about: who owns it}}`")
        issues = tuple(_issue(str(key), entry, source) for key, entry in entries.items() if key != OTHER)
        if not issues:
            raise AgendaError(f"{source}: has no issue but {OTHER!r}")
        return cls(issues)


def _issue(key: str, entry: Any, source: str) -> Issue:
    if isinstance(entry, str) and entry.strip():
        return Issue(key, entry)
    if not isinstance(entry, Mapping) or not isinstance(entry.get("label"), str):
        raise AgendaError(f"{source}: issue {key!r} has no label")
    return Issue(key, entry["label"], str(entry.get("about") or ""))
