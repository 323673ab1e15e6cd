"""Link headers and application/link-format (RFC 8288, RFC 6690), as Memento uses them.

Rules kept here:
- Linear in the input and bounded: one pass, a fixed number of links, whatever an archive sends.
- Commas and semicolons inside angle brackets and quotation marks part nothing; URIs of mementos
  are full of both.
- What is broken is passed over up to the next comma; nothing raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .dates import from_http

MOST_LINKS = 20_000


@dataclass(frozen=True, slots=True)
class WebLink:
    """One link: where it leads and what it is."""

    target: str
    rels: frozenset[str]
    """Relation types in lower case."""
    at: datetime | None = None
    """The datetime attribute of a memento."""


def parse_links(text: str) -> Iterator[WebLink]:
    """The links of a header or a TimeMap, in order."""
    at = 0
    for _ in range(MOST_LINKS):
        at = text.find("<", at)
        if at < 0:
            return
        end = text.find(">", at)
        if end < 0:
            return
        target = text[at + 1 : end].strip()
        at, attributes = _attributes(text, end + 1)
        rels = frozenset(attributes.get("rel", "").lower().split())
        if target and rels:
            moment = attributes.get("datetime")
            yield WebLink(target, rels, from_http(moment) if moment else None)


def _attributes(text: str, at: int) -> tuple[int, dict[str, str]]:
    """Attributes up to the comma that ends the link, and where that is; the first of a name counts
    (RFC 8288, 3.3)."""
    found: dict[str, str] = {}
    length = len(text)
    while at < length and text[at] != ",":
        if text[at] == "<":  # a comma was forgotten
            break
        if text[at] in "; \t\r\n":
            at += 1
            continue
        start = at
        while at < length and text[at] not in "=;,<":
            at += 1
        name = text[start:at].strip().lower()
        value = ""
        if at < length and text[at] == "=":
            at, value = _value(text, at + 1)
        found.setdefault(name, value)
    return at, found


def _value(text: str, at: int) -> tuple[int, str]:
    """A token or a quoted string, and where it ends."""
    length = len(text)
    while at < length and text[at] in " \t":
        at += 1
    if at < length and text[at] == '"':
        parts: list[str] = []
        at += 1
        while at < length and text[at] != '"':
            if text[at] == "\\" and at + 1 < length:
                at += 1
            parts.append(text[at])
            at += 1
        return at + 1, "".join(parts)
    start = at
    while at < length and text[at] not in ";,":
        at += 1
    return at, text[start:at].strip()
