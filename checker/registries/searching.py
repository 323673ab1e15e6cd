"""A citation as the words that a bibliographic search is asked with. Pure.

Rules kept here:
- Only a citation with enough fields is searched for: a title, and two of first author, year and
  container. With less, every answer would agree.
- The key of such a target holds the fields themselves, so that equal citations are asked once and
  the look-up needs nothing else: "work:title=…&author=…&year=…&in=…".
- What has no URL and no identifier is a `work`. What gives a DOI is a `claim`: it is searched for
  only where the registry has no such DOI, or another work under it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from citations.model import Citation, CitationForm, CitationType

from ..match import words
from ..model import Target

WORK = "work"
"""Scheme of what nothing leads to."""
CLAIM = "claim"
"""Scheme of what a DOI should lead to."""
SEARCHED = frozenset({WORK, CLAIM})

_TYPES = frozenset(
    {
        CitationType.ARTICLE_JOURNAL,
        CitationType.BOOK,
        CitationType.CHAPTER,
        CitationType.REPORT,
    }
)
_LED_TO = frozenset({"arxiv", "pmid", "pmcid", "handle", "ark", "govinfo"})
"""Identifiers that lead to the work itself. An ISBN does not: no registry has all of them."""
_LONGEST = 300
_FOUND_AT = "https://search.crossref.org/search/works?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a work that is looked for."""

    title: str
    author: str = ""
    """Family name of the first author, or the organisation."""
    year: str = ""
    """Four digits."""
    container: str = ""
    """As cited: mostly abbreviated."""
    doi: str = ""
    """That the citation gives, in lower case."""

    @property
    def words(self) -> str:
        """What is asked: the fields in one line."""
        return " ".join(
            part for part in (self.author, self.title, self.container, self.year) if part
        )


def wanted(citation: Citation) -> Wanted:
    """The fields of a citation, bounded and in single lines."""
    first = citation.authors[0] if citation.authors else None
    year = citation.date.iso[:4] if citation.date else ""
    doi = next((each.value for each in citation.identifiers if each.scheme == "doi"), "")
    return Wanted(
        _line(citation.title),
        _line((first.family or first.literal) if first else ""),
        year if year.isascii() and year.isdigit() else "",
        _line(citation.container),
        _line(doi).lower(),
    )


def _line(text: str | None) -> str:
    return " ".join((text or "")[: 4 * _LONGEST].split())[:_LONGEST]


def searched_for(citation: Citation) -> Target | None:
    """The target of a search for a citation; None for what is not to be searched for."""
    schemes = {each.scheme for each in citation.identifiers}
    if citation.form is not CitationForm.FULL or citation.type not in _TYPES:
        return None
    if schemes & _LED_TO or (citation.url and "doi" not in schemes):
        return None
    asked = wanted(citation)
    given = [part for part in (asked.author, asked.year, asked.container) if words(part)]
    if not words(asked.title) or len(given) < 2:
        return None
    return target_of(asked)


def target_of(asked: Wanted) -> Target:
    """The target whose key holds these fields."""
    named = {
        "title": asked.title,
        "author": asked.author,
        "year": asked.year,
        "in": asked.container,
        "doi": asked.doi,
    }
    told = urlencode({name: value for name, value in named.items() if value}, errors="replace")
    place = _FOUND_AT + urlencode({"q": asked.words}, errors="replace")
    return Target(f"{CLAIM if asked.doi else WORK}:{told}", place, (asked.title,))


def asked_for(target: Target) -> Wanted:
    """The fields that a target's key holds."""
    told = dict(parse_qsl(target.key.partition(":")[2], max_num_fields=10))
    return Wanted(
        told.get("title", ""),
        told.get("author", ""),
        told.get("year", ""),
        told.get("in", ""),
        told.get("doi", ""),
    )
