"""The URLs of a Markdown text out of what its parser finds, one thing after the other.

Rules kept here:
- What comes out is what reading the file whole finds, in the same order, each URL once; where that
  cannot be told from here, nothing comes out and the caller reads the file whole.
- What need not be parsed to be sure of it is not parsed (see `thinning`).
- The rendered words of the file are one string. The edges of blocks are spaces in it, and where
  prose is cut stands a sign that the file does not hold (see `signs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from citations.links.prose import urls_in

from ...late import late_regex
from ..targets import absolute
from .signs import (
    ANCHOR,
    CODE,
    LINK,
    MARK,
    STYLED,
    ends_clearly,
    is_clear,
    is_label,
    without_code,
)
from .thinning import thinned

_HTML_LINK = late_regex(r"href|:[/<]|&|\.(?!\s|(?:</[a-z0-9]++>)++\s)", re.IGNORECASE)
_HTML_ODD = late_regex(r"</?(?:a|sup)\b", re.IGNORECASE)
_HTML_BREAK = late_regex(r"</?br\b", re.IGNORECASE)

_PLAIN_TARGET = late_regex(r"https?://[!-~]+")
_DEFINITION = rb"\[[^\]\[\n\\^][^\]\[\n\\]*+\]: +[^\s<>]++(?: +\"[^\"\n\\]*+\")?[ \t]*+(?:\n++|\Z)"
_DEFINITIONS = late_regex(rb"(?:" + _DEFINITION + rb")++")
"""Definitions of links and nothing else."""
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough"))
_ENDS = frozenset(("CodeBlock", "HtmlBlock", "Table"))
"""Words may follow them without a start of their own, as they may follow a list."""
_SPACE = late_regex(r"\s")
_BETWEEN = f"{CODE}\\g<0>{CODE}"
"""Each word of inline code stands between signs."""
_BY_REFERENCE = frozenset(("Reference", "Collapsed", "Shortcut"))


class _Unclear(Exception):
    """Only the whole reading can tell."""


def urls(text: str) -> tuple[str, ...] | None:
    """The URLs of a text with plain line ends; None where only `layout` can tell."""
    if MARK in text or CODE in text or LINK in text or STYLED in text:
        return None
    text = thinned(text)
    try:
        words = _Words(text)
        prose = without_code("".join(words.parts))
        if not (is_clear(prose, "&" in text) and ends_clearly(prose, words.shown)):
            return None
        found = [*_in_order(prose, words.targets), *_referred(text, words.referred)]
    except _Unclear:
        return None
    return tuple(dict.fromkeys(found))


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
        self._read(text)

    def _read(self, text: str) -> None:
        import pyromark

        from .options import OPTIONS

        parts = self.parts
        put = parts.append
        events: Iterator[Any] = iter(pyromark.events(text, options=OPTIONS))
        for event in events:
            if "Text" in event:
                put(event["Text"])
            elif "Start" in event:
                kind = event["Start"]
                if type(kind) is not str:
                    self._start(kind, events)
                elif kind not in _INLINE:
                    put(" ")
                elif parts[-1] == "\n":
                    parts[-1] = STYLED
            elif "End" in event:
                kind = event["End"]
                if type(kind) is not str or kind in _ENDS:
                    put(" ")
            else:
                put(_inline(event))

    def _start(self, kind: dict[str, Any], events: Iterator[Any]) -> None:
        if "Link" in kind:
            link = kind["Link"]
            target = link["dest_url"]
            if _PLAIN_TARGET.fullmatch(target) is None or "/cdn-cgi/" in target:
                target = absolute(target)
                if target is None:
                    return
            self.parts.append(LINK)
            if link["link_type"] in _BY_REFERENCE:
                self.targets.append(None)
                self.referred.append((link["id"], target))
            else:
                self.targets.append(target)
            self.shown.append(_words_of_link(events))
        elif "Image" in kind:
            _skip(events, "Image")
        else:
            self.parts.append(" ")
            # The words of these blocks say nothing about sources.
            if "CodeBlock" in kind:
                if "Fenced" in kind["CodeBlock"]:
                    _skip(events, "CodeBlock")
            elif "MetadataBlock" in kind:
                _skip(events, "MetadataBlock")


def _words_of_link(events: Iterator[Any]) -> bool:
    """Go to the end of a link; whether its words may be a URL, which may go on behind it."""
    is_url = False
    for event in events:
        if "Text" in event or "Code" in event:
            words = event["Text"] if "Text" in event else event["Code"]
            if "^" in words:
                raise _Unclear
            if "://" in words:
                is_url = True
            elif not words[-1].isalpha() and is_label(words):
                raise _Unclear  # a link over a note's label is none of its sources
        elif "End" in event:
            if event["End"] == "Link":
                break
        elif "InlineHtml" in event:
            _inline(event)
        elif "Start" in event:
            kind = event["Start"]
            if "Link" in kind:  # `[<https://…>](…)`: the inner one ends the outer
                raise _Unclear
            if "Image" in kind:
                _skip(events, "Image")
    return is_url


def _skip(events: Iterator[Any], kind: str) -> None:
    """Go to the end of something, whatever of its kind stands in it."""
    depth = 1
    for event in events:
        if "Start" in event:
            depth += kind in event["Start"]
        elif "End" in event and kind in event["End"]:
            depth -= 1
            if not depth:
                return


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
    for piece, target in zip_longest(prose.split(LINK), targets):
        if ("." in piece or "://" in piece) and ANCHOR.search(piece) is not None:
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
