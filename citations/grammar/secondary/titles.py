"""Finds the title of a work that marks it: italics or quotation marks.

Rules kept here:
- A title stands at the head of its stretch or after the comma, period or colon that ends the
  authors; italics in mid-sentence are emphasis.
- A page number that slipped into the italics of a title is taken off it, where it is no part of a
  name ("Title 42", "Agenda 2030").
"""

from __future__ import annotations

import re

from citations.model import Span
from citations.values import value

from ...late import late_regex
from ..abbreviations import ABBREVIATIONS
from ..desk import ITALIC, Desk

_ENDS = frozenset(",.:;—–")
_LED = late_regex(r"\b(?:titled|entitled)$")
_VOLUME_BEFORE = late_regex(r"(?:\d|\bin:?)\s*$", re.IGNORECASE)
_LEADS_ON = late_regex(r",\s(?:in|IN),?\s?$")
"""Italics that run on into the book: "*A Chapter, in* The Book 17"."""
_AFTER_QUOTE = late_regex(
    rf"\s*(?:[,.(:;<\[]|$|\d|at\s|in\s|[\"”]?\s[A-Z0-9*]|(?:acc|ret|las))|\s{ITALIC}"
)
_SUBTITLED = late_regex(r":\s[^\W\d_][^\d,.:;()<>\[\]“”\"\ue000-\ue003]{4,120}(?=\s[\d(]|[,(])")
"""What follows a quoted head: "“Nowhere”: Evictions in the Harbour 17 (2020)"."""
_PAGE_SLIP = late_regex(
    r"(?P<title>.*?\S)\s(?P<page>\d{1,4}(?:[–-]\d{1,4})?(?:,\s\d{1,4}(?:[–-]\d{1,4})?){0,4}"
    r"(?:\s(?:&\s)?nn?\.\s?\d{1,4}(?:[–-]\d{1,4})?)?"
    r"|(?P<sign>§§?|¶¶?|tbl\.|fig\.|app\.)\s?\d[\d.:–-]{0,10}(?:\[\w{1,3}\]){0,4}"
    r"(?:\sat\s\d[\d–-]{0,10}|\scmts?\.\s[a-z](?:[–-][a-z])?)?)$",
    re.DOTALL,
)
_SLIPPED = 24
_WORDED_SLIP = late_regex(
    r"(?<=[\w?!’”]),?\s(?P<page>passim|(?=[ivxlc]{2})x{0,3}(?:ix|iv|v?i{0,3})(?:[–-]x{0,3}(?:ix|iv|v?i{0,3}))?"
    r"|(?:chs?|pts?|bks?|app|arts?)\.\s(?:\d{1,3}(?:[–-]\d{1,3})?|[IVXLC]{1,6}|[A-Z]))$"
)
"""A page in roman figures, "passim", or a part of the book."""
_NUMBERED_WORDS = """
act agenda amendment apollo article book catch chapter channel class covid district executive grade
highway interstate issue item level no no. number o order page part phase policy proposition prop
prop. route rule schedule sec sec. section series session stage step studio table task tier
title top type vol vol. volume ward war week world year version
"""
_NUMBERED = frozenset(_NUMBERED_WORDS.split())
_WORDS = frozenset(("march", "mass", "may", "minor", "miss", "sun", "wash", "works"))
"""Words that end titles and are hardly ever abbreviated there."""
_ROMAN = late_regex(r"\s[A-Z][\w.’-]{0,24}(?:\s(?:v\.|of|&|[A-Z][\w.’-]{0,24})){0,5}(?=,\s)")
_LEADING = """
after against and at before beyond by for from in of on since the to under with without
"""
_LEADING_ON = frozenset(_LEADING.split())
"""No title ends with these."""
_OPENING = frozenset('“"‘')
_LAST = frozenset("nN:")
"""The last letters of "in" and "in:"."""
_CLOSING = frozenset('”"’')
_YEARS = range(1700, 2101)


@value
class Title:
    """A marked title."""

    at: Span
    """With its quotation marks, or all of its italics."""
    words: str
    quoted: bool
    pincite: str | None = None
    """The page that slipped into the italics."""


def has_words(text: str) -> bool:
    """True when there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)


def find(desk: Desk, start: int, end: int) -> Title | None:
    """The first marked title behind `start`."""
    marked = _quoted(desk, start, end) or _linked(desk, start, end)
    limit = marked.at.start if marked is not None else end
    return _italic(desk, start, limit) or marked


def _italic(desk: Desk, start: int, limit: int) -> Title | None:
    masked = desk.masked
    found: Span | None = None
    for at in desk.titles_in(start, limit):
        if found is None:
            if _is_led_to(masked, max(start, at.start - 6), at.start):
                return None
            if at.start == start or _may_follow(masked[max(start, at.start - 12) : at.start]):
                found = at
        elif _goes_on(masked[found.end : at.start]):
            found = Span(found.start, at.end)  # roman words inside italics
        else:
            break
    if found is None:
        return None
    led = _LEADS_ON.search(desk.sheet.text, max(found.start, found.end - 6), found.end)
    return _trimmed(
        desk, Span(found.start, led.start()) if led is not None else _whole(desk, found)
    )


def _whole(desk: Desk, at: Span) -> Span:
    """A title in italics that ends with a name in roman: "*Tolls After* Roe v. Doe, …"."""
    name = _ROMAN.match(desk.masked, at.end)
    if name is None:
        return at
    last = desk.sheet.text[max(at.start, at.end - 12) : at.end].rsplit(maxsplit=1)[-1:]
    leads = bool(last) and last[0].casefold() in _LEADING_ON
    return Span(at.start, name.end()) if leads or " v. " in name.group() else at


def _linked(desk: Desk, start: int, end: int) -> Title | None:
    """A link over words ("[Secure Communities](https://…)") marks them as a title."""
    text, masked = desk.sheet.text, desk.masked
    for link in desk.links_in(start, end):
        if not link.worded or next(desk.titles_in(link.start + 1, link.end), None) is not None:
            continue
        words = text[link.start : link.end].strip(" ,.;")
        before = masked[max(start, link.start - 12) : link.start]
        if has_words(words) and (link.start == start or _may_follow(before)):
            return Title(Span(link.start, link.end), " ".join(words.split()), False)
    return None


def _may_follow(before: str) -> bool:
    """True at the head of a stretch, behind what ends the authors, and behind "titled"."""
    words = before.rstrip()
    while words and words[-1] in _OPENING:
        words = words[:-1].rstrip()
    return not words or words[-1] in _ENDS or _LED.search(words, len(words) - 8) is not None


def _is_led_to(masked: str, start: int, end: int) -> bool:
    """True behind a volume and behind "in": what follows is a container."""
    last = masked[start:end].rstrip()[-1:]
    if not (last.isdecimal() or last in _LAST):
        return False
    return _VOLUME_BEFORE.search(masked, start, end) is not None


def _goes_on(between: str) -> bool:
    words = between.strip()
    if not between or len(between) > 40 or words.lower() in {"in", "at", "by"}:
        return not words
    return not any(mark in between for mark in ',;().:[]<"”“' + ITALIC)


def _trimmed(desk: Desk, at: Span) -> Title | None:
    words = desk.sheet.slice(at)
    trimmed = without_period(words.strip().rstrip(",;:")).strip()
    if trimmed[:1] in _OPENING and trimmed[-1:] in _CLOSING:
        trimmed = trimmed[1:-1].rstrip(",")
    if len(trimmed) < 2 or not has_words(trimmed):
        return None
    trimmed, page = without_page(trimmed, desk.masked[at.end : at.end + 3])
    return Title(at, " ".join(trimmed.split()), False, page)


def without_period(words: str) -> str:
    """Take the final period off, where it does not abbreviate the last word."""
    if not words.endswith("."):
        return words
    last = words[:-1].rsplit(maxsplit=1)[-1:]
    folded = last[0].casefold().replace("’", "'") if last else ""
    if "." in folded or len(folded) == 1 or (folded in ABBREVIATIONS and folded not in _WORDS):
        return words
    return words[:-1]


def without_page(words: str, following: str) -> tuple[str, str | None]:
    """Take the page off "SYSTEM 15", where a date's parenthesis follows at once."""
    if not following.lstrip().startswith("("):
        return words, None
    worded = _WORDED_SLIP.search(words, max(0, len(words) - _SLIPPED))
    if worded is not None:
        return words[: worded.start()].rstrip(" ,"), worded["page"]
    ends = words[-1:].isdigit() or " cmt. " in words[-12:]
    found = _PAGE_SLIP.match(words) if ends else None
    if found is None:
        return words, None
    if found["sign"]:
        return found["title"].rstrip(" ,").removesuffix(" at"), found["page"]
    before = found["title"].split()
    page = found["page"]
    if before[-1].casefold().strip(",:") in _NUMBERED or before[-1].endswith((":", "-", "–")):
        return words, None
    if int(re.split("[–,-]", page.split()[0])[0]) in _YEARS:
        return words, None
    if before[-1].isupper() and len(before[-1]) <= 3 and not found["title"].isupper():
        return words, None  # "SB 54"
    if not words.isupper() and len(before) < 2 and page.isdigit():
        return words, None  # "Fahrenheit 451"
    title = found["title"].rstrip(" ,").removesuffix(" at")
    if title[-1:] in "§¶":
        return title[:-1].rstrip(" ,"), f"{title[-1]} {page}"
    return title, page


def _quoted(desk: Desk, start: int, end: int) -> Title | None:
    text, masked = desk.sheet.text, desk.masked
    for group in desk.groups_in(start, end):
        if not group.quoted or group.end - group.start < 4 or masked[group.start] == ITALIC:
            continue
        before = masked[max(start, group.start - 12) : group.start]
        if group.start != start and not _may_follow(before):
            continue
        inner = text[group.start + 1 : group.end - 1].strip()
        after = masked[group.end : group.end + 4]
        whole = _SUBTITLED.match(masked, group.end, end) if inner[-1:] not in ",.?!" else None
        if whole is not None:
            words = " ".join(text[group.start : whole.end()].split())
            return Title(Span(group.start, whole.end()), words, True)
        goes_on = after[:1] == " " and after[1:2].isupper() and len(inner.split()) < 3
        if inner[-1:] in ",.?!" or (_AFTER_QUOTE.match(after) and not goes_on):
            words = without_period(inner.rstrip(",;").strip())
            if has_words(words):
                return Title(Span(group.start, group.end), " ".join(words.split()), True)
        return None
    return None
