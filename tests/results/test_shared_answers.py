"""An answer that answers several runs brings each of them what it would have brought one alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker.model import NEWEST, Target, Task, Verdict
from results import Store

from .samples import PLAN, check, connection_of, letter

A = "https://a.example/walled"


def begin(store: Store, name: str) -> int:
    """A run over one letter with a dated link; its page and one archive are to be asked."""
    run = store.begin(replace(PLAN, fingerprint=name)).id
    target = Target(A, A, cited_at="2018-03-04")
    tasks = [Task("live", "a.example", target), Task("wayback", "wayback", target)]
    store.add_document(run, letter(f"{name}.txt", A), {A: target}, tasks)
    return run


def kinds(store: Store, run: int) -> set[str]:
    rows = connection_of(store).rows("SELECT kind FROM queue WHERE run_id = ?", (run,))
    return {row["kind"] for row in rows}


def test_a_blocked_page_brings_its_second_witness_to_every_run_that_waited_for_it(
    store: Store, path: Path
) -> None:
    one = begin(store, "one")
    with Store.open(path) as other:
        two = begin(other, "two")
        store.record(one, [check(A, Verdict.BLOCKED)])
        for run in (one, two):
            assert kinds(store, run) == {"live", "wayback", f"wayback{NEWEST}"}
            assert store.progress(run) == (1, 3)


def test_a_living_page_brings_none(store: Store, path: Path) -> None:
    one = begin(store, "one")
    with Store.open(path) as other:
        two = begin(other, "two")
        store.record(one, [check(A, Verdict.OK)])
        assert kinds(store, two) == {"live", "wayback"}
