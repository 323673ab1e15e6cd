"""The programs in benchmarks/ still measure: each runs over little, to its end, and says figures.

A program that is run by hand once in a while breaks unseen when what it measures is moved. No
figure is judged here: machines are noisy.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAMS = {
    "memory.py": ("--links", "100"),
    "kills.py": ("--kills", "1", "--hosts", "10", "--per-host", "10"),
    "store_smoke.py": ("--links", "200", "--stored", "1000"),
    "crawl_smoke.py": ("--links", "50", "--hosts", "10"),
    "faults.py": ("dead", "--links", "20"),
    "pages.py": ("--rounds", "2"),
    "quotes.py": ("--quotations", "20", "--texts", "2"),
    "reading.py": (
        *("--only", "growth", "--kinds", "letter,links", "--suffixes", "txt,docx"),
        *("--sizes", "0.001,0.002", "--letter-sizes", "0.02,0.04"),
    ),
}
"""Not here: what takes minutes however little it measures (crawl.py waits for its hangs)."""


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_runs_to_its_end_and_says_figures(program: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / program), *PROGRAMS[program]],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert re.search(r"\d", ran.stdout), "no figure"
