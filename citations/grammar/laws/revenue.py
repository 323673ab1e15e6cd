"""What the Treasury and the revenue service issue: regulations, rulings and letters.

Rules kept here:
- A regulation is told as a section of a code; a ruling is its own title, with the bulletin that
  prints it as the container; a letter, and a ruling by its number, is its title alone.
"""

from __future__ import annotations

import re

from citations.model import CitationForm, CitationType, DateValue

from ...late import LatePattern
from ..draft import Draft
from .finders import PLACE, SUBS, Codes, Finder, regulation, span

_TREASURY = re.compile(
    r"(?P<code>(?:(?:Temp|Prop)\.\s){0,2}Treas\.\sReg\.)\s§\s?"
    r"(?P<rule>\d{1,3}[A-Z]?(?:\.\d{1,5}[A-Z]?)?(?:\([a-z\d]{1,3}\)(?=[\w()]{0,12}-\d)){0,3}(?:-\d{1,3}[A-Z]{0,2})?)"
    + SUBS
)
_RULING = re.compile(
    r"(?P<title>(?:Rev\.\s(?:Rul|Proc)\.|(?:(?:I\.R\.S\.|IRS)\s)?(?:Notice|Announcement))\s(?P<year>(?:19|20)?\d\d)-\d{1,3}),\s"
    r"(?P<volume>\d{4}-\d{1,2})\s(?P<code>(?:C|I\.R)\.B\.)\s(?P<page>\d{1,5})"
    r"(?:,\s(?P<pin>\d{1,5}(?:[–-]\d{1,5})?)(?![\w/]))?"
)
_LETTER = re.compile(
    r"(?P<title>(?:I\.R\.S\.\s|IRS\s)?(?:(?:Priv|P)\.\s?L(?:tr|\.)\.?\s?R(?:ul|\.)\.?|Tech\.\sAdv\.\sMem\.|Gen\.\sCouns\.\sMem\."
    r"|Chief\sCouns\.\s(?:Adv|Mem)\.|Field\sServ\.\sAdv\.)\s(?:No\.\s)?\d(?:[\d-]|,(?=\d{3})){3,12})(?!\w)"
    + PLACE
)
_UNPRINTED = LatePattern(
    r"(?P<title>(?:Rev\.\s(?:Rul|Proc)\.|(?:I\.R\.S\.|IRS)\s(?:Notice|Announcement))"
    r"\s(?:No\.\s)?(?:19|20)?\d\d[-–]\d{1,3})(?![\w-])" + PLACE
)
"""The same as a ruling, by its number alone."""


def _ruling(match: re.Match[str], codes: Codes) -> Draft:
    """A ruling of the revenue service: "Rev. Rul. 2004-1, 2004-1 C.B. 1"."""
    year = match["volume"][:4]
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.REGULATION,
        title=match["title"],
        container=match["code"],
        volume=match["volume"],
        first_page=match["page"],
        pincite=match["pin"],
        date=DateValue(year, year),
    )


def _letter(match: re.Match[str], codes: Codes) -> Draft:
    """What the service wrote to one taxpayer, or to its own: "Priv. Ltr. Rul. 202012003"."""
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.REGULATION,
        title=" ".join(match["title"].split()),
        pincite=match["pin"] or match["part"],
    )


FINDERS = (
    Finder(frozenset(("Treas. Reg.",)), _TREASURY, regulation),
    Finder(frozenset((" C.B. ", " I.R.B. ")), _RULING, _ruling),
    Finder(
        frozenset(("Ltr. Rul.", "Adv. Mem.", "Couns. ", "P.L.R. ", "Serv. Adv.")), _LETTER, _letter
    ),
    Finder(
        frozenset(("Rev. Rul.", "Rev. Proc.", "S. Notice", "S. Announcement")), _UNPRINTED, _letter
    ),
)
