"""An agenda in memory: what tests, the demo and small scripts hand to the crawler."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from ..model import Task


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
