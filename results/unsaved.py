"""Which pages of a letter are worth saving, and why the others are not. Pure.

Rules kept here:
- Living pages only: a dead one leaves nothing to save, and a blocked or paywalled one would give a
  copy of its wall.
- A page with a copy that nobody knows to be wrong, from within a year of the cited date or of
  today, has one: another would show no more. So has one whose copy the letter cites itself.
- An archive that did not answer is no archive without a copy: such a page waits for the next run.
- Registered names (DOI, handle, ARK, PURL) are made to outlive addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checker.model import ALIVE, ArchiveOutcome, Verdict
from citations import cited_date

from .findings.archives.cited_dates import days_apart, nearest_copy
from .findings.archives.copy_far_from_date import FAR
from .findings.cited import CitedLink, cited_links
from .fixes.names import is_name
from .model import Dossier


@dataclass(frozen=True, slots=True)
class Source:
    """A page that a letter cites."""

    key: str
    url: str
    note: str | None
    """Label of the note; None for the running text."""
    reason: str = ""
    """Why it needs no saving, in one line; empty for a page that is worth it."""
    excluded_by: frozenset[str] = frozenset()
    """Names of archives that may not show it."""


def worth_saving(dossier: Dossier, now: datetime, *, everything: bool = False) -> Iterator[Source]:
    """Every source that a letter cites, copies left out.

    Args:
        dossier: what is known of the letter.
        now: today.
        everything: pages that have a copy are worth saving, too, and those of which nobody knows.
    """
    for cited in cited_links(dossier):
        if not cited.is_source or cited.link.is_mail:
            continue
        reason = _not_living(cited) or ("" if everything else _not_needed(cited, now))
        label = cited.note.label if cited.note else None
        excluded = frozenset(
            each.archive for each in cited.answers if each.outcome is ArchiveOutcome.BLOCKED
        )
        yield Source(cited.link.key, cited.link.url, label, reason, excluded)


def _not_living(cited: CitedLink) -> str:
    if cited.verdict in ALIVE:
        return ""
    judgement = cited.check.judgement
    if cited.verdict in (Verdict.SKIPPED, Verdict.UNKNOWN):
        return f"it was not asked ({judgement.reason})"
    return f"the page does not answer as it should: {judgement.verdict} ({judgement.reason})"


def _not_needed(cited: CitedLink, now: datetime) -> str:
    if is_name(cited.link.url):
        return "a registered name, made to outlive addresses"
    if cited.copies:
        return "the letter cites a copy"
    date = cited_date(cited.document, cited.note, cited.link)
    for wanted in (date, f"{now:%Y-%m-%d}"):
        copy = nearest_copy(cited.answers, wanted) if wanted else None
        if copy is not None and wanted and days_apart(copy.captured_at.date(), wanted) <= FAR:
            return f"{copy.archive} has a copy of {copy.captured_at:%Y-%m-%d}"
    if cited.archived is ArchiveOutcome.UNANSWERED:
        return "the archives did not answer: run it again, or take --all"
    return ""
