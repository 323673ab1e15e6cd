"""Proposals → tracked changes and comments.

Rules kept here:
- What goes is marked as deleted, what comes as inserted, in the look of the words beside it; a
  hyperlink that has to lead elsewhere is deleted and a new one inserted, so that rejecting the
  change brings the old one back.
- The reason stands in a comment: at the change in the body, at the note's number for a note, since
  LibreOffice 7.4 refuses to open a file with comments inside notes.
- Paragraphs are changed from their end to their start, so that no place moves before its turn.

Reference: ECMA-376-1, 17.13.4 (comments) and 17.13.5 (revisions).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from citations.model import Document

from ..model import FixRefused, Marking, Proposal
from .lines import name_of, read_line, split
from .parts import Parts
from .places import Places, Spot
from .protection import refuse_protected

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINK_STYLES = frozenset(("Hyperlink", "FollowedHyperlink", "InternetLink", "VisitedInternetLink"))
_PICTURES = frozenset(("drawing", "pict", "object", "AlternateContent"))
_GONE = {"t": "delText", "instrText": "delInstrText"}


def write_docx(
    data: bytes, document: Document, proposals: Sequence[Proposal], marking: Marking
) -> bytes:
    """The file with tracked changes. Raises FixRefused."""
    parts = Parts(data)
    refuse_protected(parts)
    places = Places(parts, document)
    work = [(places.of(each.link), each) for each in proposals]
    writer = _Writer(parts, marking)
    for spot, proposal in sorted(work, key=lambda pair: -pair[0].start):
        writer.change(spot, proposal)
    writer.explain([(spot, proposal) for spot, proposal in work])
    return parts.written()


@dataclass(frozen=True, slots=True)
class _Change:
    """What was inserted for a proposal, and where a comment on it may begin."""

    first: etree._Element
    last: etree._Element


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Between the first two references to footnotes, or to endnotes, no comment may stand.

    LibreOffice 7.4 opens a letter with a comment there with all its notes empty, whoever wrote the
    comment; one before the first reference of all does no harm.
    """

    reference: etree._Element
    """The first of all."""
    spans: tuple[tuple[int, int], ...]
    order: dict[etree._Element, int]

    def hold(self, element: etree._Element) -> bool:
        """Whether what follows an element stands in one."""
        last = max(self.order.get(each, -1) for each in element.iter())
        return any(start <= last < end for start, end in self.spans)


class _Writer:
    def __init__(self, parts: Parts, marking: Marking) -> None:
        self._parts = parts
        self._tag = parts.names.tag
        self._marking = marking
        self._made: dict[int, _Change] = {}
        self._next = 1 + max(
            (
                int(value)
                for part in self._revised()
                for item in part.iter(self._tag("ins"), self._tag("del"))
                if (value := item.get(self._tag("id"), "")).isdecimal()
            ),
            default=0,
        )

    def _revised(self) -> list[etree._Element]:
        found = [self._parts.xml(self._parts.main)]
        for kind in ("footnotes", "endnotes"):
            part = self._parts.related(self._parts.main, kind)
            found.append(None if part is None else self._parts.xml(part))
        return [root for root in found if root is not None]

    def change(self, spot: Spot, proposal: Proposal) -> None:
        """Write one proposal.

        Raises:
            FixRefused: it is more than one change, or stands where no tracked change can.
        """
        if len(proposal.edits) > 1:
            raise FixRefused(f"would need several changes for {proposal.link.url}")
        self._parts.touch(spot.part)
        if proposal.retarget:
            self._replace(spot, proposal)
            return
        edit = proposal.edits[0]
        gap = edit.span.start - proposal.link.span.end
        if len(edit.span) or not 0 <= gap <= 1:
            raise FixRefused(f"cannot be changed where {proposal.link.url} stands")
        node, look = self._after(spot, spot.end + gap)
        inserted = self._inserted(edit.text, look, keep_link_look=False)
        self._put_after(node, inserted)
        self._made[id(proposal)] = _Change(inserted, inserted)

    def _replace(self, spot: Spot, proposal: Proposal) -> None:
        node, look = self._after(spot, spot.end)
        linked = spot.hyperlink is not None or spot.field is not None
        if not linked:
            inserted = self._inserted(proposal.replacement, look, keep_link_look=False)
        else:
            relation = self._parts.relate(spot.part, "hyperlink", proposal.url, external=True)
            inserted = etree.Element(self._tag("hyperlink"), nsmap={"r": self._parts.names.r})
            inserted.set(f"{{{self._parts.names.r}}}id", relation)
            inserted.append(self._shown_again(spot, proposal, look))
        self._put_after(node, inserted)
        deleted = self._delete(spot)
        self._made[id(proposal)] = _Change(deleted, inserted)

    def _shown_again(self, spot: Spot, proposal: Proposal, look: etree._Element) -> etree._Element:
        """What a hyperlink shows, for the one that takes its place: new words or its own."""
        if proposal.edits:
            mark = self._inserted(proposal.replacement, look, keep_link_look=True)
            runs = [run for run in self._runs(spot) if _shows_picture(run)]
        else:
            mark = self._revision("ins")
            runs = self._runs(spot)
        for run in runs:
            mark.append(deepcopy(run))
            mark[-1].tail = None
        return mark

    def _runs(self, spot: Spot) -> list[etree._Element]:
        """The runs that show a link: its words, and the pictures in a hyperlink."""
        cells = read_line(spot.paragraph).cells[spot.start : spot.end]
        worded = dict.fromkeys(cell.run for cell in cells)
        if spot.hyperlink is None:
            return list(worded)
        return [
            run
            for run in spot.hyperlink.iter(self._tag("r"))
            if run in worded or (_shows_picture(run) and _stands_in(run, spot.paragraph))
        ]

    def _after(self, spot: Spot, at: int) -> tuple[etree._Element, etree._Element]:
        """The element that words at an offset come after, and the run whose look they take."""
        if spot.hyperlink is None and spot.field is None:
            split(spot.paragraph, at)
        cells = read_line(spot.paragraph).cells
        cell, later = cells[at - 1], cells[at:]
        node: etree._Element = cell.run
        if spot.field is not None:
            node = spot.field.runs[-1]
        for up in node.iterancestors():
            if up is spot.hyperlink or (
                name_of(up) in ("hyperlink", "fldSimple")
                and not any(up in each.run.iterancestors() for each in later)
            ):
                node = up
            if name_of(up) == "p":
                break
        return node, cell.run

    def _put_after(self, node: etree._Element, inserted: etree._Element) -> None:
        """Put an insertion behind a node; one of another editor around it is parted there."""
        outer = node.getparent()
        if outer is None or name_of(outer) not in ("ins", "moveTo"):
            node.addnext(inserted)
            return
        later = list(outer)[outer.index(node) + 1 :]
        outer.addnext(inserted)
        if later:
            rest = etree.Element(outer.tag)
            for key, value in outer.attrib.items():
                rest.set(key, value)
            rest.set(self._tag("id"), str(self._next))
            self._next += 1
            rest.extend(later)
            inserted.addnext(rest)

    def _delete(self, spot: Spot) -> etree._Element:
        """Mark the spot's runs as deleted; gives the first element of it in the paragraph."""
        if spot.field is not None:
            runs = spot.field.runs
        else:
            if spot.hyperlink is None:
                split(spot.paragraph, spot.start)
            runs = self._runs(spot)
        marks = [self._mark_deleted(run) for run in runs]
        first = marks[0]
        return spot.hyperlink if spot.hyperlink is not None else first

    def _mark_deleted(self, run: etree._Element) -> etree._Element:
        mark = self._revision("del")
        mark.tail, run.tail = run.tail, None
        parent = run.getparent()
        assert parent is not None
        parent.replace(run, mark)
        mark.append(run)
        for child in run:
            gone = _GONE.get(name_of(child))
            if gone is not None:
                child.tag = self._tag(gone)
                child.set(_SPACE, "preserve")
        return mark

    def _inserted(self, words: str, look: etree._Element, keep_link_look: bool) -> etree._Element:
        mark = self._revision("ins")
        run = etree.SubElement(mark, self._tag("r"))
        properties = look.find(self._tag("rPr"))
        if properties is not None:
            properties = deepcopy(properties)
            properties.tail = None
            if not keep_link_look:
                self._unlink(properties)
            run.append(properties)
        self._say(run, words)
        return mark

    def _unlink(self, properties: etree._Element) -> None:
        """Take the look of a link off."""
        style = properties.find(self._tag("rStyle"))
        if style is not None and style.get(self._tag("val")) in _LINK_STYLES:
            properties.remove(style)
            for name in ("color", "u"):
                for item in properties.findall(self._tag(name)):
                    properties.remove(item)

    def _say(self, run: etree._Element, words: str) -> None:
        text = etree.SubElement(run, self._tag("t"))
        text.set(_SPACE, "preserve")
        text.text = "".join(c for c in words if c.isprintable() or c == "\u00a0")

    def _revision(self, name: str) -> etree._Element:
        mark = etree.Element(self._tag(name), nsmap={"w": self._parts.names.w})
        self._sign(mark, self._next)
        self._next += 1
        return mark

    def _sign(self, mark: etree._Element, number: int) -> None:
        mark.set(self._tag("id"), str(number))
        mark.set(self._tag("author"), self._marking.author)
        mark.set(self._tag("date"), self._marking.at.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def explain(self, work: Sequence[tuple[Spot, Proposal]]) -> None:
        """A comment for every proposal, in order of the letter."""
        root = self._parts.comments()
        numbers = [item.get(self._tag("id"), "") for item in root]
        number = 1 + max((int(n) for n in numbers if n.isdecimal()), default=-1)
        self._parts.touch(self._parts.main)
        gaps = self._gaps()
        for spot, proposal in work:
            anchor = self._anchor(spot, proposal)
            if anchor is not None:
                self._comment(root, number, proposal)
                self._point(anchor, number, gaps)
                number += 1

    def _anchor(self, spot: Spot, proposal: Proposal) -> _Change | None:
        if spot.part == self._parts.main:
            made = self._made[id(proposal)]
            return _Change(_in_paragraph(made.first), _in_paragraph(made.last))
        if spot.marker is None or not _is_in_paragraph(spot.marker):
            return None  # a note that nothing refers to: Word shows it to nobody
        run = _in_paragraph(spot.marker)
        return _Change(run, run)

    def _gaps(self) -> _Gaps | None:
        main = self._parts.xml(self._parts.main)
        assert main is not None
        order = {element: number for number, element in enumerate(main.iter())}
        kinds = [
            [each for each in main.iter(self._tag(f"{kind}Reference")) if _is_in_paragraph(each)]
            for kind in ("footnote", "endnote")
        ]
        spans = [(order[each[0]], order[each[1]]) for each in kinds if len(each) > 1]
        firsts = [each[0] for each in kinds if each]
        if not spans:
            return None
        return _Gaps(min(firsts, key=lambda each: order[each]), tuple(spans), order)

    def _comment(self, root: etree._Element, number: int, proposal: Proposal) -> None:
        comment = etree.SubElement(root, self._tag("comment"))
        self._sign(comment, number)
        comment.set(self._tag("initials"), "pc")
        where = f"Note {proposal.note}: " if proposal.note else ""
        for words in (f"{where}{proposal.reason} ({proposal.code})", proposal.link.url):
            paragraph = etree.SubElement(comment, self._tag("p"))
            self._say(etree.SubElement(paragraph, self._tag("r")), words)

    def _point(self, at: _Change, number: int, gaps: _Gaps | None) -> None:
        start = etree.Element(self._tag("commentRangeStart"))
        end = etree.Element(self._tag("commentRangeEnd"))
        run = etree.Element(self._tag("r"))
        for element in (start, end, etree.SubElement(run, self._tag("commentReference"))):
            element.set(self._tag("id"), str(number))
        if gaps is not None and gaps.hold(at.last):
            first = _in_paragraph(gaps.reference)
            for element in (start, end, run):
                first.addprevious(element)
            return
        at.first.addprevious(start)
        tail, at.last.tail = at.last.tail, None
        at.last.addnext(run)
        at.last.addnext(end)
        run.tail = tail


def _shows_picture(run: etree._Element) -> bool:
    return any(name_of(child) in _PICTURES for child in run)


def _stands_in(run: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a run is the paragraph's own, not a text box's in it, and not deleted."""
    for up in run.iterancestors():
        if name_of(up) in ("del", "moveFrom"):
            return False
        if name_of(up) == "p":
            return up is paragraph
    return False


def _is_in_paragraph(element: etree._Element) -> bool:
    return any(name_of(up) == "p" for up in element.iterancestors())


def _in_paragraph(element: etree._Element) -> etree._Element:
    """The child of the paragraph that holds an element."""
    parent = element.getparent()
    while parent is not None and name_of(parent) != "p":
        element, parent = parent, parent.getparent()
    return element
