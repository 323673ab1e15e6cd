"""Links of a run that end at one page are judged side by side, and the database tells one story."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from checker.model import Check, Exchange, Hop, Judgement, Page, Request, Verdict
from citations import canonical_key
from results import Store

from .samples import PLAN, add, assert_counts, check, connection_of, letter

SINK = "https://a.example/welcome"
SWEPT = tuple(f"https://a.example/reports/{n}/{name}" for n, name in
              enumerate(("buses", "hours", "trees")))  # fmt: skip
OTHER = "https://a.example/reports/4/maps"


def moved(url: str, final: str = SINK) -> Check:
    hops = (Hop(url, 301, final), Hop(final, 200))
    at = datetime.now(UTC)
    page = Page(title="Welcome", text="What we do. " * 40, words=120)
    exchange = Exchange(Request(url), 200, hops=hops, page=page, at=at)
    return Check(
        canonical_key(url), url, Judgement(Verdict.MOVED, "moved-permanently"), exchange, at
    )


def begun(store: Store, *urls: str) -> int:
    run = store.begin(replace(PLAN, fingerprint=f"of {' '.join(urls)} {datetime.now(UTC)}")).id
    add(store, run, letter("a.txt", *urls))
    return run


def verdicts(store: Store, run: int) -> dict[str, tuple[str, str]]:
    (document,) = store.document_ids(run)
    checks = store.dossier(run, document).checks.values()
    return {each.url: (each.judgement.verdict.value, each.judgement.reason) for each in checks}


def test_they_are_judged_anew_in_every_table(store: Store) -> None:
    run = begun(store, *SWEPT, OTHER)
    store.record(run, [*map(moved, SWEPT), check(OTHER)])
    assert store.judge_sinks(run) == 3
    assert store.judge_sinks(run) == 0
    told = verdicts(store, run)
    assert {told[url] for url in SWEPT} == {("soft_404", "generic-sink")}
    assert told[OTHER][0] == "ok"
    rows = connection_of(store).rows("SELECT answer, count(*) FROM queue GROUP BY answer")
    assert {row[0]: row[1] for row in rows} == {"soft_404": 3, "ok": 1}
    (standing,) = {row["strikes"] for row in connection_of(store).rows("SELECT * FROM standings")}
    assert standing == 1
    store.finish(run)
    assert_counts(store, run)
    assert store.report(run).verdicts()[Verdict.SOFT_404] == 3


def test_two_do_not_make_one_and_other_runs_are_left_alone(store: Store) -> None:
    first = begun(store, *SWEPT[:2])
    store.record(first, map(moved, SWEPT[:2]))
    assert store.judge_sinks(first) == 0
    store.finish(first)
    second = begun(store, SWEPT[2])
    store.record(second, [moved(SWEPT[2])])
    assert store.judge_sinks(second) == 0, "the links of another letter are not this run's"
    assert set(verdicts(store, first).values()) == {("moved", "moved-permanently")}


def test_those_that_were_carried_are_witnesses(store: Store) -> None:
    """Found swept in one run, a link stays so when it is asked again and the others are not due."""
    first = begun(store, *SWEPT)
    store.record(first, map(moved, SWEPT))
    assert store.judge_sinks(first) == 3
    store.finish(first)
    second = begun(store, *SWEPT)
    ids = connection_of(store).rows("SELECT id, url_id, url FROM checks ORDER BY id")
    with connection_of(store).writing() as db:
        db.executemany(
            "UPDATE queue SET state = 'done', answer = 'soft_404', check_id = ?"
            " WHERE run_id = ? AND kind = 'live' AND url_id = ?",
            [(row["id"], second, row["url_id"]) for row in ids if row["url"] != SWEPT[0]],
        )
    store.record(second, [moved(SWEPT[0])])
    assert store.judge_sinks(second) == 1
    assert set(verdicts(store, second).values()) == {("soft_404", "generic-sink")}


def test_a_database_from_before_is_brought_up_to_date(tmp_path: Path) -> None:
    with Store.open(tmp_path / "old.db") as store, connection_of(store).writing() as db:
        db.execute("DROP INDEX checks_landing")
        db.execute("ALTER TABLE checks DROP COLUMN read_id")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm009_where_links_end'")
    with Store.open(tmp_path / "old.db") as store:
        run = begun(store, *SWEPT)
        store.record(run, map(moved, SWEPT))
        assert store.judge_sinks(run) == 3
