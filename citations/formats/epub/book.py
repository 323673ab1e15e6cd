"""The pages of a book → one page → Layout.

Rules kept here:
- A link from one page to a place in another becomes a link within the one, so that a note that
  stands in a file of its own is found as any other is.
- Each chapter may count its notes, and name them, anew: a name that comes again is told apart.
- The document's text is that one page. Its markup is XML's: `<a id="p12"/>` is over where it ends.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import unquote

from citations.dates import stated
from citations.model import EmptyDocument, Span
from citations.passage import Layout

from ...late import late_regex
from ..html import fragment
from ..html.tree import VOID
from .container import Container

_TAG = late_regex(r"<(?P<name>[A-Za-z][\w:-]{0,40})(?P<rest>\s[^<>]*?)?(?P<closed>/?)>")
_PLACE = late_regex(
    r"(?P<before>\s(?P<name>id|name|href)\s{0,9}=\s{0,9}(?P<quote>[\"']))(?P<value>[^\"'<>]*)(?=(?P=quote))"
)
_NAMED = late_regex(r"\s(?:id|name)\s{0,9}=\s{0,9}[\"']([^\"'<>]+)[\"']")
_BODY = late_regex(r"<(?:body|frameset)\b[^<>]*>", re.IGNORECASE)
_BODY_END = late_regex(r"</body\s{0,9}>", re.IGNORECASE)


def read_layout(data: bytes) -> Layout:
    """Bytes of a book → Layout. Raises the ReadError family."""
    container = Container(data)
    text = _merged([*container.pages()])
    body, notes = fragment(text, Span(0, len(text)))
    if not body and not notes:
        raise EmptyDocument("nothing but white space")
    declared = container.declared()
    title, date = declared.get("title", ""), declared.get("date", "")
    return Layout(text, None, body, notes, title or None, stated(date))


def _merged(pages: Sequence[tuple[str, str]]) -> str:
    """The bodies of the pages as one, their names and the links between them set right."""
    numbers = {name: number for number, (name, _) in enumerate(pages)}
    names = _Names([_body(markup) for _, markup in pages])
    merged = []
    for number, (name, _) in enumerate(pages):
        folder = posixpath.dirname(name)

        def placed(match: re.Match[str], number: int = number, folder: str = folder) -> str:
            value = match["value"]
            if match["name"] != "href":
                return match["before"] + names.name(number, value)
            page, sign, place = value.partition("#")
            target = posixpath.normpath(posixpath.join(folder, unquote(page))) if page else ""
            leads = numbers.get(target) if page else number
            if leads is None or not sign:
                return match[0]
            return f"{match['before']}#{names.name(leads, place)}"

        def tag(match: re.Match[str]) -> str:
            name, rest = match["name"], match["rest"] or ""
            if "=" in rest:
                rest = _PLACE.sub(placed, rest)
            if match["closed"] and name.lower() not in VOID:
                return f"<{name}{rest}></{name}>"
            return f"<{name}{rest}>"

        merged.append(f"<section>{_TAG.sub(tag, names.bodies[number])}</section>")
    return "\n".join(merged)


class _Names:
    """What places in the pages are called in the one page."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self.bodies = bodies
        self._again: list[set[str]] = []
        """For each page its names that a page before it has."""
        seen: set[str] = set()
        for body in bodies:
            own = {
                name for tag in _TAG.finditer(body) for name in _NAMED.findall(tag["rest"] or "")
            }
            self._again.append(own & seen)
            seen |= own

    def name(self, page: int, name: str) -> str:
        """A place's name; letters follow it that leave a note's name one ("_ftn1x2")."""
        return f"{name}x{page}" if name in self._again[page] else name


def _body(markup: str) -> str:
    begun = _BODY.search(markup)
    start = begun.end() if begun else 0
    ended = _BODY_END.search(markup, start)
    return markup[start : ended.start() if ended else len(markup)]
