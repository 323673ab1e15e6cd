"""The tables: every column documented, the page docs/database.md true, versions told apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from results import Store, database_page
from results.dictionary import relations
from results.migrations import APPLICATION_ID
from results.model import Finding, Severity, StoreError, StoreTooNew
from results.schema import MIGRATIONS, migrate

from .samples import PLAN, add, letter

PAGE = Path(__file__).parents[2] / "docs" / "database.md"


def migrated() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.execute("BEGIN")
    migrate(raw)
    raw.execute("COMMIT")
    return raw


def test_the_page_in_docs_is_what_the_schema_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == database_page(), (
        "python -m results.dictionary > docs/database.md"
    )


def test_every_table_view_and_column_says_what_it_means() -> None:
    told = relations()
    assert {"status", "dead_links", "queue", "checks"} <= {each.name for each in told}
    for relation in told:
        assert relation.meaning.endswith("."), relation.name
        for column in relation.columns:
            assert column.meaning, f"{relation.name}.{column.name}"
    with closing(migrated()) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    assert {each.name for each in told if each.kind == "table"} == {
        name for name in names if not name.startswith(("_", "sqlite_"))
    }


def test_migrating_twice_changes_nothing() -> None:
    with closing(migrated()) as raw:
        before = raw.execute("SELECT name, sql FROM sqlite_master").fetchall()
        migrate(raw)
        assert raw.execute("SELECT name, sql FROM sqlite_master").fetchall() == before
        assert raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_child_row_is_found_by_an_index(tmp_path: Path) -> None:
    """What belongs to a letter is read and deleted without looking at every letter."""
    with closing(migrated()) as raw:
        for relation in relations():
            if any(column.name == "document_id" for column in relation.columns):
                sql = f"SELECT * FROM {relation.name} WHERE document_id = 1"
                plan = raw.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
                if relation.name != "findings":  # these are asked for by run and letter
                    assert "USING" in plan[0][3], relation.name


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('pincite', 'm999_from_the_future', '')"
        )
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match=r"newer\.db: .*m999_from_the_future") as told:
            Store.open(path, read_only=read_only)
        assert "\n" not in str(told.value)
    assert path.read_bytes() == before


def test_another_programs_migrations_do_not_make_it_newer(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('a plugin', 'm999', '')"
        )
    with Store.open(path) as store:
        assert store.begin(PLAN).id == 1


def test_a_database_whose_migration_did_not_finish_is_finished_when_it_is_opened(
    tmp_path: Path,
) -> None:
    path = tmp_path / "half.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with pytest.raises(StoreError):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.begin(PLAN).id == 1
    with closing(sqlite3.connect(path)) as raw:
        names = raw.execute("SELECT name FROM _sqlite_migrations").fetchall()
    assert [name for (name,) in names] == list(MIGRATIONS)


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 35), reason="no DROP COLUMN yet")
def test_findings_of_the_first_version_have_no_page(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    found = Finding("PC201", "link-gone", Severity.ERROR, "Gone.", "a.txt", page=None)
    with Store.open(path) as store:
        run = store.begin(PLAN).id
        number = add(store, run, letter("a.txt", "https://a.example/"))
        store.save_findings(run, number, [found])
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("ALTER TABLE findings DROP COLUMN page")
        raw.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (MIGRATIONS[1],))
    with Store.open(path) as store:
        (told,) = store.report(run).documents()
        assert told.findings == (found,)
        store.save_findings(run, number, [replace(found, page=3)])
        (told,) = store.report(run).documents()
        assert told.findings[0].page == 3
