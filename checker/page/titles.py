"""What a page calls itself: its title, and the heading that its readers see.

Rules kept here:
- A drawing's title is not the document's.
- A heading that nobody is shown (for browsers without scripts, hidden, in a closed dialog) is the
  page's answer to another question: "Page not found", for its script to show when it must.
"""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .metadata import line

_DEEPEST = 64
"""Elements around a heading that are looked at."""

NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
"""Pages hide their whole body until a script has run; a reader sees it all the same."""


def document_title(tree: LexborHTMLParser) -> str | None:
    """The document's title; a drawing's is called title too."""
    nodes = tree.tags("title")[:10]
    return _first_words(node for node in nodes if not _is_drawn(node))


def first_heading(tree: LexborHTMLParser, title: str | None) -> str | None:
    """The first h1 that a reader is shown; of several, the first that has to do with the title,
    since a page's style may hide the one for its errors."""
    shown = [line(node.text(separator=" ")) for node in filter(_is_seen, tree.tags("h1")[:5])]
    shown = [words for words in shown if words]
    if len(shown) > 1 and title:
        of_title = set(title.casefold().split())
        shown.sort(key=lambda words: of_title.isdisjoint(words.casefold().split()))
    return shown[0] if shown else None


def _first_words(nodes: Iterable[LexborNode]) -> str | None:
    """The words of the first of some elements that has any."""
    return next((found for node in nodes if (found := line(node.text(separator=" ")))), None)


def _is_seen(node: LexborNode) -> bool:
    """Whether a reader is shown an element: not one for browsers without scripts, nor a hidden one
    ("Page not found", for the script to show when it must)."""
    at: LexborNode | None = node
    for _ in range(_DEEPEST):
        if at is None or at.tag in ("html", "body"):
            return True
        says = at.attributes
        if at.tag in ("noscript", "template") or (at.tag == "dialog" and "open" not in says):
            return False
        style = (says.get("style") or "").replace(" ", "").lower()
        hidden = "hidden" in says or "display:none" in style or "visibility:hidden" in style
        if hidden and at.tag not in NEVER_HIDDEN:
            return False
        at = at.parent
    return True


def _is_drawn(node: LexborNode) -> bool:
    """Whether an element stands in a drawing."""
    at = node.parent
    for _ in range(_DEEPEST):
        if at is None or at.tag == "head":
            return False
        if at.tag == "svg":
            return True
        at = at.parent
    return False
