"""The views that people query, with nothing but sqlite3, as Datasette does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.model import (
    DEAD,
    ArchiveOutcome,
    Order,
    Saved,
    SaveState,
    Snapshot,
    SnapshotVerdict,
    Target,
    Verdict,
)
from citations.model import Note, NoteKind, Pairing, Span
from results import FORGOTTEN, MISSING, Store
from results.dictionary import relations

from .samples import NOON, PLAN, add, answer, check, letter, link

A, B, C = (f"https://a.example/{name}" for name in "abc")
COPY = "https://web.archive.org/web/2018/" + C
ORDER = Order(A, A, "wayback")
VERIFIED, UNVERIFIED = SnapshotVerdict.VERIFIED, SnapshotVerdict.UNVERIFIED


def asked(path: Path, sql: str) -> list[dict[str, object]]:
    """Rows of a query, through a connection that may only read."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        return [dict(row) for row in raw.execute(sql)]


def run_of(store: Store, *verdicts: tuple[str, Verdict], at: datetime = NOON) -> int:
    """A finished run over one letter with these links."""
    run = store.begin(PLAN).id
    add(store, run, letter("a.txt", *(url for url, _ in verdicts)))
    store.record(run, [check(url, verdict, at) for url, verdict in verdicts])
    store.finish(run)
    return run


def test_status_tells_each_link_with_its_newest_check_and_a_copy(path: Path, store: Store) -> None:
    note = Note(
        kind=NoteKind.FOOTNOTE,
        label="7",
        ordinal=1,
        text="See B.",
        span=Span(100, 200),
        label_span=Span(99, 100),
        line=9,
        page=None,
        pairing=Pairing.ORPHAN_NOTE,
        reference=None,
        links=(link(B, 110), link(COPY, 150, archive_of=C)),
    )
    document = replace(letter("letters/a.txt", A), notes=(note,))
    run = store.begin(PLAN).id
    targets = {key: Target(key, key) for key in (A, B, COPY, C)}
    store.add_document(run, document, targets, ())
    store.record(run, [check(A), check(B, Verdict.GONE, NOON), answer(B), answer(C)])
    store.record(run, [answer(A, ArchiveOutcome.ABSENT)])
    told = asked(
        path, "SELECT path, note, line, url, verdict, archive_url FROM status ORDER BY line"
    )
    copy_of = "https://archive.example/"
    assert [tuple(each.values()) for each in told] == [
        ("letters/a.txt", None, 1, A, "ok", None),
        ("letters/a.txt", "7", 111, B, "gone", copy_of + B),
        ("letters/a.txt", "7", 151, COPY, None, copy_of + C),
    ]
    (gone,) = asked(path, "SELECT * FROM status WHERE verdict = 'gone'")
    at_noon = "2026-03-04T12:00:00.000000+00:00"
    assert (gone["checked_at"], gone["captured_at"]) == (at_noon, at_noon)
    assert (gone["final_url"], gone["reason"]) == (B + "#moved", "a-reason")


def test_status_tells_the_newest_reading_only(path: Path, store: Store) -> None:
    for number, (name, url) in enumerate([("a", A), ("b", B), ("a", B), ("a", A)]):
        run = store.begin(PLAN).id
        add(store, run, letter(f"{name}.txt", url, sha256=f"{ord(name)}{url}"))
        store.record(run, [check(url, list(Verdict)[number])])
        store.finish(run)
    told = asked(path, "SELECT path, url, verdict FROM status ORDER BY path")
    # The letter a is back to its first reading, whose row is older than that of the second.
    assert [tuple(each.values()) for each in told] == [
        ("a.txt", A, list(Verdict)[3].value),
        ("b.txt", B, list(Verdict)[2].value),
    ]


def test_letters_that_left_are_in_no_view_until_they_are_read_again(
    path: Path, store: Store
) -> None:
    def read(name: str, *urls: str) -> None:
        run = store.begin(PLAN).id
        add(store, run, letter(f"{name}.txt", *urls))
        store.record(run, [check(url, Verdict.GONE) for url in urls])
        store.finish(run)

    def told(view: str) -> list[tuple[object, object]]:
        rows = asked(path, f"SELECT path, url FROM {view} ORDER BY path, url")
        return [(each["path"], each["url"]) for each in rows]

    views = ("status", "dead_links")
    read("a", A, B)
    read("b", B, C)
    store.depart(["b.txt"], MISSING)
    # B is still cited by the letter a, C by none.
    assert [told(view) for view in views] == [[("a.txt", A), ("a.txt", B)]] * 2
    store.depart(["a.txt"], FORGOTTEN)
    assert [told(view) for view in views] == [[], []]
    read("b", B, C)
    assert [told(view) for view in views] == [[("b.txt", B), ("b.txt", C)]] * 2


def test_a_verified_copy_comes_first(path: Path, store: Store) -> None:
    run = store.begin(PLAN).id
    add(store, run, letter("a.txt", A))
    found = answer(A)
    verified = replace(found.snapshots[0], url="https://archive.example/good")
    good = replace(verified, verdict=type(verified.verdict).VERIFIED)
    store.record(run, [replace(found, snapshots=(*found.snapshots, good)), answer(A, archive="z")])
    assert asked(path, "SELECT archive_url FROM status") == [{"archive_url": good.url}]


@pytest.mark.parametrize(
    ("found", "saved", "told"),
    [
        (None, None, None),
        (None, UNVERIFIED, "https://saved.example/"),
        (None, VERIFIED, "https://saved.example/"),
        (UNVERIFIED, UNVERIFIED, "https://archive.example/"),
        (UNVERIFIED, VERIFIED, "https://saved.example/"),
        (VERIFIED, VERIFIED, "https://archive.example/"),
        (SnapshotVerdict.ERROR_CAPTURE, UNVERIFIED, "https://saved.example/"),
    ],
)
def test_a_saved_copy_is_told_where_no_better_one_is(
    path: Path,
    store: Store,
    found: SnapshotVerdict | None,
    saved: SnapshotVerdict | None,
    told: str | None,
) -> None:
    run = run_of(store, (A, Verdict.GONE))
    if found is not None:
        known = answer(A)
        shown = (replace(known.snapshots[0], url="https://archive.example/", verdict=found),)
        store.record(run, [replace(known, snapshots=shown)])
    if saved is not None:
        at = NOON + timedelta(days=1)
        copy = Snapshot("wayback", "https://saved.example/", at, saved, original=A)
        store.plan_saves(run, [(ORDER, "wayback saving")])
        confirmed = Saved(ORDER.key, ORDER.service, SaveState.CONFIRMED, copy=copy)
        store.record(run, [confirmed])
    for view in ("status", "dead_links"):
        (row,) = asked(path, f"SELECT archive_url, captured_at FROM {view}")
        assert row["archive_url"] == told
        if told is not None:
            day = "2026-03-05" if "saved" in told else "2026-03-04"
            assert str(row["captured_at"]).startswith(day)


def test_a_save_that_is_not_confirmed_is_no_copy(path: Path, store: Store) -> None:
    run = run_of(store, (A, Verdict.GONE))
    store.plan_saves(run, [(ORDER, "wayback saving")])
    assert [each["archive_url"] for each in asked(path, "SELECT archive_url FROM status")] == [None]


def test_dead_links_tell_since_when(path: Path, store: Store) -> None:
    now = datetime.now(UTC)

    def ago(days: int) -> datetime:
        return now - timedelta(days=days)

    run_of(store, (A, Verdict.GONE), (B, Verdict.GONE), (C, Verdict.GONE), at=ago(40))
    run_of(store, (A, Verdict.OK), (B, Verdict.BLOCKED), (C, Verdict.GONE), at=ago(30))
    run_of(store, (A, Verdict.UNREACHABLE), (B, Verdict.UNKNOWN), (C, Verdict.OK), at=ago(20))
    run_of(store, (A, Verdict.GONE), (B, Verdict.SOFT_404), (C, Verdict.MOVED), at=ago(10))
    told = asked(path, "SELECT url, verdict, days_dead, failures FROM dead_links")
    # Blocked and unknown neither count as a failure nor end a row of them.
    assert [tuple(each.values()) for each in told] == [
        (B, "soft_404", 40.0, 2),
        (A, "gone", 20.0, 2),
    ]


def test_every_dead_verdict_and_no_other_is_in_dead_links(path: Path, store: Store) -> None:
    run_of(store, *((f"{A}/{verdict}", verdict) for verdict in Verdict))
    told = {each["verdict"] for each in asked(path, "SELECT verdict FROM dead_links")}
    assert told == {each.value for each in DEAD}


def test_every_view_and_table_can_be_read_while_a_run_writes(path: Path, store: Store) -> None:
    run = store.begin(PLAN).id
    add(store, run, letter("a.txt", A))
    store.agenda(run).take("a.example", 1)
    names = asked(path, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    assert len(names) > 15
    for each in names:
        asked(path, f'SELECT * FROM "{each["name"]}" LIMIT 1')
    assert asked(path, "PRAGMA foreign_key_check") == []
    assert asked(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_the_types_that_the_docs_name_are_those_of_the_cells(path: Path, store: Store) -> None:
    """SQLite knows none of what a view computes: there the page says it in our words."""
    run = run_of(store, (A, Verdict.GONE))
    store.record(run, [answer(A)])
    for relation in relations():
        if relation.kind != "view":
            continue
        assert relation.name in ("status", "dead_links")
        told = {each.name: each.type for each in relation.columns}
        types = ", ".join(f"typeof({name}) AS {name}" for name in told)
        (row,) = asked(path, f"SELECT {types} FROM {relation.name}")
        for name, type_ in row.items():
            named = told[name].removesuffix(", computed")
            assert named in ("integer", "real", "text"), f"{relation.name}.{name}"
            assert type_ in (named, "null"), f"{relation.name}.{name}"
        computed = [name for name, type_ in told.items() if type_.endswith(", computed")]
        assert computed
        assert all(row[name] != "null" for name in computed), "this row shows nothing of these"
