"""The zip and its parts, opened so that a hostile file costs little.

Rules kept here:
- Only parts that are asked for are unpacked (`zipped`); the number of elements is checked before
  any XML is parsed.
- A part with a DOCTYPE is refused, as ECMA-376 part 2 (OPC), 9.1.4, demands.
- Everything that is wrong with a file ends as one of the ReadError family.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

from citations.model import DocumentTooLarge, NotADocument

from ..trees import parser
from ..zipped import Zipped
from . import is_flat
from .flat import packed

MOST_ENTRIES = 10_000
MOST_MARKUP = 4_000_000
"""Occurrences of "<" and of "=" in one part: a tree takes about 120 bytes for each."""

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_CORE_PROPERTIES = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a part's .rels: where an r:id leads."""

    kind: str
    """The last word of its type: "hyperlink", "footnotes", "officeDocument"."""
    target: str
    """A URL where `external`, else a part's name without the leading slash."""
    external: bool


class Package:
    """The parts of an Office Open XML file, unpacked on demand."""

    def __init__(self, data: bytes, around: Package | None = None) -> None:
        """`around`: the package that holds these bytes as a part.

        Raises NotADocument for what is no readable zip, DocumentTooLarge past a bound.
        """
        refuse_ole(data)
        if is_flat(data):
            data = packed(data)
        spent = None if around is None else around._zip.sum
        self._zip: Zipped = Zipped(data, ".docx", MOST_ENTRIES, spent)
        # Part names are compared without case (OPC 9.1.1.1); zip names come as they were packed.
        self._entries = {
            entry.filename.replace("\\", "/").lstrip("/").lower(): entry
            for entry in self._zip.entries
        }
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._parser = parser(comments=False)

    def names(self) -> Iterator[str]:
        """Names of all entries, in lower case."""
        return iter(self._entries)

    def main_part(self) -> str | None:
        """Name of the main document part, None where the package has none."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument":
                return relationship.target
        return "word/document.xml" if "word/document.xml" in self._entries else None

    def related(self, part: str, kind: str) -> str | None:
        """The part of that kind which `part` points to ("" stands for the package)."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and not relationship.external:
                return relationship.target
        return None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Relationships of a part by their id; empty where it has none."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, Relationship] = {}
        for element in root if root is not None else ():
            kind, target = element.get("Type", ""), element.get("Target", "")
            if kind == _CORE_PROPERTIES:
                kind = "core-properties"
            else:
                for prefix in _RELATIONSHIPS:
                    kind = kind.removeprefix(prefix)
            external = element.get("TargetMode", "").lower() == "external"
            if not external:
                target = _part_name(folder, target)
            found[element.get("Id", "")] = Relationship(kind, target, external)
        return found

    def unpacked(self, part: str) -> bytes | None:
        """A part as it is, None where there is no such part. Raises the ReadError family."""
        entry = self._entries.get(part.lower())
        return None if entry is None else self._zip.unpack(entry)

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part, None where there is no such part. Raises the ReadError family."""
        data = self.unpacked(part)
        return None if data is None else parse(data, part, self._parser)


@lru_cache(maxsize=256)
def _part_name(folder: str, target: str) -> str:
    """The part that a relationship leads to; documents have parts of the same names."""
    return posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")


def parse(data: bytes, part: str, tool: etree.XMLParser) -> etree._Element:
    """The root element of one part's bytes. Raises NotADocument or DocumentTooLarge."""
    # XML in UTF-8 has no zero bytes.
    if b"<!DOCTYPE" in data or (b"\0" in data and any(mark in data for mark in _DOCTYPES)):
        raise NotADocument(f"unsafe .docx: {part} declares a DOCTYPE")
    if len(data) > MOST_MARKUP and max(data.count(b"<"), data.count(b"=")) > MOST_MARKUP:
        raise DocumentTooLarge(f".docx with too many elements in {part}")
    try:
        return etree.fromstring(data, tool)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error) or "huge" in str(error).lower():
            raise DocumentTooLarge(f".docx nested too deeply in {part}") from error
        raise NotADocument(f"damaged .docx: {part} is not well-formed XML") from error
    except ValueError as error:
        raise NotADocument(f"damaged .docx: {part} is not well-formed XML") from error


def refuse_ole(data: bytes) -> None:
    """Raise NotADocument, with the way out, for the OLE compound files of Office."""
    if not data.startswith(OLE_MAGIC):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise NotADocument("encrypted Office file: save it without a password first")
    if "WordDocument".encode("utf-16-le") in data:
        raise NotADocument("Word 97-2003 .doc: save it as .docx first")
    raise NotADocument("an Office file of the old binary kind, not a .docx")
