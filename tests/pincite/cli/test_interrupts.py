"""An interrupt ends a call with our exit code, wherever it comes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

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


TIDYING = """
import atexit, os, sys
from pincite.cli import main

atexit.register(os.kill, os.getpid(), int(sys.argv[1]))
main(["explain", "PC201"])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_that_comes_when_all_is_said_changes_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "program.py").write_text(TIDYING)
    done = subprocess.run(
        [sys.executable, "-m", "program", str(int(number))],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "PC201" in done.stdout
