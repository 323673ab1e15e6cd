"""Entries of a reference list, in any style: a head, a title, and what follows it.

Rules kept here:
- Periods stand between the elements, so an entry is recognised at its head: a style's own
  (`styles`), or any list of names (`heads`), where what follows the title proves it.
- Where its title ends, `entrytitles` knows.
- Head and rest are sought within bounded windows; a paragraph of prose costs one look.
"""

from __future__ import annotations

from dataclasses import replace

from citations.model import CitationType, Span

from ...late import late_regex
from .. import identifiers, signals, tails
from ..desk import BRACKETED, ITALIC, QUOTED, Desk
from ..draft import Draft, Progress, Stretch
from ..secondary import kinds, titles
from . import elements, entrytitles, publishers, styles, vancouver
from .entrytitles import MOST, WINDOW
from .heads import YEAR_IN, Opened, Style, apa_date, bodied, leads_to_link, listed, says
from .learned import joining
from .parts import Elements, Setting

_EDITED = late_regex(r"\s(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg)\b")
_DATED_TITLE = late_regex(
    rf"[^.?!{QUOTED}]{{8,200}}[.?!]\s\((?P<date>{BRACKETED}{{4,30}})\)\.\s(?=\S)"
)
_VOLUME = late_regex(r",\s(?!(?:1[5-9]|20)\d\d$)\d{1,4}$")
"""APA's italics go on to the volume: "*Ex Bulletin, 112*"."""
_MEDIUM = late_regex(r"\[(?P<medium>[^\[\]]{1,60})\]")
_SERIAL = late_regex(r"\([^()]{0,40}\b(?:No\. ?[^()]{1,20}|[Ee]d\.)\)\.?$")
_NO_TITLE = late_regex(
    r"(?:Retrieved|Available|Accessed|Downloaded|Published|Updated|URL|Disponible|Online)\b(?:\s\S+){0,2}$"
    r"|https?:|(?:[^\W\d_a-z][a-z]{0,7}\.\s){1,6}[^\W\d_a-z][a-z]{0,7}\.?$"
)
"""What leads to a URL, and a journal's abbreviated name behind authors ("Bull. Soc. Chim")."""
_SPACE = late_regex(r"\s")
Parsed = tuple[titles.Title, Elements, tails.Tail]
"""Title, what stands behind it, and the URL and its like."""
_URL_WORDS = late_regex(
    r"\b(?:Retrieved|Downloaded|Available|Accessed|https?|doi|DOI|Archived|Last|URL|Disponible|Disponível"
    r"|Recuperado|Abgerufen|Verfügbar|Zugriff|Consulté|(?:Online|Internet)(?=:))\b"
)


def opens(desk: Desk, start: int, end: int, *, inside: bool = False) -> int:
    """Where the title begins of an entry that opens at `start`, behind a signal or not; else 0.

    (1 where it begins the text.)

    `inside`: an entry is being read; only the surest heads tell that another begins.
    """
    signal = signals.match(desk.sheet.text, start, end)
    start = signal.end if signal else start
    opened = styles.opening(desk, start, end) or (
        None if inside else _listed_head(desk, start, end)
    )
    if opened is None or (inside and _may_go_on(desk, opened, start)):
        return 0
    return max(opened.title, 1)


def _may_go_on(desk: Desk, opened: Opened, start: int) -> bool:
    """True for a body and its title: a book behind its editors, a site and its year look so.

    So do editors behind a chapter's title, and names in their natural order.
    """
    text = desk.sheet.text
    bodies = any(name.literal is not None for name in opened.names)
    straight = text.find(",", start, opened.title) < 0 and opened.style is not Style.BARE
    edited = _EDITED.search(text, start, opened.title) is not None
    return edited or ((bodies or straight) and text.find("(", start, opened.title) < 0)


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read the entry; None where the stretch is none."""
    desk = stretch.desk
    begin = stretch.opening.body
    if not stretch.entry:
        return None
    opened = styles.opening(desk, begin, stretch.end) or _listed_head(desk, begin, stretch.end)
    parsed = parse(desk, opened, stretch.end) if opened is not None else None
    if opened is None or parsed is None:
        return None
    draft = draft_of(stretch, opened, parsed)
    if progress.entries >= joining.ASKED:
        return draft
    progress.entries += 1
    return joining.joined(desk, Span(begin, stretch.end), draft)


def draft_of(stretch: Stretch, opened: Opened, parsed: Parsed) -> Draft:
    """The citation of a head and of what follows it."""
    desk = stretch.desk
    title, found, tail = parsed
    traits = kinds.Traits(
        prefix=_medium(desk, title.at) or found.genre,
        authors=opened.names,
        title=title.words,
        marked=not title.quoted,
        container=found.container,
        volume=found.volume,
        first_page=found.first_page,
        date=opened.date or tail.date or found.date,
        publisher=found.publisher,
        url=tail.url,
        chapter=found.chapter,
    )
    kind = CitationType.REPORT if found.genre else _kind(traits, opened.bare)
    return replace(
        traits.full(Span(stretch.start, stretch.end), kind, stretch.opening.signal),
        pincite=found.pincite,
        identifiers=identifiers.find((stretch.text, *tail.urls)),
        accessed=found.accessed or tail.accessed,
        title_at=title.at,
    )


def parse(desk: Desk, opened: Opened, end: int) -> Parsed | None:
    """Title and what follows it; None where the words are no entry."""
    title = entrytitles.read(desk, opened, end)
    if title is None or not titles.has_words(title.words) or _NO_TITLE.match(title.words):
        return None
    tail = tails.read(desk, title.at.end, end)
    rest, offset = _rest(desk, Span(title.at.end, end))
    setting = Setting(
        italic=_is_italic(desk, title),
        dated=opened.date is not None,
        linked=tail.url is not None,
        marked=_is_marked(desk, title),
        listed=opened.style is Style.LISTED,
        named=_container(desk, title, end),
    )
    found = (vancouver.read(rest) if opened.bare else None) or elements.read(rest, setting)
    if not setting.marked and found.publisher is None and found.container is None:
        title, found = _parted(title, found, opened, rest)
    if found.title_end and title.quoted and not _is_marked(desk, title):
        at = Span(title.at.start, offset + found.title_end)
        words = title.words + ". " * (title.words[-1] not in "?!") + " " * (title.words[-1] in "?!")
        title = titles.Title(at, words + rest[: found.title_end].strip(" ."), True)
    return title, found, tail


def _parted(
    title: titles.Title, found: Elements, opened: Opened, rest: str
) -> tuple[titles.Title, Elements]:
    """Part a title from the publisher that no mark parts from it."""
    body = next((name.literal for name in opened.names if name.literal), None)
    last = f"{title.words}, {rest}".strip(" .,").rsplit(", ", maxsplit=1)[-1]
    placed = publishers.is_place_alone(last)
    parted = publishers.run_on(title.words, body) if body or placed else None
    if parted is None:
        return title, found
    words, house = parted
    return replace(title, words=words), replace(found, publisher=house)


def _is_marked(desk: Desk, title: titles.Title) -> bool:
    return desk.masked[title.at.start] in '"“«„‘' + ITALIC


def _container(desk: Desk, title: titles.Title, end: int) -> str | None:
    """The italics behind a title that has none."""
    if desk.masked[title.at.start] == ITALIC:
        return None
    at = next(desk.titles_in(title.at.end, end), None)
    if at is None:
        return None
    words = desk.sheet.slice(at).strip(" ,:")
    return titles.without_period(_VOLUME.sub("", words))


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


def _listed_head(desk: Desk, start: int, end: int) -> Opened | None:
    """Any other list of names, before a date or before a title that a date follows."""
    end = min(end, start + WINDOW + MOST)
    if start >= end:
        return None
    opened = _unsigned(desk, start, end) if desk.masked[start] == ITALIC else None
    opened = opened or listed(desk, start, end) or bodied(desk, start, end)
    opened = opened or _unsigned(desk, start, end)
    if opened is None or opened.proved:
        return opened
    parsed = parse(desk, opened, end)
    if parsed is None or opened.style is Style.LISTED:
        return opened if parsed is not None else None
    title, found, tail = parsed
    sound = bool(found.publisher or found.container or found.volume or found.first_page)
    dated = found.date is not None or opened.date is not None
    sound = sound or found.plain or found.alone or bool(found.genre) or _is_marked(desk, title)
    if dated and sound:
        return opened
    linked = tail.url is not None and not says(desk.masked, start, title.at.end)
    return opened if linked and (sound or leads_to_link(desk, title.at.end, end)) else None


def _unsigned(desk: Desk, start: int, end: int) -> Opened | None:
    """APA without an author: "The title. (2018). Ex Press."; what follows has to prove it."""
    if not desk.sheet.text[start].isupper() or desk.masked.find(").", start, end - 2) < 0:
        return None
    found = _DATED_TITLE.match(desk.masked, start, end)
    if found is None:
        return None
    year = YEAR_IN.fullmatch(desk.sheet.text, found.start("date"), found.end("date"))
    if year is None:
        return None
    return Opened((), apa_date(year.group(), year), start, proved=False)


def _medium(desk: Desk, at: Span) -> str:
    """What APA's bracket after a title calls the piece: "Blog post"."""
    found = _MEDIUM.search(desk.sheet.text, at.start, at.end + 60)
    return found["medium"] if found is not None and found.start() <= at.end + 2 else ""


def _rest(desk: Desk, at: Span) -> tuple[str, int]:
    """The words after the title, up to the URL or the access date, and where they begin."""
    end = next((link.start for link in desk.links_in(at.start, at.end)), at.end)
    words = desk.sheet.text[at.start : min(end, at.start + MOST)]
    cut = _URL_WORDS.search(words)
    words = words[: cut.start()] if cut else words
    rest = words.lstrip(" .,<–—-\n\t")
    return _SPACE.sub(" ", rest).rstrip(" ,<"), at.start + len(words) - len(rest)
