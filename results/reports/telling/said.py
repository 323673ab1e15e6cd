"""What the sources say of a link's citations, in words for a report's reader.

Rules kept here:
- One line sums up the fields, one each quotation; only what was asked of the page is told.
- That a quotation could not be looked for on a page is not told where it was looked for in a copy.
- A passage is the page's own words: reports show it where an editor has something to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model import FieldGrade, FieldMatch, QuoteGrade, QuoteMatch
from citations.model import Link, Note

from ...model import CitedFields, CopyRead, Dossier
from ...weighing.evidence import quotation_of

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
    told = [
        each for each in dossier.evidence.fields if (each.note, each.key) == (ordinal, link.key)
    ]
    # Several citations of one note may share a link: the first speaks, by page and by copy.
    first = [each for each in told if each.citation == told[0].citation]
    several = len(first) > 1
    fields = "; ".join(_of_a_page(each, several=several) for each in first)
    return Said(fields, tuple(_quotations(dossier, ordinal, link.key)))


def _of_a_page(each: CitedFields, *, several: bool) -> str:
    matches = each.matches
    told = ", ".join(_fields(matches.title, matches.author, matches.date))
    if not told or not (several or each.copy):
        return told
    return f"{_where(each.copy) if each.copy else 'live page'}: {told}"


def _where(copy: CopyRead) -> str:
    at = copy.captured_at
    return f"copy of {at:%Y-%m-%d}" if at else "cited copy"


def _fields(title: FieldMatch, author: FieldMatch, date: FieldMatch) -> Iterator[str]:
    for name, match in (("title", title), ("author", author), ("date", date)):
        if match.cited is None:
            continue
        other = f" (the page: {match.found})" if match.grade is FieldGrade.DIFFERS else ""
        yield f"{name} {_FIELD_WORDS[match.grade]}{other}"


def _quotations(dossier: Dossier, ordinal: int | None, key: str) -> Iterator[QuotationSaid]:
    told = [each for each in dossier.evidence.words if (each.cited_by, each.key) == (ordinal, key)]
    looked = {
        (each.note, each.quotation) for each in told if each.match.grade is not QuoteGrade.UNABLE
    }
    for each in told:
        match = each.match
        if match.grade is QuoteGrade.UNABLE and (each.note, each.quotation) in looked:
            continue
        words = GRADES[match.grade] + _page(match) + _BESIDE.get(match.beside or "", "")
        if each.copy is not None:
            words = words.replace("the page", f"the {_where(each.copy)}")
        yield QuotationSaid(
            quotation_of(dossier.document, each).raw,
            match.grade,
            words,
            match.difference,
            match.negation,
            match.passage if match.grade in _TELLING else None,
        )


_BESIDE = {
    "comment": ", in a reader's comment",
    "teaser": ", in a teaser of another page",
}
"""Where words stand that are not the page's own."""


def _page(match: QuoteMatch) -> str:
    """Where in a document of pages, by count and by the number that is printed there."""
    if not match.page:
        return ""
    printed = f" (printed {match.label})" if match.label and match.label != str(match.page) else ""
    return f", page {match.page}{printed}"
