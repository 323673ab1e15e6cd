"""What the link annotations of a paragraph say, and what is printed in it, brought together.

Rules kept here:
- An annotation's URL is the better reading of the words that it covers. Only where it stops short
  at a line's end, and the printed URL goes on, is the printed one taken.
- A bare URL whose hyphen at a line's end is open is marked with its other reading.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citations.formats.composing import Draft
from citations.links import FoundLink, find
from citations.model import Span
from citations.passage import MarkedLink

MOST_READINGS: Final = 4
_AFTER_URL: Final = frozenset(".,;:!?)]>”’\"'")


def settle(draft: Draft, opened: list[tuple[int, bool]]) -> None:
    """Settle a draft's links; `opened` says where a hyphen is open, and whether it was kept."""
    if not opened and not draft.links:
        return
    found = list(find(draft.text))
    by_start = {link.at.start: link for link in found}
    merged = [_narrowed(link, found) for link in _merged(draft.text, draft.links)]
    settled = [_settled(link, by_start.get(link.at.start)) for link in merged]
    starts = [link.at.start for link in settled]
    places = [place for place, _ in opened]
    bare: list[MarkedLink] = []
    for printed in found if opened else ():
        first, last = (bisect_right(places, edge) for edge in (printed.at.start, printed.at.end))
        before = bisect_left(starts, printed.at.end)
        taken = before > 0 and settled[before - 1].at.end > printed.at.start
        if first < last and not taken:
            hyphens = [(place - printed.at.start, kept) for place, kept in opened[first:last]]
            words = draft.text[printed.at.start : printed.at.end]
            prefix = printed.url[: len(printed.url) - len(words)]
            others = tuple(prefix + reading for reading in _readings(words, hyphens))
            bare.append(MarkedLink(printed.url, printed.at, printed.at, printed.form, None, others))
    draft.links = sorted([*settled, *bare], key=lambda link: link.at)


def _merged(text: str, links: Sequence[MarkedLink]) -> list[MarkedLink]:
    """Areas of one link that leave out a few letters between them, made one again."""
    merged: list[MarkedLink] = []
    for link in links:
        last = merged[-1] if merged else None
        if last is not None and last.url == link.url:
            between = text[last.at.end : link.at.start]
            if len(between) < 40 and not any(letter.isspace() for letter in between):
                at = Span(last.at.start, link.at.end)
                shown = text[at.start : at.end]
                merged[-1] = replace(last, at=at, source=at, shown=shown)
                continue
        merged.append(link)
    return merged


def _narrowed(link: MarkedLink, found: Sequence[FoundLink]) -> MarkedLink:
    """A link over its printed URL alone, where its area covers whole lines around it."""
    first = bisect_left(found, link.at.start, key=lambda printed: printed.at.start)
    for printed in found[first:]:
        if printed.at.end > link.at.end:
            break
        if printed.url == link.url and printed.at != link.at:
            return replace(link, at=printed.at, source=printed.at, shown=printed.url)
    return link


def _settled(link: MarkedLink, printed: FoundLink | None) -> MarkedLink:
    """An annotation's link over the words that are its own."""
    shown = link.shown or ""
    longer = printed is not None and printed.at.end > link.at.end
    if longer and printed is not None and printed.url.startswith(link.url):
        # Programs that find links by themselves stop at the line's end.
        otherwise = (link.url,) if printed.url != link.url else ()
        return MarkedLink(printed.url, printed.at, printed.at, link.form, printed.url, otherwise)
    while shown and shown[-1] in _AFTER_URL and link.url.endswith(shown[:-1][-12:]):
        # An area drawn generously takes the punctuation behind the URL in.
        shown = shown[:-1]
    if not shown or shown == link.shown:
        return link
    at = Span(link.at.start, link.at.start + len(shown))
    return replace(link, at=at, source=at, shown=shown)


def _readings(words: str, hyphens: list[tuple[int, bool]]) -> Iterator[str]:
    """A printed URL with each open hyphen turned the other way, then with all of them."""
    choices = [[place] for place in hyphens[: MOST_READINGS - 1]]
    if len(hyphens) > 1:
        choices.append(hyphens)
    for choice in choices:
        turned = words
        for place, kept in sorted(choice, reverse=True):
            turned = (turned[: place - 1] if kept else turned[:place] + "-") + turned[place:]
        yield turned
