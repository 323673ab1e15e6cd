"""Rows that no pincite wrote so: a bad disk, another program's hand, a file that was cut.

Rules kept here:
- Nothing is looked for while all can be read: a sound database pays for none of this.
- What a cell may hold is asked of the schema (results/dictionary.py): type, emptiness, JSON, zlib,
  moments. Whatever else a row says is tried by the function that reads such rows.
- Nothing is changed. A row of any size is looked at in bounded memory: cells beyond MOST_BYTES are
  refused by SQLite itself (results/connection.py), and what unfolds beyond it by `unfolded`.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice, starmap

from checker.model import Verdict

from .. import decisions, registrations, runs, saves
from ..connection import Connection
from ..dictionary import Column, relations
from ..model import StoreDamaged
from ..rows.answers import answer_from, check_from, page_from, snapshot_from
from ..rows.evidence import NAMES, drift_from, field_from, words_from
from ..rows.letters import COLUMNS, document_from
from ..rows.targets import finding_from, target_from
from ..rows.values import unfolded
from .cells import PARTS, PLACE, TYPES
from .gaps import evidence_of_nothing, gaps

FAILURES: tuple[type[Exception], ...] = (
    *(AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError),
    *(zlib.error, StoreDamaged),
)
"""What reading a damaged row raises: what a mistake of our own would raise, too. So nobody is told
of damage before a damaged row was found."""
MOST = 1_000
"""Damaged rows that are looked for; where there are more, none of the file is to be believed."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Damage:
    """One row that cannot be read."""

    table: str
    row: int | None
    """Its rowid; None in a table without any."""
    column: str
    """Empty where the reader of such rows cannot say."""
    why: str

    def __str__(self) -> str:
        where = f"row {self.row} of the table {self.table}" if self.row is not None else self.table
        return f"{where} ({f'{self.column}: ' if self.column else ''}{self.why[:120]})"


def damage_in(connection: Connection) -> tuple[Damage, ...]:
    """Every damaged row, at most MOST."""
    return tuple(islice(_damage(connection), MOST))


def _damage(connection: Connection) -> Iterator[Damage]:
    found = []
    for each in chain(_rotten(connection), starmap(Damage, gaps(connection))):
        found.append(each)
        yield each
    # Why there is evidence of nothing is told already where a letter's part was named.
    yield from starmap(Damage, evidence_of_nothing(connection, without_evidence(found)))


def without_evidence(found: Iterable[Damage]) -> str:
    """A condition on rows of evidence that tell parts of a letter by their number: without one of
    the parts, the others move up. Empty where no part is damaged.
    """
    damaged = [each for each in found if each.table in PARTS]
    if any(each.column in PLACE for each in damaged):
        return " AND 0"  # it may be any letter's
    letters = (
        f"SELECT {PARTS[each.table]} FROM main.{each.table} WHERE rowid = {each.row}"  # noqa: S608
        for each in damaged
    )
    return f" AND document_id NOT IN ({' UNION '.join(letters)})" if damaged else ""


def _rotten(connection: Connection) -> Iterator[Damage]:
    for relation in relations():
        if relation.kind != "table":
            continue
        reader = _READERS.get(relation.name)
        for number, row in _rows(connection, relation.name):
            if isinstance(row, str):
                yield Damage(relation.name, number, "", row)
                continue
            found = _of_cells(row, relation.columns) or _of_reader(row, reader)
            if found:
                yield Damage(relation.name, number, *found)


def _rows(
    connection: Connection, table: str
) -> Iterator[tuple[int | None, Mapping[str, object] | str]]:
    """Each row, or why SQLite does not give it."""
    with connection.undecoded() as raw:
        try:
            # The names of tables are the schema's own, here and below.
            numbers = raw.execute(f"SELECT rowid FROM main.{table} ORDER BY 1")  # noqa: S608
        except sqlite3.OperationalError:  # a table without rowids
            for row in raw.execute(f"SELECT * FROM main.{table}"):  # noqa: S608
                yield None, {**row, "key": ""}
            return
        while batch := numbers.fetchmany(_AT_ONCE):
            for (number,) in batch:
                try:
                    one = f"SELECT * FROM main.{table} WHERE rowid = ?"  # noqa: S608
                    row = raw.execute(one, (number,)).fetchone()
                except sqlite3.Error as error:
                    yield number, str(error)
                else:
                    yield number, {"key": "", "url": "", **row}


def _of_cells(row: Mapping[str, object], columns: tuple[Column, ...]) -> tuple[str, str] | None:
    for column in columns:
        why = _of_cell(row[column.name], column)
        if why:
            return column.name, why
    return None


_CALLED = {bytes: "bytes", float: "a fraction", int: "a number", str: "text"}


def _of_cell(cell: object, column: Column) -> str:
    """Why a cell cannot be what the schema says of its column; nothing where it can."""
    kind, *rest = column.type.split()
    if cell is None:
        return "" if "or" in rest or column.name == "id" else "is empty"
    if type(cell) not in TYPES[kind.upper()]:
        return f"is {_CALLED[type(cell)]}, not {kind}"
    try:
        if isinstance(cell, str):
            cell.encode()
        if column.meaning.startswith("zlib") and isinstance(cell, bytes):
            unfolded(cell)
        elif column.meaning.startswith("JSON") and isinstance(cell, str):
            json.loads(cell)
        elif column.name.endswith("_at") and isinstance(cell, str):
            return "" if datetime.fromisoformat(cell).tzinfo else "has no time zone"
    except UnicodeEncodeError:
        return "is no UTF-8"
    except zlib.error:
        return "is no compressed text, or the half of one"
    except FAILURES as error:
        return str(error) or type(error).__name__
    return ""


def _of_reader(
    row: Mapping[str, object], reader: Callable[[Mapping[str, object]], object] | None
) -> tuple[str, str] | None:
    try:
        if reader is not None:
            reader(row)
    except FAILURES as error:
        return "", " ".join(str(error).split()) or type(error).__name__
    return None


_BLANK = {
    **dict.fromkeys(("path", "format", "sha256"), ""),
    **dict.fromkeys(("encoding", "title", "date_raw", "date_iso")),
}


def _part(table: str) -> Callable[[Mapping[str, object]], object]:
    nothing: dict[str, list[Mapping[str, object]]] = {each: [] for each in COLUMNS}
    return lambda row: document_from(_BLANK, {**nothing, table: [row]})


def _queued(row: Mapping[str, object]) -> object:
    of_a_page = row["kind"] == "live" and row["answer"] is not None
    return Verdict(str(row["answer"])) if of_a_page else None


def _ran(row: Mapping[str, object]) -> object:
    if not isinstance(json.loads(str(row["settings"])), dict):
        raise ValueError("settings is no JSON object")
    return runs.info_from(row)


_READERS: Mapping[str, Callable[[Mapping[str, object]], object]] = {
    **{table: _part(table) for table in COLUMNS},
    "archive_answers": lambda row: answer_from(row, ()),
    "checks": lambda row: check_from(row, {}),
    "decisions": decisions.decision_from,
    "drifts": drift_from,
    "field_matches": lambda row: (field_from(row), NAMES.index(str(row["field"]))),
    "findings": finding_from,
    "pages": page_from,
    "queue": _queued,
    "quotation_matches": words_from,
    "registry_answers": registrations.answer_from,
    "runs": _ran,
    "saves": saves.save_from,
    "snapshots": lambda row: snapshot_from(row, {}),
    "urls": lambda row: target_from(str(row["key"]), str(row["url"]), _text(row["target"])),
}


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
