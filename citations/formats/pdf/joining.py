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
_LAST_LETTERS: Final = re.compile(r"[A-Za-z]{1,40}\Z")
_FIRST_LETTERS: Final = re.compile(r"[a-z]{1,40}")
_IN_URL: Final = re.compile(r"(?<=[/.-])[a-z]{3,40}(?=[/.-][a-z0-9])")
_BRACKET: Final = re.compile(r"[<>()\[\]{}“”\"]")
_URL: Final = re.compile(
    r"(?P<scheme>(?:https?|ftp):(?://|/?\Z))|www\.|(?:doi\.org|perma\.cc|bit\.ly)/|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/",
    re.IGNORECASE,
)
_HALF_A_SCHEME: Final = re.compile(r"h|ht|htt|https?:?/?")
_SCHEME: Final = re.compile(r"https?://")
_HALF_A_HOST: Final = re.compile(r"(?:https?|ftp)://[\w.-]{1,255}", re.IGNORECASE)
_REST_OF_HOST: Final = re.compile(r"[a-z0-9-]{0,63}(?:\.[a-z0-9-]{1,63}){1,5}/")
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
    def _known(self) -> tuple[set[str], set[str]]:
        """Words of the prose, and those inside addresses that no line's end cuts.

        Gathered at the first hyphen: many documents break no word.
        """
        words: set[str] = set()
        in_urls: set[str] = set()
        for text in map(str.lower, self._texts):
            # The first and the last word of a line may be halves; parts of URLs are no words.
            words.update(_WHOLE_WORD.findall(text.replace("\u2010", "-")))
            if "/" in text:
                in_urls.update(_IN_URL.findall(text))
        return words, in_urls

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """True where `left-right` is written with its hyphen; `left` may have others."""
        left, right = left.lower(), right.lower()
        words, _ = self._known
        last = left.rsplit("-", 1)[-1]
        if left + right in words or last + right in words:
            return False
        if {f"{left}-{right}", f"{last}-{right}"} & words:
            return True
        if _COUNTED.fullmatch(f"{last}-{right}"):
            return True
        return min(len(last), len(right)) > 2 and last in words and right in words

    def is_one_word(self, left: str, right: str) -> bool:
        """True where the document writes `leftright`, and not both parts as words of their own.

        In prose, or inside an address.
        """
        left, right = left.lower(), right.lower()
        return self._is_known(left + right) and not (self._is_known(left) and self._is_known(right))

    def _is_known(self, word: str) -> bool:
        return any(word in known for known in self._known)


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
    return words[-1] if words and tail.endswith(words[-1]) else ""


def _url_join(
    stem: str, after: str, vocabulary: Vocabulary, known: tuple[bool, str | None]
) -> Join | None:
    hyphen, url = known
    word = "" if stem[-1:].isspace() else stem[-LONGEST_TOKEN:].rsplit(None, 1)[-1:]
    left = _BRACKET.split(word[0])[-1] if word else ""
    if _HALF_A_SCHEME.fullmatch(left) and _SCHEME.match(left + after[:8]):
        return Join(0, "")
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
        broken = prose_host or _breaks_a_word(left, right, vocabulary)
        return Join(1, "" if broken else "-", open_hyphen=True)
    if _continues(left, right) or _breaks_a_word(left, right, vocabulary):
        return Join(0, "")
    return None


def _breaks_a_word(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """The line's end stands inside a word that the document writes elsewhere."""
    one, other = _LAST_LETTERS.search(left[-60:]), _FIRST_LETTERS.match(right)
    return one is not None and other is not None and vocabulary.is_one_word(one[0], other[0])


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
    if right[0] == "-" and right[1:2].isalnum():
        return True
    if _HALF_A_HOST.fullmatch(left) and _REST_OF_HOST.match(right):
        return True
    if left[-1] in ".,;":
        return (
            left[-1] == "."
            and right[0].isalnum()
            and not right[0].isupper()
            and bool(_LOOKS_CUT.match(right))
        )
    return bool(_LOOKS_CUT.match(right)) and not _URL.match(right)
