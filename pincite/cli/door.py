"""Where every call comes in: the plainest is answered at once, any other by its command."""

from __future__ import annotations

import sys
from typing import NoReturn

from . import plain
from .ending import ended


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(ended(lambda: _answered(arguments)))


def _answered(arguments: list[str] | None) -> int:
    paths = plain.paths_in(sys.argv[1:] if arguments is None else arguments)
    if paths is not None:
        return plain.links(paths)
    from .entry import call

    return call(arguments)
