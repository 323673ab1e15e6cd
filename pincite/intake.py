"""Letters on their way into the database: read, and what is to be asked for them written down.

Rules kept here:
- A letter goes in with all that is to be asked for it; a letter that cannot be read is a Problem
  beside the others.
- In steps, so that the first questions leave while later letters are read. A run that is taken up,
  and one that may find its answers in earlier runs, has all its letters before it asks.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from itertools import chain

from citations.model import Document
from results import Store
from results.model import RunInfo

from .asking import READ_SECONDS
from .changes import Scope
from .ignores import inline_rules
from .readers import Letter, read_beside
from .settings import Settings
from .sources import Problem
from .targets import identifier_tasks, targets_of, tasks_for


class Intake:
    """The letters of one run."""

    def __init__(self, store: Store, run: RunInfo, settings: Settings, scope: Scope) -> None:
        self._store = store
        self._run = run
        self._asking = settings.asking()
        self._max_age = settings.max_age
        self._scope = scope
        self.problems: list[Problem] = []
        self.rules = list(settings.ignore)
        """Those of the settings, and of the letters that are in."""
        self.is_complete = False
        self._begun = False
        """Whether any letter is in."""

    def steps(self, letters: Iterable[Letter | Document | Problem]) -> Generator[bool, None, None]:
        """Take them in, at most one at a step; whether the step had anything to do.

        Raises:
            StoreError: the database failed.
        """
        for found in read_beside(letters):
            yield found is not None
            if isinstance(found, Problem):
                self.problems.append(found)
            elif found is not None and self._scope.includes(found):
                self._put(found)
                self._begun = True
                yield True
        self.is_complete = True

    def before_asking(self, steps: Iterator[bool]) -> None:
        """What has to be in, and answered from what is known, before anything is asked; at least
        one letter, in whose middle Ctrl-C is heard at once.
        """
        while not self._begun and next(steps, None) is not None:
            pass
        if self._run.resumed or self._store.has_past(self._run.id):
            exhaust(steps)
            self._store.reuse(self._run.id, self._max_age)

    def _put(self, letter: Document) -> None:
        self.rules.extend(inline_rules(letter.text, letter.path))
        targets = targets_of(letter)
        tasks = chain(
            tasks_for(self._scope.targets(letter, targets), self._asking),
            identifier_tasks(letter, self._asking, self._scope.notes(letter)),
        )
        self._store.add_document(self._run.id, letter, targets, tasks)


def exhaust(steps: Iterator[bool]) -> None:
    """Take all that are left, one after the other."""
    for moved in steps:
        if not moved:
            time.sleep(READ_SECONDS)
