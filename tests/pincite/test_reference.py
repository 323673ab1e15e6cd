"""The generated pages in docs/ are what the code writes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from pincite.reference import PAGES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_matches_the_code(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run python -m pincite.reference"


def test_every_setting_says_what_it_means() -> None:
    rows = [
        line for line in PAGES["settings.md"]().splitlines() if line.startswith(("| `", "| **"))
    ]
    assert len(rows) > 100
    assert [row for row in rows if row.endswith("|  |")] == []
