"""What a finding is made of.

Rules kept here:
- A rule is one file: its module's docstring is what `pincite explain` prints and what
  docs/findings.md shows, its examples are its tests.
- A rule reads a Dossier and nothing else: no clock, no network, no database.
- A message is our words and the document's. What the web says (titles, evidence) is shown by
  reports beside it, where it is marked as theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citations.model import Document, Link, Note, NoteReference, Span

from ..model import Dossier, Finding, Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands."""

    path: str
    line: int | None = None
    column: int | None = None
    note: str | None = None
    url: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """Dossiers in which a rule finds nothing (`valid`) and something (`invalid`)."""

    valid: tuple[Dossier, ...]
    invalid: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding."""

    code: str
    """PC101 … PC599; it never changes its meaning."""
    slug: str
    severity: Severity
    explanation: str
    """The module's docstring: what, why it matters, how to mend, reference."""
    examples: Callable[[], Examples]
    """Made when they are asked for: a run that judges letters has no use for them."""
    look: Callable[[Dossier], Iterator[Finding]]

    @property
    def summary(self) -> str:
        """The first line of the explanation."""
        return self.explanation.strip().partition("\n")[0]

    def found(self, place: Place, message: str, suggestion: str | None = None) -> Finding:
        """A Finding of this kind."""
        return Finding(
            self.code,
            self.slug,
            self.severity,
            message,
            place.path,
            place.line,
            place.column,
            place.note,
            place.url,
            suggestion,
            place.page,
        )


def at_link(document: Document, note: Note | None, link: Link) -> Place:
    """The place of a link."""
    label = note.label if note else None
    return Place(document.path, link.line, link.column, label, link.url, _page(link.page, note))


def at_note(document: Document, note: Note) -> Place:
    """The place of a note: its printed label."""
    column = _column(document, note.label_span.start) if note.line is not None else None
    return Place(document.path, note.line, column, note.label, page=note.page)


def at_reference(document: Document, reference: NoteReference) -> Place:
    """The place of a marker in the running text."""
    column = _column(document, reference.span.start) if reference.line is not None else None
    return Place(document.path, reference.line, column, reference.label, page=reference.page)


def at_span(document: Document, note: Note | None, span: Span) -> Place:
    """The place of anything else that has a span."""
    if document.encoding is None:
        return Place(document.path, note=note.label if note else None, page=_page(None, note))
    line = document.text.count("\n", 0, span.start) + 1
    if note is not None and note.line is not None:
        line = note.line + document.text.count("\n", note.label_span.start, span.start)
    return Place(document.path, line, _column(document, span.start), note.label if note else None)


def _page(page: int | None, note: Note | None) -> int | None:
    return page if page is not None or note is None else note.page


def _column(document: Document, offset: int) -> int:
    """1-based, in code points; only formats with lines have it."""
    return offset - document.text.rfind("\n", 0, offset)
