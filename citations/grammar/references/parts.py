"""What is told of the words behind a title, and what is known of them before.

Rules kept here:
- A field that nothing tells is empty.
"""

from __future__ import annotations

from citations.model import DateValue
from citations.values import value


@value
class Elements:
    """The parts after the title."""

    container: str | None = None
    volume: str | None = None
    first_page: str | None = None
    date: DateValue | None = None
    publisher: str | None = None
    chapter: bool = False
    pincite: str | None = None
    accessed: DateValue | None = None
    plain: bool = False
    """One capitalised part and a date are left, which may be a journal or a publisher."""
    alone: bool = False
    """Only a date is left."""
    genre: str = ""
    """"Technical Report": the kind of a report, where it is printed."""
    title_end: int = 0
    """Where words at the front end that belong to the title: a subtitle behind a period."""


@value
class Setting:
    """What is known of an entry before the words behind its title are read."""

    italic: bool = False
    """The title is a book's or a report's."""
    dated: bool = False
    """The date stands in the head."""
    linked: bool = False
    """A URL follows."""
    marked: bool = False
    """The title ends where its mark does: quotation marks or italics."""
    listed: bool = False
    """Commas part the elements: one part before a year is the publisher."""
    named: str | None = None
    """The italics behind the title: its container."""
