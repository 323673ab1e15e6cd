"""Cited title, authors and date against what a page says of itself. Pure.

Rules kept here:
- "differs" needs a witness that speaks of the same thing: a page without a date does not differ, it
  says nothing (not_found); a page that could not be read cannot speak (unable).
"""

from __future__ import annotations

from citations.model import Citation

from ..model import FieldMatches, Page
from .dates import match_date, same_date
from .names import display_name, match_authors
from .titles import match_title, plain_vowels, same_title, words

__all__ = [
    "display_name",
    "match_authors",
    "match_date",
    "match_fields",
    "match_title",
    "plain_vowels",
    "same_date",
    "same_title",
    "words",
]


def match_fields(citation: Citation, page: Page | None, url: str) -> FieldMatches:
    """All three fields. `page` is None where the source could not be read; `url` where it ended."""
    return FieldMatches(
        title=match_title(citation.title, page, url),
        author=match_authors(citation.authors, page),
        date=match_date(citation.date, page, url),
    )
