"""Characters that w:sym draws from a symbol font.

Rules kept here:
- Only characters that letters use are mapped; others keep their own code point, and those of the
  private area that no one could read are left out.
Source: the encodings of Adobe Symbol and of Microsoft Wingdings.
"""

from __future__ import annotations

from typing import Final

_SYMBOL: Final = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©",
    0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0x2A: "∗", 0x2D: "−",
}  # fmt: skip
_WINGDINGS: Final = {0x6C: "●", 0x6E: "■", 0x9F: "•", 0xA7: "▪", 0xFC: "✓", 0xE0: "→", 0x2A: "✉"}
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(font: str, code: str) -> str:
    """The character that `w:sym w:font w:char` shows; empty where it has no reading."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= value <= 0xF0FF:
        value -= 0xF000
    table = _FONTS.get(font.lower())
    if table is not None:
        return table.get(value) or (chr(value) if 0x20 < value < 0x7F and table is _SYMBOL else "")
    if not 0x20 <= value < 0xD800:
        return ""
    return chr(value)
