"""`pincite extract` in processes of its own: formats, lint lines, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ..commands import pincite

LETTER = "# A brief\n\nOne claim.[^1] Another.[^2]\n\n[^1]: See https://example.org/report.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.md").write_text(LETTER)
    return tmp_path


def test_lint_lines_name_the_place(folder: Path) -> None:
    done = pincite("extract", "brief.md", "--format", "lines", "--fail-on", "error", cwd=folder)
    assert done.code == 1
    (line,) = done.out.splitlines()
    assert line.startswith("brief.md:3:24: error PC101 ")


def test_findings_fail_only_where_asked_for(folder: Path) -> None:
    assert pincite("extract", "brief.md", cwd=folder).code == 0
    (folder / "pincite.toml").write_text('fail_on = "note"\n')
    assert pincite("extract", "brief.md", cwd=folder).code == 0
    assert pincite("extract", "brief.md", "--fail-on", "PC102", cwd=folder).code == 0


def test_ignore_comments_hold_here_too(folder: Path) -> None:
    comment = "Another.[^2] <!-- pincite: ignore PC101 -- the note comes later -->"
    (folder / "brief.md").write_text(LETTER.replace("Another.[^2]", comment))
    done = pincite("extract", "brief.md", "--format", "lines", "--fail-on", "note", cwd=folder)
    assert (done.code, done.out) == (0, "")


def test_json_is_the_contract(folder: Path) -> None:
    report = json.loads(pincite("extract", "brief.md", "--format", "json", cwd=folder).out)
    assert report["format_version"] == 1
    (document,) = report["documents"]
    (note,) = document["notes"]
    assert note["reference"]["sentence"] == "One claim.¹"
    assert [link["url"] for link in note["links"]] == ["https://example.org/report"]


def test_standard_input_and_an_output_file(folder: Path) -> None:
    done = pincite(
        "extract", "-", "--format", "json", "--output", "o.json", cwd=folder, stdin=LETTER.encode()
    )
    assert (done.code, done.out, done.err) == (0, "", "")
    assert json.loads((folder / "o.json").read_text())["documents"][0]["path"] == "-"


def test_nothing_is_written_but_the_output(folder: Path) -> None:
    pincite("extract", ".", cwd=folder)
    assert [path.name for path in folder.iterdir()] == ["brief.md"]


def test_links_alone(tmp_path: Path) -> None:
    letter = "See https://b.example.org/2 and www.a.example.org/1.¹ https://b.example.org/2\n"
    (tmp_path / "letter.txt").write_text(letter + "\n¹ <https://c.example.org/3>\n")
    (tmp_path / "empty.txt").write_text(" ")
    done = pincite("extract", "--format", "links", ".", cwd=tmp_path)
    assert done.code == 3
    assert done.out.splitlines() == [
        "https://b.example.org/2",
        "https://www.a.example.org/1",
        "https://c.example.org/3",
    ]
    assert "empty.txt" in done.err


def test_one_letter_is_read_without_what_asks_the_web(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("See Jane Roe, Tides (2019).\n", encoding="utf-8")
    code = (
        "import runpy, sys\n"
        "sys.argv = ['pincite', 'extract', '--format', 'json', 'a.txt']\n"
        "try: runpy.run_module('pincite', run_name='__main__')\n"
        "finally: print([name for name in sys.modules if name in"
        " {'httpx', 'pincite.asking', 'pincite.pipeline', 'sqlite_utils'}], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "[]"), done.stderr
