"""What a run looks like, as far as reading needs it: emphasised, raised, hidden.

Rules kept here:
- Direct formatting decides. Otherwise toggles of the paragraph's and the character's style are
  combined by exclusive or (ECMA-376 part 1, 17.7.3), and properties that are no toggles
  (w:vertAlign, w:u) come from the nearest style that sets them.
- Underlining counts as emphasis: court papers underline what journals print in italics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from .names import attribute, child, is_on, local

DEEPEST_STYLE: Final = 32
"""How far w:basedOn is followed; Word itself stops at 11."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Properties that a run or a style sets; None where it says nothing.

    Compared by identity: there are few of them, and each run is looked up by its own.
    """

    italic: bool | None = None
    underlined: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None

    def over(self, lower: Look) -> Look:
        """This look where it speaks, the lower one elsewhere."""
        return Look(
            lower.italic if self.italic is None else self.italic,
            lower.underlined if self.underlined is None else self.underlined,
            lower.raised if self.raised is None else self.raised,
            lower.hidden if self.hidden is None else self.hidden,
        )


PLAIN: Final = Look()


def look_of(properties: etree._Element | None) -> Look:
    """What a w:rPr sets."""
    return run_properties(properties)[0]


def run_properties(properties: etree._Element | None) -> tuple[Look, str | None]:
    """What a w:rPr sets, and the character style that it names."""
    if properties is None or not len(properties):
        return PLAIN, None
    italic = underlined = raised = hidden = style = None
    for element in properties:
        name = local(element)
        if name == "i":
            italic = is_on(element)
        elif name == "rStyle":
            style = attribute(element, "val")
        elif name == "u":
            underlined = attribute(element, "val") not in (None, "none")
        elif name == "vertAlign":
            raised = attribute(element, "val") == "superscript"
        elif name == "vanish":
            hidden = is_on(element)
    if italic is underlined is raised is hidden is None:
        return PLAIN, style
    return _look(italic, underlined, raised, hidden), style


@lru_cache(maxsize=81)
def _look(
    italic: bool | None, underlined: bool | None, raised: bool | None, hidden: bool | None
) -> Look:
    """There are no more of them, and every run with properties asks for one."""
    return Look(italic, underlined, raised, hidden)


def read_list(properties: etree._Element) -> tuple[str, int]:
    """The w:numId and level of a w:numPr."""
    number, level = child(properties, "numId"), child(properties, "ilvl")
    depth = "0" if level is None else attribute(level, "val") or "0"
    valid = depth.isascii() and depth.isdigit() and len(depth) < 3
    return (
        "0" if number is None else attribute(number, "val") or "0",
        int(depth) if valid else 0,
    )


class Styles:
    """The looks of styles.xml by style id."""

    def __init__(self, root: etree._Element | None) -> None:
        """Takes the root of styles.xml, or None where the package has none."""
        self._elements: dict[str, etree._Element] = {}
        """Read when a paragraph or run names them; most styles are never used."""
        self._resolved: dict[str, Look] = {}
        self._runs: dict[tuple[Look, str | None, str | None], Look] = {}
        self._lists: dict[str, tuple[str, int] | None] = {}
        self._heads: dict[str, str | None] = {}
        self.default_paragraph: str | None = None
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            style = attribute(element, "styleId") or ""
            self._elements[style] = element
            if attribute(element, "default") in ("1", "true", "on") and (
                attribute(element, "type") == "paragraph"
            ):
                self.default_paragraph = style
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._document = look_of(defaults)

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those that it is based on."""
        at = style
        for _ in range(DEEPEST_STYLE):
            element = self._elements.get(at)
            if element is None:
                return
            yield element
            parent = child(element, "basedOn")
            at = "" if parent is None else attribute(parent, "val") or ""

    def look(self, style: str | None) -> Look:
        """What a style sets with all that it is based on."""
        if style is None:
            return PLAIN
        if style not in self._resolved:
            look = PLAIN
            for element in self._chain(style):
                look = look.over(look_of(child(element, "rPr")))
            self._resolved[style] = look
        return self._resolved[style]

    def numbering(self, style: str | None) -> tuple[str, int] | None:
        """The w:numId and level of the list that a paragraph style belongs to."""
        name = style or self.default_paragraph or ""
        if name not in self._lists:
            made = (child(child(element, "pPr"), "numPr") for element in self._chain(name))
            found = next((each for each in made if each is not None), None)
            self._lists[name] = None if found is None else read_list(found)
        return self._lists[name]

    def heads(self, style: str | None) -> str | None:
        """ "title" or "heading", where a paragraph style is one of those or rests on one.

        The names are Word's own in every language (ECMA-376 part 1, 17.7.4.9); ids are not.
        """
        if style is None or style in self._heads:
            return self._heads.get(style or "")
        self._heads[style] = None
        for element in self._chain(style):
            named = child(element, "name")
            name = "" if named is None else (attribute(named, "val") or "").lower()
            if name == "title" or name.startswith("heading "):
                self._heads[style] = name.split()[0]
                break
        return self._heads[style]

    def run(self, direct: Look, character: str | None, paragraph: str | None) -> Look:
        """How a run looks in the end."""
        key = (direct, character, paragraph)
        known = self._runs.get(key)
        if known is None:
            known = self._runs[key] = self._combine(direct, character, paragraph)
        return known

    def _combine(self, direct: Look, character: str | None, paragraph: str | None) -> Look:
        upper, lower = self.look(character), self.look(paragraph or self.default_paragraph)
        italic, hidden = direct.italic, direct.hidden
        if italic is None:
            italic = bool(upper.italic) != bool(lower.italic)
        if hidden is None:
            hidden = bool(upper.hidden) != bool(lower.hidden)
        merged = direct.over(upper.over(lower.over(self._document)))
        return Look(italic, merged.underlined, merged.raised, hidden)
