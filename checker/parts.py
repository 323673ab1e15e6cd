"""The parts of a page's text: its own articles, and what stands beside them. Pure.

Rules kept here:
- Where a part begins and where it ends stands in the text itself, as separators of ASCII: whoever
  folds white space, or counts words, meets nothing but white space.
- Readers' comments and teasers of other pages are the page's words and not what it says; a text
  that marks none (a PDF, a page that was read by an older pincite) is all its own.
- Taking parts out never moves a character: each is blanked.

Source: ANSI X3.4 (ASCII), information separators; WHATWG HTML, article.
"""

from __future__ import annotations

import re
from functools import lru_cache

END = "\x1c"
"""What stands beside the text ends."""
ARTICLE = "\x1d"
"""An article begins, or has ended."""
COMMENT = "\x1e"
TEASER = "\x1f"
KINDS = {"comment": COMMENT, "teaser": TEASER}
"""What stands beside a page's text, with the mark that it begins with."""
_MARKS = re.compile(f"[{END}{ARTICLE}{COMMENT}{TEASER}]")
_BESIDE = re.compile(f"[{COMMENT}{TEASER}][^{END}]*{END}?")
_TEASERS = re.compile(f"{TEASER}[^{END}]*{END}?")


def has_parts(text: str) -> bool:
    """Whether something stands beside the text's own words."""
    return COMMENT in text or TEASER in text


def parted(text: str, start: int, end: int) -> bool:
    """Whether one part ends between two places and another begins."""
    return _MARKS.search(text, start, end) is not None


def own_text(text: str) -> str:
    """The text with all that stands beside it blanked."""
    return _BESIDE.sub(_blanks, text)


def beside_text(text: str, kind: str) -> str:
    """What of one kind stands beside the text, all else blanked."""
    parts: list[str] = []
    after = 0
    for found in _BESIDE.finditer(text):
        if found.group()[0] == KINDS[kind]:
            # Two parts of one kind are no one text: the mark stays.
            parts += " " * (found.start() - after), ARTICLE, found.group()[1:].replace(END, ARTICLE)
            after = found.end()
    return "".join((*parts, " " * (len(text) - after)))


@lru_cache(maxsize=4)
def without_teasers(text: str) -> str:
    """The text without what other pages are called, by whom and when they were written."""
    return _TEASERS.sub(" ", text) if TEASER in text else text


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found.group())
