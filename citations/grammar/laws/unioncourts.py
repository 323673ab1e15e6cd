"""Judgments of the European Union's courts: "Case C-131/12 *Google Spain* EU:C:2014:317".

Rules kept here:
- "Case C-131/12", or several joined, makes a judgment: its name stands behind the number or before
  it. The ECLI is told as a neutral citation is: "EU:C:2014:317" is page 317 of "EU:C"; the reports
  ("[2003] ECR I-1234", "2014 E.C.R. 317") are told as reports are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import dates
from citations.model import CitationType, DateValue, Identifier, Span
from citations.values import value

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch
from ..secondary import titles
from ..secondary.sources import named as registered
from .european import PARAGRAPH

_SLASHED = r"[-‑–]\d{1,4}/\d\d(?!\d)(?:\s(?:P|R|PPU|RENV|DEP)\b)?"
_JUDGED = late_regex(
    rf"(?<![\w-])(?:(?:[Jj]oined\s)?[Cc]ases?\s(?:Nos?\.?\s)?)?(?P<court>[CTF]){_SLASHED}"
    rf"(?:(?:,\s(?:and\s)?|\s(?:and|&|to)\s)[CTF]{_SLASHED}){{0,8}}"
)
_LABEL = late_regex(
    r"(?:CJEU|ECJ|CJEC|CJ|GC|CFI|Court\sof\sJustice(?:\sof\sthe\s(?:European\sUnion|EU))?"
    r"|General\sCourt)"
    r"(?:\s\(Grand\sChamber\))?[,:]?\s"
    r"|(?:Judgment|Order|Opinion)\sof\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4},\s"
)
_ECLI = late_regex(r"(?:ECLI:)?EU:(?P<court>[CTF]):(?P<year>\d{4}):(?P<number>\d{1,5})(?!\d)")
_REPORTS = late_regex(
    r"\[(?P<year>\d{4})\]\s(?P<reports>E\.?C\.?R\.?)\s(?P<page>(?:I{1,2}[-–‑])?\d{1,5})"
    r"|(?P<volume>\d{4})\s(?P<reports2>E\.C\.R\.)\s(?P<page2>(?:I{1,2}[-–‑])?\d{1,5})"
)
_STOP = late_regex(
    r",?\s(?:ECLI:|CELEX|EU:[CTF]:|\[\d{4}\]|\d{4}\sE\.C\.R|\(|(?:[Jj]udgment|[Oo]rder|[Oo]pinion"
    r"|Grand\sChamber)\b|paras?\b"
    r"|¶|https?:)"
)
_PIN = late_regex(PARAGRAPH)
_COURTS = {"C": "CJEU", "T": "Gen. Ct.", "F": "Civ. Serv. Trib."}
HINTS = frozenset(("C-", "C‑", "C–", "T-", "T‑", "F-", "C:", "T:"))
_WINDOW = 300
_TITLE = 400


@value
class _Judged:
    """What a judgment's number leads to."""

    title: str
    title_at: Span
    after: int


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one judgment; None where the stretch is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    if stretch.end - opening.body < 8 or not stretch.holds(HINTS, _WINDOW):
        return None
    window = min(stretch.end, opening.body + _WINDOW)
    found = _JUDGED.search(text, opening.body, window)
    if found is None:
        return None
    named = _before(stretch, opening.body, found.start()) or _behind(stretch, found.end())
    if named is None:
        return None
    ecli = _ECLI.search(text, opening.body, stretch.end)
    reports = _REPORTS.search(text, found.end(), stretch.end)
    tail = tails.read(desk, max(named.after, found.end()), stretch.end)
    date = tail.date or _date(text[opening.body : stretch.end], ecli, reports)
    if tail.prose or (date is None and tail.url is None):
        return None
    pin = _PIN.search(text, found.end(), stretch.end)
    draft = replace(
        stretch.whole(CitationType.CASE, tail),
        title=named.title,
        pincite=pin.group().removeprefix("at ") if pin is not None else None,
        date=date,
        marked=True,
        title_at=named.title_at,
        court=_COURTS[found["court"]],
        identifiers=_identifiers(stretch, ecli, tail),
    )
    if ecli is not None:
        return replace(draft, container=f"EU:{ecli['court']}", first_page=ecli["number"])
    if reports is not None:
        return replace(
            draft,
            container=reports["reports"] or reports["reports2"],
            volume=reports["volume"],
            first_page=reports["page"] or reports["page2"],
        )
    return draft


def _identifiers(
    stretch: Stretch, ecli: re.Match[str] | None, tail: tails.Tail
) -> tuple[Identifier, ...]:
    """Those that are printed or in an address; an ECLI also where its first part is left out."""
    told = registered(stretch, stretch.opening.body, tail.urls)
    if ecli is None:
        return told
    whole = f"ECLI:EU:{ecli['court']}:{ecli['year']}:{ecli['number']}"
    return tuple(dict.fromkeys((*told, Identifier("ecli", whole))))


def _before(stretch: Stretch, start: int, number: int) -> _Judged | None:
    """A name before the number: "CJEU, *Breyer*, Case C-582/14"."""
    text = stretch.desk.sheet.text
    label = _LABEL.match(text, start, number)
    start = label.end() if label is not None else start
    words = " ".join(text[start:number].split()).strip(" ,(")
    if not words or not words[0].isalnum() or ". " in words[-60:]:
        return None
    tail = text[start:number].rstrip()
    return _Judged(words, Span(start, start + len(tail)), number) if words[0].isupper() else None


def _behind(stretch: Stretch, after: int) -> _Judged | None:
    """A name behind the number, in italics, in quotation marks, or up to what ends names."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    while after < stretch.end and text[after] in " ,:–—":
        after += 1
    title = titles.find(desk, after, min(stretch.end, after + _TITLE))
    if title is not None and title.at.start == after:
        return _Judged(title.words, title.at, title.at.end)
    limit = min(stretch.end, after + _TITLE)
    stop = _STOP.search(text, after, limit)
    end = stop.start() if stop is not None else limit
    words = titles.without_period(" ".join(text[after:end].split()).strip(" ,"))
    if len(words) < 2 or not words[0].isupper() or stop is None:
        return None
    return _Judged(words, Span(after, end), end)


def _date(rest: str, ecli: re.Match[str] | None, reports: re.Match[str] | None) -> DateValue | None:
    """The day that is printed, else the year of the ECLI or of the reports."""
    day = next((each.value for each in dates.find(rest[:_WINDOW]) if len(each.value.iso) > 7), None)
    if day is not None:
        return day
    year = ecli["year"] if ecli is not None else None
    if year is None and reports is not None:
        year = reports["year"] or reports["volume"]
    return DateValue(year, year) if year is not None else None
