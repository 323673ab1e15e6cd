"""The number that stands on each page: printed in its head or foot, else what the file calls it.

Rules kept here:
- A number in the outermost rows is the page's where it counts with the pages: the distance between
  it and the page's place in the file is the same on many. One page proves nothing.
- A page between others that bears none (the first of a chapter) is counted on.
- Roman numerals of the front matter are taken only where they stand alone in their row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from .furniture import Rows, in_margin, page_number, row_ends
from .page import Page

LONGEST_LABEL: Final = 20
_OFTEN: Final = 0.4
"""Part of the pages that have to bear a number which counts with them."""
_FIRST: Final = re.compile(r"(\d{1,4})(?!\d)")
_LAST: Final = re.compile(r"(?<!\d)(\d{1,4})\Z")
_ROMAN: Final = re.compile(r"[ivxlc]{1,8}", re.IGNORECASE | re.ASCII)


def page_labels(pages: Sequence[tuple[Page, Rows]], declared: Sequence[str]) -> tuple[str, ...]:
    """One label for each page, "" where there is none; empty where all say no more than the count.

    Args:
        pages: with the rows that stand on them, furniture included.
        declared: what the file calls each of its pages; empty where it does not say.
    """
    labels = _printed(pages)
    for index, name in enumerate(declared[: len(labels)]):
        labels[index] = labels[index] or name[:LONGEST_LABEL]
    trivial = all(label in ("", str(number)) for number, label in enumerate(labels, 1))
    return () if trivial else tuple(labels)


def _printed(pages: Sequence[tuple[Page, Rows]]) -> list[str]:
    seen: list[dict[int, str]] = []
    for page, laid in pages:
        found: dict[int, str] = {}
        for value, shown in _numbers(page, laid):
            found.setdefault(value - page.number, shown)
        seen.append(found)
    votes = Counter(distance for found in seen for distance, shown in found.items() if _is(shown))
    labels = [""] * len(pages)
    best, times = max(votes.items(), key=lambda item: item[1], default=(0, 0))
    if times >= max(2, _OFTEN * len(pages)):
        first = next(at for at, found in enumerate(seen) if _is(found.get(best, "")))
        for at in range(first, len(pages)):
            labels[at] = str(pages[at][0].number + best)
    front = [next((s for s in found.values() if not _is(s)), "") for found in seen]
    return [label or roman for label, roman in zip(labels, front, strict=True)]


def _is(shown: str) -> bool:
    """Whether it is an Arabic number."""
    return shown.isdigit()


def _numbers(page: Page, laid: Rows) -> Iterator[tuple[int, str]]:
    """Numbers that may be the page's, from its edges inwards, with how they are printed."""
    for top in (True, False):
        for row in row_ends(laid, top):
            if not in_margin(page, row, top):
                break
            alone = page_number(row)
            if alone is not None:
                roman = _ROMAN.search(row[0].text) if not re.search(r"\d", row[0].text) else None
                yield alone, roman.group().lower() if roman else str(alone)
                continue
            words = [line.text.strip() for line in row]
            for text in (words[0], words[-1]):
                for each in (_FIRST.match(text), _LAST.search(text[-6:])):
                    if each is not None:
                        yield int(each[1]), each[1].lstrip("0") or "0"
