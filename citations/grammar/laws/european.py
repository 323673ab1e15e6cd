"""The law of the European Union: regulations, directives, decisions, and what is published on them.

Rules kept here:
- "Regulation (EU) 2016/679" is its own title, with all that follows up to the Official Journal;
  the day of its adoption is the date, the Journal's series and number is the volume.
- The article that is meant may stand before the act ("Article 17 of Regulation (EU) 2016/679"): it
  is the pincite there, too, in a note as in prose.
- An act's number is its CELEX number in other words (`celex.py`): that is its identifier, beside
  those that are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citations import dates
from citations.model import (
    CitationForm,
    CitationType,
    DateValue,
    Identifier,
    Name,
    Parenthetical,
    Span,
)
from citations.values import value

from ...late import late_regex
from .. import tails
from ..desk import Desk
from ..draft import Draft, Progress, Stretch
from ..openings import Opening
from ..prose import is_prose
from ..secondary.sources import named as registered
from . import celex

_WINDOW = 300
_TITLE = 400
_SUBJECT = 120

_ACT = late_regex(
    r"(?:(?:Council|Commission|European\sParliament\sand\sCouncil)\s)?(?:(?:Delegated"
    r"|Implementing|Framework)\s)?"
    r"(?:Regulation|Directive|Decision)\s(?:\((?:EU|EC|EEC"
    r"|Euratom)(?:,\s?Euratom)?\)\s)?(?:No\.?\s)?"
    r"(?P<number>(?:\d{4}/\d{1,4}|\d{1,4}/\d{2,4})(?:/(?:EC|EU|EEC|ECSC|JHA|CFSP))?)(?![\w/])"
)
_ACT_HINTS = frozenset(
    ("Regulation ", "Directive ", "Decision ", "Regulation\u00a0", "Directive\u00a0")
)
_FOUNDING = frozenset(("Treaty ", "Charter ", "Protocol ", "Agreement "))
_JOURNALS = frozenset((" OJ ", " O.J. "))
_LED = 60
"""A treaty's own word stands so near: "Consolidated Version of the Treaty on …"."""
HINTS = _ACT_HINTS | _JOURNALS
_BARE_NUMBER = late_regex(r"\((?:EU|EC|EEC)|/(?:EC|EU|EEC|ECSC|JHA|CFSP)$|No")
_OF_PARLIAMENT = late_regex(
    r"\sof\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}|,?\sof\sthe\s(?:European\sParliament|Council"
    r"|Commission)(?:\s(?:and\s)?of\sthe\sCouncil)?"
    r"(?:\s(?:of|dated)\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})?"
)
_JOURNAL = late_regex(
    r",?\s(?P<open>\()?(?:\[(?P<year>\d{4})\]\s|(?P<year2>\d{4})\s)?(?P<journal>O\.J\."
    r"|OJ)\s\(?(?P<series>[LC])\s?"
    r"(?P<volume>\d{1,4}\s?E?)\)?(?:,?\s?(?P<day>\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}))?"
    r"(?:(?:/|,?\s(?:p\.\s?|at\s)?)(?P<page>\d{1,4})(?![\w/]))?(?:,\s(?P<at>\d{1,4})(?![\w/]))?"
    r"|,?\s(?P<open2>\()?(?P<journal2>O\.J\.|OJ)\s(?P<series2>[LC]),\s(?P<page2>\d{4}/\d{1,5})"
    r"(?:,\s(?P<day2>\d{1,2}\.\d{1,2}\.\d{4}))?"
)
_ARTICLE = (
    r"(?:[Aa]rts?\.?|[Aa]rticles?|[Rr]ecitals?|[Aa]nn(?:ex|\.)(?:\stbl\.)?|[Cc]h(?:apter|\.))\s"
    r"(?:\d{1,3}[a-z]?|[IVX]{1,6})(?:\([A-Za-z\d]{1,4}\)){0,5}(?:[–-]\(?\d{1,3}[a-z]?\)?)?"
    r"(?:(?:,\s(?:and\s)?|\s(?:and|&)\s)\d{1,3}[a-z]?(?:\([A-Za-z\d]{1,4}\)){0,4}){0,8}"
)
_PINNED = late_regex(
    rf",?\s(?:at\s)?(?P<pin>{_ARTICLE}(?:,\s(?:para|point"
    rf"|recital)s?\s\d{{1,3}}(?:\([a-z]\))?)?)(?![\w])"
)
_LEADING = late_regex(
    rf"(?<![\w.])(?P<pin>{_ARTICLE}(?:,\s(?:first\s|second\s|third\s)?(?:points?|(?:sub)?paragraphs?)"
    r"(?:\s(?:\d{1,3}|\([a-z]{1,3}\)))?)?),?\s(?:of|to|in)\s(?:the\s)?$"
)
"""What is meant of an act, before it."""
_WHOSE = late_regex(
    r"(?P<body>(?:European\s(?:Union|Commission|Parliament(?:\s(?:and|&)\sCouncil(?:\sof\sthe\s"
    r"European\sUnion)?)?)|Council\sof\sthe\sEuropean\sUnion|EU))(?:,|:)\s"
)
"""Who made it, as lists of works put it before the act."""
_PRINTED_NUMBERS = late_regex(
    r"[,;]?\s\(?(?:CELEX|ELI)(?:\s[Nn]o\.?|\s[Nn]umber)?:?\s?(?:[0-9CE]\d{4}[A-Z]{1,2}\d{4}\)?)?"
)
PARAGRAPH = (
    r"(?:(?:at\s)?(?:paras?\.?|paragraphs?|points?)|¶¶?)\s?(?P<page>\d[\d–, -]{0,20}\d|\d)(?![\w/])"
)
"""A place in what the institutions and the courts write."""
_PIN = late_regex(PARAGRAPH)
_NOTICE = late_regex(
    r"(?:(?:European\s)?(?:Commission|Council|Parliament)|Communication|Opinion|Recommendation"
    r"|Guidelines|Proposal)"
    r"[\s,–—-]{1,4}(?:(?:Delegated|Staff|Working)\s)?[A-Z(a-z]"
)
_TREATY = late_regex(
    r"(?:Consolidated\s[Vv]ersions?\sof\sthe\s)?(?:Treaty|Charter"
    r"|Protocol(?:\s\(?[Nn]o\.?\s\d{1,2}\)?)?|Agreement)"
    r"\s(?:on|of|establishing|between)\s[^;\n]{4,200}$"
)
"""What the Union is founded on: its articles bind as those of its acts do."""
_SUBJECTS = (
    *(" on ", ", on ", " concerning ", " laying ", " establishing ", " amending ", " relating "),
    *(" regarding ", " for ", " supplementing "),
)
"""How an act's title goes on behind its date."""
_SURE_SUBJECTS = (" laying down ", " on the ", " concerning the ", " establishing ", " amending ")
"""The same behind its number."""
_CALLED = late_regex(
    r"\s\((?:[A-Z][A-Za-z]{1,15}\s){0,3}[A-Z][A-Za-z]{1,15}\)\s?(?=[.,;]?$|,?\s?(?:[Aa]|https?:))"
)
"""What it is called, behind its title: "(AI Act) Annex III"."""
_DAY = late_regex(r"\bof\s(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})")


@value
class _Lead:
    """What stands before an act."""

    body: str | None = None
    """Who made it."""
    pin: str | None = None
    """What is meant of it."""


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read an act of the Union, or what it is founded on; None where the stretch is neither."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    if stretch.end - opening.body < 8:
        return None
    if not stretch.holds(_ACT_HINTS, _WINDOW):
        founding = stretch.holds(_FOUNDING, _LED) and stretch.holds(_JOURNALS, _WINDOW)
        return _notice(stretch, opening) if founding else None
    found = _ACT.search(text, opening.body, min(stretch.end, opening.body + _WINDOW))
    if found is None:
        return None
    lead = _lead(text[opening.body : found.start()])
    if lead is None:
        return _notice(stretch, opening)
    journal = _JOURNAL.search(text, found.end(), stretch.end)
    end = _title_end(text, found.end(), stretch.end if journal is None else journal.start())
    end = _linked_subject(desk, found.end(), stretch.end) if end == found.end() else end
    title = " ".join(text[found.start() : end].split()).strip(" ,.")
    after = _behind(desk, journal, end)
    tail = tails.read(desk, after, stretch.end)
    pinned = _PINNED.search(text, end, stretch.end)
    if tail.prose or not _is_whole(stretch, end, journal, pinned, tail):
        return None
    pin = lead.pin or (pinned["pin"] if pinned is not None else None)
    inside = next(desk.links_in(end, after), None)
    return replace(
        stretch.whole(CitationType.REGULATION, tail),
        authors=(Name(literal=lead.body),) if lead.body else (),
        title=title,
        container=_of(journal, "journal") if journal is not None else None,
        volume=_series(journal) if journal is not None else None,
        first_page=_of(journal, "page") if journal is not None else None,
        pincite=pin or (journal["at"] if journal is not None else None),
        date=_adopted(title) or tail.date or (_journal_s(journal) if journal else None),
        url=inside.placed.url if inside is not None else tail.url,
        parentheticals=tuple(each for each in tail.parentheticals if not _is_name(text, end, each)),
        marked=True,
        title_at=Span(found.start(), end),
        identifiers=_identifiers(title, registered(stretch, opening.body, tail.urls)),
    )


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the acts of the Union that prose names, each at its own words, in order."""
    text = desk.sheet.text
    if desk.holds(_ACT_HINTS, at.start, at.end):
        for match in _ACT.finditer(text, at.start, at.end):
            if _BARE_NUMBER.search(match.group()) is not None:
                led = _LEADING.search(text, max(at.start, match.start() - _LED), match.start())
                yield _named(match, led)


def _identifiers(title: str, printed: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    """The act's own number, and those that are printed; a number that is printed goes before."""
    number = celex.number_of(title)
    own = () if number is None or any(each.scheme == "celex" for each in printed) else (number,)
    return (*(Identifier("celex", each) for each in own), *printed)


def _behind(desk: Desk, journal: re.Match[str] | None, end: int) -> int:
    """Where the tail begins: behind the journal, and behind the parenthesis that it stands in."""
    if journal is None:
        return end
    if not _of(journal, "open"):
        return journal.end()
    opened = desk.sheet.text.index("(", journal.start())
    group = next(desk.groups_in(opened, len(desk.sheet.text)), None)
    return group.end if group is not None and group.start == opened else journal.end()


def _notice(stretch: Stretch, opening: Opening) -> Draft | None:
    """What the institutions publish about an act: "Commission Notice – … [2019] OJ C323/4"."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    journal = _JOURNAL.search(text, opening.body, stretch.end)
    if journal is None:
        return None
    treaty = _TREATY.match(text, opening.body, journal.start()) is not None
    if not treaty and _NOTICE.match(text, opening.body, stretch.end) is None:
        return None
    tail = tails.read(desk, journal.end(), stretch.end)
    title = " ".join(text[opening.body : journal.start()].split()).strip(" ,.")
    if tail.prose or len(title) > _TITLE:
        return None
    pin = _PINNED.match(text, journal.end(), stretch.end) or _PIN.search(
        text, journal.end(), stretch.end
    )
    return replace(
        stretch.whole(CitationType.REGULATION if treaty else CitationType.DOCUMENT, tail),
        title=title,
        container=_of(journal, "journal"),
        volume=_series(journal),
        first_page=_of(journal, "page"),
        pincite=pin.group().strip(" ,").removeprefix("at ") if pin is not None else None,
        date=tail.date or _journal_s(journal),
        marked=True,
        title_at=Span(opening.body, journal.start()),
    )


def _lead(words: str) -> _Lead | None:
    """What stands before the act; None before prose.

    A short name may stand there, too: "MiCAR, Regulation (EU) 2023/1114".
    """
    whose = _WHOSE.fullmatch(words)
    if whose is not None:
        return _Lead(body=" ".join(whose["body"].split()))
    meant = _LEADING.match(words)
    if meant is not None:
        return _Lead(pin=" ".join(meant["pin"].split()))
    name = words.strip()
    named = name.endswith((",", ":")) and len(name) <= 60 and name[:1].isupper()
    return _Lead() if not name or (named and "(" not in name) else None


def _linked_subject(desk: Desk, start: int, limit: int) -> int:
    """Where a subject ends that a link follows: "Directive (EU) 2015/2366 on quays, https://…"."""
    link = next(desk.links_in(start, limit), None)
    if link is None or link.start - start > _SUBJECT:
        return start
    words = desk.sheet.text[start : link.start].rstrip(" ,(<")
    short = words.startswith(_SUBJECTS[0]) and not any(map(words.__contains__, ",.;:("))
    return start + len(words) if short and not is_prose(f"on {words}") else start


def _title_end(text: str, start: int, limit: int) -> int:
    """Where the act's title ends: before an article, a parenthesis with a date, the journal."""
    of = _OF_PARLIAMENT.match(text, start, limit)
    end = of.end() if of is not None else start
    rest = text[end : min(limit, end + _TITLE)]
    if not rest.startswith(_SUBJECTS if of is not None else _SURE_SUBJECTS):
        return end
    printed = _JOURNAL.match(text, limit) is not None  # what it is called is of the title then
    called = _CALLED.search(rest) if not printed else None
    ends = (found for found in (_PINNED.search(rest), called) if found is not None)
    return end + len(rest[: min((each.start() for each in ends), default=len(rest))].rstrip(" ,."))


def _is_whole(
    stretch: Stretch,
    end: int,
    journal: re.Match[str] | None,
    pinned: re.Match[str] | None,
    tail: tails.Tail,
) -> bool:
    """True where nothing is left between the act and what follows it."""
    text = stretch.desk.sheet.text
    limit = tail.start
    called = _CALLED.match(text, end, stretch.end) or _CALLED.match(
        text, max(end, journal.end()) if journal else end, stretch.end
    )
    parts = [each for each in (journal, pinned) if each is not None]
    left = text[end:limit] if end < limit else ""
    if journal is not None and _of(journal, "open"):
        after = _behind(stretch.desk, journal, end)
        left = text[end : journal.start()] + (text[after:limit] if after < limit else "")
    left = left.replace(called.group().strip(), " ") if called is not None else left
    left = _PRINTED_NUMBERS.sub(" ", left)
    for part in parts:
        left = left.replace(part.group(), " ")
    return not any(map(str.isalpha, left))


def _series(journal: re.Match[str]) -> str:
    """ "L119", as it is printed: "L 281" keeps its blank."""
    if journal["series2"]:
        return str(journal["series2"])  # since October 2023 acts have no issue: "OJ L, 2024/1689"
    printed = journal.group()
    at = printed.index(journal["series"], printed.index(journal["journal"]) + 2)
    gap = printed[at + 1 : at + 2]
    return journal["series"] + (" " if gap == " " else "") + journal["volume"].strip()


def _of(journal: re.Match[str], name: str) -> str | None:
    """A part of the journal's reference, in its old form or its new."""
    return journal[name] or journal[f"{name}2"]


def _adopted(title: str) -> DateValue | None:
    day = _DAY.search(title)
    return dates.parse(day["day"]) if day is not None else None


def _journal_s(journal: re.Match[str]) -> DateValue | None:
    year = journal["year"] or journal["year2"] or (_of(journal, "day") or "")[-4:]
    return DateValue(year, year) if year else None


def _is_name(text: str, end: int, note: Parenthetical) -> bool:
    """True for the parenthesis that only names the act or prints its number again."""
    if note.raw.removeprefix("(").startswith(("CELEX", "ELI:")):
        return True
    called = _CALLED.match(text, end)
    return called is not None and called.group().strip() == note.raw


def _named(match: re.Match[str], led: re.Match[str] | None) -> Draft:
    title = " ".join(match.group().split())
    return Draft(
        at=Span(match.start() if led is None else led.start(), match.end()),
        form=CitationForm.FULL,
        type=CitationType.REGULATION,
        title=title,
        pincite=" ".join(led["pin"].split()) if led is not None else None,
        identifiers=_identifiers(title, ()),
    )
