"""Who is gone: by process where it can be looked at, by heartbeat where it cannot."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from results import Store, workers
from results.rows.values import moment_text
from results.workers import Process, Worker, is_gone, this_process

from .samples import PLAN, add, connection_of, letter

HERE = this_process()
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def row(process: Process, silent: float = 0, left: bool = False) -> dict[str, object]:
    """A row of `workers`."""
    heard = moment_text(NOW - timedelta(seconds=silent))
    return {**asdict(process), "heartbeat_at": heard, "left_at": heard if left else None}


def test_this_process_lives_however_long_it_is_silent() -> None:
    if not HERE.started:
        pytest.skip("the system does not tell when a process started")
    assert not is_gone(row(HERE, silent=10_000), HERE, NOW)


def test_who_has_left_is_gone() -> None:
    assert is_gone(row(HERE, left=True), HERE, NOW)


def test_a_process_that_has_ended_is_gone_at_once() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(timeout=60)
    assert is_gone(row(replace(HERE, pid=process.pid)), HERE, NOW)


def test_a_process_id_that_was_given_anew_is_not_the_old_process() -> None:
    if not HERE.started:
        pytest.skip("the system does not tell when a process started")
    assert is_gone(row(replace(HERE, started="1")), HERE, NOW)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, host="another machine"),
        replace(HERE, place="another boot, or another container"),
        replace(HERE, started=""),
    ],
    ids=["host", "place", "start unknown"],
)
@pytest.mark.parametrize(("silent", "gone"), [(0, False), (60, False), (61, True), (-3600, False)])
def test_where_the_process_tells_nothing_the_heartbeat_does(
    elsewhere: Process, silent: float, gone: bool
) -> None:
    assert is_gone(row(elsewhere, silent), HERE, NOW) is gone


def test_without_proc_a_process_is_asked_by_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("there, signal 0 is a Ctrl-C")
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(timeout=60)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    bare = replace(HERE, started="")
    assert is_gone(row(replace(bare, pid=process.pid)), HERE, NOW)
    assert not is_gone(row(bare), HERE, NOW)
    assert is_gone(row(bare, silent=61), HERE, NOW)


def enrolled_elsewhere(store: Store, heartbeat: datetime) -> int:
    """A worker of another machine that is asking one link."""
    run = store.begin(PLAN).id
    add(store, run, letter("a.txt", "https://a.example/1"))
    with connection_of(store).writing() as db:
        worker = db.execute(
            "INSERT INTO workers (host, place, pid, started, heartbeat_at) VALUES"
            " ('elsewhere', '', 1, '', ?)",
            (moment_text(heartbeat),),
        ).lastrowid
        db.execute(
            "INSERT INTO taken (url_id, kind, run_id, worker_id)"
            " SELECT url_id, kind, run_id, ? FROM queue WHERE run_id = ?",
            (worker, run),
        )
    assert worker is not None
    return worker


@pytest.mark.parametrize("beats", [False, True], ids=["killed", "living"])
def test_a_heartbeat_ahead_of_our_clock_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beats: bool
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=365)
    with Store.open(tmp_path / "a.db") as store:
        other = enrolled_elsewhere(store, ahead)
        connection, watching = connection_of(store), Worker()
        for seconds in range(0, 140, 10):
            monkeypatch.setattr(workers, "monotonic", lambda passed=seconds: 1_000.0 + passed)
            if beats:
                beat = moment_text(ahead + timedelta(seconds=seconds))
                with connection.writing() as db:
                    db.execute("UPDATE workers SET heartbeat_at = ? WHERE id = ?", (beat, other))
            watching.release_gone(connection)
            taken = connection.one("SELECT count(*) FROM taken")
            assert taken is not None
            assert taken[0] == (0 if seconds > 60 and not beats else 1), seconds
