"""Cases without a reporter: "Roe v. Doe, No. 19-cv-12, slip op. at 4 (S.D.N.Y. Mar. 3, 2020)".

Rules kept here:
- A name of two parties (or "In re"), a docket number, and a parenthesis with a date make a case.
- A neutral citation ("[2019] UKSC 41", "2014 SCC 44") tells court, year and number by itself.
- Everything is sought in a bounded window behind the head of the citation.
"""

from __future__ import annotations

import re

from citations.model import CitationForm, CitationType, DateValue, Span
from citations.values import value

from . import tails
from .casenames import is_name
from .courts import court_of
from .draft import Draft, Stretch
from .openings import Opening

_HINTS = frozenset(("No. ", "Nos. ", "] ", " SCC ", " ONCA ", " BCCA "))
_NUMBER = re.compile(
    r",?\s(?:(?:App|Appl|Civ|Crim|Adv|Misc|C\.A|Cr)\.\s|Civil\sAction\s|Case\s|Docket\s|Index\s"
    r"|Application\s)?(?:Nos?\.\s)(?=[\w:/-]{0,30}\d)"
)
_NEUTRAL = re.compile(
    r",?\s(?:\[(?P<year>(?:19|20)\d\d)\]\s(?P<court>UKSC|UKHL|UKPC|UKUT|EWCA\s(?:Civ|Crim)|EWHC|CSIH"
    r"|CSOH|NICA|NIQB|IESC|IEHC|HCA|FCA|FCAFC|NZSC|NZCA|ZACC|ZASCA)"
    r"|(?P<year2>(?:19|20)\d\d)\s(?P<court2>SCC|ONCA|BCCA|ABCA|QCCA|FCA|ONSC|BCSC))"
    r"\s(?P<number>\d{1,5})(?!\d)(?:\s\((?:Admin|Ch|QB|KB|Fam|Comm|IPEC|TCC|AAC|IAC)\))?"
    r"(?:,\s\[?(?:19|20)\d\d\]?\s(?:\d{1,3}\s)?[A-Z][\w. ]{0,14}\s\d{1,5}){0,3}"
    r"(?:(?:,|\sat)?\s(?:\[(?P<pin>\d{1,3})\](?:[–-]\[\d{1,3}\])?|(?P<para>(?:paras?|¶)\.?\s?\d{1,4})))?"
)
_PIN = re.compile(
    r"(?:slip\sop\.,?\s(?:at\s)?|at\s)(?P<page>\*?\d{1,4}(?:[–-]\d{1,4})?)|(?P<sign>(?:¶¶?|§§?)\s?"
    r"\d[\d–, -]{0,12}\d|(?:¶¶?|§§?)\s?\d|paras?\.?\s\d[\d–, -]{0,12})"
)
_FILING = re.compile(
    r"(?:[A-Z][\w.’']{0,14}\s){0,4}(?:Complaint|Compl\.|Answer|Petition|Pet\.|Brief|Br\.|Mem\.|Memorandum"
    r"|Motion|Mot\.|Opp[’']n|Reply|Order|Op\.|Opinion|Decl\.|Declaration|Aff\.|Affidavit|Transcript|Tr\."
    r"|Stip\.|Stipulation|Indictment|Judgment|Decree|Notice)(?:\s[^,]{1,80})?,\s(?=\S)"
)
"""What was filed, before the case: "Complaint ¶ 14, Roe v. Doe, No. 3:21-cv-412"."""
_COURT = re.compile(
    r",\s(?P<court>[A-Z][\w.-]{1,12}\s(?:[\w.’-]{1,12}\s){0,4}?(?:Ct|Trib|Comm[’']n)\.?(?:\s[A-Z][\w.]{0,6}){0,3})"
    r"(?:\s\([^()]{1,20}\))?$"
)
"""A court before the number: "Inter-Am. Ct. H.R. (ser. C) No. 172"."""
_PARTIES = re.compile(r"\sv\.?s?\.?\s|^(?:In re|Ex parte|Matter of|In the Matter of)\s")
_WINDOW = 300


@value
class _Decision:
    """What tells the decision beside its name."""

    title: str
    end: int
    court: str | None
    pincite: str | None
    date: DateValue | None
    number: str | None = None


def read(stretch: Stretch, opening: Opening) -> Draft | None:
    """Read a case that no reporter printed; None where the stretch is none."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    window = min(stretch.end, opening.body + _WINDOW)
    if not desk.holds(_HINTS, opening.body, window):
        return None
    found = _neutral(text, opening.body, window) or _docketed(stretch, opening.body, window)
    if found is None:
        return None
    tail = tails.read(desk, found.end, stretch.end)
    if tail.prose or (found.date is None and tail.date is None):
        return None
    return Draft(
        at=Span(opening.start, stretch.end),
        form=CitationForm.FULL,
        type=CitationType.CASE,
        signal=opening.signal,
        title=found.title,
        container=found.court if found.number is not None else None,
        first_page=found.number,
        pincite=found.pincite,
        date=found.date or tail.date,
        url=tail.url,
        parentheticals=tail.parentheticals,
        accessed=tail.accessed,
        marked=True,
        title_at=Span(opening.body, found.end),
        court=found.court or court_of(tail.lead, None),
    )


def _neutral(text: str, start: int, end: int) -> _Decision | None:
    found = _NEUTRAL.search(text, start, end)
    title = _name(text[start : found.start()]) if found is not None else None
    if found is None or title is None:
        return None
    year = found["year"] or found["year2"]
    court = found["court"] or found["court2"]
    pin = found["pin"] or found["para"]
    return _Decision(title, found.end(), court, pin, DateValue(year, year), found["number"])


def _docketed(stretch: Stretch, start: int, end: int) -> _Decision | None:
    text = stretch.desk.sheet.text
    found = _NUMBER.search(text, start, end)
    if found is None:
        return None
    words, court = text[start : found.start()], None
    printed = _COURT.search(words)
    if printed is not None:
        words, court = words[: printed.start()], printed["court"]
    title = _name(words)
    if title is None:
        return None
    for group in stretch.desk.groups_in(found.end(), stretch.end):
        imprint = None
        if group.mark == "(":
            imprint = tails.imprint(stretch.desk.sheet.slice(group.inner))
        if imprint is not None and imprint.date is not None:
            pin = _PIN.search(text, found.end(), min(group.start, found.end() + _WINDOW))
            pin = pin or _PIN.search(text, start, found.start())
            page = (pin["page"] or pin["sign"]) if pin is not None else None
            return _Decision(title, group.start, court, page, None)
    return None


def _name(words: str) -> str | None:
    filing = _FILING.match(words)
    if filing is not None:
        words = words[filing.end() :]
    name = is_name(words.strip(" ,") + ",", short=False)
    return name if name is not None and _PARTIES.search(name) else None
