"""How what a citation claims agrees with what a source shows, as frozen values.

Rules kept here:
- "There is nothing to look in" and "we looked and it is not there" are two grades.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldGrade(StrEnum):
    """How a cited field agrees with what the source shows."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"
    UNABLE = "unable"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of a citation against one source."""

    grade: FieldGrade
    cited: str | None = None
    found: str | None = None
    """What the source shows instead (differs) or as well (verified)."""
    witness: str = ""
    """What spoke: title, heading, text, address, published, modified …"""


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """The three fields that the JSON contract tells."""

    title: FieldMatch
    author: FieldMatch
    date: FieldMatch


@dataclass(frozen=True, slots=True)
class Drift:
    """How a page compares with an earlier state of itself, by the words of its main text."""

    likeness: float
    """Cosine of the two word counts, 0 to 1."""
    words: int
    """Words now."""
    words_then: int
    said: str | None = None
    """One line on how it has drifted; None where it has not."""


class QuoteGrade(StrEnum):
    """How quoted words stand in a source, best first. See checker.quotes."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    """Marks, dashes, ligatures, hyphenation and white space aside."""
    ALTERED_OK = "altered_ok"
    """Every change is marked as the Bluebook asks (rules 5.2 and 5.3)."""
    PUNCTUATION_ONLY = "punctuation_only"
    """The words are the source's; punctuation or capitals are not."""
    WORDS_DIFFER = "words_differ"
    NOT_FOUND = "not_found"
    UNABLE = "unable"
    """There is no text to look in, or nothing to look for."""


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """One quotation against one source."""

    grade: QuoteGrade
    difference: str | None = None
    """Quoted words that the source lacks as [-so-], what it has instead as {+so+}."""
    passage: str | None = None
    """The words of the source around the place, bounded."""
    negation: bool = False
    """A negation was lost or added: the quotation may say the opposite."""
    page: int | None = None
    """Of a source with pages, from 1."""
    label: str | None = None
    """The number that is printed on that page, where one is."""
    beside: str | None = None
    """Whose the words are where they stand beside the page's own text: "comment", "teaser"."""
