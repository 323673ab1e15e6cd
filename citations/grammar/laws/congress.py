"""Reports and documents of Congress and its offices: "H.R. Rep. No. 94-1476, at 65", "GAO-21-104".

Rules kept here:
- Chamber, kind and number are the title; nobody's name is one. Congress and session are left out.
- Where it was reprinted ("reprinted in 1976 U.S.C.C.A.N. 5659") belongs to the same citation.
- In prose the words of the report alone are the citation.
- A report of an office that has a title is read with the other works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citations.model import CitationForm, CitationType, DateValue, Name, Span

from ...late import late_regex
from .. import tails
from ..desk import Desk
from ..draft import Draft, Progress, Stretch

_REPORTS = frozenset(("Rep. No", "REP. NO", "Doc. No", "DOC. NO", "Report No"))
HINTS = _REPORTS | {"GAO-", "GAO/", "CRS, ", "Rsch. Serv., "}
REACH = 40
_SPAN = r"\d{1,5}(?:[–-]\d{1,5})?"
_REPORT = late_regex(
    r"(?<![\w.])(?P<title>(?:H\.\s?R\.|H\.|S\.|House|Senate|HOUSE|SENATE)\s"
    r"(?:(?:Conf|Exec|Comm|CONF|EXEC|Misc)\.\s)?(?:Rep\.|Doc\.|REP\.|DOC\.|Report)\s(?:No|NO)\.\s\d{1,4}(?:[–‑-]\d{1,5})?)"
    r"(?P<part>,\s(?:pt|vol)\.\s[\dIVX]{1,4})?"
    r"(?:,\s\d{1,3}(?:st|nd|rd|d|th)\sCong\.)?(?:,\s\d(?:st|nd|rd|d|th)\sSess\.)?"
    rf"(?:,?\s(?:at\s|pp?\.\s)?(?P<pin>{_SPAN}(?:(?:,\s|\s?&\s){_SPAN}(?!\s[A-Z])){{0,4}}(?:\s(?:&\s)?nn?\.\d{{1,3}}(?:[–-]\d{{1,3}})?)?)(?![\w/]))?"
    r"(?:\s\((?P<year>(?:18|19|20)\d\d)\))?"
    r"(?:,?\s(?:as\s)?reprinted\s(?:in|at)\s\d{4}\sU\.\s?S\.\s?C\.\s?C\.\s?A\.\s?N\.(?:\s\(\d{1,3}\sStat\.\))?"
    r"\s\d{1,5}(?:,\s\d{1,5}(?:[–-]\d{1,5})?){0,3}(?:\s\((?P<year2>(?:18|19|20)\d\d)\))?)?"
)
_OFFICE = late_regex(
    r"(?:(?P<body>(?:U\.S\.\s)?(?:GAO|Gov[’']t\sAccountability\sOff(?:\.|ice)|GOV[’']T\sACCOUNTABILITY\sOFF\."
    r"|CRS|Cong\.\sRsch\.\sServ\.)),\s)?(?P<title>GAO[-/](?:[A-Z]{2,6}-)?\d{2}-\d{1,4}[A-Z]{0,3}"
    r"|(?:No\.\s)?(?:RL|RS|R|IF|IN|LSB)\d{4,5})(?![\w-])"
    rf"(?:,\s(?:at\s|pp?\.\s)?(?P<pin>{_SPAN}(?:,\s{_SPAN}){{0,4}})(?![\w/]))?"
)


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a report that is the whole stretch; None where it is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    found = _REPORT.match(text, opening.body, stretch.end)
    if found is None:
        return _office_s(stretch)
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    draft = _drafted(found, Span(opening.start, stretch.end), opening.signal)
    return replace(
        draft,
        date=draft.date or tail.date,
        url=tail.url,
        parentheticals=tail.parentheticals,
        accessed=tail.accessed,
    )


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the reports that the prose of a note cites, in order."""
    if desk.context.note is None or not desk.holds(_REPORTS, at.start, at.end):
        return
    for found in _REPORT.finditer(desk.sheet.text, at.start, at.end):
        yield _drafted(found, Span(found.start(), found.end()), None)


def _office_s(stretch: Stretch) -> Draft | None:
    """A report by its number: "GAO-21-104, at 12"."""
    desk, opening = stretch.desk, stretch.opening
    found = _OFFICE.match(desk.sheet.text, opening.body, stretch.end)
    if found is None or not (found["body"] or found["title"].startswith("GAO")):
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    return replace(
        stretch.whole(CitationType.REPORT, tail),
        authors=(Name(literal=" ".join(found["body"].split())),) if found["body"] else (),
        title=found["title"],
        pincite=found["pin"],
        marked=True,
        title_at=Span(found.start("title"), found.end("title")),
    )


def _drafted(found: re.Match[str], at: Span, signal: str | None) -> Draft:
    year = found["year"] or found["year2"]
    return Draft(
        at=at,
        form=CitationForm.FULL,
        type=CitationType.REPORT,
        signal=signal,
        title=" ".join(found["title"].split()) + (found["part"] or ""),
        pincite=found["pin"],
        date=DateValue(year, year) if year is not None else None,
        marked=True,
        title_at=Span(found.start(), found.end("title")),
    )
