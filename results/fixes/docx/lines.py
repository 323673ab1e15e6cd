"""The visible text of a paragraph, character by character with the run that it stands in.

Rules kept here:
- What the reader takes is taken (citations.formats.docx): tracked insertions count, deletions,
  hidden runs and field codes do not; the paragraphs of a text box are paragraphs of their own.
- Offsets hold until the paragraph is changed; whoever splits a run reads the paragraph again.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from citations import UNSEEN

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = frozenset(("p", "del", "moveFrom", "pPr", "rPr", "sdtPr", "rt", "instrText", "delText"))


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One character."""

    run: etree._Element
    child: etree._Element
    """The w:t, w:tab … of the run."""
    offset: int
    """In the text of a w:t."""


@dataclass(slots=True, eq=False)
class Field:
    """A complex field: the runs from its begin to its end."""

    runs: list[etree._Element] = field(default_factory=list)
    code: str = ""
    in_code: bool = True
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Line:
    """One paragraph."""

    text: str = ""
    cells: list[Cell] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)


def name_of(element: etree._Element) -> str:
    """The local name; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph, without those of an mc:Fallback, which repeat the choice."""
    for item in root.iter("{*}p"):
        if not any(str(up.tag) == f"{_MC}Fallback" for up in item.iterancestors()):
            yield item


def read_line(paragraph: etree._Element) -> Line:
    """The text of a paragraph with its places."""
    line = Line()
    opened: list[Field] = []
    pieces: list[str] = []

    def say(text: str, run: etree._Element, child: etree._Element) -> None:
        if any(each.in_code for each in opened):
            return
        unseen = {at for found in UNSEEN.finditer(text) for at in range(*found.span())}
        for offset, char in enumerate(text):
            if offset not in unseen:
                pieces.append(char)
                line.cells.append(Cell(run, child, offset))

    for run in _runs(paragraph):
        hidden = _is_hidden(run)
        for each in opened:
            each.runs.append(run)
        for child in run:
            name = name_of(child)
            if name == "fldChar":
                _mark(line, opened, run, child, len(line.cells))
            elif name == "instrText" and opened:
                opened[-1].code += child.text or ""
            elif hidden:
                continue
            elif name == "t":
                say(child.text or "", run, child)
            elif name in _CHARS:
                say(_CHARS[name], run, child)
    line.text = "".join(pieces)
    return line


def split(paragraph: etree._Element, at: int) -> None:
    """Make a run begin at the character of that offset."""
    line = read_line(paragraph)
    if at <= 0 or at >= len(line.cells):
        return
    here, before = line.cells[at], line.cells[at - 1]
    if here.run is not before.run:
        return
    run = here.run
    later = etree.Element(run.tag)
    for key, value in run.attrib.items():
        later.set(key, value)
    properties = run.find("{*}rPr")
    if properties is not None:
        later.append(deepcopy(properties))
    index = run.index(here.child)
    moving = list(run)[index:]
    if here.child is before.child:
        text = here.child.text or ""
        rest = deepcopy(here.child)
        rest.tail = None
        _set(here.child, text[: here.offset])
        _set(rest, text[here.offset :])
        moving = [rest, *list(run)[index + 1 :]]
    later.extend(moving)
    later.tail, run.tail = run.tail, None
    run.addnext(later)


def _set(element: etree._Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _mark(
    line: Line, opened: list[Field], run: etree._Element, mark: etree._Element, at: int
) -> None:
    kind = next((v for k, v in mark.attrib.items() if str(k).endswith("fldCharType")), "")
    if kind == "begin":
        opened.append(Field([run], start=at))
    elif opened and kind == "separate":
        opened[-1].in_code = False
        opened[-1].start = at
    elif opened and kind == "end":
        done = opened.pop()
        done.end = at
        line.fields.append(done)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph in order, nested ones (links, insertions) included."""
    for item in element:
        name = name_of(item)
        if name == "r":
            yield item
        elif name and name not in _SKIPPED and str(item.tag) != f"{_MC}Fallback":
            yield from _runs(item)


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find("{*}rPr")
    vanish = None if properties is None else properties.find("{*}vanish")
    if vanish is None:
        return False
    value = next((v for k, v in vanish.attrib.items() if str(k).endswith("val")), "true")
    return value.lower() not in ("0", "false", "off")
