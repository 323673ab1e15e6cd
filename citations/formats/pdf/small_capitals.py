"""Small capitals that were drawn as capitals of a smaller size: told as small letters.

Rules kept here:
- LibreOffice and older typesetters draw "Vale" as V and a smaller ALE. Capitals that go on close
  behind a larger one on its baseline are small letters, and so are all of that size on the line.
- A drop capital is larger by more, a raised number stands higher, and an acronym that is set
  smaller has no larger letter before it: these stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .page import Fragment

SMALLEST: Final = 0.62
LARGEST: Final = 0.9
"""Parts of a capital's size; Word and LibreOffice take 80%, others 70 to 85."""
LEVEL: Final = 0.06
CLOSE: Final = 0.12
"""Parts of a capital's size, up and to the right."""
SAME: Final = 0.05
"""Points between two fragments of one size."""


def told(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """A line's fragments from left to right, small capitals as small letters."""
    sizes = [small.size for one, small in pairwise(fragments) if _goes_on(one, small)]
    if not sizes:
        return fragments
    return [
        replace(one, text=one.text.lower())
        if one.text.isupper() and any(abs(one.size - size) < SAME for size in sizes)
        else one
        for one in fragments
    ]


def _goes_on(one: Fragment, small: Fragment) -> bool:
    """True for capitals that go on with the word of a larger one."""
    size = one.size
    return (
        SMALLEST * size < small.size < LARGEST * size
        and not small.space_before
        and one.text[-1:].isupper()
        and small.text[:1].isupper()
        and small.text.isupper()
        and abs(small.y - one.y) < LEVEL * size
        and small.x0 - one.x1 < CLOSE * size
    )
