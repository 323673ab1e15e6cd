"""Cases: "Arizona v. United States, 567 U.S. 387, 390 (2012)", "567 U.S. at 390", "In re Roe, …".

Rules kept here:
- Volume, a reporter of the table (reporters.py) and a page make a case; a name alone does not.
- A name is told only where it is one: two parties, "In re", italics, or what stands before the
  reporter up to the head of its citation. Names in small capitals stay as they are printed.
- Of parallel reporters the first is told. What became of the case later ("aff'd, …") is part of
  its citation.
- A short form means the case with its volume and reporter, and its name where it prints one.
- Everything is sought in bounded windows: linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Parenthetical,
    Span,
)
from citations.values import value

from ...late import late_regex
from .. import parentheticals, signals, tails
from ..context import case_keys, name_key, printed_key
from ..desk import BRACKETED, ITALIC, LINK, QUOTED, Desk
from ..draft import Draft, Progress, Stretch
from ..openings import Opening
from ..secondary import middles
from . import dockets, filings, reporters
from .casenames import CaseName, before, is_name, named_for_later, shortened
from .courts import court_of

_CITE = late_regex(
    # A digit first, which the search runs for, then what may not stand before it.
    r"(?P<volume>\d(?<![\w.,$€£/–-]\d)\d{0,3})\s{1,2}"
    r"(?P<reporter>[A-Z][\w.’'&]{0,14}(?:\s(?:[A-Z&\d][\w.’'&]{0,11}|\([A-Z][\w.-]{0,8}\))){0,5}?)"
    r"(?:\s\(\d{1,2}\s[A-Z][\w. ]{2,12}\))?,?\s"
    r"(?:(?P<at>at\s)(?P<pin>\*{0,2}[\dxvi¶])|(?P<page>\d{1,8}|_{2,6}|—)(?!\w|,\d{3}(?!\d)))"
)
_LEAD = late_regex(r",?\s{0,2}(?:slip\sop\.,?\s{1,2})?(?:at\s)?")
_STAR = late_regex(r"(?P<pin>\*\d{1,5}(?:\s?[–—-]\s?\*?\d{1,5})?(?:\s&?\s?nn?\.\s?\d{1,4})?)")
_LEADING = late_regex(rf":\s|{QUOTED}[”\"]\s(?=[A-Z{ITALIC}])")
_BLANK = late_regex(r"(?:at\s)?_{2,6}")
_SLIP = late_regex(r"\s?\(slip op[^()]{0,40}\)?")
_AFTER_BARE = late_regex(r"\s?(?:[,.;:)\]”\"’¹²³⁰⁴-⁹]|$|\()")
_NOTED = late_regex(r",\s(?:fn|nn?)\.\s?\d{1,4}(?:[–-]\d{1,4})?")
"""A note of an opinion as the Supreme Court cites it: "376, n. 4"."""
_BEHIND = late_regex(r"\)(?:,\s|\s)at\s(?P<pin>\d{1,5}(?:[–-]\d{1,5})?)(?![\w/])")
"""A page behind the date, as Canada prints it: "517 US 620 (1996), at 632"."""
_MOST = 3000
"""A longer stretch is no single citation."""
_PAGE = late_regex(r"\d{1,6}")
_PIN_WINDOW = 80
_PARALLEL = 8
_NOTES = 10
_LATER = 3
"""Later decisions of one case."""


@value
class _Cite:
    """Volume, reporter and page, at their place."""

    start: int
    end: int
    """After the page; of a short form, after "at"."""
    volume: str
    reporter: str
    page: str | None
    """None in a short form."""

    @property
    def strong(self) -> bool:
        """True where nothing else looks like this."""
        if reporters.key(self.reporter) == "WL":
            return len(self.volume) == 4 and len(self.page or "") >= 4
        return reporters.is_strong(self.reporter)


@value
class _Rest:
    """What follows the page."""

    end: int
    pincite: str | None = None
    date: DateValue | None = None
    notes: tuple[Parenthetical, ...] = ()
    lead: str | None = None
    """What stands before the date in its parenthesis."""


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a stretch that is the citation of a case; None where it is none, or prose."""
    if stretch.end - stretch.start > _MOST or stretch.desk.context.note is None:
        return None
    opening = stretch.opening
    neutral = dockets.read_neutral(stretch, opening)
    if neutral is not None:
        return neutral
    first = _first(stretch.desk, opening.body, stretch.end)
    if first is None:
        draft = dockets.read(stretch, opening)
        if draft is None or draft.date is None:
            draft = dockets.again(stretch, opening, progress) or draft
        return draft
    draft = _at(stretch, opening, first, progress)
    if draft is None and opening.signal is None:
        cut = _led_to(stretch.desk, opening.body, first.start)
        if cut is not None:
            draft = _at(stretch, Opening(cut, cut, None), first, progress)
    if draft is None and opening.signal is None:
        inner = signals.within(stretch.desk.masked, stretch.start, first.start)
        if inner is not None and inner.start > stretch.start:
            opening = Opening(inner.start, inner.end, inner.name)
            draft = _at(stretch, opening, first, progress)
    return draft


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the cases that prose cites in `at`, each at its own words, in order."""
    after = at.start
    for cite in _cites(desk.sheet.text, at.start, at.end):
        if cite.start < after or desk.masked[cite.start] in (LINK, QUOTED):
            continue
        draft = _in_prose(desk, Span(after, at.end), cite)
        if draft is not None:
            after = draft.at.end
            yield draft


def _cites(text: str, start: int, end: int) -> Iterator[_Cite]:
    at = start
    while (found := _CITE.search(text, at, end)) is not None:
        at = found.end("volume")
        if reporters.knows(found["reporter"]):
            at = found.start("pin") if found["at"] else found.end()
            reporter = found["reporter"].removesuffix(" No.")  # "372 NLRB No. 50"
            yield _Cite(found.start(), at, found["volume"], reporter, found["page"])


def _first(desk: Desk, start: int, end: int) -> _Cite | None:
    """The first case that stands in no parenthesis, quotation or URL."""
    for cite in _cites(desk.sheet.text, start, end):
        if desk.masked[cite.start] not in (BRACKETED, QUOTED, LINK):
            return cite
    return None


def _led_to(desk: Desk, start: int, end: int) -> int | None:
    """Behind "Three cases are meant: " and behind “quoted words,” that a case follows."""
    found = [led.end() for led in _LEADING.finditer(desk.masked, start, end)]
    return found[-1] if found else None


def _at(stretch: Stretch, opening: Opening, cite: _Cite, progress: Progress) -> Draft | None:
    desk, text = stretch.desk, stretch.desk.sheet.text
    name = text[opening.body : cite.start].strip()
    filing = filings.leading(name)
    title = is_name(name[filing.length :], cite.page is None) if name else None
    if name and title is None:
        return None
    tail = tails.read(desk, cite.end, stretch.end)
    if title is None and not cite.strong and not _is_decided(cite, tail):
        return None
    rest = _middle(text, cite.end, tail.start)
    if tail.prose or rest is None:
        return None
    again = _again(desk, cite, progress) if tail.date is None else None
    slip = _slip_of(name) or _page_behind(text, tail)
    title, given = named_for_later(title)
    return Draft(
        at=Span(opening.start, stretch.end),
        form=CitationForm.FULL if cite.page and again is None else CitationForm.SHORT,
        type=CitationType.CASE,
        signal=opening.signal,
        title=title,
        container=" ".join(cite.reporter.split()),
        volume=cite.volume,
        first_page=cite.page,
        pincite=rest.pincite or slip or filing.pincite,
        date=tail.date,
        url=tail.url,
        parentheticals=(*given, *tail.parentheticals),
        antecedent=again if cite.page else _antecedent(desk, cite, title, progress),
        accessed=tail.accessed,
        marked=title is not None,
        title_at=Span(opening.body, cite.start) if title else None,
        court=court_of(tail.lead, cite.reporter),
    )


def _is_decided(cite: _Cite, tail: tails.Tail) -> bool:
    """True for "632 F. App’x 431 (10th Cir. 2015)": a court stands in the date's parenthesis."""
    abbreviated = "." in cite.reporter and tail.date_at is not None and tail.publisher is None
    return abbreviated and court_of(tail.lead, cite.reporter) is not None


def _page_behind(text: str, tail: tails.Tail) -> str | None:
    if tail.date_at is None:
        return None
    found = _BEHIND.match(text, tail.date_at.end - 1, tail.date_at.end + 20)
    return found["pin"] if found is not None else None


def _slip_of(name: str) -> str | None:
    found = re.search(r"slip op\. at (?P<pin>\d{1,4})", name[-200:])
    return found["pin"] if found else None


def _middle(text: str, start: int, end: int) -> _Rest | None:
    """Pincite and parallel reporters between the page and the date; None where prose is left."""
    pincite: str | None = None
    at = start
    for _ in range(_PARALLEL):
        pin = _pin(text, at, end)
        pincite, at = pincite or pin[0], pin[1]
        other = next(_cites(text, at, min(end, at + _PIN_WINDOW)), None)
        if other is None or text[at : other.start].strip(" ,("):
            break
        at = other.end
    left = text[at:end].strip(" ,.;()[]")
    return _Rest(at, pincite) if len(left) <= 3 or not left[0].isalpha() else None


def _pin(text: str, at: int, end: int) -> tuple[str | None, int]:
    """The pincite at `at` and where it ends."""
    lead = _LEAD.match(text, at, end)
    here = lead.end() if lead is not None else at
    star = _STAR.match(text, here, end)
    if star is not None:
        return star["pin"], star.end()
    blank = _BLANK.match(text, here, end)
    if blank is not None:
        return None, blank.end()
    window = text[here : min(end, here + _PIN_WINDOW)]
    parallel = next(_cites(window, 0, len(window)), None)
    if parallel is not None:
        window = window[: parallel.start].rstrip(" ,")
    found = middles.PINCITE.match(window)
    if found is None:
        return None, at
    stop = here + len(found.group().rstrip("."))
    noted = _NOTED.match(text, stop, end)
    if noted is not None:
        return found["pin"] + noted.group(), noted.end()
    return found["pin"].rstrip("."), stop


def _in_prose(desk: Desk, at: Span, cite: _Cite) -> Draft | None:
    """A case in a sentence: its name before it, its date and parentheses behind it."""
    text = desk.sheet.text
    short = cite.page is None
    name = before(desk, at.start, cite.start)
    if name is None and short:
        name = _known(desk, at.start, cite)
    rest = _behind(desk, cite.end, at.end)
    if name is None and not cite.strong:
        return None
    if name is None and rest.date is None and not _AFTER_BARE.match(text, rest.end, at.end):
        return None
    title, given = named_for_later(name.title if name is not None else None)
    start = name.at.start if name is not None else cite.start
    signal = signals.before(text, at.start, start)
    return Draft(
        at=Span(signal.start if signal is not None else start, rest.end),
        form=CitationForm.SHORT if short else CitationForm.FULL,
        type=CitationType.CASE,
        signal=signal.name if signal is not None else None,
        title=title,
        container=" ".join(cite.reporter.split()),
        volume=cite.volume,
        first_page=cite.page,
        pincite=rest.pincite,
        date=rest.date,
        parentheticals=(*given, *rest.notes),
        antecedent=_antecedent(desk, cite, title, None) if short else None,
        marked=name is not None,
        title_at=name.at if name is not None else None,
        court=court_of(rest.lead, cite.reporter),
    )


def _known(desk: Desk, start: int, cite: _Cite) -> CaseName | None:
    """The name before a short form that nothing marks, where an earlier case is called so."""
    for name in shortened(desk.sheet.text, start, cite.start):
        for key in case_keys(cite.volume, cite.reporter, name.title):
            if desk.context.earlier.named(key) is not None:
                return name
    return None


def _behind(desk: Desk, start: int, end: int) -> _Rest:
    """Pincite, parallel reporters, the date's parenthesis and those after it."""
    text = desk.sheet.text
    pincite: str | None = None
    at = start
    for _ in range(_PARALLEL):
        pin, at = _pin(text, at, end)
        pincite = pincite or pin
        other = next(_cites(text, at, min(end, at + _PIN_WINDOW)), None)
        if other is None or text[at : other.start].strip(" ,"):
            break
        at = other.end
    date: DateValue | None = None
    lead: str | None = None
    notes: list[Parenthetical] = []
    for group in desk.groups_in(at, min(end, at + _MOST)):
        if group.mark != "(" or text[at : group.start].strip() or len(notes) > _NOTES:
            break
        imprint = tails.imprint(desk.sheet.slice(group.inner)) if date is None else None
        if imprint is not None and not notes:
            date, lead = imprint.date, imprint.lead
        elif date is None:
            break
        else:
            notes.extend(parentheticals.read(desk, group))
        at = group.end
    return _Rest(
        _became(desk, at, end) if date is not None else at, pincite, date, tuple(notes), lead
    )


def _became(desk: Desk, at: int, end: int) -> int:
    """Where the words end that tell what became of the case: ", cert. denied, 5 U.S. 4 (1990)"."""
    text = desk.sheet.text
    for _ in range(_LATER):
        led = tails.LATER.match(text, at, end)
        other = (
            next(_cites(text, led.end(), min(end, led.end() + _PIN_WINDOW)), None) if led else None
        )
        if led is None or (other is not None and text[led.end() : other.start].strip(" ,")):
            return at
        after = other.end if other is not None else led.end()
        group = next(desk.groups_in(after, min(end, after + _PIN_WINDOW)), None)
        dated = group is not None and group.mark == "(" and not text[after : group.start].strip()
        if group is not None and dated and tails.imprint(desk.sheet.slice(group.inner)) is not None:
            after = group.end
        elif other is None:
            return at
        at = after
    return at


def _again(desk: Desk, cite: _Cite, progress: Progress) -> Antecedent | None:
    """The case that a service prints, where it was cited before: "*Roe*, 2020 WL 123456, at *4"."""
    if cite.page is None or not reporters.is_service(cite.reporter):
        return None
    key = printed_key(cite.volume, cite.reporter, cite.page)
    index = progress.named(key)
    return (
        Antecedent(progress.note, index) if index is not None else desk.context.earlier.named(key)
    )


def _antecedent(
    desk: Desk, cite: _Cite, title: str | None, progress: Progress | None
) -> Antecedent | None:
    """The full citation that a short form stands for."""
    earlier = desk.context.earlier
    for name in case_keys(cite.volume, cite.reporter, title):
        index = progress.named(name) if progress is not None else None
        if index is not None and progress is not None:
            return Antecedent(progress.note, index)
        found = earlier.named(name)
        if found is not None:
            return found
    return _by_part(desk, cite, title, progress) if title is not None else None


def _by_part(desk: Desk, cite: _Cite, title: str, progress: Progress | None) -> Antecedent | None:
    """ "Claiborne Hardware" is "NAACP v. Claiborne Hardware Co." of the same volume.

    A case that was cited without its name, because the sentence before has it, is meant where the
    page lies behind its first.
    """
    (place,) = case_keys(cite.volume, cite.reporter, None)
    index = progress.named(place) if progress is not None else None
    if index is not None and progress is not None:
        work: Draft | Citation = progress.drafts[index]
        found = Antecedent(progress.note, index)
    else:
        antecedent = desk.context.earlier.named(place)
        works = desk.context.earlier.note(antecedent.note) if antecedent is not None else None
        if antecedent is None or works is None or antecedent.index >= len(works):
            return None
        work, found = works[antecedent.index], antecedent
    if work.title is None:
        page = _PAGE.match(desk.sheet.text, cite.end)
        first = work.first_page or ""
        return found if page and first.isdigit() and int(first) <= int(page.group()) else None
    return found if f" {name_key(title)} " in f" {name_key(work.title)} " else None
