"""PubMed: what article a PMID stands for, and whether it was retracted or corrected.

Rules kept here:
- "cannot get document summary" is PubMed's word that it has no such number.
- Notices are what its references call them (RetractionIn, ErratumIn, ExpressionOfConcernIn) and its
  publication type "Retracted Publication"; an article that is itself a notice is not retracted.

Source: NCBI, "E-utilities", esummary with retmode=json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..model import Flow, Record, RegistryAnswer, Target, Update, UpdateKind
from ..services import object_in
from .registry import (
    MOST_AUTHORS,
    MOST_UPDATES,
    Service,
    first_text,
    is_hindered,
    iso_prefix,
    items,
    objects,
    text_of,
    value_of,
)

_NOTICES = {
    "retraction in": UpdateKind.RETRACTION,
    "erratum in": UpdateKind.CORRECTION,
    "expression of concern in": UpdateKind.CONCERN,
}
_PAGE = "https://pubmed.ncbi.nlm.nih.gov/"


@dataclass(frozen=True, slots=True)
class PubMed(Service):
    """The summaries of the E-utilities."""

    schemes: ClassVar[tuple[str, ...]] = ("pmid",)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        number = value_of(target)
        path = f"/entrez/eutils/esummary.fcgi?db=pubmed&id={number}&retmode=json"
        exchange = yield self.request(path)
        if is_hindered(exchange) or exchange.status != 200:
            return self.unanswered(target, exchange)
        told = object_in(exchange)
        result = told.get("result") if told else None
        article = result.get(number) if isinstance(result, dict) else None
        if not isinstance(article, dict):
            return self.unanswered(target, exchange)
        if "cannot get document summary" in str(article.get("error", ""))[:200].lower():
            return self.absent(target, exchange, "PubMed has no such number")
        if not text_of(article.get("title")):
            return self.unanswered(target, exchange)
        return self.registered(target, exchange, _record(article, number))


def _record(article: Mapping[str, Any], number: str) -> Record:
    names = (text_of(each.get("name")) for each in objects(article.get("authors")))
    return Record(
        title=text_of(article.get("title")),
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=iso_prefix(str(article.get("sortpubdate", ""))),
        container=text_of(article.get("fulljournalname")) or text_of(article.get("source")),
        type=first_text(article.get("pubtype")),
        updates=tuple(_updates(article, number))[:MOST_UPDATES],
        doi=next(_dois(article), None),
    )


def _dois(article: Mapping[str, Any]) -> Iterator[str]:
    for each in objects(article.get("articleids")):
        doi = text_of(each.get("value")) if each.get("idtype") == "doi" else None
        if doi:
            yield doi.lower()


def _updates(article: Mapping[str, Any], number: str) -> Iterator[Update]:
    told = False
    for each in objects(article.get("references")):
        kind = _NOTICES.get(str(each.get("reftype", "")).lower())
        if kind is not None:
            told = told or kind is UpdateKind.RETRACTION
            notice = str(each.get("pmid", ""))
            plain = notice.isascii() and notice.isdigit()
            yield Update(kind, f"{_PAGE}{notice}/" if plain else "")
    if not told and "Retracted Publication" in list(items(article.get("pubtype"))):
        yield Update(UpdateKind.RETRACTION, f"{_PAGE}{number}/")
