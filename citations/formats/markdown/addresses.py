"""The URLs of a Markdown file and nothing else, at the speed of the parser that finds them.

Rules kept here:
- What comes out is what reading the file whole finds, in the same order, each URL once; where that
  cannot be told from here, nothing comes out and the caller reads the file whole.
- Paragraphs without anything that a link is made of are not parsed at all (`_thinned`): those that
  neither open nor close anything, be it a fence, HTML or a definition.
- The rendered words of the file are one string. The edges of blocks are spaces in it, and where
  prose is cut stands a sign that the file does not hold (see `signs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citations.links.prose import urls_in

from ..decoding import decode
from ..targets import absolute
from .signs import ANCHOR, CODE, LINK, MARK, STYLED, ends_clearly, is_clear, is_label, without_code

# What a paragraph must not hold to be left out.
_DOTTED = re.compile(r"\.[*_~]*+[^\W_]")
_BROKEN = re.compile(r":(?:[*_~]+/|/[*_~]+/)")
"""What makes `://` only when its emphasis is taken off."""
_OPENS = re.compile(r"\[(?!\^\d{1,6}\](?![(\[]))")
"""A bracket that is more than the reference or the definition of a note with a number."""
_UNREAD = ("^[", MARK, CODE, LINK, STYLED)
"""Notes in the line, whose words stand elsewhere; and our own signs."""

_HTML_LINK = re.compile(r"href|:[/<]|&|\.(?!\s|(?:</[a-z0-9]++>)++\s)", re.IGNORECASE)
_HTML_ODD = re.compile(r"</?(?:a|sup)\b", re.IGNORECASE)
_HTML_BREAK = re.compile(r"</?br\b", re.IGNORECASE)

_PLAIN_TARGET = re.compile(r"https?://[!-~]+")
_DEFINITION = rb"\[[^\]\[\n\\^][^\]\[\n\\]*+\]: +[^\s<>]++(?: +\"[^\"\n\\]*+\")?[ \t]*+(?:\n++|\Z)"
_DEFINITIONS = re.compile(rb"(?:" + _DEFINITION + rb")++")
"""Definitions of links and nothing else."""
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough"))
_ENDS = frozenset(("Link", "Image", "CodeBlock", "HtmlBlock", "Table"))
"""Ends that matter: words may follow without a start of their own."""
_LONGEST_LABEL = 20
_SPACE = re.compile(r"\s")
_BETWEEN = f"{CODE}\\g<0>{CODE}"
"""Each word of inline code stands between signs."""
_BY_REFERENCE = frozenset(("Reference", "Collapsed", "Shortcut"))


class _Unclear(Exception):
    """Only the whole reading can tell."""


def urls(data: bytes) -> tuple[str, ...] | None:
    """The URLs of a file, each once, in order; None where only `layout` can tell.

    Raises the ReadError family, as `layout` does.
    """
    text, _ = decode(data)
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    if any(sign in text for sign in _UNREAD):
        return None
    if "\n---" not in text and not text.startswith("---") and _BROKEN.search(text) is None:
        text = _thinned(text)
    try:
        words = _Words(text)
        prose = without_code("".join(words.parts))
        if not (is_clear(prose, "&" in text) and ends_clearly(prose, words.shown)):
            return None
        found = [*_in_order(prose, words.targets), *_referred(text, words.referred)]
    except _Unclear:
        return None
    return tuple(dict.fromkeys(found))


def _thinned(text: str) -> str:
    """The text without the paragraphs that have no link in them."""
    kept = []
    belongs = True
    """Whether what follows may be a part of this block: it is indented, or the file ends."""
    for block in reversed(text.split("\n\n")):
        if (
            belongs
            or "://" in block
            or "<" in block
            or "`" in block
            or ">" in block
            or "&" in block
            or "\\" in block
            or "~~~" in block
            or _DOTTED.search(block) is not None
            or _OPENS.search(block) is not None
        ):
            kept.append(block)
        belongs = not block or block[0].isspace()
    kept.reverse()
    return "\n\n".join(kept)


class _Words:
    """The rendered words of a text, and the targets of its links. Raises _Unclear."""

    def __init__(self, text: str) -> None:
        self.parts: list[str] = [" "]
        self.targets: list[str | None] = []
        """One for each LINK; None for a link by reference."""
        self.shown: list[bool] = []
        """For each LINK whether its words may be a URL, which might go on behind it."""
        self.referred: list[tuple[str, str]] = []
        """Label and target of links by reference: they stand where their definition does."""
        self._muted = 0
        """How many links, images and blocks are open whose words are not read."""
        self._opened: list[bool] = []
        """For every open link, whether it is one of those."""
        self._read(text)

    def _read(self, text: str) -> None:
        import pyromark

        from .options import OPTIONS

        put = self.parts.append
        events: Iterator[Any] = pyromark.events(text, options=OPTIONS)
        for event in events:
            if "Text" in event:
                if not self._muted:
                    put(event["Text"])
                elif self._in_link():
                    self._look_at(event["Text"])
            elif "Start" in event:
                kind = event["Start"]
                if type(kind) is not str:
                    self._start(kind)
                elif kind not in _INLINE:
                    put(" ")
                elif self.parts[-1] == "\n":
                    self.parts[-1] = STYLED
            elif "End" in event:
                kind = event["End"]
                if type(kind) is not str or kind in _ENDS:
                    self._end(kind)
            elif not self._muted or "InlineHtml" in event:
                put(_inline(event))
            elif "Code" in event and self._in_link():
                self._look_at(event["Code"])

    def _in_link(self) -> bool:
        return bool(self._opened) and self._opened[-1]

    def _start(self, kind: dict[str, Any]) -> None:
        if "Link" in kind:
            if self._in_link():  # `[<https://…>](…)`: the inner one ends the outer
                raise _Unclear
            self._opened.append(not self._muted and self._is_link(kind["Link"]))
            self._muted += self._opened[-1]
        elif "Image" in kind:
            self._muted += 1
        else:
            self.parts.append(" ")
            # The words of these blocks say nothing about sources.
            self._muted += "MetadataBlock" in kind or (
                "CodeBlock" in kind and "Fenced" in kind["CodeBlock"]
            )

    def _end(self, kind: object) -> None:
        if kind == "Link":
            self._muted -= self._opened.pop()
        elif self._muted:
            self._muted -= 1
        else:
            self.parts.append(" ")

    def _look_at(self, words: str) -> None:
        """Words of a link: a URL may go on behind them, a note's label is no source."""
        if "://" in words:
            self.shown[-1] = True
        elif len(words) < _LONGEST_LABEL and is_label(words):
            raise _Unclear

    def _is_link(self, link: dict[str, str]) -> bool:
        """Keep the target, if it is one."""
        target = link["dest_url"]
        if _PLAIN_TARGET.fullmatch(target) is None or "/cdn-cgi/" in target:
            url = absolute(target)
            if url is None:
                return False
            target = url
        self.parts.append(LINK)
        self.shown.append(False)
        if link["link_type"] in _BY_REFERENCE:
            self.targets.append(None)
            self.referred.append((link["id"], target))
        else:
            self.targets.append(target)
        return True


def _inline(event: Any) -> str:
    """What stands in the words for an event that is neither text nor the edge of anything."""
    if event == "SoftBreak":
        return "\n"
    if "FootnoteReference" in event:
        return MARK
    if "Code" in event:
        return f"{CODE}{_SPACE.sub(_BETWEEN, event['Code'])}{CODE}"
    if "InlineHtml" in event:
        if _HTML_ODD.match(event["InlineHtml"]) is not None:
            raise _Unclear
        return " " if _HTML_BREAK.match(event["InlineHtml"]) is not None else ""
    if "Html" in event and _HTML_LINK.search(event["Html"]) is not None:
        raise _Unclear
    return " "


def _in_order(prose: str, targets: list[str | None]) -> Iterator[str]:
    """The URLs of the prose, and the targets of links between them."""
    pieces = prose.split(LINK)
    targets.append(None)
    for piece, target in zip(pieces, targets, strict=True):
        if ANCHOR.search(piece) is not None:
            yield from urls_in(piece)
        if target is not None:
            yield target


def _referred(text: str, links: list[tuple[str, str]]) -> Iterator[str]:
    """Targets by reference in the order of their definitions, which all stand behind the text."""
    if not links:
        return
    import pyromark

    starts = {
        _name(label): found["span"]["start"]
        for label, found in pyromark.reference_definitions(text).items()
    }
    places = []
    for name, target in links:
        if _name(name) not in starts:
            raise _Unclear
        places.append((starts[_name(name)], target))
    places.sort()
    if _DEFINITIONS.fullmatch(text.encode(), places[0][0]) is None:
        raise _Unclear
    for _, target in places:
        yield target


def _name(label: str) -> str:
    return " ".join(label.casefold().split())
