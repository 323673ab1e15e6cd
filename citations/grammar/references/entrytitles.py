"""Titles of a reference list's entries: where they end that nothing marks.

Rules kept here:
- A title ends where its marks do, else at its period, else where commas lead to what only a
  container, a publisher or a number can be.
- A period within a title ends it only before what is no subtitle; editions, versions and what kind
  of work it is are no part of its words.
"""

from __future__ import annotations

import re

from citations.model import Span

from ...late import late_regex
from ..abbreviations import ends_sentence
from ..desk import ITALIC, QUOTED, Desk
from ..secondary import titles
from . import commas
from .heads import Opened, Style

WINDOW = 400
"""Characters in which what belongs to a head or a title is sought."""
MOST = 600
"""Characters behind the head, and behind the title, that are read."""
_TITLE_END = late_regex(rf"(?:[.?!](?:\s?[–—-])?|(?<={QUOTED})[”\"’])\s+")
_EDITED_BY = late_regex(r"In:?\s[^()]{2,200}\((?:[Ee]ds?\.|Hrsg\.)\)")
""""How many gulls? In A. Doe (Ed.), *Birds of the Shore*"."""
_CLOSING = frozenset('”’"»“‘')
_NUMBERED = late_regex(r",\s(?:vol|v)\.\s?\d{1,4},\s")
_EDITION = late_regex(
    r"[,.]?\s(?:\d{1,2}(?:st|nd|rd|th|d)\s[Ee]d(?:ition|n|\.)?|\d{1,2}\.\sAufl(?:age|\.)?"
    r"|(?<=[,.]\s)(?:[Ww]orking|[Dd]iscussion|[Pp]olicy)\s[Pp]aper"
    r"|(?:[Uu]npublished\s)?(?:Ph\.?\s?D\.?|[Mm]aster[’']?s|[Dd]octoral)\s(?:[Tt]hesis|[Dd]iss(?:ertation|\.)?))$"
)
"""What no mark parts from a title: "A Title 2nd ed."."""
_NO_SUBTITLE = late_regex(
    r"(?:[Ii]n:?|[Ee]d(?:s|ited)?|[Tt]rans(?:lated)?|[Hh]rsg|[Vv]ol(?:ume)?|[Pp]p?|[Nn]o)\b"
)
_VERSION = late_regex(
    r"(?:\s?\[[^\[\]]{1,60}\]|\s?\((?=[^()]{0,50}(?:\d|\b[Ee]d|\b[Rr]ev|[Tt]rans))[^()]{1,60}\)){1,2}$"
)
_IN_AT = late_regex(
    r"(?:[,;]\s[Ii]n\s?:|(?<=[\w’”)])\sIn:)\s(?=\S)"
    r"|(?<=[\w’”)])\s(?=\d{1,2}(?:st|nd|rd|th)\s[Ee]d(?:\.|n\b|ition\b))"
)
"""Where a title ends that no period ends: before its book, and before its edition."""
_TRAILING_IN = late_regex(r"[.,;]?\s(?:[Ii]n|URL|[Oo]nline|[Aa]vailable (?:from|at))$")
""""in" stands between the title and the italics of its book."""


def read(desk: Desk, opened: Opened, end: int) -> titles.Title | None:
    """The marked title at the head's end, or the words up to the mark that ends it."""
    start = opened.title
    marked = titles.find(desk, start, end)
    if marked is not None and marked.at.start != start:
        marked = None
    listed = opened.style is Style.LISTED
    if marked is not None and (listed or not _is_head(desk, marked, end)):
        taken = not (listed and opened.running) or _is_numbered(desk, marked, end)
        return _without_version(marked) if taken else None
    if listed:
        parted = _listed(desk, start, end, running=opened.running)
        if parted is not None or opened.date is None:
            return parted  # else "Roe, Jane 2001, A Title. Harbour: Ex"
    return _unmarked(desk, opened, end, start if marked is None else marked.at.end)


def _unmarked(desk: Desk, opened: Opened, end: int, head: int) -> titles.Title | None:
    """The words up to the mark that ends a title; before `head` no italics are a container."""
    start = opened.title
    limit = next((at.start for at in desk.titles_in(head, end)), end)
    limit = min(limit, next((link.start for link in desk.links_in(start, end)), end))
    inside = _IN_AT.search(desk.masked, start, limit)
    for found in _TITLE_END.finditer(desk.masked, start, inside.start() if inside else limit):
        ended = _ended(desk, Span(start, limit), found, _is_italic_at(desk, limit, end))
        if ended is not None:
            return ended
    if inside is not None:
        at = Span(start, inside.start())
        return titles.Title(at, _flat(desk.sheet.slice(at)).rstrip(" ,("), True)
    alone = limit == end and (opened.date is not None or opened.initialled)
    parted = _listed(desk, start, end, running=False) if alone else None
    if parted is not None:
        return parted  # "Roe, J. (1990) A Title, Ex Press, Harbour"
    words = _TRAILING_IN.sub("", desk.sheet.text[start:limit].rstrip(" .,:"))
    return titles.Title(Span(start, limit), _flat(words), True) if len(words) > 2 else None


def _ended(desk: Desk, within: Span, found: re.Match[str], italic: bool) -> titles.Title | None:
    """The title that a mark ends; None where it goes on. `italic`: a container's italics follow."""
    at, text = found.start(), desk.sheet.text
    quoted = desk.masked[at] in _CLOSING
    if quoted and text[at - 1] not in ".?!":
        return None
    asks = desk.masked[at] != "."
    if (
        asks
        and italic
        and _EDITED_BY.match(text, found.end(), within.end) is None
        and _TITLE_END.search(desk.masked, found.end(), within.end)
    ):
        return None  # "Does less help? A meta-analysis. *Pediatrics*"
    if asks and _is_subtitled(desk, found.end(), within.end):
        return None  # "How many gulls? A field guide. Ex Commission, Ex"
    if not asks and not ends_sentence(text, at, found.end()):
        return None
    if italic:
        at = _subtitle_end(desk, found, within.end)
        asks = desk.masked[at] != "."
    words = _TRAILING_IN.sub("", text[within.start : at + asks])
    words = words[:-2] + words[-1] if quoted and words[-2] == "." else words
    return _without_version(titles.Title(Span(within.start, at + 1), _flat(words), True))


def _is_head(desk: Desk, title: titles.Title, end: int) -> bool:
    """True for the quoted head of a longer title: "“A great art”: Circus posters. Ex History"."""
    text = desk.sheet.text
    on = text.startswith(": ", title.at.end, end) or text[title.at.end - 1] not in _CLOSING
    return title.quoted and on and title.at.end + 3 < end


def _subtitle_end(desk: Desk, found: re.Match[str], limit: int) -> int:
    """Where a title ends that goes on behind its period, before a container in italics.

    ("A weighty issue. An interview with Jane Roe. *Ex Review*")
    """
    at, start = found.start(), found.end()
    for further in _TITLE_END.finditer(desk.masked, start, min(limit, start + WINDOW)):
        words = desk.sheet.text[start : further.start()]
        if not ends_sentence(desk.sheet.text, further.start(), further.end()):
            continue
        if _NO_SUBTITLE.match(words) or " " not in words or any(map(str.isdigit, words)):
            break
        at, start = further.start(), further.end()
    return at


def _is_subtitled(desk: Desk, start: int, limit: int) -> bool:
    """True where a sentence without a number stands between the question and the rest."""
    for found in _TITLE_END.finditer(desk.masked, start, limit):
        if desk.masked[found.start()] == "." and ends_sentence(
            desk.sheet.text, found.start(), found.end()
        ):
            between = desk.sheet.text[start : found.start()]
            plain = " " in between and not any(map(str.isdigit, between))
            numbered = desk.sheet.text[found.end() : found.end() + 1].isdigit()
            return plain and not numbered and not between.startswith(("In ", "In: "))
    return False


def _is_numbered(desk: Desk, title: titles.Title, end: int) -> bool:
    """True for engineers' running form: "“A Title,” Ex J. Res., vol. 5, no. 2, May 2010"."""
    near = min(end, title.at.end + WINDOW)
    found = _NUMBERED.search(desk.masked, title.at.end, near) if title.quoted else None
    return found is not None and desk.masked.find("(", title.at.end, near) < 0


def _listed(desk: Desk, start: int, end: int, *, running: bool) -> titles.Title | None:
    """Where commas part the elements: the words before the container, the publisher, the date."""
    limit = next((link.start for link in desk.links_in(start, end)), end)
    limit = min(limit, start + MOST)
    stop = commas.title_end(desk.sheet.text[start:limit], running=running)
    linked = limit < end and limit - start < WINDOW and not running
    if not stop and not linked:
        return None
    stop = stop or limit - start
    at = Span(start, start + stop)
    return titles.Title(at, _TRAILING_IN.sub("", _flat(desk.sheet.slice(at)).strip(" .,:<")), True)


def _is_italic_at(desk: Desk, limit: int, end: int) -> bool:
    return limit < end and desk.masked[limit] == ITALIC


def _without_version(title: titles.Title) -> titles.Title:
    """APA prints "(Report No. 5)" and "[Press release]" after the title."""
    words = _EDITION.sub("", _VERSION.sub("", title.words).strip()) or title.words
    return titles.Title(title.at, words, title.quoted, title.pincite)


def _flat(words: str) -> str:
    return " ".join(words.split())
