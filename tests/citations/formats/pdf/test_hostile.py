"""PDFs that mean harm, or that are merely broken: one clear line each, and the next one is read."""

from __future__ import annotations

import random
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats.pdf import PDF
from citations.formats.pdf.layout import compose
from citations.formats.pdf.page import Fragment, Page, Pages
from citations.model import NotADocument, ReadError

from .pdf_builder import LEFT, TOP, Foot, Sheet, Typesetter, Words


def letter() -> bytes:
    sheet = Sheet()
    sheet.canvas.setPageCompression(0)
    sheet.lines(TOP, "Dear Senator:", "We write to you on the rents of the city, which have risen.")
    after = sheet.marked(LEFT, TOP - 60, "This is known.", "1", " More was asked for.")
    sheet.link("https://example.org/", LEFT, TOP - 60, after)
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    return sheet.data()


LETTER = letter()


def with_content(content: bytes) -> bytes:
    """A one-page PDF around a content stream; PDFium rebuilds the missing table."""
    packed = zlib.compress(content)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(packed), packed)
    )


def shown(words: bytes, x: float = 72, y: float = 700, size: float = 12) -> bytes:
    return b"BT /F %f Tf 1 0 0 1 %f %f Tm (%b) Tj ET\n" % (size, x, y, words)


def read_or_refuse(data: bytes) -> None:
    try:
        outcome = PDF.layout(data).text
    except ReadError as error:
        outcome = str(error)
        assert "\n" not in outcome
    assert outcome.strip()


def test_a_password_is_asked_for() -> None:
    sheet = Sheet(password="secret")
    sheet.lines(TOP, "Dear Senator:")
    with pytest.raises(NotADocument, match="password"):
        PDF.layout(sheet.data())


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(2000), b"Dear Senator:", LETTER[:300]]
)
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(NotADocument, match="damaged PDF"):
        PDF.layout(data)


@pytest.mark.parametrize("glyph", ["\ufffd", "\x00", "\x07", "\uf041"])
def test_fonts_that_do_not_say_which_letters_they_draw(glyph: str) -> None:
    fragments = [Fragment(glyph * 40, LEFT, LEFT + 200, TOP - 14 * n, 12) for n in range(8)]
    page = Page(1, 612, 792, [*fragments, Fragment("See", LEFT, LEFT + 20, 500, 12)])
    with pytest.raises(NotADocument, match="do not say which letters"):
        compose(Pages([page], []))


def portfolio(words: str, *names: str) -> bytes:
    """A page of words, with files that the PDF carries."""
    told = "".join(f"({name}) <</Type/Filespec/F({name})/UF({name})>>" for name in names)
    page = with_content(shown(words.encode()))
    return page.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%b]>>>>"
                        % told.encode(), 1)  # fmt: skip


def test_a_portfolio_names_its_files() -> None:
    cover = "For the best experience, open this PDF portfolio in Acrobat."
    line = "PDF portfolio: save the files in it and read those: a.pdf, b.docx"
    with pytest.raises(NotADocument, match=rf"\A{re.escape(line)}\Z"):
        PDF.layout(portfolio(cover, "a.pdf", "b.docx"))
    with pytest.raises(NotADocument, match=r"f4\.pdf and 2 more\Z"):
        PDF.layout(portfolio(cover, *(f"f{number}.pdf" for number in range(7))))


def test_a_letter_with_enclosures_is_no_portfolio() -> None:
    assert PDF.layout(portfolio("Dear Senator:", "rents.xlsx")).text == "Dear Senator:"


def test_a_few_letters_without_a_code_are_no_harm() -> None:
    fragments = [Fragment("It is known \uf041\ufffd.", LEFT, LEFT + 90, TOP, 12)]
    assert compose(Pages([Page(1, 612, 792, fragments)], [])).text == "It is known \uf041\ufffd."


@pytest.mark.parametrize("foot", ["\N{LATIN SMALL LETTER DOTLESS I}", "\u0130", "1 of \u0131"])
def test_a_letter_that_folds_to_another_is_no_roman_numeral(foot: str) -> None:
    """To a pattern that does not mind case, "ı" and "İ" are an i."""
    words = Fragment("The rents have risen.", LEFT, LEFT + 120, TOP, 12)
    page = Page(1, 612, 792, [words, Fragment(foot, 300, 306, 40, 12)])
    assert compose(Pages([page], [])).text.startswith("The rents have risen.")


def test_content_around_the_file_does_no_harm() -> None:
    assert "Dear Senator" in PDF.layout(b"junk\n" + LETTER + b"\njunk").text


@pytest.mark.parametrize(
    ("data", "path", "sure"),
    [
        (LETTER, "letter.pdf", 100),
        (LETTER, "letter.txt", 100),
        (b"\n\n" + LETTER, "letter.pdf", 90),
        (b"See the %PDF- header.", "letter.txt", 60),
        (b"x" * 2000 + LETTER, "letter.pdf", 0),
        (b"Dear Senator:", "letter.pdf", 0),
    ],
)
def test_detect(data: bytes, path: str, sure: int) -> None:
    assert PDF.detect(data, path) == sure


def test_pages_that_contain_themselves() -> None:
    looped = LETTER.replace(b"/Kids [ ", b"/Kids [ 1 0 R ", 1)
    assert looped != LETTER
    read_or_refuse(re.sub(rb"/Parent \d+ 0 R", b"/Parent 9 0 R", looped))


@pytest.mark.parametrize(
    "content",
    [
        shown(b"Dear Senator:") + b"q " * 100_000,
        shown(b"Dear Senator:") + b"BT " * 50_000,
        shown(b"Dear Senator:", size=0) + shown(b"Here", size=1e9) + shown(b"There", size=-12),
        shown(b"Dear Senator:", x=1e30, y=-1e30) + shown(b"Here"),
        b"0 0 0 0 0 0 cm " + shown(b"Dear Senator:"),
        b"1 0 0 1 1e38 1e38 cm " + shown(b"Dear Senator:"),
        b"".join(shown(b"1", 72 + i % 400, 700 + (i % 7) / 10, 6) for i in range(5_000)),
        b"".join(shown(b"word", 72 + i % 2 * 250, 780 - i / 8) for i in range(5_000)),
        b"".join(b"72 %f m 400 %f l S\n" % (i / 9, i / 9) for i in range(6_000))
        + b"".join(shown(b"word", 72, 780 - i / 3, 8) for i in range(2_000)),
        shown(b"(" * 1_000 + b")" * 1_000),
        shown(b"a" * 30_000),
        shown(b"https://example.org/" + b"a-" * 10_000),
    ],
    ids=[
        "saved states", "open texts", "sizes", "far away", "flat", "far shifted", "digits in a row",
        "crowded lines", "rules", "brackets", "one word", "one link",
    ],
)  # fmt: skip
def test_strange_content(content: bytes) -> None:
    read_or_refuse(with_content(content))


def test_the_frame_of_these_tests_can_be_read() -> None:
    assert PDF.layout(with_content(shown(b"Dear Senator:"))).text == "Dear Senator:"


def test_a_file_after_a_bad_one() -> None:
    for _ in range(3):
        with pytest.raises(ReadError):
            PDF.layout(b"%PDF-1.7 broken")
        assert "Dear Senator" in PDF.layout(LETTER).text


def test_a_thousand_notes() -> None:
    paragraphs = [(Words(f"Point {n}."), Foot((Words(f"Source {n}."),))) for n in range(1, 1_001)]
    layout = PDF.layout(Typesetter(paragraphs).data())
    assert [n.shown for n in layout.notes] == [str(n) for n in range(1, 1_001)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 20))
def test_changed_bytes(seed: int, changes: int) -> None:
    choice = random.Random(seed)
    data = bytearray(LETTER)
    for _ in range(changes):
        at = choice.randrange(len(data))
        data[at : at + choice.randrange(3)] = choice.randbytes(choice.randrange(4))
    read_or_refuse(bytes(data))


_OPERATORS = st.sampled_from(
    [b"BT", b"ET", b"q", b"Q", b"Tj", b"TJ", b"'", b"Td", b"Tm", b"cm", b"Tf", b"Ts", b"Tz", b"Tr",
     b"re", b"f", b"m", b"l", b"S", b"Do", b"BMC", b"EMC", b"W", b"n"]
)  # fmt: skip
_OPERANDS = st.one_of(
    st.integers(-2000, 2000).map(lambda n: b"%d" % n),
    st.floats(-1e6, 1e6).map(lambda x: b"%f" % x),
    st.sampled_from([b"/F", b"(1)", b"(word)", b"[(a) -900 (b)]", b"<FEFF>", b"(\xad-)", b"12"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_OPERATORS, _OPERANDS), max_size=80))
def test_operators_in_any_order(tokens: list[bytes]) -> None:
    read_or_refuse(with_content(b"BT /F 12 Tf 72 700 Td " + b" ".join(tokens)))
