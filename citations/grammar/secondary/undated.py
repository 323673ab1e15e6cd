"""Works with neither date nor link: a head, a title, and the page that ends the note.

Rules kept here:
- The page is marked ("p. 4", "at 12", "§ 3", "ch. 2") and the stretch ends with it, parentheticals
  aside: nothing else tells such a note from prose. What courts are given has bare pages, too.
- Authors lead a marked title, or a headline of which nothing is in lower case; without authors the
  headline names a document ("Memorandum No. 12, at 3").
- A report's number ends a work with authors and a marked title as a page does.
- The type is a document's where no number tells a report.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationType, Name, Span
from citations.values import value

from ...late import late_regex
from .. import authors, tails
from ..draft import Draft, Progress, Stretch
from ..organisations import THINGS, folded
from . import kinds, middles, plain, titles

_PAGE = late_regex(
    r"[,.]?\s(?P<pin>(?:(?:at|pp?\.|pages?)\s?(?=[*A-Z]?-?\d)"
    r"|(?:§§?|¶¶?|paras?\.?|[Cc]hs?\.|[Cc]hapters?|[Pp]ts?\.|[Pp]arts?|[Ss]ecs?\.|[Ss]ections?"
    r"|[Aa]rts?\.|[Aa]rticles?|[Ff]igs?\.|[Tt]bls?\.|[Aa]pp\.|[Aa]nnex|[Ii]tems?)\s?(?=\d|[IVXA-Z]))"
    r"[\w*.:()–-]{1,20}(?:(?:,\s|\s?&\s|\sand\s)\d[\d:–-]{0,10}){0,5})\.?\s?$"
)
_NUMBER = late_regex(
    r"[,.]\s\(?(?:(?:Report|Rep\.|Paper|Doc\.|Pub\.)\s)?(?:No\.\s)?(?!\d{1,4}[.,\s]*$)(?:[A-Z]{1,8}[-–/]?)?\d[\w–/-]{1,20}\)?\.?\s?$"
)
"""The number that a report ends with: "R48642", "GAO-20-4"."""
_BARE = late_regex(
    r"\s(?P<pin>\d{1,4}(?:[:–-]\d{1,4}){0,3}(?:,\s\d{1,4}(?:[–-]\d{1,4})?){0,5})\.?\s?"
)
_FILED = late_regex(
    r"(?:[A-Z][\w.’'-]{0,14}\s){0,3}(?:Briefs?|Br\.|Tr\.|Transcript|Joint Appendix|J\.A\.)"
    r"(?:\s(?:[A-Z][\w.’'-]{0,20}|for|in|of|on|as|the|[Aa]mic(?:us|i)|curiae|support)){0,12}"
)
"""What a court is given, whose pages nothing marks: "Reply Brief for Petitioner 3–4"."""
_AHEAD = 120
"""Characters at the end in which the page stands."""
_MOST = 500
"""A longer head is prose."""
_LONG = 3
"""Shorter words in lower case are articles and prepositions."""
_JOINING = frozenset(("with", "from", "into", "upon", "under", "over", "through", "between"))
_DOCUMENT_WORDS = """
br bulletin circular code exhibit instruction letter ord policy proclamation res rules tr
"""
_DOCUMENTS = THINGS | frozenset(_DOCUMENT_WORDS.split())
"""What a document without an author is called by one of its first words."""
_HEAD_WORDS = 6


@value
class _Work:
    """What stands before the page."""

    names: tuple[Name, ...]
    title: str
    at: Span
    marked: bool


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a work that only its page tells from prose; None where the stretch is none."""
    del progress
    desk, start = stretch.desk, stretch.opening.body
    if desk.context.note is None or stretch.end - start > _MOST:
        return None
    text = desk.sheet.text
    tail = None
    if text[start : stretch.end].rstrip(" .").endswith(")"):
        tail = tails.read(desk, start, stretch.end)
        if tail.prose or tail.date is not None or tail.url is not None:
            return None
    end = tail.start if tail is not None else stretch.end
    low = max(start, end - _AHEAD)
    number = _NUMBER.search(text, low, end)
    page = number or _PAGE.search(text, low, end) or _bare(text, start, end)
    if page is None:
        return None
    work = _marked(stretch, page.start())
    if work is None and number is None:
        work = _headed(stretch, page.start())
    if work is None or kinds.is_case(work.title) or (number is not None and not work.names):
        return None
    kind = CitationType.DOCUMENT if number is None else CitationType.REPORT
    return replace(
        stretch.whole(kind, tail or tails.Tail(stretch.end)),
        authors=work.names,
        title=work.title,
        pincite=_pincite(page["pin"]) if number is None else None,
        marked=work.marked,
        title_at=work.at,
    )


def _bare(text: str, start: int, end: int) -> re.Match[str] | None:
    """The page of what a court is given, which nothing marks."""
    filed = _FILED.match(text, start, end)
    return _BARE.fullmatch(text, filed.end(), end) if filed is not None else None


def _pincite(printed: str) -> str:
    """The page as other citations have it: "4", "§ 3", "ch. 2"."""
    printed = printed.rstrip(".")
    found = middles.PINCITE.fullmatch(printed)
    return found["pin"] if found is not None else printed.removeprefix("at ")


def _marked(stretch: Stretch, end: int) -> _Work | None:
    """Authors and a title in italics or quotation marks, and nothing behind it."""
    start, text = stretch.opening.body, stretch.desk.sheet.text
    title = titles.find(stretch.desk, start, end)
    if title is None or text[title.at.end : end].strip(" ,."):
        return None
    head = authors.read(text[start : title.at.start])
    if not head.sure or not (head.names or _is_headline(title.words)):
        return None
    return _Work(head.names, title.words, title.at, True)


def _headed(stretch: Stretch, end: int) -> _Work | None:
    """Authors and a headline; without authors a headline that names a document."""
    start = stretch.opening.body
    words = titles.without_period(stretch.desk.sheet.text[start:end].rstrip(" ,"))
    if not _is_headline(words):
        return None
    parts = plain.read(words, dated=False)
    if parts is not None and parts.names and parts.title is not None:
        return _Work(parts.names, parts.title, Span(start, end), False)
    first = [folded(word) for word in words.split()[:_HEAD_WORDS]]
    if not any(word in _DOCUMENTS for word in first):
        return None
    return _Work((), " ".join(words.split()), Span(start, end), False)


def _is_headline(words: str) -> bool:
    """True for two capitalised words or more, and none that a headline has not."""
    tokens = words.split()
    return len(tokens) > 1 and all(
        not token[:1].islower() or len(token) <= _LONG or token in _JOINING for token in tokens
    )
