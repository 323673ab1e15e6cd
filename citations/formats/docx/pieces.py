"""A story (the body, one note) as the walk finds it, before any number is known.

Rules kept here:
- Pieces say what is printed, not where: spans come in when the pieces are rendered.
- A reference carries the id of its note; its displayed number is worked out over all references.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from citations.model import NoteKind
from citations.values import value

_LONGEST: Final = 1_000
"""Characters of words to which others are added: a text that is all runs is not copied for each."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A hyperlink. Compared by identity: two links side by side may have one URL."""

    url: str


@value
class Words:
    """Text of one look."""

    text: str
    emphasised: bool = False
    raised: bool = False
    link: Target | None = None


@value
class NoteMark:
    """A w:footnoteReference or w:endnoteReference, or a NOTEREF field that shows one again."""

    kind: NoteKind
    note: str
    """The note's w:id."""
    section: int
    """Index of the section that it stands in, from 0."""
    custom: str | None = None
    """The typed mark of w:customMarkFollows; None where Word counts."""
    again: bool = False
    """Shows a note's number once more, and counts nothing."""
    link: Target | None = None


@value
class OwnLabel:
    """A w:footnoteRef or w:endnoteRef: the label that a note prints in front of itself."""


@value
class Picture:
    """A picture that leads elsewhere: a link without words."""

    link: Target


Piece = Words | NoteMark | OwnLabel | Picture


@dataclass(slots=True)
class Paragraph:
    """What one w:p holds."""

    pieces: list[Piece] = field(default_factory=list)
    style: str | None = None
    chunk: str | None = None
    """The part that Word takes in here (w:altChunk)."""
    numbering: tuple[str, int] | None = None
    """w:numId and level of the automatic list that it belongs to, by itself or by its style."""

    def say(self, words: Words) -> None:
        """Add words, to those before them where they look the same: programs cut runs anywhere."""
        last = self.pieces[-1] if self.pieces else None
        if (
            isinstance(last, Words)
            and last.link is words.link
            and last.emphasised == words.emphasised
            and not (last.raised or words.raised)
            and len(last.text) < _LONGEST
        ):
            self.pieces[-1] = Words(last.text + words.text, words.emphasised, False, words.link)
        else:
            self.pieces.append(words)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A w:footnotePr or w:endnotePr, as far as it is set."""

    number_format: str | None = None
    start: int | None = None
    restart: str | None = None

    def over(self, lower: Numbering) -> Numbering:
        """These settings where they speak, the lower ones elsewhere."""
        return Numbering(
            self.number_format or lower.number_format,
            lower.start if self.start is None else self.start,
            self.restart or lower.restart,
        )


@dataclass(slots=True)
class Section:
    """A section's own numbering of its notes."""

    notes: dict[NoteKind, Numbering]
