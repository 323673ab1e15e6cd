"""Debates of parliaments: "HC Deb 3 March 2020, vol 672, col 812" (Hansard).

Rules kept here:
- The house's debates are the container, the column is the pincite; nobody's name is a title.
"""

from __future__ import annotations

from dataclasses import replace

from citations import dates
from citations.model import CitationType

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch

HINTS = frozenset((" Deb ", " Debs ", "Hansard"))
REACH = 40
_DEBATE = late_regex(
    r"(?P<house>(?:HC|HL|PBC|GC|WH|SP|NIA|House\sof\s(?:Commons|Lords))\s(?:Debs?|Hansard)|Hansard,?\s"
    r"(?:HC|HL)(?:\sDebs?)?)(?:\s\((?P<series>\d\w{0,6}\s\w{0,6})\))?,?\s"
    r"(?P<rest>[^;]{4,120})"
)
_VOLUME = late_regex(r"\bvol(?:ume|\.)?\s(?P<volume>\d{1,4})")
_COLUMN = late_regex(r"\bcols?\.?\s[\dWSAQH]{1,8}(?:[–-][\dWSAQH]{1,8})?")


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a debate; None where the stretch is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    found = _DEBATE.match(text, opening.body, stretch.end)
    if found is None:
        return None
    date = next((each.value for each in dates.find(found["rest"])), None)
    volume, column = _VOLUME.search(found["rest"]), _COLUMN.search(found["rest"])
    tail = tails.read(desk, found.start("rest"), stretch.end)
    if (date is None and tail.date is None) or tail.prose:
        return None
    return replace(
        stretch.whole(CitationType.DOCUMENT, tail),
        container=" ".join(found["house"].split()),
        volume=volume["volume"] if volume else None,
        pincite=column.group() if column else None,
        date=date or tail.date,
        marked=True,
    )
