"""The first ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite searches an index of its own, kept up by triggers; PostgreSQL makes the words of a row when it is written, from
# its first 250,000 characters, as it holds no more than a megabyte of different words.
SQLITE_SEARCH = """
create virtual table {table}_words using fts5({columns}, content='{table}', content_rowid='{key}',
  tokenize='porter unicode61 remove_diacritics 2');
create trigger {table}_words_added after insert on {table} begin
  insert into {table}_words(rowid, {columns}) values (new.{key}, {new});
end;
create trigger {table}_words_removed after delete on {table} begin
  insert into {table}_words({table}_words, rowid, {columns}) values ('delete', old.{key}, {old});
end;
create trigger {table}_words_changed after update on {table} begin
  insert into {table}_words({table}_words, rowid, {columns}) values ('delete', old.{key}, {old});
  insert into {table}_words(rowid, {columns}) values (new.{key}, {new});
end
"""
POSTGRESQL_SEARCH = """
alter table {table} add column words tsvector
  generated always as (to_tsvector('english', left({joined}, 250000))) stored;
create index {table}_words on {table} using gin (words)
"""
SEARCHED = {"entries": ("statement", ("quote", "sentence", "holder")), "reports": ("key", ("title", "text"))}


def upgrade() -> None:
    """Make all tables and their search."""
    _reports_and_statements()
    _entries()
    _decisions()
    for table, (key, columns) in SEARCHED.items():
        _search(table, key, columns)


def _reports_and_statements() -> None:
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("identity", sa.Text, nullable=False, unique=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
    )
    op.create_index("reports_by_id", "reports", ["id"])
    op.create_index("reports_by_published", "reports", ["published"])
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.key"), nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
    )
    op.create_index("statements_by_report", "statements", ["report"])
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, nullable=False),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.key"), nullable=False),
        sa.UniqueConstraint("band", "report", name="bands_once"),
    )
    op.create_index("bands_by_report", "bands", ["report"])


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.key"), primary_key=True),
        sa.Column("report", sa.Integer, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("stand", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("recalled", sa.Boolean, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
    )
    op.create_index("entries_by_report", "entries", ["report"])
    op.create_index("entries_by_day", "entries", ["day"])
    for field in ("party", "holder", "act"):
        op.create_index(f"entries_by_{field}", "entries", [field, "day"])
    op.create_table(
        "issues",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.key"), primary_key=True),
        sa.Column("issue", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, primary_key=True),
        sa.Column("takes", sa.Boolean, nullable=False),
        sa.Column("weight", sa.SmallInteger, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
    )
    op.create_index("issues_by_cell", "issues", ["party", "issue", "takes", "day", "rank"])
    op.create_index("issues_by_issue", "issues", ["issue", "day"])
    op.create_table(
        "places",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.key"), primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
    )
    op.create_index("places_by_place", "places", ["place"])
    op.create_table(
        "cells",
        sa.Column("party", sa.Text, primary_key=True),
        sa.Column("issue", sa.Text, primary_key=True),
    )


def _decisions() -> None:
    op.create_table(
        "judgements",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("field", sa.Text),
        sa.Column("value", sa.JSON),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("judgements.key")),
    )
    op.create_index("judgements_by_statement", "judgements", ["statement"])
    op.create_table(
        "namings",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("namings.key")),
    )
    op.create_table(
        "memory",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )


def _search(table: str, key: str, columns: tuple[str, ...]) -> None:
    names = {
        "table": table,
        "key": key,
        "columns": ", ".join(columns),
        "new": ", ".join(f"new.{column}" for column in columns),
        "old": ", ".join(f"old.{column}" for column in columns),
        "joined": " || ' ' || ".join(columns),
    }
    template = SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_SEARCH
    for statement in _split(template.format(**names)):
        op.execute(sa.text(statement.replace(":", r"\:")))


def _split(script: str) -> list[str]:
    """The statements of a script; those inside a trigger, which are set in, stay with it."""
    return [part.strip() for part in script.replace(";\n  ", ";  ").replace(";\nend", "; end").split(";\n")]
