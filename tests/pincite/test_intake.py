"""Letters that are read while the first questions are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checker.model import ArchiveSettings, CrawlSettings, RegistriesSettings
from pincite import readers
from pincite.asking import Asking, Deadline, State
from pincite.changes import Scope
from pincite.demo.web import ANY, Reply, Web
from pincite.intake import Intake, exhaust
from pincite.pipeline import check
from pincite.readers import Letter, read_beside, read_letter
from pincite.settings import Settings
from pincite.sources import Problem
from results import Store
from results.model import RunInfo, RunPlan

PAGE = Reply(body="<title>A living page</title><p>" + "words that a page has " * 30)
PLAN = RunPlan("check", "these letters", "0.1")


def letter(name: str, *urls: str) -> Letter:
    return Letter("\n\n".join(f"See {url} for more." for url in urls).encode(), f"{name}.txt")


LETTERS = (letter("a", "http://a.example/1"), letter("b", "http://b.example/1"),
           letter("c", "http://c.example/1"))  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


def settings(web: Web | None = None) -> Settings:
    resolve = web.resolve_overrides() if web else ()
    crawl = CrawlSettings(retries=0, timeout=20.0, host_interval=0.0, resolve=resolve)
    nobody = (ArchiveSettings(enabled=False), RegistriesSettings(enabled=False))
    return Settings(crawl=crawl, archives=nobody[0], registries=nobody[1])


def intake(store: Store, run: RunInfo) -> Intake:
    return Intake(store, run, settings(), Scope(None))


def letters_in(store: Store, run: RunInfo) -> int:
    return len(list(store.document_ids(run.id)))


def test_a_first_run_has_one_letter_before_it_asks(store: Store) -> None:
    run = store.begin(PLAN)
    ours = intake(store, run)
    steps = ours.steps([Problem("x.txt", "no"), *LETTERS])
    ours.before_asking(steps)
    assert letters_in(store, run) == 1
    assert not ours.is_complete
    assert ours.problems == [Problem("x.txt", "no")]
    exhaust(steps)
    assert letters_in(store, run) == 3
    assert ours.is_complete


def test_a_run_that_is_taken_up_has_all_its_letters_before_it_asks(store: Store) -> None:
    store.finish(store.begin(PLAN).id, "interrupted")
    run = store.begin(PLAN)
    assert run.resumed == 1
    ours = intake(store, run)
    ours.before_asking(ours.steps(LETTERS))
    assert letters_in(store, run) == 3
    assert ours.is_complete


def test_a_run_that_may_reuse_answers_has_all_its_letters_before_it_asks(store: Store) -> None:
    store.finish(store.begin(replace(PLAN, fingerprint="others")).id)
    run = store.begin(PLAN)
    ours = intake(store, run)
    ours.before_asking(ours.steps(LETTERS))
    assert letters_in(store, run) == 3


@pytest.fixture
def web() -> Iterator[Web]:
    with Web({(f"{name}.example", ANY): PAGE for name in "abc"}) as served:
        yield served


def test_questions_leave_while_letters_are_read(store: Store, web: Web) -> None:
    run = store.begin(PLAN)
    ours = intake(store, run)
    steps = ours.steps(LETTERS)

    def slow() -> Iterator[bool]:
        """The second letter is not to be had before the first one's link is asked."""
        while not web.requests:
            yield False
        assert letters_in(store, run) == 1
        yield from steps

    ours.before_asking(steps)
    asking = Asking(store, run.id, settings(web).asking(), None)
    assert asking.run(Deadline(), slow()) is State.FINISHED
    assert ours.is_complete
    assert [seen.host for seen in web.requests] == ["a.example", "b.example", "c.example"]
    assert store.progress(run.id) == (3, 3)


def test_a_link_of_which_a_later_letter_says_more_is_asked_with_that(
    store: Store, web: Web
) -> None:
    """As if all letters had been read first."""
    run = store.begin(PLAN)
    ours = intake(store, run)
    plain = Letter(b"See http://a.example/1 for more.", "a.md")
    titled = Letter(
        b"It runs late.[^1]\n\n[^1]: Ada Roe, *The Night Bus* (2018), http://a.example/1.\n", "b.md"
    )
    steps = ours.steps([plain, titled])

    def slow() -> Iterator[bool]:
        while store.progress(run.id)[0] == 0:
            yield False
        yield from steps

    ours.before_asking(steps)
    asking = Asking(store, run.id, settings(web).asking(), None)
    assert asking.run(Deadline(), slow()) is State.FINISHED
    assert [seen.path for seen in web.requests].count("/1") == 2
    assert store.progress(run.id) == (1, 1)


def test_letters_that_nobody_came_to_are_told_as_unknown_when_time_is_over(
    store: Store, tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asking, "run", lambda *_: State.INTERRUPTED)
    for each in LETTERS:
        (tmp_path / each.path).write_bytes(each.data)
    paths = [str(tmp_path / each.path) for each in LETTERS]
    over = check(paths, replace(settings(web), max_time=timedelta(0)), store)
    assert (over.run.documents, over.untold) == (3, False)


def test_after_ctrl_c_letters_that_were_not_read_are_not_told(
    store: Store, tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asking, "run", lambda *_: State.INTERRUPTED)
    for each in LETTERS:
        (tmp_path / each.path).write_bytes(each.data)
    paths = [str(tmp_path / each.path) for each in LETTERS]
    stopped = check(paths, settings(web), store)
    assert (stopped.run.documents, stopped.untold) == (1, True)
    monkeypatch.undo()
    done = check(paths, settings(web), store)
    assert (done.run.id, done.run.documents, done.untold) == (stopped.run.id, 3, False)
    assert done.state is State.FINISHED


def test_other_processes_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "SMALL_BESIDE", 0)
    many = [letter(f"l{number}", "http://a.example/1") for number in range(5)]
    found = list(read_beside(many, 2))
    assert None in found
    assert found[0] is not None, "the first is read here"
    read = [each for each in found if each is not None]
    assert read == [read_letter(each) for each in many]


def test_after_a_letter_that_took_long_others_are_read_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here: list[str] = []

    def noted(each: Letter) -> object:
        here.append(each.path)
        return read_letter(each)

    monkeypatch.setattr(readers, "read_letter", noted)
    monkeypatch.setattr(readers, "_pooled", lambda work, items, *_: map(read_letter, items))
    many = [letter(f"l{number}", "http://a.example/1") for number in range(5)]
    read = list(map(read_letter, many))
    assert list(read_beside(many, 2)) == read
    assert here == [each.path for each in many]
    here.clear()
    monkeypatch.setattr(readers, "SLOW_BESIDE", 0.0)
    assert list(read_beside(many, 2)) == read
    assert here == [each.path for each in many[:2]]
    here.clear()
    assert list(read_beside(many, 1)) == read
    assert here == [each.path for each in many], "there is one process only"
