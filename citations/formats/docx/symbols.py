"""Characters that w:sym draws from a symbol font.

Rules kept here:
- The Symbol font is mapped whole, of Wingdings what letters use; a character that no one could read
  has no reading.
Source: the encodings of Adobe Symbol and of Microsoft Wingdings.
"""

from __future__ import annotations

from typing import Final

_SYMBOL: Final = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0xA0, 0xE6), "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
                    "◊〈®©™∑", strict=True)),
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
}  # fmt: skip
_WINGDINGS: Final = {0x6C: "●", 0x6E: "■", 0x9F: "•", 0xA7: "▪", 0xFC: "✓", 0xE0: "→", 0x2A: "✉"}
_FONTS: Final = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    **{name: {} for name in ("wingdings 2", "wingdings 3", "webdings", "zapfdingbats")},
}


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
