"""Bad input: one clear line each, the right exit code, the other files still read."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ..commands import Done, pincite

LETTER = "Dear reader,\n\nSee https://example.org/report for the whole text.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(LETTER)
    return tmp_path


def one_line(done: Done) -> str:
    (line,) = done.err.splitlines()
    assert line.startswith("pincite: ")
    assert "Traceback" not in done.err
    return line


@pytest.mark.parametrize("command", ["check", "extract", "archive"])
@pytest.mark.parametrize("output", ["good.txt", "./good.txt"])
def test_a_letter_is_not_written_over(folder: Path, command: str, output: str) -> None:
    done = pincite(command, "good.txt", "--output", output, cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert one_line(done) == f"pincite: --output: {output} is a letter that is to be read"
    assert (folder / "good.txt").read_text() == LETTER


def documents(done: Done) -> list[str]:
    return [each["path"] for each in json.loads(done.out)["documents"]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)),
        ("program", b"\x7fELF\x02\x01\x01" + bytes(500)),
    ],
)
def test_a_file_that_is_no_letter_is_one_line_and_the_other_is_read(
    folder: Path, name: str, data: bytes
) -> None:
    (folder / name).write_bytes(data)
    done = pincite("extract", name, "good.txt", "--format", "json", cwd=folder)
    assert done.code == 3
    assert one_line(done).startswith(f"pincite: {name}: ")
    assert documents(done) == ["good.txt"]


def test_a_missing_path_is_a_usage_error_and_the_other_is_read(folder: Path) -> None:
    done = pincite("extract", "nowhere.txt", "good.txt", "--format", "json", cwd=folder)
    assert done.code == 2
    assert one_line(done) == "pincite: nowhere.txt: no such file or folder"
    assert documents(done) == ["good.txt"]


def test_a_folder_without_letters(folder: Path) -> None:
    (folder / "sub").mkdir()
    done = pincite("check", "sub", cwd=folder)
    assert done.code == 2
    assert "no letters in this folder" in one_line(done)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1", "utf-32"])
def test_encodings(folder: Path, encoding: str) -> None:
    text = "Café letter: see https://example.org/café\n"
    (folder / "other.txt").write_bytes(text.encode(encoding))
    done = pincite("extract", "other.txt", "--format", "json", cwd=folder)
    if encoding == "utf-16-le":  # without a byte order mark it is indistinguishable from a binary
        assert done.code in (0, 3)
        return
    assert done.code == 0
    document = done.document
    assert [link["raw"] for link in document["body"]["links"]] == ["https://example.org/café"]


def test_a_line_of_10_megabytes(folder: Path) -> None:
    block = b"word " * 2000 + b"http://example.org/x. "
    data = block * (10_000_000 // len(block))
    (folder / "long.txt").write_bytes(data)
    done = pincite("extract", "long.txt", "--output", "out.json", "--format", "json", cwd=folder)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"this is a text file, not a database" * 40, "no SQLite database"),
        (None, "folder"),
    ],
)
def test_a_database_that_is_none(folder: Path, data: bytes | None, message: str) -> None:
    path = folder / "other.db"
    path.mkdir() if data is None else path.write_bytes(data)
    done = pincite("check", "good.txt", "--db", "other.db", cwd=folder)
    assert done.code == 3
    assert message in one_line(done)
    assert data is None or path.read_bytes() == data


def test_somebody_elses_database_is_left_alone(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "other.db")) as db, db:
        db.execute("create table notes (text)")
    before = (folder / "other.db").read_bytes()
    done = pincite("check", "good.txt", "--db", "other.db", cwd=folder)
    assert done.code == 3
    assert "pincite" in one_line(done)
    assert (folder / "other.db").read_bytes() == before


def test_a_report_from_no_database(folder: Path) -> None:
    done = pincite("report", cwd=folder)
    assert done.code == 3
    assert "pincite.db" in one_line(done)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("extract",),
        ("nonsense",),
        ("check", "good.txt", "--format", "nonsense"),
        ("check", "good.txt", "--timeout", "soon"),
        ("check", "good.txt", "--config", "nowhere.toml"),
        ("explain", "PC999"),
    ],
)
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    done = pincite(*arguments, cwd=folder)
    assert done.code == 2
    assert done.out == ""
    assert "Traceback" not in done.err
    assert not (folder / "pincite.db").exists()


def test_an_empty_path_is_shown_as_one(folder: Path) -> None:
    done = pincite("extract", "", cwd=folder)
    assert done.code == 2
    assert one_line(done) == "pincite: '': no such file or folder"


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("audit",),
        ("history", "http://a.example/"),
        ("judge", "http://a.example/", "dead", "--until", "2999-01-01", "--why", "seen"),
        ("judge", "--list"),
    ],
    ids=" ".join,
)
def test_what_needs_a_database_makes_none_and_says_what_does(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = pincite(*words, cwd=tmp_path)
    assert done.code == 3
    assert one_line(done) == (
        "pincite: pincite.db: there is no such database; `pincite check PATH…` makes one, or name"
        " another with --db"
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["extract", "check"])
def test_closed_standard_input_is_told(folder: Path, command: str) -> None:
    words = (sys.executable, "-m", "pincite", command, "-")
    closing = ("sh", "-c", 'exec "$@" <&-', "sh", *words)
    done = subprocess.run(closing, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "pincite: -: standard input is closed\n"
