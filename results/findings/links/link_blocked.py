"""The site answers people only.

It refused a robot (403, 429, 451, a bot wall), so pincite cannot tell whether the page is there. A
copy that an archive took within the last year is a second witness: the page was alive then.

Why it matters: nothing is wrong with the note as far as we know. Nobody has looked, either.

How to mend: open the link in a browser. Nothing needs to change if the page is there; an archive
copy beside it spares the next reader the same wall.

Reference: RFC 9110, 15.5.4; RFC 6585, 4; RFC 7725.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from checker.model import SPOILT, ArchiveAnswer, ArchiveOutcome, Snapshot, SnapshotVerdict, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import answer, answer_with, check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source behind a wall for robots."""
    for cited in sources(dossier, Verdict.BLOCKED):
        said = cited.why
        copy = lately_alive(cited.answers, cited.check.checked_at)
        if copy is not None:
            day = f"{copy.captured_at:%Y-%m-%d}"
            said += f" Blocked to robots, archived alive on {day} ({copy.archive})."
        yield RULE.found(cited.place, said)


LATELY = timedelta(days=365)
"""How old a copy may be to say that its page is there."""


def lately_alive(answers: Iterable[ArchiveAnswer], asked: datetime) -> Snapshot | None:
    """The newest copy of the year before the link was asked that shows the page alive: of an answer
    of 200, or one that bears the cited title."""
    copies = (
        copy
        for answer in answers
        for copy in answer.snapshots
        if (copy.status == 200 or copy.verdict is SnapshotVerdict.VERIFIED)
        and copy.verdict not in SPOILT
        and asked - copy.captured_at <= LATELY
    )
    return max(copies, key=lambda copy: copy.captured_at, default=None)


def _captured(day: str) -> ArchiveAnswer:
    told = answer(ArchiveOutcome.FOUND, day)
    return replace(told, snapshots=tuple(replace(s, status=200) for s in told.snapshots))


_BLOCKED = check(verdict=Verdict.BLOCKED, reason="bot-wall", status=403)

RULE = Rule(
    code="PC206",
    slug="link-blocked",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(verdict=Verdict.GONE, reason="not-found", status=404)),
        ),
        invalid=(
            one_link(_BLOCKED),
            one_link(_BLOCKED, _captured("2025-11-03")),
            one_link(_BLOCKED, _captured("2019-11-03")),
            one_link(_BLOCKED, _captured("2025-01-15")),
            one_link(_BLOCKED, _captured("2025-01-14")),
            one_link(_BLOCKED, answer_with(("2025-11-03", SnapshotVerdict.VERIFIED))),
            one_link(_BLOCKED, answer_with(("2025-11-03", SnapshotVerdict.UNVERIFIED))),
        ),
    ),
    look=look,
)
