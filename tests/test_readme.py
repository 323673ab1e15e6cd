"""The README's promises that a test can keep."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_command_that_the_readme_gives() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "## Tests" in script
    tests = README.partition("## Tests")[2]
    (command,) = re.findall(r"```sh\n(.*?)\n```", tests, re.DOTALL)
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert "pytest" in command


def test_every_linked_file_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_page_names_a_path_of_one_machine() -> None:
    pages = [README, *(p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md"))]
    assert not [page[:60] for page in pages if re.search(r"/(home|root|Users)/", page)]
