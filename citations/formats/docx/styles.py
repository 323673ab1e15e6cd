"""What a run looks like, as far as reading needs it: emphasised, raised, hidden.

Rules kept here:
- Direct formatting decides. Otherwise toggles of the paragraph's and the character's style are
  combined by exclusive or (ECMA-376 part 1, 17.7.3), and properties that are no toggles
  (w:vertAlign, w:u) come from the nearest style that sets them.
- Underlining counts as emphasis: court papers underline what journals print in italics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from .names import attribute, child, is_on, local

DEEPEST_STYLE: Final = 32
"""How far w:basedOn is followed; Word itself stops at 11."""


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that a run or a style sets; None where it says nothing."""

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
    if properties is None or not len(properties):
        return PLAIN
    italic = underlined = raised = hidden = None
    for element in properties:
        name = local(element)
        if name == "i":
            italic = is_on(element)
        elif name == "u":
            underlined = attribute(element, "val") not in (None, "none")
        elif name == "vertAlign":
            raised = attribute(element, "val") == "superscript"
        elif name == "vanish":
            hidden = is_on(element)
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
        self._own: dict[str, tuple[Look, str | None]] = {}
        self._resolved: dict[str, Look] = {}
        self._runs: dict[tuple[Look, str | None, str | None], Look] = {}
        self.default_paragraph: str | None = None
        self._numbered: dict[str, tuple[str, int]] = {}
        for element in root if root is not None else ():
            if local(element) == "style":
                self._add(element)
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._document = look_of(defaults)

    def _add(self, element: etree._Element) -> None:
        style = attribute(element, "styleId") or ""
        based_on = child(element, "basedOn")
        parent = None if based_on is None else attribute(based_on, "val")
        self._own[style] = (look_of(child(element, "rPr")), parent)
        numbering = child(child(element, "pPr"), "numPr")
        if numbering is not None:
            self._numbered[style] = read_list(numbering)
        kind, is_default = attribute(element, "type"), attribute(element, "default")
        if kind == "paragraph" and is_default in ("1", "true", "on"):
            self.default_paragraph = style

    def look(self, style: str | None) -> Look:
        """What a style sets with all that it is based on."""
        if style is None:
            return PLAIN
        if style not in self._resolved:
            look, at, seen = PLAIN, style, 0
            while at in self._own and seen < DEEPEST_STYLE:
                own, parent = self._own[at]
                look = look.over(own)
                at, seen = parent or "", seen + 1
            self._resolved[style] = look
        return self._resolved[style]

    def numbering(self, style: str | None) -> tuple[str, int] | None:
        """The w:numId and level of the list that a paragraph style belongs to."""
        at = style or self.default_paragraph or ""
        for _ in range(DEEPEST_STYLE):
            if at in self._numbered:
                return self._numbered[at]
            at = (self._own[at][1] or "") if at in self._own else ""
            if not at:
                break
        return None

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
