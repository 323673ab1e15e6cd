"""The areas of a page that are links, and which of them a stretch of text may lie in.

Rules kept here:
- Areas are looked up by bands of height, so that a page of many links costs no more than its text.
- What lies beyond every page (or is no number) is no area.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

FARTHEST: Final = 1e5
"""Points from the corner; farther out nothing is shown, and NaN compares with nothing."""
_BAND: Final = 8.0
_SLACK: Final = 1.0
"""Points by which an area may fall short."""
_MOST_IN_BAND: Final = 200
_MOST_BANDS: Final = 256

Area = tuple[float, float, float, float, int]
"""Left, bottom, right, top, and the index of the link's URL."""


class Areas:
    """The link areas of one page."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        self._bands: dict[int, list[Area]] = {}
        for area in areas:
            if all(abs(edge) < FARTHEST for edge in area[:4]):
                first = int(area[1] / _BAND)
                last = min(int(area[3] / _BAND), first + _MOST_BANDS)
                for band in range(first, last + 1):
                    if len(there := self._bands.setdefault(band, [])) < _MOST_IN_BAND:
                        there.append(area)

    def covers(self, x: float, y: float, size: float) -> bool:
        """True where an area lies over what stands at x, low or high on its line."""
        return any(area[0] - _SLACK <= x <= area[2] + _SLACK for area in self.on_line(y, size))

    def on_line(self, y: float, size: float) -> list[Area]:
        """The areas around the middle of a line's small letters, from left to right."""
        middle = y + 0.25 * size
        if not self._bands or not abs(middle) < FARTHEST:
            return []
        there = self._bands.get(int(middle / _BAND), ())
        return sorted(area for area in there if area[1] <= middle <= area[3])
