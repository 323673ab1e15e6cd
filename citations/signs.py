"""What a text has at all, told by looks that cost next to nothing.

Rules kept here:
- A pattern looks at every character, and most texts have little of what is sought in them: whether
  a string stands in a text is told at a tenth of that cost.
"""

from __future__ import annotations

from collections.abc import Iterable

_WESTERN = bytes((*range(0x06), *range(0x20, 0x2E)))
"""Upper halves of the characters below U+0600, and from U+2000 to U+2DFF: signs of all kinds."""


def has_any(words: str, signs: Iterable[str]) -> bool:
    """True where one of the strings stands in the words."""
    for sign in signs:  # noqa: SIM110 (among the hottest loops here; any() costs twice)
        if sign in words:
            return True
    return False


def is_western(text: str) -> bool:
    """True for a text of Latin, Greek, Cyrillic or Hebrew letters and signs.

    It has no digits but ASCII's, and no character that takes two columns.
    """
    if text.isascii():
        return True
    return not text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _WESTERN)
