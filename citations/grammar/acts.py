"""Acts as the Commonwealth prints them: "Equality Act 2010, s 149(1)(b)", "RSC 1985, c H-6, s 13".

Rules kept here:
- An act with its year and a section: the act is the `container`, the section the `first_page`.
- A chapter of revised or annual statutes makes an act without a section, too: its name is the
  title, "RSC" or "SO" the `container`, the year the `volume` and the date, the chapter the
  `first_page`, the section the pincite (McGill Guide 2.1).
"""

from __future__ import annotations

import re

from citations.model import CitationForm, CitationType, DateValue

from .draft import Draft
from .finders import Codes, Finder, ruled, span

_SECTION = r"(?:ss?|regs?|arts?|sch|rr?|paras?|section|regulation|article)\.?\s"
_BRITISH = re.compile(
    r"(?P<code>(?:[A-Z][\w’'-]{0,40},?\s(?:\([A-Z][\w’' ]{1,40}\)\s)?"
    r"(?:(?:and|of|for|the|to|in|on|&)\s){0,2}){1,9}(?:Act|Regulations|Order|Rules|Measure|Ordinance)\s"
    r"(?:1[6789]|20)\d\d)"
    r"(?:,?\s\([A-Z][\w.]{1,8}(?:\s\d{1,2})?\))?(?:,?\sSI\s\d{4}/\d{1,5})?(?:,\sc\.?\s?\d{1,3})?,?\s"
    rf"{_SECTION}(?P<rule>\d{{1,4}}[A-Z]{{0,2}})"
    r"(?P<subs>(?:\([A-Za-z\d]{1,4}\)){0,5})(?:[–-]\(?[A-Za-z\d]{1,4}\)?)?"
)
_CHAPTER = re.compile(
    r"(?P<title>(?:[A-Z][\w’'-]{0,40},?\s(?:\([\w’', ]{1,60}\)\s)?"
    r"(?:(?:and|of|for|the|to|in|on|respecting|amend|an|&)\s){0,3}){0,12}"
    r"[A-Z][\w’'-]{1,40}(?:\s\([\w’', ]{1,60}\))?),\s"
    r"(?P<code>[RC]?\.?S\.?(?:C|O|A|Q|M|N\.?B|N\.?S|N\.?L|B\.?C|S|P\.?E\.?I|Y|N\.?W\.?T|Nu)\.?)\s(?P<year>(?:18|19|20)\d\d)"
    r"(?:-\d{2,4})?,?\s(?P<rule>c\.?\s[\w-]{1,7}(?:\.\d{1,3})?(?:\s\(\d\w{0,4}\sSupp\.?\))?)(?=[,;.\s)]|$)"
    rf"(?:,\s(?P<pin>{_SECTION}\d{{1,4}}(?:\.\d{{1,2}})?[A-Z]{{0,2}}(?:\([A-Za-z\d.]{{1,5}}\)){{0,4}}(?:[–-]\d{{1,4}})?))?"
)


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


FINDERS = (
    Finder(
        frozenset((", c ", ", c. ", "), c ")),
        _CHAPTER,
        _chapter,
    ),
    Finder(
        frozenset(
            f" {word}{point} "
            for word in ("s", "ss", "reg", "regs", "art", "arts", "sch", "section", "regulation")
            for point in ("", ".")
        ),
        _BRITISH,
        ruled,
    ),
)
