"""The copy that a letter should cite.

Rules kept here:
- Only a copy that was opened and judged to show the page is offered, unless unverified ones are
  asked for; one that is known to be wrong never is.
- archive.today is never offered, whoever answers for it.
- The nearest to the cited date among those is taken (`checker.best`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker import best
from checker.model import ArchiveAnswer, Snapshot, SnapshotVerdict

from ..findings.addresses import address_of
from ..findings.cited import DISTRUSTED_HOSTS


def copy_to_cite(
    answers: Iterable[ArchiveAnswer], iso: str | None, unverified: bool = False
) -> Snapshot | None:
    """The copy to offer for a page cited at a date; None where there is none to stand behind."""
    wanted = {SnapshotVerdict.VERIFIED}
    sound = _only(answers, wanted)
    found = best(sound, iso)
    if found is None and unverified:
        found = best(_only(answers, {SnapshotVerdict.UNVERIFIED}), iso)
    return found


def verified_copies(answers: Iterable[ArchiveAnswer]) -> tuple[Snapshot, ...]:
    """Every copy that was opened, shows the page, and stands in an archive that can be cited."""
    sound = _only(answers, {SnapshotVerdict.VERIFIED})
    return tuple(copy for answer in sound for copy in answer.snapshots)


def _only(answers: Iterable[ArchiveAnswer], wanted: set[SnapshotVerdict]) -> list[ArchiveAnswer]:
    return [
        replace(
            answer,
            snapshots=tuple(
                copy for copy in answer.snapshots if copy.verdict in wanted and _is_trusted(copy)
            ),
        )
        for answer in answers
    ]


def _is_trusted(copy: Snapshot) -> bool:
    address = address_of(copy.url)
    return address is not None and address.host not in DISTRUSTED_HOSTS
