"""The tables, and how a database of an earlier version becomes one of today.

Rules kept here:
- A migration that was released never changes; what is new is a new migration.
- Nothing newer than SQLite 3.34 is needed: some systems with Python 3.11 have no later one.
- A file is recognised by its application id, and its age by the migrations that it has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from .audit_tables import AUDIT_TABLES
from .check_tables import CHECK_TABLES
from .copy_tables import COPY_TABLES
from .evidence_tables import EVIDENCE_TABLES
from .registry_tables import NAME_TABLES, REGISTRY_TABLES
from .save_tables import SAVE_TABLES
from .saved_views import SAVED_VIEWS
from .tables import FIRST_TABLES
from .unclosed_tables import UNCLOSED_TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x70696E63
""""pinc": tells our files from other SQLite databases (PRAGMA application_id)."""
MIGRATION_SET = "pincite"
_STATEMENTS: Mapping[str, Sequence[str]] = {
    "m001_first_tables": (f"PRAGMA application_id = {APPLICATION_ID}", *FIRST_TABLES),
    # A comment to the end of the line would swallow what SQLite writes after the column.
    "m002_page_of_findings": (
        "ALTER TABLE findings ADD COLUMN page INTEGER /* of a PDF, from 1 */",
    ),
    "m003_evidence_of_copies": (
        "ALTER TABLE snapshots ADD COLUMN evidence TEXT NOT NULL DEFAULT ''"
        " /* one line: what the verdict rests on */",
    ),
    "m004_what_sources_say": EVIDENCE_TABLES,
    "m005_standings_and_decisions": AUDIT_TABLES,
    "m006_what_registries_say": REGISTRY_TABLES,
    "m007_what_copies_show": COPY_TABLES,
    "m008_what_was_saved": SAVE_TABLES,
    "m009_where_links_end": CHECK_TABLES,
    "m010_which_letters_ask": NAME_TABLES,
    "m011_where_words_stand": (
        "ALTER TABLE quotation_matches ADD COLUMN misplaced TEXT"
        " /* the pincite, where the words stand on another page */",
    ),
    "m012_saved_copies_in_views": SAVED_VIEWS,
    "m013_courts_of_cases": (
        'ALTER TABLE citations ADD COLUMN court TEXT /* who decided a case: "9th Cir.", "U.S." */',
    ),
    "m014_unclosed_quotations": UNCLOSED_TABLES,
}
"""What each migration does."""
MIGRATIONS = tuple(_STATEMENTS)
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
    for name, statements in _STATEMENTS.items():
        known(name=name)(_step(statements))
    return known


def _step(statements: Sequence[str]) -> Callable[[Database], None]:
    def step(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return step
