"""Files held by one process at a time.

Rules kept here:
- A lock ends with its process, however that ends: nothing has to be cleared up after a kill.
- Where the system or the disk knows no locks, that is told as the caller wants it told.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def hold(stream: IO[bytes], *, unsure: bool = False) -> bool:
    """Lock a file for as long as it is open; False where another process holds it, `unsure` where
    nobody can tell.
    """
    if sys.platform == "win32":  # a file that is open cannot be removed there
        return True
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network disks have no locks
        return unsure
    return True


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Whether a file is ours within the block; where nobody can tell, it is.

    Raises:
        OSError: it cannot be opened.
    """
    if sys.platform == "win32":  # there it could not be replaced while it is open
        yield True
        return
    with path.open("rb") as stream:
        yield hold(stream, unsure=True)
