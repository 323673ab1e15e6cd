"""What earlier runs read is handed to the crawler, and kept where it was when it still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checker.model import Check, Exchange, Hop, Judgement, Known, Page, Request, Verdict
from results import Store
from results.rows.values import moment_text

from .samples import PLAN, add, connection_of, letter

URL = "https://a.example/minutes"
PAGE = Page(title="Minutes", text="The council met.", anchors=frozenset({"top"}), words=3)


def read(page: Page | None = PAGE, *, days: int = 1, verdict: Verdict = Verdict.OK) -> Check:
    at = datetime.now(UTC) - timedelta(days=days)
    exchange = Exchange(
        Request(URL), 200, (("etag", '"1"'),), (Hop(URL, 200),), digest="d1", page=page, at=at
    )
    return Check(URL, URL, Judgement(verdict, verdict.value), exchange, at)


def begun(store: Store, version: str = PLAN.version) -> int:
    run = store.begin(replace(PLAN, fingerprint=f"of {datetime.now(UTC)}", version=version)).id
    add(store, run, letter("a.txt", URL))
    return run


def asked(store: Store, *checks: Check, version: str = PLAN.version) -> Known | None:
    for check in checks:
        run = begun(store)
        store.record(run, [check])
        store.finish(run)
    (task,) = store.agenda(begun(store, version)).take("a.example", 5)
    return task.known


def test_a_page_that_was_read_is_known_without_its_text(store: Store) -> None:
    known = asked(store, read())
    assert known is not None
    assert (known.number, known.judgement.verdict) == (1, Verdict.OK)
    assert (known.exchange.header("etag"), known.exchange.digest) == ('"1"', "d1")
    assert known.exchange.page is not None
    assert (known.exchange.page.title, known.exchange.page.text) == ("Minutes", "")


def test_nothing_is_known_in_a_new_database(store: Store) -> None:
    assert asked(store) is None


@pytest.mark.parametrize(
    "checks",
    [
        [read(verdict=Verdict.GONE)],
        [read(verdict=Verdict.MOVED)],
        [read(), read(verdict=Verdict.UNREACHABLE)],
        [read(None)],
        [read(days=31)],
        [read(days=-1)],
    ],
    ids=["dead", "moved", "failing since", "no page", "long ago", "in the future"],
)
def test_what_is_read_anew(store: Store, checks: list[Check]) -> None:
    assert asked(store, *checks) is None


def test_another_version_reads_for_itself(store: Store) -> None:
    assert asked(store, read(), version="9.9") is None


def unchanged(known: Known) -> Check:
    at = datetime.now(UTC)
    exchange = replace(known.exchange, hops=(Hop(URL, 304),), at=at)
    return Check(URL, URL, known.judgement, exchange, at, known=known)


def test_an_unchanged_page_keeps_its_evidence(store: Store) -> None:
    known = asked(store, read(days=20))
    assert known is not None
    run = store.report().run.id
    store.record(run, [unchanged(known)])
    (document,) = store.document_ids(run)
    check = store.dossier(run, document).checks[URL]
    assert check.judgement == known.judgement
    assert check.exchange is not None
    assert check.exchange.page == PAGE
    assert check.exchange.hops[-1].status == 304
    rows = connection_of(store).rows("SELECT page_id, read_id FROM checks ORDER BY id")
    assert [tuple(row) for row in rows] == [(1, None), (1, 1)]
    assert len(connection_of(store).rows("SELECT 1 FROM pages")) == 1


def test_a_page_is_read_anew_after_a_month_however_often_it_was_unchanged(store: Store) -> None:
    known = asked(store, read(days=20))
    assert known is not None
    run = store.report().run.id
    store.record(run, [unchanged(known)])
    store.finish(run)
    again = asked(store)
    assert again is not None
    assert again.number == 2
    run = store.report().run.id
    store.record(run, [unchanged(again)])
    store.finish(run)
    rows = connection_of(store).rows("SELECT read_id FROM checks ORDER BY id")
    assert [row[0] for row in rows] == [None, 1, 1], "all go back to the one that read"
    long_ago = moment_text(datetime.now(UTC) - timedelta(days=31))
    with connection_of(store).writing() as db:
        db.execute("UPDATE checks SET answered_at = ? WHERE id = 1", (long_ago,))
    assert asked(store) is None
