"""What a fix is, as frozen values.

Rules kept here:
- An edit is a span of `Document.text` and the words that take its place; an insertion has an empty
  span. All edits of a proposal are made, or none.
- A fix that cannot be written is refused with one line; nothing is written half.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from citations.model import Link, Span


class FixRefused(Exception):
    """A file that cannot be fixed as it is. The message is one line."""


class Confidence(StrEnum):
    """How sure it is that the letter says afterwards what its author meant."""

    CERTAIN = "certain"
    """The same page: only its address is written otherwise, or its copy was opened and matches."""
    LIKELY = "likely"
    """An editor should look once: a page that moved, an address that was mended."""
    UNVERIFIED = "unverified"
    """A copy that nobody has opened yet."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words that take the place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change to one letter."""

    code: str
    """Of the finding that it mends."""
    path: str
    edits: tuple[Edit, ...]
    """Ordered by place. Empty where only the target of a hyperlink changes (Word)."""
    reason: str
    """One or two plain sentences, fit for a comment in the margin."""
    confidence: Confidence
    link: Link
    """The link as it stands."""
    url: str
    """The address that is brought in: the new address, or the copy's."""
    note: str | None = None
    """The note's label; None in the running text."""
    retarget: bool = False
    """The URL itself gives way to `url`: a hyperlink over it has to lead there, too."""

    @property
    def span(self) -> Span:
        """The first place that changes."""
        return self.edits[0].span if self.edits else self.link.span

    @property
    def replacement(self) -> str:
        """The words of the first change."""
        return self.edits[0].text if self.edits else self.url


@dataclass(frozen=True, slots=True)
class Marking:
    """How tracked changes are signed."""

    at: datetime
    """UTC."""
    author: str = "pincite"
