"""Damaged rows left out, so that the sound ones are still told.

Rules kept here:
- Only of a connection that does not write, and only for it: views of the same names hide the rows,
  the file stays as it is. Whoever writes stops instead (results/store.py): an answer that is kept
  must not rest on half of what is known.
- A cell that a report can do without is blanked, not its row left out.
- What was left out is remembered, so that the command says so and its exit code is that of a run
  that could not be finished.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from checker.model import Verdict

from ..connection import Connection
from ..model import StoreDamaged, StoreError
from .damage import FAILURES, MOST, Damage, damage_in, without_evidence

_Told = TypeVar("_Told")

_BLANKED: Mapping[tuple[str, str], str] = {
    ("runs", "command"): "''",
    ("runs", "documents"): "0",
    ("runs", "finished_at"): "NULL",
    ("runs", "kinds"): "'{}'",
    ("runs", "links"): "0",
    ("runs", "resumed"): "0",
    ("runs", "settings"): "'{}'",
    ("runs", "version"): "''",
    ("urls", "target"): "NULL",
}
"""What stands in the place of such a cell."""
_BY_INDEX = frozenset({"findings", "queue"})
"""Tables whose indexes are asked for by name (INDEXED BY): copied, since a view has none."""
_COUNTING = ("field_matches", "quotation_matches")
"""Evidence that tells parts of letters by their place."""
_WITHOUT_ROWS = frozenset({"named_works", "queue", "run_documents", "taken"})
"""Tables without rowids: they hold nothing but numbers and words, which are put right."""
_FAILURES_AFTER: tuple[type[Exception], ...] = (StoreError, *FAILURES)
"""A row that was left out may be missing elsewhere."""
_MOST_LINES = 3


def soundly(connection: Connection, read: Callable[[], _Told]) -> _Told:
    """What `read` gives; where it fails on damaged rows, what it gives without them.

    Raises:
        StoreDamaged: they cannot be left out.
        Exception: of `read`, where no row is damaged.
    """
    try:
        return read()
    except FAILURES as error:
        if not connection.read_only or connection.left_out:
            raise
        found = damage_in(connection)
        if not found:
            raise
        if len(found) >= MOST:
            raise StoreDamaged(told(connection, found)) from error
        leave_out(connection, found)
    try:
        return read()
    except _FAILURES_AFTER as error:
        raise StoreDamaged(told(connection, connection.left_out)) from error


def each_sound(
    connection: Connection, letters: Iterable[int], read: Callable[[int], _Told]
) -> Iterator[tuple[int, _Told]]:
    """What `read` gives of each letter, but for those whose own row had to be left out."""
    for number in letters:
        try:
            told_of = soundly(connection, partial(read, number))
        except StoreError:
            if any((each.table, each.row) == ("documents", number) for each in connection.left_out):
                continue
            raise
        yield number, told_of


def leave_out(connection: Connection, found: Iterable[Damage]) -> None:
    """Hide rows from every later query of this connection."""
    by_table: defaultdict[str, list[Damage]] = defaultdict(list)
    for each in found:
        by_table[each.table].append(each)
    uncounted = without_evidence(found)
    with connection.raw() as raw:
        for table in {*by_table, *(_COUNTING if uncounted else ())}:
            _hide(raw, table, by_table[table], uncounted if table in _COUNTING else "")
    connection.left_out = tuple(found)


def _hide(raw: sqlite3.Connection, table: str, damaged: Sequence[Damage], also: str) -> None:
    # Tables, columns and what stands for a cell are the schema's and our own; the rest is numbers.
    gone = [each.row for each in damaged if (table, each.column) not in _BLANKED]
    cells = ", ".join(_cell(table, name, damaged) for name in _columns(raw, table))
    if table in _WITHOUT_ROWS:
        here = f"SELECT {cells} FROM main.{table}"  # noqa: S608
    else:
        numbers = ", ".join(str(each) for each in gone if each is not None)
        here = f"SELECT {cells} FROM main.{table} WHERE rowid NOT IN ({numbers}){also}"  # noqa: S608
    if table not in _BY_INDEX:
        raw.execute(f"CREATE TEMP VIEW {table} AS {here}")
        return
    raw.execute(f"CREATE TEMP TABLE {table} AS {here}")
    indexes = "SELECT sql FROM main.sqlite_master WHERE tbl_name = ? AND type = 'index'"
    for (sql,) in raw.execute(indexes, (table,)).fetchall():
        if sql:
            raw.execute(sql.replace("CREATE INDEX ", "CREATE INDEX temp.", 1))


def _cell(table: str, name: str, damaged: Sequence[Damage]) -> str:
    """A column in the list of a SELECT, or what stands for its damaged cells."""
    if (table, name) == ("queue", "answer"):
        known = ", ".join(f"'{each.value}'" for each in Verdict)
        wrong = f"kind = 'live' AND (typeof(answer) <> 'text' OR answer NOT IN ({known}))"
        return f"CASE WHEN answer IS NOT NULL AND {wrong} THEN 'unknown' ELSE answer END AS answer"
    if (table, name) not in _BLANKED:
        return name
    rows = ", ".join(str(each.row) for each in damaged if each.column == name)
    return f"CASE WHEN rowid IN ({rows}) THEN {_BLANKED[table, name]} ELSE {name} END AS {name}"


def _columns(raw: sqlite3.Connection, table: str) -> list[str]:
    return [row[0] for row in raw.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def told(connection: Connection, found: Sequence[Damage]) -> str:
    """Why a command stops, and what can be done, in one line."""
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    rest = "" if connection.read_only else "`pincite report` tells what is sound; "
    return (
        f"{connection.path}: {found[0]} cannot be read{more}; {rest}restore the file from a copy,"
        " or check the letters into a new one (--db)"
    )


def lines(connection: Connection) -> list[str]:
    """What was left out, row by row."""
    shown = [f"{connection.path}: {each} cannot be read: left out" for each in connection.left_out]
    if len(shown) > _MOST_LINES:
        shown[_MOST_LINES:] = [f"{connection.path}: {len(shown) - _MOST_LINES} more like these"]
    return shown
