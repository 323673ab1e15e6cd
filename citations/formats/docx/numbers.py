"""The numbers that Word prints: which note is the fourth, and how a 4 looks.

Rules kept here:
- Notes count in the order of their references, not of their ids. A typed mark counts nothing.
- Settings of the document, then of the section. The footnotes' own default is decimal, the
  endnotes' is lower Roman (ECMA-376 part 1, 17.11.17 and 17.11.18).
- w:numRestart eachSect counts anew in each section. eachPage counts on, since where pages turn is
  known to the layout engine only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from lxml import etree

from citations.model import NoteKind
from citations.numerals import roman

from .names import attribute, local
from .pieces import NoteMark, Numbering, Section

_DEFAULTS: Final = {
    NoteKind.FOOTNOTE: Numbering("decimal", 1, "continuous"),
    NoteKind.ENDNOTE: Numbering("lowerRoman", 1, "continuous"),
}
_PROPERTIES: Final = {"footnotePr": NoteKind.FOOTNOTE, "endnotePr": NoteKind.ENDNOTE}
_ALPHABETS: Final = {
    "lowerLetter": ascii_lowercase,
    "upperLetter": ascii_uppercase,
    "chicago": "*†‡§",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
}
"""Letters in their order; behind the last one they come doubled."""
_HEBREW: Final = (
    *zip((400, 300, 200, 100), "תשרק", strict=True),
    *zip((90, 80, 70, 60, 50, 40, 30, 20), "צפעסנמלכ", strict=True),
    *zip(range(10, 0, -1), "יטחזוהדגבא", strict=True),
)  # fmt: skip
_LARGEST_HEBREW: Final = 999
_LARGEST_ROMAN: Final = 32_767

NoteKey = tuple[NoteKind, str]


def read_section(element: etree._Element | None) -> Section:
    """How a w:sectPr, or the w:settings of the document, numbers its notes."""
    section = Section({})
    for item in element if element is not None else ():
        kind = _PROPERTIES.get(local(item))
        if kind is not None:
            values = {local(each): attribute(each, "val") for each in item}
            start = _integer(values.get("numStart") or "")
            numbering = Numbering(values.get("numFmt"), start, values.get("numRestart"))
            section.notes[kind] = numbering
    return section


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def displayed_numbers(
    marks: Iterable[NoteMark],
    document: Mapping[NoteKind, Numbering],
    sections: Sequence[Section],
) -> dict[NoteKey, str]:
    """The label of each note that is referenced, by kind and w:id."""
    shown: dict[NoteKey, str] = {}
    count: dict[NoteKind, int] = {}
    section: dict[NoteKind, int] = {}
    settings: dict[tuple[NoteKind, int], Numbering] = {}
    for mark in marks:
        key = (mark.kind, mark.note)
        if mark.again or key in shown:
            continue
        if mark.custom is not None:
            shown[key] = mark.custom
            continue
        place = (mark.kind, mark.section)
        numbering = settings.get(place)
        if numbering is None:
            own = sections[mark.section].notes if mark.section < len(sections) else {}
            lower = document.get(mark.kind, Numbering()).over(_DEFAULTS[mark.kind])
            numbering = settings[place] = own.get(mark.kind, Numbering()).over(lower)
        start = 1 if numbering.start is None else numbering.start
        first = mark.kind not in count
        moved = section.get(mark.kind) != mark.section
        if first or (moved and numbering.restart == "eachSect"):
            count[mark.kind] = start
        else:
            count[mark.kind] += 1
        section[mark.kind] = mark.section
        shown[key] = format_number(count[mark.kind], numbering.number_format or "decimal")
    return shown


def format_number(number: int, number_format: str) -> str:
    """A number as a w:numFmt prints it (ST_NumberFormat, 17.18.59); unknown kinds as decimal."""
    if number < 1:
        return str(number)
    if number_format in ("lowerRoman", "upperRoman") and number <= _LARGEST_ROMAN:
        numeral = roman(number)
        return numeral.upper() if number_format == "upperRoman" else numeral
    if number_format in _ALPHABETS:
        times, at = divmod(number - 1, len(_ALPHABETS[number_format]))
        return _ALPHABETS[number_format][at] * min(times + 1, 32)
    if number_format == "hebrew1" and number <= _LARGEST_HEBREW:
        return _hebrew(number)
    if number_format == "decimalZero":
        return f"{number:02}"
    if number_format == "ordinal":
        return f"{number}{_ordinal_ending(number)}"
    if number_format.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def _hebrew(number: int) -> str:
    letters = []
    for value, letter in _HEBREW:
        while number >= value:
            letters.append(letter)
            number -= value
    # 15 and 16 are written 9 + 6 and 9 + 7.
    return "".join(letters).replace("יה", "טו").replace("יו", "טז")


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
