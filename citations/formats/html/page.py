"""A web page → Layout.

Rules kept here:
- A title or date that the page declares is believed; a canonical address makes no base.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bs4 import Tag

from citations.dates import find, parse
from citations.model import DateValue, Span
from citations.passage import Layout, NoteBody, Passage

from ..decoding import decode
from ..targets import absolute
from .notes import plan
from .tree import attribute, words_of
from .tree import parse as parse_html
from .walk import Walk

_TELLING = frozenset({"base", "meta", "title", "h1", "h2"})
"""Tags that tell something about the whole page."""
_DATES = (
    "article:published_time",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
    "datepublished",
)


def read_layout(data: bytes, address: str | None) -> Layout:
    """Bytes of a page that came from `address` → Layout. Raises the ReadError family."""
    text, encoding = decode(data)
    soup, tags = parse_html(text)
    telling = [tag for tag in tags if tag.name in _TELLING]
    base = _base(telling, address) or address
    walk = Walk(text, plan(tags), base)
    walk.run(soup)
    return Layout(
        text,
        encoding,
        tuple(walk.body),
        tuple(walk.notes),
        _title(telling, tags),
        _date(telling),
    )


def read_fragment(text: str, within: Span) -> tuple[tuple[Passage, ...], tuple[NoteBody, ...]]:
    """Passages and notes of HTML inside another format; offsets are those of the whole text."""
    soup, tags = parse_html(text, within)
    walk = Walk(text, plan(tags), None)
    walk.run(soup)
    return tuple(walk.body), tuple(walk.notes)


def _title(telling: Sequence[Tag], tags: Sequence[Tag]) -> str | None:
    """What is declared, else what Google Docs styles as the title, else the first heading."""
    declared = (tag for tag in telling if tag.name == "title")
    styled = (tag for tag in tags if tag.name == "p" and _is_title(tag))
    headings = (tag for name in ("h1", "h2") for tag in telling if tag.name == name)
    for tag in chain(declared, styled, headings):
        words = " ".join(words_of(tag).split())
        if words:
            return words
    return None


def _is_title(tag: Tag) -> bool:
    return "title" in attribute(tag, "class").split()


def _base(tags: Sequence[Tag], address: str | None) -> str | None:
    bases = (absolute(attribute(tag, "href"), address) for tag in tags if tag.name == "base")
    return next((url for url in bases if url is not None), None)


def _date(tags: Sequence[Tag]) -> DateValue | None:
    declared: dict[str, str] = {}
    for tag in tags:
        if tag.name == "meta":
            names = (attribute(tag, name) for name in ("property", "name", "itemprop"))
            name = next((each for each in names if each), "").lower()
            declared.setdefault(name, attribute(tag, "content").strip())
    for name in _DATES:
        value = declared.get(name, "")
        found = parse(value) or next((each.value for each in find(value[:60])), None)
        if found is not None:
            return found
    return None
