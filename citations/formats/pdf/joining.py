"""Joins lines: what a line's end means.

Rules kept here:
- Prose: a hyphen at the line's end goes, unless the document itself writes the compound with one
  elsewhere, or writes both its parts as words of their own and never as one.
- A URL goes on over the line's end without a space. Of its two readings, with and without the
  hyphen, a link annotation decides; where there is none the hyphen stays, and the other reading is
  kept beside it. A host name without a scheme stands in prose, so there the hyphen goes.
- A dash, a slash or an opening bracket at the line's end joins without a space, and so does closing
  punctuation at a line's start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

HYPHENS: Final = "\u0002\ufffe\u00ad-\u2010"
"""PDFium tells a hyphen at a line's end as U+0002 (by character) or U+FFFE (by range)."""

LONGEST_TOKEN: Final = 2_000
"""Characters of a URL that are looked at, from its end."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_WHOLE_WORD: Final = re.compile(rf"(?<=[\s(“‘]){_WORD.pattern}(?=[\s,;:)”’?!]|\.(?:\s|\Z))")
_BRACKET: Final = re.compile(r"[<>()\[\]{}“”\"]")
_URL: Final = re.compile(
    r"(?P<scheme>(?:https?|ftp):(?://|/?\Z))|www\.|(?:doi\.org|perma\.cc|bit\.ly)/|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/",
    re.IGNORECASE,
)
_HOST_IN_PROSE: Final = re.compile(r"(?:www\.)?[\w.-]{1,255}", re.IGNORECASE)
_GOES_ON_AFTER: Final = frozenset("/=&?#%_~+:@")
_GOES_ON_BEFORE: Final = frozenset("/=&?#%_~+")
_NEXT_TOKEN: Final = re.compile(r"[^\s<>()\[\]{}“”\"]{1,2000}")
_LOOKS_CUT: Final = re.compile(
    r"[\w~%-]{0,200}(?:[/=&?%_~]|\.(?:html?|pdf|aspx?|php|org|com|gov|edu)\b)"
)
_COUNTED: Final = re.compile(
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)"
    r"|[^\W\d_]+-length"
)
"""Compounds that are always written with a hyphen."""
_ELLIPSIS: Final = re.compile(r"\. \.")
_SUBDIVISION: Final = re.compile(r"\((?:[A-Za-z]{1,2}|[ivxl]{1,5}|\d{1,3})\)(?!\w)")
_DIVIDED: Final = re.compile(r"\d[\w.:-]{0,30}\([A-Za-z0-9]{1,5}\)\Z")
"""A section of a law with a part of it, whose next part stands in the next line."""
_CLOSING: Final = frozenset(".,;:)]”")
_DASHES: Final = "—–/"
_OPENING: Final = frozenset("([{“‘«")


@dataclass(frozen=True, slots=True)
class Join:
    """How two lines are joined."""

    drop: int
    """Characters to take off the first line's end."""
    between: str
    """What comes between: a space, a hyphen, nothing."""
    open_hyphen: bool = False
    """The hyphen of a URL was kept (or dropped) without certainty."""


SPACE: Final = Join(0, " ")


class Vocabulary:
    """The words of a document, to judge a hyphen by."""

    def __init__(self, texts: Iterable[str], urls: Iterable[str] = ()) -> None:
        self.urls = "\n".join(urls).casefold()
        self._texts = texts

    @cached_property
    def _words(self) -> set[str]:
        """Gathered at the first hyphen: many documents break no word."""
        words: set[str] = set()
        for text in self._texts:
            # The first and the last word of a line may be halves; parts of URLs are no words.
            words.update(_WHOLE_WORD.findall(text.lower().replace("\u2010", "-")))
        return words

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """True where `left-right` is written with its hyphen."""
        left, right = left.lower(), right.lower()
        if left + right in self._words:
            return False
        if f"{left}-{right}" in self._words or _COUNTED.fullmatch(f"{left}-{right}"):
            return True
        return min(len(left), len(right)) > 2 and left in self._words and right in self._words


def join(before: str, after: str, vocabulary: Vocabulary, url: str | None = None) -> Join:
    """How `after` follows on `before`; `url` is the target of a link that covers both."""
    if not before or not after:
        return Join(0, "")
    hyphen = before[-1] in HYPHENS
    stem = before[:-1] if hyphen else before
    cut = _url_join(stem, after, vocabulary, (hyphen, url))
    if cut is not None:
        return cut
    if after[0] in _CLOSING and not (
        after[0] == "." and _ELLIPSIS.search(f"{stem[-4:]} {after[:4]}")
    ):
        return Join(0, "")
    if after[0] == "(" and _SUBDIVISION.match(after) and _DIVIDED.search(stem[-40:]):
        return Join(0, "")
    if hyphen and stem and stem[-1].isalnum():
        left = _WORD.search(stem, max(0, len(stem) - 60))
        left_word = _last_word(stem) if left else ""
        right_word = _WORD.match(after)
        right = right_word[0] if right_word else ""
        shouted = left_word.isupper() and right.isupper() and len(left_word) > 1
        if not right or not left_word or not (right[0].islower() or shouted):
            return Join(1, "-")
        return Join(1, "-" if vocabulary.keeps_hyphen(left_word, right) else "")
    if before[-1] in _DASHES and len(before) > 1 and not before[-2].isspace():
        return Join(0, "")
    if before[-1] in _OPENING:
        return Join(0, "")
    return Join(1, "- ") if hyphen else SPACE


def _last_word(text: str) -> str:
    tail = text[-60:]
    words = _WORD.findall(tail)
    return words[-1].rsplit("-", 1)[-1] if words and tail.endswith(words[-1]) else ""


def _url_join(
    stem: str, after: str, vocabulary: Vocabulary, known: tuple[bool, str | None]
) -> Join | None:
    hyphen, url = known
    word = "" if stem[-1:].isspace() else stem[-LONGEST_TOKEN:].rsplit(None, 1)[-1:]
    left = _BRACKET.split(word[0])[-1] if word else ""
    following = _NEXT_TOKEN.match(after)
    right = following[0].rstrip(".,;:") if following else ""
    if not left or not right:
        return None
    if url is not None:
        told = _by_annotation(left, right, hyphen, url)
        if told is not None:
            return told
    found = _URL.search(left)
    if found is None:
        if (
            hyphen
            and _HOST_IN_PROSE.fullmatch(left)
            and re.match(
                r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|net|gov|edu|info)\b", right
            )
        ):
            return Join(1, "", open_hyphen=True)
        return None
    if hyphen:
        told = _by_annotation(left, right, True, vocabulary.urls) if len(right) > 3 else None
        if told is not None:
            return told
        prose_host = found["scheme"] is None and "/" not in left
        return Join(1, "" if prose_host else "-", open_hyphen=True)
    if _continues(left, right):
        return Join(0, "")
    return None


def _by_annotation(left: str, right: str, hyphen: bool, url: str) -> Join | None:
    """The reading that the link's own URL has."""
    target = url.casefold()
    tail, head = left[-24:].casefold(), right[:24].casefold()
    for between in ("-", "") if hyphen else ("",):
        if tail + between + head in target:
            return Join(1 if hyphen else 0, between)
    return None


def _continues(left: str, right: str) -> bool:
    """True where a URL that stands at a line's end goes on in the next line."""
    if left[-1] in _GOES_ON_AFTER or right[0] in _GOES_ON_BEFORE:
        return True
    if left[-1] in ".,;":
        return (
            left[-1] == "."
            and right[0].isalnum()
            and not right[0].isupper()
            and bool(_LOOKS_CUT.match(right))
        )
    return bool(_LOOKS_CUT.match(right)) and not _URL.match(right)
