"""Letters that were just judged, so that the report on them need not read them once more.

Rules kept here:
- Held is what was asked for a letter: half of a report's time goes into reading that. What may be
  written later, or costs next to nothing (evidence, standings, decisions, findings), is read from
  the database whenever it is told.
- What was held is forgotten as soon as more is asked, or something of it is answered anew
  (results/store.py).
- Bounded: MOST_BYTES in all, of the letters that are judged first, which is the order of a report,
  too. As a report has it, pages are held without their words; what a server may make long (headers,
  addresses) and what a letter may (notes, citations) is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from sys import getsizeof

from checker.model import Check, Exchange
from citations.model import Citation, Link, Quotation

from .model import Dossier

MOST_BYTES = 60_000_000
"""Ten thousand ordinary links, in notes of their own, take some six kilobytes each."""
_OF_A_CHECK, _OF_A_FIELD, _OF_A_HOP, _OF_AN_ANSWER = 1_500, 180, 300, 700
_OF_A_NOTE, _OF_A_CITATION, _OF_A_LINK = 600, 1_000, 700
"""Bytes that each takes beside its text."""


class Judged:
    """What one open database remembers, by run and letter."""

    def __init__(self) -> None:
        self._dossiers: dict[tuple[int, int], tuple[Dossier, int]] = {}
        """Each with about as many bytes as it takes."""
        self._bytes = 0
        self._keys: set[str] = set()
        """Of all that was asked for the letters that are held."""

    def forget(self) -> None:
        """Nothing is held any more."""
        self._dossiers.clear()
        self._bytes = 0
        self._keys.clear()

    def answered(self, keys: Iterable[str]) -> None:
        """Nothing is held any more, if one of these was asked for a letter that is."""
        if not self._keys.isdisjoint(keys):
            self.forget()

    def keep(self, run: int, document_id: int, dossier: Dossier) -> None:
        """Hold a letter in the place of what was held of it, as long as there is room."""
        before = self._dossiers.pop((run, document_id), None)
        if before is not None:
            self._bytes -= before[1]
        size = _size(dossier)
        if self._bytes + size <= MOST_BYTES:
            checks = {key: _wordless(check) for key, check in dossier.checks.items()}
            self._dossiers[run, document_id] = replace(dossier, checks=checks), size
            self._bytes += size
            self._keys.update(dossier.checks, dossier.answers, dossier.registrations)
            self._keys.update(link.key for _, link in dossier.document.all_links())

    def get(self, run: int, document_id: int) -> Dossier | None:
        """A letter as it was judged, but for its pages' words; None for one that is not held."""
        held = self._dossiers.get((run, document_id))
        return held[0] if held is not None else None


def _size(dossier: Dossier) -> int:
    """Bytes that a letter takes when it is held, as far as they can be told at a look."""
    document = dossier.document
    size = _of_words(document.citations, document.quotations, document.links)
    for note in document.notes:
        size += _OF_A_NOTE + getsizeof(note.text)
        size += _of_words(note.citations, note.quotations, note.links)
    for reference in document.references:
        size += _OF_A_NOTE + getsizeof(reference.sentence) + len(reference.clause)
    for check in dossier.checks.values():
        size += _OF_A_CHECK + _of_answer(check.exchange) + _of_answer(check.probe)
    told = chain(dossier.answers.values(), dossier.registrations.values())
    return size + _OF_AN_ANSWER * sum(map(len, told))


def _of_words(
    citations: Sequence[Citation], quotations: Sequence[Quotation], links: Sequence[Link]
) -> int:
    return (
        sum(_OF_A_CITATION + 2 * len(each.raw) for each in citations)
        + sum(_OF_A_CITATION + 2 * len(each.raw) for each in quotations)
        + sum(_OF_A_LINK + 3 * len(each.raw) for each in links)
    )


def _of_answer(exchange: Exchange | None) -> int:
    if exchange is None:
        return 0
    size = sum(_OF_A_FIELD + len(value) for _, value in exchange.headers)
    for hop in exchange.hops:
        size += _OF_A_HOP + len(hop.url) + len(hop.location or "")
    return size


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
