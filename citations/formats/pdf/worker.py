"""The process that reads PDFs: bytes on stdin, answers on stdout, one after the other.

Rules kept here:
- PDFium runs here and nowhere else. A file that crashes it, hangs it or eats memory costs this
  process, not the program; the operating system holds the bounds.
- A frame is its length in eight bytes, then the bytes. An answer has one byte before them: "+" if
  the worker goes on, "." if it is the last one, because much memory is taken.
- The worker ends when its stdin does, and in the middle of a file when its owner is gone. Ctrl-C is
  the owner's alone.

Run as `python -P -m citations.formats.pdf.worker OWNER`, the number of the process that owns it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from typing import BinaryIO, Final

from citations.model import DocumentTooLarge, ReadError
from citations.passage import Layout

from .layout import compose
from .pdfium import initialize, read_pages
from .wire import encode

MOST_MEMORY: Final = 2 << 30
"""Bytes of address space."""
MOST_SECONDS: Final = 60
"""Processor time for one file; a page takes 3 to 10 milliseconds."""
WATCH_SECONDS: Final = 0.25
COLLECTED_AT: Final = 20_000
"""New objects after which cycles are looked for; a letter makes as many, and no cycles."""
RETIRE_AT: Final = 512 << 20
"""Bytes of resident memory after which the worker is not kept."""


def main() -> None:
    """Answer until stdin ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Nothing that a library prints may come between the answers.
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (a device, not a path)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(int(sys.argv[1]),), daemon=True).start()
    _bound_memory()
    initialize()
    # What is loaded now stays: the collector need not look at it for each letter.
    gc.freeze()
    gc.set_threshold(COLLECTED_AT)
    serve(sys.stdin.buffer, answers)


def _watch(owner: int) -> None:
    """End this process when its owner has. PDFium is called without Python's lock."""
    while os.getppid() == owner:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Read frames and write answers until the frames end."""
    while (data := read_frame(questions)) is not None:
        _bound_time()
        answer = encode(_read(data))
        goes_on = _resident() < RETIRE_AT
        answers.write((b"+" if goes_on else b".") + len(answer).to_bytes(8, "big") + answer)
        answers.flush()
        if not goes_on:
            return


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, None at the end."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def _read(data: bytes) -> Layout | ReadError:
    try:
        return compose(read_pages(data))
    except ReadError as error:
        return error
    except (MemoryError, RecursionError):
        return DocumentTooLarge("PDF that takes more memory than a letter may")


if sys.platform == "win32":

    def _bound_memory() -> None:
        return

    def _bound_time() -> None:
        return

    def _resident() -> int:
        return 0

else:
    import resource

    def _bound_memory() -> None:
        _lower(resource.RLIMIT_AS, MOST_MEMORY)
        _lower(resource.RLIMIT_CORE, 0)

    def _bound_time() -> None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (used + MOST_SECONDS, hard))

    def _lower(kind: int, most: int) -> None:
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(kind, (most, hard))

    def _resident() -> int:
        """Bytes that are taken now.

        Linux tells a process the peak of the one that started it as its own (getrusage(2), over
        execve(2)), so that a large program's workers would all retire behind their first file.
        """
        try:
            with open("/proc/self/statm", "rb") as told:  # noqa: PTH123 (pathlib is not loaded here)
                return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
