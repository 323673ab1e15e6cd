"""How every call ends: the one place where exceptions become exit codes and one line.

Rules kept here:
- Nothing is imported that a call does without: the plainest ends before a command line is built.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from pincite.errors import PinciteError, UsageError

from . import interrupts

COLLECTED_AT = (20_000, 20, 20)
"""Hardly anything here is a cycle, and looking for some takes a twentieth of a run's time."""
USAGE = 2
UNFINISHED = 3


class ReaderGone(Exception):
    """Whoever read our output closed it."""


class Interrupted(Exception):
    """Someone pressed Ctrl-C. Click would print an empty line before it tells us."""


def ended(work: Callable[[], int]) -> int:
    """Do the work of a call; its exit code."""
    gc.set_threshold(*COLLECTED_AT)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed before we started (`>&-`)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that lacks a character shows "?"
            stream.reconfigure(errors="replace")
    try:
        with _termination_as_interrupt():
            code = work()
            sys.stdout.flush()
    except (Interrupted, KeyboardInterrupt):
        interrupts.forget()
        return failed("interrupted", UNFINISHED)
    except (ReaderGone, BrokenPipeError):
        # The reader (`| head`) has what it wanted; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNFINISHED
    except Exception as error:
        return _explain(error)
    return code


@contextmanager
def _termination_as_interrupt() -> Iterator[None]:
    """SIGTERM ends a call as Ctrl-C does: one line, and no process stays."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def failed(message: str, code: int) -> int:
    """Tell in one line what went wrong; the exit code."""
    print(f"pincite: {_one_line(message)}", file=sys.stderr, flush=True)
    return code


def _explain(error: Exception) -> int:
    """One line for an error that we know, and a hint for one that we do not."""
    if isinstance(error, UsageError):
        return failed(str(error), USAGE)
    if isinstance(error, PinciteError) or _is_known(error):
        return failed(_worded(error), UNFINISHED)
    if os.environ.get("PINCITE_TRACEBACK"):
        raise error
    kind = type(error).__name__
    return failed(
        f"internal error: {kind}: {_one_line(str(error))} (set PINCITE_TRACEBACK=1 to see where)",
        UNFINISHED,
    )


def _worded(error: Exception) -> str:
    """An error of ours in its own words; one of the system without Python's brackets."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror


def _is_known(error: Exception) -> bool:
    from checker.model import CrawlError
    from citations.model import ReadError
    from results.model import StoreError

    return isinstance(error, CrawlError | ReadError | StoreError | OSError)


def _one_line(message: str) -> str:
    """Error texts may quote a file or a server: no line breaks, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())
