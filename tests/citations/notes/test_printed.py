"""Notes that are typed and not marked up."""

import pytest

from citations import read
from citations.model import NoteKind, Pairing
from citations.notes import printed
from citations.notes.markers import Label

from .typed import notes_of, references_of, typed


def test_superscripts_of_several_digits() -> None:
    document = typed("Boats run full.⁹ Nobody waits.¹⁰ Ever.\n\n⁹ Vale.\n\n¹⁰ Sato.\n")
    assert references_of(document) == [("9", "paired"), ("10", "paired")]
    assert notes_of(document) == [("9", "Vale.", "paired"), ("10", "Sato.", "paired")]


def test_label_close_to_its_words_and_lines_without_blanks_between() -> None:
    document = typed("Boats run full.¹ Nobody waits.²\n\n¹Vale, at 2.\n²Sato, at 3.\n")
    assert notes_of(document) == [("1", "Vale, at 2.", "paired"), ("2", "Sato, at 3.", "paired")]


@pytest.mark.parametrize(
    "text",
    [
        "The 21st boat carried 30,000 people over 5 km² of water and 10⁶ fish.",
        "A field of 12 m² and 9 ft² and x² + y² and E = mc².",
        "The Alliance (HTA) and its plan [2018] and [T]he boats and jail[.]",
        "¹⁴C dating of Ca²⁺ in χ² tests",
        "At 10-⁶ and 10−⁶ and 3 × 10–⁶ for 5 cm−¹, 4 m·s−¹ and 9 g/cm³ of cells/mm³.",
        "So (a+b)² and (x − 1)² grow as log² n and sin² (x) do.",
        "Name: *\nAddress: *\n* Required",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    document = typed(f"{text}\n\nAnd so on.¹\n\n¹ Vale.\n\n² Sato.\n\n⁶ Okafor.\n")
    assert references_of(document) == [("1", "paired")]


@pytest.mark.parametrize(
    "text",
    [
        "The harbor (the old one) ran full (it said)²",
        "It ran full in 1999–² and later",
        "The mayor read the log² and the ledger",
        "The ferry—² a boat",
        "It ran (1999–2001)² as before",
    ],
)
def test_what_looks_like_an_exponent_and_is_a_marker(text: str) -> None:
    document = typed(f"One.¹ {text}.\n\n¹ Vale.\n\n² Sato.\n")
    assert references_of(document) == [("1", "paired"), ("2", "paired")]


def test_orphans_in_both_directions_and_duplicates() -> None:
    document = typed("One.¹ Two.² Three.³\n\n¹ Vale.\n\n¹ Vale again.\n\n³ Sato.\n\n⁴ Okafor.\n")
    assert references_of(document) == [
        ("1", "paired"),
        ("2", "orphan_reference"),
        ("3", "paired"),
    ]
    assert [(note.label, note.pairing) for note in document.notes] == [
        ("1", Pairing.PAIRED),
        ("1", Pairing.DUPLICATE_LABEL),
        ("3", Pairing.PAIRED),
        ("4", Pairing.ORPHAN_NOTE),
    ]


def test_blocks_of_notes_between_paragraphs() -> None:
    document = typed(
        "The boats run full,¹ and the timetable\n\n¹ Vale.\n\ndoes not.² So we write.\n\n² Sato.\n"
    )
    assert notes_of(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]
    sentence = "The boats run full,¹ and the timetable does not.²"
    assert [each.sentence for each in document.references] == [sentence, sentence]
    assert [each.clause for each in document.references] == [
        "The boats run full,",
        "and the timetable does not.",
    ]
    span = document.references[0].sentence_span
    assert document.text[span.start : span.end].startswith("The boats")
    assert document.text[span.start : span.end].endswith("does not.²")


def test_a_note_of_two_paragraphs() -> None:
    document = typed("One.¹ Two.²\n\n¹ Vale.\n\nShe says more.\n\n² Sato.\n\nSincerely,\n")
    assert notes_of(document) == [
        ("1", "Vale.\nShe says more.", "paired"),
        ("2", "Sato.", "paired"),
    ]


def test_a_label_on_a_line_of_its_own() -> None:
    document = typed("One.¹\n\n¹\n\nVale, at 2.\n")
    assert notes_of(document) == [("1", "Vale, at 2.", "paired")]


def test_brackets() -> None:
    document = typed(
        "Boats run full [1]. Nobody waits.[2] Both are so [1, 2], ever.\n\n[1] Vale.\n[2] Sato.\n"
    )
    assert references_of(document) == [
        ("1", "paired"),
        ("2", "paired"),
        ("1", "paired"),
        ("2", "paired"),
    ]
    assert notes_of(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]
    assert document.references[0].sentence == "Boats run full [1]."
    assert document.references[0].clause == "Boats run full"


def test_labels_of_many_digits_where_notes_count_up_to_them() -> None:
    numbers = range(1, 10_003)
    body = " ".join(f"Boat {number} is full.[{number}]" for number in numbers)
    notes = "\n".join(f"[{number}] Vale, at {number}." for number in numbers)
    document = typed(f"{body}\n\n{notes}\n")
    assert len(document.notes) == len(numbers)
    assert notes_of(document)[-1] == ("10002", "Vale, at 10002.", "paired")
    assert {pairing for _, pairing in references_of(document)} == {"paired"}


def test_years_and_dockets_in_brackets_are_no_labels() -> None:
    document = typed(
        "It was so held [2018] and again.[1] The docket is [20417].\n\n"
        "[2018] was a bad year.\n\n[1] Vale [2018] EWCA Civ 12.\n"
    )
    assert notes_of(document) == [("1", "Vale [2018] EWCA Civ 12.", "paired")]
    assert references_of(document) == [("1", "paired")]


def test_numbered_notes_under_a_heading() -> None:
    document = typed("Boats run full [1]. Nobody waits.[2]\n\nEndnotes\n\n1. Vale.\n2. Sato.\n")
    assert notes_of(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]
    assert document.notes[0].kind is NoteKind.ENDNOTE
    span = document.notes[1].label_span
    assert document.text[span.start : span.end] == "2"


def test_numbered_notes_after_a_rule() -> None:
    document = typed("Boats run full.¹\n\n__________\n1. Vale.\n\nSincerely,\n")
    assert notes_of(document) == [("1", "Vale.", "paired")]


def test_a_numbered_list_is_no_block_of_notes() -> None:
    document = typed("We ask for:\n\n1. Boats.\n2. Piers.\n\nThey run full.¹\n\n¹ Vale.\n")
    assert notes_of(document) == [("1", "Vale.", "paired")]
    assert typed("We ask for:\n\n1. Boats.\n2. Piers.\n").notes == ()


def test_a_bracketed_number_without_notes() -> None:
    document = typed("Boats run full.[1] Also [2] in lists.\n")
    assert references_of(document) == [("1", "orphan_reference")]


def test_a_wrapped_bracket_stays_in_its_sentence() -> None:
    document = typed(
        "The boats that cross the bay in the early hours of the day run full, as is shown by\n"
        "[1] and others, and the timetable that was promised two years ago is still not here.\n\n"
        "[1] Vale.\n"
    )
    assert notes_of(document) == [("1", "Vale.", "paired")]
    assert document.references[0].sentence.startswith("The boats that cross")


def test_daggers() -> None:
    document = typed("Boats run full.† Nobody waits.‡\n\n† Vale.\n‡ Sato.\n")
    assert notes_of(document) == [("†", "Vale.", "paired"), ("‡", "Sato.", "paired")]


def test_numbering_per_page() -> None:
    document = typed("One.¹\n\n¹ Vale.\n\f\nTwo.¹\n\n¹ Sato.\n")
    assert notes_of(document) == [("1", "Vale.", "paired"), ("1", "Sato.", "paired")]
    assert [each.page for each in document.references] == [1, 2]
    assert [note.page for note in document.notes] == [1, 2]
    assert document.notes[1].reference == document.references[1]


def test_markers_that_stand_together_share_their_clause() -> None:
    document = typed("Boats run full,¹,² and nobody³ waits.\n\n¹ Vale.\n\n² Sato.\n\n³ Okafor.\n")
    assert [each.clause for each in document.references] == [
        "Boats run full,",
        "Boats run full,",
        "and nobody",
    ]


def test_a_year_may_carry_a_marker() -> None:
    document = typed("It began in 2019² and grew.\n\n² Vale.\n")
    assert references_of(document) == [("2", "paired")]


def test_parentheses_slashes_and_asterisks() -> None:
    document = typed("Boats run full.(1) Nobody waits,(2) ever.\n\n(1) Vale.\n(2) Sato.\n")
    assert notes_of(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]
    document = typed("Boats run full. 1/ Nobody waits,2/ ever.\n\n1/ Vale.\n2/ Sato.\n")
    assert notes_of(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]
    assert document.references[0].sentence == "Boats run full. 1/"
    document = typed("Boats run full.* Nobody waits.**\n\n* Vale.\n\n** Sato.\n")
    assert notes_of(document) == [("*", "Vale.", "paired"), ("**", "Sato.", "paired")]


def test_parentheses_behind_a_blank_that_end_a_part_of_a_sentence() -> None:
    document = typed("Boats are full (1). Nobody waits. (2) So it is, as all say (3), now.\n\n"
                     "(1) Vale.\n(2) Sato.\n(3) Marsh.\n")  # fmt: skip
    assert [mark.label for mark in document.references] == ["1", "2", "3"]
    assert [note.pairing for note in document.notes] == [Pairing.PAIRED] * 3


@pytest.mark.parametrize("text", [
    "We ask you (1) to build, (2) to repair and (3) to tell us.",
    "See paragraph (1), paragraphs (2), (3) and section 3 (3).",
])  # fmt: skip
def test_parentheses_of_lists_and_laws_are_no_marks(text: str) -> None:
    assert not typed(f"{text}\n\n(1) Vale.\n(2) Sato.\n(3) Marsh.\n").references


def test_parentheses_and_asterisks_that_are_no_markers() -> None:
    text = "Under § 5(1) and Rule 12(b)(2) boats* run.\n\n(1) Vale.\n(2) Sato.\n\n* One\n* Two\n"
    document = typed(text)
    assert document.notes == ()
    assert document.references == ()


def test_an_image_that_is_a_link_stays_where_a_note_begins_or_ends() -> None:
    """It has no words that the note could be cut by."""
    badge = "[![](b.png)](https://a.example.org)"
    for note in (f"¹ Vale. {badge}", f"¹{badge}"):
        document = read(f"Boats run.¹\n\n{note}\n".encode(), "a.md")
        assert [link.url for link in document.notes[0].links] == ["https://a.example.org"]


def test_labels_of_all_notes_are_gathered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for each passage: ten times the notes took thirteen times as long."""
    gathered: list[int] = []
    waiting = printed._Printed.waiting

    def counted(self: printed._Printed, starts: dict[int, Label]) -> printed._Waiting:
        found = waiting(self, starts)
        gathered.append(len(found.labels))
        return found

    monkeypatch.setattr(printed._Printed, "waiting", counted)
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    lines = [f"Boats run full.{str(n).translate(raised)}" for n in range(1, 301)]
    lines += [f"{str(n).translate(raised)} Vale, at {n}." for n in range(1, 301)]
    assert len(notes_of(typed("\n\n".join(lines)))) == 300
    assert gathered == [300]


@pytest.mark.parametrize(
    "sample",
    ["<pre><code>let first = v[0];</code></pre>", "<p>The month is in <code>date[1]</code>.</p>"],
)
def test_code_refers_to_no_note(sample: str) -> None:
    page = (
        '<p>Boats run.<sup><a href="#fn1" id="r1">1</a></sup></p>'
        f'{sample}<ol><li id="fn1">City Report (2018). <a href="#r1">↩</a></li></ol>'
    )
    document = read(page.encode(), "a.html")
    assert [(each.label, each.pairing) for each in document.references] == [("1", Pairing.PAIRED)]


def test_where_the_markup_has_the_notes_brackets_without_one_are_numbers() -> None:
    text = "Boats run.[^1] The sum is x[7] and no more.\n\n[^1]: City Report (2018).\n"
    document = read(text.encode(), "a.md")
    assert [each.label for each in document.references] == ["1"]


def test_a_table_s_columns_stand_behind_its_references() -> None:
    document = typed(
        "Boats and seats as of March 1:\n\n"
        "Harbor Lines Corp. (1) .........   4,512   11.2%\n"
        "Quay Ferries (2)(3) ............     877    2.2%\n"
        "All others (12 firms) (3) ......     103     *\n\n"
        "(1)  Counted by the port on February 14; boats\n     under repair are left out.\n\n"
        "(2)  Includes 12 boats on hire.\n\n(3)  Seats that are sold.\n"
    )
    assert references_of(document) == [(label, "paired") for label in ("1", "2", "3", "3")]
    assert notes_of(document)[0] == (
        "1",
        "Counted by the port on February 14; boats under repair are left out.",
        "paired",
    )


def test_under_a_heading_numbers_behind_any_word_refer() -> None:
    document = typed(
        "We have read the survey (1) and the report (2). They say that we may (1) build or"
        " (2) wait.\n\nIt costs more (see the minutes (3)).\n\nNotes\n\n"
        "(1) Vale.\n(2) Sato.\n(3) Okafor.\n"
    )
    assert references_of(document) == [("1", "paired"), ("2", "paired"), ("3", "paired")]


def test_a_wrapped_reference_begins_no_note() -> None:
    document = typed(
        "The boats of the nine towns run full from the first hour of the day to the\n"
        "last, and nobody has counted those who wait. The council said so in a paper.\n"
        "[1] Nobody read it.\n\n[1] Vale, at 2.\n"
    )
    assert notes_of(document) == [("1", "Vale, at 2.", "paired")]
    assert document.references[0].sentence == "The council said so in a paper. [1]"
