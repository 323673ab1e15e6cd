"""--changed-since: only what a branch has changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from citations import read
from pincite.changes import Scope, changed_lines, touched
from pincite.errors import UsageError
from results.model import Finding, Severity

LETTER = """# A brief

One claim.[^1] Another.[^2]

A third claim.[^3]

[^1]: See https://example.org/one.
[^2]: See https://example.org/two
    and https://example.org/two-b.
[^3]: See https://example.org/three.
"""


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / "brief.md").write_text(LETTER)
    (tmp_path / "quiet.md").write_text(LETTER)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "letters")
    return tmp_path


def urls(path: str, ref: str = "HEAD") -> list[str]:
    document = read(Path(path).read_bytes(), path)
    scope = Scope(ref)
    if not scope.includes(document):
        return []
    from pincite.targets import targets_of

    return sorted(target.url for target in scope.targets(document, targets_of(document)))


def test_without_a_commit_everything_is_meant(checkout: Path) -> None:
    document = read(LETTER.encode(), "brief.md")
    assert Scope(None).includes(document)


def test_a_changed_line_of_a_note_touches_that_note_only(checkout: Path) -> None:
    changed = LETTER.replace("two-b", "two-c")
    (checkout / "brief.md").write_text(changed)
    assert urls("brief.md") == ["https://example.org/two", "https://example.org/two-c"]
    assert urls("quiet.md") == []


def test_a_changed_sentence_touches_the_notes_that_support_it(checkout: Path) -> None:
    (checkout / "brief.md").write_text(LETTER.replace("A third claim", "A bolder claim"))
    assert urls("brief.md") == ["https://example.org/three"]


def test_two_changes_in_one_letter(checkout: Path) -> None:
    changed = LETTER.replace("/one", "/uno").replace("A third claim", "A bolder claim")
    (checkout / "brief.md").write_text(changed)
    assert urls("brief.md") == ["https://example.org/three", "https://example.org/uno"]


def test_a_letter_may_quote_a_patch(checkout: Path) -> None:
    """Added lines that look like heads of a diff, one without a line's end, are words like any."""
    patch = "++ b/quiet.md\x0c+++ b/quiet.md\n\n@@ -1 +1,99 @@ See https://example.org/four"
    (checkout / "brief.md").write_text(LETTER + "\n" + patch)
    assert urls("brief.md") == ["https://example.org/four"]
    git(checkout, "commit", "-qam", "a patch")
    (checkout / "brief.md").write_text(LETTER + "\n++ b/quiet.md\n" + patch.replace("four", "five"))
    assert urls("brief.md") == ["https://example.org/five"]
    assert urls("quiet.md") == []


def test_an_untracked_letter_is_new_as_a_whole(checkout: Path) -> None:
    (checkout / "né w.md").write_text(LETTER)
    assert len(urls("né w.md")) == 4


def test_a_tracked_letter_with_an_odd_name(checkout: Path) -> None:
    name = 'ö "x"\t.md'
    (checkout / name).write_text(LETTER)
    git(checkout, "add", ".")
    git(checkout, "commit", "-qm", "odd")
    (checkout / name).write_text(LETTER.replace("/one", "/uno"))
    assert urls(name) == ["https://example.org/uno"]


def test_findings_are_kept_by_note_or_line(checkout: Path) -> None:
    document = read(LETTER.encode(), "brief.md")
    what = touched(document, [range(7, 8)])
    note = Finding("PC201", "s", Severity.ERROR, "m", "brief.md", line=99, note="1")
    line = Finding("PC101", "s", Severity.ERROR, "m", "brief.md", line=7)
    other = Finding("PC101", "s", Severity.ERROR, "m", "brief.md", line=8, note="2")
    assert [what.holds(each) for each in (note, line, other)] == [True, True, False]


@pytest.mark.parametrize("ref", ["nowhere", "--output=/x", ""])
def test_no_such_commit(checkout: Path, ref: str) -> None:
    with pytest.raises(UsageError, match="--changed-since"):
        changed_lines(ref)


def test_no_checkout(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a git repository"):
        changed_lines("HEAD", tmp_path)
