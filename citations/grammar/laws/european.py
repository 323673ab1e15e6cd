"""The law of the European Union: judgments of its courts, regulations and directives.

Rules kept here:
- "Case C-131/12", or several joined, makes a judgment: its name stands behind the number or before
  it. The ECLI is told as a neutral citation is: "EU:C:2014:317" is page 317 of "EU:C"; the reports
  ("[2003] ECR I-1234", "2014 E.C.R. 317") are told as reports are.
- "Regulation (EU) 2016/679" is its own title, with all that follows up to the Official Journal;
  the day of its adoption is the date, the Journal's series and number is the volume.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citations import dates
from citations.model import CitationForm, CitationType, DateValue, Span
from citations.values import value

from ...late import late_regex
from .. import tails
from ..desk import Desk
from ..draft import Draft, Progress, Stretch
from ..openings import Opening
from ..secondary import titles

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
    r"\[(?P<year>\d{4})\]\s(?P<reports>E\.?C\.?R\.?)\s(?P<page>(?:I{1,2}-)?\d{1,5})"
    r"|(?P<volume>\d{4})\s(?P<reports2>E\.C\.R\.)\s(?P<page2>(?:I{1,2}-)?\d{1,5})"
)
_STOP = late_regex(
    r",?\s(?:ECLI:|EU:[CTF]:|\[\d{4}\]|\d{4}\sE\.C\.R|\(|(?:[Jj]udgment|[Oo]rder|[Oo]pinion"
    r"|Grand\sChamber)\b|paras?\b"
    r"|¶|https?:)"
)
_PIN = late_regex(
    r"(?:(?:at\s)?(?:paras?\.?|paragraphs?|points?)|¶¶?)\s?(?P<page>\d[\d–, -]{0,20}\d|\d)(?![\w/])"
)
_COURTS = {"C": "CJEU", "T": "Gen. Ct.", "F": "Civ. Serv. Trib."}
_JUDGMENT_HINTS = frozenset(("C-", "C‑", "C–", "T-", "T‑", "F-", "C:", "T:"))
_WINDOW = 300
_TITLE = 400

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
HINTS = _JUDGMENT_HINTS | _ACT_HINTS | _JOURNALS
_BARE_NUMBER = late_regex(r"\((?:EU|EC|EEC)|/(?:EC|EU|EEC|ECSC|JHA|CFSP)$|No")
_OF_PARLIAMENT = late_regex(
    r"\sof\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}|,?\sof\sthe\s(?:European\sParliament|Council"
    r"|Commission)(?:\s(?:and\s)?of\sthe\sCouncil)?"
    r"(?:\s(?:of|dated)\s\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})?"
)
_JOURNAL = late_regex(
    r",?\s(?:\[(?P<year>\d{4})\]\s|(?P<year2>\d{4})\s)?(?P<journal>O\.J\."
    r"|OJ)\s\(?(?P<series>[LC])\s?"
    r"(?P<volume>\d{1,4}\s?E?)\)?(?:,?\s?(?P<day>\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}))?"
    r"(?:(?:/|,?\s(?:p\.\s?|at\s)?)(?P<page>\d{1,4})(?![\w/]))?(?:,\s(?P<at>\d{1,4})(?![\w/]))?"
    r"|,?\s(?P<journal2>O\.J\.|OJ)\s(?P<series2>[LC]),\s(?P<page2>\d{4}/\d{1,5})"
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
    r"\s\((?:[A-Z][A-Za-z]{1,15}\s){0,3}[A-Z][A-Za-z]{1,15}\)\s?(?=[.,;]?$|,?\s?[Aa])"
)
"""What it is called, behind its title: "(AI Act) Annex III"."""
_DAY = late_regex(r"\bof\s(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})")


@value
class _Judged:
    """What a judgment's number leads to."""

    title: str
    title_at: Span
    after: int


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a judgment or an act of the Union; None where the stretch is neither."""
    opening = stretch.opening
    if stretch.end - opening.body < 8:
        return None
    return _judgment(stretch, opening) or _act(stretch, opening)


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the acts of the Union that prose names, each at its own words, in order."""
    text = desk.sheet.text
    if desk.holds(_ACT_HINTS, at.start, at.end):
        for match in _ACT.finditer(text, at.start, at.end):
            if _BARE_NUMBER.search(match.group()) is not None:
                yield _named(match)


def _judgment(stretch: Stretch, opening: Opening) -> Draft | None:
    desk, text = stretch.desk, stretch.desk.sheet.text
    if not stretch.holds(_JUDGMENT_HINTS, _WINDOW):
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


def _act(stretch: Stretch, opening: Opening) -> Draft | None:
    """A regulation or a directive with its journal, articles and date."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    if not stretch.holds(_ACT_HINTS, _WINDOW):
        founding = stretch.holds(_FOUNDING, _LED) and stretch.holds(_JOURNALS, _WINDOW)
        return _notice(stretch, opening) if founding else None
    found = _ACT.search(text, opening.body, min(stretch.end, opening.body + _WINDOW))
    if found is None:
        return None
    if not _is_led(text[opening.body : found.start()]):
        return _notice(stretch, opening)
    journal = _JOURNAL.search(text, found.end(), stretch.end)
    end = _title_end(text, found.end(), stretch.end if journal is None else journal.start())
    title = " ".join(text[found.start() : end].split()).strip(" ,.")
    after = journal.end() if journal is not None else end
    tail = tails.read(desk, after, stretch.end)
    pinned = _PINNED.search(text, end, stretch.end)
    if tail.prose or not _is_whole(stretch, end, journal, pinned, tail):
        return None
    return replace(
        stretch.whole(CitationType.REGULATION, tail),
        title=title,
        container=_of(journal, "journal") if journal is not None else None,
        volume=_series(journal) if journal is not None else None,
        first_page=_of(journal, "page") if journal is not None else None,
        pincite=pinned["pin"] if pinned is not None else journal["at"] if journal else None,
        date=_adopted(title) or tail.date or (_journal_s(journal) if journal else None),
        marked=True,
        title_at=Span(found.start(), end),
    )


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


def _is_led(lead: str) -> bool:
    """True for nothing, or a short name, before the act: "MiCAR, Regulation (EU) 2023/1114"."""
    words = lead.strip()
    named = words.endswith((",", ":")) and len(words) <= 60 and words[:1].isupper()
    named = named and "(" not in words
    return not words or named


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
    left = left.replace(called.group().strip(), " ") if called is not None else left
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


def _named(match: re.Match[str]) -> Draft:
    return Draft(
        at=Span(match.start(), match.end()),
        form=CitationForm.FULL,
        type=CitationType.REGULATION,
        title=" ".join(match.group().split()),
    )
