"""What the sources say of a link's citations, in words for a report's reader.

Rules kept here:
- One line sums up the fields, one each quotation; only what was asked of the page is told.
- A passage is the page's own words: reports show it where an editor has something to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model import FieldGrade, FieldMatch, QuoteGrade
from citations.model import Link, Note

from ..evidence import quotation_of
from ..model import Dossier

GRADES: Mapping[QuoteGrade, str] = {
    QuoteGrade.EXACT: "stands on the page word for word",
    QuoteGrade.NORMALIZED: "stands on the page, typography aside",
    QuoteGrade.ALTERED_OK: "stands on the page, its changes marked",
    QuoteGrade.PUNCTUATION_ONLY: "stands on the page with other punctuation or capitals",
    QuoteGrade.WORDS_DIFFER: "stands on the page in other words",
    QuoteGrade.NOT_FOUND: "does not stand on the page",
    QuoteGrade.UNABLE: "could not be looked for",
}
_TELLING = frozenset({QuoteGrade.PUNCTUATION_ONLY, QuoteGrade.WORDS_DIFFER})
_FIELD_WORDS = {
    FieldGrade.VERIFIED: "verified",
    FieldGrade.DIFFERS: "differs",
    FieldGrade.NOT_FOUND: "not on the page",
    FieldGrade.UNABLE: "could not be compared",
}


@dataclass(frozen=True, slots=True)
class QuotationSaid:
    """A quotation and what became of it."""

    raw: str
    grade: QuoteGrade
    words: str
    """The grade in words, with the page of a PDF."""
    difference: str | None
    negation: bool
    passage: str | None
    """The page's own words, where the quotation differs from them."""


@dataclass(frozen=True, slots=True)
class Said:
    """All that a page says of what one note cites it for."""

    fields: str = ""
    """ "title verified, author verified, date differs"; empty where nothing was compared."""
    quotations: tuple[QuotationSaid, ...] = ()


def said_of(dossier: Dossier, note: Note | None, link: Link) -> Said:
    """What the link's page says of the citations of the note (None for the running text)."""
    ordinal = note.ordinal if note else None
    fields = next(
        (
            ", ".join(_fields(each.matches.title, each.matches.author, each.matches.date))
            for each in dossier.evidence.fields
            if (each.note, each.key) == (ordinal, link.key)
        ),
        "",
    )
    return Said(fields, tuple(_quotations(dossier, ordinal, link.key)))


def _fields(title: FieldMatch, author: FieldMatch, date: FieldMatch) -> Iterator[str]:
    for name, match in (("title", title), ("author", author), ("date", date)):
        if match.cited is None:
            continue
        other = f" (the page: {match.found})" if match.grade is FieldGrade.DIFFERS else ""
        yield f"{name} {_FIELD_WORDS[match.grade]}{other}"


def _quotations(dossier: Dossier, ordinal: int | None, key: str) -> Iterator[QuotationSaid]:
    for each in dossier.evidence.words:
        if (each.cited_by, each.key) != (ordinal, key):
            continue
        match = each.match
        page = f", page {match.page}" if match.page else ""
        yield QuotationSaid(
            quotation_of(dossier.document, each).raw,
            match.grade,
            GRADES[match.grade] + page,
            match.difference,
            match.negation,
            match.passage if match.grade in _TELLING else None,
        )
