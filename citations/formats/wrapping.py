"""What a line's end cuts in two: words and the URLs among them.

Rules kept here:
- A line never breaks at a no-break space: "(Feb. 2" is one word where one stands in it.
- A line's end is white space, and no URL holds any; but typed letters are wrapped, and a URL that
  breaks after a hyphen or a slash goes on in the next line. It is joined only where the next word
  cannot be read as a word of the sentence.
"""

from __future__ import annotations

import re

from ..late import late_regex

_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]*\Z", re.IGNORECASE)
_REST = late_regex(r"(?!\()[\w%/.~=&?#+:,;@()-]+")
_BEHIND = ".,;:!?)]}'”\"↩\ufe0e↑"
"""Behind a URL, which belongs to the sentence, or leads back from a note."""
_FIRST_WORD = late_regex(r"\s*((?:\S|[\u00a0\u2007\u202f])+)")
_OPEN_END = frozenset("-_=&?%#+~")
_PATHLIKE = late_regex(r"[/_=&%?]|\w-\w|\w\.\w|\d")


def url_goes_on(before: str, after: str) -> bool:
    """True where the URL at the end of `before` goes on with the first word of `after`.

    Both are as short as the caller makes them; a few hundred characters tell.
    """
    words = after.split(None, 1)
    if not words or _URL.search(before) is None:
        return False
    last = before[-1]
    rest = words[0].rstrip(_BEHIND)
    if (
        not rest
        or _REST.fullmatch(rest) is None
        or rest.lower().startswith(("http:", "https:", "www."))
    ):
        return False
    if last in _OPEN_END:
        return True
    if rest[0] in "/?#&=_%":
        return True
    return last in "/." and _PATHLIKE.search(rest) is not None and not rest[0].isupper()


def first_word(line: str) -> str:
    """What goes over to the next line as one, if it does not fit."""
    word = _FIRST_WORD.match(line)
    return word[1] if word is not None else ""
