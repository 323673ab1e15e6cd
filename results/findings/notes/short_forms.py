"""Short forms and what stands before them, for the findings about Id. and supra.

Rules kept here:
- Only what the grammar could not tie to a full citation is looked at.
- The two findings never tell the same citation: an Id. after a note with several sources has
  antecedents, only too many. An Id. that follows such an Id., or a supra, stands for what it
  stands for.
- Doubt is no finding: where a note's own words show the source that the grammar did not read in
  them, the short form leads somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.model import Antecedent, Citation, CitationForm, Document, Note

_NOTE = re.compile(r"\b(?:notes?|nn?\.?|fns?\.?)\s?(?P<number>\d{1,5})", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]{2,}")
_INITIAL = re.compile(r"\b[A-Z](?=[a-z])")
_SIGNALS = frozenset({"See", "Also", "Generally", "But", "Compare", "With", "Accord", "Contra"})
_SHOWS_A_SOURCE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\sv\.\s|§|https?://|\bpp?\.\s?\d|\bat\s\d|\bNo\.\s\d"
    r"|,\s[^\W\d]+\.?\s\d|\.(?:pdf|docx?|html?)\b"
)
"""What words that cite have, whatever they cite: "ROE, 2015, p. 26", "Roe v. Doe", "roe.pdf",
"Roe, diapositive 7"."""


def ambiguous_ids(document: Document) -> Iterator[tuple[Note, Citation, int]]:
    """Each Id. that opens a note after one with several sources, and how many there are."""
    before: Note | None = None
    for note in document.notes:
        first = note.citations[0] if note.citations else None
        if before is not None and first is not None and _is_dangling(first, CitationForm.ID):
            sources = len(_sources(before))
            if sources > 1:
                yield note, first, sources
        before = note


def dangling(document: Document) -> Iterator[tuple[Note | None, Citation]]:
    """Each Id. or supra that stands for nothing that could be found."""
    ambiguous = {note.ordinal for note, _, _ in ambiguous_ids(document)}
    notes = {note.label: note for note in document.notes}
    for each in document.citations:
        if _is_dangling(each, CitationForm.ID, CitationForm.SUPRA):
            yield None, each
    before: Note | None = None
    for note in document.notes:
        led = note.ordinal in ambiguous or _leads_on(before)
        for each in note.citations:
            if _is_dangling(each, CitationForm.ID):
                if not led:
                    yield note, each
                led = True
            elif each.form is CitationForm.SUPRA and not _is_named(each, notes):
                yield note, each
        before = note


def _sources(note: Note) -> set[Antecedent]:
    """The works that a note cites: an Id. behind a full citation adds none."""
    return {
        each.antecedent or Antecedent(note.label, index)
        for index, each in enumerate(note.citations)
        if each.form is not CitationForm.CROSS_REFERENCE
    }


def _leads_on(before: Note | None) -> bool:
    """True where an Id. may stand for what the note before says in words that were not read."""
    if before is None or not before.citations:
        return before is not None and _shows_a_source(before)
    return _is_dangling(before.citations[-1], CitationForm.ID, CitationForm.SUPRA)


def _shows_a_source(note: Note) -> bool:
    return _SHOWS_A_SOURCE.search(note.text) is not None


def _is_named(supra: Citation, notes: dict[str, Note]) -> bool:
    """True where the note that a supra names has its name, or several sources and no name is given.

    Of a name one word is enough, or the initials of a long one: titles are shortened in many ways.
    """
    number = _NOTE.search(supra.raw)
    note = notes.get(number["number"]) if number is not None else None
    tied = supra.antecedent
    if number is None or note is None:
        return tied is not None
    names = [name for name in _NAME.findall(supra.raw[: number.start()]) if name not in _SIGNALS]
    if not names:
        return tied is not None or bool(note.citations) or _shows_a_source(note)
    behind = [each.antecedent.note for each in (supra, *note.citations) if each.antecedent]
    text = "\n".join([note.text, *(notes[label].text for label in behind if label in notes)])
    initials = "".join(_INITIAL.findall(text))
    folded = text.casefold()
    return any(name.casefold() in folded or name in initials for name in names)


def _is_dangling(citation: Citation, *forms: CitationForm) -> bool:
    return citation.form in forms and citation.antecedent is None
