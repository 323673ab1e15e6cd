"""Runs the command line in a process of its own, as a user does, over a web on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pincite.demo.web import Web


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The only letter of a report in JSON."""
        assert self.out, self.err
        (document,) = json.loads(self.out)["documents"]
        return document


NO_ARCHIVES = "[archives]\nenabled = false"


def settings(web: Web, tables: str = NO_ARCHIVES, **crawl: object) -> str:
    """A settings file for a web: nothing is waited for, nothing tried again; `tables` behind it."""
    canaries = ["canary.example"]
    asked = {"retries": 0, "timeout": 5, "host_interval": 0.0, "canaries": canaries, **crawl}
    lines = [
        "[crawl]",
        *(f"{name} = {json.dumps(value)}" for name, value in asked.items()),
        tables,
        "[crawl.resolve]",
        *(f'"{name}" = "{at}"' for name, at in web.resolve_overrides()),
    ]
    return "\n".join(lines) + "\n"


def write_settings(folder: Path, web: Web, tables: str = NO_ARCHIVES, **crawl: object) -> None:
    """The same as pincite.toml, which commands read that run in the folder."""
    (folder / "pincite.toml").write_text(settings(web, tables, **crawl))


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
