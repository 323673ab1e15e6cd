"""The numbers that Word prints."""

from __future__ import annotations

import pytest

from citations.formats.docx.numbers import format_number
from citations.model import NoteKind

from .docx_builder import Docx, note, paragraph, read, reference


def test_hebrew_writes_no_name_of_god() -> None:
    assert [format_number(n, "hebrew1") for n in (14, 15, 16, 17, 115, 999, 1000)] == [
        "יד", "טו", "טז", "יז", "קטו", "תתקצט", "1000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", "1 2 3 4 5 9 10 26 27 53"),
        ("lowerRoman", "i ii iii iv v ix x xxvi xxvii liii"),
        ("upperRoman", "I II III IV V IX X XXVI XXVII LIII"),
        ("lowerLetter", "a b c d e i j z aa aaa"),
        ("upperLetter", "A B C D E I J Z AA AAA"),
        ("chicago", "* † ‡ § ** * †† †††††††"),
        ("decimalZero", "01 02 03 04 05 09 10 26 27 53"),
        ("ordinal", "1st 2nd 3rd 4th 5th 9th 10th 26th 27th 53rd"),
        ("hebrew1", "א ב ג ד ה ט י כו כז נג"),
        ("hebrew2", "א ב ג ד ה ט י דד הה טטט"),
        ("arabicAbjad", "أ ب ج د ه ط ي ض ظ ذذ"),
        ("russianLower", "а б в г д и к ы э шш"),
        ("aiueo", "1 2 3 4 5 9 10 26 27 53"),
    ],
)
def test_formats(number_format: str, shown: str) -> None:
    if number_format == "chicago":
        assert [format_number(n, "chicago") for n in range(1, 10)] == [
            "*", "†", "‡", "§", "**", "††", "‡‡", "§§", "***",
        ]  # fmt: skip
        return
    numbers = (1, 2, 3, 4, 5, 9, 10, 26, 27, 53)
    assert " ".join(format_number(n, number_format) for n in numbers) == shown


def test_formats_at_their_ends() -> None:
    assert format_number(3999, "lowerRoman") == "mmmcmxcix"
    assert format_number(99_999, "lowerRoman") == "99999"
    assert len(format_number(9_999_999, "lowerLetter")) <= 32
    assert format_number(0, "lowerRoman") == "0"
    assert format_number(12, "ordinal") == "12th"
    assert format_number(3, "decimalEnclosedCircle") == "③"


def shown(document: Docx) -> list[str]:
    return [mark.shown for passage in read(document).body for mark in passage.marks]


def section(kind: str, settings: str) -> str:
    return f"<w:sectPr><w:{kind}Pr>{settings}</w:{kind}Pr></w:sectPr>"


def settings(kind: str, inner: str) -> str:
    return f"<w:{kind}Pr>{inner}</w:{kind}Pr>"


def in_sections(*ends: str, each: int = 2, kind: str = "footnote") -> Docx:
    """A document of one section for each end, with `each` notes in every one."""
    body, notes, count = "", "", 0
    for index, end in enumerate(ends):
        for _ in range(each):
            count += 1
            body += paragraph(f"Point {count}.", reference(count, kind))
            notes += note(count, f"Source {count}.", kind=kind)
        last = index == len(ends) - 1
        body += end if last else paragraph("End of section.", properties=end)
    return Docx(body=body, **{f"{kind}s": notes})  # type: ignore[arg-type]


def test_the_documents_settings_count() -> None:
    document = in_sections("", each=3)
    document.settings = settings(
        "footnote", '<w:numFmt w:val="upperRoman"/><w:numStart w:val="4"/>'
    )
    assert shown(document) == ["IV", "V", "VI"]


def test_the_sections_settings_come_before_the_documents() -> None:
    document = in_sections(
        section("footnote", '<w:numFmt w:val="lowerLetter"/>'), section("footnote", "")
    )
    document.settings = settings("footnote", '<w:numFmt w:val="upperRoman"/>')
    assert shown(document) == ["a", "b", "III", "IV"]


def test_each_section_may_count_anew() -> None:
    anew = section("footnote", '<w:numRestart w:val="eachSect"/>')
    from_five = section("footnote", '<w:numStart w:val="5"/><w:numRestart w:val="eachSect"/>')
    assert shown(in_sections(anew, anew, from_five)) == ["1", "2", "1", "2", "5", "6"]


def test_notes_that_print_one_number_stay_apart() -> None:
    anew = section("footnote", '<w:numRestart w:val="eachSect"/>')
    layout = read(in_sections(anew, anew, each=1))
    assert [n.shown for n in layout.notes] == ["1", "1"]
    assert layout.notes[0].label != layout.notes[1].label


def test_a_section_without_notes_restarts_nothing() -> None:
    anew = section("footnote", '<w:numRestart w:val="eachSect"/>')
    document = in_sections(anew, anew)
    document.body = document.body.replace("End of section.", "No notes here.", 1)
    assert shown(document) == ["1", "2", "1", "2"]


def test_each_page_counts_on() -> None:
    document = in_sections("", each=3)
    document.settings = settings("footnote", '<w:numRestart w:val="eachPage"/>')
    assert shown(document) == ["1", "2", "3"]


def test_endnotes_count_in_roman_by_default() -> None:
    assert shown(in_sections("", each=4, kind="endnote")) == ["i", "ii", "iii", "iv"]


def test_endnotes_in_arabic() -> None:
    document = in_sections("", kind="endnote")
    document.settings = settings("endnote", '<w:numFmt w:val="decimal"/>')
    layout = read(document)
    assert [(n.shown, n.kind) for n in layout.notes] == [
        ("1", NoteKind.ENDNOTE),
        ("2", NoteKind.ENDNOTE),
    ]


def test_separators_are_no_notes_whatever_their_ids() -> None:
    separators = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p/></w:footnote>'
        '<w:footnote w:type="continuationNotice" w:id="2"><w:p><w:r><w:t>cont.</w:t></w:r></w:p>'
        "</w:footnote>"
    )
    layout = read(
        Docx(body=paragraph("A", reference(3)), footnotes=separators + note(3, "A source."))
    )
    assert [(n.shown, n.passages[0].text) for n in layout.notes] == [("1", "A source.")]


def test_odd_settings_are_passed_over() -> None:
    document = in_sections("")
    document.settings = settings(
        "footnote", '<w:numFmt w:val="none"/><w:numStart w:val="-3"/><w:numRestart w:val="x"/>'
    )
    assert shown(document) == ["1", "2"]
