"""An interrupt ends a call with our exit code, wherever it comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ..commands import environment

PROGRAM = """
import sys
from pincite.cli.ending import ended

sys.exit(ended(lambda: exec("raise KeyboardInterrupt")))
"""


def test_one_in_code_that_is_run_from_a_string_is_heeded(tmp_path: Path) -> None:
    """As a module, since scripts are ended in another way."""
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "-m", "program"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (3, "pincite: interrupted\n")
