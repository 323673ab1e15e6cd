"""--baseline: which findings an earlier report has, and what is no report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.baseline import known_in, load_baseline
from pincite.errors import UsageError
from results.model import Finding, Severity

FINDING = Finding("PC201", "link-gone", Severity.ERROR, "Gone.", "a/b.txt", 7, 3, "2", "http://x/")


def entry(finding: Finding, **other: object) -> dict[str, object]:
    told = ("code", "message", "path", "note", "url", "line")
    return {each: getattr(finding, each) for each in told} | other


def known(folder: Path, before: list[dict[str, object]], *now: Finding) -> int:
    """How many findings a report knows."""
    report = folder / "report.json"
    report.write_text(json.dumps({"documents": [{"findings": []}, {"findings": before}]}))
    return known_in(load_baseline(str(report)), now)


BEFORE = [entry(FINDING, path="./a/b.txt", line=1)]
ORPHAN = replace(FINDING, code="PC101", url=None, note="5", message="Note 5 has no text.")


def test_lines_notes_and_words_may_have_changed(tmp_path: Path) -> None:
    assert known(tmp_path, BEFORE, FINDING) == 1
    moved = replace(FINDING, line=90, column=1, message="Else.", severity=Severity.NOTE)
    assert known(tmp_path, BEFORE, moved) == 1
    assert known(tmp_path, BEFORE, replace(FINDING, path="./a/b.txt")) == 1
    assert known(tmp_path, BEFORE, replace(FINDING, note="3")) == 1
    assert known(tmp_path, BEFORE, replace(FINDING, note=None)) == 1


@pytest.mark.parametrize(("before", "now", "both"), [(1, 2, 1), (2, 1, 1), (2, 3, 2), (3, 3, 3)])
@pytest.mark.parametrize("finding", [FINDING, ORPHAN], ids=["address", "none"])
def test_findings_are_counted(
    tmp_path: Path, finding: Finding, before: int, now: int, both: int
) -> None:
    assert known(tmp_path, [entry(finding)] * before, *[finding] * now) == both


def test_a_note_that_moved_is_known_by_what_is_said_of_it(tmp_path: Path) -> None:
    moved = replace(ORPHAN, note="6", message="Note 6 has no text.")
    assert known(tmp_path, [entry(ORPHAN)], moved) == 1
    assert known(tmp_path, [entry(ORPHAN)], replace(moved, message="Else.")) == 0
    # An earlier version said it in other words.
    assert known(tmp_path, [entry(ORPHAN)], replace(ORPHAN, message="Else.")) == 1
    assert known(tmp_path, [entry(ORPHAN)], moved, ORPHAN) == 1


def test_letters_are_counted_apart(tmp_path: Path) -> None:
    other = replace(FINDING, path="a/c.txt")
    assert known(tmp_path, [entry(FINDING)] * 2, FINDING, other) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_report_that_a_shell_wrote(tmp_path: Path, encoding: str) -> None:
    """PowerShell's `>` writes UTF-16, its Out-File a byte order mark."""
    each = {"code": "PC201", "path": "é.txt", "note": "2", "url": None}
    report = tmp_path / "report.json"
    text = json.dumps({"documents": [{"findings": [each]}]}, ensure_ascii=False)
    report.write_text(text, encoding=encoding)
    assert list(load_baseline(str(report))) == ["é.txt"]


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, code="PC202"),
        replace(FINDING, path="b.txt"),
        replace(FINDING, url="http://y/"),
        replace(FINDING, url=None),
    ],
    ids=repr,
)
def test_another_is_new(tmp_path: Path, other: Finding) -> None:
    assert not known(tmp_path, BEFORE, other)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "3", '{"documents": 3}', '{"documents": [{"findings": [{}]}]}', "[" * 100_000],
)
def test_what_is_no_report(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"is no JSON report \(make one with check --format json"):
        load_baseline(str(path))


def test_a_missing_one_is_told_by_its_name() -> None:
    with pytest.raises(UsageError, match=r"--baseline: none\.json: cannot be read \(No such file"):
        load_baseline("none.json")
