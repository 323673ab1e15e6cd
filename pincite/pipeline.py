"""Documents → links → checks → findings → report: the whole way, in one place.

Rules kept here:
- The database is the queue: everything to ask is written before the first question, and every
  answer is committed as it comes (`asking`), so a killed run goes on where it stood.
- An unreadable file is a Problem beside the others, never the end of the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from citations.model import Document
from results import RunPlan, Store

from . import __version__
from .asking import Watcher
from .changes import Scope
from .extracting import letter_of
from .ignores import inline_rules
from .judging import Measures
from .readers import Letter, read_letters
from .running import CheckRun, Run, asked_of, deadline_of, plan_of
from .settings import Settings
from .sources import Problem, Source, Web, expand, read_bytes
from .targets import identifier_tasks, kinds_asked, targets_of, tasks_for


def check(
    paths: Sequence[str], settings: Settings, store: Store, watch: Watcher | None = None
) -> CheckRun:
    """Read the letters, ask the web and the archives, judge, keep everything in `store`.

    Raises:
        StoreError: the database cannot be used. Nothing recorded before is lost.
    """
    deadline = deadline_of(settings)
    scope = Scope(settings.changed_since)
    asking = settings.asking()
    web = Web(asking)
    run = store.begin(replace(_plan(expand(paths, web), settings), paths=tuple(paths)))
    problems: list[Problem] = []
    rules = list(settings.ignore)
    for found in read_letters(_letters(expand(paths, web), settings, store)):
        if isinstance(found, Problem):
            problems.append(found)
        elif scope.includes(found):
            rules.extend(inline_rules(found.text, found.path))
            targets = targets_of(found)
            tasks = chain(
                tasks_for(scope.targets(found, targets), asking),
                identifier_tasks(found, asking, scope.notes(found)),
            )
            store.add_document(run.id, found, targets, tasks)
    store.reuse(run.id, settings.max_age)
    work = Run(store, run.id, Measures(settings, rules, scope), watch, deadline)
    ended = work.end(lambda: store.reuse(run.id, settings.max_age))
    return ended.told(store.report(run.id), problems, rules)


def _letters(
    sources: Iterable[Source | Problem], settings: Settings, store: Store
) -> Iterator[Letter | Document | Problem]:
    """Every letter; to be read anew only where that can make a difference."""
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        data = read_bytes(source)
        if isinstance(data, Problem):
            yield data
            continue
        known = None
        # A stored letter has no text, in which comments and changed lines are looked for.
        if settings.changed_since is None and b"pincite:" not in data:
            digest = hashlib.sha256(data).hexdigest()
            known = store.known_letter(source.path, digest, __version__)
        yield known or letter_of(data, source)


def _plan(sources: Iterable[Source | Problem], settings: Settings) -> RunPlan:
    """A check is the same one as long as the letters and what is asked of them are the same."""
    asking = settings.asking()
    # A service that is asked only with a key is asked no more when the key is gone.
    scope = [asked_of(asking), settings.changed_since, kinds_asked(asking)]
    return plan_of("check", settings, scope, ((each.path, _digest(each)) for each in sources))


def _digest(source: Source | Problem) -> str:
    """Of a letter's bytes; empty where they cannot be read."""
    data = read_bytes(source) if isinstance(source, Source) else b""
    return hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""
