"""The words that a page shows, in one pass over its tree.

Rules kept here:
- Nothing is taken out of the tree, so no node is met after it is gone.
- Navigation, footers, forms' choices and hidden parts are left out. Inline elements do not part
  words, blocks do.
- What stands beside the page's text, and each of several articles, is marked (`beside`); notes'
  markers are set apart (`markers`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..parts import ARTICLE, END
from .beside import Marks, marked_words, marks_of, settled
from .markers import note_markers
from .titles import NEVER_HIDDEN

_UNSEEN = ("script", "style", "noscript", "template", "svg", "head", "title", "iframe", "object")
_ASIDE = ("nav", "footer", "select", "datalist", "textarea", "menu", "dialog")
_INLINE = """
a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span
strike strong sub sup time tt u var wbr
"""
_HIDDEN = "[hidden], [style*='display:none'], [style*='display: none'], [role='navigation']"


def _tag_ids(names: Iterable[str]) -> frozenset[int]:
    """The parser's own numbers for tag names: comparing them is what makes the pass cheap."""
    found = set()
    for name in names:
        node = LexborHTMLParser("<p>").create_node(name)
        found.add(node.tag_id)
    return frozenset(found)


_UNSEEN_IDS = _tag_ids(_UNSEEN)
_ASIDE_IDS = _tag_ids(_ASIDE)
_INLINE_IDS = _tag_ids(_INLINE.split())
_LEFT_OUT = _UNSEEN_IDS | _ASIDE_IDS
_TIMED = re.compile(r"\d:\d\d\Z")
"""A clock that stands in an element of its own; a style sets the speaker behind it apart."""
_TEXT = 2
"""The parser's number for text nodes."""


def spoken_words(tree: LexborHTMLParser, written: Container[str]) -> tuple[list[str], int]:
    """The words of the main text, and how many more a reader sees beside it.

    `written` is the markup in lower case, as far as it is worth a look.
    """
    hides = "hidden" in written or "style" in written or "role" in written
    found = tree.css(_HIDDEN) if hides else ()
    hidden = {node.mem_id for node in found if node.tag not in NEVER_HIDDEN}
    markers = note_markers(tree)
    marks = marks_of(tree, written)
    places = _Places(marks)
    parts: list[str] = [" "]
    cuts: list[tuple[int, str]] = []
    parted = True  # a block began, or nothing stands there yet
    aside = 0
    skipped_to: int | None = None
    root = tree.root
    for node in root.traverse(include_text=True) if root is not None else ():
        if skipped_to is not None:
            if node.mem_id != skipped_to:
                continue
            skipped_to = None
        if marks and (met := places.met(node)):
            cuts.append((len(parts), met))
            parts.append(" ")
            parted = True
        tag = node.tag_id
        if tag == _TEXT:
            if text := node.text_content:
                if not parted and _stands_apart(parts[-1], text, node):
                    parts.append(" ")
                parts.append(text)
                parted = False
            continue
        if tag in _LEFT_OUT or (hidden and node.mem_id in hidden):
            if tag in _ASIDE_IDS:
                aside += len(node.text(separator=" ").split())
            skipped_to = _after(node)
            if skipped_to is None:
                break
        elif tag in _INLINE_IDS:
            if markers and node.mem_id in markers:
                parts.append(markers[node.mem_id])
                skipped_to = _after(node)
            continue
        if not parted:
            parts.append(" ")
            parted = True
    return settled(marked_words(parts, cuts)) if cuts else "".join(parts).split(), aside


class _Places:
    """Where marks stand, as the pass comes by: of an element's end it sees but what follows."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._beside_to: int | None = None
        self._ends: set[int | None] = set()

    def met(self, node: LexborNode) -> str:
        """The marks that stand in front of an element; "" for none."""
        told = ""
        if self._beside_to == node.mem_id:
            told, self._beside_to = END, None
        if node.mem_id in self._ends:
            told += ARTICLE
        mark = self._marks.get(node.mem_id) if self._beside_to is None else None
        if mark == ARTICLE:
            self._ends.add(_after(node))
        elif mark:
            self._beside_to = _after(node) or 0
        return told + (mark or "")


def _stands_apart(before: str, text: str, node: LexborNode) -> bool:
    """Whether a text that touches the one before it is of another block, or follows a clock."""
    if not _touches(before, text):
        return False
    return _follows_block(node) or _TIMED.search(before[-6:]) is not None


def _touches(before: str, text: str) -> bool:
    """Whether no white space stands between two texts."""
    return not (text[0].isspace() or before[-1].isspace())


def _follows_block(text: LexborNode) -> bool:
    """Whether a block ended right in front of a text: the pass itself sees no ends."""
    at: LexborNode | None = text
    while at is not None:
        if at.prev is not None:
            return at.prev.is_element_node and at.prev.tag_id not in _INLINE_IDS
        at = at.parent
        if at is not None and at.tag_id not in _INLINE_IDS:
            return False
    return False


def _after(node: LexborNode) -> int | None:
    """What follows an element and all that is in it; None at the end."""
    at: LexborNode | None = node
    while at is not None:
        if at.next is not None:
            return at.next.mem_id
        at = at.parent
    return None
