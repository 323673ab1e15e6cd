"""What the README and the other pages promise and a test can keep."""

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
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = [
        (page.relative_to(ROOT), link)
        for page in pages
        for link in re.findall(r"(?<!`)\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert len(links) > 20
    assert [(page, link) for page, link in links if not (ROOT / page.parent / link).exists()] == []


def test_every_module_that_the_architecture_names_is_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    page = page.partition("## Where the code left the plan")[
        0
    ]  # which names what is not there, too
    named = set(re.findall(r"`([a-z_0-9/]+\.py)`", page))
    there = [
        f"/{path.relative_to(ROOT)}" for path in ROOT.rglob("*.py") if ".venv" not in path.parts
    ]
    assert len(named) > 40
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []


def test_no_page_names_a_path_of_one_machine() -> None:
    pages = [README, *(p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md"))]
    assert not [page[:60] for page in pages if re.search(r"/(home|root|Users)/", page)]
