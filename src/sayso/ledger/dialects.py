"""The one place where SQLite and PostgreSQL are told apart in what is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import CTE, BindParameter, Connection, Table, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]
Item = TypeVar("Item")


def insert_new(connection: Connection, table: Table, rows: Sequence[Row], *unique: str) -> int:
    """Insert those rows that are not there yet, as their `unique` columns or any others tell, and say how many.

    Rows are inserted in the order of their values, so that two writers never wait for each other in a circle.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = insert(table).on_conflict_do_nothing(index_elements=unique or None)
    query = new.execution_options(preserve_rowcount=True)
    ordered = sorted(rows, key=lambda row: [str(value) for value in row.values()])
    return sum(connection.execute(query.values(row)).rowcount for row in ordered)


def put(connection: Connection, table: Table, row: Row) -> None:
    """Insert a row, in place of one with the same primary key."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    keys = [column.name for column in table.primary_key]
    values = {name: value for name, value in row.items() if name not in keys}
    connection.execute(insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=values))


def as_table(connection: Connection, rows: Sequence[Sequence[str]], names: Sequence[str]) -> CTE:
    """Rows of texts as a table with columns of these names.

    They go as one parameter of JSON: a query with a thousand parameters takes longer to write than to answer.
    """
    given: BindParameter[str] = bindparam("given", json.dumps(rows))
    if connection.dialect.name == "sqlite":
        each = func.json_each(given).table_valued("value")
        columns = [func.json_extract(each.c.value, f"$[{n}]") for n in range(len(names))]
    else:
        each = func.jsonb_array_elements(cast(given, postgresql.JSONB)).table_valued("value")
        columns = [cast(each.c.value, postgresql.JSONB)[n].astext for n in range(len(names))]
    return select(*(column.label(name) for column, name in zip(columns, names, strict=True))).cte("asked")


def in_chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`, as a query takes a limited number of parameters."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
