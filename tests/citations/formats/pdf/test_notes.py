"""Notes at the foot of a page, and the references to them."""

from __future__ import annotations

import random

import pytest

from citations.formats.pdf import PDF
from citations.model import NoteKind
from citations.passage import Layout

from .pdf_builder import LEFT, RIGHT, TOP, Foot, Sheet, Typesetter, Words

BODY = (
    "Rents have risen in every city that keeps a count of them, and wages have not",
    "kept up with them anywhere; the council was told so in each of the last years",
)

VOCABULARY = ("the", "rents", "city", "council", "wage", "of", "and", "report", "study", "found")
WORDS = ("Once", "Here", "There", "Elsewhere", "Nowhere", "Now", "Then", "Always")


def read(sheet: Sheet) -> Layout:
    return PDF.layout(sheet.data())


def notes(layout: Layout) -> list[tuple[str, str]]:
    return [(n.shown, " ".join(p.text for p in n.passages)) for n in layout.notes]


def marks(layout: Layout) -> list[tuple[str, str]]:
    return [(m.shown, p.text[: m.at.end]) for p in layout.body for m in p.marks]


def page_with(sheet: Sheet, *foot: str, number: str = "1", rule: bool = True) -> None:
    """A page of text with one reference, and lines at the foot."""
    place = WORDS[sheet.canvas.getPageNumber() % len(WORDS)]
    y = sheet.lines(TOP, *(f"{place} {line.lower()}" for line in BODY))
    sheet.marked(LEFT, y, "and this has been known for long.", number, " More was asked for.")
    if rule:
        sheet.rule(150)
    sheet.lines(140, *foot, size=10)


def test_raised_labels() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for,", "2", " and given.")
    sheet.rule(150)
    sheet.marked(LEFT, 138, "", "1", " Jane Roe, Rents (2019).", size=10)
    sheet.marked(LEFT, 126, "", "2", " Id. at 12.", size=10)
    layout = read(sheet)
    assert notes(layout) == [("1", "Jane Roe, Rents (2019)."), ("2", "Id. at 12.")]
    assert [shown for shown, _ in marks(layout)] == ["1", "2"]
    assert marks(layout)[0][1].endswith("this is known.¹")
    assert [m.label for p in layout.body for m in p.marks] == [n.label for n in layout.notes]


@pytest.mark.parametrize("label", ["1.", "1", "[1]", "1)", "*", "†"])
def test_plain_labels(label: str) -> None:
    sheet = Sheet()
    bare = label.strip(".)[]")
    if bare == "†":
        sheet.canvas.setFont("Times-Roman", 10)
    page_with(sheet, f"{label} Jane Roe, Rents (2019).", number=bare)
    assert notes(read(sheet)) == [(bare, "Jane Roe, Rents (2019).")]


def test_a_number_at_a_lines_start_is_no_label() -> None:
    sheet = Sheet()
    page_with(
        sheet,
        "1. Jane Roe, Rents and What They Do, a study of the cities that count, written in",
        "2019 and printed since; see also the acts that the city cites for it, such as title",
        "42 U.S.C. 1983, and those of the states.",
    )
    assert [shown for shown, _ in notes(read(sheet))] == ["1"]


def test_smaller_print_needs_no_rule() -> None:
    sheet = Sheet()
    page_with(sheet, "1. Jane Roe, Rents (2019).", rule=False)
    assert notes(read(sheet)) == [("1", "Jane Roe, Rents (2019).")]


def test_notes_in_the_bodys_size_need_a_rule() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for.")
    sheet.rule(150)
    sheet.marked(LEFT, 130, "", "1", " Jane Roe, Rents (2019).")
    assert notes(read(sheet)) == [("1", "Jane Roe, Rents (2019).")]


def test_a_quotation_in_small_print_is_no_note() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY, "as one of them has put it, plainly:")
    y = sheet.lines(y, "Rents rise where no one builds, and they rise", "faster where no one may.",
                    x=LEFT + 36, size=10)  # fmt: skip
    sheet.marked(LEFT, y, "and this has been known for long.", "1", " More was asked for.")
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    layout = read(sheet)
    assert notes(layout) == [("1", "Jane Roe, Rents (2019).")]
    assert "Rents rise where no one builds, and they rise faster where no one may." in [
        p.text for p in layout.body
    ]


def test_a_note_that_runs_over_the_page_is_one() -> None:
    sheet = Sheet()
    page_with(sheet, "1. Jane Roe, Rents and What They Do to the Cities That Keep a Count of")
    sheet.page()
    sheet.lines(TOP, *BODY)
    sheet.rule(150)
    sheet.lines(140, "Them, and to the Others (2019).", size=10)
    layout = read(sheet)
    assert notes(layout) == [
        ("1", "Jane Roe, Rents and What They Do to the Cities That Keep a Count of Them, and to "
              "the Others (2019).")
    ]  # fmt: skip
    (passage,) = layout.notes[0].passages
    assert (passage.page, passage.page_at(len(passage.text) - 1)) == (1, 2)


def test_each_note_knows_its_page() -> None:
    sheet = Sheet()
    for number in ("1", "2", "3"):
        page_with(sheet, f"{number}. Source {number}.", number=number)
        sheet.page()
    layout = read(sheet)
    assert [n.passages[0].page for n in layout.notes] == [1, 2, 3]


def test_numbers_that_begin_anew_on_each_page() -> None:
    sheet = Sheet()
    for page in ("first", "second"):
        page_with(sheet, f"1. The {page} source.", number="1")
        sheet.page()
    layout = read(sheet)
    assert notes(layout) == [("1", "The first source."), ("1", "The second source.")]
    assert layout.notes[0].label != layout.notes[1].label
    assert [m.label for p in layout.body for m in p.marks] == [n.label for n in layout.notes]


def test_exponents_and_ordinals_are_no_references() -> None:
    sheet = Sheet()
    sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, 600, "The 21", "st", " century, 10", "1", " people, 5 m", "1", " each.", "1")
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    layout = read(sheet)
    assert [before for _, before in marks(layout)] == ["The 21st century, 10¹ people, 5 m¹ each.¹"]


def test_a_raised_number_that_no_note_answers_stays_in_the_text() -> None:
    sheet = Sheet()
    sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, 600, "This is known.", "7", " More was asked for.")
    layout = read(sheet)
    assert layout.body[-1].text == "This is known.⁷ More was asked for."
    assert marks(layout) == []


def test_several_references_in_one_place() -> None:
    sheet = Sheet()
    sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, 600, "This is known.", "1,2", " More was asked for.")
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", "2. Id. at 12.", size=10)
    assert [shown for shown, _ in marks(read(sheet))] == ["1", "2"]


def test_a_mark_that_is_set_apart_a_little_stands_at_its_word() -> None:
    sheet = Sheet()
    sheet.lines(TOP, *BODY)
    x = sheet.text(LEFT, 600, "This is known.")
    sheet.text(x + 3, 604, "1", 7)
    sheet.text(x + 9, 600, "More was asked for.")
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    assert read(sheet).body[-1].text == "This is known.¹ More was asked for."


def test_a_scaled_page_reads_alike() -> None:
    sheet = Sheet()
    sheet.canvas.scale(0.75, 0.75)
    page_with(sheet, "1. Jane Roe, Rents (2019).")
    layout = read(sheet)
    assert notes(layout) == [("1", "Jane Roe, Rents (2019).")]
    assert [shown for shown, _ in marks(layout)] == ["1"]


def test_many_pages_of_long_notes() -> None:
    def words(index: int) -> str:
        choice = random.Random(index)
        return " ".join(choice.choice(VOCABULARY) for _ in range(40 + 7 * (index % 9))) + "."

    paragraphs = [
        (
            Words(words(index)),
            Foot(
                (Words(f"Roe {index}, "), Words("Rents", italic=True), Words(f", {words(index)}"))
            ),
            Words(" And so on."),
        )
        for index in range(30)
    ]
    layout = PDF.layout(Typesetter(paragraphs, foot=150).data())
    assert [shown for shown, _ in notes(layout)] == [str(n) for n in range(1, 31)]
    assert [text for _, text in notes(layout)] == [
        f"Roe {index}, Rents, {words(index)}" for index in range(30)
    ]
    assert len(marks(layout)) == 30
    assert len({n.passages[0].page for n in layout.notes}) > 3
    assert RIGHT > LEFT


def test_notes_on_later_pages_than_their_references_are_endnotes() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for,", "2", " and given.")
    sheet.page()
    sheet.marked(LEFT, TOP, "", "1", " Jane Roe, Rents (2019).", size=10)
    sheet.marked(LEFT, TOP - 12, "", "2", " Id. at 12.", size=10)
    layout = read(sheet)
    assert notes(layout) == [("1", "Jane Roe, Rents (2019)."), ("2", "Id. at 12.")]
    assert {n.kind for n in layout.notes} == {NoteKind.ENDNOTE}


def test_a_numbered_list_under_a_rule_is_no_note() -> None:
    sheet = Sheet()
    sheet.lines(TOP, *BODY)
    sheet.rule(600)
    sheet.lines(580, "1. We ask for a count.", "2. We ask for a plan.")
    layout = read(sheet)
    assert notes(layout) == []
    assert [p.text for p in layout.body][-2:] == [
        "1. We ask for a count.",
        "2. We ask for a plan.",
    ]


def test_a_note_in_the_bodys_size_goes_on_under_a_separator() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for.")
    sheet.rule(150)
    sheet.marked(LEFT, 130, "", "1", " Jane Roe, Rents and What They Do to the Cities That Keep")
    sheet.page()
    sheet.lines(TOP, *(f"Here {line.lower()}" for line in BODY))
    sheet.rule(150)
    sheet.lines(130, "a Count of Them (2019).")
    assert notes(read(sheet)) == [
        ("1", "Jane Roe, Rents and What They Do to the Cities That Keep a Count of Them (2019).")
    ]


def test_an_authors_note_with_a_typed_star() -> None:
    sheet = Sheet()
    sheet.text(LEFT, TOP, "Rents and Cities*")
    y = sheet.lines(TOP - 30, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for.")
    sheet.rule(150)
    sheet.lines(140, "* Professor of Law.", "1. Jane Roe, Rents (2019).", size=10)
    assert notes(read(sheet)) == [("*", "Professor of Law."), ("1", "Jane Roe, Rents (2019).")]


def test_a_number_at_a_line_start_is_no_label_where_labels_are_raised() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More", "9", " was asked", "2", " for.")
    sheet.rule(150)
    sheet.marked(LEFT, 140, "", "1", " See TAMARACK BASIN COUNCIL, THE LAST GOOD WINTER", size=10)
    sheet.text(LEFT, 128, "9 (2013), available at https://doi.org/", size=10)
    sheet.text(LEFT, 116, "2 more lines than the council has towns.", size=10)
    sheet.marked(LEFT, 104, "", "2", " Ann Poe, Fear (2002).", size=10)
    assert [label for label, _ in notes(read(sheet))] == ["1", "2"]
