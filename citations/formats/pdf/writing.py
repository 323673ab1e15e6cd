"""Lines → a Draft: words, marks, links and italics of one paragraph.

Rules kept here:
- Raised numbers become Unicode superscripts; raised letters ("21st") stay as they are.
- What is printed and what link annotations say is brought together in `printed_links`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from unicodedata import normalize

from citations.formats.composing import Draft
from citations.formats.targets import absolute, unwrapped
from citations.formats.unseen import seen
from citations.model import LinkForm, Span
from citations.notes.markers import may_refer
from citations.numerals import raised
from citations.passage import Mark

from . import printed_links
from .joining import HYPHENS, SPACE, Join, Vocabulary, join
from .labels import TYPED_SYMBOL, is_raised, is_set_small
from .lines import WORD_GAP, Line
from .roman import ROMAN

MARK_GAP: Final = 0.6
TOUCHING: Final = 0.1
"""Font sizes between a mark, or an italic number, and what stands close behind it."""
LONGEST_TAIL: Final = 2_100
MOST_IN_RANGE: Final = 20
_STRETCHED: Final = re.compile(
    r"(?:https?://|www\.)\S{0,2000}?- (?:[\w.~%/]{1,200}- ){0,9}(?=[\w~%])"
)
"""An address in a line that was filled with room behind its hyphens."""
_DASHES: Final = frozenset("–-")
_AFTER_WORD: Final = frozenset(".,;:!?)]([”’")

_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_READ: Final = str.maketrans(
    {chr(code): None for code in range(32)}
    | {"\t": " ", "\u0002": "-", "\ufffe": "-"}
    | {"\u037e": ";", "\u0387": "·", "\u2126": "Ω", "\u212a": "K", "\u212b": "Å"}
    | _LIGATURES
)
"""Letters that Unicode has twice, one for the other's sake: a font may name the wrong one."""
_ACCENTED: Final = re.compile(r"(?<!\\)([¨´ˆ˜˚ˇ˘˝¯¸˙])([A-Za-zıȷ])")
"""An accent and the letter under it, as TeX draws them one over the other; no command of TeX."""
_OVER: Final = dict(
    zip(
        "¨´ˆ˜˚ˇ˘˝¯¸˙",
        "\u0308\u0301\u0302\u0303\u030a\u030c\u0306\u030b\u0304\u0327\u0307",
        strict=True,
    )
)
_DOTLESS: Final = str.maketrans("ıȷ", "ij")
_WAY_BACK: Final = re.compile(r"(?:\s?[↩↵⏎↑⇑⤴■]\ufe0e?){1,9}\s?\Z")
"""What web pages put at a note's end, to lead back to the text; a box where no font has it."""
_WAY_BACK_LETTERS: Final = re.compile(r" *(?:[a-z](?: +[a-z]){0,25} *)?")
"""Behind the "^" of a wiki: one for each reference to the note."""
_SYMBOL: Final = re.compile(r"[*∗†‡‖(](?:(?<!\()|\d{1,3}\))")
_TYPED: Final = re.compile(rf"{TYPED_SYMBOL}|\((?P<number>\d{{1,3}})\)")
_BEFORE: Final = 24
"""Characters before what is typed by which it is judged."""
_LABELS: Final = re.compile(
    r"[(\[]\s?(?P<inside>(?:\d{1,4}|[*∗†‡§¶#‖]{1,4}|[a-z]|[ivxlc]{1,10})(?:\s?[,;–-]\s?\d{1,4}){0,9})\s?[)\]]"
    r"|(?P<half>\d{1,4})\)|\d{1,4}|[*∗†‡§¶#‖]{1,4}|[ivxlc]{1,10}\Z|[a-z]\Z"
)
_SYMBOLS: Final = re.compile(r"([*∗†‡§¶#‖])\1*")

Resolve = Callable[[str, int, str, bool], str | None]
"""(label, page, the words before it, whether it is a link within the document) → the pairing label
of the note, None where it is no mark."""


@dataclass(slots=True)
class Piece:
    """Words of one look."""

    text: str
    italic: bool
    link: int
    raised: bool
    page: int
    leads: bool = False
    """A link within the document."""
    open_hyphen: bool = False
    """It ends where a hyphen at a line's end was kept, or dropped, without certainty."""


class Writer:
    """Writes paragraphs of one document."""

    def __init__(self, links: Sequence[str], vocabulary: Vocabulary, resolve: Resolve) -> None:
        self._links = [absolute(unwrapped(url)) for url in links]
        self._vocabulary = vocabulary
        self._resolve = resolve

    def draft(self, lines: Sequence[Line]) -> Draft:
        """The paragraph that these lines are."""
        pieces = self._joined(lines)
        draft = Draft(page=lines[0].page)
        opened: list[tuple[int, bool]] = []
        page = lines[0].page
        for link, group in groupby(pieces, key=lambda piece: piece.link):
            start = draft.length
            for piece in group:
                while page < piece.page:
                    draft.turn()
                    page += 1
                self._write(draft, piece)
                if piece.open_hyphen:
                    opened.append((draft.length, piece.text.endswith("-")))
            url = self._links[link] if link >= 0 else None
            if url is not None:
                draft.link(url, Span(start, draft.length))
        draft.finish(LinkForm.ANNOTATION)
        printed_links.settle(draft, opened)
        return draft

    def _joined(self, lines: Sequence[Line]) -> list[Piece]:
        pieces: list[Piece] = []
        tail = ""
        for line in lines:
            fresh = list(_pieces(line))
            if not fresh:
                continue
            for piece in fresh:
                if "- " in piece.text and "/" in piece.text:
                    piece.text = _STRETCHED.sub(_closed_up, piece.text)
            if pieces:
                tail = self._join(pieces, fresh, tail)
            pieces.extend(fresh)
            said = "".join(piece.text for piece in fresh)
            # What a line's end means hangs on the last word alone.
            tail = said if " " in said.rstrip(" ") else (tail + said)[-LONGEST_TAIL:]
        _forget_way_back(pieces)
        if pieces and pieces[-1].text and pieces[-1].text[-1] in HYPHENS:
            pieces[-1].text = pieces[-1].text[:-1] + "-"
        return pieces

    def _join(self, pieces: list[Piece], fresh: list[Piece], tail: str) -> str:
        last, first = pieces[-1], fresh[0]
        url = self._links[last.link] if last.link >= 0 and last.link == first.link else None
        after = "".join(piece.text for piece in fresh[:4])
        how = join(tail.rstrip(" "), after, self._vocabulary, url)
        if first.raised and how == SPACE:
            # A mark that was broken off its word.
            how = Join(0, "")
        last.text = last.text.rstrip(" ")
        if how.drop:
            last.text = last.text[: -how.drop]
        if how.between and (last.raised or first.link != last.link) and how.between == " ":
            pieces.append(Piece(" ", False, -1, False, last.page))
        else:
            last.text += how.between
        last.open_hyphen = how.open_hyphen
        kept = tail.rstrip(" ")
        return (kept[: -how.drop] if how.drop else kept) + how.between

    def _write(self, draft: Draft, piece: Piece) -> None:
        if piece.raised:
            self._write_raised(draft, piece, piece.text)
        else:
            self._write_plain(draft, piece)

    def _write_raised(self, draft: Draft, piece: Piece, text: str) -> None:
        at = low = 0
        for match in _LABELS.finditer(text):
            between = draft.say(raised(text[at : match.start()]), piece.italic)
            high = int(match[0]) if match[0].isdecimal() else 0
            if low and high and text[at : match.start()].strip() in _DASHES:
                self._mark_range(draft, piece, range(low + 1, high), between)
            low = high
            inside = match["inside"] or match["half"]
            if inside and self._refers(draft, piece, inside):
                # What encloses a mark is a part of it: a sentence ends before it.
                self._write_raised(draft, piece, inside)
            elif inside:
                draft.say(match[0], piece.italic)
            else:
                self._write_mark(draft, piece, match[0])
            at = match.end()
        draft.say(raised(text[at:]), piece.italic)

    def _mark_range(self, draft: Draft, piece: Piece, left_out: range, at: Span) -> None:
        """The notes that "4–7" refers to without naming them: where its dash stands."""
        for number in left_out[:MOST_IN_RANGE]:
            label = self._resolve(str(number), piece.page, draft.tail(16), piece.leads)
            if label is not None:
                draft.marks.append(Mark(label, str(number), at))
                at = Span(at.end, at.end)

    def _write_mark(self, draft: Draft, piece: Piece, shown: str) -> None:
        before = draft.tail(16)
        label = self._resolve(shown, piece.page, before, piece.leads)
        if label is not None:
            draft.mark(label, shown)
            return
        for part in _neighbours(shown):
            label = self._resolve(part, piece.page, before, piece.leads)
            if label is None:
                draft.say(raised(part), piece.italic)
            else:
                draft.mark(label, part)

    def _refers(self, draft: Draft, piece: Piece, inside: str) -> bool:
        """Some note answers what stands in brackets."""
        return any(
            self._resolve(match[0], piece.page, draft.tail(16), piece.leads)
            for match in _LABELS.finditer(inside)
        )

    def _write_plain(self, draft: Draft, piece: Piece) -> None:
        text = piece.text
        if not (text.isascii() and text.isprintable()):
            text = _ACCENTED.sub(_accented, seen(text.translate(_READ)))
        at = self._write_typed(draft, piece, text) if _SYMBOL.search(text) else 0
        draft.say(text[at:], piece.italic)

    def _write_typed(self, draft: Draft, piece: Piece, text: str) -> int:
        """Write up to the last reference that is typed ("*", "(1)"); gives where it ends."""
        # Judged with what stands before it, so that "* * *" and "5*3" are none.
        before = draft.tail(_BEFORE)[-_BEFORE:]
        around = before + text
        at = 0
        for match in _TYPED.finditer(around, len(before)):
            number, start = match["number"], match.start()
            if number and not may_refer(around, Span(start, match.end())):
                continue
            near = around[max(0, start - _BEFORE) : start]
            label = self._resolve(match[0], piece.page, near, False)
            if label is None:
                continue
            draft.say(text[at : start - len(before)], piece.italic)
            if number:
                draft.marks.append(Mark(label, number, draft.say(match[0], piece.italic)))
            else:
                draft.mark(label, match[0])
            at = match.end() - len(before)
        return at


def _closed_up(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _neighbours(shown: str) -> list[str]:
    """The labels of two notes that are referred to in one place: "1819", "∗†"."""
    if shown.isdecimal():
        for at in range(1, len(shown)):
            if int(shown[at:]) == int(shown[:at]) + 1:
                return [shown[:at], shown[at:]]
        return [shown]
    return [match[0] for match in _SYMBOLS.finditer(shown)] or [shown]


def _forget_way_back(pieces: list[Piece]) -> None:
    """Take off what leads from a note back to the text, at its end or behind its label."""
    while pieces and _WAY_BACK.fullmatch(pieces[-1].text):
        pieces.pop()
    if pieces:
        pieces[-1].text = _WAY_BACK.sub("", pieces[-1].text)
    at = next((at for at, piece in enumerate(pieces[:2]) if piece.text.strip() == "^"), None)
    if at is not None:
        end = at + 1
        while end < len(pieces) and _WAY_BACK_LETTERS.fullmatch(pieces[end].text):
            end += 1
        del pieces[at:end]


def _pieces(line: Line) -> Iterator[Piece]:
    """The fragments of a line with the spaces between them."""
    last = None
    made: Piece | None = None
    for fragment in line.fragments:
        # Most stand on the line, as large as it is.
        high = fragment.size != line.size or fragment.y != line.y
        if high:
            high = (is_raised(fragment, line) and _may_refer(fragment.text)) or (
                last is not None and is_set_small(fragment, last, line)
            )
        text = fragment.text
        gap = 0.0 if last is None else fragment.x0 - last.x1
        if high:
            # Set apart a little by some programs; a reader sees it at its word.
            space = gap > MARK_GAP * line.size
        else:
            space = last is not None and (fragment.space_before or gap > WORD_GAP * line.size)
            if space and gap < TOUCHING * line.size and text[0] in _AFTER_WORD:
                # PDFium takes a step down to the line, or the end of a slant, for a blank.
                space = False
        if made is not None and made.raised and high and not space:
            made.text += text
            made.leads = made.leads or fragment.leads
        else:
            if made is not None:
                if space:
                    made.text += "" if made.raised else " "
                yield made
                if space and made.raised:
                    yield Piece(" ", False, -1, False, line.page)
            made = Piece(text, fragment.italic, fragment.link, high, line.page, fragment.leads)
        last = fragment
    if made is not None:
        yield made


def _accented(match: re.Match[str]) -> str:
    """One letter, where the two make one."""
    accent, letter = match.groups()
    made = normalize("NFC", letter.translate(_DOTLESS) + _OVER[accent])
    return made if len(made) == 1 else match[0]


def _may_refer(text: str) -> bool:
    """Not the "st" of "21st"; a single letter or a Roman numeral may."""
    return not any(c.isalpha() for c in text[1:]) or ROMAN.fullmatch(text.strip()) is not None
