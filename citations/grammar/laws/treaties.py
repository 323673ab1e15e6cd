"""Treaties: "Vienna Convention on Consular Relations art. 36, Apr. 24, 1963, 596 U.N.T.S. 261".

Rules kept here:
- A treaty series with its volume and page (or its number) makes a treaty; before it stand the
  title, the articles that are meant, the parties and the day of signature (Bluebook rule 21.4).
- The day of signature is the date, the article is the pincite, the series is the container.
"""

from __future__ import annotations

from dataclasses import replace

from citations import dates
from citations.model import CitationType, DateValue, Parenthetical, Span

from ...late import late_regex
from .. import parentheticals, tails
from ..desk import BRACKETED, Desk
from ..draft import Draft, Progress, Stretch

HINTS = frozenset(
    (
        "T.S. ",
        "U.S.T. ",
        "I.L.M. ",
        "T.I.A.S.",
        "Treaty Doc.",
        "E.A.S.",
        "T.S. No",
        "UNTS",
        "LNTS",
        "CETS",
        "ETS ",
        " Charter",
        "Charter of the",
        "Convention for the Prot",
    )
)
_SERIES = late_regex(
    r"[,)]\s(?:(?P<volume>\d{1,4})\s(?P<series>U\.N\.T\.S\.|UNTS|L\.N\.T\.S\.|LNTS|U\.S\.T\."
    r"|I\.L\.M\."
    r"|O\.A\.S\.T\.S\.|C\.T\.S\.|Consol\.\sT\.S\.)\s(?P<page>\d{1,3},\d{3}|\d{1,5})"
    r"|(?P<listed>T\.I\.A\.S\.|[CE]\.?E?\.T\.S\.|CETS|ETS|E\.A\.S\.|T\.S\.|O\.A\.S\.T\.S\."
    r"|S\.\sTreaty\sDoc\.)"
    r"\s(?:Nos?\.?\s)?(?P<number>\d[\d-]{0,9}))"
)
_LISTED = late_regex(
    r"(?P<series>T\.I\.A\.S\.|CETS|ETS|E\.A\.S\.|C\.E\.T\.S\.)\sNos?\.?\s(?P<number>\d[\d-]{0,9})"
    r"(?:,\s(?P<pin>(?:arts?\.?|annex)\s?[\dIVX][\w()–-]{0,12}|¶¶?\s\d[\d–-]{0,8}))?(?![\w-])"
)
"""A treaty by its number alone."""
_ARTICLE = late_regex(
    r",?\s(?:at\s)?(?P<pin>(?:arts?\.?|ann(?:ex|\.)|pmbl\.|protocol)\s?[\dIVX][\w()–-]{0,12}"
    r"(?:(?:,\s|\s?&\s|\sand\s)[\dIVX][\w()–-]{0,12}){0,6}|¶¶?\s\d[\d–-]{0,8}"
    r"|§§?\s\d[\w()–-]{0,10})$"
)
_CHARTER = late_regex(
    r"(?P<title>Convention\sfor\sthe\sProtection\sof\sHuman\sRights\sand\sFundamental\sFreedoms)"
    r"(?:\s\(European\sConvention\son\sHuman\sRights(?:,\sas\samended)?\))?(?:\s\("
    r"(?P<name>ECHR)\))?"
    r"(?:,?\s(?P<article>arts?\.?\s\d{1,2}(?:\(\d\))?(?:(?:,\s|\s(?:and"
    r"|&)\s)\d{1,2}(?:\(\d\))?){0,4}))?(?!\w)"
    r"|(?P<title2>U\.?\s?N\.?\sCharter|Charter\sof\sthe\sUnited\sNations),?\s"
    r"(?P<pin>(?:arts?\.|pmbl\.|ch\.)\s?[\dIVX][\w()–-]{0,10}(?:,\s(?:¶¶?|paras?\.)\s?\d{1,3})?"
    r"(?:(?:,\s|\s?&\s)\d[\w()–-]{0,8}){0,4})"
)
_PARTIES = late_regex(r",\s[A-Z][\w. ]{1,30}[-–][A-Z][\w. ]{1,30}$")
_ADOPTED = late_regex(
    r"\s\((?:adopted|opened\sfor\ssignature|signed|done"
    r"|concluded)(?:\son)?\s(?P<day>[^(),]{6,30})[^()]{0,80}\)$"
)
"""Oxford's form: "(adopted 16 December 1966, entered into force 23 March 1976) 999 UNTS 171"."""
_INITIALS = late_regex(r"[A-Z]{3,8}")
_OPENED = late_regex(r"\s(?:opened for signature|adopted|done|signed|concluded)$")
REACH = 500


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one treaty; None where no treaty series is named."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    found = _SERIES.search(text, opening.body, min(stretch.end, opening.body + REACH))
    if found is None:
        return _listed(stretch) or _charter(stretch)
    if desk.masked[found.end() - 1] == BRACKETED:
        return None  # prose whose parenthesis cites it
    date, words = _dated(text[opening.body : found.start() + (text[found.start()] == ")")])
    words = _PARTIES.sub("", words)
    pin = _ARTICLE.search(words)
    words = _PARTIES.sub("", words[: pin.start()]) if pin else words
    title = " ".join(words.split()).strip(" ,*_")
    tail = tails.read(desk, found.end(), stretch.end)
    if (
        tail.prose
        or not title[:1].isupper()
        or ". " in title[-60:].replace("U.S. ", "").replace("U.N. ", "")
    ):
        return None
    behind = _ARTICLE.search(text[found.end() : tail.start].rstrip(" .,;("))
    behind = behind or _ARTICLE.search(text[found.end() : stretch.end].rstrip(" .,;"))
    meant = pin or behind
    return replace(
        stretch.whole(CitationType.DOCUMENT, tail),
        title=title,
        container=found["series"] or found["listed"],
        volume=found["volume"],
        first_page=found["page"] or found["number"],
        pincite=meant["pin"] if meant else None,
        date=date or tail.date,
        parentheticals=_called(desk, found.end(), stretch.end, tail),
        marked=True,
        title_at=Span(opening.body, found.start()),
    )


def _listed(stretch: Stretch) -> Draft | None:
    """A treaty that its number in a series alone tells: "T.I.A.S. No. 1234"."""
    found = _LISTED.match(stretch.desk.sheet.text, stretch.opening.body, stretch.end)
    tail = tails.behind(stretch.desk, found.end(), stretch.end) if found is not None else None
    if found is None or tail is None:
        return None
    return replace(
        stretch.whole(CitationType.DOCUMENT, tail),
        container=found["series"],
        first_page=found["number"],
        pincite=found["pin"],
    )


def _called(desk: Desk, start: int, end: int, tail: tails.Tail) -> tuple[Parenthetical, ...]:
    """The parentheticals, with the initials that the treaty has from here on: "(ICCPR)"."""
    named = (
        each
        for group in desk.groups_in(start, end)
        if group.mark == "(" and _INITIALS.fullmatch(desk.sheet.slice(group.inner))
        for each in parentheticals.read(desk, group)
    )
    return tuple(dict.fromkeys((*named, *tail.parentheticals)))


def _charter(stretch: Stretch) -> Draft | None:
    """The Charter of the United Nations, which no series is cited for."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    found = _CHARTER.match(text, opening.body, stretch.end)
    if found is None:
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    title = found["title"] or found["title2"]
    return replace(
        stretch.whole(CitationType.DOCUMENT, tail),
        title=" ".join(title.split()),
        pincite=found["article"] or found["pin"],
        parentheticals=_called(desk, found.start(), found.end(), tail),
        marked=True,
        title_at=Span(found.start(), found.start() + len(title)),
    )


def _dated(words: str) -> tuple[DateValue | None, str]:
    """Take the day of signature off the end."""
    adopted = _ADOPTED.search(words)
    if adopted is not None:
        return dates.parse(adopted["day"]), words[: adopted.start()]
    last = max(dates.find(words[-80:]), key=lambda date: date.span, default=None)
    if last is None or words[-80:][last.span.end :].strip(" ,"):
        return None, words
    cut = max(0, len(words) - 80) + last.span.start
    return last.value, _OPENED.sub("", words[:cut].rstrip(" ,")).rstrip(" ,")
