"""Restatements of the law, and resolutions of the United Nations under a name of their own.

Rules kept here:
- "Restatement (Second) of Torts § 402A cmt. b (Am. L. Inst. 1965)": what stands before the section
  is the title, the section with its comments is the pincite (Bluebook rule 12.9.4).
- "Universal Declaration of Quays, G.A. Res. 217A (III), U.N. Doc. A/810 at 71 (1948)": the name is
  the title; resolution and document are passed over.
"""

from __future__ import annotations

from dataclasses import replace

from citations.model import CitationType, Span

from ...late import late_regex
from .. import tails
from ..desk import BRACKETED
from ..draft import Draft, Progress, Stretch

_RESTATEMENT = late_regex(
    r"(?P<title>(?i:Restatement)\s\([A-Za-z]{5,7}\)\s(?:of|OF|Of)\s[^§;()]{3,120}?),?\s"
    r"(?P<pin>§§?\s?\d{1,4}[A-Z]?(?:\.\d{1,3})?(?:\(\d{1,2}\)|\([a-z]\)){0,2}(?:[–-]\d{1,4})?"
    r"(?:,?\s(?:cmts?|illus|rep[’']s?\snotes?|reporters?[’']s?\snotes?)\.?(?:\s[a-z\d](?:[–-][a-z\d])?)?){0,2})"
    r"(?=\s?[(,.;]|$)"
)
_RESOLVED = late_regex(
    r"(?P<title>[A-Z][^;]{8,200}?),\s(?:G\.A\.|S\.C\.|UNGA|UNSC)\sRes(?:\.|olution)\s[\dA-Z/]{1,9}"
    r"(?:\s\([IVXL]{1,6}\)(?:\s[A-Z])?)?(?P<pin>,\s(?:arts?\.|¶¶?|annex)\s?[\dIVX][\w.()–-]{0,10})?"
    r"(?:,\s(?:annex|(?:at\s)?¶?\s?\d{1,3}))?(?:,\sU\.N\.\s[\w. ]{3,40})?"
    r"(?:,\sU\.N\.\sDoc\.\s[\w/.()-]{3,40}(?:,?\sat\s(?P<page>\d{1,4}))?)?(?=\s\()"
)
_UNNAMED = late_regex(
    r"(?P<title>(?:G\.A\.|S\.C\.|E\.S\.C\.|UNGA|UNSC|ECOSOC|H\.R\.C\.)\sRes(?:\.|olution)\s\d[\dA-Z/]{0,9}"
    r"(?:\s\([IVXL]{1,6}\)(?:\s[A-Z])?)?)(?:,\s(?:at\s)?(?P<pin>(?:arts?\.|¶¶?|annex)\s?[\dIVX][\w.()–-]{0,10}"
    r"|\d{1,3}))?(?:,\sU\.N\.\sDoc\.\s[\w/.()-]{3,40}(?:,?\sat\s(?P<page>\d{1,4}))?)?(?=\s\()"
)
"""A resolution by its number."""
HINTS = frozenset(("estatement (", "ESTATEMENT (", " Res. ", "UNGA Res", "UNSC Res"))
REACH = 400


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a restatement's section or a named resolution; None where the stretch is neither."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    window = min(stretch.end, opening.body + REACH)
    restated = _RESTATEMENT.match(text, opening.body, window)
    found = restated or _RESOLVED.match(text, opening.body, window)
    found = found or _UNNAMED.match(text, opening.body, window)
    if found is None or desk.masked[found.end() - 1] == BRACKETED:
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    pin = found["pin"] if restated is not None else found["pin"] or found["page"]
    return replace(
        stretch.whole(CitationType.BOOK if restated is not None else CitationType.DOCUMENT, tail),
        title=" ".join(found["title"].split()),
        pincite=pin.strip(" ,") if pin is not None else None,
        publisher=tail.publisher,
        marked=True,
        title_at=Span(found.start(), found.end("title")),
    )
