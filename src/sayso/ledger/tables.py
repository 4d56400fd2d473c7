"""The ledger's tables, as SQLAlchemy Core knows them; `migrations/` is what makes them.

What was read (`reports`, `statements`) and what people decided (`judgements`, `namings`) is only ever added to. The
other tables follow from these and can be made anew: `entries` holds each statement as it stands after all judgements.

Days are ISO dates as text, "" where none is known: so they sort alike everywhere, the undated ones first.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
)

metadata = MetaData()

# `identity` is made of publisher, day, title and text: who adds the same report twice has it once. `digest` is that of
# the bytes it was made from. `model` is the one that read it.
reports = Table(
    "reports",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("published", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("model", Text, nullable=False),
)
Index("reports_by_id", reports.c.id, unique=True)
Index("reports_by_published", reports.c.published)

# `fields` is the statement as read, `office` what its holder was called. `current` is false where a newer model's
# reading of the report has taken its place.
statements = Table(
    "statements",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report", Integer, ForeignKey("reports.key"), nullable=False),
    Column("fields", JSON, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("office", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)
Index("statements_by_report", statements.c.report)

# The reports that share a band are looked at as near-copies of one another.
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, nullable=False),
    Column("report", Integer, ForeignKey("reports.key"), nullable=False),
    UniqueConstraint("band", "report", name="bands_once"),
)
Index("bands_by_report", bands.c.report)

entries = Table(
    "entries",
    metadata,
    Column("statement", Integer, ForeignKey("statements.key"), primary_key=True),
    Column("report", Integer, nullable=False),
    Column("holder", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("stand", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("recalled", Boolean, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("fields", JSON, nullable=False),
)
Index("entries_by_report", entries.c.report)
Index("entries_by_day", entries.c.day)
Index("entries_by_party", entries.c.party, entries.c.day)
Index("entries_by_holder", entries.c.holder, entries.c.day)
Index("entries_by_act", entries.c.act, entries.c.day)

# One row for each issue and party of an entry, with what the board asks for: whether it takes a position, and with what
# weight (`sayso.analysis.positions.weight`).
issues = Table(
    "issues",
    metadata,
    Column("statement", Integer, ForeignKey("statements.key"), primary_key=True),
    Column("issue", Text, primary_key=True),
    Column("party", Text, primary_key=True),
    Column("takes", Boolean, nullable=False),
    Column("weight", SmallInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False),
)
Index("issues_by_cell", issues.c.party, issues.c.issue, issues.c.takes, issues.c.day, issues.c.rank)
Index("issues_by_issue", issues.c.issue, issues.c.day)

places = Table(
    "places",
    metadata,
    Column("statement", Integer, ForeignKey("statements.key"), primary_key=True),
    Column("place", Text, primary_key=True),
)
Index("places_by_name", func.lower(places.c.place))

# The pairs of a party and an issue that any entry ever had: the board's cells.
cells = Table(
    "cells",
    metadata,
    Column("party", Text, primary_key=True),
    Column("issue", Text, primary_key=True),
)

# The pairs of a holder and its party, as read or corrected, that any entry ever had.
holders = Table(
    "holders",
    metadata,
    Column("holder", Text, primary_key=True),
    Column("party", Text, primary_key=True),
)

# Who decided what on a statement, and when. `undoes` takes an earlier judgement back.
judgements = Table(
    "judgements",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("statement", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("field", Text),
    Column("value", JSON),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("judgements.key")),
)
Index("judgements_by_statement", judgements.c.statement)

# Who decided which names are one, and who belongs to whom.
namings = Table(
    "namings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("namings.key")),
)

# Who may sign in to the web application: what they may do, and the hash of their password.
users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("added", Text, nullable=False),
)

# Who is signed in: the hash of what their browser keeps, and until when it counts.
sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("until", Text, nullable=False),
)

# What a part of Sayso remembers between its runs, such as the state of the feeds that it watches.
memory = Table(
    "memory",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

# What became of forecasts: who says so, by which criterion and source, and since which day. `undoes` takes one back.
resolutions = Table(
    "resolutions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("statement", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("resolutions.key")),
)
Index("resolutions_by_statement", resolutions.c.statement)

# Who held which area on a day: one row for each file of a layer; `digest` is that of the file, `geometry` the area in
# well-known binary, longitudes and latitudes in degrees.
layers = Table(
    "layers",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("layer", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("geometry", LargeBinary, nullable=False),
    UniqueConstraint("layer", "holder", "day", name="layers_once"),
)

# Where regions end, as the user's files tell it.
outlines = Table(
    "outlines",
    metadata,
    Column("name", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("geometry", LargeBinary, nullable=False),
)
