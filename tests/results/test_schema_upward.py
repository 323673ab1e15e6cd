"""Databases of every earlier version are brought up to date and lose nothing that they kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from results import Store
from results.migrations import APPLICATION_ID
from results.model import StoreError
from results.schema import MIGRATIONS, _migrations

from .samples import PLAN, add, ask_all, assert_counts, letter

OWN = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*sqlite_*'"


def filled(path: Path) -> None:
    with Store.open(path) as store:
        run = store.begin(PLAN).id
        add(store, run, letter("a.txt", "https://a.example/1", "https://b.example/2"), "wayback")
        ask_all(store, run)
        store.finish(run)


def older(path: Path, now: Path, version: int) -> int:
    """Make a database of the first `version` migrations with what it would have kept; its rows."""
    kept = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("BEGIN")
        apart = Database(old, execute_plugins=False, recursive_triggers=False)
        _migrations().apply(apart, stop_before=MIGRATIONS[version])
        old.execute("COMMIT")
        old.execute("ATTACH ? AS now", (str(now),))
        for (table,) in old.execute(OWN).fetchall():
            names = [{row[1] for row in old.execute(f"PRAGMA {db}.table_info({table})")}
                     for db in ("main", "now")]  # fmt: skip
            columns = ", ".join(sorted(set.intersection(*names)))
            if columns:
                copied = f"INSERT OR IGNORE INTO {table} ({columns}) SELECT {columns}"
                kept += old.execute(f"{copied} FROM now.{table}").rowcount
        assert old.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    return kept


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_nothing_is_lost_on_the_way_up(tmp_path: Path, version: int) -> None:
    now, path = tmp_path / "now.db", tmp_path / "old.db"
    filled(now)
    assert older(path, now, version) > 10
    with pytest.raises(StoreError, match="older pincite"):
        Store.open(path, read_only=True)
    with Store.open(path) as store, Store.open(now, read_only=True) as expected:
        (told,), (meant,) = store.report(1).documents(), expected.report(1).documents()
        assert told == meant
        assert len(told.dossier.checks) == 2
        assert_counts(store, 1)
        again = store.begin(PLAN).id
        add(store, again, letter("a.txt", "https://a.example/1"), "wayback")
        ask_all(store, again)
        assert_counts(store, again)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
