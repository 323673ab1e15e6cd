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
_DECISION = late_regex(
    rf"(?P<court>{_COURT}),?\s(?P<kind>Urt(?:eil|\.)|Beschl(?:uss|\.)|Entsch(?:eidung|\.)|Verf(?:ügung|\.)|B|U)"
    r"\s(?:v\.|vom)\s(?P<day>\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-Z][a-zä]{2,8}\s)\d{4})"
    r"(?:,?\s?[–—-]\s?|,\s(?:Az\.:?\s)?|\s\()"
    r"(?P<number>[\dIVX]{1,5}[a-z]?\s[A-Za-z(][\w() ./-]{1,16}?\d{1,5}/\d{2,4})\)?(?=[,.;\s)]|$)"
)
_REPORTED = late_regex(
    r"(?P<container>BVerfGE|BVerfGK|BVerwGE|BGHZ|BGHSt|BAGE|BSGE|BFHE|RGZ|RGSt|VfSlg|BGE)\s(?P<volume>\d{1,3}),?\s"
    r"(?P<page>[IVX]{0,4}\s?\d{1,4})(?:\s\((?P<pin>\d{1,4}(?:\s?(?:f{1,2}\.|[–-]\s?\d{1,4}))?)\))?"
)
"""A court's own collection: "BVerfGE 65, 1 (43)"."""
_JOURNAL = late_regex(
    r",\s(?P<container>[A-Z][A-Za-z-]{1,11})\s(?P<volume>(?:19|20)\d\d),\s(?P<page>\d{1,5})"
    r"(?:\s\((?P<pin>\d{1,5})\))?"
)
"""A journal by its year, with the same groups: ", NJW 1984, 419 (422)"."""
_MARGIN = late_regex(r"(?:Rn\.|Rdnr\.|Rz\.|Tz\.|¶)\s?\d{1,4}(?:\sf{1,2}\.|[–-]\d{1,4})?")
_NAME = late_regex(r"\s[–—-]\s(?P<name>[A-ZÄÖÜ][\w äöüßÄÖÜ-]{2,40})(?=[.;)]|$)")
HINTS = frozenset((" v. ", " vom ", "BVerfGE ", "BGHZ ", "BGHSt ", "BVerwGE ", "BGE ", "RGZ "))
REACH = 80
_NEAR = 60
"""Characters behind a decision's number in which its collection stands."""
_OWN = {"BVerfGE": "BVerfG", "BGHZ": "BGH", "BGHSt": "BGH", "BVerwGE": "BVerwG", "BAGE": "BAG"}


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one decision; None where the stretch is none."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    start, end = stretch.opening.body, stretch.end
    decided = _DECISION.match(text, start, end)
    start = decided.end() if decided is not None else start
    printed = _REPORTED.search(text, start, min(end, start + _NEAR))
    if decided is None and (printed is None or printed.start() != start):
        return None
    printed = printed or _JOURNAL.match(text, start, end)
    after = printed.end() if printed is not None else start
    tail = tails.read(desk, after, end)
    if tail.prose:
        return None
    named, margin = _NAME.search(text, after, end), _MARGIN.search(text, after, end)
    pin = printed["pin"] if printed is not None else None
    draft = replace(
        stretch.whole(CitationType.CASE, tail),
        title=named["name"] if named is not None else None,
        pincite=pin or (margin.group() if margin is not None else None),
        parentheticals=tuple(each for each in tail.parentheticals if each.text != pin),
        marked=named is not None,
    )
    return _decided(draft, decided, printed)


def _decided(draft: Draft, decided: re.Match[str] | None, printed: re.Match[str] | None) -> Draft:
    """With court, day and place; a decision that has no other name goes by its number."""
    if printed is not None:
        draft = replace(
            draft,
            container=printed["container"],
            volume=printed["volume"],
            first_page=printed["page"],
            court=_OWN.get(printed["container"]),
        )
    if decided is None:
        return draft
    number = " ".join(decided["number"].split()) if printed is None else None
    return replace(
        draft, title=draft.title or number, date=_day(decided["day"]), court=decided["court"]
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
