"""Letters judged while others are waited for: nothing too early, and the same is told of them."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import results
from checker.model import Check, Exchange, Hop, Judgement, Page, Request, Target, Task, Verdict
from pincite import judging
from pincite.changes import Scope
from pincite.ignores import IgnoreRule
from pincite.judging import Judge, Measures
from pincite.settings import Settings
from results import Store
from results.model import Dossier, RunPlan
from tests.results.samples import letter

SWEPT = tuple(f"https://a.example/reports/{n}/{name}" for n, name in
              enumerate(("buses", "hours", "trees")))  # fmt: skip
SINK = "https://a.example/welcome"
DEAD, OTHER = "https://b.example/dead", "https://c.example/maps"
STEPS = 30
"""Enough for every letter here: two are taken for each, and three for imports."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


@pytest.fixture
def run(store: Store) -> int:
    return store.begin(RunPlan("check", "these letters", "0.1")).id


def judge(store: Store, run: int, *rules: IgnoreRule) -> Judge:
    return Judge(store, run, Measures(Settings(), rules, Scope(None)))


def add(store: Store, run: int, path: str, *urls: str) -> None:
    targets = {url: Target(url, url) for url in urls}
    tasks = [Task("live", url.split("/")[2], each) for url, each in targets.items()]
    store.add_document(run, letter(path, *urls), targets, tasks)


def check(url: str, verdict: Verdict, final: str | None = None) -> Check:
    hops = (Hop(url, 301, final), Hop(final, 200)) if final else (Hop(url, 200),)
    page = Page(title="Welcome", text="What we do. " * 40, words=120)
    at = datetime.now(UTC)
    exchange = Exchange(Request(url), 200, hops=hops, page=page, at=at)
    return Check(url, url, Judgement(verdict, "a-reason"), exchange, at)


def take(steps: Iterator[None]) -> None:
    for _ in range(STEPS):
        next(steps)


def told(store: Store, run: int) -> dict[str, list[str]]:
    """Codes of what was found in each letter's links, as far as it is kept."""
    return {
        each.dossier.document.path: [f.code for f in each.findings if f.code.startswith("PC2")]
        for each in store.report(run).documents()
    }


def test_letters_that_are_answered_are_judged_before_the_others(store: Store, run: int) -> None:
    add(store, run, "a.txt", DEAD)
    add(store, run, "b.txt", DEAD, OTHER)
    ours = judge(store, run)
    steps = ours.ahead()
    take(steps)
    assert told(store, run) == {"a.txt": [], "b.txt": []}
    store.record(run, [check(DEAD, Verdict.GONE)])
    take(steps)
    assert told(store, run) == {"a.txt": ["PC201"], "b.txt": []}
    store.record(run, [check(OTHER, Verdict.OK)])
    assert ours.rest(None) == (0, True)
    assert told(store, run) == {"a.txt": ["PC201"], "b.txt": ["PC201"]}


def test_no_letter_is_judged_twice(store: Store, run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, run, "a.txt", DEAD)
    add(store, run, "b.txt", OTHER)
    store.record(run, [check(DEAD, Verdict.GONE)])
    seen: list[str] = []
    find = results.find

    def counted(dossier: Dossier) -> object:
        seen.append(dossier.document.path)
        return find(dossier)

    monkeypatch.setattr("results.find", counted)
    ours = judge(store, run)
    take(ours.ahead())
    store.record(run, [check(OTHER, Verdict.OK)])
    ours.rest(None)
    assert seen == ["a.txt", "b.txt"]


def test_what_a_rule_ignores_is_counted_once(store: Store, run: int) -> None:
    add(store, run, "a.txt", DEAD)
    add(store, run, "b.txt", DEAD, OTHER)
    store.record(run, [check(DEAD, Verdict.GONE)])
    ours = judge(store, run, IgnoreRule("we know", date(2999, 1, 1), code="PC201"))
    take(ours.ahead())
    store.record(run, [check(OTHER, Verdict.OK)])
    assert ours.rest(None) == (2, True)
    assert told(store, run) == {"a.txt": [], "b.txt": []}


def test_links_judged_side_by_side_at_the_end_are_judged_in_letters_too(
    store: Store, run: int
) -> None:
    for number, url in enumerate(SWEPT):
        add(store, run, f"{number}.txt", url)
    store.record(run, [check(url, Verdict.MOVED, SINK) for url in SWEPT])
    ours = judge(store, run)
    take(ours.ahead())
    assert set(map(tuple, told(store, run).values())) == {("PC205",)}
    assert ours.rest(None) == (0, True)
    assert set(map(tuple, told(store, run).values())) == {("PC203",)}


def test_while_much_is_to_be_asked_no_letter_is_judged(
    store: Store, run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "MOST_LEFT", 0)
    add(store, run, "a.txt", DEAD)
    add(store, run, "b.txt", OTHER)
    store.record(run, [check(DEAD, Verdict.GONE)])
    ours = judge(store, run)
    take(ours.ahead())
    assert told(store, run)["a.txt"] == []
    ours.rest(None)
    assert told(store, run)["a.txt"] == ["PC201"]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such alarm")
def test_a_letter_that_takes_long_is_broken_off_once_and_waits_for_the_end(
    store: Store, run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, run, "a.txt", DEAD)
    add(store, run, "b.txt", OTHER)
    store.record(run, [check(DEAD, Verdict.GONE)])
    begun: list[str] = []
    with pytest.MonkeyPatch.context() as patch:

        def endless(dossier: Dossier, *_: object) -> Dossier:
            begun.append(dossier.document.path)
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                pass
            return dossier

        patch.setattr(judging, "STEP_SECONDS", 1.0)  # a busy machine begins late
        patch.setattr("results.weigh", endless)
        ours = judge(store, run)
        take(ours.ahead())
    assert begun == ["a.txt"]
    assert told(store, run)["a.txt"] == []
    store.record(run, [check(OTHER, Verdict.OK)])
    assert ours.rest(None) == (0, True)
    assert told(store, run)["a.txt"] == ["PC201"]
