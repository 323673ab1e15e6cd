"""Decisions of German, Austrian and Swiss courts: "BVerfG, Beschl. v. 20.02.2002 – 1 BvR 423/99".

Rules kept here:
- The court stands first and is told as it is printed; kind and day of the decision follow, then its
  number. The official reports ("BVerfGE 105, 252 (265)", "BGHZ 199, 237") or a journal ("NJW 2017,
  290") are container, volume and page; a number in parentheses behind the page is the pincite.
- A decision that no report prints has its number for a title: nothing else names it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import dates
from citations.model import CitationType, DateValue

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch

_COURT = (
    r"BVerfG|BVerwG|BGH|BAG|BSG|BFH|BPatG|BayObLG|BayVerfGH|VerfGH|StGH|VfGH|VwGH|OGH|BGer|BVGer"
    r"|(?:OLG|LG|AG|OVG|VGH|VG|LAG|ArbG|LSG|SG|FG|KG)(?:\s[A-ZÄÖÜ][\w./-]{2,20}){0,2}"
)
_REPORTS = (
    r"(?:BVerfGE|BVerfGK|BVerwGE|BGHZ|BGHSt|BAGE|BSGE|BFHE|RGZ|RGSt|VfSlg|BGE)\s(?P<volume{0}>\d{{1,3}}),?\s"
    r"(?P<page{0}>[IVX]{{0,4}}\s?\d{{1,4}})(?:\s\((?P<pin{0}>\d{{1,4}}(?:\s?(?:f{{1,2}}\.|[–-]\s?\d{{1,4}}))?)\))?"
)
_DECISION = late_regex(
    rf"(?P<court>{_COURT}),?\s(?P<kind>Urt(?:eil|\.)|Beschl(?:uss|\.)|Entsch(?:eidung|\.)|Verf(?:ügung|\.)|B|U)"
    r"\s(?:v\.|vom)\s(?P<day>\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-Z][a-zä]{2,8}\s)\d{4})"
    r"(?:,?\s?[–—-]\s?|,\s(?:Az\.:?\s)?|\s\()"
    r"(?P<number>[\dIVX]{1,5}[a-z]?\s[A-Za-z(][\w() ./-]{1,16}?\d{1,5}/\d{2,4})\)?(?=[,.;\s)]|$)"
)
_REPORTED = late_regex(rf"(?P<reports>{_REPORTS.format('')})")
_JOURNAL = late_regex(
    r",\s(?P<journal>[A-Z][A-Za-z-]{1,11})\s(?P<year>(?:19|20)\d\d),\s(?P<first>\d{1,5})"
    r"(?:\s\((?P<at>\d{1,5})\))?"
)
_MARGIN = late_regex(r"(?:Rn\.|Rdnr\.|Rz\.|Tz\.|¶)\s?\d{1,4}(?:\sf{1,2}\.|[–-]\d{1,4})?")
_NAME = late_regex(r"\s[–—-]\s(?P<name>[A-ZÄÖÜ][\w äöüßÄÖÜ-]{2,40})(?=[.;)]|$)")
HINTS = frozenset((" v. ", " vom ", "BVerfGE ", "BGHZ ", "BGHSt ", "BVerwGE ", "BGE ", "RGZ "))
REACH = 80
_OWN = {"BVerfGE": "BVerfG", "BGHZ": "BGH", "BGHSt": "BGH", "BVerwGE": "BVerwG", "BAGE": "BAG"}


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one decision; None where the stretch is none."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    decided = _DECISION.match(text, opening.body, stretch.end)
    start = decided.end() if decided is not None else opening.body
    report = _REPORTED.search(text, start, min(stretch.end, start + 60))
    if decided is None and (report is None or report.start() != opening.body):
        return None
    after = report.end() if report is not None else start
    journal = _JOURNAL.match(text, start, stretch.end) if report is None else None
    after = journal.end() if journal is not None else after
    margin = _MARGIN.search(text, after, stretch.end)
    tail = tails.read(desk, after, stretch.end)
    if tail.prose:
        return None
    named = _NAME.search(text, after, stretch.end)
    printed = report["reports"].partition(" ")[0] if report is not None else None
    number = " ".join(decided["number"].split()) if decided is not None else None
    title = named["name"] if named is not None else None
    pin = report["pin"] if report is not None else journal["at"] if journal is not None else None
    return replace(
        stretch.whole(CitationType.CASE, tail),
        title=title or (number if printed is None and journal is None else None),
        container=printed or (journal["journal"] if journal is not None else None),
        volume=report["volume"] if report is not None else journal["year"] if journal else None,
        first_page=report["page"] if report is not None else journal["first"] if journal else None,
        pincite=pin or (margin.group() if margin is not None else None),
        date=_day(decided["day"]) if decided is not None else tail.date,
        parentheticals=tuple(each for each in tail.parentheticals if each.text != pin),
        marked=title is not None,
        court=decided["court"] if decided is not None else _OWN.get(printed or ""),
    )


def _day(printed: str) -> DateValue | None:
    """ "20.02.2002" and "20. Februar 2002": the day stands first."""
    numbers = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", printed)
    if numbers is None:
        return dates.parse(printed)
    day, month, year = map(int, numbers.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateValue(printed, f"{year:04d}-{month:02d}-{day:02d}")
