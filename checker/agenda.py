"""Agendas: one in memory, which tests, the demo and small scripts hand to the crawler, and one of
any kind that still grows while the crawler works through it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from .model import Agenda, Task


class ListAgenda:
    """Tasks by lane, in the order in which they were given. An Agenda (checker.model)."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._lanes: dict[str, deque[Task]] = {}
        for task in tasks:
            self._lanes.setdefault(task.lane, deque()).append(task)

    def lanes(self) -> Mapping[str, int]:
        """Every lane that still has work, with how many tasks."""
        return {lane: len(tasks) for lane, tasks in self._lanes.items()}

    def take(self, lane: str, count: int) -> list[Task]:
        """Up to `count` tasks of one lane, each handed out once."""
        tasks = self._lanes.get(lane)
        if tasks is None:
            return []
        taken = [tasks.popleft() for _ in range(min(count, len(tasks)))]
        if not tasks:
            del self._lanes[lane]
        return taken


_GROWTH = 1.125
"""Times as many tasks as before make an agenda worth another look …"""
_LOOK_AGAIN = 1.0
"""… and any more of them after so many seconds."""


class GrowingAgenda:
    """An agenda that tasks come to while it is worked through. An Agenda (checker.model).

    The crawler ends when there is nothing left to ask and `complete` has been called. Not before.
    """

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._heed: Callable[[], None] | None = None
        self._tasks = 0
        """All that have come, as far as was told."""
        self._looked = (0.0, 0)
        """When the crawler looked at it, and how many tasks had come by then."""
        self.is_complete = False

    def lanes(self) -> Mapping[str, int]:
        """Those of the agenda."""
        return self._agenda.lanes()

    def take(self, lane: str, count: int) -> list[Task]:
        """From the agenda."""
        return self._agenda.take(lane, count)

    def heed(self, act: Callable[[], None]) -> None:
        """Let the crawler know when there is news."""
        self._heed = act

    def grown(self, tasks: int) -> None:
        """More has come; `tasks` is the number of all that there were so far."""
        self._tasks = tasks
        self._tell()

    def complete(self) -> None:
        """No more will come."""
        self.is_complete = True
        self._tell()

    def due(self, now: float, idle: bool) -> bool:
        """Whether the crawler, which has nothing left to ask if it is `idle`, looks at it at `now`:
        not at every step, since to look at all of it takes longer with each.
        """
        at, tasks = self._looked
        late = now >= at + _LOOK_AGAIN
        grown = self._tasks > tasks and (late or self._tasks >= _GROWTH * tasks)
        if not (grown or idle or self.is_complete):
            return False
        self._looked = now, self._tasks
        return True

    def _tell(self) -> None:
        if self._heed is not None:
            self._heed()
