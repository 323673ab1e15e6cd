"""What is due, where failing links stand, and what an audit has to tell: over a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from checker.model import Verdict
from results import Store
from results.model import ChangeKind, RunPlan
from results.over_time.strikes import Rhythm

from ..samples import add, check, letter
from .test_history import A, B, C, gone, run_of

DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def audit_of(store: Store, verdicts: dict[str, Verdict], path: str = "a.txt") -> int:
    """An audit of today over a letter with these links."""
    run = store.begin(RunPlan("audit", f"{path}, again {len(verdicts)}", "0.1")).id
    number = add(store, run, letter(path, *verdicts))
    store.record(run, [check(url, verdict, datetime.now(UTC)) for url, verdict in verdicts.items()])
    found = [gone(url, path) for url, verdict in verdicts.items() if verdict is Verdict.GONE]
    store.save_findings(run, number, found)
    store.finish(run)
    return run


def test_only_what_is_due_is_left_to_ask(store: Store) -> None:
    now = datetime.now(UTC)
    first = store.begin(RunPlan("check", "first", "0.1")).id
    add(store, first, letter("a.txt", A, B, C))
    told = ((A, Verdict.OK, now), (B, Verdict.OK, now - 30 * DAY), (C, Verdict.GONE, now))
    store.record(first, [check(url, verdict, at) for url, verdict, at in told])
    store.finish(first)
    second = store.begin(RunPlan("audit", "second", "0.1")).id
    add(store, second, letter("a.txt", A, B, C))
    carried = store.carry(second, Rhythm())
    assert (carried.due, carried.carried) == (1, 2)
    asked = [task.target.url for task in store.agenda(second).take("a.example", 10)]
    assert asked == [B], "C failed today: it strikes again after more than three days"


def test_two_failing_links_stand_each_for_itself(store: Store) -> None:
    for day in (1, 6, 11):
        run_of(store, day, {A: Verdict.GONE, B: Verdict.OK, C: Verdict.OK}, [gone(A)])
    last = run_of(store, 12, {A: Verdict.GONE, B: Verdict.GONE, C: Verdict.OK}, [gone(A), gone(B)])
    (told,) = store.report(last).documents()
    standings = {key: each.strikes for key, each in told.dossier.standings.items()}
    assert standings == {A: 3, B: 1}
    assert told.dossier.standings[A].confirmed_at is not None
    assert told.dossier.standings[B].confirmed_at is None


def test_the_first_audit_of_a_letter_has_nothing_to_compare(store: Store) -> None:
    (news,) = store.audited(audit_of(store, {A: Verdict.GONE})).news()
    assert (news.path, news.verdicts, news.confirmed) == ("a.txt", (), ())
    assert [each.kind for each in news.changes] == [ChangeKind.NEW]


def test_an_audit_tells_what_changed_letter_by_letter(store: Store) -> None:
    run_of(store, 1, {A: Verdict.OK, B: Verdict.GONE, C: Verdict.OK}, [gone(B)])
    run_of(store, 2, {A: Verdict.OK}, [], "b.txt")
    run = audit_of(store, {A: Verdict.GONE, B: Verdict.OK, C: Verdict.OK})
    (news,) = store.audited(run).news()
    assert [(each.url, each.before, each.now) for each in news.verdicts] == [
        (A, Verdict.OK, Verdict.GONE),
        (B, Verdict.GONE, Verdict.OK),
    ]
    told = {(each.kind, each.finding.url) for each in news.changes}
    assert told == {(ChangeKind.NEW, A), (ChangeKind.MENDED, B)}


def test_a_link_that_struck_out_in_this_audit_is_told_once(store: Store) -> None:
    for day in (1, 6):
        run_of(store, day, {A: Verdict.GONE}, [gone(A)])
    run = audit_of(store, {A: Verdict.GONE})
    (news,) = store.audited(run).news()
    assert [(url, stands.strikes) for url, stands in news.confirmed] == [(A, 3)]
    (after,) = store.audited(audit_of(store, {A: Verdict.GONE, B: Verdict.OK})).news()
    assert after.confirmed == ()
