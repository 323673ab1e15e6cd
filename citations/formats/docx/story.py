"""Walks the XML of one story into paragraphs of pieces.

Rules kept here:
- What a reader sees is taken, once: tracked insertions and moves count, deletions do not; of an
  mc:AlternateContent the first choice; hidden runs and field codes are left out.
- Elements that are not known are walked through, so content controls, smart tags and custom XML
  need no case of their own. The paragraphs of a text box follow the one that it is anchored in.
- Nesting is bounded here as well, since the walk calls itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Final

from lxml import etree

from citations.model import DocumentTooLarge, NoteKind

from ..unseen import seen
from .fields import Fields
from .names import (
    A_STRICT,
    A_TRANSITIONAL,
    M_STRICT,
    M_TRANSITIONAL,
    MC,
    VML,
    XML_SPACE,
    attribute,
    child,
    local,
    relation,
    w,
)
from .numbers import read_section
from .package import Relationship
from .pieces import NoteMark, OwnLabel, Paragraph, Picture, Section, Target, Words
from .styles import PLAIN, Look, Styles, read_list, run_properties
from .symbols import symbol

DEEPEST: Final = 200
"""Levels of elements; Word writes some 30 for a text box in a table."""

_UNREADABLE: Final = "*"
"""Shown for a note's own mark that is left out, or drawn in a font that has no reading."""
_RUN_PROPERTIES: Final = w("rPr")
_LINK_STYLES: Final = frozenset(("Hyperlink", "FollowedHyperlink", "InternetLink"))
_SKIPPED: Final = (
    *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "rt"),
    *("delText", "delInstrText", "fldData", "ffData", "annotationRef", "pgNum"),
)
_KINDS: Final = {
    "footnoteReference": NoteKind.FOOTNOTE,
    "endnoteReference": NoteKind.ENDNOTE,
}


class Story:
    """One part's paragraphs, and what was noticed on the way."""

    def __init__(self, styles: Styles, relationships: Mapping[str, Relationship]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.sections: list[Section] = []
        self.bookmarks: dict[str, NoteMark] = {}
        """Note references by the bookmarks around them, for NOTEREF fields."""
        self.dropped: set[tuple[NoteKind, str]] = set()
        """Notes whose references are deleted or hidden."""
        self._styles = styles
        self._relationships = relationships
        self._fields = Fields()
        self._open_bookmarks: dict[str, str] = {}
        self._paragraph = Paragraph()
        self._later: list[etree._Element] = []
        self._link: Target | None = None
        self._look = PLAIN
        self._linked_style = False
        self._run = 0
        self._custom: NoteMark | None = None
        self._custom_run = 0
        self._inside = False
        self._joins_next = False
        self._depth = 0

    def walk(self, elements: Iterable[etree._Element]) -> None:
        """Take in all children of an element, or some of them, in order."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise DocumentTooLarge(f".docx nested more than {DEEPEST} elements deep")
        for item in elements:
            handler = _HANDLERS.get(item.tag)
            if handler is None:
                self.walk(item)
            else:
                handler(self, item)
        self._depth -= 1

    # Paragraphs and what stands between them

    def _take_paragraph(self, element: etree._Element) -> None:
        if self._inside:
            # A paragraph inside a run: a text box without the usual wrapping.
            self._later.append(element)
            return
        if not self._joins_next and self._paragraph.pieces:
            self._close_paragraph()  # runs beside paragraphs, which only a damaged file has
        self._joins_next = False
        section = self._open_paragraph(child(element, "pPr"))
        self._inside = True
        self.walk(element)
        self._inside = False
        self._fields.paragraph_ends()
        if self._custom is not None:
            self._add_custom(self._custom, _UNREADABLE)
        if not self._joins_next:
            self._close_paragraph()
        if section is not None:
            self.sections.append(read_section(section))

    def _open_paragraph(self, properties: etree._Element | None) -> etree._Element | None:
        """Read a w:pPr; gives the w:sectPr in it, where the section ends with this paragraph."""
        section = None
        paragraph = self._paragraph
        paragraph.style = paragraph.numbering = None
        for item in properties if properties is not None else ():
            name = local(item)
            if name == "pStyle":
                paragraph.style = attribute(item, "val")
            elif name == "numPr":
                paragraph.numbering = read_list(item)
            elif name == "sectPr":
                section = item
            elif name == "rPr" and len(item):
                deleted = child(item, "del") is not None or child(item, "moveFrom") is not None
                self._joins_next = deleted
        if paragraph.numbering is None:
            paragraph.numbering = self._styles.numbering(paragraph.style)
        return section

    def _close_paragraph(self) -> None:
        self.paragraphs.append(self._paragraph)
        self._paragraph = Paragraph()
        later, self._later = self._later, []
        for box in later:
            if local(box) == "p":
                self._take_paragraph(box)
            else:
                self.walk(box)

    def close(self) -> None:
        """The story is over: what a deleted paragraph mark held back comes out."""
        self._joins_next = False
        if self._paragraph.pieces or self._later:
            self._close_paragraph()

    def _take_row(self, element: etree._Element) -> None:
        if child(child(element, "trPr"), "del") is not None:
            self._drop(element)
        else:
            self.walk(element)

    def _take_apart(self, element: etree._Element) -> None:
        """A table, a cell: a deleted paragraph mark joins nothing over its edges."""
        if not self._inside:
            self.close()
        self.walk(element)
        if not self._inside:
            self.close()

    def _take_chunk(self, element: etree._Element) -> None:
        found = self._relationships.get(relation(element) or "")
        if found is not None and not found.external and not self._inside:
            self.close()
            self.paragraphs.append(Paragraph(chunk=found.target))

    def _take_text_box(self, element: etree._Element) -> None:
        if self._inside:
            self._later.append(element)
        else:
            self.walk(element)

    def _take_alternate(self, element: etree._Element) -> None:
        for kind in ("Choice", "Fallback"):
            first = next(element.iterchildren(f"{{{MC}}}{kind}"), None)
            if first is not None:
                self.walk(first)
                return

    # Runs

    def _take_run(self, element: etree._Element) -> None:
        # w:rPr comes first wherever it comes at all (CT_R); to ask lxml for one twice is dear.
        elements = iter(element)
        first = next(elements, None)
        plain = first is None or first.tag not in _RUN_PROPERTIES
        direct, named = (PLAIN, None) if plain else run_properties(first)
        outer = self._look
        self._look = self._styles.run(direct, named, self._paragraph.style)
        self._linked_style = named in _LINK_STYLES
        self._run += 1
        self.walk(elements if first is None or not plain else chain((first,), elements))
        self._look = outer

    def _drop(self, element: etree._Element) -> None:
        """Leave an element out, but remember the notes that go with it."""
        for item in element.iter(*w("footnoteReference"), *w("endnoteReference")):
            self.dropped.add((_KINDS[local(item)], attribute(item, "id") or ""))

    def _say(self, text: str) -> None:
        if not text:
            return
        fields, link, bookmark = self._fields, self._link, None
        if fields.open:
            if fields.hidden:
                fields.code(text)
                return
            link, bookmark = fields.link or link, fields.bookmark
        look = self._look
        if look.hidden:
            return
        if self._custom is not None:
            text = self._take_custom(self._custom, text)
        underlined = look.underlined and link is None and not self._linked_style
        if bookmark is not None and look.raised and text.strip():
            kind = NoteKind.FOOTNOTE  # Whose it is shows when the bookmark is looked up.
            self._paragraph.pieces.append(NoteMark(kind, bookmark, -1, text.strip(), again=True))
        elif text:
            emphasised = bool(look.italic or underlined)
            self._paragraph.say(Words(text, emphasised, bool(look.raised), link))

    def _take_custom(self, mark: NoteMark, text: str) -> str:
        """The mark of a w:customMarkFollows: the first word of its run, or raised after it."""
        if not text.strip():
            return text
        if self._run != self._custom_run and not self._look.raised:
            self._add_custom(mark, _UNREADABLE)
            return text
        shown = text.split(None, 1)[0]
        self._add_custom(mark, shown)
        return text[text.index(shown) + len(shown) :]

    def _add_custom(self, mark: NoteMark, shown: str) -> None:
        self._custom = None
        self._add_mark(NoteMark(mark.kind, mark.note, mark.section, shown, link=mark.link))

    def _take_text(self, element: etree._Element) -> None:
        text = element.text or ""
        if element.get(XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        self._say(seen(text).replace("\n", " ").replace("\r", ""))

    def _take_break(self, element: etree._Element) -> None:
        if attribute(element, "type") in (None, "textWrapping"):
            self._say("\n")
        elif self._paragraph.pieces:
            self._say(" ")

    def _take_raised_formula(self, element: etree._Element) -> None:
        outer, self._look = self._look, Look(raised=True).over(self._look)
        self.walk(element)
        self._look = outer

    def _take_symbol(self, element: etree._Element) -> None:
        shown = symbol(attribute(element, "font") or "", attribute(element, "char") or "")
        self._say(shown or ("" if self._custom is None else _UNREADABLE))

    def _take_field_mark(self, element: etree._Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _take_simple_field(self, element: etree._Element) -> None:
        self._fields.begin()
        self._fields.code(attribute(element, "instr") or "")
        self._fields.separate()
        self.walk(element)
        self._fields.end()

    def _take_hyperlink(self, element: etree._Element) -> None:
        outer = self._link
        relationship = self._relationships.get(relation(element) or "")
        if relationship is not None and relationship.external and relationship.target:
            fragment = attribute(element, "anchor") or attribute(element, "docLocation")
            url = relationship.target
            self._link = Target(f"{url}#{fragment}" if fragment and "#" not in url else url)
        self.walk(element)
        self._link = outer

    # Pictures: a link over one has no words

    def _take_picture(self, element: etree._Element) -> None:
        self._link_picture(self._fields.link or self._link)
        self.walk(element)

    def _take_picture_link(self, element: etree._Element) -> None:
        relationship = self._relationships.get(relation(element) or "")
        if relationship is not None and relationship.external:
            self._link_picture(Target(relationship.target))

    def _take_shape(self, element: etree._Element) -> None:
        if url := element.get("href"):
            self._link_picture(Target(url))
        self.walk(element)

    def _link_picture(self, link: Target | None) -> None:
        if link is None or not link.url or self._fields.hidden or self._look.hidden:
            return
        pieces = self._paragraph.pieces
        last = pieces[-1] if pieces else None
        # Word says it of the picture and of its frame.
        if not isinstance(last, Picture) or last.link.url != link.url:
            pieces.append(Picture(link))

    # Note references

    def _take_reference(self, element: etree._Element) -> None:
        kind = _KINDS[local(element)]
        mark = NoteMark(kind, attribute(element, "id") or "", len(self.sections), link=self._link)
        if self._fields.hidden or self._look.hidden:
            self.dropped.add((mark.kind, mark.note))
        elif (attribute(element, "customMarkFollows") or "0").lower() in ("1", "true", "on"):
            self._custom, self._custom_run = mark, self._run
        else:
            self._add_mark(mark)

    def _add_mark(self, mark: NoteMark) -> None:
        self._paragraph.pieces.append(mark)
        for name in self._open_bookmarks.values():
            self.bookmarks.setdefault(name, mark)

    def _open_bookmark(self, element: etree._Element) -> None:
        name = attribute(element, "name") or ""
        # Only a handful are open at once in a real letter; the bound keeps each mark cheap.
        if name and len(self._open_bookmarks) < 64:
            self._open_bookmarks[attribute(element, "id") or ""] = name

    def _close_bookmark(self, element: etree._Element) -> None:
        self._open_bookmarks.pop(attribute(element, "id") or "", None)


def _skip(_: Story, __: etree._Element) -> None:
    return


def _literal(text: str) -> Callable[[Story, etree._Element], None]:
    return lambda story, _: story._say(text)


def _table() -> dict[str, Callable[[Story, etree._Element], None]]:
    by_name: dict[str, Callable[[Story, etree._Element], None]] = {
        "p": Story._take_paragraph,
        "r": Story._take_run,
        "t": Story._take_text,
        "tab": _literal("\t"),
        "ptab": _literal("\t"),
        "br": Story._take_break,
        "cr": _literal("\n"),
        "noBreakHyphen": _literal("-"),
        "softHyphen": _skip,
        "sym": Story._take_symbol,
        "fldChar": Story._take_field_mark,
        "fldSimple": Story._take_simple_field,
        "instrText": lambda story, element: story._fields.code(element.text or ""),
        "hyperlink": Story._take_hyperlink,
        "footnoteReference": Story._take_reference,
        "endnoteReference": Story._take_reference,
        "footnoteRef": lambda story, _: story._paragraph.pieces.append(OwnLabel()),
        "endnoteRef": lambda story, _: story._paragraph.pieces.append(OwnLabel()),
        "bookmarkStart": Story._open_bookmark,
        "bookmarkEnd": Story._close_bookmark,
        "tbl": Story._take_apart,
        "tc": Story._take_apart,
        "tr": Story._take_row,
        "sectPr": lambda story, element: story.sections.append(read_section(element)),
        "altChunk": Story._take_chunk,
        "txbxContent": Story._take_text_box,
        "del": Story._drop,
        "moveFrom": Story._drop,
    }
    by_name.update(dict.fromkeys(_SKIPPED, _skip))
    by_name.update(dict.fromkeys(("drawing", "pict", "object"), Story._take_picture))
    table = {name: handler for key, handler in by_name.items() for name in w(key)}
    table[f"{{{MC}}}AlternateContent"] = Story._take_alternate
    for drawing in (A_TRANSITIONAL, A_STRICT):
        table[f"{{{drawing}}}hlinkClick"] = Story._take_picture_link
    for shape in ("shape", "rect", "roundrect", "oval", "group", "image"):
        table[f"{{{VML}}}{shape}"] = Story._take_shape
    for math in (M_TRANSITIONAL, M_STRICT):
        table[f"{{{math}}}t"] = Story._take_text
        table[f"{{{math}}}sup"] = Story._take_raised_formula
    return table


_HANDLERS: Final = _table()
