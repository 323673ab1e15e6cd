"""Cells of the type that their column was declared with, looked at where letters are told.

SQLite keeps whatever it is given: text in a column of numbers, bytes in one of text. Most such
cells break the reader of their row at once; the rest would break a report in its middle.

Rules kept here:
- It costs next to nothing: a row's types are looked up in a set of those that were found sound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..connection import Connection, Row
from ..model import StoreDamaged

TYPES: Mapping[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "REAL": (int, float),
    "TEXT": (str,),
    "BLOB": (bytes,),
}
"""What sqlite3 gives for a column's declared type."""

COUNTED = ("citations", "quotations")
"""Parts of a letter that evidence tells by their place, which is counted from 0 in each note."""
PARTS = {
    "documents": "id",
    "notes": "document_id",
    "citations": "document_id",
    "quotations": "document_id",
}
"""What evidence cannot do without: the table, and the column that says which letter it is of."""
PLACE = ("document_id", "note_id", "position")
"""The columns that say where a part stands."""

_declared: dict[str, Mapping[str, tuple[type, ...]]] = {}
_sound: set[tuple[object, ...]] = set()


def typed(connection: Connection, table: str, rows: Sequence[Row]) -> Sequence[dict[str, Any]]:
    """The rows of a table, with or without columns of others at their end, as dictionaries: a cell
    of SQLite's own rows is looked for by name among all names, each time.

    Raises:
        StoreDamaged: a cell is of another type than its column, or is empty and must not be.
    """
    for row in rows:
        types = (table, *map(type, row))
        if types not in _sound:
            _look(connection, table, row)
            _sound.add(types)
    names = rows[0].keys() if rows else ()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _look(connection: Connection, table: str, row: Row) -> None:
    if table not in _declared:
        columns = connection.rows("SELECT * FROM pragma_table_info(?, 'main')", (table,))
        _declared[table] = {
            each["name"]: (
                *TYPES[each["type"]],
                *(() if each["notnull"] or each["pk"] else (type(None),)),
            )
            for each in columns
        }
    declared = _declared[table]
    for name in row.keys():  # noqa: SIM118  # a row iterates over its cells
        if name in declared and not isinstance(row[name], declared[name]):
            raise StoreDamaged(f"{connection.path}: {name} of a row of {table} is of another type")
