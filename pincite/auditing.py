"""An audit: the letters that the database knows, asked again as far as they are due.

Rules kept here:
- The database says which letters there are; PATHs only limit them. A letter is read again when its
  file is there and has changed; one that cannot be read is audited as it was read last.
- A letter whose file is gone is told once and then left out (pincite/departed.py).
- What is not due is carried with its last check (results.over_time.strikes says what is due).
- An audit that was stopped goes on where it stood, as a check does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from citations.model import Document
from results import FORGOTTEN, MISSING, AuditReport, KnownLetter, RunPlan, Store

from . import __version__
from .asking import Watcher
from .changes import Scope
from .departed import Survey, at_paths, is_at, on_disk, survey
from .errors import UsageError
from .extracting import read_document
from .ignores import inline_rules
from .judging import Measures
from .running import CheckRun, Run, asked_of, deadline_of, plan_of
from .settings import Settings
from .sources import STDIN, Problem, Source, Web, is_url, read_bytes
from .targets import identifier_tasks, kinds_asked, targets_of, tasks_for

COMMAND = "audit"


@dataclass(frozen=True, slots=True)
class Known:
    """A letter of the database, with its file's bytes as they are now."""

    document_id: int
    path: str
    sha256: str
    version: str
    data: bytes | None
    """None where it cannot be read."""
    lost: str = ""
    """Why not."""
    source: Source | None = None
    """Where the bytes came from."""

    @property
    def changed(self) -> bool:
        """Whether the file is there and is another one than was read."""
        return self.data is not None and hashlib.sha256(self.data).hexdigest() != self.sha256

    @property
    def digest(self) -> str:
        """Of the letter that this audit is about."""
        return self.sha256 if self.data is None else hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Audit:
    """A run of `audit`."""

    done: CheckRun
    report: AuditReport
    """What changed."""
    due: int
    """Links that were to be asked."""
    carried: int
    """Links that were not due."""
    notices: tuple[str, ...] = ()
    """One line for every letter whose file has changed or cannot be read."""
    gone: tuple[str, ...] = ()
    """One line for every letter that is audited no more since its file is gone; told once."""


def audit(
    paths: Sequence[str], settings: Settings, store: Store, watch: Watcher | None = None
) -> Audit:
    """Ask again what is due in the database.

    Raises:
        UsageError: no letter of the database is at these paths, or there is none at all.
        StoreError: the database cannot be used. Nothing recorded before is lost.
    """
    deadline = deadline_of(settings)
    asking = settings.asking()
    web = Web(asking)
    there = survey(_letters(paths, store), store.roots())
    plan = _plan(_known(there.here, web), settings)
    run = store.begin(replace(plan, paths=tuple(paths)))
    notices: list[str] = []
    problems: list[Problem] = list(there.absent)
    rules = list(settings.ignore)
    cited: set[str] = set()
    for known in _known(there.here, web):
        found, notice = _document(known, store)
        if notice:
            notices.append(notice)
        if isinstance(found, Problem):
            problems.append(found)
            found = store.letter(known.document_id)
        rules.extend(inline_rules(found.text, found.path))
        targets = targets_of(found)
        if there.gone:
            cited.update(targets)
        tasks = chain(tasks_for(targets.values(), asking), identifier_tasks(found, asking))
        store.add_document(run.id, found, targets, tasks)
    carried = [store.carry(run.id, settings.audit)]
    work = Run(store, run.id, Measures(settings, rules, Scope(None)), watch, deadline)
    ended = work.end(lambda: carried.append(store.carry(run.id, settings.audit)))
    gone = _told_gone(there, cited, store) if ended.whole else ()
    report = store.audited(run.id)
    due, not_due = sum(each.due for each in carried), sum(each.carried for each in carried)
    done = ended.told(report, problems, rules)
    return Audit(done, report, due, not_due, tuple(notices), gone)


def _letters(paths: Sequence[str], store: Store) -> Sequence[KnownLetter]:
    """The letters of the database that the paths name; all of them for no path."""
    letters = [
        each for each in store.letters() if each.path != STDIN and each.departed != FORGOTTEN
    ]
    for path in paths:
        if not any(is_at(letter.path, path) for letter in letters):
            raise UsageError(f"audit: the database knows no letter at {path}")
    if not letters:
        raise UsageError(
            "audit: the database knows no letter yet (run `pincite check PATH…` first)"
        )
    return at_paths(letters, paths)


def _told_gone(there: Survey, cited: set[str], store: Store) -> tuple[str, ...]:
    """The lines for letters whose files are gone, which no other audit has told."""
    lines = dict(_gone(there, cited, store))
    news = store.depart(lines, MISSING)
    return tuple(line for path, line in lines.items() if path in news)


def _gone(there: Survey, cited: set[str], store: Store) -> Iterator[tuple[str, str]]:
    """Each letter whose file is gone, and its line."""
    now_at = {each.sha256: each.path for each in there.here}
    for each in there.gone:
        keys = set(targets_of(store.letter(each.document_id))) - cited
        cited |= keys
        links = "1 link" if len(keys) == 1 else f"{len(keys):,} links"
        lost = f"; {links} that only it cites: no longer checked" if keys else ""
        moved = now_at.get(each.sha256)
        what = f"is now {moved}" if moved is not None else "is gone from its folder"
        yield each.path, f"{each.path}: {what}{lost}"


def _known(letters: Iterable[KnownLetter], web: Web) -> Iterator[Known]:
    """Letters with what their files hold now."""
    for letter in letters:
        remote = is_url(letter.path)
        file = Source(letter.path, Path(on_disk(letter.path)).read_bytes)
        source = web.source(letter.path) if remote else file
        data = read_bytes(source)
        told = (letter.document_id, letter.path, letter.sha256, letter.version)
        if isinstance(data, Problem):
            yield Known(*told, None, data.message)
        else:
            yield Known(*told, data, source=source)


def _document(known: Known, store: Store) -> tuple[Document | Problem, str]:
    """The letter to audit, and the line to tell of it."""
    if known.data is None:
        lost = f"{known.path}: {known.lost}; audited as it was read last"
        return store.letter(known.document_id), lost
    data = known.data
    # Comments of a letter may hold ignore rules, and its text is not kept.
    if known.changed or known.version != __version__ or b"pincite:" in data:
        notice = f"{known.path}: has changed; read again" if known.changed else ""
        address = known.source.address if known.source else None
        return read_document(Source(known.path, lambda: data, address)), notice
    return store.letter(known.document_id), ""


def _plan(letters: Iterator[Known], settings: Settings) -> RunPlan:
    """An audit is the same one while the same letters are asked about in the same way."""
    asking = settings.asking()
    scope = [COMMAND, asked_of(asking), kinds_asked(asking)]
    return plan_of(COMMAND, settings, scope, ((each.path, each.digest) for each in letters))
