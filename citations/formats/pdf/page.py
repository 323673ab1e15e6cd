"""What stands on a page: text fragments, rules and links, in points from the lower left corner.

Rules kept here:
- A fragment has one font, one size and one baseline, so a raised number is a fragment of its own.
- Nothing here knows PDFium; the reading of lines, columns and notes works on these values alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .areas import Areas


@dataclass(slots=True)
class Fragment:
    """A stretch of text of one look on one line."""

    text: str
    """A hyphen at a line's end is U+0002, as PDFium tells it."""
    x0: float
    x1: float
    y: float
    """The baseline."""
    size: float
    """Font size times the vertical scale of the text matrix."""
    italic: bool = False
    space_before: bool = False
    """PDFium saw a word gap before it."""
    link: int = -1
    """Index in the document's links; -1 where there is none."""
    leads: bool = False
    """A raised number that is a link within the document."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class Page:
    """One page, upright."""

    number: int
    """From 1."""
    width: float
    height: float
    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    within: Areas | None = None
    """Links within the document, where it has any."""
    aside: list[Page] = field(default_factory=list)
    """What else stands on it, turned against the rest: a table on its side, or the text around."""


@dataclass(slots=True)
class Pages:
    """What PDFium gives of a document."""

    pages: list[Page]
    links: list[str]
    """URLs of link annotations; fragments point into this list."""
    title: str | None = None
    author: str | None = None
    made: str | None = None
    """When the file says that it was made, as it writes it ("D:20160929…")."""
    labels: list[str] = field(default_factory=list)
    """What the file calls each page; empty where it does not say."""
    enclosed: list[str] = field(default_factory=list)
    """Names of the files that it carries."""
