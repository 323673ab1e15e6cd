"""Runs the command line in a process of its own, as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """No settings from this machine, and no registry asked unless a test wants it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PINCITE_")}
    return {**clean, "COLUMNS": "100", "PINCITE_NO_REGISTRIES": "1", **more}


def pincite(*arguments: str, cwd: Path, stdin: bytes = b"", **more: str) -> Done:
    """`pincite ARGUMENTS`, with more environment."""
    done = subprocess.run(
        [sys.executable, "-m", "pincite", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment(**more),
        timeout=90,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
