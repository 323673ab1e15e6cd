"""Several places of one source: pages and notes, subsections, clauses, and whose words they are.

Rules kept here:
- A list of pages is told whole; the identifier of "(3)" behind "(a)(1)" is that of "(a)(3)".
- Words are not attributed to what speaks against them, nor over a sentence in between.
"""

from __future__ import annotations

import pytest

from citations.grammar.abbreviations import ends_sentence
from tests.citations.grammar.notes import read_note, read_notes, told


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("Moor, *supra* note 1, at 12–14, 22 & n.7, 31.", "12–14, 22 & n.7, 31"),
        ("*Id.* at 3–4 & nn.12–14, 19.", "3–4 & nn.12–14, 19"),
        ("Moor, *supra* note 1, at 9, 12 & n.3.", "9, 12 & n.3"),
    ],
)
def test_pages_and_notes(words: str, pages: str) -> None:
    later = read_notes("Ida Moor, *Lamps*, 12 QUAY L. REV. 4 (2011).", words)[1]
    assert [citation.pincite for citation in later.citations] == [pages]


@pytest.mark.parametrize(
    ("source", "pincite", "values"),
    [
        (
            "29 U.S.C. § 158(a)(1), (3), (5).",
            "(a)(1), (3), (5)",
            ["158(a)(1)", "158(a)(3)", "158(a)(5)"],
        ),
        ("5 U.S.C. § 706(2)(A), (C).", "(2)(A), (C)", ["706(2)(A)", "706(2)(C)"]),
        ("11 U.S.C. § 546(e), (g).", "(e), (g)", ["546(e)", "546(g)"]),
        ("8 U.S.C. § 1101(a)(15)(F), (b).", "(a)(15)(F), (b)", ["1101(a)(15)(F)", "1101(b)"]),
        (
            "8 U.S.C. § 1182(a)(2)(A)(i), (ii).",
            "(a)(2)(A)(i), (ii)",
            ["1182(a)(2)(A)(i)", "1182(a)(2)(A)(ii)"],
        ),
        ("8 U.S.C. § 1182(h), (i).", "(h), (i)", ["1182(h)", "1182(i)"]),
    ],
)
def test_subsections_beside_each_other(source: str, pincite: str, values: list[str]) -> None:
    (citation,) = read_note(source).citations
    assert citation.pincite == pincite
    assert [each.value.partition("§ ")[2] for each in citation.identifiers] == values


def test_a_range_that_prints_its_end_short() -> None:
    regulation, state = read_note(
        "29 C.F.R. §§ 102.15, 102.17–.19; Fla. Stat. §§ 501.201–.213 (2022)."
    ).citations
    assert regulation.first_page == "102.15, 102.17–.19"
    assert [each.value for each in regulation.identifiers] == [
        "29 C.F.R. § 102.15",
        "29 C.F.R. §§ 102.17–.19",
    ]
    assert state.first_page == "501.201–.213"


def test_clauses_of_the_constitution() -> None:
    full, short = read_note("U.S. Const. art. I, § 8, cls. 1, 3; *id.* amend. XIV, § 1.").citations
    assert [each.value for each in full.identifiers] == ["U.S. Const. art. I, § 8, cls. 1, 3"]
    assert (short.pincite, told(short, "").antecedent) == ("amend. XIV, § 1", "1/0")


def test_a_note_of_a_report_that_was_reprinted() -> None:
    source = "H.R. Rep. No. 79-1980, at 16 & n.3 (1946), *reprinted in* 1946 U.S.C.C.A.N. 1195."
    (citation,) = read_note(source).citations
    assert (citation.type.value, citation.title, citation.pincite) == (
        "report",
        "H.R. Rep. No. 79-1980",
        "16 & n.3",
    )


def test_a_line_of_a_transcript() -> None:
    (citation,) = read_note(
        "Transcript of Oral Argument at 22:4–17, Moor v. Quay, 598 U.S. 1 (2023) (No. 21-1234)."
    ).citations
    assert citation.pincite == "22:4–17"


def test_a_letter_that_comments_on_a_rule() -> None:
    (citation,) = read_note(
        "Comment Letter from Ida Moor, President, Quay Inst., to Ann Poe, Chair, Bd. of Governors "
        "of the Fed. Rsrv. Sys. 2–3 (June 17, 2022), https://www.sec.example.gov/comments/moor.pdf."
    ).citations
    assert (citation.type.value, told(citation, "").authors) == ("document", "Moor, Ida")
    assert (citation.pincite, citation.date and citation.date.iso) == ("2–3", "2022-06-17")


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("of the Fed. Rsrv. Board of it", False),
        ("it was dark at the quay. Board of it", True),
        ("they wrote to the NRDC. Board of it", True),
        ("the lamp was dry. Board of it", True),
    ],
)
def test_no_word_is_without_a_vowel(words: str, ends: bool) -> None:
    following = words.index("Board")
    assert ends_sentence(words, following - 2, following) is ends


MOOR = "Moor v. Quay, 412 U.S. 88, 91 (1973)."
AFTER = "Elm v. Fir, 450 U.S. 7, 9 (1981)."


@pytest.mark.parametrize(
    ("words", "citation"),
    [
        (f"{MOOR} The Court held that “no town may put out its lamps.” *But see* {AFTER}", 0),
        (f"{MOOR} It held that “no town may darken its quay.” It gave no reason. {AFTER}", 0),
        (f"{MOOR} It held that “no town may darken its quay.” *See* {AFTER}", 1),
        (f"{MOOR} It “may put no lamp out,” said Justice Poe, who dissented. {AFTER}", 1),
        (f"It held that “no town may darken its quay.” It gave no reason. {AFTER}", 0),
    ],
)
def test_whose_words_they_are(words: str, citation: int) -> None:
    assert [quotation.citation for quotation in read_note(words).quotations] == [citation]
