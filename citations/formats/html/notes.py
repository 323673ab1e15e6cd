"""Which anchors of a page are note references, which elements are notes, which links lead back.

Rules kept here:
- A reference points forward to a note and looks like one: raised, or marked as one by role, class
  or `epub:type`, or a bracketed number that points at a note's name. What points back from a note
  is a back-link, and no link of the note.
- A note is the element that holds its target and nothing else's: an item, a paragraph, an aside,
  Word's `<div id=ftn1>`, a row, or the stretch up to the next target.
- Notes that nothing refers to are found where the page says that they are notes.
- The shapes are those of Word, LibreOffice, Google Docs, WordPress, Drupal, Pandoc, kramdown,
  MediaWiki, Substack and EPUB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag

from citations.model import NoteKind
from citations.values import value

from .tree import BLOCKS, Words, attribute, position, words_of

_LABEL = re.compile(
    r"[\[(]?\s*(?:(?:foot|end)?note\s*|fn\.?\s*)?(?P<label>\d{1,6}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶‖#]{1,4})"
    r"\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_STRONG_CLASS = re.compile(
    r"(?:^|\s)(?:foot|end)?note(?:-?(?:ref|reference|anchor|link))(?:\s|$)|(?:^|\s)fn-?ref(?:\s|$)"
    r"|sd(?:foot|end)noteanc|mso(?:foot|end)notereference|(?:^|\s)noteref(?:\s|$)"
    r"|see-footnote|easy-footnote|simple-footnote",
    re.IGNORECASE,
)
_NOTE_NAME = re.compile(
    r"_?(?:ftn|edn|fn|en|footnote|endnote|note|cite_note|sdfootnote|sdendnote|ftnt|easy-footnote-bottom)"
    r"[-_:.]?\w*",
    re.IGNORECASE,
)
_BACK_NAME = re.compile(r"ref|anc\b|anc$|back|cite_ref|src|anchor", re.IGNORECASE)
_ONE_NOTE = re.compile(
    r"(?:^|\s)(?:foot|end|side)?note(?:-(?:item|body|content|text|definition))?(?:\s|$)|(?:^|\s)fn(?:\s|$)",
    re.IGNORECASE,
)
_ONE_NOTE_ID = re.compile(
    r"_?(?:ftn|edn|fn|en|footnote|endnote|sdfootnote|sdendnote)[-_:.]?\w{1,20}", re.IGNORECASE
)
_CALLING = frozenset({"role", "epub:type", "class", "style"})
"""Attributes in which a page says that something is a note, or a list of notes."""
_LISTS = frozenset(
    {"footnotes", "endnotes", "footnotes-list", "footnote-list", "references", "reflist"}
    | {"easy-footnotes-wrapper", "modern-footnotes-list", "footnotes-wrapper"}
)
_LIST_ROLES = frozenset({"doc-endnotes", "doc-footnotes", "footnotes", "endnotes", "rearnotes"})
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})
_END = re.compile(r"endnote|\bedn|sdend|rearnote", re.IGNORECASE)
_BACK_WORDS = re.compile(
    r"[\s^↩↑⇑⏎↵⬆▲\ufe0e\ufe0f\u21a9]*(?:back(?:\s+to\s+(?:text|content|top))?|return(?:\s+to\s+text)?"
    r"|jump(?:\s+(?:up|back))?(?:\s+to)?|top)?[\s^↩↑:\ufe0e]*|[\[(]?\w{1,4}[\])]?[.:]?",
    re.IGNORECASE,
)
_HOMES = frozenset({"body", "html", "article", "section", "main", "ol", "ul", "table", "tbody"})
_CLIMBED = frozenset({"li", "dd", "td", "tr", "aside", "blockquote", "div", "section"})
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
    backlinks: set[int] = field(default_factory=set)


def plan(tags: Sequence[Tag]) -> Plan:
    """Find references, notes and back-links among all tags of a page."""
    return _Planner(tags).plan()


class _Planner:
    def __init__(self, tags: Sequence[Tag]) -> None:
        self._names: dict[str, Tag] = {}
        self._anchors: list[tuple[Tag, str]] = []
        self._explicit: list[tuple[Tag, str, int]] = []
        """Elements that the page calls notes: tag, label, number in their list."""
        self._listed: set[int] = set()
        own = _own_urls(tags)
        for tag in tags:
            self._see(tag, own)
        self._plan = Plan()
        self._counts: dict[int, int] = {}

    def plan(self) -> Plan:
        if not self._anchors and not self._explicit:
            return self._plan
        targets = self._references()
        for target in targets.values():
            for parent in _upwards(target, _LEVELS + 2):
                self._counts[id(parent)] = self._counts.get(id(parent), 0) + 1
        explicit = {id(tag): (label, number) for tag, label, number in self._explicit}
        shown = {ref.label: ref.shown for ref in reversed(self._plan.references.values())}
        taken: set[int] = set()
        for label, target in targets.items():
            start, scope = self._container(target, explicit)
            taken.update(id(tag) for tag in _upwards(target, _LEVELS + 2))
            taken.add(id(start))
            number = explicit.get(id(start), ("", 0))[1]
            told = shown.get(label) or (str(number) if number else label)
            if id(start) not in self._plan.starts:
                self._plan.starts[id(start)] = NoteStart(
                    label, told, _kind(target, label), id(scope)
                )
        self._orphans(taken, bool(targets))
        self._name_empty()
        return self._plan

    def _see(self, tag: Tag, own: frozenset[str]) -> None:
        if not tag.attrs:
            return
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                self._names.setdefault(name, tag)
        if tag.name == "a":
            fragment = _fragment(attribute(tag, "href"), own)
            if fragment is not None:
                self._anchors.append((tag, fragment))
        if _CALLING.isdisjoint(tag.attrs):
            return  # nearly every anchor
        roles = _roles(tag)
        classes = set(attribute(tag, "class").lower().split())
        style = attribute(tag, "style").replace(" ", "").lower()
        word_note = "mso-element:footnote" in style or "mso-element:endnote" in style
        if roles & _NOTE_ROLES or (word_note and "-list" not in style):
            self._explicit.append((tag, attribute(tag, "id"), 0))
        elif (roles & _LIST_ROLES or classes & _LISTS) and not self._is_listed(tag):
            self._listed.add(id(tag))
            self._explicit.extend(_items(tag, sure="references" not in classes))

    def _is_listed(self, tag: Tag) -> bool:
        """True for a list of notes inside another one."""
        return any(id(parent) in self._listed for parent in _upwards(tag, 10))

    # References

    def _references(self) -> dict[str, Tag]:
        """Decide which anchors refer; gives label → target of those whose note exists."""
        targets: dict[str, Tag] = {}
        for anchor, fragment in self._anchors:
            label, target = self._target(fragment)
            if target is None:
                self._untargeted(anchor, fragment)
                continue
            words = words_of(anchor)
            if position(target) > position(anchor):
                if _refers(anchor, words, fragment):
                    match = _LABEL.fullmatch(words.strip())
                    shown = match["label"] if match else ""
                    self._plan.references[id(anchor)] = Reference(label, shown)
                    targets.setdefault(label, target)
            elif _BACK_WORDS.fullmatch(words.strip()):
                self._plan.backlinks.add(id(anchor))
        return targets

    def _target(self, fragment: str) -> tuple[str, Tag | None]:
        for name in (fragment, unquote(fragment)):
            if name in self._names:
                return name, self._names[name]
        return fragment, None

    def _untargeted(self, anchor: Tag, fragment: str) -> None:
        """An anchor to nowhere: an orphan reference, or the label of a note without one."""
        words = words_of(anchor).strip()
        match = _LABEL.fullmatch(words)
        own = attribute(anchor, "id") or attribute(anchor, "name")
        if match is None and words and _BACK_WORDS.fullmatch(words):
            self._plan.backlinks.add(id(anchor))
        if match is None or not (_is_strong(anchor) or _NOTE_NAME.fullmatch(fragment)):
            return
        if _BACK_NAME.search(fragment) and not _BACK_NAME.search(own or "ref"):
            self._explicit.append((anchor, own, 0))
            self._plan.backlinks.add(id(anchor))
        elif _refers(anchor, words, fragment):
            self._plan.references[id(anchor)] = Reference(fragment, match["label"])

    # Notes

    def _container(self, target: Tag, explicit: dict[int, tuple[str, int]]) -> tuple[Tag, Tag]:
        """The element at which the note of a target begins, and the one at whose end it ends."""
        for parent in _upwards(target, 4):
            if id(parent) in explicit and self._counts.get(id(parent), 0) <= 1:
                return parent, parent
        block = next((tag for tag in _upwards(target, 50) if tag.name in BLOCKS), None)
        if block is None or block.name in _HOMES:
            return target, block or target
        if block.name == "dt" and isinstance(block.parent, Tag):
            return block, block.parent
        if self._counts.get(id(block), 0) > 1 or not _begins(block, target):
            return target, block
        for parent in _upwards(block, _LEVELS):
            if parent is not block and not self._may_climb(parent, block):
                break
            block = parent
        return block, block

    def _may_climb(self, parent: Tag, node: Tag) -> bool:
        if parent.name not in _CLIMBED or self._counts.get(id(parent), 0) > 1:
            return False
        if not _begins(parent, node):
            return False
        if parent.name == "tr":
            return len(words_of(node).strip()) <= 6
        if parent.name in {"li", "dd", "aside"}:
            return True
        return bool(
            _ONE_NOTE.search(attribute(parent, "class"))
            or _ONE_NOTE_ID.fullmatch(attribute(parent, "id"))
            or "mso-element:" in attribute(parent, "style")
            or (parent.name == "div" and not set(parent.attrs) - {"style"})
        )

    def _orphans(self, taken: set[int], referenced: bool) -> None:
        """Notes that the page calls so and that nothing refers to."""
        for tag, label, number in self._explicit:
            if id(tag) in taken or any(
                id(parent) in self._plan.starts for parent in _upwards(tag, 6)
            ):
                continue
            if number < 0 and not referenced:
                continue
            start, scope = (tag, tag) if tag.name != "a" else self._container(tag, {})
            if id(start) in self._plan.starts:
                continue
            told = _LABEL.fullmatch(words_of(tag).strip()) if tag.name == "a" else None
            shown = (
                told["label"] if told else str(abs(number)) if number else _printed(tag) or label
            )
            unique = label or f"note at {position(tag)}"
            self._plan.starts[id(start)] = NoteStart(unique, shown, _kind(tag, unique), id(scope))

    def _name_empty(self) -> None:
        """Give references without text (numbered by CSS) the number of their note."""
        shown = {start.label: start.shown for start in self._plan.starts.values()}
        for key, reference in self._plan.references.items():
            if not reference.shown:
                number = shown.get(reference.label, reference.label)
                self._plan.references[key] = Reference(reference.label, number)


def _fragment(href: str, own: frozenset[str]) -> str | None:
    """The place in this document that a target names; None for other targets."""
    page, mark, fragment = href.strip().partition("#")
    if not mark or not fragment or (page and page.rstrip("/") not in own):
        return None
    return fragment


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
    inside = container.descendants if container.name not in {"ol", "ul"} else (container,)
    for listing in inside:
        if not isinstance(listing, Tag) or listing.name not in {"ol", "ul"}:
            continue
        first = attribute(listing, "start")
        number = int(first) if first.isdecimal() and len(first) < 6 else 1
        for item in listing.contents:
            if not isinstance(item, Tag) or item.name != "li":
                continue
            value = attribute(item, "value")
            number = int(value) if value.isdecimal() and len(value) < 6 else number
            yield item, attribute(item, "id"), number if sure else -number
            number += 1


def _refers(anchor: Tag, words: str, fragment: str) -> bool:
    words = words.strip()
    match = _LABEL.fullmatch(words)
    if match is None:
        return not words and _is_strong(anchor)
    if _is_strong(anchor) or _is_raised(anchor) or re.fullmatch(r"\[\d{1,6}\]", words):
        return True
    numbered = match["label"].isdigit() or any(char.isdigit() for char in fragment)
    return numbered and _NOTE_NAME.fullmatch(fragment) is not None


def _is_strong(anchor: Tag) -> bool:
    """True where the page itself says that this is a reference."""
    if _roles(anchor) & {"doc-noteref", "noteref"} or attribute(anchor, "rel") == "footnote":
        return True
    if "mso-footnote-id" in attribute(anchor, "style") or "mso-endnote-id" in attribute(
        anchor, "style"
    ):
        return True
    return any(
        _STRONG_CLASS.search(attribute(tag, "class"))
        for tag in (*_upwards(anchor, 3), *_inside(anchor))
        if "class" in tag.attrs
    )


def _roles(tag: Tag) -> set[str]:
    return {*attribute(tag, "role").split(), *attribute(tag, "epub:type").split()}


def _is_raised(anchor: Tag) -> bool:
    return any(
        tag.name == "sup" or "vertical-align:super" in attribute(tag, "style").replace(" ", "")
        for tag in (*_upwards(anchor, 4), *_inside(anchor))
        if tag.name not in BLOCKS
    )


def _inside(anchor: Tag) -> Iterator[Tag]:
    """Yield the first tags inside an anchor."""
    return islice((node for node in anchor.descendants if isinstance(node, Tag)), 4)


def _upwards(tag: Tag, levels: int) -> Iterator[Tag]:
    """Yield the tag and its ancestors, nearest first."""
    node: Tag | None = tag
    for _ in range(levels):
        if node is None or node.parent is None:
            return  # the document itself
        yield node
        node = node.parent


def _begins(block: Tag, inner: Tag) -> bool:
    """True where nothing but brackets and numbers stands in the block before `inner`."""
    if block is inner:
        return True
    for seen, node in enumerate(_descendants(block)):
        if node is inner:
            return True
        if seen > 40 or (isinstance(node, Words) and re.search(r"[^\W\d]{2}", node)):
            return False
    return False


def _descendants(tag: Tag) -> Iterable[object]:
    return tag.descendants


def _printed(tag: Tag) -> str:
    """The label that a note prints before its words."""
    match = re.match(r"\s*[\[(]?(\d{1,6})[\])]?[.:\s]", words_of(tag)[:20])
    return match[1] if match else ""


def _kind(tag: Tag, label: str) -> NoteKind:
    words = " ".join(
        f"{attribute(each, 'class')} {attribute(each, 'id')} {attribute(each, 'epub:type')}"
        f" {attribute(each, 'style')}"
        for each in _upwards(tag, 4)
        if each.attrs
    )
    if _END.search(f"{label} {words}") and "footnote" not in words:
        return NoteKind.ENDNOTE
    return NoteKind.FOOTNOTE
