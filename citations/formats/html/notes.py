"""Which anchors of a page are note references, which elements are notes, which links lead back.

Rules kept here:
- A reference points forward to a note and looks like one: raised, or marked as one by role, class
  or `epub:type`, or a bracketed number that points at a note's name. What points back from a note
  is a back-link, and no link of the note.
- A note is the element that holds its target and nothing else's: an item, a paragraph, an aside,
  Word's `<div id=ftn1>`, a row, or the stretch up to the next target.
- Notes that nothing refers to are found where the page says that they are notes.
- A note that stands within its sentence is one there; a copy of a note that stands elsewhere, to be
  shown beside its reference, is not read.
- The shapes are those of Word, LibreOffice, Google Docs, WordPress and its plugins, Drupal, Pandoc,
  kramdown, MediaWiki, Substack, EPUB, LaTeXML, publishers' platforms and law reviews.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import Tag

from citations.model import NoteKind
from citations.values import value

from .inline import InlineNote, inline_notes, is_inline_note
from .marks import (
    BACK_NAME,
    CALLING,
    LABEL,
    LIST_ROLES,
    LISTS,
    NOTE_NAME,
    NOTE_ROLES,
    ONE_NOTE,
    ONE_NOTE_ID,
    begins,
    is_strong,
    kind_of,
    leads_back,
    place_named,
    printed_label,
    refers,
    roles_of,
    upwards,
)
from .tree import BLOCKS, attribute, position, sibling_after, tag_before, words_of

_HOMES = frozenset({"body", "html", "article", "section", "main", "ol", "ul", "table", "tbody"})
_CLIMBED = frozenset({"li", "dd", "td", "tr", "aside", "blockquote", "div", "section"})
_LISTINGS = frozenset({"ol", "ul"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEVELS = 6


@value
class Reference:
    """An anchor that refers to a note."""

    label: str
    shown: str


@value
class NoteStart:
    """An element at which a note begins."""

    label: str
    shown: str
    kind: NoteKind
    scope: int
    """`id` of the element at whose end the note ends."""


@dataclass(slots=True)
class Plan:
    """What the walk over the tree has to know of notes, by `id` of a tag."""

    references: dict[int, Reference] = field(default_factory=dict)
    starts: dict[int, NoteStart] = field(default_factory=dict)
    inline: dict[int, InlineNote] = field(default_factory=dict)
    copies: set[int] = field(default_factory=set)
    """Notes, and words of the text, that stand elsewhere as well."""
    backlinks: set[int] = field(default_factory=set)


def plan(tags: Sequence[Tag]) -> Plan:
    """Find references, notes and back-links among all tags of a page."""
    return _Planner(tags).plan()


class _Planner:
    def __init__(self, tags: Sequence[Tag]) -> None:
        self._names: dict[str, Tag] = {}
        self._explicit: list[tuple[Tag, str, int]] = []
        """Elements that the page calls notes: tag, label, number in their list."""
        self._listed: set[int] = set()
        self._inline: list[Tag] = []
        self._buttons: dict[int, Reference] = {}
        self._ways_back: dict[int, set[int]] = {}
        """What stands around anchors, by the element before them that they lead to."""
        named: list[tuple[Tag, str, str]] = []
        for tag in tags:
            self._see(tag, named)
        self._anchors = self._within_page(named, _own_urls(tags))
        self._plan = Plan(references=self._buttons)
        self._counts: dict[int, int] = {}

    def plan(self) -> Plan:
        if not self._anchors and not self._explicit and not self._inline:
            return self._plan
        targets = self._references()
        self._plan.inline, self._plan.copies = inline_notes(
            self._inline, targets, self._plan.references
        )
        for target in targets.values():
            for parent in upwards(target, _LEVELS + 2):
                self._counts[id(parent)] = self._counts.get(id(parent), 0) + 1
        explicit = {id(tag): (label, number) for tag, label, number in self._explicit}
        shown = {ref.label: ref.shown for ref in reversed(self._plan.references.values())}
        taken: set[int] = set()
        for label, target in targets.items():
            if id(target) in self._plan.inline:
                continue
            start, scope = self._container(target, explicit)
            taken.update(id(tag) for tag in upwards(target, _LEVELS + 2))
            taken.add(id(start))
            number = explicit.get(id(start), ("", 0))[1]
            told = shown.get(label) or (str(number) if number else label)
            if id(start) not in self._plan.starts:
                self._plan.starts[id(start)] = NoteStart(
                    label, told, kind_of(target, label), id(scope)
                )
        self._orphans(taken, bool(targets))
        self._name_empty()
        self._name_by_number()
        return self._plan

    def _see(self, tag: Tag, named: list[tuple[Tag, str, str]]) -> None:
        if not tag.attrs:
            if "note" in tag.name and is_inline_note(tag):
                self._inline.append(tag)
            return
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                self._names.setdefault(name, tag)
        if tag.name == "button":
            self._see_button(tag)
        elif tag.name == "a":
            page, place = place_named(tag)
            if place:
                named.append((tag, page, place))
        if CALLING.isdisjoint(tag.attrs):
            return  # nearly every anchor
        roles = roles_of(tag)
        classes = set(attribute(tag, "class").lower().split())
        style = attribute(tag, "style").replace(" ", "").lower()
        word_note = "mso-element:footnote" in style or "mso-element:endnote" in style
        if roles & NOTE_ROLES or (word_note and "-list" not in style):
            self._explicit.append((tag, attribute(tag, "id"), 0))
        elif (roles & LIST_ROLES or classes & LISTS) and not self._is_listed(tag):
            self._listed.add(id(tag))
            self._explicit.extend(_items(tag, sure="references" not in classes))
        elif is_inline_note(tag):
            self._inline.append(tag)

    def _see_button(self, tag: Tag) -> None:
        """A button that shows a note refers to it, by what is written on it."""
        match = LABEL.fullmatch(words_of(tag).strip())
        if match is not None and match["label"].isdecimal() and refers(tag, match[0], ""):
            self._buttons[id(tag)] = Reference(match["label"], match["label"])

    def _within_page(
        self, named: Sequence[tuple[Tag, str, str]], own: frozenset[str]
    ) -> list[tuple[Tag, str]]:
        """The anchors that lead to a place in this page.

        Saved pages name themselves by an address that they do not declare: one all of whose places
        stand here is this page's.
        """
        strange = {page for _, page, _ in named if page and page.rstrip("/") not in own}
        strange -= {page for _, page, place in named if place not in self._names}
        return [
            (tag, place)
            for tag, page, place in named
            if (page in strange or page.rstrip("/") in own)
            or (not page and ("#" in attribute(tag, "href") or place in self._names))
        ]

    def _is_listed(self, tag: Tag) -> bool:
        """True for a list of notes inside another one."""
        return any(id(parent) in self._listed for parent in upwards(tag, 10))

    # References

    def _references(self) -> dict[str, Tag]:
        """Decide which anchors refer; gives label → target of those whose note exists."""
        targets: dict[str, Tag] = {}
        placed = [(anchor, fragment, *self._target(fragment)) for anchor, fragment in self._anchors]
        for anchor, _, _, target in placed:
            if target is not None and position(target) < position(anchor):
                around = self._ways_back.setdefault(id(target), set())
                around.update(id(tag) for tag in upwards(anchor, 6))
        for anchor, fragment, label, target in placed:
            if target is None:
                self._untargeted(anchor, fragment)
                continue
            words = words_of(anchor)
            if position(target) > position(anchor):
                if refers(anchor, words, fragment) or self._is_answered(anchor, words, target):
                    match = LABEL.fullmatch(words.strip())
                    shown = match["label"] if match else ""
                    self._plan.references[id(anchor)] = Reference(label, shown)
                    targets.setdefault(label, target)
            elif leads_back(anchor, words):
                self._plan.backlinks.add(id(anchor))
        return targets

    def _is_answered(self, anchor: Tag, words: str, target: Tag) -> bool:
        """True for a label that leads to something which leads back to it."""
        if LABEL.fullmatch(words.strip()) is None:
            return False
        heading = next((tag for tag in upwards(target, 3) if tag.name in _HEADINGS), None)
        if heading is not None and LABEL.fullmatch(words_of(heading).strip()) is None:
            return False
        before = tag_before(anchor)
        beside = [tag for tag in upwards(anchor, 3) if tag.name not in BLOCKS]
        if before is not None and before.name not in BLOCKS and not before.contents:
            beside.append(before)
        ends = {id(tag) for tag in (target, target.parent) if tag is not None}
        return any(not ends.isdisjoint(self._ways_back.get(id(tag), ())) for tag in beside)

    def _target(self, fragment: str) -> tuple[str, Tag | None]:
        for name in (fragment, unquote(fragment)):
            if name in self._names:
                return name, self._names[name]
        return fragment, None

    def _untargeted(self, anchor: Tag, fragment: str) -> None:
        """An anchor to nowhere: an orphan reference, or the label of a note without one."""
        words = words_of(anchor).strip()
        match = LABEL.fullmatch(words)
        own = attribute(anchor, "id") or attribute(anchor, "name") or _id_of_begun(anchor)
        if match is None and words and leads_back(anchor, words):
            self._plan.backlinks.add(id(anchor))
        if match is None or not (
            is_strong(anchor) or NOTE_NAME.fullmatch(fragment) or NOTE_NAME.fullmatch(own)
        ):
            return
        if BACK_NAME.search(fragment) and not BACK_NAME.search(own or "ref"):
            self._explicit.append((anchor, own, 0))
            self._plan.backlinks.add(id(anchor))
        elif refers(anchor, words, fragment):
            # By what it shows: its note may be printed and no more.
            self._plan.references[id(anchor)] = Reference(match["label"], match["label"])

    # Notes

    def _container(self, target: Tag, explicit: dict[int, tuple[str, int]]) -> tuple[Tag, Tag]:
        """The element at which the note of a target begins, and the one at whose end it ends."""
        for parent in upwards(target, 4):
            if id(parent) in explicit and self._counts.get(id(parent), 0) <= 1:
                return parent, parent
        block = next((tag for tag in upwards(target, 50) if tag.name in BLOCKS), None)
        if block is None:
            return target, (target, *target.parents)[-1]  # a page without a body: its root
        if block.name in _HOMES:
            return target, block
        if block.name == "dt" and isinstance(block.parent, Tag):
            if target.name == "a" and words_of(target).lstrip().startswith("..."):
                self._plan.copies.add(id(target))  # LaTeX2HTML: the words before the mark
            return block, block.parent
        if self._counts.get(id(block), 0) > 1 or not begins(block, target):
            return target, block
        for parent in upwards(block, _LEVELS):
            if parent is not block and not self._may_climb(parent, block):
                break
            block = parent
        return block, self._end_of_bare(block, target)

    def _end_of_bare(self, block: Tag, target: Tag) -> Tag:
        """Where the note of a block ends: the block itself, or the next one behind a mere label.

        Behind nothing at all, too: Project Gutenberg's places stand in paragraphs of their own.
        """
        words = words_of(block).strip()
        if block is target or (words and LABEL.fullmatch(words) is None):
            return block
        after = sibling_after(block)
        if after is None or after.name not in BLOCKS or self._counts.get(id(after)):
            return block
        return after

    def _may_climb(self, parent: Tag, node: Tag) -> bool:
        if parent.name not in _CLIMBED or self._counts.get(id(parent), 0) > 1:
            return False
        if not begins(parent, node):
            return False
        if parent.name == "tr":
            return len(words_of(node).strip()) <= 6
        if parent.name in {"li", "dd", "aside"}:
            return True
        return bool(
            ONE_NOTE.search(attribute(parent, "class"))
            or ONE_NOTE_ID.fullmatch(attribute(parent, "id"))
            or "mso-element:" in attribute(parent, "style")
            or (parent.name == "div" and not set(parent.attrs) - {"style"})
        )

    def _orphans(self, taken: set[int], referenced: bool) -> None:
        """Notes that the page calls so and that nothing refers to."""
        for tag, label, number in self._explicit:
            if id(tag) in taken or any(
                id(parent) in self._plan.starts for parent in upwards(tag, 6)
            ):
                continue
            if number < 0 and not referenced:
                continue
            start, scope = (tag, tag) if tag.name != "a" else self._container(tag, {})
            if id(start) in self._plan.starts:
                continue
            told = LABEL.fullmatch(words_of(tag).strip()) if tag.name == "a" else None
            shown = (
                told["label"]
                if told
                else str(abs(number))
                if number
                else printed_label(tag) or label
            )
            unique = label or f"note at {position(tag)}"
            self._plan.starts[id(start)] = NoteStart(unique, shown, kind_of(tag, unique), id(scope))

    def _name_by_number(self) -> None:
        """Call notes that no anchor leads to by their number: a mark may be printed and no more."""
        called = {reference.label for reference in self._plan.references.values()}
        uncalled = {
            key: start for key, start in self._plan.starts.items() if start.label not in called
        }
        counts = Counter(start.shown for start in uncalled.values())
        for key, start in uncalled.items():
            if start.shown.isdecimal() and counts[start.shown] == 1:
                self._plan.starts[key] = NoteStart(
                    start.shown, start.shown, start.kind, start.scope
                )

    def _name_empty(self) -> None:
        """Give references without text (numbered by CSS) the number of their note."""
        shown = {start.label: start.shown for start in self._plan.starts.values()}
        for key, reference in self._plan.references.items():
            if not reference.shown:
                number = shown.get(reference.label, reference.label)
                self._plan.references[key] = Reference(reference.label, number)


def _id_of_begun(anchor: Tag) -> str:
    """The id of the block that begins with this anchor, as a note's label does."""
    block = anchor.parent
    if not isinstance(block, Tag) or block.name not in BLOCKS or not begins(block, anchor):
        return ""
    return attribute(block, "id")


def _own_urls(tags: Sequence[Tag]) -> frozenset[str]:
    """URLs that the page gives itself: some programs write `https://this.page/#fn1`."""
    found: list[str] = []
    for tag in tags:
        if tag.name == "base" or (tag.name == "link" and attribute(tag, "rel") == "canonical"):
            found.append(attribute(tag, "href"))
        elif tag.name == "meta" and attribute(tag, "property") == "og:url":
            found.append(attribute(tag, "content"))
    return frozenset(url.strip().rstrip("/") for url in found if url.strip())


def _items(container: Tag, *, sure: bool) -> Iterator[tuple[Tag, str, int]]:
    """Yield the items of a list of notes, numbered; negative where the list may be another."""
    named = container.name in _LISTINGS
    inside = (
        (container,)
        if named
        else [
            tag for tag in container.descendants if isinstance(tag, Tag) and tag.name in _LISTINGS
        ]
    )
    for listing in inside:
        first = attribute(listing, "start")
        number = int(first) if first.isdecimal() and len(first) < 6 else 1
        for item in listing.contents:
            if not isinstance(item, Tag) or item.name != "li":
                continue
            value = attribute(item, "value")
            number = int(value) if value.isdecimal() and len(value) < 6 else number
            yield item, attribute(item, "id"), number if sure else -number
            number += 1
