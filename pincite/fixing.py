"""Letters → what to change in them → the changed files.

Rules kept here:
- Spans come from reading the file again; the evidence is the last check's. A file that is not what
  was checked is refused, unless nothing is left to fix in it.
- What was written is read again before it takes the place of the letter: every address that was
  brought in must be found in it, and no note may be lost.
- A file is replaced whole or not at all: temporary file, same permissions, symbolic links followed.
  Of two fixes at once one writes and the other is refused. What a killed one left beside a letter
  goes with the next.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from citations import canonical_key, read
from citations.model import Document, ReadError
from results import (
    FIXERS,
    FixChoice,
    FixRefused,
    Marking,
    Proposal,
    Store,
    adjusted,
    compatible,
    finding_of,
    propose,
)
from results.model import Dossier

from .failon import fails
from .holding import held, hold
from .ignores import IgnoreRule, inline_rules, sift
from .settings import Settings
from .sources import STDIN, Problem, Source, Web, expand, is_url, read_bytes

_BEFORE, _AFTER = ".pincite-", ".fix"
"""How the name of a temporary file begins and ends."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which fixes are wanted."""

    only: tuple[str, ...] = ()
    """Codes and ranges as in --fail-on; empty for all."""
    choice: FixChoice = field(default_factory=FixChoice)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to change in one letter."""

    path: str
    data: bytes
    document: Document
    proposals: tuple[Proposal, ...]
    unopened: int = 0
    """How many more there would be with --unverified."""

    @property
    def writable(self) -> bool:
        """Whether it can be written: its format can, and it is a file."""
        return self.document.format in FIXERS and not self.remote

    @property
    def remote(self) -> bool:
        """Whether it is on the web, where nobody writes for us."""
        return is_url(self.path)


def plans(
    paths: Sequence[str], store: Store, settings: Settings, wish: Wish
) -> Iterator[Plan | Problem]:
    """A plan for every letter that the paths name, or why there is none."""
    for source in expand(paths, Web(settings.asking())):
        yield _plan(source, store, settings, wish) if isinstance(source, Source) else source


def _plan(source: Source, store: Store, settings: Settings, wish: Wish) -> Plan | Problem:
    if source.path == STDIN:
        return Problem(STDIN, "fix needs files that it can change", usage=True)
    data = read_bytes(source)
    if isinstance(data, Problem):
        return data
    stored = store.last_checked(source.path, hashlib.sha256(data).hexdigest())
    if stored is None:
        return Problem(source.path, "was not checked yet: run pincite check on it first")
    try:
        address = source.address() if source.address else None
        document = read(data, source.path, address=address)
    except ReadError as error:
        return Problem(source.path, str(error))
    dossier = replace(stored, document=document)
    proposals = _wanted(dossier, settings, wish)
    if proposals and stored.document.sha256 != document.sha256:
        return Problem(source.path, "has changed since it was checked: run pincite check again")
    unopened = 0
    if not wish.choice.unverified:
        more = replace(wish, choice=replace(wish.choice, unverified=True))
        unopened = len(_wanted(dossier, settings, more)) - len(proposals)
    return Plan(source.path, data, document, proposals, unopened)


def _wanted(dossier: Dossier, settings: Settings, wish: Wish) -> tuple[Proposal, ...]:
    """Proposals whose findings count: not turned off, not ignored, named by --only."""
    document = dossier.document
    rules: list[IgnoreRule] = [*settings.ignore, *inline_rules(document.text, document.path)]
    kept = []
    for proposal in propose(dossier, wish.choice):
        found = adjusted([finding_of(proposal)], settings.findings)
        found = sift(found, dossier, rules, datetime.now(UTC).date()).kept
        if found and (not wish.only or fails(found[0], wish.only)):
            kept.append(proposal)
    return compatible(kept)


def fixed(plan: Plan, proposals: Sequence[Proposal]) -> bytes:
    """The letter's bytes with proposals applied, read again and compared.

    Raises:
        FixRefused: they cannot be written, or the result does not read as it should.
    """
    if not plan.writable:
        what = "letters on the web" if plan.remote else f"{plan.document.format} files"
        raise FixRefused(f"{what} are not changed, only told of")
    marking = Marking(datetime.now(UTC))
    data = FIXERS[plan.document.format](plan.data, plan.document, proposals, marking)
    try:
        after = read(data, plan.path, plan.document.format)
    except ReadError as error:
        raise FixRefused(f"would not read any more ({error})") from error
    _compare(plan.document, after, proposals)
    return data


def _compare(before: Document, after: Document, proposals: Iterable[Proposal]) -> None:
    if len(before.notes) != len(after.notes):
        raise FixRefused("would lose or gain notes; change it by hand")
    there = {link.key for _, link in after.all_links()}
    for proposal in proposals:
        # The attributes of a Robust Link are no links to the reader; its text shows them.
        hidden = "data-versionurl=" in proposal.replacement and proposal.replacement in after.text
        if canonical_key(proposal.url) not in there and not hidden:
            raise FixRefused(f"would not show {proposal.url} as an address; change it by hand")
    lost = Counter(link.key for _, link in before.all_links())
    lost.subtract(link.key for _, link in after.all_links())
    # A definition that several links of a Markdown letter use is one place, and each of them goes.
    going = {each.link.span for each in proposals if each.retarget}
    lost.subtract(link.key for _, link in before.all_links() if link.span in going)
    if any(count > 0 for count in lost.values()):
        raise FixRefused("would lose an address that is not to change; change it by hand")


def write(plan: Plan, data: bytes) -> None:
    """Replace the letter.

    Raises:
        FixRefused: it was changed since it was read, or its owner forbids that it is.
        OSError: it cannot be written.
    """
    target = Path(os.path.realpath(plan.path))
    there = target.stat()
    if not there.st_mode & 0o222:
        # A file is replaced, not opened, so the system would let it happen.
        raise FixRefused("is read-only")
    with held(target) as ours:
        if not ours:
            raise FixRefused("is being fixed by another process; run it again")
        _remove_orphans(target.parent)
        handle, name = tempfile.mkstemp(prefix=_BEFORE, suffix=_AFTER, dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                hold(file)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                with suppress(AttributeError, PermissionError):  # no owners on Windows
                    os.chown(name, there.st_uid, there.st_gid)
                Path(name).chmod(there.st_mode & 0o7777)
            # Looked at by its name: whoever was first has put another file in this one's place.
            if target.read_bytes() != plan.data:
                raise FixRefused("was changed while it was being fixed; run it again")
            Path(name).replace(target)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()


def _remove_orphans(folder: Path) -> None:
    """Temporary files of fixes that were killed: nobody holds them."""
    for path in folder.glob(f"{_BEFORE}*{_AFTER}"):
        with suppress(OSError), path.open("rb") as stream:
            if hold(stream):
                path.unlink()
