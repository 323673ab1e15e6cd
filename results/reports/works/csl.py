"""The cited works as CSL-JSON, which Zotero, Pandoc and citeproc read.

Rules kept here:
- Item types and variables are those of CSL 1.0.2 (its csl-data.json schema); what that has no type
  for says what it is in `genre`.
- A date that is not understood is kept as it was printed (`literal`), never guessed at.
- Streamed: one work in memory at a time, one JSON array as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TextIO

from citations.model import CitationType, DateValue, Name

from ...model import DocumentReport
from ..format import ReportOptions
from ..json import Encoder
from .cited import Work, date_parts, line, works

Value = dict[str, Any]
"""A JSON object. Dicts exist only here, where JSON is made."""

_TYPES: Mapping[CitationType, tuple[str, str | None]] = MappingProxyType(
    {
        CitationType.ARTICLE_JOURNAL: ("article-journal", None),
        CitationType.ARTICLE_NEWSPAPER: ("article-newspaper", None),
        CitationType.BOOK: ("book", None),
        CitationType.CHAPTER: ("chapter", None),
        CitationType.REPORT: ("report", None),
        CitationType.PRESS_RELEASE: ("document", "Press release"),
        CitationType.WEBPAGE: ("webpage", None),
        CitationType.SPEECH: ("speech", None),
        CitationType.PRESIDENTIAL_DOCUMENT: ("document", "Presidential document"),
        CitationType.STATUTE: ("legislation", None),
        CitationType.REGULATION: ("regulation", None),
        CitationType.CONSTITUTION: ("legislation", "Constitution"),
        CitationType.EXECUTIVE_ORDER: ("regulation", "Executive order"),
        CitationType.BILL: ("bill", None),
        CitationType.CASE: ("legal_case", None),
        CitationType.DOCUMENT: ("document", None),
    }
)
"""Type → CSL's type, and a genre where that says too little."""


def write_csl_json(
    documents: Iterable[DocumentReport], out: TextIO, options: ReportOptions
) -> None:
    """One array of items."""
    del options
    text = Encoder(out)
    before = "[\n  "
    for work in works(documents):
        out.write(before + text(_item(work)).replace("\n", "\n  "))
        before = ",\n  "
    out.write("[]\n" if before.startswith("[") else "\n]\n")


def _item(work: Work) -> Value:
    citation = work.citation
    kind, genre = _TYPES[citation.type]
    arxiv = work.identifier("arxiv")
    value: Value = {
        "id": work.key,
        "type": kind,
        "genre": genre,
        "title": work.title,
        "author": [_name(name) for name in citation.authors],
        "container-title": _line(citation.container),
        "volume": _line(citation.volume),
        "page": _line(citation.first_page),
        "publisher": _line(citation.publisher),
        "authority": _line(citation.court),
        "issued": _date(citation.date),
        "accessed": _date(citation.accessed),
        "number": f"arXiv:{arxiv}" if arxiv else None,
        "DOI": work.identifier("doi"),
        "ISBN": work.isbn,
        "PMID": work.identifier("pmid"),
        "PMCID": work.identifier("pmcid"),
        "URL": work.url,
    }
    return {name: each for name, each in value.items() if each}


def _line(text: str | None) -> str | None:
    return line(text) if text else None


def _name(name: Name) -> Value:
    if name.family is None:
        return {"literal": line(name.literal or name.given or "")}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: line(each) for part, each in parts.items() if each}


def _date(date: DateValue | None) -> Value | None:
    if date is None:
        return None
    parts = date_parts(date)
    return {"date-parts": [list(parts)]} if parts else {"literal": line(date.raw)}
