"""Where the rules' reading leaves doubt, what the model reads beside it.

Rules kept here:
- Asked of an entry of a list whose title nothing marks or whose words have no field, and of a note
  of one paragraph in whose beginning no rule read a citation. What running notes cite, short forms,
  laws and cases are the rules' alone.
- A date, a URL, an identifier, names and a pinpoint that rules read stay as they are. Of the other
  fields the model's reading stands where it is sure enough of it, by what was measured for each.
- What the model takes for prose, or for more than one reference, stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from citations.model import CitationForm, CitationType, Span

from ....late import late_regex
from ... import identifiers, tails
from ...desk import ITALIC, Desk
from ...draft import Draft
from ...openings import Opening, open_at
from ...secondary import kinds
from .. import heads
from . import fields, told
from .fields import Field, Fields

SHORTEST, LONGEST = 30, 700
"""Characters of a note that is one reference."""
INSTEAD: Mapping[str, float] = {
    fields.TITLE: 0.88,
    fields.CONTAINER: 0.88,
    fields.PUBLISHER: 0.85,
    fields.VOLUME: 0.6,
    fields.PAGES: 0.9,
}
"""How sure the model must be of a field to stand instead of what the rules read."""
BESIDE: Mapping[str, float] = {
    fields.AUTHOR: 0.5,
    fields.TITLE: 0.5,
    fields.CONTAINER: 0.6,
    fields.PUBLISHER: 0.7,
    fields.VOLUME: 0.6,
    fields.PAGES: 0.7,
}
"""How sure it must be where they read nothing."""
LEFT_OUT: Mapping[str, float] = {fields.VOLUME: 0.85}
"""How sure it must be of all words to say that there is no such field, where rules read one."""
WHOLE = 0.85
"""How sure it must be of all words where no rule read a work."""
_WAYS = frozenset((fields.CONTAINER, fields.PUBLISHER, fields.LINK))
"""By one of them a work is found of which no rule knows anything."""
ASKED = 300
"""Entries of one text of which the model is asked: a hostile text has no end of them."""
_LEGAL = (
    *("§", "¶", " v. ", " Doc. ", " No. L ", "U.N.T.S.", " art. ", " arts. ", " F.3d", " F.2d"),
    *(" U.S.C", " C.F.R", " Fed. Reg", " Stat. ", " Cong. "),
)
"""What laws and cases have; the model was shown none."""
_SECONDARY = frozenset(
    {
        *(CitationType.ARTICLE_JOURNAL, CitationType.ARTICLE_NEWSPAPER, CitationType.BOOK),
        *(CitationType.CHAPTER, CitationType.REPORT, CitationType.PRESS_RELEASE),
        *(CitationType.WEBPAGE, CitationType.DOCUMENT),
    }
)
_YEAR = late_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_WORD = late_regex(r"[^\W_]{2,}")
_WORDS = late_regex(r"[^\W_]+")
_LEFT = 2
"""Words of an entry that no field has: so many leave doubt."""
_LEADING = """
in In the of and an at on for by to from with vol Vol no pp ed eds Ed Eds edited trans et al ISBN
doi DOI Available available accessed Accessed retrieved Retrieved
"""
_SMALL = frozenset(_LEADING.split())
_MARKED = frozenset('"“«„‘' + ITALIC)
_TRACES = "ACPDUVG"
"""Labels of the fields by which a work is found, beside its title."""


def joined(desk: Desk, at: Span, draft: Draft) -> Draft:
    """An entry with what the model knows better than rules; `at` begins behind its signal."""
    if not SHORTEST <= len(at) <= LONGEST or not _is_doubtful(desk, at, draft):
        return draft
    found = fields.read(desk, at)
    return _joined(desk, draft, found) if _is_reference(found) else draft


def alone(desk: Desk, drafts: Sequence[Draft]) -> Draft | None:
    """What the model makes of a note in whose beginning no rule read anything; None for prose."""
    if len(drafts) > 1 or (drafts and not _may_be_late(desk, drafts[0])):
        return None
    at = _paragraph(desk)
    if at is None:
        return None
    opening = open_at(desk, at.start, at.end)
    if drafts and drafts[0].at.start <= opening.body:
        return None
    found = fields.read(desk, Span(opening.body, at.end))
    sure = _is_reference(found) and found.sure >= WHOLE and not _WAYS.isdisjoint(found.by)
    if not sure or not _may_be_title(desk, found.by[fields.TITLE].at):
        return None
    return _made(desk, opening, at.end, found)


def _may_be_title(desk: Desk, at: Span) -> bool:
    """False for a sentence's end: small letters lead it, or a verb stands in it."""
    return not desk.sheet.text[at.start].islower() and not heads.says(
        desk.sheet.text, at.start, at.end
    )


def _may_be_late(desk: Desk, draft: Draft) -> bool:
    """True where words stand before the one citation, and it is no law's."""
    full = draft.form is CitationForm.FULL and draft.type in _SECONDARY
    return full and draft.signal is None and bool(desk.sheet.text[: draft.at.start].strip())


def _paragraph(desk: Desk) -> Span | None:
    """The one paragraph of a note, where it can be a reference."""
    text = desk.sheet.text
    if desk.context.note is None or not SHORTEST <= len(text) <= LONGEST:
        return None
    full = [at for at in desk.sheet.paragraphs if len(at) and not desk.sheet.slice(at).isspace()]
    if len(full) != 1 or any(map(text.__contains__, _LEGAL)):
        return None
    words = desk.sheet.slice(full[0])
    start = full[0].end - len(words.lstrip())
    end = full[0].start + len(words.rstrip())
    dated = _YEAR.search(words) is not None or desk.is_linked(start, end)
    return Span(start, end) if dated else None


def _is_doubtful(desk: Desk, at: Span, draft: Draft) -> bool:
    """True where a title is wanting or unmarked in a list's entry, or words have no field."""
    if draft.title is None or draft.title_at is None:
        return True
    if desk.masked[draft.title_at.start] not in _MARKED:
        return True
    return len(_left(desk, at, draft)) >= _LEFT


def _left(desk: Desk, at: Span, draft: Draft) -> set[str]:
    """The words of an entry that no field has."""
    parts = [draft.title, draft.container, draft.publisher, draft.volume, draft.first_page]
    parts += [draft.pincite, draft.date.raw if draft.date else None, draft.signal]
    parts += [draft.accessed.raw if draft.accessed else None]
    parts += [word for name in draft.authors for word in (name.family, name.given, name.literal)]
    parts += [each.text for each in draft.parentheticals]
    known = set(_WORD.findall(" ".join(part for part in parts if part)))
    words, start = [], at.start
    for link in desk.links_in(at.start, at.end):
        words += _WORD.findall(desk.sheet.text, start, max(start, link.start))
        start = link.end
    words += _WORD.findall(desk.sheet.text, start, at.end)
    return {word for word in words if word not in known} - _SMALL


def _is_reference(found: Fields) -> bool:
    """True where the words came to a reference's parts."""
    return fields.TITLE in found.by and sum(label in found.by for label in _TRACES) >= 2


def _joined(desk: Desk, draft: Draft, found: Fields) -> Draft:
    """The rules' draft with what the model knows better."""
    instead, beside = told.of(desk, found, INSTEAD), told.of(desk, found, BESIDE)
    title = found.by.get(fields.TITLE)
    if draft.pincite is not None:
        beside.pop(fields.PAGES, None)
    if not _may_move(desk, draft, title):
        instead.pop(fields.TITLE, None)
    if draft.publisher and draft.publisher in instead.get(fields.CONTAINER, ""):
        instead.pop(fields.CONTAINER)

    def either(label: str, read: str | None) -> str | None:
        if not read:
            return beside.get(label)
        if label not in found.by and found.sure >= LEFT_OUT.get(label, 1.1):
            return None
        other = instead.get(label, read)
        return read if _same(read, other) else other

    by = None if draft.authors else told.sure(found, fields.AUTHOR, BESIDE)
    moved = title is not None and fields.TITLE in (instead if draft.title else beside)
    return replace(
        draft,
        authors=told.names(desk, by) if by is not None else draft.authors,
        title=either(fields.TITLE, draft.title),
        container=either(fields.CONTAINER, draft.container),
        publisher=either(fields.PUBLISHER, draft.publisher),
        volume=either(fields.VOLUME, draft.volume),
        first_page=either(fields.PAGES, draft.first_page),
        date=draft.date or told.date(desk, found),
        title_at=title.at if moved and title is not None else draft.title_at,
    )


def _may_move(desk: Desk, draft: Draft, title: Field | None) -> bool:
    """True where a title that no mark ends begins where rules say.

    Behind names its end alone is in doubt.
    """
    at = draft.title_at
    if title is None or at is None:
        return True
    if desk.masked[at.start] in _MARKED:
        return False
    if title.at.end < at.end and desk.sheet.text.startswith(":", title.at.end):
        return False  # a subtitle
    first = _WORDS.search(desk.sheet.text, at.start)
    return not draft.authors or (first is not None and first.start() == title.at.start)


def _same(one: str, other: str) -> bool:
    """True where only marks differ."""
    return _WORDS.findall(one) == _WORDS.findall(other)


def _made(desk: Desk, opening: Opening, end: int, found: Fields) -> Draft | None:
    """A draft where the rules read none; None where a title or a way to the work is wanting."""
    words = told.of(desk, found, BESIDE)
    title = found.by[fields.TITLE]
    first = _WORDS.search(desk.sheet.text, opening.body, end)
    leads = (title, found.by.get(fields.AUTHOR, title))
    if first is None or first.start() not in [each.at.start for each in leads]:
        return None  # prose leads to it
    tail = tails.read(desk, title.at.end, end)
    date = told.date(desk, found)
    if fields.TITLE not in words or (date is None and tail.url is None):
        return None
    by = told.sure(found, fields.AUTHOR, BESIDE)
    traits = kinds.Traits(
        authors=told.names(desk, by) if by is not None else (),
        title=words[fields.TITLE],
        container=words.get(fields.CONTAINER),
        volume=words.get(fields.VOLUME),
        first_page=words.get(fields.PAGES),
        date=date,
        publisher=words.get(fields.PUBLISHER),
        url=tail.url,
    )
    return replace(
        traits.full(Span(opening.start, end), kinds.type_of(traits), opening.signal),
        identifiers=identifiers.find((desk.sheet.text[opening.start : end], *tail.urls)),
        accessed=tail.accessed,
        title_at=title.at,
    )
