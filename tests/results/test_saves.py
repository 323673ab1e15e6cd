"""The memory of what was saved: planned, taken once, written down early, never forgotten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Order,
    Saved,
    SaveState,
    Snapshot,
    SnapshotVerdict,
)
from results import Store

from .samples import PLAN, add, letter

URL, OTHER = "https://city.example/report", "https://city.example/other"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
COPY = Snapshot(
    "wayback",
    "https://web.example/web/20260304120000/https://city.example/report",
    NOON,
    SnapshotVerdict.VERIFIED,
    original=URL,
    evidence="titled “Report”",
)
LANE = "wayback saving"


def run_of(store: Store) -> int:
    run = store.begin(PLAN).id
    add(store, run, letter("a.txt", URL, OTHER))
    return run


def key_of(url: str) -> str:
    (link,) = letter("a.txt", url).all_links()
    return link[1].key


def order(url: str = URL, service: str = "wayback") -> Order:
    return Order(key_of(url), url, service)


def plan(store: Store, run: int, *orders: Order) -> None:
    store.plan_saves(run, [(each, LANE) for each in orders])


def state(store: Store, url: str = URL, service: str = "wayback") -> SaveState:
    return store.saves([key_of(url)])[key_of(url), service].state


def test_an_order_is_handed_out_once_to_one_process(store: Store, path: Path) -> None:
    run = run_of(store)
    plan(store, run, order(), order(OTHER))
    agenda = store.saves_agenda(run)
    assert dict(agenda.lanes()) == {LANE: 2}
    (task,) = agenda.take(LANE, 1)
    with Store.open(path) as other:
        elsewhere = other.saves_agenda(run)
        assert dict(elsewhere.lanes()) == {LANE: 1}
        (rest,) = elsewhere.take(LANE, 5)
        assert {task.target.url, rest.target.url} == {URL, OTHER}
        assert elsewhere.take(LANE, 5) == []
    # The other process is gone, and with it what it had in hand.
    assert dict(agenda.lanes()) == {LANE: 1}


def test_submitting_and_the_job_are_written_down_at_once(store: Store, path: Path) -> None:
    run = run_of(store)
    plan(store, run, order())
    agenda = store.saves_agenda(run)
    (task,) = agenda.take(LANE, 1)
    taken = agenda.order(task)
    assert (taken.state, taken.submitted_at, taken.job) == (SaveState.PLANNED, None, None)
    agenda.submitting(taken)
    with Store.open(path, read_only=True) as seen:
        assert state(seen) is SaveState.SUBMITTING
    agenda.submitted(taken, "spn2-1")
    with Store.open(path, read_only=True) as seen:
        assert seen.saves([key_of(URL)])[key_of(URL), "wayback"].job == "spn2-1"


def test_what_was_submitted_is_taken_up_with_its_job(store: Store, path: Path) -> None:
    run = run_of(store)
    with Store.open(path) as killed:
        plan(killed, run, order())
        agenda = killed.saves_agenda(run)
        taken = agenda.order(agenda.take(LANE, 1)[0])
        agenda.submitting(taken)
        agenda.submitted(taken, "spn2-1")
    plan(store, run, order())
    again = store.saves_agenda(run)
    found = again.order(again.take(LANE, 1)[0])
    assert (found.state, found.job) == (SaveState.SUBMITTED, "spn2-1")
    assert found.submitted_at is not None


@pytest.mark.parametrize("ended", list(SaveState))
def test_what_is_confirmed_is_planned_no_more(store: Store, ended: SaveState) -> None:
    run = run_of(store)
    plan(store, run, order())
    agenda = store.saves_agenda(run)
    agenda.order(agenda.take(LANE, 1)[0])
    copy = COPY if ended is SaveState.CONFIRMED else None
    store.record(run, [Saved(key_of(URL), "wayback", ended, "why", "job", copy)])
    assert state(store) is ended
    assert store.saves_progress(run) == (1, 1)
    assert dict(agenda.lanes()) == {}
    plan(store, run, order())
    assert dict(agenda.lanes()) == ({} if ended is SaveState.CONFIRMED else {LANE: 1})


def test_a_page_may_be_saved_at_several_services(store: Store) -> None:
    run = run_of(store)
    plan(store, run, order(), order(service="perma"))
    agenda = store.saves_agenda(run)
    kinds = {agenda.order(each).service for each in agenda.take(LANE, 5)}
    assert kinds == {"wayback", "perma"}
    store.record(run, [Saved(key_of(URL), "perma", SaveState.FAILED, "no")])
    assert state(store) is SaveState.PLANNED
    assert state(store, service="perma") is SaveState.FAILED


def confirm(store: Store, run: int, copy: Snapshot, service: str = "wayback") -> None:
    plan(store, run, order(service=service))
    store.record(run, [Saved(key_of(URL), service, SaveState.CONFIRMED, copy=copy)])


def answers(store: Store, run: int) -> dict[str, ArchiveAnswer]:
    (document,) = store.document_ids(run)
    found = store.dossier(run, document).answers.get(key_of(URL), ())
    return {each.archive: each for each in found}


def test_a_confirmed_copy_is_an_archive_s_answer(store: Store) -> None:
    run = run_of(store)
    assert answers(store, run) == {}
    confirm(store, run, COPY)
    told = answers(store, run)["wayback"]
    assert (told.outcome, told.snapshots) == (ArchiveOutcome.FOUND, (COPY,))


@pytest.mark.parametrize(
    "outcome", [ArchiveOutcome.ABSENT, ArchiveOutcome.UNANSWERED, ArchiveOutcome.BLOCKED]
)
def test_it_counts_whatever_the_index_says_of_it(store: Store, outcome: ArchiveOutcome) -> None:
    run = run_of(store)
    confirm(store, run, COPY)
    store.record(run, [ArchiveAnswer(key_of(URL), "wayback", outcome, asked_at=NOON)])
    assert answers(store, run)["wayback"].snapshots == (COPY,)


def test_it_stands_beside_the_copies_that_the_archive_names(store: Store) -> None:
    run = run_of(store)
    old = Snapshot("wayback", "https://web.example/old", NOON, original=URL)
    confirm(store, run, COPY)
    found = ArchiveOutcome.FOUND
    store.record(run, [ArchiveAnswer(key_of(URL), "wayback", found, (old,), asked_at=NOON)])
    assert answers(store, run)["wayback"].snapshots == (old, COPY)
    # What the archive itself names was opened later: its judgement counts.
    worse = Snapshot("wayback", COPY.url, NOON, SnapshotVerdict.ERROR_CAPTURE, original=URL)
    store.record(run, [ArchiveAnswer(key_of(URL), "wayback", found, (worse,), asked_at=NOON)])
    assert answers(store, run)["wayback"].snapshots == (worse,)


def test_a_local_file_is_no_copy_for_readers(store: Store) -> None:
    run = run_of(store)
    plan(store, run, order(service="warc"))
    store.record(run, [Saved(key_of(URL), "warc", SaveState.CONFIRMED, job="a.wacz")])
    assert answers(store, run) == {}
    assert state(store, service="warc") is SaveState.CONFIRMED


def test_hostile_words_are_kept_as_text(store: Store) -> None:
    run = run_of(store)
    plan(store, run, order())
    odd = "\ud800 '; DROP TABLE saves; --"
    store.record(run, [Saved(key_of(URL), "wayback", SaveState.SUBMITTED, odd, job=odd)])
    save = store.saves([key_of(URL)])[key_of(URL), "wayback"]
    assert "DROP TABLE" in save.reason
    assert store.saves(["no such key"]) == {}
