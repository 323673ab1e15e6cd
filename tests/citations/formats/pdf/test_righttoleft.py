"""Pages that run from right to left, with Latin words and numbers among their letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from citations import read as read_document
from citations.formats.pdf import PDF
from citations.formats.pdf.righttoleft import is_right_to_left
from citations.model import Document

WIDTH, RIGHT, FONT = 612, 540.0, "Times-Roman"
ALEF, ARABIC_ZERO = 0x05D0, 0x0660
BLANK = 0.25

Word = tuple[float, float, float, str]
"""Right edge, baseline, size; Hebrew written with a to z, digits as Arabic ones with "#" before."""


def hebrew(words: str) -> str:
    """What the stand-ins are read as."""
    return "".join(chr(ALEF + ord(c) - ord("a")) if "a" <= c <= "z" else c for c in words)


def page(words: list[Word]) -> bytes:
    """A page that draws each word's letters where a reader of it sees them."""
    content = ""
    for x, y, size, word in words:
        latin = word[0] in "|#" or word[0].isupper()
        shown = word.lstrip("|#") if latin else word[::-1]
        font = ("A" if word[0] == "#" else "F") if latin else "H"
        left = x - stringWidth(shown, FONT, size)
        shown = shown.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        content += f"BT /{font} {size} Tf {left:.2f} {y} Td ({shown}) Tj ET\n"
    content += "360 150 180 .5 re f"
    maps = []
    for first, last, code in (("a", "z", ALEF), ("0", "9", ARABIC_ZERO)):
        told = f"1 beginbfrange <{ord(first):02x}> <{ord(last):02x}> <{code:04x}> endbfrange"
        maps.append(f"1 begincodespacerange <00> <ff> endcodespacerange {told}")
    fonts = "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
    for number, cmap in enumerate(maps):
        fonts += (
            f"{6 + number} 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman"
            f"/ToUnicode {8 + number} 0 R>>endobj\n"
            f"{8 + number} 0 obj<</Length {len(cmap)}>>stream\n{cmap}\nendstream endobj\n"
        )
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} 792]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R/H 6 0 R/A 7 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        f"{fonts}trailer<</Root 1 0 R>>\n%%EOF"
    ).encode("latin-1")


def line(y: float, size: float, *words: str, x: float = RIGHT) -> list[Word]:
    """Words from the right margin on; one that begins with ^ is raised and close behind."""
    made: list[Word] = []
    for word in words:
        raised = word[0] == "^"
        shown, smaller = (word[1:], 0.6 * size) if raised else (word, size)
        x += BLANK * size if raised else 0
        made.append((x, y + 0.35 * size if raised else y, smaller, shown))
        x -= stringWidth(shown.lstrip("|#"), FONT, smaller) + BLANK * size
    return made


def letter(*, digits: str = "|") -> Document:
    words = [
        *line(720, 12, "bytadbr", "yvm", "hkl", "ayr", "gdvlh", "mavd", "vhy", "ahbh", "shl",
              "kvlm", "byn", "hhrym", "vhym", "shm", "gm"),
        *line(705, 12, "yshbv", "hzqnym", f"^{digits}1", "klm", "yvm.", f"^{digits}2",
              "avd", "hyh."),
        *line(140, 9, f"^{digits}1", "kahn,", "|The Rents of Alder 2019", "sham",
              "|https://a.example.org/2019/05/the-"),
        *line(130, 9, "|rents-of-it", "vsvp."),
        *line(118, 9, f"^{digits}2", "lvy,", "sfr", "gdvl", "|12", "|14"),
    ]  # fmt: skip
    return read_document(page(words), "letter.pdf")


@pytest.mark.parametrize("digits", ["|", "#"])
def test_notes_and_their_references(digits: str) -> None:
    document = letter(digits=digits)
    assert [note.label for note in document.notes] == ["1", "2"]
    assert [note.text for note in document.notes] == [
        f"{hebrew('kahn,')} The Rents of Alder 2019 {hebrew('sham')} "
        f"https://a.example.org/2019/05/the-rents-of-it {hebrew('vsvp.')}",
        f"{hebrew('lvy, sfr gdvl')} 12 14",
    ]
    first, second = document.references
    assert first.sentence.startswith(hebrew("bytadbr"))
    mark = "¹" if digits == "|" else chr(ARABIC_ZERO + 1)
    assert f"{hebrew('hzqnym')}{mark} {hebrew('klm yvm.')}" in first.sentence
    assert second.sentence == first.sentence


def test_the_order_of_a_line() -> None:
    words = line(720, 12, "ayr", "|The Rents", "gdvlh", "|12.5", "|13", "mavd", "vhy", "ahbh")
    said = [hebrew("ayr"), "The Rents", hebrew("gdvlh"), "12.5", "13", hebrew("mavd vhy ahbh")]
    assert PDF.layout(page(words)).text == " ".join(said)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", False),
        ("Dear Senator", False),
        ("שלום לך", True),
        ("he said שלום once and twice", False),
    ],
)
def test_which_pages_run_from_right_to_left(letters: str, expected: bool) -> None:
    assert is_right_to_left(letters) is expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 700), st.sampled_from([700.0, 700.4, 686.0]), st.sampled_from([7.0, 12.0]),
            st.text("abcz.-", min_size=1, max_size=6) | st.sampled_from(["|12", "|a/b-", "#4"]),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_words_anywhere(words: list[Word]) -> None:
    always = line(600, 12, "shalvm", "lk", "vlkvlkm")
    assert PDF.layout(page([*words, *always])).text.strip()


def test_a_latin_note_keeps_its_label_and_its_place() -> None:
    """Its line begins at the right margin, behind a number as large as its words."""
    document = read_document(
        page([
            *line(720, 12, "bytadbr", "yvm", "^|1", "hkl", "ayr", "gdvlh.", "^|2", "mavd", "vhy"),
            *line(705, 12, "yshbv", "hzqnym", "klm", "yvm.", "^|3", "avd", "hyh."),
            *line(140, 9, "|1", "kahn,", "sfr", "gdvl"),
            *line(130, 9, "|2", "|Roe, The Rents (2019)"),
            *line(120, 9, "|3", "lvy,", "sfr", "hkl"),
        ]),
        "letter.pdf",
    )  # fmt: skip
    assert [note.label for note in document.notes] == ["1", "2", "3"]
    assert document.notes[1].text == "Roe, The Rents (2019)"


def test_columns_are_read_one_by_one() -> None:
    words = []
    for row in range(12):
        words += line(720 - 14 * row, 10, "bytadbr", "|Alder", "yvm", "hkl", "ayr")
        words += line(720 - 14 * row, 10, "|Birch", "gdvlh", "mavd", "vhy", x=270)
    text = PDF.layout(page(words)).text
    assert text.rindex("Alder") < text.index("Birch")
