"""Which identifiers of a citation are asked about, and under which key.

Rules kept here:
- A key is scheme and value, in the spelling in which equal identifiers are equal: a DOI in lower
  case (ISO 26324), an arXiv number as cited, its version too.
- The URL of a target is where a reader looks the identifier up; registries are asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from citations.model import Citation, CitationType, Identifier

from ..model import Target

_LONGEST = 500
_USC = re.compile(r"(?P<title>\d{1,2}) U\.S\.C\. § (?P<section>\d{1,5}[A-Za-z]{0,3}(?:-\d{1,3})?)")
_FEDREG = re.compile(r"(?P<volume>\d{1,3}) Fed\. Reg\. (?P<page>[\d,]{1,7})")
_REPORTED = re.compile(r"\d{1,4} [A-Z][A-Za-z0-9. ]{0,20} \d{1,5}")


def _after(prefix: str) -> Callable[[str], str | None]:
    return lambda value: prefix + quote(value, safe="/")


def _statute(value: str) -> str | None:
    """The first section that is named; a chapter or a note to one is not looked up."""
    match = _USC.match(value)
    if match is None:
        return None
    return f"https://www.govinfo.gov/link/uscode/{match['title']}/{match['section']}"


def _federal_register(value: str) -> str | None:
    match = _FEDREG.fullmatch(value)
    if match is None:
        return None
    page = match["page"].replace(",", "")
    return f"https://www.govinfo.gov/link/fr/{match['volume']}/{page}"


_PAGES: Mapping[str, Callable[[str], str | None]] = {
    "doi": _after("https://doi.org/"),
    "arxiv": _after("https://arxiv.org/abs/"),
    "pmid": _after("https://pubmed.ncbi.nlm.nih.gov/"),
    "isbn": _after("https://openlibrary.org/isbn/"),
    "govinfo": _after("https://www.govinfo.gov/app/details/"),
    "usc": _statute,
    "fedreg": _federal_register,
}


def registered_names(citation: Citation) -> tuple[Target, ...]:
    """What registries can be asked about a citation: one target for each identifier."""
    found: dict[str, Target] = {}
    for identifier in citation.identifiers:
        target = _target(identifier, citation)
        if target is not None:
            found.setdefault(target.key, target)
    case = _reported(citation)
    if case is not None:
        url = "https://www.courtlistener.com/c/?" + urlencode({"citation": case})
        found[f"case:{case}"] = Target(f"case:{case}", url)
    return tuple(found.values())


def _target(identifier: Identifier, citation: Citation) -> Target | None:
    value = " ".join(identifier.value.split())
    page = _PAGES.get(identifier.scheme)
    url = page(value) if page and value and len(value) <= _LONGEST else None
    if url is None:
        return None
    if identifier.scheme == "doi":
        value = value.lower()
    titles = (citation.title,) if citation.title else ()
    return Target(f"{identifier.scheme}:{value}", url, titles)


def _reported(citation: Citation) -> str | None:
    """Volume, reporter and page of a case ("347 U.S. 483"); None for what is no reported case."""
    parts = (citation.volume, citation.container, citation.first_page)
    if citation.type is not CitationType.CASE or not all(parts):
        return None
    told = " ".join(" ".join(part.split()) for part in parts if part)
    return told if _REPORTED.fullmatch(told) else None
