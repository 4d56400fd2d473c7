"""An entry: a statement as it stands in the ledger, with the report that it rests on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from sayso.statement import Statement


class Rank(IntEnum):
    """How much a party is bound by whoever speaks for it; a higher rank binds it more.

    LEADER is who decides (heads of state, of government, of a movement), BODY the party or one of its organs speaking
    as such ("Moscow", "the foreign ministry"), MINISTER who negotiates or heads a ministry, OFFICIAL who speaks by
    office (spokespeople, envoys, deputies), MEMBER anybody else who is named, ANONYMOUS who is only described.
    """

    UNKNOWN = 0
    ANONYMOUS = 1
    MEMBER = 2
    OFFICIAL = 3
    MINISTER = 4
    BODY = 5
    LEADER = 6


class State(StrEnum):
    """What people have decided about a statement so far."""

    UNJUDGED = "unjudged"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Heading:
    """What an entry says of its report: all but the text. `source` is the path or address that it came from."""

    id: str
    title: str
    publisher: str | None
    published: datetime.date | None
    source: str

    def to_json(self) -> dict[str, Any]:
        """The heading, ready for `json.dumps`."""
        return {
            "id": self.id,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published and self.published.isoformat(),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of the ledger, its fields as people corrected them.

    `id` is made of the report and the spans, so the same reading has the same id in every ledger. `quote` is the
    content in its own words, `sentence` the whole sentences that hold the evidence. `day` is when the holder said it as
    far as is known: `said`, else the day of publication; None where neither is known. `recalled` says that the report
    looks back on something said more than a week before it was published.
    """

    id: str
    statement: Statement
    quote: str
    sentence: str
    report: Heading
    day: datetime.date | None
    recalled: bool
    rank: Rank
    state: State = State.UNJUDGED

    def to_json(self) -> dict[str, Any]:
        """The entry, ready for `json.dumps`; the statement's fields under the names of the annotation guidelines."""
        return {
            "id": self.id,
            "quote": self.quote,
            "sentence": self.sentence,
            "day": self.day and self.day.isoformat(),
            "recalled": self.recalled,
            "rank": self.rank.name.lower(),
            "state": str(self.state),
            "statement": self.statement.to_json(),
            "report": self.report.to_json(),
        }
