"""A typed letter, read, and what its references and notes are told to be."""

from citations import read
from citations.model import Document


def typed(text: str) -> Document:
    return read(text.encode(), "letter.txt", "text")


def references_of(document: Document) -> list[tuple[str, str]]:
    """Label and pairing of each."""
    return [(each.label, each.pairing.value) for each in document.references]


def notes_of(document: Document) -> list[tuple[str, str, str]]:
    """Label, words and pairing of each."""
    return [(note.label, note.text, note.pairing.value) for note in document.notes]
