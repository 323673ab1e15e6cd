"""`pincite archive`, killed at the worst moments: nothing is saved twice and nothing forgotten."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pincite.demo.web import Hang, Seen, Web

from ..commands import environment
from ..services import KEYS, PERMA, InternetArchive, PermaCc
from .test_archive import BUDGET, HARBOR, archive, as_json, folder, perma, save, states, web

__all__ = ["archive", "folder", "perma", "web"]


def killed(
    folder: Path, ready: Callable[[], bool], *arguments: str, by: int = signal.SIGKILL
) -> tuple[int, str]:
    """Start it, and kill it as soon as `ready`; its exit code and what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pincite", "archive", "letter.txt", *arguments],
        cwd=folder,
        env=environment(**KEYS),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 40
        while not ready():
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < deadline, "it never came so far"
            time.sleep(0.005)
    finally:
        process.send_signal(by)
        _, said = process.communicate(timeout=20)
    return process.returncode, said


def rows(folder: Path) -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        return db.execute("select state, job from saves order by id").fetchall()


def test_jobs_that_were_taken_on_are_followed(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    archive.pending = 10**6
    # Who has asked after a job has written it down.
    killed(folder, lambda: len(archive.jobs) == 2 and all(n for _, n in archive.jobs.values()))
    assert {state for state, _ in rows(folder)} == {"submitted"}
    archive.pending = 0
    code, report = as_json(folder)
    assert code == 0
    assert set(states(report).values()) == {"confirmed"}
    assert sorted(archive.saves) == [BUDGET, HARBOR], "no page was submitted twice"


def test_a_capture_without_an_answer_is_asked_for_anew_under_the_guard_of_the_service(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    def never(_seen: Seen) -> Hang:
        return Hang()

    archive.answer = never
    killed(folder, lambda: len(archive.saves) >= 1)
    assert "submitting" in {state for state, _ in rows(folder)}
    archive.answer = None
    assert save(folder).code == 0
    # Whether the first arrived nobody knows; the second says that a fresh capture would do.
    assert all(form["if_not_archived_within"] == ["1d"] for form in archive.forms)


@pytest.mark.parametrize("arrived", [True, False])
def test_a_link_without_an_answer_is_looked_for_before_another_is_made(
    folder: Path, web: Web, perma: PermaCc, arrived: bool
) -> None:
    def lost(seen: Seen) -> Hang:
        if arrived and seen.method == "POST":
            perma._any(seen)
        return Hang()

    web.route(PERMA, "/v1/archives/", lost)
    killed(folder, lambda: web.count(PERMA, "/v1/archives/") >= 1, "--to", "perma")
    assert len(perma.links) == int(arrived)
    web.route(PERMA, "/v1/archives/", perma._any)
    code, report = as_json(folder, "--to", "perma")
    assert code == 0
    assert set(states(report).values()) == {"confirmed"}
    assert len(perma.links) == 2


def test_told_to_stop_it_says_so_and_goes_on_the_next_time(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    archive.pending = 10**6
    code, said = killed(folder, lambda: len(archive.jobs) == 2, by=signal.SIGINT)
    assert code == 3
    assert "interrupted: what is saved is kept; the same command goes on from here" in said
    archive.pending = 0
    assert save(folder).code == 0
    assert sorted(archive.saves) == [BUDGET, HARBOR]
