"""What is missing between rows of which each can be read: a part of a letter, or what is spoken of.

Rules kept here:
- Parts are told by their place, counted from 0. Where places are missing, the letter is not told at
  all: its other parts would be told of the wrong words. That a last one is missing shows only in
  the evidence which was found of it: that evidence is left out.
- A part that belongs to no letter, or to another letter's note, is nobody's; of two notes with one
  number, the later is.
- One pass over a table and one look-up for each row, whatever the table holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..connection import Connection
from .cells import COUNTED

Gap = tuple[str, int, str, str]
"""Table, row, column (or nothing), and what is wrong with it."""


def gaps(connection: Connection) -> Iterator[Gap]:
    """Every row that hangs in the air, and every letter that has lost a part."""
    yield from _twins(connection)
    for table in COUNTED:
        yield from _nobodys(connection, table)
        yield from _holes(connection, table)


def evidence_of_nothing(connection: Connection, among: str) -> Iterator[Gap]:
    """Evidence of a part that its letter does not have.

    Args:
        connection: the database.
        among: a condition on rows of evidence (` AND …`), or nothing.
    """
    yield from _of_nothing(connection, ("field_matches", "citation", "citations"), among)
    yield from _of_nothing(connection, ("quotation_matches", "quotation", "quotations"), among)


def _twins(connection: Connection) -> Iterator[Gap]:
    rows = connection.rows(
        "SELECT id FROM main.notes WHERE id NOT IN"
        " (SELECT min(id) FROM main.notes GROUP BY document_id, ordinal)"
    )
    for (number,) in rows:
        yield "notes", number, "ordinal", "is that of another note of its letter"


# The names of tables and columns are the schema's own, here and below.
_PARTS = (
    "main.{table} AS part LEFT JOIN main.documents ON documents.id = part.document_id"
    " LEFT JOIN main.notes ON notes.id = part.note_id AND notes.document_id = part.document_id"
)
_NOBODYS = "(documents.id IS NULL OR part.note_id IS NOT NULL AND notes.id IS NULL)"


def _nobodys(connection: Connection, table: str) -> Iterator[Gap]:
    rows = connection.rows(
        f"SELECT part.id, documents.id FROM {_PARTS.format(table=table)} WHERE {_NOBODYS}"  # noqa: S608
        " AND typeof(part.document_id) = 'integer'"
        " AND typeof(part.note_id) IN ('integer', 'null')"
    )
    for number, letter in rows:
        if letter is None:
            yield table, number, "document_id", "is no letter"
        else:
            yield table, number, "note_id", "is no note of its letter"


def _holes(connection: Connection, table: str) -> Iterator[Gap]:
    letters = connection.rows(
        "SELECT DISTINCT document_id FROM (SELECT part.document_id"  # noqa: S608
        f" FROM {_PARTS.format(table=table)} WHERE NOT {_NOBODYS}"
        " GROUP BY part.document_id, part.note_id"
        " HAVING min(position) <> 0 OR count(*) <> max(position) + 1"
        " OR count(DISTINCT position) <> count(*))"
    )
    for (number,) in letters:
        yield "documents", number, "", f"not all of its {table} are there"


def _of_nothing(connection: Connection, of: tuple[str, str, str], among: str) -> Iterator[Gap]:
    evidence, column, parts = of
    rows = connection.rows(
        f"SELECT id FROM main.{evidence}"  # noqa: S608
        f" WHERE (document_id, coalesce(note, 0), {column}) NOT IN ("
        "SELECT part.document_id, coalesce(notes.ordinal, 0), part.position"
        f" FROM {_PARTS.format(table=parts)} WHERE NOT {_NOBODYS}){among}"
    )
    for (number,) in rows:
        yield evidence, number, column, f"is none of its letter's {parts}"
