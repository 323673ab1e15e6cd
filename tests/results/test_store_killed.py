"""A process that is killed again and again loses nothing and asks nothing twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from results import Store

from .killed_worker import BATCH, LETTERS, urls_of
from .samples import assert_counts, connection_of

KILLS = 5


def said(log: Path, word: str) -> list[str]:
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    complete = text[: text.rfind("\n") + 1].splitlines()
    return [line.removeprefix(f"{word} ") for line in complete if line.startswith(f"{word} ")]


def test_killed_at_any_moment_a_run_goes_on_where_it_stood(tmp_path: Path) -> None:
    database, log = tmp_path / "a.db", tmp_path / "log"
    command = [sys.executable, "-m", "tests.results.killed_worker", str(database), str(log)]
    moments = random.Random(20260304)
    repeated = 0
    for _ in range(KILLS):
        before, kept_before = said(log, "ask"), set(said(log, "kept"))
        with subprocess.Popen(command) as process:
            wanted = len(before) + moments.randint(1, 25)
            while process.poll() is None and len(said(log, "ask")) < wanted:
                time.sleep(0.001)
            time.sleep(moments.uniform(0, 0.004))
            process.send_signal(signal.SIGKILL)
        asked = said(log, "ask")[len(before) :]
        assert asked, "it went on"
        assert not set(asked) & kept_before, "what was recorded is not asked again"
        repeated += len(set(asked) & set(before))
    assert repeated <= KILLS * BATCH, "only what was in flight at a kill is asked again"

    assert subprocess.run(command, check=False, timeout=60).returncode == 0
    everything = {url for number in range(LETTERS) for url in urls_of(number)}
    assert set(said(log, "ask")) == everything
    assert len(said(log, "ask")) <= len(everything) + KILLS * BATCH
    with Store.open(database, read_only=True) as store:
        report = store.report()
        assert (report.run.id, report.run.state, report.run.resumed) == (1, "finished", KILLS)
        assert store.progress(1) == (len(everything), len(everything))
        assert_counts(store, 1)
        known = {key for number in store.document_ids(1) for key in store.dossier(1, number).checks}
        assert known == everything
        assert connection_of(store).rows("SELECT count(*) FROM checks")[0][0] == len(everything)
        assert connection_of(store).rows("SELECT count(*) FROM documents")[0][0] == LETTERS
        assert connection_of(store).rows("PRAGMA integrity_check")[0][0] == "ok"
