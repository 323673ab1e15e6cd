"""Letters read by as many processes as there are cores, in the order in which they were named.

Rules kept here:
- A few small letters are read here: a process costs more to start than they cost to read. Where
  they turn out to take long, what is left of them is read by several.
- What comes out does not depend on how many processes read, nor on which was first.
- At most a few letters for each process are under way or waiting for an earlier one, and no more
  than so many bytes, so a folder of any size takes bounded memory.
- Where no process can be started, all is read here.
- A process that dies costs the letter that it read, told in one line; another takes its place. One
  that dies while it waits costs nothing.
- Ctrl-C is the parent's alone: the processes end with it, also in the middle of a letter, and also
  those that somebody has stopped.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection, wait
from time import perf_counter
from typing import Any, Final, TypeVar

from citations.model import Document, ReadError

from .orphans import end_after, undisturbed
from .sources import Problem

SMALL: Final = 1_500_000
"""Bytes that one process reads in about the time that others need to start and be of use."""
_LOOK_SECONDS: Final = 0.1
"""Of reading, after which it is known how long the rest will take."""
_WORTH_SECONDS: Final = 0.8
"""Of reading, that are worth other processes: twice what they need to start and be of use."""
MOST_BYTES: Final = 64_000_000
"""Bytes of letters under way, unless one letter alone is larger."""
_AHEAD: Final = 4
"""Letters for each process that are under way or wait for an earlier one."""

_NO_PROCESS: Final = (OSError, EOFError)
"""What says that none can be started: no memory, no more allowed, nowhere to put a socket."""

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Letter:
    """The bytes of a letter, still to be read."""

    data: bytes
    path: str
    address: str | None = None
    """Where a letter of the web came from."""


def read_letter(letter: Letter) -> Document | Problem:
    """One letter, read; a Problem where it is none."""
    from citations import read  # here: a run whose letters are all known reads none

    try:
        return read(letter.data, letter.path, address=letter.address)
    except ReadError as error:
        return Problem(letter.path, str(error))


def read_letters(
    found: Iterable[Letter | Document | Problem], processes: int | None = None
) -> Iterator[Document | Problem]:
    """Each letter read, and whatever else stands between them, in the order given."""
    return each(read_letter, found, processes)


def each(
    work: Callable[[Letter], Done], found: Iterable[Letter | Done], processes: int | None = None
) -> Iterator[Done]:
    """What `work` makes of each letter, in the order given.

    Args:
        work: a function of a module, which other processes can import.
        found: letters, taken as they are needed; any other value comes out as it is.
        processes: how many may read at once; as many as there are cores unless given.
    """
    several = available() if processes is None else processes
    items = iter(found)
    first, large = _taken(items)
    if several < 2:
        yield from _read_here(work, chain(first, items))
        return
    waiting = deque(first)
    if not large:
        yield from _read_while_quick(work, waiting)
    if not waiting:
        return
    rest = chain(waiting, items)
    pool = _Pool(several, work)
    try:
        yield from pool.read(rest) if pool.starts() else _read_here(work, rest)
    finally:
        pool.close()


def _read_here(work: Callable[[Letter], Done], items: Iterable[Letter | Done]) -> Iterator[Done]:
    for item in items:
        yield work(item) if isinstance(item, Letter) else item


def _read_while_quick(
    work: Callable[[Letter], Done], waiting: deque[Letter | Done]
) -> Iterator[Done]:
    """Takes from `waiting` and reads, until nothing waits or the rest would take too long here."""
    left = sum(len(item.data) for item in waiting if isinstance(item, Letter))
    letters, size, seconds = 0, 0, 0.0
    while waiting and not (
        seconds > _LOOK_SECONDS and len(waiting) > 1 and left * seconds / size > _WORTH_SECONDS
    ):
        item = waiting.popleft()
        if not isinstance(item, Letter):
            yield item
            continue
        began = perf_counter()
        done = work(item)
        left -= len(item.data)
        letters += 1
        if letters > 1:  # with the first one comes what has to be loaded
            seconds += perf_counter() - began
            size += len(item.data)
        yield done


def available() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _taken(items: Iterator[Letter | Done]) -> tuple[list[Letter | Done], bool]:
    """The first items, and whether they are several letters and together more than SMALL."""
    first: list[Letter | Done] = []
    letters = size = 0
    for item in items:
        first.append(item)
        if isinstance(item, Letter):
            letters, size = letters + 1, size + len(item.data)
        if letters > 1 and size > SMALL:
            return first, True
    return first, False


@dataclass(slots=True)
class _Place:
    """One item's place in the order, and what became of it."""

    size: int
    done: bool = False
    value: object = None


@dataclass(slots=True)
class _Reader:
    """One process, its end of the pipe, and the letter that it reads."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    letter: Letter | None = None
    place: _Place | None = None


class _Pool:
    """The processes, and the letters under way."""

    def __init__(self, processes: int, work: Callable[[Letter], object]) -> None:
        # Forking a program that may have threads and an open database is asking for trouble; the
        # server forks from a fresh one that has read the code once.
        self._serves = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if self._serves else "spawn")
        if self._serves:
            self._context.set_forkserver_preload([__name__, "citations.reading"])
        self._work = work
        self._most = processes
        self._idle: list[_Reader] = []
        self._busy: dict[Connection, _Reader] = {}
        self._order: deque[_Place] = deque()
        self._bytes = 0

    def starts(self) -> bool:
        """Whether there is a process to read with; not where the system lets us have none."""
        try:
            return self._add()
        except _NO_PROCESS:
            return False

    def read(self, items: Iterable[Any]) -> Iterator[Any]:
        """Everything in order."""
        for item in items:
            if isinstance(item, Letter):
                while not self._has_room(len(item.data)):
                    self._wait()
                    yield from self._next()
                self._give(item)
            else:
                self._order.append(_Place(0, True, item))
            yield from self._next()
        while self._order:
            self._wait()
            yield from self._next()

    def close(self) -> None:
        """End all processes, whatever they do."""
        for reader in (*self._idle, *self._busy.values()):
            reader.pipe.close()
            reader.process.kill()
        for reader in (*self._idle, *self._busy.values()):
            reader.process.join()
        self._idle.clear()
        self._busy.clear()

    def _has_room(self, size: int) -> bool:
        self._forget_dead()
        few = len(self._order) < _AHEAD * self._most
        light = self._bytes + size <= MOST_BYTES or not self._busy
        return few and light and (bool(self._idle) or self._add())

    def _forget_dead(self) -> None:
        """Who has nothing to do says nothing: a pipe to be heard has ended."""
        for reader in [each for each in self._idle if each.pipe.poll()]:
            self._idle.remove(reader)
            reader.pipe.close()
            reader.process.join()

    def _next(self) -> Iterator[Any]:
        """What is done and next in order."""
        while self._order and self._order[0].done:
            yield self._order.popleft().value

    def _wait(self) -> None:
        """Until some process has read its letter."""
        for pipe in wait(list(self._busy)):
            assert isinstance(pipe, Connection)
            self._take(self._busy.pop(pipe))

    def _give(self, letter: Letter) -> None:
        reader = self._idle.pop()
        reader.letter, reader.place = letter, _Place(len(letter.data))
        self._order.append(reader.place)
        self._bytes += reader.place.size
        self._busy[reader.pipe] = reader
        with suppress(OSError):  # a process that died while it waited is noticed when it is heard
            reader.pipe.send(letter)

    def _take(self, reader: _Reader) -> None:
        letter, place = reader.letter, reader.place
        assert letter is not None
        assert place is not None
        try:
            value = reader.pipe.recv()
        except (EOFError, OSError):
            value = Problem(letter.path, "cannot be read: the process that read it died")
            reader.pipe.close()
            reader.process.join()
        else:
            reader.letter = reader.place = None
            self._idle.append(reader)
        if isinstance(value, Exception):
            raise value
        place.done, place.value = True, value
        self._bytes -= place.size

    def _add(self) -> bool:
        """One process more, where there may be one."""
        if len(self._busy) >= self._most:
            return False
        try:
            self._idle.append(self._start())
        except _NO_PROCESS:
            if not self._busy:
                raise
            self._most = len(self._busy)
        return bool(self._idle)

    def _start(self) -> _Reader:
        if self._serves:
            from multiprocessing import resource_tracker  # here: a few small letters need none

            resource_tracker.ensure_running()  # while it begins it lets Ctrl-C in again
        with undisturbed(), _unheard():
            return self._started()

    def _started(self) -> _Reader:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with theirs:
            try:
                process.start()
            except _NO_PROCESS:
                ours.close()
                raise
        return _Reader(process, ours)


@contextmanager
def _unheard() -> Iterator[None]:
    """What is begun within tells nobody why it ends: where the server of processes can begin none,
    it dies of that at length, and all is read here."""
    try:
        errors = os.dup(2)
    except OSError:  # there is none, or nothing can be opened any more
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(errors, 2)
        os.close(errors)


def _serve(pipe: Connection, work: Callable[[Letter], object]) -> None:
    """Read letters until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (parent := multiprocessing.parent_process()) is not None:
        end_after(parent.join)  # ours is the server that forked us, which waits for us
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            letter = pipe.recv()
            try:
                answer = work(letter)
            except Exception as error:
                # The parent raises it, as if it had read the letter itself.
                answer = error
            pipe.send(answer)
