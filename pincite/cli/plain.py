"""`extract --format links PATH…` and nothing else: addresses, before a command line is built.

Rules kept here:
- What comes out, and how it ends, is what the command says (`extract`): only the options, their
  help and the settings, which none of these letters asks for, are not read first. Where settings
  are given, here or in the environment, the command reads them and tells what is wrong in them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .problems import exit_code, tell_problems

if TYPE_CHECKING:
    from typing import TextIO

    from pincite.sources import Problem, Source

_CALLS = (["extract", "--format", "links"], ["extract", "--format=links"])


def paths_in(arguments: Sequence[str]) -> list[str] | None:
    """The paths of the plainest call; None for any other, and where there may be settings."""
    for call in _CALLS:
        paths = list(arguments[len(call) :])
        if (
            list(arguments[: len(call)]) == call
            and paths
            and not any(path.startswith("-") or "://" in path for path in paths)
            and not _has_settings()
        ):
            return paths
    return None


def _has_settings() -> bool:
    """True where there may be any (see `pincite.settings.load`)."""
    if os.path.exists("pincite.toml"):  # noqa: PTH110 - pathlib alone takes as long as all this
        return True
    try:
        with open("pyproject.toml", "rb") as file:  # noqa: PTH123
            if b"pincite" in file.read():
                return True
    except FileNotFoundError:
        pass
    except OSError:
        return True
    return any(name.startswith("PINCITE_") for name in os.environ)


def links(paths: Sequence[str]) -> int:
    """Print every address of the letters, one a line, each once for a letter; the exit code."""
    from pincite.sources import expand

    return write_links(expand(paths), sys.stdout)


def write_links(found: Iterable[Source | Problem], out: TextIO) -> int:
    """Write every address of some letters; the exit code. What cannot be read is told."""
    from pincite.harvest import harvest

    problems: list[Problem] = []
    for lines, unread in harvest(found):
        out.write(lines)
        problems.extend(unread)
    sys.stdout.flush()
    tell_problems(problems)
    return exit_code(problems)
