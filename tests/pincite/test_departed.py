"""Which letters of the database are gone, and which are on a disk that is not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from pincite.departed import at_paths, on_disk, survey
from results import MISSING, KnownLetter


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(*paths: str, roots: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """Letters that are gone, and folders that are absent, of letters at these paths."""
    letters = [KnownLetter(number, path, "", "1") for number, path in enumerate(paths)]
    found = survey(letters, roots)
    return [each.path for each in found.gone], [each.path for each in found.absent]


def place(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def test_a_letter_is_gone_where_its_folder_is_there() -> None:
    place("letters/a.md")
    assert told("letters/a.md", "letters/b.md", "https://a.example/c") == (["letters/b.md"], [])


def test_an_empty_folder_may_be_a_disks() -> None:
    Path("disk").mkdir()
    place("a.md")
    assert told("a.md", "disk/b.md", roots=["."]) == ([], ["disk"])


@pytest.mark.parametrize("root", [".", "./", "letters", "letters/"])
def test_a_folder_inside_of_what_was_checked_is_gone(root: str) -> None:
    place("pincite.db", "letters/pictures/b.png")
    assert told("letters/old/a.md", roots=[root]) == (["letters/old/a.md"], [])


@pytest.mark.parametrize("roots", [[], ["letters"], ["letters/*.md"], ["letters/a.md"], ["other"]])
def test_the_folder_that_was_checked_may_be_a_disks(roots: list[str]) -> None:
    place("pincite.db", "other/b.md")
    assert told("letters/a.md", "letters/old/b.md", roots=roots) == (
        [],
        ["letters", "letters/old"],
    )


def test_a_disk_that_is_linked_to_is_not_there() -> None:
    place("pincite.db", "letters/b.md")
    Path("disk").symlink_to("/nowhere/at/all")
    Path("letters/disk").symlink_to("/nowhere/at/all")
    gone = told("disk/a.md", "disk/in/a.md", "letters/disk/a.md", "letters/b.md", roots=["."])
    assert gone == ([], ["disk", "disk/in", "letters/disk"])


def test_what_stands_in_an_empty_disk_is_not_there() -> None:
    Path("disk").mkdir()
    assert told("disk/letters/a.md", roots=["disk"]) == ([], ["disk/letters"])


def test_a_folder_is_gone_where_letters_are_left_beside_it() -> None:
    place("letters/2020/a.md")
    assert told("letters/2020/a.md", "letters/2021/b.md") == (["letters/2021/b.md"], [])


def test_a_letter_whose_departure_was_told_is_neither_here_nor_gone() -> None:
    place("letters/a.md")
    before = KnownLetter(1, "letters/b.md", "", "1", MISSING)
    assert survey([before]).here == survey([before]).gone == ()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_utf_8_is_found_on_the_disk() -> None:
    """The database writes each such byte as a surrogate's name."""
    with open(b"caf\xe9 \xff.md", "wb"):  # noqa: PTH123 - a name of bytes
        pass
    written = r"caf\udce9 \udcff.md"
    assert os.fsencode(on_disk(written)) == b"caf\xe9 \xff.md"
    assert told(written) == ([], [])


def test_a_name_that_only_looks_like_one_is_the_one_on_the_disk() -> None:
    place(r"a\udce9.md")
    assert on_disk(r"a\udce9.md") == r"a\udce9.md"
    assert told(r"a\udce9.md") == ([], [])


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        ([], ["old/a.md", "new/b.md", "/mnt/c.md"]),
        (["old"], ["old/a.md"]),
        (["./new/"], ["new/b.md"]),
        (["*/*.md"], ["old/a.md", "new/b.md", "/mnt/c.md"]),
        (["."], ["old/a.md", "new/b.md"]),
        (["ol", "new/b.md"], ["new/b.md"]),
    ],
)
def test_paths_name_letters(paths: list[str], named: list[str]) -> None:
    letters = [KnownLetter(1, path, "", "1") for path in ("old/a.md", "new/b.md", "/mnt/c.md")]
    assert [each.path for each in at_paths(letters, paths)] == named
