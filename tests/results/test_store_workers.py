"""Who is gone: by process where it can be looked at, by heartbeat where it cannot."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from results.rows.values import moment_text
from results.workers import Process, is_gone, this_process

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
