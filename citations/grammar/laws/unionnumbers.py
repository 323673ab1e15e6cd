"""What a registered number alone tells: "CELEX 32014R0910, Article 25(2)", "ECLI:NL:HR:2019:2006".

Rules kept here:
- The number is the identifier; an act of sector 3 is a regulation, a paper of sector 6 a decision,
  all others are documents. An ECLI tells court, year and number, as neutral citations do.
- Before an ECLI of the Union stands the case's name, before another the court with its day; a name
  in italics is the name. Prose that mentions a number cites it, in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citations import dates
from citations.model import CitationForm, CitationType, DateValue, Identifier, Span

from ...late import late_regex
from .. import tails
from ..desk import BRACKETED, LINK, Desk
from ..draft import Draft, Progress, Stretch
from ..prose import is_prose
from ..secondary import titles
from ..secondary.sources import named as registered

HINTS = frozenset(("CELEX", "Celex", "ECLI:"))
REACH = 200
_NUMBER = late_regex(
    r"(?:\(\s?)?(?:CELEX|Celex)(?:\s(?:[Nn]o\.?|[Nn]umber))?(?::\s?|\s)"
    r"(?P<celex>(?P<sector>[0-9CE])(?:19|20)\d\d(?P<kind>[A-Z]{1,2})\d{4}"
    r"(?:-\d{8}|\(\d\d\)|R\(\d\d\))?)(?!\w)"
    r"|(?P<ecli>ECLI:(?P<country>[A-Z]{2}):(?P<court>[A-Za-z]\w{0,6}):(?P<year>(?:1[89]|20)\d\d)"
    r":(?P<ordinal>[A-Za-z\d.]{0,24}[A-Za-z\d]))(?![\w:])"
)
_PIN = late_regex(
    r",?\s(?:at\s)?(?P<pin>(?:paras?\.?|paragraphs?|points?|¶¶?|r\.o\.|[Rr]n\.|[Aa]rts?\.?|[Aa]rticles?"
    r"|[Rr]ecitals?|[Aa]nnex|§§?)\s?(?:\d{1,4}|[IVX]{1,5})(?:\.\d{1,3}){0,3}(?:\([a-z\d]{1,3}\)){0,4}"
    r"(?:(?:[–-]|,\s|\s(?:and|&)\s)\d{1,4}(?:\.\d{1,3}){0,3}){0,6}|(?<!\w)pp?\.\s?(?P<page>\d{1,4}"
    r"(?:[–-]\d{1,4})?))(?!\w)"
)
_UNION = {"C": "CJEU", "T": "Gen. Ct.", "F": "Civ. Serv. Trib."}
_ACTS = frozenset("RLDF")


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a number that is the whole stretch, but for a name, a place and a date."""
    desk, opening = stretch.desk, stretch.opening
    text = desk.sheet.text
    found = _NUMBER.search(text, opening.body, min(stretch.end, opening.body + REACH))
    if found is None or desk.masked[found.start()] in (LINK, BRACKETED):
        return None
    lead = text[opening.body : found.start()].strip(" ,;(")
    pin = _PIN.match(text, found.end(), stretch.end)
    tail = tails.behind(desk, pin.end() if pin is not None else found.end(), stretch.end)
    if tail is None or (lead and (found["ecli"] is None or not _is_name(desk, opening.body, lead))):
        return None
    draft = replace(
        stretch.whole(CitationType.DOCUMENT, tail),
        pincite=_pinned(pin),
        identifiers=registered(stretch, opening.body, tail.urls),
    )
    return _decided(stretch, draft, found, lead) if found["ecli"] else _typed(draft, found)


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the numbers that the prose of a note mentions, in order."""
    if desk.context.note is None or not desk.holds(HINTS, at.start, at.end):
        return
    for found in _NUMBER.finditer(desk.sheet.text, at.start, at.end):
        if desk.masked[found.start()] == LINK:
            continue
        scheme = "ecli" if found["ecli"] else "celex"
        draft = Draft(
            at=Span(found.start(scheme), found.end(scheme)),
            form=CitationForm.FULL,
            type=CitationType.DOCUMENT,
            identifiers=(Identifier(scheme, found[scheme]),),
        )
        yield _neutral(draft, found) if found["ecli"] else _typed(draft, found)


def _typed(draft: Draft, found: re.Match[str]) -> Draft:
    """A CELEX number tells what it is of by its sector and its letters."""
    if found["sector"] == "6":
        return replace(draft, type=CitationType.CASE)
    act = found["sector"] in "03" and found["kind"] in _ACTS
    return replace(draft, type=CitationType.REGULATION) if act else draft


def _neutral(draft: Draft, found: re.Match[str]) -> Draft:
    """Court, year and number of an ECLI."""
    union = found["country"] == "EU"
    return replace(
        draft,
        type=CitationType.CASE,
        container=f"{found['country']}:{found['court']}",
        first_page=found["ordinal"],
        date=draft.date or DateValue(found["year"], found["year"]),
        court=_UNION.get(found["court"]) if union else None,
    )


def _decided(stretch: Stretch, draft: Draft, found: re.Match[str], lead: str) -> Draft:
    """A decision, with the name or the court that stands before its ECLI."""
    draft = _neutral(draft, found)
    if not lead:
        return draft
    start = stretch.opening.body
    marked = titles.find(stretch.desk, start, found.start())
    if marked is not None:
        return replace(draft, title=marked.words, title_at=marked.at, marked=True)
    if found["country"] == "EU":
        return replace(
            draft,
            title=" ".join(lead.split()),
            title_at=Span(start, found.start()),
            marked=True,
        )
    day = next((each for each in dates.find(lead) if len(each.value.iso) > 7), None)
    court = lead[: day.span.start] if day is not None else lead
    return replace(
        draft,
        court=" ".join(court.split()).strip(" ,(") or None,
        date=day.value if day is not None else draft.date,
    )


def _is_name(desk: Desk, start: int, lead: str) -> bool:
    """True for a name or a court before the number; False for prose."""
    if titles.find(desk, start, start + len(lead) + 2) is not None:
        return True
    words = lead.split()
    small = [word for word in words if word[:1].islower() and len(word) > 3]
    return lead[:1].isupper() and len(words) <= 10 and not (small and is_prose(" ".join(small)))


def _pinned(pin: re.Match[str] | None) -> str | None:
    return None if pin is None else pin["page"] or " ".join(pin["pin"].split())
