"""PATH arguments: files, folders, globs, standard input, and whatever cannot be read."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from pincite.sources import Problem, Source, expand, read_bytes
from results import REPORTS, ReportOptions
from tests.results.reports.builders import EVERY_VERDICT, report


@pytest.fixture(autouse=True)
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", "sub/.e.txt", "program.exe"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Dear reader")


def paths(*arguments: str) -> list[str]:
    return [found.path for found in expand(arguments)]


def test_a_folder_is_read_in_order_without_hidden_files_and_programs() -> None:
    assert paths(".") == ["a.md", "b.txt", "sub/c.html"]


def test_a_named_file_is_read_whatever_its_name() -> None:
    assert paths("program.exe") == ["program.exe"]


def test_a_glob() -> None:
    assert paths("*.txt") == ["b.txt"]
    assert paths("**/*.html") == ["sub/c.html"]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_beside_the_letters_is_none_of_them(name: str) -> None:
    form = REPORTS[name]
    with Path(f"report{form.suffix}").open("w", encoding="utf-8") as out:
        form.write(report(EVERY_VERDICT), out, ReportOptions())
    assert paths(".") == ["a.md", "b.txt", "sub/c.html"]
    assert paths(f"report{form.suffix}") == [f"report{form.suffix}"], "it was asked for"
    if name in ("html", "markdown", "terminal", "summary"):
        assert paths("*") == ["a.md", "b.txt", "program.exe"]


def test_a_letter_that_quotes_a_report_is_read() -> None:
    told = "2 letters, 1 link: 1 gone\n1 finding: 1 error\n"
    Path("b.txt").write_text(f"Dear reader,\n\nour audit says:\n\n{told}\nYours, Ann\n")
    assert paths("b.txt", ".") == ["b.txt", "a.md", "sub/c.html"]
    Path("b.txt").write_text(f"a.txt\n0 notes, 0 links\n\n{told}".replace("\n", "\r\n"))
    assert paths(".") == ["a.md", "sub/c.html"]


def test_a_file_that_two_arguments_name_is_read_once() -> None:
    assert paths("b.txt", "./b.txt", ".") == ["b.txt", "a.md", "sub/c.html"]


def test_a_file_whose_name_looks_like_a_glob() -> None:
    Path("[1].txt").write_text("Dear reader")
    assert paths("[1].txt") == ["[1].txt"]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("nowhere.txt", "no such file or folder"),
        ("*.docx", "no file matches this pattern"),
        ("empty", "no letters in this folder"),
    ],
)
def test_what_is_not_there_is_a_problem_and_the_others_are_still_read(
    argument: str, message: str
) -> None:
    Path("empty").mkdir()
    problem, other = list(expand([argument, "b.txt"]))
    assert isinstance(problem, Problem)
    assert message in problem.message
    assert problem.usage
    assert isinstance(other, Source)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem() -> None:
    Path("b.txt").chmod(0)
    (source,) = expand(["b.txt"])
    assert isinstance(source, Source)
    assert read_bytes(source) == Problem("b.txt", "Permission denied")


def test_a_file_that_vanishes_is_a_problem() -> None:
    (source,) = expand(["b.txt"])
    Path("b.txt").unlink()
    assert isinstance(source, Source)
    assert read_bytes(source) == Problem("b.txt", "No such file or directory")


def test_a_folder_that_nobody_may_look_into_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it holds is not known: nothing is said of letters that are not there."""

    def refused(path: str) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    assert list(expand(["sub"])) == [Problem("sub", "Permission denied")]


def test_a_pipe_in_a_folder_is_left_alone_and_the_others_are_read() -> None:
    os.mkfifo("sub/never.txt")
    found = list(expand(["."]))
    assert [each.path for each in found] == ["a.md", "b.txt", "sub/c.html", "sub/never.txt"]
    assert found[-1] == Problem("sub/never.txt", "is no file: a pipe or a device")
    assert list(expand(["sub/*.txt"])) == [found[-1]]


def test_a_named_pipe_is_read_once_and_keeps_its_bytes() -> None:
    os.mkfifo("pipe")
    writer = threading.Thread(target=lambda: Path("pipe").write_bytes(b"Dear reader"))
    writer.start()
    (source,) = expand(["pipe"])
    assert isinstance(source, Source)
    assert read_bytes(source) == b"Dear reader"
    writer.join()
    assert read_bytes(source) == b"Dear reader"


def test_a_device_without_an_end_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.sources.MOST_BYTES", 3 << 20)
    (source,) = expand(["/dev/zero"])
    assert isinstance(source, Source)
    assert read_bytes(source) == Problem("/dev/zero", "larger than 3 MB")


@pytest.mark.parametrize("name", ["", "x" * 5000, "a/" * 5000, "nul\0byte"])
def test_a_name_that_no_file_can_have_is_a_problem_and_the_others_are_still_read(
    name: str,
) -> None:
    problem, other = list(expand([name, "b.txt"]))
    assert problem == Problem(name or "''", "no such file or folder", usage=True)
    assert other.path == "b.txt"
