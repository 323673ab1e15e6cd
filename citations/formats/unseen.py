"""Characters that no reader sees: they say where a line may break, or that letters belong together.

Rules kept here:
- What is rendered has none of them. Law reviews strew U+200C through their URLs, so that these
  break at the end of a line; nobody who follows the footnote sees or types it.
- Between letters that are not ASCII, U+200C and U+200D stay: Persian, Indic scripts and emoji are
  spelled with them (https://www.unicode.org/faq/unsup_char.html).
"""

from __future__ import annotations

import re

from ..late import late_regex

_BREAKS = "\u00ad\u200b\u2060\ufeff"
_JOINERS = "\u200c\u200d"
_PLAIN = rf"\x00-\x7f{_BREAKS}{_JOINERS}"
UNSEEN = re.compile(rf"[{_BREAKS}]+|(?<![^{_PLAIN}])[{_JOINERS}]+(?![^{_PLAIN}])")


def hides(text: str, start: int, end: int) -> bool:
    """True where `text[start:end]` has characters that nobody sees."""
    words = text[start:end]
    # Each is sought by itself: a look for one character costs next to nothing, a loop does not.
    return (
        "\u00ad" in words
        or "\u200b" in words
        or "\u2060" in words
        or "\ufeff" in words
        or "\u200c" in words
        or "\u200d" in words
    ) and UNSEEN.search(text, start, end) is not None


def seen(text: str) -> str:
    """A text as a reader sees it."""
    return UNSEEN.sub("", text) if not text.isascii() and hides(text, 0, len(text)) else text


_ENTITY = late_regex(r"&(?:shy|zwn?j|ZeroWidthSpace|NoBreak|#(?:0*173|0*820[345]|0*8288|0*65279);)")
_HEX_ENTITY = late_regex(r"&#x0*(?:ad|200[bcd]|2060|feff);", re.IGNORECASE)


def may_hide(text: str) -> bool:
    """True where a text with entities may render to less than it holds."""
    return (not text.isascii() and hides(text, 0, len(text))) or (
        "&" in text and (_ENTITY.search(text) or _HEX_ENTITY.search(text)) is not None
    )
