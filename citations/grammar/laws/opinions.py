"""Opinions that an office numbers: "Tex. Att'y Gen. Op. No. KP-0123", "FTC Advisory Op. 12-3".

Rules kept here:
- Office, kind and number are the title, as they are printed; nobody is an author. What a volume
  prints ("35 Op. Att'y Gen. 12") is told as reports are.
"""

from __future__ import annotations

import re

from citations.model import CitationForm, CitationType

from ...late import LatePattern
from ..draft import Draft
from .finders import PLACE, Codes, Finder, span
from .states import STATE

_GENERAL = r"Att[’']?y\.?\sGen\."
_OFFICE = r"(?:[A-Z][A-Za-z.’']{0,9}\s){0,3}"
_NUMBER = r"(?=[A-Z\d–-]{0,12}\d)[A-Z]{0,5}[–-]?\d[\w–-]{0,12}(?<![–-])"
_NUMBERED = LatePattern(
    rf"(?<!\d\s)(?<![\w.])(?P<title>(?:(?:{STATE}\s)?(?:Ops?\.\s(?:{STATE}\s)?{_GENERAL}|{_GENERAL}\sOp\.)"
    rf"\s(?:No\.\s)?{_NUMBER}"
    rf"|{_OFFICE}(?:Advisory\sOp(?:\.|inion)|Op(?:\.|inion)\s(?:Ltr\.|Letter)|No-Action\sLetter)\s(?:No\.\s)?"
    rf"(?=[A-Z\d–-]{{0,12}}\d[–-]\d){_NUMBER}))"
    rf"{PLACE}(?!\w)"
)


def _opinion(match: re.Match[str], codes: Codes) -> Draft:
    """An opinion without a volume."""
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.REPORT,
        title=" ".join(match["title"].split()),
        pincite=match["pin"] or match["part"],
    )


FINDERS = (
    Finder(
        frozenset(
            (
                "y Gen.",
                "y. Gen.",
                "Advisory Op",
                "Op. Ltr.",
                "Op. Letter",
                "Opinion Letter",
                "Action Letter",
            )
        ),
        _NUMBERED,
        _opinion,
        notes_only=True,
    ),
)
