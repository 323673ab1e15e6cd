"""Pages as they lie in the file → pages as a reader holds them.

Rules kept here:
- A page is turned by quarters, clockwise: as the file says, and further where most of its words
  would stand on their side even so.
- A page that runs from right to left is seen in a mirror (see `righttoleft`).
- The corner of what is shown is the origin, wherever the file puts it.
"""

from __future__ import annotations

from dataclasses import dataclass

_SLANT = 0.1
"""How far from a quarter a line of text may run: a page that was scanned askew."""


@dataclass(frozen=True, slots=True)
class Turning:
    """From a page's own coordinates to those of the page held upright."""

    quarters: int
    """Clockwise, 0 to 3."""
    left: float
    bottom: float
    """The corner of the shown part, in the page's own coordinates."""
    width: float
    height: float
    """Of the page as it is held."""
    mirrored: bool = False
    """Left and right change places."""

    @property
    def is_none(self) -> bool:
        """True where coordinates stay as they are."""
        return not (self.quarters or self.left or self.bottom or self.mirrored)

    def by(self, quarters: int) -> Turning:
        """The same page, turned to this quarter instead."""
        swaps = (quarters - self.quarters) % 2
        width, height = (self.height, self.width) if swaps else (self.width, self.height)
        return Turning(quarters, self.left, self.bottom, width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is seen."""
        x, y = self._turned(x - self.left, y - self.bottom)
        return (self.width - x if self.mirrored else x), y

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        if not self.quarters:
            return x, y
        if self.quarters == 1:
            return y, self.height - x
        if self.quarters == 2:
            return self.width - x, self.height - y
        return self.width - y, x

    def matrix(self, a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
        """How text runs (a, b) and stands (c, d) on the page as it is held."""
        if self.quarters == 1:
            return b, -a, d, -c
        if self.quarters == 2:
            return -a, -b, -c, -d
        if self.quarters == 3:
            return -b, a, -d, c
        return a, b, c, d

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a rectangle between two corners."""
        x0, y0 = self.point(x0, y0)
        x1, y1 = self.point(x1, y1)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def is_upright(a: float, b: float, d: float) -> bool:
    """True for text that runs from left to right and stands on its feet."""
    return a > 0 and abs(b) <= _SLANT * a and d > 0


def quarters_for(a: float, b: float, c: float, d: float) -> int | None:
    """How many quarters clockwise set such text upright; None for what is mirrored or askew."""
    if a * d - b * c <= 0:
        return None
    if abs(b) <= _SLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _SLANT * abs(b):
        return 1 if b > 0 else 3
    return None
