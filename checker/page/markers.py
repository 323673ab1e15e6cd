"""Markers of notes that markup raises above the line: letters and stars, which are no words.

Rules kept here:
- Raised figures stay: those of notes are known where quotations are compared, and others are
  exponents and ordinals.
- A raised letter is a marker where it follows a whole word or what ends a sentence: M<sup>e</sup>,
  XX<sup>e</sup> and 1<sup>a</sup> are written with one.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_STARS = re.compile(r"[*†‡§¶‖]{1,3}")
_LETTER = re.compile(r"\(?([a-z]|i{2,3}|iv|vi{1,3}|ix)\)?")
_WORD = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?'\"’”)])$")
_MOST = 2000


def note_markers(tree: LexborHTMLParser) -> dict[int, str]:
    """By node, the elements that are such markers, as the text has them: "[note a]"."""
    told = ((node.mem_id, _marker(node)) for node in tree.css("sup")[:_MOST])
    return {node: f"[note {marker}]" for node, marker in told if marker}


def _marker(node: LexborNode) -> str | None:
    words = (node.text() or "").strip()
    if not 0 < len(words) <= 5:
        return None
    before = _before(node)
    if _STARS.fullmatch(words):
        return words if before.strip() else None
    found = _LETTER.fullmatch(words)
    return found[1] if found and _WORD.search(before) else None


def _before(node: LexborNode) -> str:
    """What stands right in front of an element, or of the link that holds nothing else before."""
    at = node.prev
    if at is None and node.parent is not None and node.parent.tag in ("a", "span"):
        at = node.parent.prev
    return (at.text(deep=True) or "")[-20:] if at is not None else ""
