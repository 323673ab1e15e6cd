"""What a body handed out and gave no title: "Ofcom, press release, 17 March 2022".

Rules kept here:
- Body, kind and day are all that stands there; a link may follow.
"""

from __future__ import annotations

from dataclasses import replace

from citations import dates
from citations.model import CitationType, Name

from ..late import late_regex
from . import tails
from .draft import Draft, Progress, Stretch

_DAY = (
    r"(?:\d{1,2}\s[A-Z][a-z]{2,8}\.?\s(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)"
)
_RELEASE = late_regex(
    r"(?P<body>[A-Z][^,;:()\n“”\"]{1,90}),\s(?i:press|news|media)\s(?i:release|statement|notice)"
    rf"(?:\s(?:No\.?\s)?\d[\w/-]{{0,10}})?(?:,|\sof|\sdated)?\s\(?(?P<day>{_DAY})\)?"
)
HINTS = frozenset((" release", " Release", "edia statement", "edia Statement", "ress statement"))
REACH = 130


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one release; None where it has a title, or is none."""
    found = _RELEASE.match(stretch.desk.sheet.text, stretch.opening.body, stretch.end)
    if found is None:
        return None
    tail = tails.behind(stretch.desk, found.end(), stretch.end)
    date = dates.parse(found["day"])
    if tail is None or date is None:
        return None
    names = (Name(literal=" ".join(found["body"].split())),)
    return replace(stretch.whole(CitationType.PRESS_RELEASE, tail), authors=names, date=date)
