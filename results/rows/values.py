"""Single values ↔ cells, and the SQL that inserts a row of them.

Rules kept here:
- A moment is ISO 8601 in UTC with microseconds, so that text sorts as time. One without a zone is
  read as UTC.
- Text that UTF-8 cannot hold (lone surrogates: undecodable file names, hostile JSON) is kept as
  backslash escapes, which no two different texts share by accident. In JSON these are JSON's own
  escapes, and such text comes back as it was.
- Empty tuples are NULL, so a cell that holds JSON holds something.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

Cell = str | int | float | bytes | None
Cells = tuple[Cell, ...]

LARGEST = 2**63 - 1
MOST_UNFOLDED = 256 * 1024 * 1024
"""Bytes; a page keeps some millions at most (CrawlSettings.max_text)."""


class Stored(Protocol):
    """A row as it was read: cells by column name."""

    def __getitem__(self, column: str, /) -> Any:
        """The cell of a column."""

    def keys(self) -> Iterable[str]:
        """The columns' names."""


def moment(value: datetime | None) -> str | None:
    """A point in time as text."""
    return None if value is None else moment_text(value)


def moment_text(value: datetime) -> str:
    """A point in time as text that sorts."""
    if value.tzinfo is not UTC:
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.isoformat(timespec="microseconds")


def moment_from(cell: str | None) -> datetime | None:
    """The point in time, in UTC."""
    return None if cell is None else datetime.fromisoformat(cell)


def moment_of(cell: str) -> datetime:
    """The point in time, in UTC, of a cell that is never empty."""
    return datetime.fromisoformat(cell)


def packed(value: object) -> str | None:
    """Lists and mappings as compact JSON; nothing for empty ones."""
    return _encode(value) if value else None


def packed_all(value: object) -> str:
    """Lists and mappings as compact JSON, empty ones too."""
    return _encode(value)


_decode = json.JSONDecoder().raw_decode
"""Of JSON that we wrote: without a look for white space around it."""


def encoder(ascii_only: bool, comma: str = ", ", colon: str = ": ") -> Callable[[object], str]:
    """What makes JSON. The library's own engine is made once: `JSONEncoder.encode` makes another
    for every call, which takes as long as the call itself.
    """
    parted = (comma, colon)
    ours = json.JSONEncoder(ensure_ascii=ascii_only, separators=parted, check_circular=False)
    make = getattr(json.encoder, "c_make_encoder", None)  # not there in every Python
    if make is None:
        return ours.encode
    string = json.encoder.encode_basestring_ascii if ascii_only else json.encoder.encode_basestring
    engine = make(None, ours.default, string, None, colon, comma, False, False, True)
    return lambda value: "".join(engine(value, 0))


_encode = encoder(False, ",", ":")
quoted = json.encoder.encode_basestring
"""A string as it stands in compact JSON."""
spelt = encoder(True)
"""JSON as `json.dumps` writes it: what digests are made of."""


def unpacked(cell: str | None) -> Any:
    """The JSON in a cell; an empty list for none."""
    return [] if cell is None else _decode(cell)[0]


def folded(text: str) -> bytes:
    """Text of a page, compressed. Level 1: a third of the time of the default for a tenth more."""
    return zlib.compress(sound(text).encode(), 1)


def unfolded(cell: bytes) -> str:
    """That text again.

    Raises:
        zlib.error, ValueError: it is no such text, or longer than any page that is kept.
    """
    engine = zlib.decompressobj()
    data = engine.decompress(cell, MOST_UNFOLDED)
    if not engine.eof:
        raise ValueError("the compressed text has no end, or none within reason")
    return data.decode()


def texts(cell: str | None) -> tuple[str, ...]:
    """A tuple of strings out of a cell."""
    return () if cell is None else tuple(unpacked(cell))


def sound(text: str) -> str:
    """Text that UTF-8 can hold."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def sound_row(row: Cells) -> Cells:
    """The row with nothing in it that SQLite refuses; the same object where nothing has to change.

    Text is made sound; a whole number beyond 64 bits, which only a hostile answer has, is cut to
    the largest.
    """
    told = "".join([cell for cell in row if type(cell) is str])
    numbers = [cell for cell in row if type(cell) is int]
    if sound(told) is told and (not numbers or max(map(abs, numbers)) <= LARGEST):
        return row
    return tuple(_sound_cell(cell) for cell in row)


def written(db: sqlite3.Connection, sql: str, row: Cells) -> sqlite3.Cursor:
    """What comes of a statement with a row, which is made sound where SQLite refuses it: to look at
    every row before takes a tenth of the time of writing it.
    """
    try:
        return db.execute(sql, row)
    except (UnicodeEncodeError, OverflowError):
        return db.execute(sql, sound_row(row))


def _sound_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return sound(cell)
    return max(-LARGEST, min(cell, LARGEST)) if isinstance(cell, int) else cell


def insert_sql(
    table: str,
    columns: Sequence[str],
    computed: Mapping[str, str] | None = None,
    after: str = "",
) -> str:
    """INSERT with one placeholder per column.

    Args:
        table: its name.
        columns: their names, in the order of the row.
        computed: SQL with one placeholder, for columns that are looked up from what the row gives.
        after: a clause at the end (ON CONFLICT …).
    """
    holes = (computed or {}).get
    names = ", ".join(columns)
    values = ", ".join(holes(column, "?") for column in columns)
    # Names and expressions are constants of this package; what comes from outside is bound.
    return f"INSERT INTO {table} ({names}) VALUES ({values}) {after}"  # noqa: S608
