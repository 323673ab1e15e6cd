"""The addresses of many letters, gathered by as many processes as there are cores.

Rules kept here:
- What comes out does not depend on how many processes gather, nor on which was first: the lines of
  all letters in the order in which the letters were named.
- Processes are forked, with the code already read, and get a few letters at a time by name: a
  letter takes less time than a process takes to start, or than its bytes take through a pipe.
  Where forking is unsafe (other threads run), refused or unknown, or hardly anything is to be read,
  this process reads alone.
- A few batches for each process are under way or wait for an earlier one, so a folder of any size
  takes bounded memory.
- A process that dies costs the letter that it read, told in one line.
- Ctrl-C is the parent's alone: the processes end with it, also in the middle of a letter.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, NoReturn

from .orphans import end_with, undisturbed
from .sources import STDIN, Problem, Source, read_bytes, read_file

_SMALL = 400_000
"""Bytes that one process reads in about the time that others need to start."""
_BATCH = 250_000
"""Bytes of letters that a process is given at a time, unless one letter alone is larger."""
_BATCH_FILES = 64
_BATCH_NAMES = 16_000
"""Bytes of names in a batch: two of them fit into any pipe."""
_AHEAD = 2
"""Batches that a process is given at once, so that it never waits for the next."""
_WARM = b"# A\n\n[b](https://c.example)"
_HEAD = 8
"""Bytes that say how long a message is."""
_WAITING = 8
"""Batches for each process that are done and wait for an earlier one."""

Gathered = tuple[str, tuple[Problem, ...]]
"""Lines of addresses, and what could not be read."""


def harvest(found: Iterable[Source | Problem], processes: int | None = None) -> Iterator[Gathered]:
    """The addresses of letters, one a line, each once for a letter, in the order given.

    Args:
        found: letters, and what cannot be read; taken as they are needed.
        processes: how many may read at once; as many as there are cores unless given.
    """
    several = _cores() if processes is None else processes
    batches = _batches(found)
    first: list[_Batch] = []
    size = 0
    for batch in batches:
        first.append(batch)
        size += batch.size
        if size > _SMALL:
            break
    if several > 1 and size > _SMALL and _may_fork():
        yield from _Crew(several).gather(chain(first, batches))
        return
    for batch in chain(first, batches):
        yield _gathered(batch.items)


class _Batch:
    """A few letters that stand beside each other, and what is known of them."""

    __slots__ = ("gathered", "items", "names", "ours", "size")

    def __init__(self, items: Iterable[Source | Problem] = (), ours: bool = False) -> None:
        self.items = list(items)
        self.size = self.names = 0
        self.gathered: Gathered | None = None
        self.ours = ours
        """Only this process can load it: standard input, a letter of the web."""

    def is_full(self) -> bool:
        """Whether another letter has to wait for the next batch."""
        return self.size >= _BATCH or len(self.items) >= _BATCH_FILES or self.names >= _BATCH_NAMES


def _batches(found: Iterable[Source | Problem]) -> Iterator[_Batch]:
    batch = _Batch()
    for item in found:
        if isinstance(item, Source) and (item.address is not None or item.path == STDIN):
            if batch.items:
                yield batch
            yield _Batch([item], ours=True)
            batch = _Batch()
            continue
        if isinstance(item, Source):
            batch.size += _size(item)
            batch.names += len(item.path) + 8
        batch.items.append(item)
        if batch.is_full():
            yield batch
            batch = _Batch()
    if batch.items:
        yield batch


def _size(item: Source) -> int:
    """Bytes of a letter; none where they cannot be told."""
    if item.size is not None:
        return item.size
    try:
        return os.stat(item.path).st_size  # noqa: PTH116
    except OSError:
        return 0


def _gathered(items: Iterable[Source | Problem]) -> Gathered:
    """What a few letters give, read by this process."""
    from citations import ReadError, urls_in

    lines: list[str] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        data = read_bytes(item)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        try:
            address = item.address() if item.address is not None else None
            lines.extend(urls_in(data, item.path, address))
        except ReadError as error:
            problems.append(Problem(item.path, str(error)))
    return _shown(lines), tuple(problems)


def _shown(addresses: list[str]) -> str:
    """One a line, with nothing in them that acts."""
    if not "".join(addresses).isprintable():
        from results import visible

        addresses = list(map(visible, addresses))
    return "\n".join([*addresses, ""])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


class _Hand:
    """One process, and the batches that it was given."""

    def __init__(self, others: Iterable[_Hand] = ()) -> None:
        """Begin it.

        Raises:
            OSError: no more processes, or no more files, may be had.
        """
        told, self._tell, self.answers, hear = _two_pipes()
        parent = os.getpid()
        with undisturbed():
            try:
                self.process = os.fork()
            except OSError:
                _close(told, hear, *self.pipes())
                raise
            if not self.process:
                # A pipe that another process holds open would not end with the parent.
                ours = [*self.pipes(), *[pipe for hand in others for pipe in hand.pipes()]]
                _work(parent, ours, told, hear)
        _close(told, hear)
        self.given: deque[_Batch] = deque()

    def pipes(self) -> tuple[int, int]:
        """The parent's ends."""
        return self._tell, self.answers

    def give(self, batch: _Batch) -> None:
        """Have a batch read; the answers come in the order of the batches."""
        self.given.append(batch)
        with suppress(BrokenPipeError):  # a process that died is noticed when it is heard
            _send(self._tell, [_named(item) for item in batch.items])

    def hear(self) -> bool:
        """Take the answer for the first batch; False where the process died over it."""
        try:
            answer = _received(self.answers)
        except EOFError:
            return False
        batch = self.given.popleft()
        if answer is None:
            # Raises what went wrong, as if no other process had read the letters.
            batch.gathered = _gathered(batch.items)
        else:
            lines, problems = answer
            batch.gathered = lines, tuple([Problem(*problem) for problem in problems])
        return True

    def end(self) -> None:
        """End the process, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        _close(*self.pipes())


def _two_pipes() -> tuple[int, int, int, int]:
    """Each with the end that is read from in front."""
    first = os.pipe()
    try:
        return *first, *os.pipe()
    except OSError:
        _close(*first)
        raise


def _close(*pipes: int) -> None:
    for pipe in pipes:
        os.close(pipe)


def _work(parent: int, parents: Iterable[int], told: int, hear: int) -> NoReturn:
    """Read batches until the pipe closes; never return to what the parent was doing."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        end_with(parent)
        _close(*parents)
        while True:
            items = [_item(named) for named in _received(told)]
            try:
                lines, problems = _gathered(items)
                told_of = [(each.path, each.message, each.usage) for each in problems]
                _send(hear, (lines, told_of))
            except Exception:
                _send(hear, None)  # the parent meets it, too, and tells it
    except (EOFError, BrokenPipeError):
        pass
    finally:
        os._exit(0)


def _send(pipe: int, value: Any) -> None:
    data = marshal.dumps(value)
    left = memoryview(len(data).to_bytes(_HEAD, "big") + data)
    while left:
        left = left[os.write(pipe, left) :]


def _received(pipe: int) -> Any:
    """What was sent next. Raises EOFError where the other side is gone."""
    return marshal.loads(_exactly(pipe, int.from_bytes(_exactly(pipe, _HEAD), "big")))  # noqa: S302


def _exactly(pipe: int, size: int) -> bytes:
    parts = []
    while size:
        part = os.read(pipe, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _named(item: Source | Problem) -> str | tuple[str, str, bool]:
    return item.path if isinstance(item, Source) else (item.path, item.message, item.usage)


def _item(named: str | tuple[str, str, bool]) -> Source | Problem:
    if isinstance(named, str):
        return Source(named, lambda: read_file(named))
    return Problem(*named)


class _Crew:
    """The processes, and the batches under way."""

    def __init__(self, size: int) -> None:
        self._most = size
        self._hands: list[_Hand] = []
        self._order: deque[_Batch] = deque()
        """Batches that were given and have not come out."""

    def gather(self, batches: Iterator[_Batch]) -> Iterator[Gathered]:
        """Everything in order."""
        from citations import urls_in

        urls_in(_WARM, "warm.md")  # reads the code that every process needs, before there are many
        try:
            self._hire()
            while self._give(batches) or self._order:
                while self._order and (done := self._order[0].gathered) is not None:
                    self._order.popleft()
                    yield done
                if self._order:
                    self._hear()
        finally:
            for hand in self._hands:
                hand.end()

    def _hire(self) -> None:
        """As many processes as there are to be, or may be."""
        with suppress(OSError):
            while len(self._hands) < self._most:
                self._hands.append(_Hand(self._hands))

    def _give(self, batches: Iterator[_Batch]) -> bool:
        """Give every process as many batches as it may have; False where there are no more."""
        for load in range(_AHEAD):
            for hand in self._hands:
                if len(hand.given) <= load and len(self._order) < _WAITING * self._most:
                    batch = next(batches, None)
                    if batch is None:
                        return False
                    self._order.append(batch)
                    if batch.ours:
                        batch.gathered = _gathered(batch.items)
                    else:
                        hand.give(batch)
        return bool(self._hands) or self._read_here(batches)

    def _read_here(self, batches: Iterator[_Batch]) -> bool:
        """The next batch, where there is no process; False where there are no more."""
        batch = next(batches, None)
        if batch is None:
            return False
        batch.gathered = _gathered(batch.items)
        self._order.append(batch)
        return True

    def _hear(self) -> None:
        """Wait until some process has read a batch."""
        import select

        busy = {hand.answers: hand for hand in self._hands if hand.given}
        for pipe in select.select(list(busy), (), ())[0]:
            hand = busy[pipe]
            if not hand.hear():
                self._bury(hand)

    def _bury(self, hand: _Hand) -> None:
        """Read what a dead process was given, letter by letter; another takes its place."""
        hand.end()
        self._hands.remove(hand)
        for batch in hand.given:
            batch.gathered = _one_by_one(batch, self._hands)
        self._hire()


def _one_by_one(batch: _Batch, others: Iterable[_Hand]) -> Gathered:
    """Each letter of a batch in a process of its own: one of them ends it."""
    lines: list[str] = []
    problems: list[Problem] = []
    for item in batch.items:
        done = _alone(item, others)
        if done is None:
            problems.append(Problem(item.path, "cannot be read: the process that read it died"))
        else:
            lines.append(done[0])
            problems.extend(done[1])
    return "".join(lines), tuple(problems)


def _alone(item: Source | Problem, others: Iterable[_Hand]) -> Gathered | None:
    """What one letter gives, read by a process of its own; None where that dies or cannot be."""
    batch = _Batch([item])
    try:
        hand = _Hand(others)
    except OSError:
        return None
    try:
        hand.give(batch)
        hand.hear()
    finally:
        hand.end()
    return batch.gathered
