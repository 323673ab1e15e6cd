"""Encyclopedias of the law and annotations: "8A Am. Jur. 2d Bailments § 17 (2022)".

Rules kept here:
- The article is the title, the encyclopedia the container, its section the pincite (Bluebook rule
  15.8). Nobody's name is the author.
"""

from __future__ import annotations

from dataclasses import replace

from citations.model import CitationType, Span

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch

_ARTICLE = late_regex(
    r"(?P<volume>\d{1,3}[A-Z]?)\s(?P<container>Am\.\s?Jur\.(?:\s?2d)?|C\.J\.S\."
    r"|Corpus Juris Secundum|(?:Cal|Fla|Ga|Ill|Ind|N\.Y|Ohio|Tex)\.?\sJur\.(?:\s?[23]d)?),?\s"
    r"(?P<title>[A-Z][^§;()\d]{2,120}?),?\s(?P<pin>§§?\s?\d[\d:.–-]{0,12}(?:,\s\d[\d:.–-]{0,12}){0,4})"
    r"(?=\s?[(,.;]|$)"
)
HINTS = frozenset((" Am. Jur.", " Am.Jur.", " C.J.S.", " Corpus Juris", " Jur. "))
REACH = 300


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a section of an encyclopedia; None where the stretch is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    window = min(stretch.end, opening.body + REACH)
    found = _ARTICLE.match(text, opening.body, window)
    if found is None:
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    return replace(
        stretch.whole(CitationType.CHAPTER, tail),
        title=" ".join(found["title"].split()).rstrip(","),
        container=" ".join(found["container"].split()),
        volume=found["volume"],
        pincite=found["pin"].rstrip("."),
        publisher=tail.publisher,
        marked=True,
        title_at=Span(found.start("title"), found.end("title")),
    )
