"""The parts of a Word document that a fix may change, parsed when they are asked for.

Rules kept here:
- The reader has looked at the letter, not at the parts that only a fix opens (comments, content
  types): each is bounded here, and one that cannot be read is refused in one line.
- Only parts that were changed are written.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from ..model import FixRefused
from .archive import replaced

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STRICT = "http://purl.oclc.org/ooxml/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LARGEST_PART = 64 << 20
"""Bytes, unpacked: what the reader takes."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, SyntaxError)
"""What zipfile and lxml raise of a part that is not what it says."""
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class Names:
    """The namespaces of this file: transitional or strict."""

    w: str
    r: str

    def tag(self, name: str) -> str:
        """The qualified name of an element or attribute of WordprocessingML."""
        return f"{{{self.w}}}{name}"


class Parts:
    """One file's parts."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile:
            raise FixRefused("is one XML file; save it as .docx, check it, and fix that") from None
        self._entries = {name.lstrip("/").lower(): name for name in self._zip.namelist()}
        self._trees: dict[str, etree._Element] = {}
        self._changed: set[str] = set()
        main = self.related("", "officeDocument")
        self.main = main if main is not None else "word/document.xml"
        root = self.xml(self.main)
        if root is None:
            raise FixRefused("has no document part")
        w = etree.QName(root).namespace or ""
        self.names = Names(w, _OFFICE_STRICT if w.startswith(_STRICT) else _OFFICE)

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part; None where there is none."""
        key = part.lower()
        if key not in self._trees:
            name = self._entries.get(key)
            if name is None:
                return None
            self._trees[key] = self._parsed(name)
        return self._trees[key]

    def _parsed(self, name: str) -> etree._Element:
        if self._zip.getinfo(name).file_size > LARGEST_PART:
            raise FixRefused("unpacks to too much")
        try:
            return etree.fromstring(self._zip.read(name), _parser())
        except _DAMAGE as error:
            raise FixRefused("is damaged; save it again in Word, check it, and fix that") from error

    def touch(self, part: str) -> None:
        """The part was changed and is to be written."""
        self._changed.add(part.lower())

    def related(self, part: str, kind: str) -> str | None:
        """The part of that kind which a part points to."""
        root = self.xml(_relations_of(part))
        for item in root if root is not None else ():
            internal = item.get("TargetMode", "").lower() != "external"
            if internal and item.get("Type", "").rpartition("/")[2] == kind:
                folder = "/" + posixpath.dirname(part)
                target = posixpath.join(folder, unquote(item.get("Target", "")))
                return posixpath.normpath(target).lstrip("/")
        return None

    def target(self, part: str, relation: str) -> str | None:
        """The URL of an external relationship."""
        root = self.xml(_relations_of(part))
        for item in root if root is not None else ():
            if item.get("Id") == relation and item.get("TargetMode", "").lower() == "external":
                return item.get("Target")
        return None

    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """Add a relationship; gives its id."""
        name = _relations_of(part)
        root = self.xml(name)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
            self._add(name, root)
        taken = {item.get("Id") for item in root}
        number = 1
        # Names of their own: a letter may use "rId7" and have lost what it stood for.
        while f"rIdFix{number}" in taken:
            number += 1
        item = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        item.set("Id", f"rIdFix{number}")
        item.set("Type", f"{self.names.r}/{kind}")
        item.set("Target", target)
        if external:
            item.set("TargetMode", "External")
        self.touch(name)
        return f"rIdFix{number}"

    def comments(self) -> etree._Element:
        """The root of the comments part, made with its relationship and type where missing."""
        part = self.related(self.main, "comments")
        root = None if part is None else self.xml(part)
        if part is None or root is None:
            folder = posixpath.dirname(self.main)
            part = posixpath.join(folder, "comments.xml")
            if part.lower() in self._entries:
                part = posixpath.join(folder, "comments-of-fixes.xml")
            root = etree.Element(self.names.tag("comments"), nsmap={"w": self.names.w})
            self._add(part, root)
            self.relate(self.main, "comments", posixpath.basename(part))
            self._declare(part)
        self.touch(part)
        return root

    def written(self) -> bytes:
        """The file with its changed parts."""
        changed = {
            self._entries[key]: etree.tostring(
                self._trees[key].getroottree(),
                xml_declaration=True,
                encoding="UTF-8",
                standalone=True,
            )
            for key in sorted(self._changed)
        }
        return replaced(self._data, changed)

    def _add(self, part: str, root: etree._Element) -> None:
        self._entries[part.lower()] = part
        self._trees[part.lower()] = root

    def _declare(self, part: str) -> None:
        name = "[content_types].xml"
        root = self.xml(name)
        if root is None:
            raise FixRefused("has no content types")
        item = etree.SubElement(root, f"{{{_TYPES}}}Override")
        item.set("PartName", f"/{part}")
        item.set("ContentType", _COMMENTS_TYPE)
        self.touch(name)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
