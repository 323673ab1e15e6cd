"""Papers of the United Nations: "UN Doc A/HRC/27/37, para 20", "UNGA Res 217 A(III) … art 12".

Rules kept here:
- A resolution is its own title; a paper without one is told by its symbol; before it may stand the
  body and the title, which nothing marks. Marked titles are read with the other works.
- A session, an official record and a second number are told nowhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationType, Name, Span

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch

_PAPER = late_regex(
    r"U\.?\s?N\.?\sDoc\.?\s(?P<symbol>[A-Z][A-Z\d]{0,6}(?:/[\w.()-]{0,13}[\w)]){1,6})(?!\w)"
)
_RESOLUTION = late_regex(
    r"(?:(?:U\.?N\.?)?\s?(?:GA|G\.A\.|SC|S\.C\.|HRC|H\.R\.C\.|ECOSOC|UNGA|UNSC|UNHRC)"
    r"|General\sAssembly|Security\sCouncil"
    r"|Human\sRights\sCouncil)\sRes(?:olution|\.)?\s(?:\d{1,2}/\d{1,4}"
    r"|\d{1,4})(?:\s?[A-Z](?!\w))?(?:\s?\([IVX]{1,8}\))?(?:\s[A-Z](?!\w))?"
)
_RECORDS = late_regex(
    r"[,\s]*(?:U\.?N\.?\s?(?:GAOR|SCOR|HRCOR)|\d{1,3}(?:st|nd|rd|th|d)\s(?:Sess|mtg|plen\smtg)"
    r"|Supp\sNo\s\d{1,3}[A-Z]?"
    r"|Agenda\sItem\s\d{1,3}(?:\([a-z]\))?)\.?"
)
_COMMENT = late_regex(r"(?P<body>[A-Z][^,;\n]{3,90}),\s(?P<title>[^;\n]{4,200}?)(?:,\s)?$")
_PIN = late_regex(
    r"[,\s]*(?:at\s(?P<page>\d{1,4}(?:[–-]\d{1,4})?)(?![\w/])"
    r"|(?:at\s)?(?P<pin>(?:paras?\.?|¶¶?|arts?\.?|annex|principles?|p\.)\s?\d{1,4}[a-z]?(?:\(\w{1,3}\)){0,3}"
    r"(?:(?:[–-]|,\s|\sand\s)\d{1,4}){0,4})(?!\w))"
)
_LEFT = late_regex(r"\([^()\n]{4,40}\)|(?:GA|SC)\s(?:Res|Dec)[^,;]{1,20}|[\s.,]")
HINTS = frozenset(("UN Doc", "U.N. Doc", " Res ", " Res. ", "A Res ", " Resolution "))
REACH = 300


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a paper or a resolution with an article or a paragraph; None where it is neither."""
    desk, opening = stretch.desk, stretch.opening
    text = desk.sheet.text
    if next(desk.titles_in(opening.body, stretch.end), None) is not None:
        return None
    resolved = _RESOLUTION.match(text, opening.body, stretch.end)
    paper = _PAPER.search(text, opening.body, min(stretch.end, opening.body + REACH))
    if resolved is None and paper is None:
        return None
    head = resolved if resolved is not None else paper
    assert head is not None
    pin = _PIN.search(text, head.end(), stretch.end)
    tail = tails.read(desk, (paper or head).end(), stretch.end)
    names: tuple[Name, ...] = ()
    title, start = " ".join(head.group().split()), head.start()
    if resolved is None and head.start() > opening.body:
        named = _COMMENT.match(text[opening.body : head.start()])
        if named is None or _PIN.search(named["title"]) is not None:
            return None
        names = (Name(literal=" ".join(named["body"].split())),)
        title, start = " ".join(named["title"].split()), opening.body
    if tail.prose or not _is_all(text, head, paper, pin, stretch.end):
        return None
    if resolved is not None and paper is None and pin is None:
        return None  # the works' own rules read it
    return replace(
        stretch.whole(CitationType.DOCUMENT, tail),
        authors=names,
        title=title,
        pincite=(pin["page"] or pin["pin"]) if pin is not None else None,
        marked=True,
        title_at=Span(start, head.end()),
    )


def _is_all(
    text: str, head: re.Match[str], paper: re.Match[str] | None, pin: re.Match[str] | None, end: int
) -> bool:
    """True where nothing is left that belongs to none of them."""
    rest = text[head.end() : end]
    for each in (paper, pin):
        if each is not None and each.start() >= head.end():
            rest = rest.replace(each.group(), " ")
    return not any(map(str.isalpha, _LEFT.sub(" ", _RECORDS.sub(" ", rest))))
