"""How numbers are printed: in Roman numerals, and in digits that are set raised.

Rules kept here:
- What is set raised and is no number stays as it is: the "st" of "21st" is no mark of a note.
- Roman numerals are those that printers set today: four is "iv", never "iiii".
"""

from __future__ import annotations

from itertools import pairwise

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_VALUES = {letter: value for value, letter in _ROMAN if len(letter) == 1}
_PLAIN, _RAISED = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UP, _DOWN = str.maketrans(_PLAIN, _RAISED), str.maketrans(_RAISED, _PLAIN)


def superscript(label: str) -> str:
    """How a marker is rendered: digits raised, anything else as it is."""
    return label.translate(_UP) if label.isascii() and label.isdigit() else label


def raised(text: str) -> str:
    """Text that is set raised: its digits as superscripts, unless letters stand among them."""
    return text if any(c.isalpha() for c in text) else text.translate(_UP)


def lowered(text: str) -> str:
    """Superscripts as digits: "¹²" is 12."""
    return text.translate(_DOWN)


def roman(number: int) -> str:
    """A number in Roman numerals of small letters; nothing for zero."""
    letters = []
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def roman_value(numeral: str) -> int:
    """What a Roman numeral of small letters counts. Raises KeyError for any other letter."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in pairwise((*values, 0)))
