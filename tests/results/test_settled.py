"""Which letters of a run have nothing left to ask, while others have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import NEWEST, RegistryAnswer, RegistryOutcome, Target, Task, Verdict
from citations.model import LinkRole
from results import Store, documents

from .samples import PLAN, add, answer, check, letter, link

ONE, TWO = "https://a.example/1", "https://b.example/2"
COPY = "https://perma.cc/AB12-CD34"


def settled(store: Store, run: int) -> list[int]:
    """All of them, window by window."""
    found: list[int] = []
    while more := store.settled(run, found[-1] if found else 0):
        found += more
    return found


def test_a_letter_is_settled_with_the_last_answer_to_its_links(store: Store, run: int) -> None:
    first = add(store, run, letter("a.txt", ONE))
    both = add(store, run, letter("b.txt", ONE, TWO))
    none = add(store, run, letter("c.txt"))
    assert settled(store, run) == [none]
    store.record(run, [check(ONE)])
    assert settled(store, run) == [first, none]
    store.record(run, [check(TWO, Verdict.GONE)])
    assert settled(store, run) == [first, both, none]


def test_archives_are_asked_for_it_too(store: Store, run: int) -> None:
    one = add(store, run, letter("a.txt", ONE), "wayback")
    store.record(run, [check(ONE)])
    assert settled(store, run) == []
    store.record(run, [answer(ONE)])
    assert settled(store, run) == [one]


def test_the_original_of_a_copy_is_asked_for_it(store: Store, run: int) -> None:
    copy = link("https://web.archive.org/web/2020/" + ONE, archive_of=ONE)
    targets = {each: Target(each, each) for each in (copy.key, ONE)}
    tasks = [Task("live", "a.example", each) for each in targets.values()]
    one = store.add_document(run, letter("a.txt", copy), targets, tasks)
    store.record(run, [check(copy.key)])
    assert settled(store, run) == []
    store.record(run, [check(ONE)])
    assert settled(store, run) == [one]


def test_what_registries_are_asked_of_a_letter_counts(store: Store, run: int) -> None:
    work = Target("doi:10.5555/a", "https://doi.org/10.5555/a")
    one = store.add_document(run, letter("a.txt"), {}, [Task("crossref", "crossref", work)])
    assert len(store.agenda(run).take("crossref", 9)) == 1
    assert settled(store, run) == [], "being asked is not answered"
    store.record(run, [RegistryAnswer(work.key, "crossref", RegistryOutcome.ABSENT)])
    assert settled(store, run) == [one]


def test_a_copy_that_may_be_tied_to_its_original_waits_for_the_end(store: Store, run: int) -> None:
    copy = replace(link(COPY), role=LinkRole.ARCHIVE)
    add(store, run, letter("a.txt", copy))
    store.record(run, [check(COPY)])
    assert settled(store, run) == []


def test_a_blocked_page_brings_another_question_first(store: Store, run: int) -> None:
    target = Target(ONE, ONE, cited_at="2020-01-01")
    tasks = [Task("live", "a.example", target), Task("wayback", "wayback", target)]
    one = store.add_document(run, letter("a.txt", ONE), {ONE: target}, tasks)
    store.record(run, [answer(ONE), check(ONE, Verdict.BLOCKED)])
    assert settled(store, run) == []
    store.record(run, [answer(ONE, archive="wayback" + NEWEST)])
    assert settled(store, run) == [one]


def test_they_come_in_windows(store: Store, run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SETTLED_AT_ONCE", 2)
    added = [add(store, run, letter(f"{number}.txt")) for number in range(5)]
    assert list(store.settled(run, 0)) == added[:2]
    assert settled(store, run) == added


def test_other_runs_do_not_matter(store: Store, run: int) -> None:
    one = add(store, run, letter("a.txt", ONE))
    store.record(run, [check(ONE)])
    other = store.begin(replace(PLAN, fingerprint="another")).id
    add(store, other, letter("b.txt", ONE))
    assert settled(store, run) == [one]
    assert settled(store, other) == []
