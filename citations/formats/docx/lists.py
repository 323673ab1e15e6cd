"""Automatic list numbers: what a reader sees in front of a numbered paragraph.

Rules kept here:
- The number is part of the text, as it is in print and in a copy: notes that are typed as a
  numbered list at the end of a letter are known by it.
- Lists that share a definition (w:abstractNum) count on, unless a start is overridden; a higher
  level starts the lower ones anew (ECMA-376 part 1, 17.9).
- A list that is not defined, or that prints nothing, has no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from .names import attribute, child, is_on, local
from .numbers import format_number

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    text: str
    start: int
    legal: bool
    """All places are shown in decimal (w:isLgl)."""


class Lists:
    """The lists of numbering.xml, counted in the order of the paragraphs."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._definitions: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        for element in root if root is not None else ():
            name = local(element)
            if name == "abstractNum":
                levels = (item for item in element if local(item) == "lvl")
                self._levels[attribute(element, "abstractNumId") or ""] = {
                    _number(attribute(level, "ilvl"), 0): _level(level) for level in levels
                }
            elif name == "num":
                self._add(attribute(element, "numId") or "", element)

    def _add(self, number: str, element: etree._Element) -> None:
        definition = child(element, "abstractNumId")
        self._definitions[number] = "" if definition is None else attribute(definition, "val") or ""
        for override in element:
            start = child(override, "startOverride")
            if start is not None:
                level = _number(attribute(override, "ilvl"), 0)
                self._starts.setdefault(number, {})[level] = _number(attribute(start, "val"), 1)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph of this list: "2.", "(a)", "•"; empty where none is."""
        definition = self._definitions.get(number, "")
        levels = self._levels.get(definition, {})
        if level not in levels or not 0 <= level < LEVELS:
            return ""
        counts = self._counts.setdefault(definition, [None] * LEVELS)
        # An override holds once: from the first paragraph that uses it.
        override = self._starts.get(number, {}).pop(level, None)
        count = counts[level]
        if override is not None:
            counts[level] = override
        else:
            counts[level] = levels[level].start if count is None else count + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        if levels[level].number_format == "bullet":
            return "•"
        if levels[level].number_format == "none":
            return ""

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            one = levels.get(at)
            if one is None:
                return ""
            value = counts[at]
            kind = "decimal" if levels[level].legal else one.number_format
            return format_number(one.start if value is None else value, kind)

        return _PLACE.sub(shown, levels[level].text).strip()


def _level(element: etree._Element) -> _Level:
    values = {local(item): attribute(item, "val") for item in element}
    number_format = values.get("numFmt") or "decimal"
    text = (values.get("lvlText") or "")[:80]
    legal = bool(is_on(child(element, "isLgl")))
    return _Level(number_format, text, _number(values.get("start"), 1), legal)


def _number(text: str | None, otherwise: int) -> int:
    usual = text is not None and text.isascii() and text.isdigit() and len(text) < 8
    return int(text) if usual and text is not None else otherwise
