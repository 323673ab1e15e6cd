"""Cases without a reporter: "Roe v. Doe, No. 19-cv-12, slip op. at 4 (S.D.N.Y. Mar. 3, 2020)".

Rules kept here:
- A name of two parties (or "In re"), a docket number, and a parenthesis with a date make a case.
- A docket number that ends the citation needs no date: nothing else has two parties before it.
- Neutral citations and law reports of the Commonwealth are found by `neutral`, loose-leaf services'
  by `services`.
- Everything is sought in a bounded window behind the head of the citation.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import Antecedent, CitationForm, CitationType, DateValue, Span
from citations.values import value

from ...late import late_regex
from .. import tails
from ..context import docket_key
from ..draft import Draft, Progress, Stretch
from ..openings import Opening
from . import filings, neutral, services
from .casenames import is_name
from .courts import court_of

_AGENCIES = frozenset(("-0", "-1", "-2"))
"""In the number of an agency's docket, which no "No." leads: "NPC SS 21-008"."""
_RULED = late_regex(
    r",\s(?:(?:Further|Second|Third|Joint|Final|Initial|Consent|Public|Memorandum|Declaratory)\s){0,3}"
    r"(?:Ruling|Report (?:and|&) Order|Opinion|Order|Notice|Decision|Decree|Petition|Application"
    r"|Comments|Complaint|Rule)\b.*",
    re.DOTALL,
)
"""What an agency issued or was given in a proceeding, behind the proceeding's name."""
_HINTS = frozenset(("No. ", "Nos. ", " no. ", " no ", " nos ")) | _AGENCIES
_NUMBER = late_regex(
    r",?\s(?:(?:App|Appl|Civ|Crim|Adv|Misc|C\.A|Cr|G\.R)\.\s|Civil\sAction\s|Index\s"
    r"|(?:[A-Z]{2,6}\s){0,2}(?:Case|Docket)\s"
    r"|Application\s|Appeal\s)?(?:Nos?\.\s)(?=[\w:/-]{0,30}\d)"
    r"|,?\s(?:App|Application)\snos?\.?\s(?=\d{1,5}/\d\d)"
    r"|,\s(?:[A-Z]{2,6}\s){1,2}(?=\d{2,4}-\d{3})"
)
_FEDERAL = late_regex(r"(?:\d:)?\d\d-(?:cv|cr|mc|md|mj|bk|ap|civ|cr|cv)-\d", re.IGNORECASE)
"""A federal court's number: what stands before it in italics is a case, whatever it is called."""
_PIN = late_regex(
    r"(?:slip\sop\.,?\s(?:at\s)?|at\s)(?P<page>\*?\d{1,4}(?:[–-]\d{1,4})?(?:,\s\d{1,4}(?:[–-]\d{1,4})?(?=[,\s])){0,5}(?:\s(?:&\s)?nn?\.\s?\d{1,3}(?:[–-]\d{1,3})?)?)|(?P<sign>(?:¶¶?|§§?)\s?"
    r"\d[\d–, -]{0,12}\d|(?:¶¶?|§§?)\s?\d|paras?\.?\s\d[\d–, -]{0,12})"
)
_COURT = late_regex(
    r",\s(?P<court>[A-Z][\w.-]{1,12}\s(?:[\w.’-]{1,12}\s){0,4}?(?:Ct|Trib|Comm[’']n)\.?(?:\s[A-Z][\w.]{0,6}){0,3})"
    r"(?:\s\([^()]{1,20}\))?$"
)
"""A court before the number: "Inter-Am. Ct. H.R. (ser. C) No. 172", "M.D. Fla. No. 6:24-cv-19"."""
_OF_DISTRICT = late_regex(
    r",\s(?P<court>(?:[NSEWMC]\.)?D\.\s?(?:[A-Z][A-Za-z]{0,5}\.?(?:\s[A-Z][a-z]{1,5}\.?)?|[A-Z]\.[A-Z]\.))$"
)
_STRASBOURG = late_regex(r"\b(?P<court>Eur\.\sCt\.\sH\.R\.|ECtHR|ECHR|Inter-Am\.\sCt\.\sH\.R\.)")
"""A court of human rights, wherever the citation prints it."""
_ENDS = late_regex(
    r"[\w:./-]{2,30}(?:\s\([A-Z]{2,4}\)){0,2}(?:,\s(?:ECF|Dkt\.|Doc\.)\s(?:Nos?\.\s)?\d[\d-]{0,8})?"
    r"(?:,\s(?:slip\sop\.\s)?(?:at\s)?(?P<pin>\*?\d{1,4}(?:[–-]\d{1,4})?|¶¶?\s?\d{1,4}))?"
    r"(?:\s\((?P<court>(?:(?!\d{4})[^()]){2,40})\))?[.\s]{0,2}"
)
"""The rest of a citation without a date: "21-cv-0192, ECF No. 3, at 4 (D. Me.)"."""
_PARTIES = late_regex(r"\sv\.?s?\.?\s|^(?:In [Rr]e:?|Re|Ex parte|Matter of|In the Matter of)\s")
_WINDOW = 300
_AGAIN = late_regex(
    r"(?P<who>[A-Z][^;()]{1,120}?),\s(?:Nos?\.\s[\w:./-]{3,30},\s)?slip\sop\."
    r"(?:,?\sat\s(?P<pin>\d{1,4}(?:[–-]\d{1,4})?(?:,\s\d{1,4}(?:[–-]\d{1,4})?){0,5}))?"
)
_SLIP = frozenset(("slip op.",))


@value
class _Decision:
    """What tells the decision beside its name."""

    title: str | None
    end: int
    court: str | None
    pincite: str | None
    date: DateValue | None
    number: str | None = None
    container: str | None = None
    volume: str | None = None
    whole: bool = False
    """Nothing is left of the citation, and it has no date."""


def read(stretch: Stretch, opening: Opening) -> Draft | None:
    """Read a case that no reporter printed; None where the stretch is none."""
    desk = stretch.desk
    window = min(stretch.end, opening.body + _WINDOW)
    found = None
    if desk.holds(_HINTS, opening.body, window):
        found = _docketed(stretch, opening.body, window)
    return _drafted(stretch, opening, found) if found is not None else None


def again(stretch: Stretch, opening: Opening, progress: Progress) -> Draft | None:
    """Read "*Doe*, slip op. at 5": a case without a reporter that was cited before, by a party."""
    desk = stretch.desk
    if not stretch.holds(_SLIP, _WINDOW):
        return None
    found = _AGAIN.match(desk.sheet.text, opening.body, stretch.end)
    tail = tails.behind(desk, found.end(), stretch.end) if found is not None else None
    if found is None or tail is None:
        return None
    key = docket_key(found["who"])
    index = progress.named(key)
    meant = (
        Antecedent(progress.note, index) if index is not None else desk.context.earlier.named(key)
    )
    if meant is None:
        return None
    return replace(
        stretch.whole(CitationType.CASE, tail),
        form=CitationForm.SHORT,
        title=" ".join(found["who"].split()),
        pincite=found["pin"],
        antecedent=meant,
        marked=True,
        title_at=Span(found.start(), found.end("who")),
    )


def read_neutral(stretch: Stretch, opening: Opening) -> Draft | None:
    """Read a neutral citation or a law report of the Commonwealth; None where there is none."""
    desk = stretch.desk
    window = min(stretch.end, opening.body + _WINDOW)
    found = None
    if desk.holds(neutral.HINTS, opening.body, window):
        found = _neutral(desk.sheet.text, opening.body, window)
    if found is None and desk.holds(services.HINTS, opening.body, window):
        found = _serviced(desk.sheet.text, opening.body, window)
    return _drafted(stretch, opening, found) if found is not None else None


def _drafted(stretch: Stretch, opening: Opening, found: _Decision) -> Draft | None:
    desk = stretch.desk
    tail = tails.read(desk, found.end, stretch.end)
    if tail.prose or not (found.date or tail.date or found.whole):
        return None
    return replace(
        stretch.whole(CitationType.CASE, tail),
        title=found.title,
        container=found.container,
        volume=found.volume,
        first_page=found.number,
        pincite=found.pincite,
        date=found.date or tail.date,
        marked=found.title is not None,
        title_at=Span(opening.body, found.end) if found.title else None,
        court=found.court or court_of(tail.lead, None),
    )


def _neutral(text: str, start: int, end: int) -> _Decision | None:
    found = neutral.find(text, start, end)
    words = text[start : found.start] if found is not None else ""
    title = _name(words)
    if found is None or (title is None and words.strip()):
        return None
    return _Decision(
        title=title,
        end=found.end,
        court=found.court,
        pincite=found.pincite,
        date=found.date,
        number=found.page,
        container=found.container,
        volume=found.volume,
    )


def _serviced(text: str, start: int, end: int) -> _Decision | None:
    found = services.find(text, start, end)
    title = is_name(text[start : found.start].strip(), short=False) if found is not None else None
    if found is None or title is None or text[found.start - 1].isdigit():
        return None
    return _Decision(
        title, found.end, None, found.pincite, None, found.page, container=found.service
    )


def _docketed(stretch: Stretch, start: int, end: int) -> _Decision | None:
    text = stretch.desk.sheet.text
    filing = filings.leading(text[start:end])
    found = _NUMBER.search(text, start + filing.length, end)
    if found is None:
        return None
    words, court = text[start : found.start()], None
    printed = _COURT.search(words) or _OF_DISTRICT.search(words)
    if printed is not None:
        words, court = words[: printed.start()], printed["court"]
    title = _name(words)
    if title is None and _FEDERAL.match(text, found.end(), end):
        title = is_name(words[filing.length :].strip(" ,") + ",", short=False)
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
            human = _STRASBOURG.search(text, found.end(), group.end)
            court = court or (human["court"] if human is not None else None)
            return _Decision(title, group.start, court, filing.pincite or page, None)
    ends = _ENDS.fullmatch(text, found.end(), stretch.end)
    if ends is None:
        return None
    court = court or (court_of(ends["court"], None) if ends["court"] else None)
    pincite = filing.pincite or ends["pin"]
    return _Decision(title, stretch.end, court, pincite, None, whole=True)


def _name(words: str) -> str | None:
    words = words[filings.leading(words).length :]
    name = is_name(_RULED.sub("", words).strip(" ,") + ",", short=False)
    return name if name is not None and _PARTIES.search(name) else None
