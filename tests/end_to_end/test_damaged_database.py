"""One rotten row in the database of a real run: every command says which, and tells the rest."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checker.model import NEWEST
from pincite.cli.entry import run as run_command
from tests.pincite.commands import pincite

LETTERS = ("coalition-letter.txt", "evening-hours-brief.md")
ROTTEN = {
    "hops": ("checks", "UPDATE checks SET hops = '{bad'"),
    "status": ("checks", "UPDATE checks SET status = 'abc'"),
    "verdict": ("checks", "UPDATE checks SET verdict = 'lively'"),
    "utf8": ("checks", "UPDATE checks SET evidence = CAST(x'ff41' AS TEXT)"),
    "text": ("pages", "UPDATE pages SET text = x'00ff'"),
    "cut": ("pages", "UPDATE pages SET text = substr(text, 1, length(text) / 2)"),
    "labels": ("pages", "UPDATE pages SET authors = '{bad'"),
    "copy": ("snapshots", "UPDATE snapshots SET verdict = 'lovely'"),
    "answer": ("archive_answers", "UPDATE archive_answers SET outcome = x'ff'"),
    "finding": ("findings", "UPDATE findings SET severity = 'grave'"),
    "citation": ("citations", "UPDATE citations SET authors = '[1]'"),
    "quotation": ("quotations", "UPDATE quotations SET verify = 'yes'"),
    "place": ("quotations", "UPDATE quotations SET note_id = x'ff'"),
    "title": ("documents", "UPDATE documents SET title = x'ff'"),
    "settings": ("runs", "UPDATE runs SET settings = '{bad'"),
    "ordinal": ("notes", "UPDATE notes SET ordinal = 1"),
    "target": ("urls", "UPDATE urls SET target = '{bad'"),
    "drift": ("drifts", "UPDATE drifts SET likeness = 'much'"),
}

TOLD = {
    "archive_answers": f"archive NOT LIKE '%{NEWEST}'",
    "snapshots": f"archive NOT LIKE '%{NEWEST}'",
    "pages": "id IN (SELECT page_id FROM checks)",
}
"""Rows that are read for a report; those of second witnesses are for blocked pages alone."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's letters and its database."""
    folder = tmp_path_factory.mktemp("demo")
    done = pincite("demo", "--keep", ".", "--output", "report.html", "-q", cwd=folder)
    assert done.code == 0, done.err
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def folder(played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it, on a machine where every request is refused."""
    for name in (*LETTERS, "pincite.db"):
        shutil.copy(played / name, tmp_path / name)
    (tmp_path / "pincite.toml").write_text(
        "[crawl]\nretries = 0\nhost_interval = 0.0\n[archives]\nenabled = false\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINCITE_NO_REGISTRIES", "1")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{closed.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "")
        yield tmp_path


def rot(folder: Path, sql: str) -> int:
    """Rots the middle row of a table; gives its number."""
    table = sql.split()[1]
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        told = f"SELECT rowid FROM {table} WHERE {TOLD.get(table, '1')} ORDER BY rowid"
        rows = db.execute(told).fetchall()
        (row,) = rows[len(rows) // 2]
        db.execute(f"{sql} WHERE rowid = {row}")
    return int(row)


@pytest.mark.parametrize(("table", "sql"), ROTTEN.values(), ids=ROTTEN)
def test_a_report_leaves_the_row_out_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], table: str, sql: str
) -> None:
    row = rot(folder, sql)
    code = run_command(["report", "--format", "json"])
    out, err = capsys.readouterr()
    documents = json.loads(out)["documents"]
    assert documents
    assert sum(len(each["checks"]) for each in documents) > 15
    if sql in (ROTTEN["text"][1], ROTTEN["cut"][1], ROTTEN["target"][1]):
        assert (code, err) == (1, ""), "no report reads these"
        return
    assert code == 3
    (line,) = err.splitlines()
    assert line.startswith(f"pincite: pincite.db: row {row} of the table {table} (")
    assert line.endswith("cannot be read: left out")


@pytest.mark.parametrize("sql", [sql for _, sql in ROTTEN.values()], ids=ROTTEN)
@pytest.mark.parametrize(
    "command",
    [
        ("check", *LETTERS),
        ("audit",),
        ("archive", *LETTERS, "--dry-run"),
        ("fix", *LETTERS),
        ("judge", "--list"),
        ("report", "--since", "2020-01-01", "--format", "html", "--output", "new.html"),
    ],
    ids=lambda command: command[0],
)
def test_no_command_calls_it_an_error_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str], sql: str, command: tuple[str, ...]
) -> None:
    rot(folder, sql)
    code = run_command(list(command))
    _, err = capsys.readouterr()
    assert code in (0, 1, 3)
    assert "internal error" not in err
    assert "Error" not in err
    about = [line for line in err.splitlines() if "cannot be read" in line]
    assert all(line.startswith("pincite: pincite.db: row ") for line in about)
    assert not about or code == 3


LAST = "SELECT max(id) FROM quotations WHERE document_id = 1 AND note_id IS NOT NULL"
LOST = {
    "gone": ("DELETE FROM quotations", "quotation_matches"),
    "nobodys letter": ("UPDATE quotations SET document_id = 999", "quotations"),
    "no letter": ("UPDATE quotations SET document_id = x'ff'", "quotations"),
    "nobodys note": ("UPDATE quotations SET note_id = 999", "quotations"),
    "anothers note": ("UPDATE quotations SET note_id = 2", "quotation_matches"),
    "anothers letter": ("UPDATE quotations SET document_id = 2", "quotations"),
}


@pytest.mark.parametrize(("sql", "table"), LOST.values(), ids=LOST)
@pytest.mark.parametrize("form", ["json", "html", "terminal", "sarif"])
def test_the_last_quotation_of_a_note_leaves_no_hole_and_breaks_nothing_off(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str, sql: str, table: str
) -> None:
    """Nothing stands after it whose place would tell that it is missing: what pages said of it
    does."""
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        db.execute("PRAGMA foreign_keys = OFF")
        ((last,),) = db.execute(LAST)
        ((of_it,),) = db.execute(
            "SELECT m.id FROM quotation_matches AS m JOIN notes ON notes.ordinal = m.note"
            " AND notes.document_id = m.document_id JOIN quotations AS q ON q.note_id = notes.id"
            " AND q.position = m.quotation WHERE q.id = ?",
            (last,),
        )
        assert db.execute(f"{sql} WHERE id = ?", (last,)).rowcount == 1
    code = run_command(["report", "--format", form])
    out, err = capsys.readouterr()
    assert code == 3
    row = of_it if table == "quotation_matches" else last
    about = [line for line in err.splitlines() if f"row {row} of the table {table} (" in line]
    assert len(about) == 1, err
    assert all(line.endswith("cannot be read: left out") for line in err.splitlines())
    assert all(name in out for name in LETTERS)
    if form == "json":
        documents = json.loads(out)["documents"]
        assert sum(len(each["checks"]) for each in documents) == 31


def test_the_history_of_another_link_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rot(folder, ROTTEN["verdict"][1])
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        sound = "SELECT url FROM checks WHERE verdict = 'gone' ORDER BY id LIMIT 1"
        lively = "SELECT url FROM checks WHERE verdict = 'lively'"
        ((gone,), (rotten,)) = (db.execute(sql).fetchone() for sql in (sound, lively))
    assert run_command(["history", gone]) == 0
    assert run_command(["history", rotten]) == 3
    out, err = capsys.readouterr()
    assert "never checked" in out
    assert "checks ('lively' is not a valid Verdict) cannot be read: left out" in err


def test_what_changed_is_told_with_the_words_that_were_quoted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Evidence counts the quotations of the running text, which stay where its links do."""
    assert run_command(["report", "--since", "2020-01-01"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "What changed since 1 Jan 2020" in out
