"""The tables, and how a database of an earlier version becomes one of today.

Rules kept here:
- A migration that was released never changes; what is new is a new migration.
- Nothing newer than SQLite 3.34 is needed: some systems with Python 3.11 have no later one.
- A file is recognised by its application id, and its age by the migrations that it has seen.
"""

from __future__ import annotations

import sqlite3
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
MIGRATIONS = (
    "m001_first_tables",
    "m002_page_of_findings",
    "m003_evidence_of_copies",
    "m004_what_sources_say",
    "m005_standings_and_decisions",
    "m006_what_registries_say",
    "m007_what_copies_show",
    "m008_what_was_saved",
    "m009_where_links_end",
    "m010_which_letters_ask",
    "m011_where_words_stand",
    "m012_saved_copies_in_views",
    "m013_courts_of_cases",
    "m014_unclosed_quotations",
)
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

    @known(name=MIGRATIONS[0])
    def first_tables(db: Database) -> None:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in FIRST_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[1])
    def page_of_findings(db: Database) -> None:
        # A comment to the end of the line would swallow what SQLite writes after the column.
        db.execute("ALTER TABLE findings ADD COLUMN page INTEGER /* of a PDF, from 1 */")

    @known(name=MIGRATIONS[2])
    def evidence_of_copies(db: Database) -> None:
        db.execute(
            "ALTER TABLE snapshots ADD COLUMN evidence TEXT NOT NULL DEFAULT ''"
            " /* one line: what the verdict rests on */"
        )

    @known(name=MIGRATIONS[3])
    def what_sources_say(db: Database) -> None:
        for statement in EVIDENCE_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[4])
    def standings_and_decisions(db: Database) -> None:
        for statement in AUDIT_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[5])
    def what_registries_say(db: Database) -> None:
        for statement in REGISTRY_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[6])
    def what_copies_show(db: Database) -> None:
        for statement in COPY_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[7])
    def what_was_saved(db: Database) -> None:
        for statement in SAVE_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[8])
    def where_links_end(db: Database) -> None:
        for statement in CHECK_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[9])
    def which_letters_ask(db: Database) -> None:
        for statement in NAME_TABLES:
            db.execute(statement)

    @known(name=MIGRATIONS[10])
    def where_words_stand(db: Database) -> None:
        db.execute(
            "ALTER TABLE quotation_matches ADD COLUMN misplaced TEXT"
            " /* the pincite, where the words stand on another page */"
        )

    @known(name=MIGRATIONS[11])
    def saved_copies_in_views(db: Database) -> None:
        for statement in SAVED_VIEWS:
            db.execute(statement)

    @known(name=MIGRATIONS[12])
    def courts_of_cases(db: Database) -> None:
        db.execute(
            "ALTER TABLE citations ADD COLUMN court TEXT"
            ' /* who decided a case: "9th Cir.", "U.S." */'
        )

    @known(name=MIGRATIONS[13])
    def unclosed_quotations(db: Database) -> None:
        for statement in UNCLOSED_TABLES:
            db.execute(statement)

    return known
