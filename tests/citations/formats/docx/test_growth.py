"""Four times as many parts of a Word document are four times the work: counted in calls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citations import read
from tests.citations.counting import calls

from .docx_builder import Docx, field, note, paragraph, reference, run

_FEW = 100
_RAISED = "<w:vertAlign w:val='superscript'/>"
_NUMBERED = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{0}'/></w:numPr>"
_LIST = (
    "<w:abstractNum w:abstractNumId='{0}'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='{0}'><w:abstractNumId w:val='{0}'/></w:num>"
)
_OWN_NUMBERS = "<w:sectPr><w:footnotePr><w:numRestart w:val='eachSect'/></w:footnotePr></w:sectPr>"


def _each(count: int, *pieces: str) -> str:
    """Pieces that are made again for each number."""
    return "".join(piece.format(n) for n in range(1, count + 1) for piece in pieces)


def _notes(count: int) -> str:
    return _each(count, note("{0}", run("Roe, Title {0}.")))


def _hyperlinks(count: int) -> Docx:
    body = paragraph(_each(count, f'<w:hyperlink r:id="r{{0}}">{run("this {0} ")}</w:hyperlink>'))
    urls = {f"r{n}": f"https://a{n}.example.org/x" for n in range(1, count + 1)}
    return Docx(body=body, links=urls)


def _fields(count: int) -> Docx:
    return Docx(body=paragraph(_each(count, field(' HYPERLINK "https://a{0}.example.org/" ', "a"))))


def _open_fields(count: int) -> Docx:
    opened = field(' HYPERLINK "https://a{0}.example.org/" ', "a").rpartition("<w:r>")[0]
    return Docx(body=paragraph(_each(count, opened)))


def _sections(count: int) -> Docx:
    one = paragraph(run("Boats."), reference("{0}"), properties=_OWN_NUMBERS)
    return Docx(body=_each(count, one), footnotes=_notes(count))


def _bookmarks(count: int) -> Docx:
    one = paragraph(
        "<w:bookmarkStart w:id='{0}' w:name='_Ref{0}'/>",
        run("Boats."),
        reference("{0}"),
        "<w:bookmarkEnd w:id='{0}'/>",
        field(" NOTEREF _Ref{0} \\f \\h ", "1"),
    )
    return Docx(body=_each(count, one), footnotes=_notes(count))


def _one_paragraph(count: int) -> Docx:
    marked = run("Boats run full. ") + reference("{0}")
    return Docx(body=paragraph(_each(count, marked)), footnotes=_notes(count))


def _one_note(count: int) -> Docx:
    told = _each(count, paragraph(run("Roe, Title {0}, 5 J. L. {0} (1999).")))
    return Docx(
        body=paragraph(run("Boats."), reference("1")),
        footnotes=f'<w:footnote w:id="1">{told}</w:footnote>',
    )


def _notes_of_nobody(count: int) -> Docx:
    return Docx(body=paragraph(run("Boats.")), footnotes=_notes(count))


def _one_note_again(count: int) -> Docx:
    marked = run("Boats run full. ") + reference("1")
    return Docx(body=paragraph(_each(count, marked)), footnotes=_notes(1))


def _typed_notes(count: int) -> Docx:
    body = _each(count, paragraph(run("Boats run full."), run("{0}", _RAISED)))
    told = _each(count, paragraph(run("{0}", _RAISED), run(" Roe, Title {0}.")))
    return Docx(body=body + told)


def _one_list(count: int) -> Docx:
    body = _each(count, paragraph(run("Boats {0}."), properties=_NUMBERED.format(1)))
    return Docx(body=body, numbering=_LIST.format(1))


def _lists(count: int) -> Docx:
    body = _each(count, paragraph(run("Boats {0}."), properties=_NUMBERED))
    return Docx(body=body, numbering=_each(count, _LIST))


def _styles(count: int) -> Docx:
    style = "<w:style w:type='paragraph' w:styleId='s{0}'><w:basedOn w:val='s{1}'/></w:style>"
    body = _each(count, paragraph(run("Boats."), properties="<w:pStyle w:val='s{0}'/>"))
    # In a circle: none of them has an end.
    circle = (style.format(n, n % count + 1) for n in range(1, count + 1))
    return Docx(body=body, styles="".join(circle))


def _text_boxes(count: int) -> Docx:
    box = f"<w:r><w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent></w:r>"
    return Docx(body=paragraph(_each(count, box)))


def _joined_paragraphs(count: int) -> Docx:
    one = paragraph(run("Boats "), properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    return Docx(body=_each(count, one))


def _cells(count: int) -> Docx:
    row = f"<w:tr><w:tc>{paragraph(run('a {0}'))}</w:tc><w:tc>{paragraph('[{0}]')}</w:tc></w:tr>"
    return Docx(body=f"<w:tbl>{_each(count, row)}</w:tbl>")


_MANY = (
    _hyperlinks,
    _fields,
    _open_fields,
    _sections,
    _bookmarks,
    _one_paragraph,
    _one_note,
    _notes_of_nobody,
    _one_note_again,
    _typed_notes,
    _one_list,
    _lists,
    _styles,
    _text_boxes,
    _joined_paragraphs,
    _cells,
)


@pytest.mark.parametrize("many", _MANY)
def test_many(many: Callable[[int], Docx]) -> None:
    read(many(9).data(), "x.docx")  # what is made once is made here
    few, often = (calls(many(count).data(), "x.docx") for count in (_FEW, 4 * _FEW))
    assert often < 4.4 * few + 500
