"""A migration is whole or not at all: killed at any statement, or begun by several at once."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from results import Store, connection
from results.schema import MIGRATIONS

from .samples import at_once
from .test_schema_upward import filled, older

LATER = len(MIGRATIONS) - 5
"""The last five have tables, columns and views that are dropped and made anew."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    filled(folder / "now.db")
    older(folder / "old.db", folder / "now.db", LATER)
    return folder / "old.db"


def content(path: Path) -> list[str]:
    """All but the moments at which migrations were applied."""
    with closing(sqlite3.connect(path)) as db:
        return [line for line in db.iterdump() if "_sqlite_migrations" not in line]


def opened_and_killed(path: Path, statements: int) -> bool:
    """Open a database in a process that is killed before a statement; False where it was done."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    try:
        opened = connection._open

        def traced(name: str, wait: float) -> sqlite3.Connection:
            raw, numbers = opened(name, wait), count()

            def kill(_: str) -> None:
                if next(numbers) == statements:
                    os.kill(os.getpid(), signal.SIGKILL)

            raw.set_trace_callback(kill)
            return raw

        connection._open = traced
        Store.open(path).close()
    finally:
        os._exit(0)


def test_killed_at_any_statement_it_is_as_before_or_as_after(old: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    shutil.copy(old, whole)
    Store.open(whole).close()
    before, after = content(old), content(whole)
    assert before != after
    for statements in count():
        path = tmp_path / f"{statements}.db"
        shutil.copy(old, path)
        if not opened_and_killed(path, statements):
            break
        assert content(path) in (before, after)
        Store.open(path).close()  # beside it lies what the killed one left
        assert content(path) == after
    assert statements > 40, "so many were tried"


def test_several_that_find_an_old_database_bring_it_up_to_date_once(
    old: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.db"
    shutil.copy(old, path)
    script = (
        "import sys; from results import Store, RunPlan\n"
        "sys.stdin.readline()\n"
        "with Store.open(sys.argv[1]) as store:\n"
        "    print(store.begin(RunPlan('check', sys.argv[2], '0')).id)"
    )
    told = at_once(script, *((path, number) for number in range(4)))
    assert sorted(told) == ["2\n", "3\n", "4\n", "5\n"]
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert names == [(name,) for name in MIGRATIONS]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
