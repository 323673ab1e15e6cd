"""Small builders for letters whose sources were read: examples of the findings on content."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Page
from citations.model import (
    Alteration,
    AlterationKind,
    Citation,
    DateValue,
    Name,
    Quotation,
    Span,
)

from ...model import Dossier
from ...weighing.evidence import weigh
from ..examples import REPORT, asked, check, citation, letter, link, note

WORDS = (
    "The night bus has had no measurable effect on rents near its stops. Riders were relieved, "
    "grateful and surprised. The panel met eleven times and heard from many riders, drivers and "
    "neighbors before it wrote this report, which the council received in the fall of that year."
)
PAGE = Page(
    title="The Night Bus Review | Harbor City",
    authors=("Ada Moreau",),
    published="2016-09-29",
    text=WORDS,
    words=len(WORDS.split()),
)
"""The page that the examples cite."""


def citing(
    *,
    title: str | None = "The Night Bus Review",
    author: Name | None = None,
    date: str | None = None,
    quoted: str | None = None,
    page: Page | None = PAGE,
) -> Dossier:
    """A letter whose one note cites the page, compared with it."""
    cited = replace(
        citation("Ada Moreau, The Night Bus Review", url=REPORT),
        title=title,
        authors=(author,) if author else (),
        date=DateValue(date, date) if date else None,
    )
    return compared(cited, quoted, page)


def compared(cited: Citation, quoted: str | None, page: Page | None) -> Dossier:
    """The letter, asked and weighed. `quoted` is without its marks."""
    noted = note("1", citations=[cited], links=[link()])
    if quoted is not None:
        parts = tuple(part.strip(" .,") for part in quoted.split(" . . . "))
        ellipses = tuple(Alteration(AlterationKind.ELLIPSIS, ". . .") for _ in parts[1:])
        words = Quotation(f"“{quoted}”", Span(0, len(quoted) + 2), parts, ellipses, citation=0)
        noted = replace(noted, quotations=(words,))
    answered = check()
    assert answered.exchange is not None
    exchange = replace(answered.exchange, page=page)
    return weigh(asked(letter(noted), [replace(answered, exchange=exchange)]))
