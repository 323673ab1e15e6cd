"""Where the links of a Document stand in the XML of its Word file.

Rules kept here:
- Links are matched in order: the n-th hyperlink to an address, or the n-th time that an address is
  printed, is the n-th such link of the Document. The body comes first, then footnotes and endnotes
  in the order of their references, as the reader goes.
- Where the two do not count alike the address is refused: nothing is changed on a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from citations import canonical_key
from citations.model import Document, Link, LinkForm

from ..model import FixRefused
from .lines import Field, name_of, paragraphs, read_line
from .parts import Parts

_TRAILING = ".,;:!?'*~|)}"
_REST = re.compile(r"[^\s<>\"“”„«»\[\]{}‘’]*")
_URL_BEFORE = re.compile(r"[A-Za-z0-9_/.=&%#@-]")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"(?:\s+\\l\s+"([^"]+)")?', re.IGNORECASE)
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A link in the XML: characters of one paragraph, and the hyperlink around them."""

    part: str
    paragraph: etree._Element
    start: int
    end: int
    hyperlink: etree._Element | None = None
    field: Field | None = None
    marker: etree._Element | None = None
    """The run of the note's reference in the body; None for the body itself."""


class Places:
    """Every link of a document with its place."""

    def __init__(self, parts: Parts, document: Document) -> None:
        self._parts = parts
        self._stories = list(_stories(parts))
        wanted: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for _, link in document.all_links():
            wanted[_kind(link)].append(link)
        self._wanted = wanted
        self._found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
        bare = {raw for kind, raw in wanted if kind == "bare"}
        for part, paragraph, marker in self._stories:
            self._look(part, paragraph, marker, bare)

    def of(self, link: Link) -> Spot:
        """The place of a link. Raises FixRefused."""
        kind = _kind(link)
        wanted, found = self._wanted[kind], self._found[kind]
        if len(wanted) != len(found):
            raise FixRefused(f"does not show in its XML where {link.url} stands; change it by hand")
        return found[next(n for n, each in enumerate(wanted) if each is link)]

    def _look(
        self, part: str, paragraph: etree._Element, marker: etree._Element | None, bare: set[str]
    ) -> None:
        line = read_line(paragraph)
        linked: list[tuple[int, int]] = []
        at = 0
        while at < len(line.cells):
            hyperlink = _around(line.cells[at].run, "hyperlink")
            end = at + 1
            if hyperlink is not None:
                while end < len(line.cells) and (
                    _around(line.cells[end].run, "hyperlink") is hyperlink
                ):
                    end += 1
                url = self._target(part, hyperlink)
                if url:
                    linked.append((at, end))
                    self._found["link", canonical_key(url)].append(
                        Spot(part, paragraph, at, end, hyperlink, marker=marker)
                    )
            at = end
        for each in line.fields:
            match = _HYPERLINK.match(each.code)
            if match and each.end > each.start:
                url = match[1] + (f"#{match[2]}" if match[2] else "")
                linked.append((each.start, each.end))
                self._found["link", canonical_key(url)].append(
                    Spot(part, paragraph, each.start, each.end, field=each, marker=marker)
                )
        for raw in bare:
            for start in _printed(line.text, raw):
                if not any(first < start + len(raw) and start < last for first, last in linked):
                    self._found["bare", raw].append(
                        Spot(part, paragraph, start, start + len(raw), marker=marker)
                    )

    def _target(self, part: str, hyperlink: etree._Element) -> str | None:
        relation = next((str(v) for k, v in hyperlink.attrib.items() if _is_relation(str(k))), "")
        url = self._parts.target(part, relation)
        anchor = hyperlink.get(self._parts.names.tag("anchor"))
        return f"{url}#{anchor}" if url and anchor and "#" not in url else url


def _kind(link: Link) -> tuple[str, str]:
    if link.form is LinkForm.ANCHOR:
        return "link" if len(link.span) else "picture", link.key
    return "bare", link.raw


def _is_relation(name: str) -> bool:
    return name.startswith("{") and name.endswith("}id") and "relationships" in name


def _printed(text: str, raw: str) -> Iterator[int]:
    """Where an address is printed whole, not as the beginning of a longer one."""
    at = text.find(raw)
    while at >= 0:
        rest = _REST.match(text, at + len(raw))
        longer = rest is not None and rest[0].rstrip(_TRAILING) != ""
        if not longer and not (at and _URL_BEFORE.match(text, at - 1)):
            yield at
        at = text.find(raw, at + len(raw))


def _around(run: etree._Element, name: str) -> etree._Element | None:
    """The element of that name around a run, inside its paragraph."""
    for up in run.iterancestors():
        if name_of(up) == name:
            return up
        if name_of(up) == "p":
            return None
    return None


def _stories(
    parts: Parts,
) -> Iterator[tuple[str, etree._Element, etree._Element | None]]:
    """Part, paragraph and the reference of its note, as the reader goes through them."""
    main = parts.xml(parts.main)
    assert main is not None
    tag = parts.names.tag
    for paragraph in paragraphs(main):
        yield parts.main, paragraph, None
    for part_kind, element in _NOTES:
        part = parts.related(parts.main, part_kind)
        root = None if part is None else parts.xml(part)
        if part is None or root is None:
            continue
        notes: dict[str, etree._Element] = {}
        for item in root:
            if name_of(item) == element and item.get(tag("type")) is None:
                notes.setdefault(item.get(tag("id"), ""), item)
        for reference in main.iter(tag(f"{element}Reference")):
            note = notes.pop(reference.get(tag("id"), ""), None)
            run = reference.getparent()
            deleted = _around(reference, "del") is not None
            if note is not None and not deleted:
                for paragraph in paragraphs(note):
                    yield part, paragraph, run
        for note in notes.values():
            for paragraph in paragraphs(note):
                yield part, paragraph, None
