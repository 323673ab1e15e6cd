"""Short forms and what stands before them, for the findings about Id. and supra.

Rules kept here:
- Only what the grammar could not tie to a full citation is looked at.
- The two findings never tell the same citation: an Id. after a note with several sources has
  antecedents, only too many.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import Citation, CitationForm, Document, Note

_NO_SOURCE = frozenset({CitationForm.CROSS_REFERENCE})


def ambiguous_ids(document: Document) -> Iterator[tuple[Note, Citation, int]]:
    """Each Id. that opens a note after one with several sources, and how many there are."""
    before: Note | None = None
    for note in document.notes:
        first = note.citations[0] if note.citations else None
        if before is not None and first is not None and first.form is CitationForm.ID:
            sources = sum(each.form not in _NO_SOURCE for each in before.citations)
            if sources > 1:
                yield note, first, sources
        before = note


def dangling(document: Document) -> Iterator[tuple[Note | None, Citation]]:
    """Each Id. or supra that stands for nothing that could be found."""
    told = {(note.ordinal, citation.span) for note, citation, _ in ambiguous_ids(document)}
    for each in document.citations:
        if _is_dangling(each):
            yield None, each
    for note in document.notes:
        for each in note.citations:
            if _is_dangling(each) and (note.ordinal, each.span) not in told:
                yield note, each


def _is_dangling(citation: Citation) -> bool:
    short = citation.form in (CitationForm.ID, CitationForm.SUPRA)
    return short and citation.antecedent is None
