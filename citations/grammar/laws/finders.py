"""What a finder of laws is: a pattern, what must stand in the text first, and what a match means.

Rules kept here:
- A pattern is tried only where one of its strings stands; each finder of a table names its own.
- What few letters need is compiled when its strings stand in one for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from citations.model import CitationForm, CitationType, Span
from citations.values import value

from ...late import LatePattern
from ..context import Code
from ..draft import Draft
from . import sections

Codes = Mapping[str, Code | None]
"""Section number → the code that the document gives it."""
SUBS = r"(?P<subs>(?:\([A-Za-z\d]{1,4}\)){0,5})"
"""Subsections behind a rule or a section."""
PLACE = (
    r"(?:,\s(?:at\s(?P<pin>\d{1,5}(?:[–-]\d{1,5})?(?:(?:,\s|\s&\s)\d{1,5}(?:[–-]\d{1,5})?(?!\s[A-Z])){0,4}"
    r"(?:\snn?\.\s?\d{1,3})?)"
    r"|(?P<part>(?:§§?|¶¶?|paras?\.|sec\.)\s?\d{1,3}(?:\.\d{1,3}){0,3}(?:\([A-Za-z\d]{1,4}\)){0,4}"
    r"(?:[–-]\d{1,3}(?:\.\d{1,3})?)?))(?![\w/]))?"
)
"""A page ("at 3") or a paragraph ("§ 3.02") behind a paper's number."""
_LEVELS = r"(?:\([A-Za-z\d]{1,4}\)){1,5}"
SUBS_LISTED = (
    rf"(?P<subs>(?:{_LEVELS}(?:(?:,\s(?:and\s|&\s)?|\s(?:and|&)\s|[–-]){_LEVELS}){{0,8}})?)"
)
"""The same, where several may be listed: "901(b)(1), (4), (9)"."""


@value
class Finder:
    """A pattern, what must stand in the text before it is tried, and what a match means."""

    hints: frozenset[str]
    pattern: re.Pattern[str] | LatePattern
    draft: Callable[[re.Match[str], Codes], Draft | None]
    notes_only: bool = False
    """The running text speaks of what it finds all the time."""


def span(match: re.Match[str]) -> Span:
    """Where a match stands."""
    return Span(match.start(), match.end())


def coded(match: re.Match[str], code: str, start: int | None = None) -> Draft:
    """Sections of a code that has no identifiers here: a state's, or an act by its name.

    `start` is where the code's name begins, if that is behind the match's own start.
    """
    listed = sections.split(sections.printed(match))
    return Draft(
        at=Span(match.start() if start is None else start, match.end()),
        form=CitationForm.FULL,
        type=CitationType.STATUTE,
        container=" ".join(code.split()),
        first_page=sections.number(listed),
        pincite=sections.subsection(listed),
    )


def ruled(match: re.Match[str], codes: Codes) -> Draft:
    """A number without a section sign: groups `code`, `rule`, and `subs` and `title` if any."""
    groups = match.groupdict()
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.STATUTE,
        container=" ".join(match["code"].split()),
        volume=groups.get("title"),
        first_page=" ".join(match["rule"].split()),
        pincite=groups.get("subs") or None,
    )


def regulation(match: re.Match[str], codes: Codes) -> Draft:
    """The same, of a regulation."""
    return replace(ruled(match, codes), type=CitationType.REGULATION)
