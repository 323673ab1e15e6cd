"""Bills of the states: "H.B. 636, 1999 Gen. Assemb., 413th Sess. (Md. 1999)".

Rules kept here:
- The chamber and the number are the title (Bluebook rule 13.2); the legislature and its session
  are passed over. A state stands in the parenthesis of the year, or in the legislature's name.
"""

from __future__ import annotations

from dataclasses import replace

from citations.model import CitationType, Span

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch
from .states import STATE

_BILL = late_regex(
    r"(?:(?P<name>[A-Z][^,;]{2,120}?),\s)?"
    r"(?P<title>(?:[HSA]\.B\.|HB|SB|AB|[HSA]\.F\.|L\.D\.|[HSA]\.J\.R\.|Assemb\.\sB\.|Assembly\sBill"
    r"|(?:House|Senate|Assemb\.|H\.R?\.?|S\.)\s(?:Bill|Res\.|File)(?=\s(?:No\.\s)?\d)"
    r"|[HSA]\.\sJ\.\sRes\.)\s(?:No\.\s)?\d{1,5}(?:-\d{1,5})?)"
    r"(?P<part>,?\s§§?\s?\d{1,4})?"
    r"(?P<session>(?:,\s(?:\d{4}(?:[–-]\d{2,4})?\s)?[^,;()]{3,60}){1,3})(?=\s?\()"
)
_SESSION = late_regex(r"\b(?:Leg|Sess|Assemb|Gen\. Ct|Gen\. Assem)\b")
_STATED = late_regex(rf"{STATE}(?:\s(?:19|20)\d\d)?$")
HINTS = frozenset(
    (
        *("H.B.", "S.B.", "A.B.", "HB ", "SB ", "AB ", "H.F.", "S.F.", "A.F.", "L.D.", "J.R."),
        *("Assemb. B", "Assembly Bill", "House Bill", "Senate Bill", "House File", "Senate File"),
        *("House Res", "Senate Res", "H. Bill", "H.R. Bill", "S. Bill", "J. Res."),
    )
)
REACH = 300


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a state's bill that is the whole stretch; None where it is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    window = min(stretch.end, opening.body + REACH)
    found = _BILL.match(text, opening.body, window)
    if found is None or _SESSION.search(found["session"]) is None:
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None or tail.date is None:
        return None
    if tail.lead is not None and _STATED.match(tail.lead) is None:
        return None
    return replace(
        stretch.whole(CitationType.BILL, tail),
        title=" ".join((found["name"] or found["title"]).split()),
        pincite=found["part"].strip(" ,") if found["part"] else None,
        marked=True,
        title_at=Span(opening.body, found.end("title")),
    )
