"""What a reader learns of a letter, places apart: the same in whatever format the letter comes."""

from __future__ import annotations

from citations.model import Citation, Document, Link, Quotation


def told(document: Document) -> list[object]:
    """What a reader learns of each note."""
    return [
        (
            note.label,
            note.kind,
            note.text,
            note.pairing,
            note.reference and (note.reference.sentence, note.reference.clause),
            links(note.links),
            quotations(note.quotations),
            citations(note.citations),
        )
        for note in document.notes
    ]


def links(found: tuple[Link, ...]) -> list[object]:
    """Where links lead."""
    return [(link.url, link.role, link.archive_of, link.key) for link in found]


def quotations(found: tuple[Quotation, ...]) -> list[object]:
    """What is quoted, and from what."""
    return [(each.segments, each.alterations, each.citation, each.verify) for each in found]


def citations(found: tuple[Citation, ...]) -> list[object]:
    """What is cited, in every field."""
    return [
        (each.form, each.type, each.signal, each.authors, each.title, each.container,
         each.volume, each.first_page, each.pincite, each.date, each.publisher, each.url,
         each.identifiers, each.antecedent, each.accessed, each.court,
         [(one.kind, one.text) for one in each.parentheticals])
        for each in found
    ]  # fmt: skip


def differing(one: Document, other: Document) -> int:
    """How many of the notes, links, quotations and citations differ."""
    left = [*told(one), links(one.links), quotations(one.quotations), citations(one.citations)]
    right = [
        *told(other),
        links(other.links),
        quotations(other.quotations),
        citations(other.citations),
    ]
    apart = sum(mine != theirs for mine, theirs in zip(left, right, strict=False))
    return apart + abs(len(left) - len(right)) + (one.date != other.date)
