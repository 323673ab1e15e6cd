"""What a database holds that no pincite wrote: found, named, left out; a sound one is believed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model import ArchiveAnswer, Check, Outcome, RegistryAnswer, Verdict
from citations.model import Document
from results import Store
from results import connection as connections
from results.damaged.damage import damage_in
from results.model import Finding, Severity, StoreDamaged
from results.rows.values import MOST_UNFOLDED, unfolded

from ..samples import NOON, PLAN, add, answer, ask_all, check, connection_of, every, letter

A, B = "https://a.example/a", "https://b.example/b"
FINDING = Finding("PC201", "link-gone", Severity.ERROR, "Gone.", "a.txt", url=A)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A finished run over two letters, each with one link."""
    file = tmp_path / "pincite.db"
    with Store.open(file) as store:
        run = store.begin(PLAN).id
        for name, url in (("a.txt", A), ("b.txt", B)):
            number = add(store, run, letter(name, url), "wayback")
            store.save_findings(run, number, [FINDING])
        ask_all(store, run)
        store.finish(run)
    return file


def rot(path: Path, sql: str, *values: object) -> None:
    """Changes the file as another program might."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        assert raw.execute(sql, values).rowcount > 0


@pytest.fixture
def reader(path: Path) -> Iterator[Store]:
    with Store.open(path, read_only=True) as store:
        yield store


ROTTEN = [
    ("checks", "hops", "{bad", 1),
    ("checks", "hops", "[1]", 1),
    ("checks", "headers", b"\xff", 1),
    ("checks", "status", "abc", 1),
    ("checks", "elapsed", b"", 1),
    ("checks", "verdict", "lively", 1),
    ("checks", "checked_at", "yesterday", 1),
    ("pages", "text", b"no zlib", 1),
    ("pages", "anchors", zlib.compress(b"{bad"), 1),
    ("pages", "text", zlib.compress(b"words " * 90)[:-9], 1),
    ("snapshots", "captured_at", "", 1),
    ("archive_answers", "outcome", "perhaps", 1),
    ("findings", "severity", "grave", 1),
    ("findings", "line", "three", 1),
    ("links", "span_start", "x", 1),
    ("links", "form", "odd", 1),
    ("documents", "title", b"\xff", 1),
]


@pytest.mark.parametrize(("table", "column", "value", "row"), ROTTEN)
def test_a_damaged_row_is_named(
    path: Path, table: str, column: str, value: object, row: int
) -> None:
    rot(path, f"UPDATE {table} SET {column} = ? WHERE id = ?", value, row)
    with Store.open(path, read_only=True) as store:
        (found,) = damage_in(connection_of(store))
    assert (found.table, found.row) == (table, row)
    assert f"row {row} of the table {table} (" in str(found)


@pytest.mark.parametrize(("table", "column", "value", "row"), ROTTEN)
def test_a_report_tells_what_is_sound(
    path: Path, table: str, column: str, value: object, row: int
) -> None:
    rot(path, f"UPDATE {table} SET {column} = ? WHERE id = ?", value, row)
    with Store.open(path, read_only=True) as reader:
        report = reader.report()
        told = {each.dossier.document.path: each for each in report.documents()}
        assert set(told) >= {"b.txt"}
        assert told["b.txt"].dossier.checks[B].judgement.verdict is Verdict.OK
        assert told["b.txt"].findings == (FINDING,)
        list(report.briefs())
        report.summary()
        assert report.verdicts() == {Verdict.OK: 2}
        # Texts and anchors of pages are not read for a report.
        whole = table == "pages" and column in ("text", "anchors")
        assert bool(reader.left_out) is not whole
        for line in reader.left_out:
            assert line.startswith(f"{path}: row {row} of the table {table} (")


QUOTED = (
    "INSERT INTO quotations (document_id, position, raw, span_start, span_end, segments,"
    " verify) VALUES (1, ?, '“x”', 0, 3, '[\"x\"]', 1)"
)


@pytest.mark.parametrize("places", [(1,), (0, 2), (0, 0)])
def test_a_letter_of_which_a_part_is_missing_is_left_out(
    path: Path, reader: Store, places: tuple[int, ...]
) -> None:
    """Its other parts would be told of the wrong words."""
    for place in places:
        rot(path, QUOTED, place)
    (told,) = reader.report().documents()
    assert told.dossier.document.path == "b.txt"
    assert reader.left_out == [
        f"{path}: row 1 of the table documents (not all of its quotations are there) cannot be"
        " read: left out"
    ]


def test_whoever_writes_stops_in_one_line(path: Path) -> None:
    rot(path, "UPDATE checks SET hops = '{bad' WHERE id = 1")
    named = r"pincite\.db: row 1 of the table checks \(hops: "
    with pytest.raises(StoreDamaged, match=named), Store.open(path) as store:
        store.dossier(1, 1)


def test_a_mistake_of_ours_is_not_called_damage(path: Path) -> None:
    with pytest.raises(TypeError, match="ours"), Store.open(path, read_only=True):
        raise TypeError("ours")


def test_a_verdict_in_the_queue_that_is_none_counts_as_unknown(path: Path, reader: Store) -> None:
    rot(path, "UPDATE queue SET answer = 'lively' WHERE kind = 'live' AND url_id = 1")
    assert reader.report().verdicts() == {Verdict.OK: 1, Verdict.UNKNOWN: 1}


def test_settings_of_a_run_that_cannot_be_read_do_not_hide_the_run(
    path: Path, reader: Store
) -> None:
    rot(path, "UPDATE runs SET settings = '{bad'")
    assert len(list(reader.changes(None, "2020-01-01").documents())) == 2
    assert "row 1 of the table runs (settings: " in reader.left_out[0]


def test_text_that_is_no_utf8(path: Path, reader: Store) -> None:
    rot(path, "UPDATE checks SET evidence = CAST(x'ff41' AS TEXT) WHERE id = 1")
    assert len(list(reader.report().documents())) == 2
    assert "row 1 of the table checks (evidence: is no UTF-8)" in reader.left_out[0]


def test_a_cell_of_any_size_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rot(path, "UPDATE checks SET evidence = replace(hex(zeroblob(50000)), '0', 'x') WHERE id = 1")
    monkeypatch.setattr(connections, "_MOST_BYTES", 60_000)
    with Store.open(path, read_only=True) as store:
        assert len(list(store.report().documents())) == 2
        assert "row 1 of the table checks (string or blob too big)" in store.left_out[0]


def test_what_unfolds_without_end_is_not_unfolded() -> None:
    bomb = zlib.compressobj(9)
    piece = bytes(1 << 20)
    data = b"".join(bomb.compress(piece) for _ in range(MOST_UNFOLDED // len(piece) + 1))
    with pytest.raises(ValueError, match="no end"):
        unfolded(data + bomb.flush())


def test_more_damage_than_can_be_told_is_told_as_such(path: Path, reader: Store) -> None:
    rows = [(1, 1, "PC201", "link-gone", "grave", "Gone.", "a.txt")] * 1_100
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO findings (run_id, document_id, code, slug, severity, message, path)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    with pytest.raises(StoreDamaged, match="and 999 more; restore"):
        list(reader.report().documents())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    every(Document),
    every(Check),
    every(ArchiveAnswer),
    every(RegistryAnswer),
    st.lists(every(Finding), max_size=2),
)
def test_nothing_that_we_write_is_called_damaged(
    document: Document,
    checked: Check,
    archived: ArchiveAnswer,
    registered: RegistryAnswer,
    found: list[Finding],
) -> None:
    with Store.open(":memory:") as store:
        run = store.begin(PLAN).id
        notes = (replace(each, ordinal=place) for place, each in enumerate(document.notes, 1))
        number = store.add_document(run, replace(document, notes=tuple(notes)), {}, ())
        add(store, run, letter("other.txt", A), "wayback")
        outcomes: list[Outcome] = [checked, archived, registered, check(A, at=NOON), answer(A)]
        store.record(run, outcomes)
        store.save_findings(run, number, found)
        store.finish(run)
        assert damage_in(connection_of(store)) == ()
