"""One manuscript in every format: the text formats by hand, the packaged ones with the builders.

Rules kept here:
- Each setting gives bytes and a file name; nothing in them but the letter tells what is expected.
- The programs' own HTML is written as they write it: Word, WordPress, Pandoc, Google Docs,
  Wikipedia.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from html import escape

from tests.citations.formats.docx.docx_builder import Docx, note, reference, run
from tests.citations.formats.docx.docx_builder import paragraph as docx_paragraph
from tests.citations.formats.pdf.pdf_builder import Foot, Raised, Typesetter, Words

from .manuscript import Manuscript, Piece

Pieces = tuple[Piece, ...]
Setter = Callable[[Manuscript], bytes]
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPREAD = 2
"""Paragraphs between two blocks of notes."""


def _paragraphs(letter: Manuscript) -> Iterator[Pieces]:
    yield (Piece(letter.dateline),)
    yield from letter.paragraphs


def _plain(letter: Manuscript, line: Pieces, mark: str, emphasis: str = "*") -> str:
    made = ""
    for piece in line:
        if piece.look == "mark":
            number = piece.text
            made += number.translate(SUPERSCRIPTS) if mark == "¹" else mark.replace("1", number)
        elif piece.look == "url":
            made += piece.text if letter.bare else f"<{piece.text}>"
        elif piece.look == "italic":
            made += f"{emphasis}{piece.text}{emphasis}"
        else:
            made += piece.text
    return made


def text(letter: Manuscript, mark: str = "¹", emphasis: str = "*") -> str:
    """Notes in one block at the end, under a rule that is not there."""
    written = partial(_plain, letter, mark=mark, emphasis=emphasis)
    notes = [
        written((Piece(str(number), "mark"), Piece(" "), *line))
        for number, line in enumerate(letter.notes, start=1)
    ]
    heading = ["Notes"] if mark != "¹" else []
    return "\n\n".join([*map(written, _paragraphs(letter)), *heading, *notes]) + "\n"


def text_pages(letter: Manuscript) -> str:
    """Lines of 78 columns, the notes in blocks between the paragraphs, as pages end."""
    blocks: list[str] = []
    waiting: list[int] = []
    for index, line in enumerate(_paragraphs(letter), start=1):
        blocks.append(_plain(letter, line, "¹"))
        waiting.extend(int(piece.text) for piece in line if piece.look == "mark")
        if index % _SPREAD == 0 or index == len(letter.paragraphs) + 1:
            blocks.extend(
                _plain(letter, (Piece(str(n), "mark"), Piece(" "), *letter.notes[n - 1]), "¹")
                for n in waiting
            )
            waiting.clear()
    wrap = partial(textwrap.fill, width=78, break_long_words=False, break_on_hyphens=False)
    return "\n\n".join(map(wrap, blocks)) + "\n"


def markdown(letter: Manuscript, *, scattered: bool = False) -> str:
    """Footnotes at the end, or each behind its paragraph."""
    blocks: list[str] = []
    for line in _paragraphs(letter):
        blocks.append(_plain(letter, line, "[^1]"))
        if scattered:
            blocks.extend(
                f"[^{piece.text}]: {_plain(letter, letter.notes[int(piece.text) - 1], '[^1]')}"
                for piece in line
                if piece.look == "mark"
            )
    if not scattered:
        blocks.extend(
            f"[^{number}]: {_plain(letter, line, '[^1]')}"
            for number, line in enumerate(letter.notes, start=1)
        )
    return "\n\n".join(blocks) + "\n"


_MARKS = {
    "plain": '<sup><a href="#fn{n}" id="r{n}">{n}</a></sup>',
    "word": (
        '<a style=\'mso-footnote-id:ftn{n}\' href="#_ftn{n}" name="_ftnref{n}" title=""><span '
        "class=MsoFootnoteReference><![if !supportFootnotes]>[{n}]<![endif]></span></a>"
    ),
    "wordpress": ('<sup data-fn="f{n}" class="fn"><a href="#f{n}" id="f{n}-link">{n}</a></sup>'),
    "pandoc": (
        '<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>'
    ),
    "google": '<sup><a href="#ftnt{n}" id="ftnt_ref{n}">[{n}]</a></sup>',
    "wikipedia": (
        '<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span '
        'class="cite-bracket">&#91;</span>{n}<span class="cite-bracket">&#93;</span></a></sup>'
    ),
}
_NOTES = {
    "plain": '<li id="fn{n}"><p>{note} <a href="#r{n}">&#8617;</a></p></li>',
    "word": (
        "<div style='mso-element:footnote' id=ftn{n}><p class=MsoFootnoteText><a style='mso-"
        'footnote-id:ftn{n}\' href="#_ftnref{n}" name="_ftn{n}"><span class='
        "MsoFootnoteReference>[{n}]</span></a> {note}</p></div>"
    ),
    "wordpress": (
        '<li id="f{n}">{note} <a href="#f{n}-link" aria-label="Jump to footnote reference {n}">'
        "↩︎</a></li>"
    ),
    "pandoc": (
        '<li id="fn{n}"><p>{note}<a href="#fnref{n}" class="footnote-back" role="doc-backlink">'
        "↩︎</a></p></li>"
    ),
    "google": '<div><p><a href="#ftnt_ref{n}" id="ftnt{n}">[{n}]</a> {note}</p></div>',
    "wikipedia": (
        '<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}">^</a>'
        '</b></span> <span class="reference-text">{note}</span></li>'
    ),
}
_LISTS = {
    "plain": '<section class="footnotes"><hr><ol>{}</ol></section>',
    "word": "<div style='mso-element:footnote-list'><br clear=all><hr>{}</div>",
    "wordpress": '<ol class="wp-block-footnotes">{}</ol>',
    "pandoc": (
        '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">'
        "<hr /><ol>{}</ol></section>"
    ),
    "google": "<hr>{}",
    "wikipedia": '<div class="mw-references-wrap"><ol class="references">{}</ol></div>',
}


def html(letter: Manuscript, program: str = "plain") -> str:
    """A page as a program exports it."""

    def written(line: Pieces) -> str:
        return "".join(map(shown, line))

    def shown(piece: Piece) -> str:
        words = escape(piece.text, quote=False)
        if piece.look == "mark":
            return _MARKS[program].format(n=piece.text)
        if piece.look == "italic":
            return f"<i>{words}</i>" if program == "word" else f"<em>{words}</em>"
        if piece.look == "caps":
            return f"<span style='font-variant:small-caps'>{words}</span>"
        if piece.look == "url":
            return f'<a href="{escape(piece.text)}">{words}</a>'
        return words

    body = "\n".join(f"<p>{written(line)}</p>" for line in _paragraphs(letter))
    notes = "\n".join(
        _NOTES[program].format(n=number, note=written(line))
        for number, line in enumerate(letter.notes, start=1)
    )
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Letter</title></head><body>\n'
        f"{body}\n{_LISTS[program].format(notes)}\n</body></html>\n"
    )


def docx(letter: Manuscript, kind: str = "footnote") -> bytes:
    """A Word document with footnotes or endnotes."""
    links: dict[str, str] = {}

    def runs(line: Pieces) -> Iterator[str]:
        for piece in line:
            if piece.look == "mark":
                yield reference(piece.text, kind)
            elif piece.look == "url":
                key = links.setdefault(piece.text, f"rId{len(links) + 101}")
                yield f'<w:hyperlink r:id="{key}">{run(piece.text)}</w:hyperlink>'
            else:
                yield run(piece.text, {"italic": "<w:i/>", "caps": "<w:smallCaps/>"}.get(
                    piece.look, ""))  # fmt: skip

    body = "".join(docx_paragraph(*runs(line)) for line in _paragraphs(letter))
    notes = "".join(
        note(number, *runs(line), kind=kind) for number, line in enumerate(letter.notes, start=1)
    )
    targets = {key: url for url, key in links.items()}
    made = Docx(body=body, links=targets, note_links=targets)
    setattr(made, f"{kind}s", notes)
    made.settings = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    return made.data()


def pdf(letter: Manuscript) -> bytes:
    """Pages with the notes at their feet."""

    def words(line: Pieces) -> Iterator[Words]:
        for piece in line:
            url = piece.text if piece.look == "url" else None
            yield Words(piece.text, italic=piece.look == "italic", url=url)

    def mixed(line: Pieces) -> Iterator[Words | Foot]:
        for piece in line:
            if piece.look == "mark":
                yield Foot(tuple(words(letter.notes[int(piece.text) - 1])))
            else:
                yield from words((piece,))

    return Typesetter([list(mixed(line)) for line in _paragraphs(letter)], foot=260).data()


def pdf_endnotes(letter: Manuscript, label: str = "1. ") -> bytes:
    """Pages with the notes behind the text, in its own size; a label of "" is a raised number."""

    def written(line: Pieces) -> Iterator[Words | Raised]:
        for piece in line:
            url = piece.text if piece.look == "url" else None
            if piece.look == "mark":
                yield Raised(piece.text)
            else:
                yield Words(piece.text, italic=piece.look == "italic", url=url)

    def labelled(number: int) -> Words | Raised:
        return Words(label.replace("1", str(number))) if label else Raised(str(number))

    notes = [
        [labelled(number), *([] if label else [Words(" ")]), *written(line)]
        for number, line in enumerate(letter.notes, start=1)
    ]
    body = [list(written(line)) for line in _paragraphs(letter)]
    return Typesetter([*body, [Words("Notes")], *notes]).data()


def rtf(letter: Manuscript) -> bytes:
    """Rich text as word processors write it."""

    def written(line: Pieces) -> str:
        return "".join(map(shown, line))

    def shown(piece: Piece) -> str:
        words = "".join(
            f"\\{c}" if c in "\\{}" else c if ord(c) < 128 else f"\\u{ord(c)}?" for c in piece.text
        )
        if piece.look == "mark":
            inner = written(letter.notes[int(piece.text) - 1])
            return r"{\super\chftn{\footnote\pard\plain {\super\chftn} " + inner + "}}"
        if piece.look == "url":
            code = r'{\field{\*\fldinst HYPERLINK "' + words + r'"}{\fldrslt '
            return code + words + "}}"
        return {"italic": r"{\i ", "caps": r"{\scaps "}[piece.look] + words + "}" if (
            piece.look in ("italic", "caps")) else words  # fmt: skip

    body = "".join(rf"\pard {written(line)}\par" + "\n" for line in _paragraphs(letter))
    head = r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0 Times;}}" + "\n"
    return (head + body + "}").encode("ascii")


def eml(letter: Manuscript, *, page: bool) -> bytes:
    """A message: plain text alone, or with a page beside it."""
    message = EmailMessage()
    message["From"] = "Ada Roe <ada@example.org>"
    message["To"] = "press@example.gov"
    message["Subject"] = "Letter"
    message["Message-ID"] = f"<{letter.name}@example.org>"
    message.set_content(text(letter, "[1]", ""))
    if page:
        message.add_alternative(html(letter, "word"), subtype="html")
    return message.as_bytes()


def _encoded(made: Callable[[Manuscript], str]) -> Setter:
    return lambda letter: made(letter).encode()


SETTINGS: dict[str, tuple[str, str, Setter]] = {
    # name: format, file's suffix, setter
    "txt": ("text", "txt", _encoded(text)),
    "txt, pages": ("text", "txt", _encoded(text_pages)),
    "txt, [1], no italics": ("text", "txt", _encoded(partial(text, mark="[1]", emphasis=""))),
    "md": ("markdown", "md", _encoded(markdown)),
    "md, scattered": ("markdown", "md", _encoded(partial(markdown, scattered=True))),
    **{
        f"html, {program}": ("html", "html", _encoded(partial(html, program=program)))
        for program in _LISTS
    },
    "docx": ("docx", "docx", docx),
    "docx, endnotes": ("docx", "docx", partial(docx, kind="endnote")),
    "pdf": ("pdf", "pdf", pdf),
    "pdf, endnotes": ("pdf", "pdf", pdf_endnotes),
    "pdf, raised endnotes": ("pdf", "pdf", partial(pdf_endnotes, label="")),
    "eml, text": ("eml", "eml", partial(eml, page=False)),
    "eml, html": ("eml", "eml", partial(eml, page=True)),
}
"""Every setting that needs no other program."""
FIVE = ("txt", "md", "html, plain", "docx", "pdf")
"""The settings of the parity table."""
