"""What is found by a series' number alone: "SI 2003/2426, reg 6", "COM(2020) 842 final".

Rules kept here:
- Of an instrument the series with its year and number is the `container`, the section the
  `first_page`; where its name leads, that is the title.
- A Union's paper is told by its letters, its year and its number: they are the title where no other
  stands before them.
- Bills of Westminster and of Ottawa keep their own forms; a clause is the pincite.
"""

from __future__ import annotations

import re

from citations.model import CitationForm, CitationType, DateValue

from ...late import LatePattern
from ..draft import Draft
from . import divisions
from .finders import Codes, Finder, span

_SERIES = (
    r"(?:S\.?S?I\.?\s(?:No\.?\s\d{1,4}\sof\s(?:19|20)\d\d|(?:19|20)\d\d/\d{1,5})|S\.?R\.?\s(?:19"
    r"|20)\d\d/\d{1,4}"
    r"|(?:SOR|DORS|SI|TR)/\d{2,4}-\d{1,4}|C\.?R\.?C\.?,?\sc\.?\s\d{1,5}"
    r"|(?:O\.?|B\.?C\.?|Alta\.?|Man\.?|N\.?S\.?|N\.?B\.?|Sask\.?|Nfld\.?"
    r"|PEI)\sReg\.?\s\d{1,4}(?:/\d{2,4})?"
    r"|RRO\s(?:19|20)\d\d,\sReg\s\d{1,4}|R\.R\.O\.\s(?:19|20)\d\d,\sReg\.\s\d{1,4}"
    r"|[RC]RQ,?\sc\s[A-Z]-[\d.]{1,5},\sr\s\d{1,3}"
    r"|GSR\s\d{1,4}\(E\))"
)
_INSTRUMENT = LatePattern(
    rf"(?<![\w.])(?P<code>{_SERIES})(?:,\s{divisions.BEHIND}|(?<=\d)(?![\w/-]))"
)
_REVISED = LatePattern(
    r"(?<![\w.])(?P<code>[RC]?\.?S\.?(?:C|O|A|Q|M|N\.?B|N\.?S|N\.?L|B\.?C|S|P\.?E\.?I"
    r"|Y)\.?)\s(?P<year>(?:18|19|20)\d\d)"
    r"(?:-\d{2,4})?,?\s(?P<rule>c\.?\s[A-Z]{0,2}-?\d[\w.-]{0,6}(?<![.-]))(?:,\s(?P<pin>"
    + divisions.PIN
    + r"))?(?![\w-])"
)
_PAPER = LatePattern(
    r"(?<![\w(])(?P<title>(?:COM|SWD|SEC|JOIN|C)\s?\(?(?P<year>(?:19"
    r"|20)\d\d)\)?\s?[/ ]?\d{1,5}(?:\s?final(?:/\d)?|/\d)?)(?![\w/])"
    r"(?:,?\s(?:pp?\.?\s?(?P<page>\d{1,3}(?:[–-]\d{1,3})?)|(?P<pin>" + divisions.PIN + r")))?"
)
_OTTAWA = LatePattern(
    r"(?P<title>Bill\s(?:(?P<number>[CS]-\d{1,4})|\d{1,4}),\s(?:[A-Z][^;\n]{5,200}?))"
    r",\s\d{1,2}(?:st|nd|rd|d|th)\sSess,\s\d{1,2}(?:st|nd|rd|d|th)\s(?:Parl"
    r"|Leg)(?:,\s[A-Z][a-zé ]{2,20})?,\s(?P<year>(?:19|20)\d\d)"
    r"(?:,\s(?P<pin>(?:cll?|ss?"
    r"|arts?)\.?\s\d{1,4}(?:\([a-z\d]{1,3}\)){0,3}))?(?:\s\([^()\n]{4,80}\))?"
)
_WESTMINSTER = LatePattern(
    r"(?P<title>(?:[A-Z][\w’'-]{0,30},?\s(?:(?:and|of|for|the|to|in"
    r"|on)\s){0,2}){1,9}(?:\((?:No\s\d|[A-Z][\w ]{2,30})\)\s)?(?:HC|HL)\sBill)"
    r"\s\((?P<year>(?:19"
    r"|20)\d\d)[–-]\d\d(?:\d\d)?\)\s\[?(?P<page>\d{1,3})\]?(?:,?\s(?P<pin>(?:cll?|sch"
    r"|pt)\.?\s\d{1,3}(?:\([a-z\d]{1,3}\)){0,3}))?"
)


def _instrument(match: re.Match[str], codes: Codes) -> Draft:
    """A section of an instrument, or the instrument."""
    page, pin = (
        divisions.told(match) if match["many"] or match["rule"] or match["worded"] else (None, None)
    )
    code = " ".join(match["code"].split())
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.REGULATION,
        container=code,
        first_page=page,
        pincite=pin,
    )


def _revised(match: re.Match[str], codes: Codes) -> Draft:
    """A chapter of statutes without the act's name."""
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.STATUTE,
        container=match["code"],
        volume=match["year"],
        first_page=match["rule"],
        pincite=match["pin"],
        date=DateValue(match["year"], match["year"]),
    )


def _bill(match: re.Match[str], codes: Codes) -> Draft:
    groups = match.groupdict()
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.BILL,
        title=" ".join(match["title"].split()),
        first_page=groups.get("page"),
        pincite=match["pin"],
        date=DateValue(match["year"], match["year"]),
    )


def _paper(match: re.Match[str], codes: Codes) -> Draft | None:
    if match["title"].startswith(("C ", "C(")) and "final" not in match["title"]:
        return None
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.DOCUMENT,
        title=" ".join(match["title"].split()),
        pincite=match["page"] or match["pin"],
        date=DateValue(match["year"], match["year"]),
    )


_PROVINCES = ("O.", "C.", "S.", "B.", "lta.", "an.", "ask.", "fld.", "PEI", ",")
"""What stands before "Reg."; "Fed. Reg." is in half of all letters."""
FINDERS = (
    Finder(frozenset(("HC Bill", "HL Bill")), _WESTMINSTER, _bill, notes_only=True),
    Finder(frozenset((" Sess, ",)), _OTTAWA, _bill, notes_only=True),
    Finder(
        frozenset(
            (
                "SI ",
                "S.I. ",
                "SI/",
                "SOR/",
                "DORS/",
                "TR/",
                "SR ",
                "S.R. ",
                " Reg ",
                *(f"{end} Reg. " for end in _PROVINCES),
                "CRC",
                "C.R.C.",
                "RQ",
                "GSR ",
            )
        ),
        _INSTRUMENT,
        _instrument,
        notes_only=True,
    ),
    Finder(frozenset((", c ", ", c. ")), _REVISED, _revised, notes_only=True),
    Finder(
        frozenset(("COM(", "COM (", "COM/", "SWD(", "SWD (", "SEC(", "JOIN(", "C(", "JOIN (")),
        _PAPER,
        _paper,
        notes_only=True,
    ),
)
