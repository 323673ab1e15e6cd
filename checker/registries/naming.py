"""Which identifiers of a letter are asked about, and under which key.

Rules kept here:
- A key is scheme and value, in the spelling in which equal identifiers are equal: a DOI in lower
  case (ISO 26324), an arXiv number as cited, its version too.
- The URL of a target is where a reader looks the identifier up; registries are asked elsewhere.
- A link to a resolver (doi.org, arxiv.org, PubMed) names its work, whether a citation was read
  around it or not. An address of a publisher does not: what stands behind a DOI in it is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from citations import citation_of, identifiers_in
from citations.model import Citation, CitationType, Document, Identifier, Link, Note

from ..model import Target
from .laws import LAWS, law_link
from .searching import searched_for

_LONGEST = 500
_REPORTED = re.compile(r"\d{1,4} (?!.*\b(?:WL|LEXIS)\b)[A-Z][A-Za-z0-9. ]{0,20} \d{1,5}")
"""Volume, reporter, page. Westlaw and Lexis are no reporters: nobody else has their numbers."""
_RESOLVER = re.compile(
    r"https?://(?:(?:dx\.|www\.)?doi\.org/10\.|(?:www\.)?arxiv\.org/(?:abs|pdf)/"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedWork:
    """Something in a letter that registries can be asked about."""

    note: Note | None
    """None for the running text."""
    target: Target
    citation: Citation | None
    """None where no citation was read around the link."""
    link: Link | None = None
    """The link that names it, where no citation does."""


def _after(prefix: str) -> Callable[[str], str | None]:
    return lambda value: prefix + quote(value, safe="/")


def _law(scheme: str) -> Callable[[str], str | None]:
    def page(value: str) -> str | None:
        link = law_link(f"{scheme}:{value}")
        return f"https://www.govinfo.gov{link.path}" if link else None

    return page


_PAGES: Mapping[str, Callable[[str], str | None]] = {
    "doi": _after("https://doi.org/"),
    "arxiv": _after("https://arxiv.org/abs/"),
    "pmid": _after("https://pubmed.ncbi.nlm.nih.gov/"),
    "isbn": _after("https://openlibrary.org/isbn/"),
    "govinfo": _after("https://www.govinfo.gov/app/details/"),
    **{scheme: _law(scheme) for scheme in LAWS},
}


def names_in(document: Document) -> Iterator[NamedWork]:
    """Everything in a letter that registries can be asked about, in order of notes."""
    for note in (None, *document.notes):
        place = note or document
        for citation in place.citations:
            for target in registered_names(citation):
                yield NamedWork(note, target, citation)
        for link in place.links:
            if _RESOLVER.match(link.url) and citation_of(document, note, link) is None:
                for identifier in identifiers_in((link.url,)):
                    named = _target(identifier, ())
                    if named is not None:
                        yield NamedWork(note, named, None, link)


def registered_names(citation: Citation) -> tuple[Target, ...]:
    """What registries can be asked about a citation: one target for each identifier, one for the
    case, one for the search of a work that nothing else leads to.
    """
    found: dict[str, Target] = {}
    titles = (citation.title,) if citation.title else ()
    for identifier in citation.identifiers:
        target = _target(identifier, titles)
        if target is not None:
            found.setdefault(target.key, target)
    case = _reported(citation)
    if case is not None:
        url = "https://www.courtlistener.com/c/?" + urlencode({"citation": case})
        found[f"case:{case}"] = Target(f"case:{case}", url)
    search = searched_for(citation)
    if search is not None:
        found[search.key] = search
    return tuple(found.values())


def _target(identifier: Identifier, titles: tuple[str, ...]) -> Target | None:
    value = " ".join(identifier.value.split())
    page = _PAGES.get(identifier.scheme)
    url = page(value) if page and value and len(value) <= _LONGEST else None
    if url is None:
        return None
    if identifier.scheme == "doi":
        value = value.lower()
    return Target(f"{identifier.scheme}:{value}", url, titles)


def _reported(citation: Citation) -> str | None:
    """Volume, reporter and page of a case ("347 U.S. 483"); None for what is no reported case."""
    parts = (citation.volume, citation.container, citation.first_page)
    if citation.type is not CitationType.CASE or not all(parts):
        return None
    told = " ".join(" ".join(part.split()) for part in parts if part)
    return told if _REPORTED.fullmatch(told) else None
