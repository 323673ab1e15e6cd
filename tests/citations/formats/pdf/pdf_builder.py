"""Sets small PDFs with reportlab, so that a test says what stands where on a page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612.0, 792.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 540.0, 720.0, 72.0
ROMAN, ITALIC = "Times-Roman", "Times-Italic"


@dataclass(frozen=True)
class Words:
    """Text of one look; a soft hyphen is a place to break a word at."""

    text: str
    italic: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Foot:
    """A reference to a note, and the note's words."""

    note: tuple[Words, ...]


@dataclass(frozen=True)
class Raised:
    """A number above the line: a reference to a note that stands elsewhere, or its label."""

    text: str


Paragraph = Sequence[Words | Foot | Raised]


@dataclass
class Sheet:
    """Pages drawn piece by piece, in points from the lower left corner."""

    password: str | None = None
    title: str = ""
    _out: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        encrypt = StandardEncryption(self.password) if self.password else None
        self.canvas = Canvas(self._out, pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=1)
        if self.title:
            self.canvas.setTitle(self.title)

    def text(self, x: float, y: float, words: str, size: float = 12, font: str = ROMAN) -> float:
        """Draw words; gives the x after them."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, words)
        return x + float(stringWidth(words, font, size))

    def marked(self, x: float, y: float, *pieces: str, size: float = 12) -> float:
        """Draw pieces on one line, every second one raised: "silent.", "1", " Then"."""
        for index, piece in enumerate(pieces):
            if index % 2:
                x = self.text(x, y + 0.35 * size, piece, 0.6 * size)
            else:
                x = self.text(x, y, piece, size)
        return x

    def lines(self, y: float, *lines: str, x: float = LEFT, size: float = 12) -> float:
        """Draw lines from y down; gives the y below them."""
        for line in lines:
            self.text(x, y, line, size)
            y -= 1.15 * size
        return y

    def rule(self, y: float, x: float = LEFT, width: float = 144) -> None:
        """Draw the separator above the notes."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x, y, x + width, y)

    def link(self, url: str, x0: float, y: float, x1: float, size: float = 12) -> None:
        """Lay a link over a line's stretch."""
        area = (x0, y - 0.25 * size, x1, y + 0.8 * size)
        self.canvas.linkURL(url, area, relative=1, thickness=0)

    def within(self, x0: float, y: float, x1: float, size: float = 12) -> None:
        """Lay a link to a place on the same page over a line's stretch."""
        self.canvas.bookmarkPage("here")
        area = (x0, y - 0.25 * size, x1, y + 0.8 * size)
        self.canvas.linkRect("", "here", area, relative=1, thickness=0)

    def page(self) -> None:
        """Go on to the next page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()


@dataclass(frozen=True)
class _Set:
    """One word on a line."""

    text: str
    font: str
    size: float
    raise_by: float = 0.0
    url: str | None = None
    note: int | None = None


class Typesetter:
    """Breaks paragraphs into lines and pages, with notes at the foot that run over."""

    def __init__(self, paragraphs: Sequence[Paragraph], *, foot: float = 220.0) -> None:
        self.sheet = Sheet()
        self._notes: list[tuple[Words, ...]] = []
        self._most_foot = foot
        self._body = [self._lines(paragraph, 12, RIGHT - LEFT) for paragraph in paragraphs]

    def data(self) -> bytes:
        """Set the pages: text from the top, notes from the bottom, the rest on the next page."""
        queue = [(line, index == 0) for lines in self._body for index, line in enumerate(lines)]
        feet: list[list[_Set]] = []
        while queue or feet:
            y, foot = TOP, list(feet)
            fits: list[tuple[float, list[_Set]]] = []
            while queue:
                line, first = queue[0]
                step = 22.0 if first else 14.0
                notes = [n for n in (word.note for word in line) if n is not None]
                more = [set_ for n in notes for set_ in self._foot_lines(n)]
                room = min(len(foot) + len(more), int(self._most_foot / 11.5)) * 11.5 + 10
                if y - step < BOTTOM + room and fits:
                    break
                y -= step
                fits.append((y, queue.pop(0)[0]))
                foot.extend(more)
            here = int(min(self._most_foot, y - BOTTOM - 10) / 11.5)
            self._draw_page(fits, foot[:here])
            feet = foot[here:]
        return self.sheet.data()

    def _draw_page(self, fits: list[tuple[float, list[_Set]]], foot: list[list[_Set]]) -> None:
        for y, line in fits:
            self._draw(line, LEFT, y)
        y = BOTTOM + 11.5 * len(foot)
        if foot:
            self.sheet.rule(y + 2)
        for line in foot:
            y -= 11.5
            self._draw(line, LEFT, y)
        self.sheet.page()

    def _draw(self, line: list[_Set], x: float, y: float) -> None:
        for word in line:
            after = self.sheet.text(x, y + word.raise_by, word.text, word.size, word.font)
            if word.url:
                self.sheet.link(word.url, x, y, after, word.size)
            x = after

    def _foot_lines(self, number: int) -> list[list[_Set]]:
        label = _Set(str(number), ROMAN, 6, 3.5)
        words = self._words(self._notes[number - 1], 10)
        return _broken([label, _Set(" ", ROMAN, 10), *words], RIGHT - LEFT)

    def _lines(self, paragraph: Paragraph, size: float, width: float) -> list[list[_Set]]:
        return _broken(self._words(paragraph, size), width)

    def _words(self, pieces: Paragraph, size: float) -> list[_Set]:
        made: list[_Set] = []
        for piece in pieces:
            if isinstance(piece, Foot):
                self._notes.append(piece.note)
                made.append(
                    _Set(str(len(self._notes)), ROMAN, 0.6 * size, 0.35 * size,
                         note=len(self._notes))
                )  # fmt: skip
                continue
            if isinstance(piece, Raised):
                made.append(_Set(piece.text, ROMAN, 0.6 * size, 0.35 * size))
                continue
            font = ITALIC if piece.italic else ROMAN
            start = 0
            for index, letter in enumerate(piece.text):
                # A URL may be broken after a slash or a hyphen, prose after a space.
                ends = letter in ("/-" if piece.url else " \u00ad-")
                if ends or index == len(piece.text) - 1:
                    made.append(_Set(piece.text[start : index + 1], font, size, url=piece.url))
                    start = index + 1
        return made


def _broken(words: list[_Set], width: float) -> list[list[_Set]]:
    """Fill lines greedily; a number stays with the word before it."""
    lines: list[list[_Set]] = [[]]
    x = 0.0
    for index, word in enumerate(words):
        shown = word.text.replace("\u00ad", "")
        bound = [words[index + 1]] if index + 1 < len(words) and words[index + 1].raise_by else []
        need = _width(word, shown.rstrip()) + sum(_width(mark, mark.text) for mark in bound)
        if x + need > width and lines[-1] and not word.raise_by:
            _end_line(lines[-1])
            lines.append([])
            x = 0.0
        lines[-1].append(word)
        x += _width(word, shown)
    _end_line(lines[-1])
    return lines


def _end_line(line: list[_Set]) -> None:
    """Show the soft hyphen at the end, hide those inside."""
    for index, word in enumerate(line):
        hyphen = "-" if word.text.endswith("\u00ad") and index == len(line) - 1 else ""
        text = word.text.replace("\u00ad", "") + hyphen
        line[index] = _Set(text, word.font, word.size, word.raise_by, word.url, word.note)


def _width(word: _Set, shown: str) -> float:
    return float(stringWidth(shown, word.font, word.size))
