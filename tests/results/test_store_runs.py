"""A run that was killed goes on where it stood; a living one is left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.model import Verdict
from results import Store
from results.model import RunPlan, StoreError
from results.rows.values import moment_text

from .samples import PLAN, add, ask_all, assert_counts, check, connection_of, letter

URLS = tuple(f"https://a.example/{number}" for number in range(6))


def change(store: Store, sql: str, *parameters: object) -> None:
    with connection_of(store).writing() as db:
        assert db.execute(sql, parameters).rowcount == 1


def killed(path: Path, *, wait: bool) -> subprocess.Popen[bytes]:
    """A process that begins a run, records one of six links, takes two more and is killed."""
    script = (
        "import os, signal, sys\n"
        "from results import Store\n"
        "from tests.results.samples import PLAN, add, check, letter\n"
        "from tests.results.test_store_runs import URLS\n"
        "store = Store.open(sys.argv[1])\n"
        "run = store.begin(PLAN).id\n"
        "add(store, run, letter('a.txt', *URLS))\n"
        "taken = store.agenda(run).take('a.example', 3)\n"
        "store.record(run, [check(taken[0].target.key)])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(path)])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, though not yet buried
    if wait:
        assert process.wait(timeout=60) == -signal.SIGKILL
    return process


@pytest.mark.parametrize("wait", [True, False], ids=["buried", "zombie"])
def test_a_killed_run_is_taken_up(path: Path, wait: bool) -> None:
    process = killed(path, wait=wait)
    with Store.open(path) as store:
        run = store.begin(PLAN)
        assert (run.id, run.state, run.resumed, run.links) == (1, "running", 1, 6)
        assert store.progress(run.id) == (1, 6)
        add(store, run.id, letter("a.txt", *URLS))
        assert store.agenda(run.id).lanes() == {"a.example": 5}
        assert sorted(ask_all(store, run.id)) == sorted(URLS[1:])
        store.finish(run.id)
        assert_counts(store, run.id)
        assert store.report().run.state == "finished"
        assert set(store.dossier(1, 1).checks) == set(URLS)
    process.wait(timeout=60)


def test_a_living_run_is_left_alone(path: Path, store: Store) -> None:
    mine = store.begin(PLAN)
    with Store.open(path) as other:
        theirs = other.begin(PLAN)
        assert (theirs.id, theirs.resumed) == (mine.id + 1, 0)


def test_a_closed_store_gives_its_run_free(path: Path) -> None:
    with Store.open(path) as store:
        run = store.begin(PLAN)
        add(store, run.id, letter("a.txt", *URLS))
        assert len(store.agenda(run.id).take("a.example", 4)) == 4
    with Store.open(path) as store:
        again = store.begin(PLAN)
        assert (again.id, again.resumed) == (run.id, 1)
        assert store.agenda(run.id).lanes() == {"a.example": 6}


def test_a_reused_process_id_does_not_keep_a_run_alive(path: Path, store: Store) -> None:
    run = store.begin(PLAN)
    change(store, "UPDATE workers SET started = '1'")
    with Store.open(path) as other:
        assert other.begin(PLAN).id == run.id


@pytest.mark.parametrize(("silent", "taken_up"), [(10, False), (59, False), (120, True)])
def test_a_process_elsewhere_is_judged_by_its_heartbeat(
    path: Path, store: Store, silent: int, taken_up: bool
) -> None:
    run = store.begin(PLAN)
    last = moment_text(datetime.now(UTC) - timedelta(seconds=silent))
    change(store, "UPDATE workers SET host = 'elsewhere', heartbeat_at = ?", last)
    with Store.open(path) as other:
        assert (other.begin(PLAN).id == run.id) is taken_up


def test_a_rebooted_machine_is_elsewhere(path: Path, store: Store) -> None:
    run = store.begin(PLAN)
    last = moment_text(datetime.now(UTC) - timedelta(minutes=5))
    change(store, "UPDATE workers SET place = 'another boot', heartbeat_at = ?", last)
    with Store.open(path) as other:
        assert other.begin(PLAN).id == run.id


def test_heartbeats_are_written_now_and_then(store: Store) -> None:
    run = store.begin(PLAN)

    def heartbeat() -> str:
        return str(connection_of(store).rows("SELECT heartbeat_at FROM workers")[0][0])

    first = heartbeat()
    store.heartbeat(run.id)
    assert heartbeat() == first
    store._worker._beaten -= timedelta(seconds=10)
    store.heartbeat(run.id)
    assert heartbeat() > first
    store._worker._beaten += timedelta(hours=1)  # the clock was set back
    second = heartbeat()
    store.heartbeat(run.id)
    assert heartbeat() > second


@pytest.mark.parametrize(
    ("state", "taken_up"), [("finished", False), ("interrupted", True), ("offline", True)]
)
def test_how_a_run_ended_tells_whether_it_is_taken_up(
    store: Store, state: str, taken_up: bool
) -> None:
    run = store.begin(PLAN)
    add(store, run.id, letter("a.txt", *URLS))
    store.agenda(run.id).take("a.example", 2)
    store.finish(run.id, state)
    ended = store.report(run.id).run
    assert ended.state == state
    assert ended.finished_at is not None
    again = store.begin(PLAN)
    assert (again.id == run.id) is taken_up
    if taken_up:
        assert again.finished_at is None
        assert store.agenda(run.id).lanes() == {"a.example": 6}


def test_no_other_end_is_known(store: Store) -> None:
    with pytest.raises(ValueError, match="not running"):
        store.finish(store.begin(PLAN).id, "running")


def test_other_work_is_another_run(store: Store) -> None:
    run = store.begin(PLAN)
    store.finish(run.id, "interrupted")
    assert store.begin(replace(PLAN, fingerprint="other letters")).id != run.id


def test_work_that_was_done_since_is_not_taken_up(path: Path) -> None:
    with Store.open(path) as first, Store.open(path) as second:
        old, new = first.begin(PLAN), second.begin(PLAN)
        first.finish(old.id, "interrupted")
        second.finish(new.id, "finished")
        assert first.begin(PLAN).id not in (old.id, new.id)


def test_a_run_that_stopped_long_ago_is_begun_anew(store: Store) -> None:
    run = store.begin(PLAN)
    store.finish(run.id, "interrupted")
    long_ago = moment_text(datetime.now(UTC) - timedelta(hours=25))
    change(store, "UPDATE runs SET finished_at = ?", long_ago)
    patient = replace(PLAN, resume_within=timedelta(hours=26))
    assert store.begin(PLAN).id != run.id
    store.finish(2, "interrupted")
    change(store, "UPDATE runs SET finished_at = ? WHERE id = 2", long_ago)
    assert store.begin(patient).id == 2


def test_what_could_not_be_asked_is_asked_again_and_nothing_else(store: Store) -> None:
    run = store.begin(PLAN)
    number = add(store, run.id, letter("a.txt", *URLS[:3]))
    verdicts = (Verdict.UNKNOWN, Verdict.GONE, Verdict.OK)
    store.record(run.id, [check(*each) for each in zip(URLS[:3], verdicts, strict=True)])
    store.finish(run.id, "offline")
    store.begin(PLAN)
    assert store.agenda(run.id).lanes() == {"a.example": 1}
    assert URLS[0] not in store.dossier(run.id, number).checks
    assert_counts(store, run.id)
    store.record(run.id, [check(URLS[0], Verdict.MOVED)])
    told = store.dossier(run.id, number).checks[URLS[0]]
    assert told.judgement.verdict is Verdict.MOVED
    assert_counts(store, run.id)


def test_a_plan_is_kept(store: Store) -> None:
    plan = RunPlan("audit", "f", "0.9", '{"timeout": 5}', (("live", None), ("wayback", "w")))
    run = store.begin(plan)
    assert (run.command, run.version, run.state, run.resumed) == ("audit", "0.9", "running", 0)
    assert abs(run.started_at - datetime.now(UTC)) < timedelta(minutes=1)
    row = connection_of(store).rows("SELECT settings, kinds FROM runs")[0]
    assert tuple(row) == ('{"timeout": 5}', '[["live",null],["wayback","w"]]')


def test_what_letters_were_looked_for_with_is_kept(store: Store) -> None:
    plan = replace(PLAN, paths=("letters", "https://a.example/b"))
    run = store.begin(plan).id
    store.finish(run, "interrupted")
    assert store.begin(replace(plan, paths=("letters", "c.md"))).id == run
    store.begin(replace(PLAN, command="audit", fingerprint="other", paths=("audited",)))
    store.begin(replace(PLAN, fingerprint="whatever the database knows"))
    assert store.roots() == {"letters", "c.md"}


def test_runs_that_are_not_there(store: Store) -> None:
    with pytest.raises(StoreError, match="no run has been made yet"):
        store.report()
    with pytest.raises(StoreError, match="there is no run 7"):
        store.report(7)
    with pytest.raises(StoreError, match="there is no run 7"):
        store.add_document(7, letter("a.txt"), {}, ())
    run = store.begin(PLAN)
    with pytest.raises(StoreError, match="there is no document 7"):
        store.dossier(run.id, 7)
    store.finish(run.id)
    assert store.report().run.id == store.report(run.id).run.id == run.id
