"""Lines of text on a terminal or in a pipe.

Rules kept here:
- Everything passes through `visible`: what the web says cannot move the cursor or change colours.
- Prose is folded to the terminal's width. A URL is never cut or broken by us, so that it can be
  copied; the terminal itself wraps it.
- Without a terminal nothing is folded, coloured or drawn, and no line ends in spaces.
- What `out` cannot encode is written as an escape; nothing is lost and nothing raises.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from .format import ReportOptions
from .visible import visible

if TYPE_CHECKING:
    from rich.text import Text

LEAST_WIDTH = 24
_WORD = re.compile(r"(\S+)\s*")
_UNLIMITED = 1_000_000
"""Columns of a pipe."""


class Screen:
    """Collects styled lines; `flush` hands them on."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        from rich.console import Console

        self._out = out
        self._buffer = StringIO()
        self.width = max(options.width, LEAST_WIDTH) if options.width else None
        # Everything is given, so that no environment variable changes what is written.
        self._console = Console(
            file=self._buffer,
            width=self.width or _UNLIMITED,
            height=25,
            color_system="standard" if options.color else None,
            no_color=not options.color,
            force_terminal=options.color,
            force_interactive=False,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    @property
    def knows_unicode(self) -> bool:
        """Whether glyphs beyond ASCII can be written."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        return encoding.lower().startswith("utf")

    def say(self, indent: int, *pieces: str | tuple[str, str], hang: int = 0) -> None:
        """One paragraph; a piece is a text, or a text and its style.

        Args:
            indent: columns before it.
            hang: further columns before its second and later lines.
        """
        text = _text(pieces)
        room = max((self.width or _UNLIMITED) - indent - hang, LEAST_WIDTH)
        for number, line in enumerate(text.divide(_breaks(text.plain, room))):
            line.rstrip()
            line.pad_left(indent + (hang if number else 0))
            self._console.print(line, soft_wrap=True)

    def blank(self) -> None:
        """An empty line."""
        self._buffer.write("\n")

    def put(self, *pieces: str | tuple[str, str]) -> None:
        """One line as it is, never folded."""
        self._console.print(_text(pieces), soft_wrap=True)

    def flush(self) -> None:
        """Hand on what was written since the last flush."""
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        if not self.knows_unicode:
            encoding = self._out.encoding
            text = text.encode(encoding, "backslashreplace").decode(encoding)
        self._out.write(text)


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


def _breaks(text: str, room: int) -> list[int]:
    """Offsets at which lines of at most `room` columns begin; a longer word has its own line."""
    from rich.cells import cell_len

    breaks: list[int] = []
    used = 0
    for word in _WORD.finditer(text):
        if used and used + cell_len(word[1]) > room:
            breaks.append(word.start())
            used = 0
        used += cell_len(word[0])
    return breaks


def _text(pieces: tuple[str | tuple[str, str], ...]) -> Text:
    from rich.text import Text

    text = Text(overflow="ignore")
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        text.append(visible(words), style)
    return text
