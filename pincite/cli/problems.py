"""Letters that could not be read, told; without the code of a run, which costs half a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pincite.sources import Problem


def tell_problems(problems: Iterable[Problem]) -> None:
    """One line on stderr for every file that could not be read."""
    for problem in problems:
        line = f"pincite: {printable(problem.path)}: {problem.message}"
        print(line, file=sys.stderr, flush=True)


def exit_code(problems: Iterable[Problem]) -> int:
    """The exit code for what could not be read: the worse one where both are at fault."""
    at_fault = {problem.usage for problem in problems}
    return 0 if not at_fault else 2 if all(at_fault) else 3


def printable(text: str) -> str:
    """A path, or what a letter or the web says, as one line with nothing in it that acts."""
    if text.isprintable():
        return text
    from results import visible

    return visible(text)
