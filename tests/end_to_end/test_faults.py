"""Faults in the middle of a run: what is true of a link does not depend on them.

benchmarks/faults.py does the same at length: fifty kills at random moments, a lock of 30 s.
"""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from pincite.demo.web import ANY, Reply, Reset, Web
from tests.pincite.commands import environment
from tests.pincite.long_letter import (
    HOSTS,
    LINKS,
    asked,
    check_letter,
    folder,
    start,
    verdicts,
    wait_for,
    web,
)

__all__ = ["folder", "web"]

ALL = HOSTS * LINKS


def test_a_database_that_is_locked_longer_than_a_request_may_take(folder: Path, web: Web) -> None:
    """Another program holds the lock for longer than the timeout: no page is blamed for it."""
    settings = folder / "pincite.toml"
    settings.write_text(settings.read_text().replace("timeout = 5", "timeout = 2"))
    process = start(folder)
    wait_for(web, 25)
    with closing(sqlite3.connect(folder / "pincite.db", isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(5)
        other.execute("ROLLBACK")
    out, err = process.communicate(timeout=80)
    assert (process.returncode, err.decode()) == (0, "")
    assert verdicts(out.decode()) == {"ok": ALL}
    assert set(asked(web).values()) == {1}


def test_a_lock_that_is_never_given_up_ends_the_run_and_loses_nothing(
    folder: Path, web: Web
) -> None:
    process = start(folder, "--db-wait", "1")
    wait_for(web, 25)
    with closing(sqlite3.connect(folder / "pincite.db", isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        out, err = process.communicate(timeout=80)
        assert process.returncode == 3, out
        (line,) = err.decode().splitlines()
        assert "another program" in line
        other.execute("ROLLBACK")
    done = check_letter(folder)
    assert verdicts(done.out) == {"ok": ALL}
    assert json.loads(done.out)["run"]["resumed"] == 1


def test_a_disk_that_is_full_ends_the_run_in_one_line_and_loses_nothing(
    folder: Path, web: Web
) -> None:
    """A file may not grow beyond a limit: to SQLite that is a disk with no room left."""

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    words = " ".join(f"word{number * 7919 % 100_003}" for number in range(9_000))
    for host in range(HOSTS):
        web.route(
            f"h{host}.example",
            ANY,
            lambda seen: Reply(body=f"<title>{seen.path}</title><p>{seen.host} {words[::-1]}"),
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "pincite", "check", "letter.txt", "--format", "json"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=no_room,  # noqa: PLW1509 - no thread of ours holds a lock here
    )
    out, err = process.communicate(timeout=80)
    assert process.returncode == 3, out
    assert err.decode().count("\n") == 1, err.decode()
    assert "pincite.db" in err.decode()
    kept = len(asked(web))
    assert 0 < kept < ALL
    done = check_letter(folder)
    assert verdicts(done.out) == {"ok": ALL}
    # Only what the full disk could not take is asked again.
    assert sum(asked(web).values()) < ALL + kept


def test_a_server_that_dies_in_the_middle_and_comes_back(folder: Path, web: Web) -> None:
    """While it is away its links are unreachable, and an error is never kept as a fact."""
    page = Reply(body="<title>A living page</title>" + "word " * 80)
    process = start(folder)
    wait_for(web, 30)
    for host in range(HOSTS // 2):
        web.route(f"h{host}.example", ANY, Reset())
    out, _ = process.communicate(timeout=80)
    first = verdicts(out.decode())
    assert set(first) == {"ok", "unreachable"}
    assert first["ok"] >= ALL // 2
    for host in range(HOSTS // 2):
        web.route(f"h{host}.example", ANY, page)
    before = asked(web)
    done = check_letter(folder)
    assert verdicts(done.out) == {"ok": ALL}
    again = asked(web) - before
    assert sum(again.values()) == first["unreachable"]


def test_a_clock_that_was_wrong_keeps_no_answer_fresh(folder: Path, web: Web) -> None:
    check_letter(folder)
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        db.execute("update checks set checked_at = '2099' || substr(checked_at, 5)")
    check_letter(folder)
    assert set(asked(web).values()) == {2}
    check_letter(folder)
    assert set(asked(web).values()) == {2}


def test_told_to_stop_while_another_program_has_the_lock_it_ends(folder: Path, web: Web) -> None:
    """A wait of an hour for the lock, and one signal: it would be killed for its time otherwise."""
    process = start(folder, "--db-wait", "3600")
    wait_for(web, 25)
    with closing(sqlite3.connect(folder / "pincite.db", isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert err.decode().count("\n") == 1
        other.execute("ROLLBACK")
    assert verdicts(check_letter(folder).out) == {"ok": ALL}
