"""Letters with what the web and the archives answered, for the tests of fixes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import ArchiveAnswer, ArchiveOutcome, Check, SnapshotVerdict, Verdict
from citations import read
from results import FixChoice, edited, propose
from results.findings.examples import answer, asked, check
from results.model import Dossier

DEAD = "http://city.example/dead"
COPY = f"https://web.archive.org/web/20180304120000/{DEAD}"
OLD, NEW = "http://city.example/old", "https://new.example/page"


def gone(url: str = DEAD, verdict: Verdict = Verdict.GONE) -> Check:
    return check(url, verdict, "not-found", status=404)


def moved(url: str = OLD, to: str = NEW) -> Check:
    return check(url, Verdict.MOVED, "moved-permanently", final=to)


def copies(
    url: str = DEAD,
    verdict: SnapshotVerdict = SnapshotVerdict.VERIFIED,
    days: Sequence[str] = ("2018-03-04",),
) -> ArchiveAnswer:
    found = answer(ArchiveOutcome.FOUND, *days, url=url)
    return replace(
        found, snapshots=tuple(replace(each, verdict=verdict) for each in found.snapshots)
    )


def dossier(
    text: str | bytes, path: str, checks: Sequence[Check], *answers: ArchiveAnswer
) -> Dossier:
    data = text.encode() if isinstance(text, str) else text
    return asked(Dossier(read(data, path)), checks, *answers)


def after(told: Dossier, choice: FixChoice | None = None) -> str:
    """The letter's text with everything that is proposed."""
    found = propose(told, choice)
    return edited(told.document.text, (edit for each in found for edit in each.edits))
