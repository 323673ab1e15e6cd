"""The gold pairs as values: quotations against texts, cited fields against pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from checker.model import QuoteGrade
from citations.grammar.alterations import resolve
from citations.model import Quotation, Span

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class QuotationPair:
    """A quotation, its source and the grade that an editor would give."""

    source: str
    quotation: Quotation
    grade: QuoteGrade
    negation: bool = False
    difference: str | None = None
    page: int | None = None


def quotation(raw: str) -> Quotation:
    """Quoted words as the reader of letters gives them, quotation marks included."""
    segments, alterations = resolve(raw[1:-1])
    return Quotation(raw, Span(0, len(raw)), segments, alterations)


def quotation_pairs() -> list[QuotationPair]:
    """quotations.toml."""
    told = tomllib.loads((HERE / "quotations.toml").read_text(encoding="utf-8"))
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
