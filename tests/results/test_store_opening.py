"""Opening: what is no store is refused and left as it is, in one clear line."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from results import Store
from results.connection import connect
from results.model import NotAStore, StoreError, StoreLocked

from .samples import PLAN, add, ask_all, at_once, check, connection_of, letter


def refused(path: Path, kind: type[StoreError], *, read_only: bool = False) -> str:
    with pytest.raises(kind) as told:
        Store.open(path, read_only=read_only, wait=0.05)
    message = str(told.value)
    assert type(told.value) is kind
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def test_a_new_database_has_what_safety_and_speed_need(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db") as store:
        settings = {
            name: connection_of(store).rows(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 1,
        "busy_timeout": 200,  # the rest of the wait is Python's, which hears Ctrl-C
    }
    assert [each.name for each in tmp_path.iterdir()] == ["new.db"]


def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    contents = (b"\x89PNG\r\n\x1a\n", b"x", b"SQLite format 3", b"A letter.\n" * 1000)
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.db"
        path.write_bytes(content)
        for read_only in (False, True):
            refused(path, NotAStore, read_only=read_only)
        assert path.read_bytes() == content
        assert [each.name for each in tmp_path.glob(f"{number}.db*")] == [path.name]


def test_bytes_that_only_begin_like_a_database_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    refused(path, NotAStore)
    refused(path, NotAStore, read_only=True)


@pytest.mark.parametrize("application_id", [0, 0x67706B67])
def test_another_programs_database_is_refused_and_left_alone(
    tmp_path: Path, application_id: int
) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA application_id = {application_id}")
        raw.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    assert "another program" in refused(path, NotAStore)
    refused(path, NotAStore, read_only=True)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database_but_not_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    refused(path, NotAStore, read_only=True)
    assert path.stat().st_size == 0
    with Store.open(path) as store:
        assert store.begin(PLAN).id == 1


def test_folders_and_missing_files(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, StoreError)
    assert "is a folder" in refused(tmp_path, StoreError, read_only=True)
    missing = tmp_path / "no" / "such.db"
    assert "does not exist" in refused(missing, StoreError)
    assert "no such database" in refused(missing, StoreError, read_only=True)
    assert not missing.parent.exists()
    refused(tmp_path / "nul\0.db", StoreError)
    refused(tmp_path / ("long" * 100), StoreError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no regular file" in refused(tmp_path / "pipe", StoreError)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_without_permission(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    Store.open(folder / "a.db").close()
    folder.chmod(0o555)
    try:
        refused(folder / "b.db", StoreError)
        with Store.open(folder / "a.db", read_only=True) as store:
            assert connection_of(store).rows("SELECT * FROM status") == []
    finally:
        folder.chmod(0o755)
    (folder / "a.db").chmod(0)
    refused(folder / "a.db", StoreError)
    refused(folder / "a.db", StoreError, read_only=True)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        run = store.begin(PLAN).id
        number = add(store, run, letter("a.txt", "https://a.example/1"))
        ask_all(store, run)
        store.finish(run)
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert store.report().run.id == run
        assert store.progress(run) == (1, 1)
        forbidden: tuple[Callable[[], object], ...] = (
            lambda: store.begin(PLAN),
            lambda: store.agenda(run).take("a.example", 1),
            lambda: store.record(run, [check("https://a.example/1")]),
            lambda: store.save_findings(run, number, []),
            lambda: store.finish(run),
        )
        for write in forbidden:
            with pytest.raises(StoreError, match="no permission to write"):
                write()
    assert path.read_bytes() == before


def test_a_database_is_read_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as writer:
        run = writer.begin(PLAN).id
        with connection_of(writer).writing() as db:
            db.execute("UPDATE runs SET links = 7")
            with Store.open(path, read_only=True, wait=0.05) as reader:
                assert reader.report(run).run.links == 0
        with Store.open(path, read_only=True, wait=0.05) as reader:
            assert reader.report(run).run.links == 7


def test_a_locked_database_is_waited_for_and_then_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            Store.open(path, wait=0.05) as store,
            pytest.raises(StoreLocked, match="another program"),
        ):
            store.begin(PLAN)
        release = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
        release.start()
        with Store.open(path, wait=20) as store:
            assert store.begin(PLAN).id == 1
        release.join()


def test_a_new_database_that_someone_locks_first(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused(path, StoreLocked)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    with Store(connection) as store:
        run = store.begin(PLAN).id
        urls = [f"https://a.example/{number}" for number in range(2000)]
        add(store, run, letter("a.txt", *urls))
        store.record(run, [check(urls[0])])
        pages = connection.rows("PRAGMA page_count")[0][0]
        connection.rows(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="disk is full") as told:
            store.record(run, [check(url) for url in urls[1:]])
        assert type(told.value) is StoreError
        assert store.progress(run) == (1, 2000)
        connection.rows("PRAGMA max_page_count = 1000000")
        store.record(run, [check(url) for url in urls[1:]])
        assert store.progress(run) == (2000, 2000)


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        add(store, store.begin(PLAN).id, letter("a.txt", "https://a.example/1"))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError) as told, Store.open(path) as store:
        store.begin(PLAN)
    assert "damaged" in str(told.value)


def test_damage_that_sqlite_itself_cannot_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path):
        pass
    with closing(sqlite3.connect(path)) as db:
        # Its message quotes the name, which is no UTF-8: Python cannot make a sentence of it.
        db.execute("PRAGMA writable_schema = 1")
        wrong = "UPDATE sqlite_master SET sql = 'CREATE TABLE', name = CAST(x'cb61' AS TEXT)"
        db.execute(f"{wrong} WHERE name = 'runs'")
        db.commit()
    for read_only in (True, False):
        assert refused(path, StoreError, read_only=read_only).endswith("this database is damaged")


def test_a_run_number_that_no_database_can_hold(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "a.db") as store,
        pytest.raises(StoreError, match="no number in a database is as large"),
    ):
        connection_of(store).one("SELECT * FROM runs WHERE id = ?", (10**30,))


def test_processes_that_make_the_same_database_at_once_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    script = (
        "import sys; from results import Store, RunPlan\n"
        "sys.stdin.readline()\n"
        "with Store.open(sys.argv[1]) as store:\n"
        "    print(store.begin(RunPlan('check', sys.argv[2], '0')).id)"
    )
    told = at_once(script, *((path, number) for number in range(3)))
    assert sorted(told) == ["1\n", "2\n", "3\n"]


def test_closing_twice_does_no_harm(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.db")
    store.begin(PLAN)
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.begin(PLAN)
