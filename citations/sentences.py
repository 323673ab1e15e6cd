"""Where sentences end.

Rules kept here:
- A sentence takes its closing quotation marks, brackets and note markers with it.
- An abbreviation does not end a sentence unless what follows can only begin one.
- A marker never hides the end before it: `silently.¹ Our goal` are two sentences.
- One pass over the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .late import late_regex
from .model import Span

# A pattern that begins with one set of characters is sought several times as fast.
_END = late_regex(r"[.?!…。！？｡\n](?:(?<=[.?!…])[.?!…]*|(?<=[。！？｡])[。！？｡]*|)")
_CLOSERS = frozenset("”’\"')]}»›*_")
_OPENERS = "“‘\"'([{«‹¿¡*_"
_ENUMERATOR = late_regex(r"\s*(?:[•‣▪●○◦·–—*+-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s+")
_BEFORE_TOKEN = late_regex(r".*[\s()\[\]{}“”\"‘—–/]", re.DOTALL)
_DOTTED = late_regex(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")
_WORD = late_regex(r"[^\W\d_]+")

_NEVER = """
    mr mrs ms mx messrs dr prof rev hon gen sen sens rep reps gov govs lt col maj capt cmdr sgt adm
    atty amb pres supt ste mt v vs cf viz eg ie e.g i.e ed eds trans comp ca approx resp
    accord sc sic esp incl fig figs ex exh
"""
_BEFORE_NUMBERS = """
    no nos p pp vol vols sec secs § art arts ch chs cl para paras pt pts amend tit app n nn bk ser
    stat reg supp cir jan feb mar apr jun jul aug sep sept oct nov dec
"""
_OFTEN = """
    inc ltd co corp bros llc al st ft jr sr esq phd etc dept univ ass'n assn int'l nat'l gov't
    cong sess rec const u.s u.k u.n d.c n.y l.a a.m p.m b.a m.a ph.d j.d m.d ave blvd rd sq est
    fed ct rev j q l
    econ pol crim pub exec proc admin comm'n comm bd bur div agric educ hist soc
    am cal fla ill mass mich minn miss mo okla pa tex va wash wis colo conn del ga ind kan ky la md
    me mont neb nev tenn ariz ark ala
"""
_STARTERS = """
    the this that these those there then thus therefore in it its if is we our you your he she his
    her they their a an and but or so as at by for from on to with when while where who what why how
    however moreover further furthermore additionally although because since after before during
    under over both each every all any some many most such not now once only even yet nor here
    indeed instead finally first second third simply see our i
"""
_WORDLIKE = """
    al am app art comp del ed est fed fig ill ind ma mass me miss mo n p pa pol pub rec sec ser soc
    va wash gen col rep rev
"""
NEVER = frozenset(_NEVER.split())
BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())
OFTEN = frozenset(_OFTEN.split())
STARTERS = frozenset(_STARTERS.split())
WORDLIKE = frozenset(_WORDLIKE.split()) - {"al"}
"""Abbreviations that without their capital are words, which may end a sentence."""
_WORDS_TOO = frozenset(("no", "app", "p", "n"))
"""Before a number they are abbreviations, elsewhere hardly ever."""
_WIDEST = 2
"""Characters between a full stop and its marker; the next marker may be megabytes away."""
_ENDING = 5
_ENDINGS = frozenset(word[-_ENDING:] for word in NEVER | BEFORE_NUMBERS | OFTEN)
"""The last letters of the longer abbreviations; a word with other ones is none."""


def sentences(text: str, marks: Sequence[Span] = ()) -> list[Span]:
    """Split rendered text into sentences; `marks` are the note markers in it, in order.

    The spans hold no white space at their ends, and nothing but white space, bullets and
    enumerators lies outside them.
    """
    return list(_from(text, marks, [mark.start for mark in marks], 0))


def around(text: str, marks: Sequence[Span]) -> list[Span]:
    """The sentence that each marker stands in or behind: those of `sentences` and no others.

    The first sentence stands for markers before it, the whole text where there is none. What lies
    between two markers is not cut: nobody asks for its sentences.
    """
    starts = [mark.start for mark in marks]
    ahead = _from(text, marks, starts, 0)
    here, after = next(ahead, Span(0, len(text))), next(ahead, None)
    found: list[Span] = []
    for start in starts:
        if after is not None and after.end < start:
            begin = _last_plain_end(text, marks, starts, Span(after.end, start))
            if begin:
                ahead = _from(text, marks, starts, begin)
                here, after = next(ahead), next(ahead, None)
        while after is not None and after.start <= start:
            here, after = after, next(ahead, None)
        found.append(here)
    return found


def _last_plain_end(text: str, marks: Sequence[Span], starts: Sequence[int], at: Span) -> int:
    """The last place in `at` at which a sentence ends whatever stands before it; 0 for none."""
    stop = text.rfind(". ", at.start, at.end)
    while stop >= 0:
        end = stop + 1
        if _plainly_ends(text, end):
            place = bisect_left(starts, end)
            near = place < len(starts) and starts[place] - end <= _WIDEST
            if not near and (not place or marks[place - 1].end <= end):
                return end
        stop = text.rfind(". ", at.start, stop)
    return 0


def _from(text: str, marks: Sequence[Span], starts: Sequence[int], begin: int) -> Iterator[Span]:
    """Yield the sentences from `begin` on: 0, or where one ends plainly."""
    following = bisect_left(starts, begin)
    start = at = begin or _past_enumerator(text, 0)
    while (match := _END.search(text, at)) is not None:
        at = match.end()
        while following < len(starts) and starts[following] < at:
            following += 1
        near = following < len(starts) and starts[following] - at <= _WIDEST
        if not near and match[0] == "." and _plainly_ends(text, at):
            yield from _trimmed(text, start, at)
            start = at
            continue
        at, marked = _take_closers(text, at, marks, starts)
        if _ends(text, match, at, marked):
            yield from _trimmed(text, start, at)
            start = at
            if match[0] == "\n":
                start = at = _past_enumerator(text, at)
    yield from _trimmed(text, start, len(text))


def _plainly_ends(text: str, at: int) -> bool:
    """True for "silently. Our goal": most sentences end so, behind a word that abbreviates nothing.

    Nothing else is asked of them: this saves half of the time.
    """
    word = text[at - 1 - _ENDING : at - 1] if at > _ENDING else ""
    return (
        text[at : at + 1] == " "
        and text[at + 1 : at + 2].isupper()
        and word.isalpha()
        and word.islower()
        and word not in _ENDINGS
    )


def _take_closers(
    text: str, end: int, marks: Sequence[Span], starts: Sequence[int]
) -> tuple[int, bool]:
    """End of closing marks and note markers after a full stop, and whether a marker is there."""
    marked = False
    count, width = len(starts), len(text)
    index = bisect_left(starts, end)
    while end < width:
        while index < count and starts[index] < end:
            index += 1
        if index < count and starts[index] - end <= _WIDEST and marks[index].end > end:
            gap = text[end : marks[index].start]
            # " [3] Next": a marker after a space still belongs to the sentence before it.
            if not gap or gap == " " or (marked and gap in {",", ", ", ";"}):
                end, marked = marks[index].end, True
                continue
        if text[end] not in _CLOSERS:
            break
        end += 1
    return end, marked


def _ends(text: str, match: re.Match[str], end: int, marked: bool) -> bool:
    """True where a sentence ends at `end`."""
    sign = match[0]
    if sign == "\n":
        follows = (
            text[end:].lstrip()[:1] if end + 80 > len(text) else text[end : end + 80].lstrip()[:1]
        )
        return not follows.islower()
    if sign[0] in "。！？｡":
        return True
    if end >= len(text):
        return True
    if not text[end].isspace():
        return False
    follows = text[end : end + 60].lstrip()
    if not follows:
        return True
    bare = follows.lstrip(_OPENERS)
    first = bare[:1] or follows[:1]
    if first.islower():
        return False
    if not (first.isupper() or first.isdigit() or first in "•§¶"):
        return first.isalnum()
    return sign[-1] in "?!" or _full_stop(text, match, bare, marked)


def _full_stop(text: str, match: re.Match[str], follows: str, marked: bool) -> bool:
    """True for a full stop that is not only the point of an abbreviation or an ellipsis."""
    at, sign = match.start(), match[0]
    if at >= _ENDING and sign == ".":
        # Most words are whole.
        ending = text[at - _ENDING : at]
        if ending.isalpha() and ending.islower() and ending not in _ENDINGS:
            return True
    starts = _starts(follows)
    if len(sign) > 1 or sign == "…":
        return len(sign) > 3 or starts
    if text[max(0, at - 2) : at] == ". ":
        return starts or text[max(0, at - 6) : at] == ". . . "
    window = text[max(0, at - 30) : at]
    before = _BEFORE_TOKEN.match(window)
    token = window[before.end() :] if before is not None else window
    return not token or token[-1] in _CLOSERS or _is_last(token, follows, starts, marked)


def _starts(follows: str) -> bool:
    """True where the next word begins sentences; an initial ("Dr. M. A. Roe") is none."""
    word = _WORD.match(follows)
    if word is None or (len(word[0]) == 1 and follows[1:2] == "."):
        return False
    return word[0].lower() in STARTERS and word[0][0].isupper()


def _is_last(token: str, follows: str, starts: bool, marked: bool) -> bool:
    """True where a sentence ends behind a token and its point; False for an abbreviation.

    `starts`: what follows begins sentences; `marked`: a note's marker stands between them.
    """
    words = token.rstrip(".").strip("’'*_,;").lower()
    number = follows[0].isdigit()
    if words in WORDLIKE and token.islower() and not number:
        return True
    if words in NEVER:
        return False
    if words in BEFORE_NUMBERS and (number or words not in _WORDS_TOO):
        return starts and not number
    capital = len(words) == 1 and token[:1].isupper()
    if words in OFTEN or capital or _DOTTED.fullmatch(words):
        return starts or (marked and follows[0].isupper())
    # "J. L. & ECON. 937": capitals before a number are a journal's.
    return not (number and token.isupper() and len(words) <= 8 and not marked)


def _past_enumerator(text: str, start: int) -> int:
    match = _ENUMERATOR.match(text, start)
    return match.end() if match else start


def _trimmed(text: str, start: int, end: int) -> tuple[Span, ...]:
    """A sentence without the white space at its ends, if anything else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (Span(start, end),) if start < end else ()
