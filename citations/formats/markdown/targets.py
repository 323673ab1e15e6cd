"""Where the target of a Markdown link stands in the source.

Rules kept here:
- The span is that of the URL alone: no brackets, no title. For a link by reference it is the URL of
  the definition, which is where an editor mends it.
"""

from __future__ import annotations

import re
from html import unescape

from citations.model import Span

from ...late import late_regex
from .offsets import Offsets

_HREF = late_regex(
    r"""\shref\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+))""", re.I
)


def href(tag: str) -> tuple[str, Span] | None:
    """The target of an HTML `<a …>` and its span within the tag."""
    match = _HREF.search(tag)
    group = match.lastgroup if match is not None else None
    if match is None or group is None:
        return None
    return unescape(match[group]), Span(*match.span(group))


class Targets:
    """Finds targets; reads the definitions when the first link by reference asks for one."""

    def __init__(self, text: str, place: Offsets) -> None:
        self._text = text
        self._place = place
        self._definitions: dict[str, Span] | None = None

    def inline(self, target: str, at: Span, after: int) -> Span:
        """Where the target of `[text](target "title")` stands; the text ends at `after`."""
        opened = self._text.find("](", min(after, at.end), at.end)
        if opened < 0:
            opened = self._text.rfind("](", at.start, at.end)
        return self._raw(target, opened + 2, at.end - 1)

    def _raw(self, target: str, start: int, end: int) -> Span:
        text = self._text
        while start < end and text[start].isspace():
            start += 1
        if text.startswith(target, start, end):
            return Span(start, start + len(target))
        if text[start : start + 1] == "<":
            close = text.find(">", start, end)
            return Span(start + 1, close if close >= 0 else end)
        raw = re.match(r"\S*", text[start:end])
        return Span(start, start + (len(raw[0]) if raw else 0))

    def defined(self, target: str, name: str, at: Span) -> Span:
        """Where the definition of `[text][ref]` has its target."""
        if self._definitions is None:
            import pyromark

            known = pyromark.reference_definitions(self._text)
            self._definitions = {
                " ".join(label.casefold().split()): Span(
                    self._place(found["span"]["start"]), self._place(found["span"]["end"])
                )
                for label, found in known.items()
            }
        definition = self._definitions.get(" ".join(name.casefold().split()))
        if definition is None:
            return at
        colon = self._text.find("]:", definition.start, definition.end)
        return self._raw(target, colon + 2, definition.end) if colon >= 0 else at
