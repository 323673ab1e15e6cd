"""The Federalist, whose author stands behind its number (Bluebook rule 16.7.6).

Rules kept here:
- "The Federalist No. 51, at 322 (James Madison) (Clinton Rossiter ed., 1961)": number and name are
  the title, the first parenthesis with nothing but persons names the authors.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationType, Name, Span

from ...late import late_regex
from .. import authors, tails
from ..draft import Draft, Progress, Stretch
from ..secondary import middles

HINTS = frozenset(("ederalist", "FEDERALIST"))
REACH = 40
_PAPER = late_regex(
    r"(?P<title>(?:[Tt]he|THE)\s(?:Anti-?)?(?:Federalist|FEDERALIST)(?:\sPapers?)?,?\s(?:N[Oo]s?\.\s|#)\d{1,2}"
    r"(?:(?:,\s|\s?[–-]\s?|\sand\s)\d{1,2}){0,5})(?P<rest>.{0,60}?)(?=\s?\(|[.;]?$)",
    re.DOTALL,
)


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one of the papers; None where the stretch is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    found = _PAPER.match(text, opening.body, stretch.end)
    if found is None:
        return None
    names: tuple[Name, ...] = ()
    after = found.end()
    first = next(desk.groups_in(found.end(), stretch.end), None)
    if first is not None and first.mark == "(":
        words = desk.sheet.slice(first.inner)
        if authors.are_persons(words):
            names, after = authors.read(words).names, first.end
    tail = tails.read(desk, after, stretch.end)
    pin = middles.PINCITE.match(found["rest"].strip(" ,"))
    if tail.prose or (found["rest"].strip(" ,.") and pin is None):
        return None
    return replace(
        stretch.whole(CitationType.BOOK, tail),
        authors=names,
        title=" ".join(found["title"].split()),
        pincite=pin["pin"] if pin is not None else None,
        publisher=tail.publisher,
        marked=True,
        title_at=Span(found.start(), found.end("title")),
    )
