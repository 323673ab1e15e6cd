"""Who may speak for a link: its page as it answers today, and the archives' copy of it. Pure.

Rules kept here:
- Only a page that answers is a witness: of what is dead, blocked or paywalled nothing is said.
- The copy is the one that reports offer: verified before all others, nearest to the cited date. One
  of which nobody knows whether it is the cited source speaks for a citation, never against it.
- Pages come without their text where the database has it; the few that were read last are kept, so
  memory does not grow with the number of sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from checker.model import ALIVE, ArchiveAnswer, Check, Page, SnapshotVerdict
from citations import citation_of, cited_date

from ..findings.archives.cited_dates import copy_to_show
from ..model import CopyRead, Dossier

Reader = Callable[[Page], Page]
"""Gives a page its text and anchors, where they were left out."""
_KEPT = 4
"""Pages that are kept whole: a live page and its copy, while several citations ask them."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A page that is asked what it says."""

    page: Page | None
    """None where nobody could read it."""
    address: str
    """Whose last segment may spell the title."""
    copy: CopyRead | None = None
    """None for the page as it answers today."""
    truncated: bool = False
    accuses: bool = True
    """Whether it may contradict a citation."""


def page_of(check: Check) -> Page | None:
    """The page that may speak for or against a citation."""
    if check.judgement.verdict not in ALIVE or check.exchange is None:
        return None
    return check.exchange.page


class Witnesses:
    """Those of one dossier, by Link.key."""

    def __init__(self, dossier: Dossier, read: Reader) -> None:
        self._dossier = dossier
        self._read = read
        self._whole: dict[str, Page] = {}
        self._near: dict[str, str | None] = {}
        self._titled: set[str] = set()
        for note, link in dossier.document.all_links() if dossier.answers else ():
            if link.key in dossier.answers:
                dates = (self._near.get(link.key), cited_date(dossier.document, note, link))
                self._near[link.key] = min((each for each in dates if each), default=None)
                citation = citation_of(dossier.document, note, link)
                if citation is not None and citation.title:
                    self._titled.add(link.key)

    def live(self, key: str) -> Witness | None:
        """The page itself; None for a link that was not asked."""
        check = self._dossier.checks.get(key)
        if check is None:
            return None
        exchange = check.exchange
        final = exchange.final_url if exchange else ""
        return Witness(
            self.whole(page_of(check)),
            final,
            truncated=exchange is not None and exchange.truncated,
        )

    def copy(self, key: str) -> Witness | None:
        """The archives' best copy of the page, of those that were opened and are sound."""
        answers = tuple(map(_readable, self._dossier.answers.get(key, ())))
        found = copy_to_show(answers, self._near.get(key))
        if found is None:
            return None
        sure = found.verdict is SnapshotVerdict.VERIFIED or key not in self._titled
        read = CopyRead(found.url, found.captured_at)
        return Witness(self.whole(found.page), found.original, read, accuses=sure)

    def all(self, key: str) -> Iterator[Witness]:
        """The page, then the copy; as they are asked for."""
        for find in (self.live, self.copy):
            found = find(key)
            if found is not None:
                yield found

    def whole(self, page: Page | None) -> Page | None:
        """The page with its text."""
        if page is None or page.content is None:
            return page
        found = self._whole.pop(page.content, None) or self._read(page)
        self._whole[page.content] = found
        if len(self._whole) > _KEPT:
            del self._whole[next(iter(self._whole))]
        return found


def _readable(answer: ArchiveAnswer) -> ArchiveAnswer:
    return replace(answer, snapshots=tuple(each for each in answer.snapshots if each.page))
