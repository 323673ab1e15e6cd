"""Edits at exact spans of a text file; all the rest stays as it is, to the byte.

Rules kept here:
- Byte order mark, encoding and line ends are the file's own: only the words of an edit are encoded
  anew, everything else is copied.
- Of two edits that overlap the first wins; a proposal is applied whole or not at all.
- A character that the encoding lacks is refused, never replaced.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence

from .model import Edit, FixRefused, Proposal

_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def compatible(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those that can be applied together: of two that overlap, the one that stands first."""
    taken: list[tuple[int, int]] = []
    kept: list[Proposal] = []
    end = -1
    for proposal in sorted(proposals, key=lambda each: (each.span, each.code)):
        places = [(edit.span.start, edit.span.end) for edit in proposal.edits]
        # Most proposals begin after all that were taken; only the others are compared.
        if places and places[0][0] <= end and _clash(places, taken):
            continue
        if _clash(places[1:], places[:1]):
            continue
        taken.extend(places)
        end = max(end, *(place[1] for place in places), end)
        kept.append(proposal)
    return tuple(kept)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made that do not overlap."""
    return "".join(_pieces(text, sorted(edits)))


def rewritten(data: bytes, text: str, encoding: str, proposals: Sequence[Proposal]) -> bytes:
    """The file with compatible proposals applied.

    `text` and `encoding` are how the file was read. Raises FixRefused.
    """
    mark = _MARKS.get(encoding, b"")
    mark = mark if data.startswith(mark) else b""
    try:
        same = data[len(mark) :].decode(encoding) == text
        round_trip = text.encode(encoding) == data[len(mark) :]
    except (UnicodeError, LookupError):
        same = round_trip = False
    if not same or not round_trip:
        raise FixRefused(f"cannot be written back as {encoding} to the byte; change it by hand")
    edits = sorted(edit for proposal in proposals for edit in proposal.edits)
    try:
        return mark + "".join(_pieces(text, edits)).encode(encoding)
    except UnicodeEncodeError as error:
        missing = error.object[error.start]
        raise FixRefused(
            f"{encoding} has no {missing!r}, which an address to be written needs"
        ) from None


def _pieces(text: str, edits: Sequence[Edit]) -> list[str]:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return [*pieces, text[at:]]


def _clash(places: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> bool:
    return any(
        (start < other_end and other_start < end) or start == other_start
        for start, end in places
        for other_start, other_end in taken
    )
