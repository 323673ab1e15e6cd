"""Decisions of authorities without reports: "CNIL, Délibération SAN-2019-001 du 21 janvier 2019".

Rules kept here:
- The authority is the author; the kind of decision with its number is the title, or the case's
  number where the kind has none; the day is the date.
- Without a number the kind is the title, and only the kinds that are named here are read.
"""

from __future__ import annotations

from dataclasses import replace

from citations import dates
from citations.model import CitationType, DateValue, Name, Span

from ...late import late_regex
from .. import tails
from ..draft import Draft, Progress, Stretch

_KINDS = (
    r"(?:D[ée]lib[ée]ration|D[ée]cision|Decisione?|Decisión|Beschluss|Bescheid|Besluit"
    r"|Provvedimento|Ordinanza|Resolución"
    r"|Afgørelse|Vedtak|Beslut|Deliberação|Decyzja|Reprimand"
    r"|(?:Monetary\s)?Penalty\sNotice|Enforcement\sNotice|Assessment\sNotice|Information\sNotice"
    r"|Investigation\sReport|Infringement\sNotice)"
)
_NUMBER = (
    r"(?:(?:[Nn](?:[°º.]|o\.?|r\.?)|No\.?|Ref\.?:?)\s?)?(?=[\w/.-]{0,24}\d)[A-Z\d][\w/.-]{0,24}\w"
)
_DAY = (
    r"(?:\d{1,2}(?:er|\.)?\s(?:de\s)?[A-Za-zéûçä]{3,10}\.?\s(?:de\s)?(?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)"
)
_DECISION = late_regex(
    r"(?P<body>[A-ZÉÅÄÖØ][^,;:()\n“”\"]{1,90}(?:(?:\s\([A-Z][A-Za-z ]{2,24}\)),?|,))\s"
    rf"(?P<title>(?P<kind>{_KINDS})(?:\s(?P<number>{_NUMBER}))?)"
    rf"(?:(?:,\s|\s)(?:\(?(?:of|du|del|vom|van|af|dated|de|di|z\sdnia)\s|\(?)(?P<day>{_DAY})\)?)?"
    r"(?:,\sECLI:[A-Z]{2}:\w{2,12}:\d{4}:[\w.]{1,40}\w)?"
    rf"(?:,\s(?P<case>(?:Case|Ref\.?|File|Az\.?|Sagsnr\.?"
    rf"|Procedimiento)\s(?:No\.?\s)?(?=[\w/.-]{{0,24}}\d)[\w/.-]{{2,24}}\w))?"
    r"(?:,?\s(?:at\s)?(?P<pin>(?:paras?\.?|¶¶?|p\.|pp\.|§)\s?\d{1,4}(?:[–-]\d{1,4})?))?"
)
_YEAR = late_regex(r"(?<=/)20\d\d$")
HINTS = frozenset(
    f" {kind}"
    for kind in (
        *("Délib", "Delib", "Décis", "Decis", "Beschl", "Bescheid", "Beslu", "Provv", "Ordin"),
        *("Resolución", "Afg", "Vedt", "Decyz", "Reprim", "Penalty N"),
        *("Monetary P", "Enforcement N", "Assessment N", "Information N", "Investigation R"),
        "Infringement N",
    )
)
REACH = 130


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one decision; None where the stretch is none."""
    desk, opening = stretch.desk, stretch.opening
    found = _DECISION.match(desk.sheet.text, opening.body, stretch.end)
    if found is None or next(desk.titles_in(opening.body, stretch.end), None) is not None:
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    date = dates.parse(found["day"]) if found["day"] else tail.date if tail is not None else None
    if date is None and found["number"] and (year := _YEAR.search(found["number"])) is not None:
        date = DateValue(year.group(), year.group())
    if tail is None or date is None:
        return None
    body = found["body"].rstrip(",")
    title = found["case"] if found["case"] and not found["number"] else found["title"]
    return replace(
        stretch.whole(CitationType.CASE, tail),
        authors=(Name(literal=" ".join(body.split())),),
        title=" ".join(title.split()),
        pincite=found["pin"],
        date=date,
        marked=True,
        title_at=Span(found.start("title"), found.end("title")),
    )
