"""Byte offsets of UTF-8, which pulldown-cmark counts in, and code points, which we count in.

Rules kept here:
- One pass over the bytes makes the table; a look-up is a bisection. ASCII text needs no table.
"""

from __future__ import annotations

import re
from bisect import bisect_right


class Offsets:
    """Byte offsets of UTF-8 → code-point offsets."""

    __slots__ = ("_counts", "_starts")

    def __init__(self, text: str, encoded: bytes) -> None:
        self._starts: list[int] = []
        self._counts: list[int] = [0]
        if len(text) == len(encoded):
            return
        extra = 0
        for run in re.finditer(rb"[\x80-\xbf]+", encoded):
            # Neighbouring characters make one run with their lead bytes apart, so it is short.
            extra += run.end() - run.start()
            self._starts.append(run.end())
            self._counts.append(extra)

    def __call__(self, offset: int) -> int:
        """Code-point offset of a byte offset that lies between characters."""
        return offset - self._counts[bisect_right(self._starts, offset)]
