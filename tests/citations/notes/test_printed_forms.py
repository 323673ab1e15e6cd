"""Printed notes as books, programs and letters in other languages have them."""

import pytest

from citations import read

from .typed import notes_of, references_of, typed


@pytest.mark.parametrize(
    "text",
    [
        "See link:port-boats[5] and boat_size[5] and boats[0].",
        "On any day of the week [0,5] it is so.",
        "The files qf* and df* and xf* are kept.",
        "The price is 14.2 and the year 2019.5 boats",
    ],
)
def test_what_programs_write_is_no_reference(text: str) -> None:
    document = typed(f"{text} And so on.[1]\n\n[1] Vale.\n\n[5] Sato.\n\n* Okafor.\n* Roe.\n")
    assert references_of(document) == [("1", "paired")]


def test_numbering_begins_anew_in_each_chapter() -> None:
    chapter = "Boats run full.[1] Nobody waits.[2] As said above [1].\n\n[1] Vale.\n\n[2] Sato.\n\n"
    document = typed(chapter + "Ever.[1]\n\n[1] Okafor.\n\n[2] Roe.\n\n" + chapter)
    assert [note.pairing.value for note in document.notes] == [
        "paired", "paired", "paired", "duplicate_label", "paired", "paired",
    ]  # fmt: skip
    assert {each.pairing.value for each in document.references} == {"paired"}


def test_an_address_under_a_rule_is_no_note() -> None:
    document = typed("Boats run full.\n\n____________________\n12 Quay Street\n13 Arden\n")
    assert document.notes == ()


def test_a_range_refers_to_each_of_its_notes() -> None:
    document = typed(
        "Much has been said [1–3], and more [2,4-5].\n\n"
        + "".join(f"[{number}] Vale, at {number}.\n\n" for number in range(1, 6))
    )
    assert [each.label for each in document.references] == ["1", "2", "3", "2", "4", "5"]
    assert {note.pairing.value for note in document.notes} == {"paired"}


def test_a_range_of_other_things_refers_to_nothing() -> None:
    document = typed("A digit [0-9] of the hour [1–12].[1]\n\n[1] Vale.\n\n[2] Sato.\n")
    assert references_of(document) == [("1", "paired")]


def test_ranges_without_end_stay_bounded() -> None:
    notes = "".join(f"[{number}] Vale, at {number}.\n\n" for number in range(1, 21))
    document = typed("So it is said [1-20].\n\n" * 2_000 + notes)
    assert 4_000 < len(document.references) < 20_000


@pytest.mark.parametrize(
    ("second", "last", "first_note"),
    [
        (
            "She says more [at 7].]",
            "The end of it.",
            "See Mara Holt, Ferries.\nShe says more [at 7].",
        ),
        ("[Footnote 2: Nobody knows.]", "The end of it.]", "See Mara Holt, Ferries."),
    ],
    ids=["of two paragraphs", "never closed"],
)
def test_a_note_in_brackets_ends_where_they_close(second: str, last: str, first_note: str) -> None:
    """A transcribed book writes "[Footnote 1: …]" between the paragraphs."""
    text = (
        "The ferries run late. [1] The mayor knows. [2]\n\n"
        f"[Footnote 1: See Mara Holt, Ferries.\n\n{second}\n\n"
        f"A third paragraph of the letter.\n\n[Footnote 2: Nobody knows.]\n\n{last}\n"
    )
    notes = read(text.encode(), "a.txt").notes
    assert (notes[0].label, notes[0].text) == ("1", first_note)


@pytest.mark.parametrize(
    "text",
    [
        "Boats run full.[¹](https://vale.example/a) Nobody waits.[²](https://sato.example/b)",
        "Boats run full<sup>[1](https://vale.example/a)</sup>. Nobody<sup>"
        "[2](https://sato.example/b)</sup> waits.",
        "Boats run full.[[1]](https://vale.example/a) Nobody waits.[[2]](https://sato.example/b)",
    ],
)
def test_a_number_that_is_a_link_to_its_source_needs_no_note(text: str) -> None:
    document = read(text.encode(), "letter.md")
    assert references_of(document) == []
    assert len(document.links) == 2
    noted = read(f"{text}\n\n¹ Vale, at 2.\n".encode(), "letter.md")
    assert ("1", "Vale, at 2.", "paired") in notes_of(noted)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            "کتاب‌ها گران شدند.[۱] ناشران نگران‌اند.[۲]\n\nمنابع\n\n[۱] همشهری، ۱۴۰۱.\n[۲] همان.\n",
            ["همشهری، ۱۴۰۱.", "همان."],
        ),
        (
            "بلغ عدد المكتبات ثلاثين مكتبة (١). وافتتحت سنة ١٩٦٥ (٢)، ثم بنيت.\n\nالهوامش\n"
            "(١) وزارة الثقافة.\n(٢) انظر التقرير.\n",
            ["وزارة الثقافة.", "انظر التقرير."],
        ),
    ],
)
def test_digits_of_other_scripts(text: str, notes: list[str]) -> None:
    assert notes_of(typed(text)) == [("1", notes[0], "paired"), ("2", notes[1], "paired")]
    assert references_of(typed(text)) == [("1", "paired"), ("2", "paired")]


def test_headings_in_other_languages() -> None:
    text = "Die Kähne fahren voll [1].\n\nQuellen\n\n[1] Vale.\n[2] Sato.\n"
    assert [note.pairing.value for note in typed(text).notes] == ["paired", "orphan_note"]


def test_trailers_of_patches() -> None:
    text = "Fix the font [1] again [2].\n\nLink: [1] https://vale.example/a\nLink: [2] https://b.example\n"
    assert notes_of(typed(text)) == [
        ("1", "https://vale.example/a", "paired"),
        ("2", "https://b.example", "paired"),
    ]


def test_the_last_note_goes_on_with_the_url_below() -> None:
    text = "Boats run full.[1]\n\n[1] Vale, at 2,\n\nhttps://vale.example/a\n\nMara Holt\n"
    assert notes_of(typed(text)) == [("1", "Vale, at 2,\nhttps://vale.example/a", "paired")]


def test_project_gutenberg_s_notes() -> None:
    text = (
        "Boats run full on the river. 1 Nobody waits for\nthem; 2 nor do 40 others. 3\n\n"
        "1 (return)\n[ Vale, at 2.]\n\n2 (return)\n[ Sato.\nAnd more.]\n\n3 (return)\n[ Holt.]\n"
    )
    assert notes_of(typed(text)) == [
        ("1", "[ Vale, at 2.]", "paired"),
        ("2", "[ Sato.\nAnd more.]", "paired"),
        ("3", "[ Holt.]", "paired"),
    ]
    assert references_of(typed(text)) == [("1", "paired"), ("2", "paired"), ("3", "paired")]


def test_a_range_whose_ends_have_brackets_of_their_own() -> None:
    document = typed(
        "Much has been said [1]–[3], and more[4]-[5].\n\n"
        + "".join(f"[{number}] Vale, at {number}.\n\n" for number in range(1, 6))
    )
    assert [each.label for each in document.references] == ["1", "2", "3", "4", "5"]
    assert {note.pairing.value for note in document.notes} == {"paired"}


@pytest.mark.parametrize("place", ["at 12", "p. 12", "pp. 3–4", "§ 2(a)", "ch. 5", "Theorem 2"])
def test_a_reference_may_name_the_place(place: str) -> None:
    document = typed(f"Boats run full [1, {place}]. Nobody waits [2].\n\n[1] Vale.\n\n[2] Sato.\n")
    assert references_of(document) == [("1", "paired"), ("2", "paired")]


def test_raised_notes_beside_a_list_in_brackets_are_counted_apart() -> None:
    document = typed(
        "Boats run full.[1] Nobody waits.[2]\n\nA. Vale,¹ B. Sato²\n\n¹ Harbor College.\n\n"
        "² Pilots.\n\nReferences\n\n[1] Roe, Boats.\n\n[2] Roe, More boats.\n"
    )
    assert {each.pairing.value for each in document.references} == {"paired"}
    assert {note.pairing.value for note in document.notes} == {"paired"}


def test_a_reference_between_backslashes_may_begin_a_line() -> None:
    document = typed(
        "    In 2019 the Board held a lottery.\\1\\ It is said to be ``fair but slow.''\n"
        "\\2\\ Nobody has asked.\n----------------------------------------\n\n"
        "    \\1\\ 84 HR 3310.\n    \\2\\ Comment of the pilots at 2.\n"
    )
    assert references_of(document) == [("1", "paired"), ("2", "paired")]
    assert [note.pairing.value for note in document.notes] == ["paired", "paired"]


def test_a_bare_number_behind_a_closed_quotation() -> None:
    document = typed(
        "     The will leaves “my boats to whoever is at the oars.”1 Two say that they were.2\n\n"
        "_______________\n\n     1 Will of Ada Vale, art. 3.\n\n     2 Two others withdrew.\n"
    )
    assert references_of(document) == [("1", "paired"), ("2", "paired")]


def test_each_chapter_s_notes_under_a_heading_of_their_own() -> None:
    chapter = "Boats run full.[1] “Nobody waits.”[2]\n\nNotes to Chapter {}\n\n1. Vale.\n2. Sato.\n"
    document = typed("\n".join(chapter.format(number) for number in (1, 2, 3)))
    assert {each.pairing.value for each in document.references} == {"paired"}
    assert [note.pairing.value for note in document.notes] == ["paired"] * 6


@pytest.mark.parametrize(
    "text",
    [
        "int map[25]; x[10] = 0; 0x80af[16] is lost; /usr/xpg[46]/bin",
        "The slope is (2⁶⁴)² and so on",
        "We measured²¹⁰Pb in silt",
        "Na¹ím cieµom je zvý¹i informovanos verejnosti",
    ],
)
def test_what_has_no_note_and_asks_for_none(text: str) -> None:
    assert references_of(typed(f"{text}.\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Boats run full.[1][2] Nobody waits",
        "Boats run full[1][2]; nobody waits",
        "Boats run full.[1][citation needed] Nobody waits[2][p. 5]",
        "Boats run full:\n\n- in spring[1];\n- and in autumn[2];",
        "Vitamin C[1] keeps; Appendix A[2] says so",
    ],
)
def test_marks_that_stand_one_behind_another_or_behind_a_letter(text: str) -> None:
    document = typed(f"{text}.\n\n[1] Vale.\n\n[2] Sato.\n")
    assert references_of(document) == [("1", "paired"), ("2", "paired")]


INLINE = "[^1]: Smith.\n[^2]: Jones.\n\n"
LISTED = "## References\n\n1. Vale.\n2. Sato.\n3. Okafor.\n"


def test_a_numbered_list_of_works_beside_notes_of_the_markup_is_counted_apart() -> None:
    words = "Boats run full [1–3]. Nobody waits.[^1] Some say so [2].[^2]\n\n"
    document = read((words + INLINE + LISTED).encode(), "letter.md")
    assert references_of(document) == [(label, "paired") for label in "123122"]
    assert notes_of(document) == [
        ("1", "Smith.", "paired"),
        ("2", "Jones.", "paired"),
        ("1", "Vale.", "paired"),
        ("2", "Sato.", "paired"),
        ("3", "Okafor.", "paired"),
    ]


def test_a_list_of_works_that_has_the_numbers_of_the_markup_s_notes_and_no_other() -> None:
    words = "Boats run full [1]. Nobody waits.[^1] Some say so [2].[^2]\n\n"
    document = read((words + INLINE + LISTED.replace("3. Okafor.\n", "")).encode(), "letter.md")
    assert references_of(document) == [(label, "paired") for label in "1122"]
    assert [text for _, text, _ in notes_of(document)] == ["Smith.", "Jones.", "Vale.", "Sato."]


def test_a_numbered_list_that_no_mark_in_brackets_asks_for_stays_a_list() -> None:
    words = "Boats run full. Nobody waits.[^1] Some say so.[^2]\n\n"
    document = read((words + INLINE + LISTED).encode(), "letter.md")
    assert [text for _, text, _ in notes_of(document)] == ["Smith.", "Jones."]


@pytest.mark.parametrize("back", ["↩", " ↩︎", "\u00a0↑", " ↩ ↩", " ⤴"])
def test_an_arrow_that_leads_back_is_none_of_a_note_s_words(back: str) -> None:
    document = typed(f"Boats run full.[1] Nobody waits.[2]\n\n[1] Vale.{back}\n\n[2] Roe.{back}\n")
    assert [text for _, text, _ in notes_of(document)] == ["Vale.", "Roe."]


def test_a_caret_raises_a_number_in_the_text_of_browsers_for_terminals() -> None:
    document = typed(
        "Boats run full.^1 Nobody waits,^2 they say “in vain.”^3\n\n"
        " 1. Vale.\n\n 2. Sato.\n\n 3. Roe.\n"
    )
    assert references_of(document) == [(label, "paired") for label in "123"]
    assert [text for _, text, _ in notes_of(document)] == ["Vale.", "Sato.", "Roe."]


@pytest.mark.parametrize(
    "text",
    [
        "The area is r^2 and x^3 of it, in cm^1.",
        "There are 10^2 and 10^3 of them.",
        "So \\alpha^2 and \\beta^3 are one.",
        "It is boats^2x and boats^-3 there.",
    ],
)
def test_a_power_is_no_reference(text: str) -> None:
    document = typed(f"{text}\n\n 1. Vale.\n\n 2. Sato.\n\n 3. Roe.\n")
    assert document.references == ()
    assert document.notes == ()


def test_bare_numbers_behind_the_text_answer_all_raised_marks() -> None:
    document = typed(
        "Boats run full.¹ Nobody waits.² They say so.³\n\n1 Vale, Boats (2019).\n\nMore of it.\n\n"
        "2 49 U.S.C. § 5307.\n\n3 Id. at 4.\n"
    )
    assert notes_of(document) == [
        ("1", "Vale, Boats (2019).\nMore of it.", "paired"),
        ("2", "49 U.S.C. § 5307.", "paired"),
        ("3", "Id. at 4.", "paired"),
    ]


@pytest.mark.parametrize(
    "block", ["1 Quay Street\n\n2 Arden Road\n", "2 Vale.\n\n3 Roe.\n", "1 Vale.\n\n3 Roe.\n"]
)
def test_bare_numbers_that_leave_a_raised_mark_without_answer_are_text(block: str) -> None:
    assert typed(f"Boats run full.¹ Nobody waits.² They say so.³\n\n{block}").notes == ()
