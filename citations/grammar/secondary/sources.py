"""Secondary sources in running form: articles, books, reports, news, web pages, speeches.

Rules kept here:
- A stretch is a citation when it has a title and something to find it by (a date, a URL, volume
  and page), and when no prose is left over.
- Where a sentence leads to the citation ("For a review, see Jane Roe, …"), it begins at the signal.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations import dates
from citations.model import (
    CitationForm,
    CitationType,
    DateValue,
    Identifier,
    Name,
    Span,
)
from citations.values import value

from ...late import late_regex
from .. import authors, identifiers, signals, tails
from ..decisions.casenames import is_name
from ..decisions.courts import court_of
from ..draft import Draft, Progress, Stretch
from ..openings import Opening
from ..references import namelists, running
from ..sheet import SheetLink
from . import genres, kinds, middles, pages, plain, titles

_LEAD_IN = late_regex(
    r"(?:available at|accessible at|at|see|visit|here|online|url|link|source|https?)?[:\s]*",
    re.IGNORECASE,
)
_LED = late_regex(r"\b(?:see|cf\.)", re.IGNORECASE)
_LEADING = late_regex(r"(?:.{1,60}:|.{2,80}\s(?:is|are|by))\s(?=[A-Z])")
"""Prose that leads to the authors: "Income: ", "A shorter account is "."""
_PAGED = late_regex(r",\s(?:(?:at|p\.|pp\.|sec\.)\s)?(?P<pin>[A-Z]?\d{1,5}(?:[–-]\d{1,5})?)\.?\s*$")
_YEARLY = late_regex(r"\b(?:19|20)\d\d\s(?=[A-Z])")
"""A volume that is a year: "2018 U. EXAMPLE L. REV. 1" needs no date."""
_VOLUMED = late_regex(r"(?P<volume>\d{1,3})\s(?=[^\W\d_a-z])")
"""A book's volume leads: "1 Jane Roe, Treatise on Refusals § 4:12 (2019)"."""
_BODY = late_regex(
    r"\b(?:Inst(?:\.|itute)|Dep[’']t|Department|Ass[’']n|Association|Ctr\.|Center|Centre|Univ(?:\.|ersity)|Found(?:\.|ation)"
    r"|Off(?:\.|ice)|Serv(?:\.|ice)|Bureau|Soc[’']y|Society|Union|League|Project)(?!\w)",
    re.IGNORECASE,
)
_COURT = late_regex(
    r"\b(?:Courts?|Cts?\.|Tribunal|Cir\.|Chamber|Appeals|App\.)(?!\w)", re.IGNORECASE
)
"""Who writes, and who decides: the name before a case's may be its court's."""
_DOCKET = late_regex(r", Nos?\. ")
_BEHIND = 80
"""Characters behind a date in which the page stands."""
_MOST = 3000
"""A longer stretch is no single citation."""


@value
class _Work:
    """Authors and title, before the rest is read."""

    names: tuple[Name, ...]
    title: str | None
    publisher: str | None
    genre: str
    title_at: Span | None
    marked: bool
    quoted: bool


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one secondary source; None where the stretch is none."""
    if stretch.end - stretch.start > _MOST:
        return None
    opening = stretch.opening
    draft = _at(stretch, opening)
    if opening.signal is None and (draft is None or _is_led(draft)):
        inner = signals.within(stretch.desk.masked, stretch.start, stretch.end)
        if inner is not None and inner.start > stretch.start:
            draft = _at(stretch, Opening(inner.start, inner.end, inner.name)) or draft
    return draft


def _is_led(draft: Draft) -> bool:
    """True where the words that lead to a citation were read as its author."""
    literal = draft.authors[0].literal if draft.authors else None
    return literal is not None and _LED.search(literal) is not None


def _at(stretch: Stretch, opening: Opening) -> Draft | None:
    title = titles.find(stretch.desk, opening.body, stretch.end)
    if title is not None:
        draft = running.marked(stretch, opening, title, _marked(stretch, opening, title))
        if draft is not None:
            return draft
    return running.unmarked(stretch, opening, _unmarked(stretch, opening))


def _marked(stretch: Stretch, opening: Opening, title: titles.Title) -> Draft | None:
    """A title in italics, in quotation marks or under a link."""
    before = _before(stretch, opening, title)
    if before is None:
        return None
    opening, head, genre, volume = before
    tail = tails.read(stretch.desk, title.at.end, stretch.end)
    middle = _between(stretch, title.at.end, tail.start)
    if tail.prose or middle.prose:
        return None
    if volume is not None:
        middle = replace(middle, volume=middle.volume or volume)
    elif _is_series(middle, tail, quoted=title.quoted):
        middle = replace(middle, container=None, volume=None)
    case = kinds.is_case(title.words) and not (middle.chapter or _is_written(head.names))
    names = () if case else head.names
    over = stretch.desk.link_over(title.at)
    genre = genre or ("Report" if head.numbered else "")
    work = _Work(names, title.words, head.publisher, genre, title.at, True, title.quoted)
    return _drafted(stretch, opening, work, _Rest(middle, tail, title.pincite, over))


def _is_written(names: tuple[Name, ...]) -> bool:
    """True for a work of somebody who decides no cases, whatever its title looks like."""
    return any(name.family for name in names) or any(
        name.literal and _BODY.search(name.literal) and not _COURT.search(name.literal)
        for name in names
    )


def _before(
    stretch: Stretch, opening: Opening, title: titles.Title
) -> tuple[Opening, authors.Head, str, str | None] | None:
    """Where the citation begins, its authors, genre and volume; None for prose before a title."""
    text = stretch.desk.sheet.text
    genre, words = genres.before_marked(text[opening.body : title.at.start])
    volume = _VOLUMED.match(words)
    if volume is not None and authors.read(words[volume.end() :]).names:
        words = words[volume.end() :]
    else:
        volume = None
    head = authors.read(words)
    led = _led(words, head) if opening.signal is None and not genre else None
    if led is not None:
        start = text.find(led[0], opening.body, title.at.start)
        if start > 0:
            opening, head = Opening(start, start, None), led[1]
    if not head.sure and words.strip(" ,"):
        return None
    return opening, head, genre, volume["volume"] if volume is not None else None


def _led(words: str, head: authors.Head) -> tuple[str, authors.Head] | None:
    """What prose leads to, and the authors in it; None where the words are authors as a whole."""
    lead = _LEADING.match(words)
    if lead is None or (head.sure and ": " not in words):
        return None
    behind = authors.read(words[lead.end() :])
    named = behind.sure and (behind.names or behind.publisher)
    return (words[lead.end() :].strip(), behind) if named else None


def _between(stretch: Stretch, start: int, end: int) -> middles.Middle:
    """What stands between a marked title and its date; italics there are the container."""
    middle = middles.read(stretch.desk.sheet.text[start:end])
    italic = _italic_between(stretch, start, end)
    if italic is None or middle.container is None:
        return middle
    return _with_italic(middle, italic)


def _is_series(middle: middles.Middle, tail: tails.Tail, *, quoted: bool) -> bool:
    """True for what stands between a book and its publisher: "Ex Studies 12 (Ex Press, 2009)"."""
    housed = tail.publisher is not None and middle.volume is not None and not quoted
    return housed and middle.first_page is None and middle.pincite is None


def _italic_between(stretch: Stretch, start: int, end: int) -> str | None:
    """The italics behind a title: the container, whatever its language."""
    at = next(stretch.desk.titles_in(start, end), None)
    return stretch.desk.sheet.slice(at).strip(" ,.") if at is not None else None


def _with_italic(middle: middles.Middle, italic: str) -> middles.Middle:
    """What italics mark is no prose; a book in italics is the container of a chapter."""
    if middle.chapter and italic:
        return replace(middle, container=titles.without_page(italic, "(")[0], prose=False)
    return replace(middle, prose=False) if middle.container == italic else middle


def _unmarked(stretch: Stretch, opening: Opening) -> Draft | None:
    """A title that nothing marks."""
    text, desk = stretch.desk.sheet.text, stretch.desk
    tail = tails.read(desk, opening.body, stretch.end)
    if tail.prose:
        return None
    words = text[opening.body : tail.start]
    if namelists.lists(words):
        return None  # "Roe, J. (2001) argues the opposite"
    if _LEAD_IN.fullmatch(words.strip(" .,")):
        return _bare(stretch, opening, tail)
    page, date = None, None
    if tail.date is None:
        date, words, page = _dated(words)
    dated = tail.date is not None or date is not None
    if not dated and tail.url is None and not _YEARLY.search(words):
        return None
    genre, named = genres.taken(words)
    parts = _plain(named, dated)
    if parts is None and genre:
        parts = plain.read(titles.without_period(words.rstrip()), dated)
    if parts is None:
        return None
    parts = _by_its_body(parts) if genre.startswith("Press") else parts
    title, slip = parts.title, None
    if title is not None:
        title, slip = titles.without_page(title, text[tail.start : tail.start + 2])
    if title is not None and kinds.is_case(title):
        title = _DOCKET.split(title, maxsplit=1)[0]
        if is_name(title, short=True) is None:
            return None  # "As we held in Roe v. Doe, 5 U.S. 4 (1990)"
    middle = replace(parts.middle, pincite=parts.middle.pincite or page, date=date)
    head = Span(opening.body, tail.start)
    work = _Work(parts.names, title, parts.publisher, genre or parts.kind, head, False, True)
    return _drafted(stretch, opening, work, _Rest(middle, tail, slip, None))


def _plain(words: str, dated: bool) -> plain.Parts | None:
    """Authors, title and middle without marks; a book's volume may lead, but only before people."""
    volume = _VOLUMED.match(words)
    behind = words[volume.end() :].rstrip() if volume is not None else ""
    parts = plain.read(titles.without_period(behind), dated) if behind else None
    if volume is None or parts is None or not any(name.family for name in parts.names):
        return plain.read(titles.without_period(words.rstrip()), dated)
    middle = replace(parts.middle, volume=parts.middle.volume or volume["volume"])
    return replace(parts, middle=middle)


def _by_its_body(parts: plain.Parts) -> plain.Parts:
    """A press release has a body first; its title may look like a newspaper's name."""
    if parts.names or parts.middle.container is None:
        return parts
    names = authors.read(parts.title or "").names
    middle = replace(parts.middle, container=None)
    return replace(parts, names=names, title=parts.middle.container, middle=middle)


@value
class _Rest:
    """What follows the title."""

    middle: middles.Middle
    tail: tails.Tail
    slipped: str | None
    """The page inside the italics."""
    over: SheetLink | None
    """The link over the title."""

    @property
    def behind(self) -> middles.Middle | None:
        """A journal behind the year: "(2010) 12 Journal of Law 45" (OSCOLA)."""
        return self.tail.journal if self.middle.container is None else None


def _drafted(stretch: Stretch, opening: Opening, work: _Work, rest: _Rest) -> Draft | None:
    """Put the parts together, if there is enough to find the source by."""
    middle, tail = rest.middle, rest.tail
    place = rest.behind or middle
    first_page, pincite = _printed(stretch, work, rest)
    url = tail.url or (rest.over.placed.url if rest.over else None)
    date = tail.date or middle.date
    short = middle.volume is not None and middle.pincite is not None
    short = short or (middle.chapter and work.marked and pincite is not None)
    known = place.container is not None or (work.marked and bool(work.names))
    short = short or (tail.date_at is not None and known)  # "(forthcoming)", "(n.d.)"
    if date is None and url is None and first_page is None and not short:
        return None
    traits = kinds.Traits(
        prefix=work.genre or ("Report" if middle.numbered else ""),
        authors=work.names,
        title=work.title or "",
        marked=not work.quoted,
        container=place.container,
        volume=place.volume,
        first_page=first_page,
        pincite=pincite,
        date=date,
        publisher=tail.publisher,
        url=url,
        chapter=middle.chapter,
        imprint=tail.lead or "",
    )
    kind = kinds.type_of(traits)
    case = kind is CitationType.CASE
    return replace(
        traits.full(Span(opening.start, stretch.end), kind, opening.signal),
        form=_form(middle, first_page, date),
        publisher=None if case else tail.publisher or work.publisher,
        parentheticals=tail.parentheticals,
        identifiers=named(stretch, opening.body, (*tail.urls, url or "")),
        accessed=tail.accessed,
        marked=work.marked,
        title_at=work.title_at,
        court=court_of(tail.lead, place.container) if case else None,
    )


def _printed(stretch: Stretch, work: _Work, rest: _Rest) -> tuple[str | None, str | None]:
    """First page and pincite."""
    if rest.behind is not None:
        return rest.behind.first_page, rest.behind.pincite
    at, text = rest.tail.date_at, stretch.desk.sheet.text
    after = text[at.end : min(stretch.end, at.end + _BEHIND)] if at is not None else ""
    return pages.printed(rest.middle, rest.slipped, after, quoted=work.quoted)


def _form(middle: middles.Middle, first_page: str | None, date: DateValue | None) -> CitationForm:
    """ "15 Migration Letters at 258" is the short form."""
    short = middle.volume is not None and first_page is None and date is None
    return CitationForm.SHORT if short and middle.pincite else CitationForm.FULL


def named(stretch: Stretch, start: int, urls: tuple[str, ...]) -> tuple[Identifier, ...]:
    """Identifiers printed in the stretch or held by its URLs."""
    words = stretch.desk.sheet.text[start : stretch.end]
    return identifiers.find((words, *(url for url in urls if url not in words)))


def _undated(words: str) -> tuple[DateValue | None, str]:
    """Take a date without parentheses from the end of the words."""
    last = max(dates.find(words[-80:]), key=lambda date: date.span, default=None)
    if last is None or words[-80:][last.span.end :].strip(" ,.;"):
        return None, words
    cut = max(0, len(words) - 80) + last.span.start
    return last.value, words[:cut].rstrip(" ,")


def _dated(words: str) -> tuple[DateValue | None, str, str | None]:
    """Take a date, and the page behind it, from the end: "WASH. POST, Jan. 5, 2018, at A1"."""
    date, rest = _undated(words)
    paged = _PAGED.search(words[-40:]) if date is None else None
    if paged is None:
        return date, rest, None
    date, rest = _undated(words[: max(0, len(words) - 40) + paged.start()])
    return (date, rest, paged["pin"]) if date is not None else (None, words, None)


def _bare(stretch: Stretch, opening: Opening, tail: tails.Tail) -> Draft | None:
    """A URL and nothing else."""
    if tail.url is None:
        return None
    return Draft(
        at=Span(opening.start, stretch.end),
        form=CitationForm.FULL,
        type=CitationType.WEBPAGE,
        signal=opening.signal,
        url=tail.url,
        date=tail.date,
        accessed=tail.accessed,
        parentheticals=tail.parentheticals,
        identifiers=named(stretch, opening.body, tail.urls),
    )


def linked(stretch: Stretch) -> list[Draft]:
    """The URLs in a sentence that is no citation: each is a source by itself."""
    text = stretch.desk.sheet.text
    found: list[Draft] = []
    for link in stretch.desk.links_in(stretch.start, stretch.end):
        at = Span(link.start, link.end)
        if text[at.start - 1 : at.start] == "<" and text[at.end : at.end + 1] == ">":
            at = Span(at.start - 1, at.end + 1)
        words = text[link.start : link.end].strip()
        found.append(
            Draft(
                at=at,
                form=CitationForm.FULL,
                type=CitationType.WEBPAGE,
                title=words if " " in words else None,
                url=link.placed.archive_of or link.placed.url,
                identifiers=identifiers.find((link.placed.url,)),
            )
        )
    return found
