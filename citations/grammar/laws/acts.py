"""Acts of the Commonwealth and of Europe: "Equality Act 2010, s 149(1)(b)", "GDPR, art. 17".

Rules kept here:
- A chapter of revised or annual statutes makes an act without a section, too: its name is the
  title, "RSC" or "SO" the `container`, the year the `volume` and the date, the chapter the
  `first_page`, the section the pincite (McGill Guide 2.1).
- What else names an act stands in `namedacts`, `articles`, `numbered` and `instruments`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationForm, CitationType, DateValue

from ..draft import Draft
from .articles import FINDERS as ARTICLES
from .finders import Codes, Finder, ruled, span
from .instruments import FINDERS as INSTRUMENTS
from .namedacts import FINDERS as NAMED
from .numbered import FINDERS as NUMBERED

_SECTION = r"(?:ss?|regs?|arts?|sch|rr?|paras?|section|regulation|article)\.?\s"
_CHAPTER = re.compile(
    r"(?P<title>(?:[A-Z][\w’'-]{0,40},?\s(?:\([\w’', ]{1,60}\)\s)?"
    r"(?:(?:and|of|for|the|to|in|on|respecting|amend|an|&)\s){0,3}){0,12}"
    r"[A-Z][\w’'-]{1,40}(?:\s\([\w’', ]{1,60}\))?),\s"
    r"(?P<code>[RC]?\.?S\.?(?:C|O|A|Q|M|N\.?B|N\.?S|N\.?L|B\.?C|S|P\.?E\.?I|Y|N\.?W\.?T|Nu)\.?)\s(?P<year>(?:18|19|20)\d\d)"
    r"(?:-\d{2,4})?,?\s(?P<rule>c\.?\s[\w-]{1,7}(?:\.\d{1,3})?(?:\s\(\d\w{0,4}\sSupp\.?\))?)(?=[,;.\s)]|$)"
    rf"(?:,\s(?P<pin>{_SECTION}\d{{1,4}}(?:\.\d{{1,2}})?[A-Z]{{0,2}}(?:\([A-Za-z\d.]{{1,5}}\)){{0,4}}(?:[–-]\d{{1,4}})?))?"
)


_FOREIGN = re.compile(
    r"(?P<code>[^\W\d_a-z][\w’'-]{1,40}(?:\s[\w’'-]{1,30}){0,8}\s\[[A-Z][\w. -]{1,14}\]"
    r"(?:\s\[[^\[\]]{3,80}\])?),?\s"
    r"(?:§§?|arts?\.|[Aa]rticles?|secs?\.)\s?(?P<rule>\d{1,4}[a-z]?(?:[-.]\d{1,4}){0,3})"
    r"(?P<subs>(?:\([A-Za-z\d]{1,4}\)){0,4})(?P<pin>,\s(?:¶¶?|§§?|paras?\.|no\.|cl\.)\s?\d{1,3})?"
    r"(?:\s\((?:[A-Z][a-z]{0,5}\.?|[A-Z]\.[A-Z]\.)(?:\s[A-Z][a-z]{0,5}\.?)?\))?"
)
"""A foreign code as rule 20.5 has it: its name, its letters, its name in English, the section."""


_SWISS = (
    r"ZGB|OR|StGB|StPO|ZPO|SchKG|DSG|BV|BGG|PrHG|UWG|URG|PatG|KG|VVG|ATSG|AHVG|KVG|AIG|VwVG|IPRG"
    r"|BGBM|EMRK"
)
_PARTS = r"(?:\s(?:Abs|lit|Ziff|Satz|al|let|ch)\.?\s[\da-z]{1,3}){1,3}"
_SWISS_FIRST = re.compile(
    rf"(?<![\w-])(?P<code>{_SWISS})\sArt\.\s(?P<rule>\d{{1,3}}[a-z]{{0,6}})(?!\w)(?P<subs>(?:{_PARTS})?)"
)
_SWISS_LAST = re.compile(
    rf"(?<!\w)Art\.\s(?P<rule>\d{{1,3}}[a-z]{{0,6}})(?P<subs>(?:{_PARTS})?)\s(?P<code>{_SWISS})(?![\w-])"
)
"""Articles of Swiss codes by their letters: "Art. 28 Abs. 1 ZGB", "ZGB Art. 28"."""


def _article(match: re.Match[str], codes: Codes) -> Draft:
    """An article with its paragraph and letter."""
    draft = ruled(match, codes)
    return replace(draft, pincite=match["subs"].strip() or None)


def _foreign(match: re.Match[str], codes: Codes) -> Draft:
    """A section of a foreign code; the country in parentheses is passed over."""
    draft = ruled(match, codes)
    pin = (match["subs"] or "") + (match["pin"] or "")
    return replace(draft, pincite=pin.strip(" ,") or None)


def _chapter(match: re.Match[str], codes: Codes) -> Draft:
    """An act by the chapter of its statutes."""
    year = match["year"]
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.STATUTE,
        title=" ".join(match["title"].split()),
        container=match["code"],
        volume=year,
        first_page=match["rule"],
        pincite=match["pin"],
        date=DateValue(year, year),
    )


_SWISS_HINTS = frozenset(
    f"{lead}{code}{tail}"
    for code in _SWISS.split("|")
    for lead, tail in (("", " Art. "), (" ", ""))
)
FINDERS = (
    Finder(_SWISS_HINTS, _SWISS_FIRST, _article, notes_only=True),
    Finder(_SWISS_HINTS, _SWISS_LAST, _article, notes_only=True),
    Finder(frozenset(("] §", "] art", "], art", "], §", "] Art", "] sec")), _FOREIGN, _foreign),
    Finder(frozenset((", c ", ", c. ")), _CHAPTER, _chapter),
    *NAMED,
    *ARTICLES,
    *NUMBERED,
    *INSTRUMENTS,
)
