"""The gold pairs as values: quotations against texts, cited fields against pages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.match import match_fields
from checker.model import FieldGrade, FieldMatch, Page, QuoteGrade
from citations.grammar.quoted.alterations import resolve
from citations.model import Citation, CitationForm, CitationType, DateValue, Name, Quotation, Span

HERE = Path(__file__).parent
FIELDS = ("title", "author", "date")


@dataclass(frozen=True, slots=True)
class QuotationPair:
    """A quotation, its source and the grade that an editor would give."""

    source: str
    quotation: Quotation
    grade: QuoteGrade
    negation: bool = False
    difference: str | None = None
    page: int | None = None
    beside: str | None = None
    """As in QuoteMatch."""


def quotation(raw: str) -> Quotation:
    """Quoted words as the reader of letters gives them, quotation marks included."""
    segments, alterations = resolve(raw[1:-1])
    return Quotation(raw, Span(0, len(raw)), segments, alterations)


def quotation_pairs(name: str = "quotations") -> list[QuotationPair]:
    """quotations.toml, or heldout_quotations.toml."""
    told = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    texts = {**told["sources"], "": ""}
    return [
        QuotationPair(
            texts[each["source"]],
            quotation(each["quote"]),
            QuoteGrade(each["grade"]),
            each.get("negation", False),
            each.get("difference"),
            each.get("page"),
        )
        for each in told["pair"]
    ]


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One cited field, a page, and how the two agree."""

    name: str
    """title, author or date"""
    cited: str
    page: Page
    url: str
    grade: FieldGrade

    def match(self) -> FieldMatch:
        """What pincite finds."""
        citation = Citation(
            self.cited,
            Span(0, 0),
            CitationForm.FULL,
            CitationType.WEBPAGE,
            title=self.cited if self.name == "title" else None,
            authors=tuple(map(_name, self.cited.split("; "))) if self.name == "author" else (),
            date=DateValue(self.cited, self.cited) if self.name == "date" else None,
        )
        found: FieldMatch = getattr(match_fields(citation, self.page, self.url), self.name)
        return found


def field_pairs(name: str = "fields") -> list[FieldPair]:
    """fields.toml, or heldout_fields.toml."""
    told = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return fields_of(told, {name: _page(each) for name, each in told["pages"].items()})


def fields_of(told: dict[str, Any], pages: Mapping[str, Page]) -> list[FieldPair]:
    """The fields of a file's pairs, each beside the page that it names."""
    return [
        FieldPair(
            field,
            each[field],
            pages[each["page"]],
            told["pages"][each["page"]]["url"],
            FieldGrade(each["grade"]),
        )
        for each in told["pair"]
        for field in FIELDS
        if field in each
    ]


def _page(told: dict[str, Any]) -> Page:
    text = told.get("text", "")
    return Page(
        title=told.get("title"),
        heading=told.get("heading"),
        authors=tuple(told.get("authors", ())),
        published=told.get("published"),
        modified=told.get("modified"),
        site=told.get("site"),
        text=text,
        words=len(text.split()),
    )


def _name(told: str) -> Name:
    given, bar, family = told.rpartition("|")
    return Name(family=family, given=given or None) if bar else Name(literal=told)
