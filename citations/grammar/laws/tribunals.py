"""Judgments between states: the International Court of Justice, the law of the sea, awards.

Rules kept here:
- "Fisheries (U.K. v. Nor.), Judgment, 1951 I.C.J. 116, 133 (Dec. 18)": the year is the volume, and
  with the day in parentheses it is the date (Bluebook rule 21.5.1). "I.C.J. Reports 1976, p. 3" and
  "[1951] ICJ Rep 116" say the same.
- What kind of decision it is stands between the name and the reports, and is told nowhere; the day
  that is printed there is the date.
- A name of two parties with "Award of …" and a day needs no reports.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import dates
from citations.model import CitationType, DateValue, Span
from citations.values import value

from ...late import late_regex
from .. import tails
from ..desk import BRACKETED
from ..draft import Draft, Progress, Stretch

_COURT = r"(?:P\.C\.I\.J\.|PCIJ|I\.C\.J\.|ICJ|ITLOS|I\.T\.L\.O\.S\.)"
_REPORTS = late_regex(
    rf"(?:,\s|\s)(?:\[?(?P<year>(?:19|20)\d\d)\]?\s(?P<reports>(?P<court>{_COURT})(?:\sRep(?:orts|\.)?)?)"
    r"\s(?P<page>\d{1,4})(?!\w)"
    rf"|(?P<reports2>(?P<court2>{_COURT})\sRep(?:orts|\.)?)\s(?P<year2>(?:19|20)\d\d)"
    r"(?:,\sp\.?\s(?P<page2>\d{1,4}))?"
    rf"|(?:(?P<year3>(?:19|20)\d\d)\s)?(?P<reports3>(?P<court3>{_COURT})\s\(ser\.\s[A-Z](?:/B)?\))\sNo\.\s(?P<page3>\d{{1,3}}))"
)
_AWARD = late_regex(
    r",\s(?:(?:Final\s|Partial\s|Interim\s)?Award|Judgment|Decision|Order|Ruling)"
    r"(?:\sof\sthe\s(?:[A-Z][a-z]+\s?){1,4}|\son\s(?:[A-Z][a-z]+\s?(?:and\s)?){1,4})?,?\s(?:of\s)?(?=\d|[A-Z][a-z])"
)
_KIND = late_regex(
    r"(?:,\s|\s\()(?:(?:Final\s|Partial\s|Interim\s)?(?:Judgments?|Awards?|Orders?|Advisory\sOpinions?|Decisions?|Merits"
    r"|Jurisdiction|Admissibility|Provisional\sMeasures|Interim\sProtection|Preliminary\sObjections?"
    r"|Reparations?|Compensation|Request\sfor\b|Separate\sOpinion|Dissenting\sOpinion|Declaration)\b)"
)
_VERSUS = late_regex(r"\sv\.?s?\.?\s|/|\(Advisory|Advisory\sOpinion")
_PIN = late_regex(
    r",?\s(?:at\s)?(?:pp?\.\s?)?(?P<pin>(?:(?:paras?\.?|¶¶?)\s?)?\d[\d(), a-z–&-]{0,80}?"
    r"(?:,?\sespecially\s(?:paras?\.?|pp?\.)\s?\d[\d–, -]{0,30})?)(?=\s\(|[.;]|$|,\s[a-z])"
)
HINTS = frozenset(("I.C.J.", "ICJ ", "ITLOS", "P.C.I.J.", "PCIJ", "I.T.L.O.S.", "Award"))
REACH = 400


@value
class _Found:
    """The reports, or the award, of a decision."""

    end: int
    court: str | None = None
    container: str | None = None
    volume: str | None = None
    page: str | None = None


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a decision between states; None where the stretch is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    window = min(stretch.end, opening.body + REACH)
    match = _REPORTS.search(text, opening.body, window)
    found = _reported(match) if match is not None else None
    if match is None:
        match = _AWARD.search(text, opening.body, window)
        found = _Found(_after_day(text, match.end(), window)) if match is not None else None
    if match is None or found is None or desk.masked[match.end() - 1] == BRACKETED:
        return None
    head = text[opening.body : match.start()]
    kind = _KIND.search(head)
    title = " ".join((head[: kind.start()] if kind is not None else head).split()).strip(" ,")
    tail = tails.read(desk, found.end, stretch.end)
    date = _day(text[opening.body : stretch.end]) or _within_year(found.volume, tail, stretch)
    if not title[:1].isupper() or tail.prose or date is None or _VERSUS.search(head) is None:
        return None
    pin = _PIN.match(text, found.end, stretch.end) or _PIN.search(text, found.end, stretch.end)
    return replace(
        stretch.whole(CitationType.CASE, tail),
        title=title,
        container=found.container,
        volume=found.volume,
        first_page=found.page,
        pincite=pin["pin"].rstrip(" ,") if pin is not None else None,
        date=date,
        parentheticals=tuple(p for p in tail.parentheticals if p.text != date.raw),
        marked=True,
        title_at=Span(opening.body, opening.body + len(head)),
        court=found.court,
    )


def _reported(match: re.Match[str]) -> _Found:
    for index in ("", "2", "3"):
        reports = match[f"reports{index}"]
        if reports:
            court, year = _dotted(match[f"court{index}"]), match[f"year{index}"]
            return _Found(match.end(), court, reports, year, match[f"page{index}"])
    return _Found(match.end())


def _after_day(text: str, start: int, end: int) -> int:
    """Where the day of an award ends."""
    return next((each.span.end for each in dates.find(text, start, end)), start)


def _dotted(court: str) -> str:
    """The Bluebook's abbreviation."""
    return {"ICJ": "I.C.J.", "PCIJ": "P.C.I.J.", "I.T.L.O.S.": "ITLOS"}.get(court, court)


def _day(words: str) -> DateValue | None:
    """The first whole day that the decision prints."""
    return next((each.value for each in dates.find(words) if len(each.value.iso) > 7), None)


def _within_year(year: str | None, tail: tails.Tail, stretch: Stretch) -> DateValue | None:
    """The day in parentheses, which has no year of its own: "1951 I.C.J. 116 (Dec. 18)"."""
    if year is None:
        return tail.date
    text = stretch.desk.sheet.text
    for group in stretch.desk.groups_in(stretch.opening.body, stretch.end):
        words = text[group.start + 1 : group.end - 1]
        if group.mark == "(" and len(words) < 20:
            day = dates.parse(f"{words}, {year}")
            if day is not None:
                return DateValue(words, day.iso)
    return tail.date or DateValue(year, year)
