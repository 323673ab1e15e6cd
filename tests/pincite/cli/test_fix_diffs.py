"""What `pincite fix` prints: diffs that other programs apply, and each change told once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.citations.formats.docx import docx_builder

from ..commands import pincite
from .test_fix import COPY, DEAD, NEW, OLD, answers, checked

NOTE = f"See City, Report (2018), {DEAD}; Doe, {OLD}, at 3."
MENDED = f"See City, Report (2018), {DEAD} [{COPY}]; Doe, {NEW}, at 3."
LETTERS = {
    "tabs": "Dear all,[1]\n\tindented\n\n[1]\t{}\n",
    "spaces": "Dear\u00a0all,[1] for\u202fyou\u2009:\n\n[1] {}\n",
    "joiners": "Dear all,[1] می\u200cخواهم\n\n[1] {}\n",
    "windows": "Dear all,[1]\r\n\r\n[1] {}\r\n",
    "no last line end": "Dear all,[1]\n\n[1] {}",
    "more behind it": "Dear all,[1]\n\n[1] {}\n\n[2] None.\n\n\n",
}
APPLIED_BY = {"patch": ("patch", "--binary", "-p1"), "git": ("git", "apply", "-")}


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("program", APPLIED_BY)
def test_a_diff_can_be_applied(tmp_path: Path, letter: str, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} on this machine")
    file = tmp_path / "letter.txt"
    file.write_text(LETTERS[letter].format(NOTE), encoding="utf-8", newline="")
    checked(tmp_path, "letter.txt", answers())
    done = pincite("fix", "letter.txt", cwd=tmp_path)
    told = subprocess.run(
        APPLIED_BY[program], cwd=tmp_path, input=done.out.encode(), capture_output=True, check=False
    )
    assert told.returncode == 0, told
    assert file.read_bytes().decode() == LETTERS[letter].format(MENDED)


@pytest.mark.parametrize(("answers_given", "code"), [(b"y\ny\n", 0), (b"n\nn\n", 1)])
def test_what_is_asked_for_is_told_once(tmp_path: Path, answers_given: bytes, code: int) -> None:
    body = docx_builder.paragraph("The city agreed.", docx_builder.reference(2))
    notes = docx_builder.note(2, NOTE)
    (tmp_path / "a.docx").write_bytes(docx_builder.Docx(body, footnotes=notes).data())
    checked(tmp_path, "a.docx", answers())
    done = pincite("fix", "a.docx", "--interactive", cwd=tmp_path, stdin=answers_given)
    assert done.code == code, done.err
    assert done.out.startswith("a.docx: 2 changes\n")
    assert [line for line in done.out.splitlines() if line.startswith("+ ")] == [
        f"+ [{COPY}]",
        f"+ {NEW}",
    ]
