"""Where every call comes in: the plainest is answered at once, any other by its command.

Rules kept here:
- The plainest has written all that it says and keeps nothing open: it ends without tidying up.
- So does any other that is told to end while Python tidies up: what it had to say is said.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from . import plain
from .ending import ended


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    code = ended(lambda: _answered(arguments))
    with suppress(ValueError):  # not in the main thread
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: os._exit(code))
    sys.exit(code)


def _answered(arguments: list[str] | None) -> int:
    paths = plain.paths_in(sys.argv[1:] if arguments is None else arguments)
    if paths is not None:
        code = plain.links(paths)
        sys.stderr.flush()
        os._exit(code)  # to put away all that was imported takes as long as a hundred letters
    from .entry import call

    return call(arguments)
