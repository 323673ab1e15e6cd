"""Labels and references in brackets, and numbers at lines' heads that are none."""

from __future__ import annotations

import pytest

from citations import read as read_document
from citations.formats.pdf import PDF
from citations.formats.pdf.footnotes import FootNote
from citations.formats.pdf.joining import Vocabulary
from citations.formats.pdf.labels import Shape
from citations.formats.pdf.layout import _Marks
from citations.formats.pdf.lines import Line
from citations.formats.pdf.page import Fragment
from citations.formats.pdf.writing import Writer
from citations.model import Document, Pairing

from .pdf_builder import ITALIC, LEFT, ROMAN, TOP, Sheet

NOTES = (
    "Jane Roe, Rents (2019).",
    "Id. at 12.",
    "See 42 U.S.C. § 1983(a) (2018), and what follows on it in the same volume, at",
)
PAIRS = [
    ("1", "Jane Roe, Rents (2019).", Pairing.PAIRED),
    ("2", "Id. at 12.", Pairing.PAIRED),
    ("3", f"{NOTES[2]} page 12.", Pairing.PAIRED),
]


def read(sheet: Sheet) -> Document:
    return read_document(sheet.data(), "letter.pdf")


def told(document: Document) -> list[tuple[str, str, Pairing]]:
    return [(note.label, note.text, note.pairing) for note in document.notes]


def sentences(document: Document) -> list[tuple[str, str | None]]:
    return [(mark.label, mark.sentence) for mark in document.references]


def body(sheet: Sheet) -> float:
    return sheet.lines(
        TOP,
        "The council of Alder has kept a count of its rents, and wages have not kept up with",
        "them anywhere in Alder; it was told so in each of the years that are counted there.",
    )


def notes(sheet: Sheet, label: str, size: float = 10) -> None:
    labelled = [f"{label.format(number)} {note}" for number, note in enumerate(NOTES, 1)]
    sheet.lines(138, *labelled, "page 12.", size=size)


@pytest.mark.parametrize(("ruled", "size"), [(True, 10), (False, 10), (True, 12), (False, 12)])
def test_numbers_in_parentheses(ruled: bool, size: float) -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.text(
        LEFT, y, "It is known (1). More was asked for.(2) Then (see section 3(2)) it ended (3)."
    )
    if ruled:
        sheet.rule(155)
    notes(sheet, "({})", size)
    document = read(sheet)
    assert told(document) == PAIRS
    assert sentences(document) == [
        ("1", "It is known (1)."),
        ("2", "More was asked for.(2)"),
        ("3", "Then (see section 3(2)) it ended (3)."),
    ]


@pytest.mark.parametrize("size", [10, 12])
def test_a_statute_in_small_print_has_no_notes(size: float) -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.text(LEFT, y, "We ask the council (1) to build, (2) to repair, and (3) to tell us so.")
    notes(sheet, "({})", size)
    document = read(sheet)
    assert not document.notes
    assert "(1) Jane Roe, Rents (2019).\n(2) Id. at 12.\n(3) See" in document.text


@pytest.mark.parametrize("form", ["[{}]", "({})", "{})"])
@pytest.mark.parametrize("printed", ["{}.", "[{}]", "({})", "{})", "{}/"])
def test_brackets_that_are_raised(form: str, printed: str) -> None:
    sheet = Sheet()
    y = body(sheet)
    one, two, three = (form.format(number) for number in (1, 2, 3))
    sheet.marked(LEFT, y, "It is known.", one, " More was asked for.", two, " Then it ended", three,
                 ". No more is known.")  # fmt: skip
    sheet.rule(155)
    notes(sheet, printed)
    document = read(sheet)
    assert told(document) == PAIRS
    assert sentences(document) == [
        ("1", "It is known.¹"),
        ("2", "More was asked for.²"),
        ("3", "Then it ended³."),
    ]


def test_several_numbers_in_one_pair_of_brackets() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "[1,2]", " More was asked for.", "[2][3]", " Then.")
    sheet.rule(155)
    notes(sheet, "[{}]")
    document = read(sheet)
    assert told(document) == PAIRS
    assert [mark.label for mark in document.references] == ["1", "2", "2", "3"]
    assert "It is known.¹,² More was asked for.²³ Then." in document.text


def test_raised_brackets_that_no_note_answers_stay() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "[7]", " More was asked for.", "(a)", " Then.")
    assert "It is known.[7] More was asked for.(a) Then." in read(sheet).text


def test_a_bracket_that_was_broken_off_its_word() -> None:
    sheet = Sheet()
    y = sheet.lines(
        TOP, "The council of Alder has kept a count of its rents, and this is well known."
    )
    sheet.text(LEFT, y + 4, "[1]", 9)
    y = sheet.lines(y - 24, "A second paragraph follows here.")
    sheet.rule(155)
    sheet.text(LEFT, 138, "[1] Jane Roe, Rents (2019).", 10)
    assert sentences(read(sheet)) == [
        ("1", "The council of Alder has kept a count of its rents, and this is well known.¹")
    ]


# Numbers at lines' heads


def test_labels_of_another_shape_are_words() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.text(LEFT, y, "It is known.[1] More was asked for.[2] Then it ended.")
    sheet.rule(155)
    sheet.lines(138, "[1] Jane Roe, Rents (2019).", "[2] Bell, O., Reading the strand, Shore and",
                "3 (2009), pp. 3–19.", size=10)  # fmt: skip
    assert told(read(sheet))[1:] == [
        ("2", "Bell, O., Reading the strand, Shore and 3 (2009), pp. 3–19.", Pairing.PAIRED)
    ]


def test_a_number_that_would_skip_notes_is_a_word() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(
        LEFT, y, "It is known.", "1", " More was asked for.", "2", " Then.", "3", " So.", "4"
    )
    sheet.rule(155)
    sheet.lines(138, "1 Jane Roe, Rents (2019), on what the council was told in the covenant (Art.",
                "4), which is well known.", "2 Id. at 12.", "3 Id. at 13.", "4 Id. at 14.",
                size=10)  # fmt: skip
    assert [label for label, _, _ in told(read(sheet))] == ["1", "2", "3", "4"]


def test_the_first_label_may_skip_what_stands_below() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "2", " More was asked for.", "1", " Then.")
    sheet.rule(155)
    sheet.lines(138, "2 Jane Roe, Rents (2019).", "1 Id. at 12.", size=10)
    assert told(read(sheet)) == [
        ("2", "Jane Roe, Rents (2019).", Pairing.PAIRED),
        ("1", "Id. at 12.", Pairing.PAIRED),
    ]


def test_a_page_at_the_head_of_a_lists_last_line() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.text(LEFT, y, "It is known.[1] More was asked for.[2]")
    long = "Okello, Hands and Locks: Labor on the Canal; and others who asked before us,"
    sheet.lines(300, f"1. {long}")
    sheet.lines(286, "16. The second edition has it.", x=LEFT + 12)
    sheet.lines(272, f"2. {long}")
    sheet.lines(258, "251. Nobody else has.", x=LEFT + 12)
    assert [text for _, text, _ in told(read(sheet))] == [
        f"{long} 16. The second edition has it.", f"{long} 251. Nobody else has.",
    ]  # fmt: skip


def test_a_reference_at_a_lines_head_begins_no_paragraph() -> None:
    sheet = Sheet()
    long = "The council of Alder has kept a count of its rents, and wages have not kept up."
    sheet.lines(
        TOP, long, "[1] Both are known.[2] Both were told to the council of the town in time."
    )
    sheet.lines(400, "Notes", "[1] Jane Roe, Rents (2019).", "[2] Id. at 12.")
    document = read(sheet)
    assert [mark.label for mark in document.references] == ["1", "2"]
    assert len(document.notes) == 2


def test_a_hanging_point_of_two_lines_is_one_paragraph() -> None:
    sheet = Sheet()
    long = "Haruki S, Benali F. Fatigue and error: a cluster trial of nurses in nine wards. Rep"
    for row, x, words in ((0, 66, f"8. {long}"), (1, 78, "PMID: 33640000."), (2, 66, f"9. {long}"),
                          (3, 78, "2020;12."), (4, 60, f"10. {long}")):  # fmt: skip
        sheet.text(x, TOP - 14 * row, words)
    texts = [passage.text for passage in PDF.layout(sheet.data()).body]
    assert texts == [f"8. {long} PMID: 33640000.", f"9. {long} 2020;12.", f"10. {long}"]


def test_a_wikis_way_back_is_no_part_of_the_note() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.text(LEFT, y, "It is known.[1] More was asked for.[2]")
    for row, letters in enumerate(("", "ab")):
        x = sheet.text(LEFT, 300 - 14 * row, f"{row + 1}. ")
        x = sheet.text(x, 300 - 14 * row, "^ ", font="Times-Bold")
        for letter in letters:
            x = sheet.text(x + 2, 304 - 14 * row, letter, 7, ITALIC)
        sheet.text(x + 3, 300 - 14 * row, "Jane Roe, Rents (2019).", font=ROMAN)
    assert [text for _, text, _ in told(read(sheet))] == ["Jane Roe, Rents (2019)."] * 2


# Lines' ends


@pytest.mark.parametrize(("before", "after", "expected"), [
    ("to make the user . .", ". pay a fee", "to make the user . . . pay a fee"),
    ("under Treas. Reg. § 1.170A-14(d)", "(2) (2020)", "Reg. § 1.170A-14(d)(2) (2020)"),
    ("as the act says in § 12(a)", "(en banc)", "as the act says in § 12(a) (en banc)"),
    ("as the council did (b)", "(c)", "as the council did (b) (c)"),
])  # fmt: skip
def test_what_a_lines_end_parts(before: str, after: str, expected: str) -> None:
    sheet = Sheet()
    sheet.lines(
        TOP, f"It was asked of the council, and of the town, {before}", f"{after} and so on."
    )
    (passage,) = PDF.layout(sheet.data()).body
    assert expected in passage.text


@pytest.mark.parametrize("words", ["known* ", "known.(1) "])
def test_references_of_a_long_line_are_judged_by_the_words_near_them(words: str) -> None:
    asked: list[int] = []

    def resolve(label: str, page: int, before: str, leads: bool) -> str | None:
        asked.append(len(before))
        return label

    line = Line.of(1, [Fragment(words * 500, 72, 540, 700, 12)])
    draft = Writer([], Vocabulary([]), resolve).draft([line])
    assert len(draft.marks) == len(asked) == 500
    assert max(asked) < 50


def test_a_list_of_works_in_brackets_counts_for_itself() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "Rents rose [1] in each year.", "1", " Wages did not [2].", "2", "")
    y = sheet.text(LEFT, y - 60, "References") and y - 90
    sheet.lines(y, "[1] Ann Vale, Rents of Alder, Orchard Press, 2018.")
    sheet.lines(y - 24, "[2] Ben Weir, Wages of Alder, Orchard Press, 2019.")
    sheet.rule(140)
    for number, words in enumerate(("So it was told to us.", "Nobody knows why."), 1):
        sheet.marked(LEFT, 140 - 14 * number, "", str(number), words, size=10)
    document = read(sheet)
    paired = {note.text: note.reference and note.reference.span.start for note in document.notes}
    raised, typed = document.text.index("year.¹"), document.text.index("rose [1]")
    assert paired["So it was told to us."] == raised + len("year.")
    assert paired["Ann Vale, Rents of Alder, Orchard Press, 2018."] == typed + len("rose ")
    assert paired["Nobody knows why."] == document.text.index("²")
    assert all(note.pairing is Pairing.PAIRED for note in document.notes)
    assert len(document.notes) == 4


def test_what_is_raised_beside_references_that_are_links() -> None:
    told = {}
    for linked in (True, False):
        sheet = Sheet()
        y = body(sheet)
        x = sheet.marked(LEFT, y, "The floors V", "2", " were kept.", "1")
        if linked:
            sheet.within(x - 4, y + 4, x)
        x = sheet.marked(x, y, " It held.", "2")
        if linked:
            sheet.within(x - 4, y + 4, x)
        sheet.rule(140)
        for number, words in enumerate(("So it was told to us.", "Nobody knows why."), 1):
            sheet.marked(LEFT, 140 - 14 * number, "", str(number), words, size=10)
        document = read(sheet)
        second = document.notes[1].reference
        assert second is not None
        told[linked] = document.text[second.span.start - 5 : second.span.start]
    assert told == {True: "held.", False: "ors V"}


@pytest.mark.parametrize("base", ["n", "10", "40 m", "x", "W m\N{MINUS SIGN}"])
def test_a_power_is_no_reference(base: str) -> None:
    assert _Marks([FootNote("2", 1, Shape.RAISED)], set()).resolve("2", 1, f"of {base}") is None


def test_a_number_in_code_beside_raised_references() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.text(LEFT, y, r"It is written foo[1] in the program of the count.")
    sheet.marked(LEFT, y - 14, "This was told to all of us.", "1", " It held.")
    sheet.rule(140)
    sheet.marked(LEFT, 126, "", "1", "So it was told to us.", size=10)
    (reference,) = read(sheet).references
    assert reference.sentence == "This was told to all of us.¹"


@pytest.mark.parametrize("shown", ["1–4", "1-4", "1, 2–4", "1–3, 4"])
@pytest.mark.parametrize("typed", [True, False])
def test_a_range_refers_to_all_that_lie_in_it(shown: str, typed: bool) -> None:
    sheet = Sheet()
    y = body(sheet)
    if typed:
        sheet.text(LEFT, y, f"It was told to us [{shown}]. It held.")
    else:
        sheet.marked(LEFT, y, "It was told to us.", shown, " It held.")
        sheet.rule(140)
    y = 140.0 if not typed else sheet.text(LEFT, y - 60, "References") and y - 90
    for number in range(1, 5):
        words = f"Roe {number}, Rents of Alder (2018)."
        y -= 14
        if typed:
            sheet.text(LEFT, y, f"[{number}] {words}")
        else:
            sheet.marked(LEFT, y, "", str(number), words, size=10)
    document = read(sheet)
    assert [note.label for note in document.notes] == ["1", "2", "3", "4"]
    assert all(note.pairing is Pairing.PAIRED for note in document.notes)
    assert {mark.label for mark in document.references} == {"1", "2", "3", "4"}
    assert {(mark.sentence or "")[:17] for mark in document.references} == {"It was told to us"}


def test_a_link_over_the_first_of_two_numbers() -> None:
    sheet = Sheet()
    y = body(sheet)
    x = sheet.marked(LEFT, y, "The floors V", "2", " were kept.", "1, 2")
    sheet.within(x - 11, y + 4, x - 7)
    sheet.text(x, y, " It held.")
    sheet.rule(140)
    for number, words in enumerate(("So it was told to us.", "Nobody knows why."), 1):
        sheet.marked(LEFT, 140 - 14 * number, "", str(number), words, size=10)
    document = read(sheet)
    places = {mark.label: document.text[: mark.span.start][-9:] for mark in document.references}
    assert len(document.references) == 2
    assert places["1"] == "ere kept."
