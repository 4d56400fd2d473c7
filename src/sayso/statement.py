"""A statement: one thing that one holder is reported to say, want, refuse, expect or believe."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.report import Report, Span, Spans

UNKNOWN = "unknown"
ANONYMOUS = "anonymous: "
JOINT = ";"  # stands between the holders or the parties of a joint statement


def single_names(joint: str) -> tuple[str, ...]:
    """The holders or parties in the name of several, each once.

    >>> single_names("Britain; France; Britain")
    ('Britain', 'France')
    """
    return tuple(dict.fromkeys(part.strip() for part in joint.split(JOINT)))


class Act(StrEnum):
    """What the holder does with the content."""

    DEMAND = "demand"
    OFFER = "offer"
    ACCEPT = "accept"
    REJECT = "reject"
    THREATEN = "threaten"
    WARN = "warn"
    PREDICT = "predict"
    ASSESS = "assess"
    DENY = "deny"
    STATE = "state"


class Stand(StrEnum):
    """Where the holder stands towards the literal content."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    NONE = "none"


class Firmness(StrEnum):
    """How firmly the holder stands."""

    FIRM = "firm"
    PLAIN = "plain"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is expected or demanded: the words, and the interval of ISO dates, open where unknown."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of one holder; its spans count into the report's text in half-open code point offsets.

    `evidence` is the shortest stretch that holds source, cue and content. `via` lists who relays the statement,
    outermost first. `said` is an ISO date, of day, month or year precision.
    """

    evidence: Span
    source: Spans
    cue: Spans
    content: Spans
    holder: str = UNKNOWN
    party: str | None = None
    via: tuple[str, ...] = ()
    act: Act = Act.STATE
    stand: Stand = Stand.NONE
    issues: tuple[str, ...] = ()
    addressee: str | None = None
    condition: str | None = None
    firmness: Firmness = Firmness.PLAIN
    hedged: bool = False
    said: str | None = None
    deadline: Deadline | None = None
    places: tuple[str, ...] = ()

    @property
    def anonymous(self) -> bool:
        """Whether the holder is described but not named."""
        return self.holder.startswith(ANONYMOUS)

    def to_json(self) -> dict[str, Any]:
        """The fields under the names of the annotation guidelines, ready for `json.dumps`."""
        deadline = self.deadline and {k: getattr(self.deadline, k) for k in ("text", "start", "end")}
        return {
            **{name: getattr(self, name) for name in FIELDS},
            **{role: [list(span) for span in getattr(self, role)] for role in ("source", "cue", "content")},
            **{name: list(getattr(self, name)) for name in ("evidence", "via", "issues", "places")},
            "deadline": deadline,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Statement:
        """The statement that `to_json` or an annotation wrote; absent fields take their defaults.

        Raises ValueError on a value outside a closed list and KeyError where `content` is missing.
        """
        source, cue, content = (tuple((a, b) for a, b in row.get(role) or ()) for role in ("source", "cue", "content"))
        start, end = row.get("evidence") or hull(source, cue, content)
        deadline = row.get("deadline")
        return cls(
            evidence=(start, end),
            source=source,
            cue=cue,
            content=content,
            holder=row.get("holder") or UNKNOWN,
            act=Act(row.get("act", "state")),
            stand=Stand(row.get("stand", "none")),
            firmness=Firmness(row.get("firmness", "plain")),
            hedged=bool(row.get("hedged")),
            deadline=Deadline(**deadline) if deadline else None,
            via=tuple(row.get("via") or ()),
            issues=tuple(row.get("issues") or ()),
            places=tuple(row.get("places") or ()),
            party=row.get("party"),
            addressee=row.get("addressee"),
            condition=row.get("condition"),
            said=row.get("said"),
        )


FIELDS = tuple(Statement.__dataclass_fields__)


def hull(*groups: Spans) -> Span:
    """The shortest span that covers every span of every group."""
    spans = [span for group in groups for span in group]
    return min(start for start, _ in spans), max(end for _, end in spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the statements found in it, in text order."""

    report: Report
    statements: tuple[Statement, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """One row of `sayso read --json`."""
        report = self.report
        return {
            "id": report.id,
            "title": report.title,
            "publisher": report.publisher,
            "published": report.published and report.published.isoformat(),
            "text": report.text,
            "statements": [statement.to_json() for statement in self.statements],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Reading:
        """The reading that `to_json` or an annotation wrote; raises what Report and Statement raise."""
        return cls(Report.from_json(row), tuple(map(Statement.from_json, row["statements"])))
