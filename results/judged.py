"""Letters that were just judged, so that the report on them need not read them once more.

Rules kept here:
- Held is what was asked for a letter: half of a report's time goes into reading that. What may be
  written later, or costs next to nothing (evidence, standings, decisions, findings), is read from
  the database whenever it is told.
- What was held is forgotten as soon as more is asked, or something of it is answered anew
  (results/store.py).
- Bounded: letters of MOST_LINKS links in all, the first ones that are judged, which is the order of
  a report, too. As a report has it, pages are held without their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.model import Check, Exchange

from .model import Dossier

MOST_LINKS = 10_000
"""Some three kilobytes each."""


class Judged:
    """What one open database remembers, by run and letter."""

    def __init__(self) -> None:
        self._dossiers: dict[tuple[int, int], Dossier] = {}
        self._links = 0
        self._keys: set[str] = set()
        """Of all that was asked for the letters that are held."""

    def forget(self) -> None:
        """Nothing is held any more."""
        self._dossiers.clear()
        self._links = 0
        self._keys.clear()

    def answered(self, keys: Iterable[str]) -> None:
        """Nothing is held any more, if one of these was asked for a letter that is."""
        if not self._keys.isdisjoint(keys):
            self.forget()

    def keep(self, run: int, document_id: int, dossier: Dossier) -> None:
        """Hold a letter in the place of what was held of it, as long as there is room."""
        before = self._dossiers.pop((run, document_id), None)
        if before is not None:
            self._links -= _links(before)
        links = _links(dossier)
        if self._links + links <= MOST_LINKS:
            checks = {key: _wordless(check) for key, check in dossier.checks.items()}
            self._dossiers[run, document_id] = replace(dossier, checks=checks)
            self._links += links
            self._keys.update(dossier.checks, dossier.answers, dossier.registrations)
            self._keys.update(link.key for _, link in dossier.document.all_links())

    def get(self, run: int, document_id: int) -> Dossier | None:
        """A letter as it was judged, but for its pages' words; None for one that is not held."""
        return self._dossiers.get((run, document_id))


def _links(dossier: Dossier) -> int:
    return 1 + sum(1 for _ in dossier.document.all_links())  # a letter without any is held, too


def _wordless(check: Check) -> Check:
    exchange, probe = _without_words(check.exchange), _without_words(check.probe)
    if exchange is check.exchange and probe is check.probe:
        return check  # nearly every one
    return replace(check, exchange=exchange, probe=probe)


def _without_words(exchange: Exchange | None) -> Exchange | None:
    page = exchange.page if exchange else None
    if exchange is None or page is None or not (page.text or page.anchors):
        return exchange
    return replace(exchange, page=replace(page, text="", anchors=frozenset()))
