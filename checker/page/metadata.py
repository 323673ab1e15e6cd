"""What a page declares about itself: JSON-LD, meta elements, link elements.

Rules kept here:
- Structured data goes first (schema.org), then the names that scholarly pages use (Highwire,
  Dublin Core), then those of social media, then the old ones.
- Everything is hostile: bounded in number and length, folded to one line, no lone surrogates.
- Dates are kept as declared; reading them is for whoever compares them.

Sources: schema.org Article, Google Scholar's inclusion guidelines (citation_*), Dublin Core,
the Open Graph protocol, WHATWG HTML (meta refresh).
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

LONGEST = 300
"""Characters of a title, name or date."""
_MOST_AUTHORS = 30
_MOST_OTHERS = 5
"""Titles and dates beside the first."""
_MOST_VALUES = 500
"""JSON-LD objects looked at."""
_LONGEST_SCRIPT = 300_000
_SOON = 10
"""Seconds within which a refresh is a redirect."""

_AUTHOR = (
    "citation_author",
    "citation_authors",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_PUBLISHED = (
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "datepublished",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "datemodified",
    "og:updated_time",
    "last-modified",
)
_SITE = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
_TITLE = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
_HEADLINES = ("headline", "alternativeHeadline", "name")

_WORKS = re.compile(
    r"(?:Article|Posting|Report|Book|WebPage|CreativeWork|Thesis|Dataset|Legislation)$"
)
_REFRESH = re.compile(
    r"\s{0,20}(\d{0,6})(?:\.[\d.]{0,20})?\s{0,20}[;,\s]\s{0,20}(?:url\s{0,20}=\s{0,20})?+(.{1,2000})",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Declared:
    """What a page says of itself; None and empty where it says nothing."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    """The best first."""
    modified: str | None = None
    site: str | None = None
    robots: str | None = None
    body: str = ""
    """The article, where JSON-LD has it, as written."""


def line(text: object, length: int = LONGEST) -> str:
    """A declared value as one bounded line that can be stored: no control characters."""
    if not isinstance(text, str):
        return ""
    folded = " ".join(text[: 4 * length].split())[:length]
    if folded.isprintable():
        return folded
    kept = "".join(char for char in folded if char.isprintable())
    return kept.encode("utf-8", "ignore").decode().strip()


def declared(meta: Mapping[str, list[str]], scripts: Sequence[str]) -> Declared:
    """What meta elements (name → contents) and JSON-LD scripts say together."""
    if not meta and not scripts:
        return Declared()
    data = _from_scripts(scripts)
    authors = data.authors or tuple(_authors(meta))
    return Declared(
        titles=_distinct((*_all(meta, _TITLE), *data.titles)),
        authors=authors[:_MOST_AUTHORS],
        published=_distinct((*data.published, *_all(meta, _PUBLISHED))),
        modified=data.modified or _first(meta, _MODIFIED),
        site=_first(meta, _SITE) or data.site,
        robots=_first(meta, ("robots",)),
        body=data.body,
    )


def _first(meta: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    return next(_all(meta, names), None)


def _all(meta: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """What the names give, the best name first."""
    for name in names:
        yield from filter(None, meta.get(name, ()))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(values), 1 + _MOST_OTHERS))


def _authors(meta: Mapping[str, list[str]]) -> Iterator[str]:
    """The authors that the first of the known names gives; profile addresses are no names."""
    for name in _AUTHOR:
        found = [value for value in meta.get(name, ()) if value and "://" not in value]
        if found:
            if name == "citation_authors":
                found = [part.strip() for part in found[0].split(";")]
            yield from dict.fromkeys(part for part in found if part)
            return


def _from_scripts(scripts: Iterable[str]) -> Declared:
    """The first work that JSON-LD describes, in the order of the page."""
    found = Declared()
    for script in scripts:
        if len(script) > _LONGEST_SCRIPT:
            continue
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        objects = list(_objects(data))
        for each in objects:
            if not any(_WORKS.search(kind) for kind in _kinds(each)):
                continue
            if not found.authors:
                authors = each.get("author") or each.get("creator")
                found.authors = tuple(_names(authors) or _names(_referred(authors, objects)))
            if not found.titles:
                headlines = (line(each.get(name)) for name in _HEADLINES)
                found.titles = tuple(unescape(each) for each in headlines if each)
            if not found.published and (day := line(each.get("datePublished"))):
                found.published = (day,)
            if not found.body and isinstance(body := each.get("articleBody"), str):
                found.body = body
            found.modified = found.modified or line(each.get("dateModified")) or None
            found.site = found.site or next(iter(_names(each.get("publisher"))), None)
    return found


def _referred(value: Any, objects: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What a value names by its "@id" alone, out of the same script (JSON-LD 1.1, 3.3)."""
    asked = {
        each["@id"]
        for each in (value if isinstance(value, list) else [value])[:_MOST_AUTHORS]
        if isinstance(each, dict) and isinstance(each.get("@id"), str)
    }
    return [each for each in objects if asked and each.get("@id") in asked and "name" in each]


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """Objects from the outside in, so that an article comes before what it mentions; bounded."""
    waiting = deque([data])
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(list(value.values())[:50])
        elif isinstance(value, list):
            waiting.extend(value[:100])


def _kinds(value: Mapping[str, Any]) -> list[str]:
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [each for each in kinds[:10] if isinstance(each, str)]


def _names(value: Any) -> list[str]:
    """Names of persons and organisations, given as strings, objects or lists of them."""
    found: dict[str, None] = {}
    for each in (value if isinstance(value, list) else [value])[:_MOST_AUTHORS]:
        name = line(each.get("name") if isinstance(each, dict) else each)
        if "&" in name:  # some write HTML into their JSON
            name = line(unescape(name))
        if name and "://" not in name:
            found[name] = None
    return list(found)


def refresh_target(content: str) -> str | None:
    """The URL as written of `<meta http-equiv=refresh content=…>`, if it leads away soon."""
    match = _REFRESH.match(content[:2100])
    if match is None or int(match.group(1) or 0) > _SOON:
        return None
    target = match.group(2).strip()
    if target[:1] in ("'", '"'):
        target = target[1:].partition(target[0])[0]
    return target.strip() or None
