"""Letters and ordinary Markdown to read, as many and as long as a benchmark asks for.

Rules kept here:
- All words are made here from a seed: the same arguments give the same bytes, on every machine.
- A letter has what the project is for: paragraphs with one to three notes, and notes that cite
  articles, news, reports, laws and earlier notes, about half of them with an address.
- The ordinary pages are what link checkers meet: READMEs and manuals with headings, lists, code,
  tables, inline and reference links, and badges.
"""

from __future__ import annotations

import html
import io
import random
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.citations.formats.docx.docx_builder import Docx, note, paragraph, reference, run
from tests.citations.formats.pdf.pdf_builder import Foot, Typesetter, Words

_NOUN_WORDS = """
ferry harbor school council clinic budget survey island tide winter resident worker rider timetable
report mayor county crossing bridge fare service safety study witness record
"""
_HOST_NAMES = """
harbortowns.example.gov islandpost.example.co.uk tides.example.gov www.ferry-board.example.gov
archive.example.ac.uk news.example.co.uk data.crossings.example.gov perma.example.cc
"""
"""lychee leaves example.org and its like out of what it dumps."""
_VERB_WORDS = "needs serves finds protects delays funds counts answers improves closes opens asks"
_LINK_WORDS = "because while although since after before and but so"
_OWN_WORDS = "every many the our this each no their another that"
_FIRST_NAMES = "Ines Rui Amara Tomas Greta Oluwaseun Mei Pavel Noor Hana Luis Ada"
_LAST_NAMES = "Vale Sato Lindqvist Okafor Marsh Ibarra Chen Novak Haddad Reyes Brandt Quill"
_MONTH_NAMES = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec."
_NOUNS, _VERBS, _LINKS = _NOUN_WORDS.split(), _VERB_WORDS.split(), _LINK_WORDS.split()
_OWN, _HOSTS, _MONTHS = _OWN_WORDS.split(), _HOST_NAMES.split(), _MONTH_NAMES.split()
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
_PAPERS = ("ISLAND POST", "HARBOR TIMES", "N. COAST REV.", "TIDEWATER NEWS")
_JOURNALS = ("J. Coastal Stud.", "Harv. L. Rev.", "J. L. & ECON.", "Mar. Pol’y")


@dataclass(frozen=True)
class Piece:
    """Words of one look; a piece with a note is its reference."""

    text: str
    italic: bool = False
    url: bool = False
    note: tuple[Piece, ...] = ()


Letter = list[list[Piece]]


class Author:
    """Writes letters from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._notes = 0

    def letter(self, notes: int, words_a_note: int = 75) -> Letter:
        """A letter with so many notes, and about so many words of text for each."""
        body: Letter = [
            [Piece("March 4, 2024")],
            [Piece(f"Dear Commissioner {self._pick(_LAST)}:")],
        ]
        self._notes = 0
        while self._notes < notes:
            paragraph_: list[Piece] = []
            for _ in range(min(self._random.randint(1, 3), notes - self._notes)):
                self._notes += 1
                paragraph_.append(Piece(self._prose(words_a_note)))
                paragraph_.append(Piece(str(self._notes), note=tuple(self._note())))
                paragraph_.append(Piece(" "))
            body.append(paragraph_)
        body += [[Piece("Sincerely,")], [Piece("The mayors of nine towns")]]
        return body

    def page(self, size: int) -> str:
        """A README or manual page of about so many characters."""
        parts = [f"# {self._title()}\n"]
        badge = f"https://img.{self._pick(_HOSTS)}/badge/build-passing.svg"
        parts.append(f"[![build]({badge})]({self._url()})\n")
        references: list[str] = []
        while sum(map(len, parts)) < size:
            parts.append(self._block(references))
        parts.extend(references)
        return "\n".join(parts)

    def _block(self, references: list[str]) -> str:
        kind = self._random.randrange(12)
        if kind == 0:
            return f"## {self._title()}\n"
        if kind == 1:
            return "```python\n" + "".join(
                f"{self._pick(_NOUNS)} = fetch({self._pick(_NOUNS)!r}, {number})\n"
                for number in range(self._random.randint(3, 12))
            ) + "```\n"  # fmt: skip
        if kind == 2:
            return "".join(f"- {self._linked(references)}\n" for _ in range(5))
        if kind == 3:
            rows = "".join(
                f"| `{self._pick(_NOUNS)}` | {self._prose(6)} | [doc]({self._url()}) |\n"
                for _ in range(4)
            )
            return f"| name | meaning | see |\n|---|---|---|\n{rows}"
        if kind == 4:
            return f"> {self._prose(30)}\n"
        return "\n".join(self._linked(references) for _ in range(self._random.randint(1, 4))) + "\n"

    def _linked(self, references: list[str]) -> str:
        words, kind = self._prose(self._random.randint(8, 30)), self._random.randrange(8)
        if kind == 0:
            name = f"ref{len(references)}"
            references.append(f"[{name}]: {self._url()}")
            return f"{words} See [{self._title()}][{name}]."
        if kind == 1:
            return f"{words} See <{self._url()}>."
        if kind == 2:
            return f"{words} See {self._url()}."
        if kind in {3, 4}:
            shown = f"the *{self._pick(_NOUNS)}* `{self._pick(_NOUNS)}`"
            return f"{words} See [{shown}]({self._url()})."
        return words

    def _note(self) -> Iterator[Piece]:
        choice = self._random.random()
        if choice < 0.12 and self._notes > 1:
            yield Piece("Id.", italic=True)
            yield Piece(f" at {self._random.randint(2, 90)}.")
        elif choice < 0.22 and self._notes > 2:
            yield Piece(f"{self._pick(_LAST)}, ")
            yield Piece("supra", italic=True)
            yield Piece(f" note {self._random.randint(1, self._notes - 1)}.")
        elif choice < 0.32:
            section = self._random.randint(100, 3000)
            yield Piece(f"See 46 U.S.C. § {section}; 82 Fed. Reg. {section + 7000}.")
        else:
            if self._random.random() < 0.4:
                yield Piece(self._pick(("See, e.g.,", "See", "But see", "Cf.")), italic=True)
                yield Piece(" ")
            for index in range(1 if self._random.random() < 0.8 else 2):
                if index:
                    yield Piece("; ")
                yield from self._source()
            if self._random.random() < 0.3:
                yield Piece(f" (finding that “{self._prose(9)[:-1].lower()}”)")
            yield Piece(".")

    def _source(self) -> Iterator[Piece]:
        name = f"{self._pick(_FIRST)} {self._pick(_LAST)}"
        if self._random.random() < 0.3:
            name += f" & {self._pick(_FIRST)} {self._pick(_LAST)}"
        yield Piece(f"{name}, ")
        yield Piece(self._title(), italic=True)
        year = self._random.randint(1996, 2024)
        if self._random.random() < 0.35:
            volume, page = self._random.randint(2, 120), self._random.randint(1, 1400)
            journal = self._pick(_JOURNALS)
            yield Piece(f", {volume} {journal} {page}, {page + 7} ({year})")
            return
        paper, day = self._pick(_PAPERS), self._random.randint(1, 28)
        yield Piece(f", {paper} ({self._pick(_MONTHS)} {day}, {year}), ")
        yield Piece(self._url(), url=True)

    def _prose(self, words: int) -> str:
        said: list[str] = []
        while len(said) < words:
            sentence = [self._pick(_OWN), self._pick(_NOUNS), self._pick(_VERBS)]
            for _ in range(self._random.randint(1, 3)):
                sentence += [self._pick(_OWN), self._pick(_NOUNS), self._pick(_LINKS)]
                sentence += [self._pick(_OWN), self._pick(_NOUNS), self._pick(_VERBS)]
            sentence += [self._pick(_OWN), self._pick(_NOUNS)]
            said += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
        return " ".join(said)

    def _title(self) -> str:
        return " ".join(self._pick(_NOUNS).capitalize() for _ in range(self._random.randint(3, 8)))

    def _url(self) -> str:
        year, month = self._random.randint(1999, 2024), self._random.randint(1, 12)
        slug = "-".join(self._pick(_NOUNS) for _ in range(self._random.randint(2, 7)))
        return f"https://{self._pick(_HOSTS)}/{year}/{month:02}/{slug}"

    def _pick(self, words: Sequence[str]) -> str:
        return self._random.choice(words)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_text(letter: Letter) -> bytes:
    """Typed superscripts; the notes stand after the paragraph that refers to them."""
    written: list[str] = []
    for paragraph_ in letter:
        written.append("".join(_typed(piece) for piece in paragraph_).strip())
        written += [
            f"{piece.text.translate(_RAISED)} {''.join(map(_typed, piece.note))}"
            for piece in paragraph_
            if piece.note
        ]
    return "\n\n".join(written).encode()


def _typed(piece: Piece) -> str:
    if piece.note:
        return piece.text.translate(_RAISED)
    if piece.url:
        return f"<{piece.text}>"
    return f"*{piece.text}*" if piece.italic else piece.text


def as_markdown(letter: Letter) -> bytes:
    """Footnotes as `[^1]`, their definitions at the end."""

    def marked(piece: Piece) -> str:
        return f"[^{piece.text}]" if piece.note else _typed(piece)

    written = ["".join(map(marked, paragraph_)).strip() for paragraph_ in letter]
    written += [
        f"[^{piece.text}]: {''.join(map(marked, piece.note))}"
        for paragraph_ in letter
        for piece in paragraph_
        if piece.note
    ]
    return "\n\n".join(written).encode()


def as_html(letter: Letter) -> bytes:
    """A web page with a list of notes, as Pandoc writes it."""

    def tagged(piece: Piece) -> str:
        text = html.escape(piece.text)
        if piece.note:
            return f'<sup><a href="#fn{text}" id="fnref{text}">{text}</a></sup>'
        if piece.url:
            return f'<a href="{text}">{text}</a>'
        return f"<em>{text}</em>" if piece.italic else text

    body = "".join(f"<p>{''.join(map(tagged, paragraph_)).strip()}</p>\n" for paragraph_ in letter)
    notes = "".join(
        f'<li id="fn{piece.text}"><p>{"".join(map(tagged, piece.note))}'
        f' <a href="#fnref{piece.text}">↩</a></p></li>\n'
        for paragraph_ in letter
        for piece in paragraph_
        if piece.note
    )
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>A letter</title></head><body>\n'
        f'{body}<section class="footnotes"><hr><ol>\n{notes}</ol></section></body></html>\n'
    ).encode()


def as_docx(letter: Letter) -> bytes:
    """A Word document with footnotes and hyperlinks."""
    links: dict[str, str] = {}
    notes: list[str] = []

    def runs(pieces: Sequence[Piece]) -> Iterator[str]:
        for piece in pieces:
            if piece.note:
                notes.append(note(piece.text, *runs(piece.note)))
                yield reference(piece.text)
            elif piece.url:
                key = f"rId{len(links) + 1}"
                links[key] = piece.text
                yield f'<w:hyperlink r:id="{key}">{run(piece.text)}</w:hyperlink>'
            else:
                yield run(piece.text, "<w:i/>" if piece.italic else "")

    body = "".join(paragraph(*runs(paragraph_)) for paragraph_ in letter)
    return zipped(Docx(body=body, footnotes="".join(notes), note_links=links).parts())


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip that is the same at any time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_pdf(letter: Letter) -> bytes:
    """Pages with raised numbers and notes at the foot."""

    def words(piece: Piece) -> Words | Foot:
        if piece.note:
            return Foot(tuple(_words(each) for each in piece.note))
        return _words(piece)

    return Typesetter([[words(piece) for piece in paragraph_] for paragraph_ in letter]).data()


def _words(piece: Piece) -> Words:
    return Words(piece.text, piece.italic, piece.text if piece.url else None)


WRITERS = {
    "txt": as_text,
    "md": as_markdown,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}
"""Suffix → how a letter is written in that format."""


def markdown_files(folder: Path, size: int) -> int:
    """Write Markdown files of so many bytes together, half of them letters; how many there are.

    Letters have 4 to 60 notes (3 to 60 KB); pages are log-normal around 6 KB, at most 200 KB.
    """
    author, sizes = Author(7), random.Random(11)
    written = count = letters = 0
    while written < size:
        if letters * 2 <= written:
            data = as_markdown(author.letter(int(4 + 56 * sizes.random() ** 2)))
            letters += len(data)
        else:
            data = author.page(min(200_000, int(sizes.lognormvariate(8.7, 0.9)))).encode()
        (folder / f"{count:05}.md").write_bytes(data)
        written, count = written + len(data), count + 1
    return count
