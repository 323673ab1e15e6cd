"""Another process's lock is waited for in short steps, and no longer than someone wants."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from results import Store
from results.model import StoreLocked

from .samples import PLAN


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "pincite.db"):
        return tmp_path / "pincite.db"


@pytest.fixture
def holder(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that has the write lock."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        yield raw


def test_a_lock_is_waited_for_longer_than_one_step(path: Path, holder: sqlite3.Connection) -> None:
    let_go = threading.Timer(1.0, lambda: holder.execute("ROLLBACK"))
    let_go.start()
    with Store.open(path, wait=60) as store:
        assert store.begin(PLAN).id == 1
    let_go.join()


def test_a_lock_that_stays_is_told(path: Path, holder: sqlite3.Connection) -> None:
    with Store.open(path, wait=0.3) as store, pytest.raises(StoreLocked, match="another program"):
        store.begin(PLAN)


def test_who_is_in_a_hurry_waits_no_more(path: Path, holder: sqlite3.Connection) -> None:
    """Told so from elsewhere, in the middle of the wait: it would last longer than a test may."""
    with Store.open(path, wait=3600) as store:
        hurried = threading.Timer(0.5, store.hurry)
        hurried.start()
        with pytest.raises(StoreLocked):
            store.begin(PLAN)
        hurried.join()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is not sent to one process")
def test_an_interrupt_is_heard_while_another_has_the_lock(
    path: Path, holder: sqlite3.Connection
) -> None:
    program = (
        "import sys; from results import Store, RunPlan\n"
        "with Store.open(sys.argv[1], wait=3600) as store:\n"
        "    print('waits', flush=True)\n"
        "    store.begin(RunPlan('check', 'x', '1'))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waits\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode
    assert b"KeyboardInterrupt" in err
