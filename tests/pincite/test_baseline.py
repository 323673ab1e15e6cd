"""--baseline: which findings an earlier report has, and what is no report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.baseline import identity, load_baseline
from pincite.errors import UsageError
from results.model import Finding, Severity

FINDING = Finding("PC201", "link-gone", Severity.ERROR, "Gone.", "a/b.txt", 7, 3, "2", "http://x/")


def known(folder: Path, finding: Finding) -> bool:
    """Whether a report that has FINDING alone knows this one."""
    each = {"code": "PC201", "path": "./a/b.txt", "note": "2", "url": "http://x/", "line": 1}
    report = folder / "report.json"
    report.write_text(json.dumps({"documents": [{"findings": []}, {"findings": [each]}]}))
    return identity(finding) in load_baseline(str(report))


def test_lines_and_words_may_have_changed(tmp_path: Path) -> None:
    assert known(tmp_path, FINDING)
    moved = replace(FINDING, line=90, column=1, message="Else.", severity=Severity.NOTE)
    assert known(tmp_path, moved)
    assert known(tmp_path, replace(FINDING, path="./a/b.txt"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_report_that_a_shell_wrote(tmp_path: Path, encoding: str) -> None:
    """PowerShell's `>` writes UTF-16, its Out-File a byte order mark."""
    each = {"code": "PC201", "path": "é.txt", "note": "2", "url": None}
    report = tmp_path / "report.json"
    text = json.dumps({"documents": [{"findings": [each]}]}, ensure_ascii=False)
    report.write_text(text, encoding=encoding)
    assert load_baseline(str(report)) == {("PC201", "é.txt", "2", None)}


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, code="PC202"),
        replace(FINDING, path="b.txt"),
        replace(FINDING, note="3"),
        replace(FINDING, note=None),
        replace(FINDING, url="http://y/"),
        replace(FINDING, url=None),
    ],
    ids=repr,
)
def test_another_is_new(tmp_path: Path, other: Finding) -> None:
    assert not known(tmp_path, other)


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
