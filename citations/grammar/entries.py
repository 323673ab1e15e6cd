"""Entries of a reference list: APA, MLA, Chicago's bibliography, Harvard.

Rules kept here:
- Periods stand between the elements, so an entry is recognised at its head: inverted names (or an
  organisation) before a year in parentheses, or before a title after a period.
- The head is sought within a bounded window; a paragraph of prose costs one look.
"""

from __future__ import annotations

import re

from citations import dates
from citations.model import CitationForm, CitationType, DateValue, Name, Span
from citations.values import value

from . import authors, elements, identifiers, kinds, signals, tails, titles, vancouver
from .abbreviations import STARTERS, ends_sentence
from .desk import BRACKETED, ITALIC, QUOTED, Desk
from .draft import Draft, Progress, Stretch
from .organisations import is_organisation

_WINDOW = 400
_YEAR_IN = re.compile(
    r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:,\s.{3,30})?|(?P<none>n\.\s?d\.|in press)", re.IGNORECASE
)
_TITLE_MARK = re.compile(rf"[\"“«][{QUOTED}{ITALIC}]|{ITALIC}")
_ROLES = re.compile(
    r"\s[\[(](?:@[^()\[\]]{1,40}|(?:[A-Z][a-z]{1,10}\s)?(?:Hosts?|Producers?|Directors?|Writers?"
    r"|Eds?\.|Comps?\.|Trans\.|Speakers?|Presenters?|Narrators?|Interviewers?)(?:\s&\s[A-Z][a-z]{1,12})?)[\])]"
)
"""A handle or a part in a production, behind a name: "Roe, J. (Host)"."""
_PARENTHESES = 4
"""The date stands in the first of so many parentheses."""
_INITIALS = re.compile(r",\s(?:[^\W\d_]\.[\s-]?){1,4}")
_PLACED = re.compile(
    r"(?P<who>[A-Z][\w’'-]{1,30},\s[^.:;]{2,80}?(?:\s[A-Z])?)\.\s(?P<title>[A-Z][^.:;]{3,150})\.\s"
    r"[A-Z][\w, ]{2,30}:\s[A-Z][^,.;:]{2,60},\s(?:1[5-9]|20)\d\d"
)
_TITLE_END = re.compile(r"[.?!]\s+")
_YEAR_ALONE = re.compile(r"\.\s((?:1[5-9]|20)\d\d)[a-z]?\.\s{1,3}")
_MEDIUM = re.compile(r"\[(?P<medium>[^\[\]]{1,60})\]")
_SERIAL = re.compile(r"\([^()]{0,40}\b(?:No\. ?[^()]{1,20}|[Ee]d\.)\)\.?$")
_VERSION = re.compile(r"\s?[(\[].{1,60}[)\]]$")
_URL_WORDS = re.compile(r"\b(?:Retrieved|Available|Accessed|https?|doi|DOI|Archived|Last)\b")


@value
class _Opened:
    """An entry's head: who, when (APA), and where its title begins."""

    names: tuple[Name, ...]
    date: DateValue | None
    title: int
    """Where it stands."""
    bare: bool = False
    """Vancouver's form."""


def opens(desk: Desk, start: int, end: int) -> bool:
    """True when a reference-list entry begins at `start`, behind a signal or not."""
    signal = signals.match(desk.sheet.text, start, end)
    return _open(desk, signal.end if signal else start, end) is not None


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read the entry; None where the stretch is none."""
    desk = stretch.desk
    begin = stretch.opening.body
    opened = _open(desk, begin, stretch.end) if stretch.entry else None
    if opened is None:
        return None
    title = _title(stretch, opened.title)
    if title is None or not titles.has_words(title.words):
        return None
    tail = tails.read(desk, title.at.end, stretch.end)
    rest = _rest(desk, Span(title.at.end, stretch.end))
    found = (vancouver.read(rest) if opened.bare else None) or elements.read(
        rest, _is_italic(desk, title)
    )
    date = opened.date or tail.date or found.date
    names = opened.names
    traits = kinds.Traits(
        prefix=_medium(desk, title.at),
        authors=names,
        title=title.words,
        marked=not title.quoted,
        container=found.container,
        volume=found.volume,
        first_page=found.first_page,
        date=date,
        publisher=found.publisher,
        url=tail.url,
        chapter=found.chapter,
    )
    return Draft(
        at=Span(stretch.start, stretch.end),
        form=CitationForm.FULL,
        type=_kind(traits, opened.bare),
        signal=stretch.opening.signal,
        authors=names,
        title=title.words,
        container=found.container,
        volume=found.volume,
        first_page=found.first_page,
        pincite=found.pincite,
        date=date,
        publisher=found.publisher,
        url=tail.url,
        identifiers=identifiers.find((stretch.text, *tail.urls)),
        accessed=found.accessed or tail.accessed,
        marked=True,
        title_at=title.at,
    )


def _is_italic(desk: Desk, title: titles.Title) -> bool:
    """True for a book's or a report's title: its publisher follows, not a container."""
    return (
        desk.masked[title.at.start] == ITALIC
        or _SERIAL.search(desk.sheet.text, title.at.start, title.at.end) is not None
    )


def _kind(traits: kinds.Traits, bare: bool) -> CitationType:
    kind = kinds.type_of(traits)
    if bare and kind is CitationType.ARTICLE_NEWSPAPER:
        return CitationType.ARTICLE_JOURNAL
    if kind is CitationType.REPORT and traits.publisher and traits.url is None:
        return CitationType.BOOK
    return kind


def _open(desk: Desk, start: int, end: int) -> _Opened | None:
    masked = desk.masked
    end = min(end, start + _WINDOW)
    if start >= end:
        return None
    led = masked[start].isupper() or masked[start] in '“"' + ITALIC
    if not led and not authors.opens_with_particle(masked, start):
        return None
    if not desk.marks(start, end):
        return (
            _year_head(desk, start, end)
            or _bare_head(desk, start, end)
            or _placed_head(desk, start, end)
        )
    return (
        _dated_head(desk, start, end)
        or _year_head(desk, start, end)
        or _titled_head(desk, start, end)
        or _bare_head(desk, start, end)
    )


def _dated_head(desk: Desk, start: int, end: int) -> _Opened | None:
    """APA and Harvard: "Roe, J. A., & Doe, J. (2018). Title." """
    text, masked = desk.sheet.text, desk.masked
    close, year = start, None
    for _ in range(_PARENTHESES):
        paren = masked.find("(", close, end)
        if paren < 0 or not masked.startswith(BRACKETED, paren + 1):
            return None
        close = masked.find(")", paren, end)
        year = _YEAR_IN.fullmatch(text, paren + 1, close) if close > 0 else None
        if year is not None or close < 0:
            break
    if year is None or _TITLE_MARK.search(masked, start, paren):
        return None
    who = _ROLES.sub("", text[start:paren]).strip().replace("..", ".")
    names = authors.inverted(who) if _INITIALS.search(who) else ()
    following = close + 1
    pointed = text[following : following + 2] in (". ", ".\n", ".\t")
    if not names and pointed:
        names = authors.inverted(who) if "," in who else ()
        names = names or _group(who)
    if not names or not text[following:end].strip(" .,"):
        return None
    raw = text[paren + 1 : close]
    return _Opened(names, _apa_date(raw, year), _skip(text, following, end))


def _year_head(desk: Desk, start: int, end: int) -> _Opened | None:
    """Chicago's author-date: "Roe, Jane. 2018. “Title.” Journal"."""
    found = _YEAR_ALONE.search(desk.masked, start, end)
    if found is None or _TITLE_MARK.search(desk.masked, start, found.start()):
        return None
    who = desk.sheet.text[start : found.start() + 1]
    names = authors.inverted(who.rstrip(".")) if "," in who else ()
    names = names or _body(who)
    return _Opened(names, DateValue(found[1], found[1]), found.end()) if names else None


def _apa_date(raw: str, year: re.Match[str]) -> DateValue | None:
    """ "2021, January 5" is printed year first."""
    if year["none"]:
        return None
    head, comma, day = raw.partition(", ")
    if comma:
        whole = dates.parse(f"{day}, {head[:4]}") or dates.parse(f"{day} {head[:4]}")
        if whole is not None:
            return DateValue(raw, whole.iso)
    return DateValue(raw, year["year"])


def _titled_head(desk: Desk, start: int, end: int) -> _Opened | None:
    """MLA and Chicago's bibliography: "Roe, Jane, and John Doe. “Title.” Container"."""
    text, masked = desk.sheet.text, desk.masked
    group = next((group for group in desk.groups_in(start, end) if group.quoted), None)
    italic = next(desk.titles_in(start, end), None)
    if italic is not None and (group is None or italic.start <= group.start):
        at, close = italic.start, italic.end
        ended = text[close - 1] in ".?!" or text[close : close + 1] == "."
    elif group is not None:
        at = group.start
        ended = text[group.end - 2] in ".?!’'" and _follows(text, masked, group.end)
    else:
        return None
    who = text[start:at].strip()
    if ended and not who and group is not None and at == group.start:
        # MLA without an author: the container follows in italics.
        after = masked[group.end : group.end + 2].strip()
        return _Opened((), None, at) if after[:1] == ITALIC else None
    if not ended or not who.endswith((".", "?")):
        return None
    names = authors.inverted(who.rstrip(".")) if "," in who else ()
    names = names or _body(who)
    return _Opened(names, None, at) if names else None


def _bare_head(desk: Desk, start: int, end: int) -> _Opened | None:
    """AMA and Vancouver: "Roe JA, Doe K, et al. Title. Ex J Med. 2017;174:169-178"."""
    found = vancouver.head(desk.sheet.text, desk.masked, start, end)
    if found is None:
        return None
    names = found.names
    if found.body is not None and is_organisation(found.body):
        names = _body(found.body)
    if found.inverted is not None:
        names = authors.inverted(found.inverted)
    return _Opened(names, found.date, found.title, bare=True) if names else None


def _placed_head(desk: Desk, start: int, end: int) -> _Opened | None:
    """Chicago's bibliography without italics: "Doe, John. The Road. Chicago: Ex Press, 2005"."""
    if desk.masked.find(": ", start, end) < 0:
        return None
    found = _PLACED.match(desk.masked, start, end)
    names = authors.inverted(found["who"]) if found is not None else ()
    return _Opened(names, None, found.start("title")) if found is not None and names else None


def _follows(text: str, masked: str, end: int) -> bool:
    """True when a container or publisher can follow the quoted title."""
    rest = text[end : end + 3].strip()
    return bool(rest) and (rest[0].isupper() or masked[end : end + 2].strip()[:1] == ITALIC)


def _body(who: str) -> tuple[Name, ...]:
    """An organisation before the period or the year."""
    words = who.rstrip(". ")
    tokens = words.split()
    if not 1 <= len(tokens) <= 12 or "." in words.replace("U.S.", "").replace("U.N.", ""):
        return ()
    long = [token for token in tokens if len(token) > 3]
    if not all(token[0].isupper() or not token[0].isalpha() for token in long):
        return ()
    if tokens[0].casefold() in STARTERS - {"the"}:
        return ()
    if is_organisation(words):
        return (Name(literal=words),)
    return (authors.person(words),) if authors.is_person(words) else ()


def _group(who: str) -> tuple[Name, ...]:
    """A name that APA leaves as it is: a group's ("Harbour Desk"), never one person's."""
    return tuple(
        name if name.literal else Name(literal=f"{name.given} {name.family}") for name in _body(who)
    )


def _title(stretch: Stretch, start: int) -> titles.Title | None:
    """The marked title at `start`, or the words up to the period that ends it."""
    marked = titles.find(stretch.desk, start, stretch.end)
    if marked is not None and marked.at.start == start:
        return _without_version(marked)
    desk, end = stretch.desk, stretch.end
    limit = next((at.start for at in desk.titles_in(start, end)), end)
    limit = min(limit, next((link.start for link in desk.links_in(start, end)), end))
    for found in _TITLE_END.finditer(desk.masked, start, limit):
        at = found.start()
        asks = desk.masked[at] != "."
        if (
            asks
            and _is_italic_at(desk, limit, end)
            and _TITLE_END.search(desk.masked, found.end(), limit)
        ):
            continue  # "Does less help? A meta-analysis. *Pediatrics*"
        if asks or ends_sentence(desk.sheet.text, at, found.end()):
            words = desk.sheet.text[start : at + asks]
            return _without_version(titles.Title(Span(start, at + 1), _flat(words), True))
    words = desk.sheet.text[start:limit].rstrip(" .,")
    return titles.Title(Span(start, limit), _flat(words), True) if len(words) > 2 else None


def _is_italic_at(desk: Desk, limit: int, end: int) -> bool:
    return limit < end and desk.masked[limit] == ITALIC


def _without_version(title: titles.Title) -> titles.Title:
    """APA prints "(Report No. 5)" and "[Press release]" after the title."""
    words = _VERSION.sub("", title.words).strip() or title.words
    return titles.Title(title.at, words, title.quoted, title.pincite)


def _medium(desk: Desk, at: Span) -> str:
    """What APA's bracket after a title calls the piece: "Blog post"."""
    found = _MEDIUM.search(desk.sheet.text, at.start, at.end + 60)
    return found["medium"] if found is not None and found.start() <= at.end + 2 else ""


def _rest(desk: Desk, at: Span) -> str:
    """The words after the title, up to the URL or the access date."""
    end = next((link.start for link in desk.links_in(at.start, at.end)), at.end)
    words = desk.sheet.text[at.start : min(end, at.start + 400)]
    cut = _URL_WORDS.search(words)
    return _flat(words[: cut.start()] if cut else words).strip(" .,<")


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " .,\n\t":
        start += 1
    return start


def _flat(words: str) -> str:
    return " ".join(words.split())
