"""Lines of text on a terminal or in a pipe.

Rules kept here:
- Everything passes through `visible`: what the web says cannot move the cursor or change colours.
- Prose is folded to the terminal's width. A URL is never cut or broken by us, so that it can be
  copied; the terminal itself wraps it.
- Without a terminal nothing is folded, coloured or drawn, and no line ends in spaces.
- What `out` cannot encode is written as an escape; nothing is lost and nothing raises.
- Only the options decide; no environment variable changes what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TextIO

from .format import ReportOptions
from .harmless.encoding import as_text
from .harmless.visible import visible

LEAST_WIDTH = 24

Piece = str | tuple[str, str]
"""A text, or a text and its style in rich's words ("bold red")."""

_WORD = re.compile(r"(\S+)\s*")


class Screen:
    """Collects lines; `flush` hands them on."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        self._out = out
        self._lines: list[str] = []
        self._color = options.color
        self.width = max(options.width, LEAST_WIDTH) if options.width else None

    @property
    def knows_unicode(self) -> bool:
        """Whether glyphs beyond ASCII can be written."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        return encoding.lower().startswith("utf")

    def say(self, indent: int, *pieces: Piece, hang: int = 0) -> None:
        """One paragraph.

        Args:
            indent: columns before it.
            hang: further columns before its second and later lines.
        """
        shown = [_shown(piece) for piece in pieces]
        text = "".join(words for words, _ in shown).rstrip()
        breaks = []
        if self.width:
            breaks = _breaks(text, max(self.width - indent - hang, LEAST_WIDTH))
        margin = " " * indent
        for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True):
            length = len(text[start:end].rstrip())
            self._lines.append(margin + "".join(self._styled(shown, start, start + length)))
            margin = " " * (indent + hang)

    def put(self, *pieces: Piece) -> None:
        """One line as it is, never folded."""
        shown = [_shown(piece) for piece in pieces]
        length = sum(len(words) for words, _ in shown)
        self._lines.append("".join(self._styled(shown, 0, length)))

    def blank(self) -> None:
        """An empty line."""
        self._lines.append("")

    def flush(self) -> None:
        """Hand on what was written since the last flush."""
        text = "".join(f"{line}\n" for line in self._lines)
        self._lines.clear()
        self._out.write(text if self.knows_unicode else as_text(text, self._out))

    def _styled(self, pieces: list[tuple[str, str]], start: int, end: int) -> Iterator[str]:
        """What lies between two offsets of the joined pieces."""
        offset = 0
        for words, style in pieces:
            part = words[max(start - offset, 0) : max(end - offset, 0)]
            offset += len(words)
            if part and style and self._color:
                before, after = _codes(style)
                part = f"{before}{part}{after}"
            yield part


def cell_width(text: str) -> int:
    """Columns that a text takes on a terminal: wide characters take two."""
    from rich.cells import cell_len

    return cell_len(text)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` columns; a cut is marked."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)


def _shown(piece: Piece) -> tuple[str, str]:
    words, style = (piece, "") if isinstance(piece, str) else piece
    return visible(words), style


def _breaks(text: str, room: int) -> list[int]:
    """Offsets at which lines of at most `room` columns begin; a longer word has its own line."""
    breaks: list[int] = []
    used = 0
    for word in _WORD.finditer(text):
        if used and used + cell_width(word[1]) > room:
            breaks.append(word.start())
            used = 0
        used += cell_width(word[0])
    return breaks


@cache
def _codes(style: str) -> tuple[str, str]:
    """The escape sequences before and after a text of this style, in the terminal's 16 colours."""
    from rich.color import ColorSystem
    from rich.style import Style

    before, _, after = (
        Style.parse(style).render("\0", color_system=ColorSystem.STANDARD).partition("\0")
    )
    return before, after
