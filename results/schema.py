"""The tables, and how a database of an earlier version becomes one of today.

Rules kept here:
- A migration that was released never changes; what is new is a new migration.
- Nothing newer than SQLite 3.34 is needed: some systems with Python 3.11 have no later one.
- A file is recognised by its application id, and its age by the migrations that it has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .migrations import STATEMENTS

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

MIGRATION_SET = "pincite"
MIGRATIONS = tuple(STATEMENTS)
"""Every migration that this version knows, in order."""


def is_current(raw: sqlite3.Connection) -> bool:
    """Whether every migration has been applied. Asked without sqlite-utils, which takes 0.1 s."""
    return set(MIGRATIONS) <= set(_applied(raw))


def unknown_migrations(raw: sqlite3.Connection) -> list[str]:
    """Migrations in the file that this version does not know."""
    return [name for name in _applied(raw) if name not in MIGRATIONS]


def _applied(raw: sqlite3.Connection) -> list[str]:
    kept = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    if raw.execute(kept).fetchone() is None:
        return []
    names = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
    return [row[0] for row in raw.execute(names, (MIGRATION_SET,))]


def migrate(raw: sqlite3.Connection) -> None:
    """Brings the tables up to date, inside the transaction that the caller began."""
    from sqlite_utils import Database

    _migrations().apply(Database(raw, execute_plugins=False, recursive_triggers=False))


def _migrations() -> Migrations:
    from sqlite_utils.migrations import Migrations

    known = Migrations(MIGRATION_SET)
    for name, statements in STATEMENTS.items():
        known(name=name)(_step(statements))
    return known


def _step(statements: Sequence[str]) -> Callable[[Database], None]:
    def step(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return step
