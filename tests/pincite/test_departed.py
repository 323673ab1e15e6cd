"""Which letters of the database are gone, and which are on a disk that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from pincite.departed import survey
from results import KnownLetter


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
