"""Whether the rendered words of a Markdown file can be searched for URLs as one string.

Rules kept here:
- The words stand beside each other as in the passages that a reader sees, but for white space; the
  signs stand where prose is cut or where it depends on the source whether it is.
- Every place at which a passage might give another URL than the string makes the file unclear: a
  URL that goes on in the next line, that touches a mark, that a printed marker would cut.
- Every run without white space is looked at once, and no further than a bound.
"""

from __future__ import annotations

import re

from citations.links.prose import find

from ...late import late_regex

MARK, CODE, LINK, STYLED = "\x00", "\x01", "\x02", "\r"
"""A note's mark, an edge of inline code, a link of the markup, a line's end before emphasis."""
ANCHOR = re.compile(r"://|\.(?=[^\W_])")
"""What every URL in prose has."""

_AFTER_CUT = late_regex(r"[\x00\x02][^\s\x00-\x02]*?(?:://|\.[^\W_])")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹†‡]")
_MARKISH = (
    re.compile(r"\*"),
    re.compile(r"\[(?=[\d^])"),
    re.compile(r"\(\d{1,3}\)"),
    re.compile(r"/(?<=\d/)(?=[\s.,;:\x00-\x02]|\Z)"),
)
"""What a printed marker or a note's printed label is made of."""
_LABEL = re.compile(r"[\s\[(]*(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,4}|[†‡*]{1,3})[\])./:\s]*")
_LONGEST_LABEL = 20
_LINK_AND_LABEL = late_regex(
    r"\x02(?:(?<=[\d⁰¹²³⁴-⁹†‡*]\x02)"
    r"|\s*(?:[⁰¹²³⁴-⁹†‡*]|\[\d|\(\d{1,3}\)|\d{1,3}[.)/]))"
)
"""A link without words that a note's printed label may hold."""
_PLAIN_CODE = late_regex(r"\x01(?<=[\s(]\x01)[^\x01.:/]*+\x01(?=[,.;:!?)]*+\s)")
"""Most inline code: nothing in it or beside it is of a URL."""
_OPEN_ANGLE = late_regex(r"<(?:https?|ftp)://", re.IGNORECASE)
_URL = late_regex(r"://[^\s\x00-\x02]*+[\n\r]?")
_REST = late_regex(r"[^\s\x02]*+[\n\r]")
_HAS_WORD = late_regex(r"\w")
_HYPHEN = late_regex(r"-\n(?<=[^\W\d_]-\n)(?=[^\W\d_])")
_NEW_WORD = late_regex(r"[A-Za-z]++(?=[ \n])|[A-Z(“]")
_CUTS = late_regex(r"[\s\x00\x02]")
_GOES_ON = frozenset("-_=&?%#+~")
_LONGEST = 400
"""Characters on either side of a place that are looked at; where that is too few, it is unclear."""


def without_code(words: str) -> str:
    """The words without the inline code that has nothing to do with URLs."""
    return _PLAIN_CODE.sub("", words) if CODE in words else words


def is_label(words: str) -> bool:
    """True for what may be the label of a printed note: a link over it is none of its sources."""
    return len(words) <= _LONGEST_LABEL and _LABEL.fullmatch(words) is not None


def is_clear(words: str, entities: bool) -> bool:
    """False where a passage might hold another URL than these words.

    `entities`: whether the source has any, so that a line's first character may be another there.
    """
    return (
        "^[" not in words  # a note in the line, whose words stand elsewhere
        and _AFTER_CUT.search(words) is None
        and _LINK_AND_LABEL.search(words) is None
        and (CODE not in words or _code_holds_none(words))
        and ("<" not in words or _OPEN_ANGLE.search(words) is None)
        and all(_ends(words, match.end(), entities) for match in _URL.finditer(words))
        and not any(
            _has_anchor(words, match.start()) or _has_anchor(words, match.end())
            for match in _HYPHEN.finditer(words)
        )
        and not any(
            _has_anchor(words, match.start())
            for markish in (_MARKISH if words.isascii() else (_RAISED, *_MARKISH))
            for match in markish.finditer(words)
        )
    )


def ends_clearly(words: str, shown: list[bool]) -> bool:
    """False where a link whose words are a URL might go on in the next line.

    `shown`: for each LINK whether its words may be one.
    """
    if not any(shown):
        return True
    at = -1
    for is_url in shown:
        at = words.index(LINK, at + 1)
        rest = _REST.match(words, at + 1) if is_url else None
        if rest is not None and (
            _HAS_WORD.search(rest[0]) is not None or _has_anchor(words, rest.end())
        ):
            return False
    return True


def _code_holds_none(words: str) -> bool:
    """True where inline code gives no URL: in the body it is an example, in a note a source."""
    at = words.find(CODE)
    while at >= 0:
        start, end = _run(words, at)
        if end - start > _LONGEST:
            return False
        run = words[start:end]
        bare = run.replace(CODE, "")
        if ANCHOR.search(bare) is not None and (any(find(bare)) or any(find(run))):
            return False
        at = words.find(CODE, end)
    return True


def _ends(words: str, end: int, entities: bool) -> bool:
    """True for a URL that surely does not go on in the next line (see `wrapping.url_goes_on`)."""
    if words[end - 1] == STYLED:
        return False
    if words[end - 1] != "\n":
        return True
    last, after = words[end - 2], words[end : end + 1]
    if not after or after in " \x00\x01\x02":
        return True
    if entities or last in _GOES_ON or after in "/?#&=_%" or not (after.isascii() or after == "“"):
        return False
    return last not in "/." or _NEW_WORD.match(words, end) is not None


def _has_anchor(words: str, at: int) -> bool:
    """True where the run around a place may be a URL, or is too long to tell."""
    start, end = _run(words, at)
    return end - start > _LONGEST or ANCHOR.search(words, start, end) is not None


def _run(words: str, at: int) -> tuple[int, int]:
    """The stretch around a place that neither white space nor a sign cuts."""
    floor = max(0, at - _LONGEST)
    before = words[floor:at]
    pieces = _CUTS.split(before)
    start = at - len(pieces[-1])
    cut = _CUTS.search(words, at, at + _LONGEST)
    end = cut.start() if cut is not None else min(len(words), at + _LONGEST + 1)
    return start, end
