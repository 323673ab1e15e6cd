"""Documents that the running text names without a note or a URL.

Rules kept here:
- Named are acts and bills ("the BRIDGE Act"), executive orders, speeches, reports; the form is
  `unnamed`, because nothing tells where to find them.
- A body that reported is named again by what it did ("the Task Force also recommended").
- Only capitals, markup and fixed words tell a name; nothing is inferred from the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citations.model import CitationForm, CitationType, Name, Span

from ..late import late_regex
from . import authors
from .abbreviations import STARTERS
from .desk import Desk
from .draft import Draft

_WORD = r"[A-Z0-9][\w’'.&-]{0,40}"
_JOIN = r"(?:of|on|the|for|and|to|in|a)"
_NAMES = rf"(?:{_WORD}(?:\s{_JOIN}){{0,2}}\s){{1,9}}"
_ACT = late_regex(
    rf"(?<!\w)[Tt]he\s(?P<name>(?:[A-Z][\w’'-]{{0,40}}(?:\s{_JOIN}){{0,2}}\s){{1,10}}Act)"
    r"(?P<year>\sof\s(?:1[789]|20)\d\d)?(?!\w)"
)
_ENACTED = late_regex(
    r"(?:under|violat\w{1,4}|pursuant to|by|within the meaning of|enacted|amended|§.{0,20}of)\s$"
)
_WHEN = (
    r"(?:(?:[Tt]oday|[Yy]esterday|[Ll]ast\s(?:week|month|night|year)"
    r"|[Tt]his\s(?:week|month|morning))[’']s\s|[Tt]he\s(?:recent\s)?|[Hh]is\s|[Hh]er\s)"
)
_SPEECH = late_regex(
    rf"(?<!\w){_WHEN}(?:remarks|speech|address|testimony)\s(?:on|about|to|before|at|regarding)\s"
    r"[^.;:\n]{3,100}?\sby\s(?P<who>(?:[A-Z][\w’'.-]{0,30}\s){0,5}[A-Z][\w’'-]{1,30})"
)
_REPORT = late_regex(
    rf"(?<!\w){_WHEN}(?:[\w’'-]{{1,30}}\s){{0,5}}(?:report|study|survey|analysis)\s"
    rf"(?:issued|released|published|written|prepared)\sby\s"
    rf"(?P<who>(?:the\s)?{_WORD}(?:(?:\s{_JOIN}){{0,2}}\s{_WORD}){{0,9}})"
)
_TITLED = late_regex(
    rf"(?<!\w)(?P<title>{_NAMES}"
    r"(?:Recommendations|Report|Guidelines|Framework|Blueprint|Strategy|Principles|Assessment)"
    rf"(?:\s(?:on|for|of|to)(?:\sthe)?(?:\s{_JOIN}|\s{_WORD}){{1,10}})?)(?!\w)"
)
_ORDER = late_regex(r"(?<!\w)[Tt]he\s(?:[a-z][\w-]{1,30}\s){1,4}executive\sorder(?!s)(?!\w)")
_ORDER_BEFORE = late_regex(r"[Ee]xecutive [Oo]rder,?\s?(?:entitled\s|titled\s|on\s)?[“\"]?$")
_BILL = late_regex(r"(?<!\w)[Ll]egislation\sthat\swould\s(?P<what>[^\n.;]{8,300})[.;]?[”\"]?")
_AGAIN = re.compile(
    r"(?<!\w)the\s(?:Task\sForce|Commission|Committee|Council|Panel|Working\sGroup)\s"
    r"(?:(?:also|further|rightly)\s)?(?:recommended|recommends|found|concluded|urged)(?!\w)"
)
_FIRST = late_regex(r"(\w+)\s{1,4}")
_TRAILING = late_regex(r"(?:\s(?:of|on|the|for|and|to|in|a))+$")

_SENTENCE_END = late_regex(r"(?<=[a-z]{4})\.(?=\s[A-Z])|(?:(?<=[a-z]{2})\.)?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""Names hold periods and digits; a sentence's end and a note's marker are no part of them."""

_TITLE_WORDS = """
Recommendations Report Guidelines Framework Blueprint Strategy Principles Assessment
"""


def _needs(*words: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, words))


_ACTS = _needs((" Act",))
_SPEECHES = _needs((" remarks ", " speech ", " address ", " testimony "), ("by",))
_REPORTS = _needs(
    (" report ", " study ", " survey ", " analysis "),
    ("issued", "released", "published", "written", "prepared"),
)
_ORDERS = _needs(("utive order", "utive Order"))
_BILLS = _needs(("egislation that",))
_BODIES = _needs(
    ("recommend", "found", "concluded", "urged"),
    ("Task Force", "Commission", "Committee", "Council", "Panel", "Working"),
)
_TITLES = _needs(_TITLE_WORDS.split())
_KINDS = (_ACTS, _SPEECHES, _REPORTS, _ORDERS, _BILLS, _BODIES, _TITLES)
"""For each kind the sets of words of which it needs one each."""


def hinted(desk: Desk, at: Span) -> bool:
    """True when words stand in `at` that the name of a document needs."""
    if desk.named is None:
        # Most letters have the words of no kind at all; the others are asked about each sentence.
        text = desk.sheet.text
        desk.named = tuple(
            [kind for kind in _KINDS if all(any(word in text for word in of) for of in kind)]
        )
    return any(_hinted(desk, kind, at) for kind in desk.named)


def _hinted(desk: Desk, kind: tuple[frozenset[str], ...], at: Span) -> bool:
    for words in kind:  # noqa: SIM110
        if not desk.holds(words, at.start, at.end):
            return False
    return True


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the documents that the running text names in `at`; none in a note."""
    if desk.context.note is not None:
        return
    text, start, end = desk.sheet.text, at.start, at.end
    if _hinted(desk, _ACTS, at):
        for match in _ACT.finditer(text, start, end):
            yield _act(match, text)
    if _hinted(desk, _SPEECHES, at):
        for match in _SPEECH.finditer(text, start, end):
            yield _draft(match, CitationType.SPEECH, _who(match))
    if _hinted(desk, _REPORTS, at):
        for match in _REPORT.finditer(text, start, end):
            yield _draft(match, CitationType.REPORT, _who(match))
    if _hinted(desk, _ORDERS, at):
        for match in _ORDER.finditer(text, start, end):
            yield _draft(match, CitationType.EXECUTIVE_ORDER, ())
        yield from _titled_orders(desk, at)
    if _hinted(desk, _BILLS, at):
        for match in _BILL.finditer(text, start, end):
            yield _draft(match, CitationType.BILL, ())
    if _hinted(desk, _BODIES, at):
        for match in _AGAIN.finditer(text, start, end):
            yield _draft(match, CitationType.REPORT, ())
    if _hinted(desk, _TITLES, at):
        yield from _titled(text, at)


def _who(match: re.Match[str]) -> tuple[Name, ...]:
    return authors.read(_SENTENCE_END.split(match["who"], maxsplit=1)[0].rstrip(".,")).names


def _draft(match: re.Match[str], kind: CitationType, names: tuple[Name, ...]) -> Draft:
    words = match.group()
    if kind is not CitationType.BILL:
        words = _SENTENCE_END.split(words, maxsplit=1)[0].rstrip(".,")
    span = Span(match.start(), match.start() + len(words))
    return Draft(at=span, form=CitationForm.UNNAMED, type=kind, authors=names)


def _act(match: re.Match[str], text: str) -> Draft:
    before = text[max(0, match.start() - 40) : match.start()]
    enacted = match["year"] is not None or _ENACTED.search(before) is not None
    return Draft(
        at=Span(match.start(), match.end()),
        form=CitationForm.UNNAMED,
        type=CitationType.STATUTE if enacted else CitationType.BILL,
        title=match["name"] + (match["year"] or ""),
    )


def _titled_orders(desk: Desk, at: Span) -> Iterator[Draft]:
    """Italics after "Executive Order"."""
    text = desk.sheet.text
    for title in desk.titles_in(at.start, at.end):
        if _ORDER_BEFORE.search(text[max(0, title.start - 40) : title.start]):
            yield Draft(
                at=title,
                form=CitationForm.UNNAMED,
                type=CitationType.EXECUTIVE_ORDER,
                title=desk.sheet.slice(title).strip(" ,."),
            )


def _titled(text: str, at: Span) -> Iterator[Draft]:
    """Reports by their titles."""
    for match in _TITLED.finditer(text, at.start, at.end):
        title = _TRAILING.sub("", _SENTENCE_END.split(match["title"], maxsplit=1)[0].rstrip(".,"))
        start = match.start()
        first = _FIRST.match(title)
        while first is not None and first[1].casefold() in STARTERS:
            start, title = start + first.end(), title[first.end() :]
            first = _FIRST.match(title)
        if len(title.split()) < 4:
            continue
        yield Draft(
            at=Span(start, start + len(title)),
            form=CitationForm.UNNAMED,
            type=CitationType.REPORT,
            title=" ".join(title.split()),
        )
