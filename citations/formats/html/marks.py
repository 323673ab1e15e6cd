"""How references, notes and ways back look in a page: words, classes, roles, names.

Rules kept here:
- What the page says by role or class is believed before what it looks like.
- Words that lead back are known in English only; arrows and labels do in every language.
- Each question is about one tag and what stands around it; `notes` has the whole page in view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from bs4 import Tag

from citations.model import NoteKind

from ...late import late_regex
from .tree import BLOCKS, Words, attribute, is_flat, words_of

LABEL = re.compile(
    r"[\[(]?\s*(?:(?:foot|end)?note\s*|fn\.?\s*)?(?P<label>\d{1,6}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶‖#]{1,4})"
    r"\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_STRONG_CLASS = late_regex(
    r"(?:^|\s)(?:foot|end)?note(?:-?(?:ref|reference|anchor|link))(?:\s|$)|(?:^|\s)fn-?ref(?:\s|$)"
    r"|sd(?:foot|end)noteanc|mso(?:foot|end)notereference|(?:^|\s)noteref(?:\s|$)"
    r"|see-footnote|easy-footnote|simple-footnote|co_footnotereference|xref-fn(?:\s|$)"
    r"|footnote_referrer|footnote_plugin_tooltip_text",
    re.IGNORECASE,
)
NOTE_NAME = re.compile(
    r"_?(?:ftn|edn|fn|en|footnote|endnote|note|cite_note|sdfootnote|sdendnote|ftnt|link2?note"
    r"|easy-footnote-bottom)[-_:.]?\w*",
    re.IGNORECASE,
)
BACK_NAME = re.compile(r"ref|anc\b|anc$|back|cite_ref|src|anchor", re.IGNORECASE)
ONE_NOTE = re.compile(
    r"(?:^|\s)(?:foot|end|side)?note(?:-(?:item|body|content|text|definition))?(?:\s|$)|(?:^|\s)fn(?:\s|$)",
    re.IGNORECASE,
)
ONE_NOTE_ID = re.compile(
    r"_?(?:ftn|edn|fn|en|footnote|endnote|sdfootnote|sdendnote)[-_:.]?\w{1,20}", re.IGNORECASE
)
CALLING = frozenset({"role", "epub:type", "class", "style"})
"""Attributes in which a page says that something is a note, or a list of notes."""
LISTS = frozenset(
    {"footnotes", "endnotes", "footnotes-list", "footnote-list", "references", "reflist"}
    | {"easy-footnotes-wrapper", "modern-footnotes-list", "footnotes-wrapper"}
)
LIST_ROLES = frozenset({"doc-endnotes", "doc-footnotes", "footnotes", "endnotes", "rearnotes"})
NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})
_TOLD_BY = ("class", "id", "epub:type", "style")
_END = re.compile(r"endnote|\bedn|sdend|rearnote", re.IGNORECASE)
_ARROWS = r"[\s^↩↑⇑⏎↵⬆▲:\ufe0e\ufe0f]*"
_WAY_BACK = late_regex(
    rf"{_ARROWS}(?:(?:go\s+)?(?:back|return|jump)(?:\s+(?:up|back))?"
    r"(?:\s+to(?:\s+(?:the|main|article|body|text|content|top|page|citation|foot|end|note|footnote"
    r"|endnote|reference|referrer|source|where|it|was|referenced|number|\d{1,6})){0,6})?|top)?"
    rf"{_ARROWS}|[\[(]?\w{{1,4}}[\])]?[.:]?",
    re.IGNORECASE,
)
_BACK_CLASS = late_regex(r"back-?(?:link|ref)|return-?(?:foot|end)?note|(?:foot|end)note-?back")
_POINTERS = ("reveal-id", "data-open", "rid", "aria-controls", "aria-describedby", "data-target")
"""Attributes that name a note where a script shows it."""
_CALLED = late_regex(r"['\"]#?([A-Za-z][\w:.-]{2,80})['\"]")
"""A place that a script is called with."""


def place_named(anchor: Tag) -> tuple[str, str]:
    """The page and the place in it that an anchor leads to; "" for this page, and for none."""
    page, _, place = attribute(anchor, "href").strip().partition("#")
    if place or (page and not page.lower().startswith("javascript:")):
        return page, place
    for name in _POINTERS:
        if name in anchor.attrs:
            return "", attribute(anchor, name).strip().removeprefix("#")
    called = _CALLED.search(attribute(anchor, "onclick"))
    return "", called[1] if called else ""


def leads_back(anchor: Tag, words: str) -> bool:
    """True for an anchor with these words that is a way back from a note to the text."""
    if "doc-backlink" in roles_of(anchor) or _BACK_CLASS.search(attribute(anchor, "class")):
        return True
    return _WAY_BACK.fullmatch(words.strip()) is not None


def refers(anchor: Tag, words: str, fragment: str) -> bool:
    """True for an anchor with these words that leads to a note of this name."""
    words = words.strip()
    match = LABEL.fullmatch(words)
    if match is None:
        return not words and is_strong(anchor)
    if is_raised(anchor) or is_strong(anchor) or re.fullmatch(r"\[\d{1,6}\]", words):
        return True
    numbered = match["label"].isdigit() or any(char.isdigit() for char in fragment)
    return numbered and NOTE_NAME.fullmatch(fragment) is not None


def is_strong(anchor: Tag) -> bool:
    """True where the page itself says that this is a reference."""
    if roles_of(anchor) & {"doc-noteref", "noteref"} or attribute(anchor, "rel") == "footnote":
        return True
    if "mso-footnote-id" in attribute(anchor, "style") or "mso-endnote-id" in attribute(
        anchor, "style"
    ):
        return True
    return any(
        _STRONG_CLASS.search(attribute(tag, "class"))
        for tag in chain(upwards(anchor, 3), _inside(anchor))
        if "class" in tag.attrs
    )


def roles_of(tag: Tag) -> set[str]:
    """What the page says that a tag is, by `role` and `epub:type`."""
    return {*attribute(tag, "role").split(), *attribute(tag, "epub:type").split()}


def is_raised(anchor: Tag) -> bool:
    """True for what stands above the line."""
    return any(
        tag.name == "sup" or "vertical-align:super" in attribute(tag, "style").replace(" ", "")
        for tag in chain(upwards(anchor, 4), _inside(anchor))
        if tag.name not in BLOCKS
    )


def _inside(anchor: Tag) -> Iterable[Tag]:
    """The first tags inside an anchor."""
    if is_flat(anchor):
        return ()
    return islice((node for node in anchor.descendants if isinstance(node, Tag)), 4)


def upwards(tag: Tag, levels: int) -> Iterator[Tag]:
    """Yield the tag and its ancestors, nearest first."""
    node: Tag | None = tag
    for _ in range(levels):
        if node is None or node.parent is None:
            return  # the document itself
        yield node
        node = node.parent


def begins(block: Tag, inner: Tag) -> bool:
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


def printed_label(tag: Tag) -> str:
    """The label that a note prints before its words."""
    match = re.match(r"\s*[\[(]?(\d{1,6})[\])]?[.:\s]", words_of(tag)[:20])
    return match[1] if match else ""


def kind_of(tag: Tag, label: str) -> NoteKind:
    """Footnote or endnote, by what is said around its target."""
    words = " ".join(
        [
            attribute(each, name)
            for each in upwards(tag, 4)
            for name in _TOLD_BY
            if name in each.attrs
        ]
    )
    if _END.search(f"{label} {words}") and "footnote" not in words:
        return NoteKind.ENDNOTE
    return NoteKind.FOOTNOTE
