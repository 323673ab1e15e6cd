"""What opinions and briefs do in mid-sentence: an Id. behind each quotation, cases without names.

Rules kept here:
- Words are attributed to the citation that stands behind them, wherever in the sentence it is.
- A case whose name the sentence has is cited by its volume alone, and found again by it.
"""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note, read_notes, told

LIGHTS = "Ada Holm, *Lights and Their Keepers*, 12 QUAY L. REV. 40, 44–48 (2011)."


def test_an_id_behind_each_quotation_of_a_sentence() -> None:
    reading = read_note(
        f"*See* {LIGHTS} Holm finds the old lamps (1) “dim and smoky at their best,” *id.* at 41; "
        "(2) “dear to keep in oil,” *id.* at 42–43 & n.7, and (3) “loved by nobody but poets,” "
        "*see id.* at 44. *Id.* at 50."
    )
    assert [c.raw for c in reading.citations[1:]] == [
        "*id.* at 41",
        "*id.* at 42–43 & n.7",
        "*see id.* at 44.",
        "*Id.* at 50.",
    ]
    assert [told(c, "").antecedent for c in reading.citations[1:]] == ["1/0"] * 4
    assert [c.pincite for c in reading.citations[1:]] == ["41", "42–43 & n.7", "44", "50"]
    assert [quotation.citation for quotation in reading.quotations] == [1, 2, 3]


@pytest.mark.parametrize(
    "words",
    [
        "The keeper’s id. card was lost, and 4 others.",
        "Holm’s word for it, idle or not, was 12 lamps.",
    ],
)
def test_words_that_are_no_id(words: str) -> None:
    (first, second) = read_notes(LIGHTS, words)
    assert len(first.citations) == 1
    assert second.citations == ()


def test_a_law_that_quoted_words_name_is_not_where_they_come_from() -> None:
    full = "8 U.S.C. § 1373 is old."
    source = (
        "The report says: “It is plain that section 1373 deals with records.” "
        "H.R. Rep. No. 104-725, at 383 (1996)."
    )
    reading = read_notes(full, source)[1]
    report = len(reading.citations) - 1
    assert reading.citations[report].title == "H.R. Rep. No. 104-725"
    assert [quotation.citation for quotation in reading.quotations] == [report]


@pytest.mark.parametrize(
    ("full", "short", "antecedent"),
    [
        ("412 U.S. 88 (1973).", "*Tidewater*, 412 U.S. at 91.", "1/0"),
        ("632 F. App’x 431 (10th Cir. 2015).", "*Quay*, 632 Fed. App’x at 436–37.", "1/0"),
        ("*See* 88 Vt. 14, 17 (1912).", "*Lamp*, 88 Vt. at 17.", "1/0"),
        ("412 U.S. 88 (1973).", "*Tidewater*, 412 U.S. at 44.", None),
        ("*Moor v. Quay*, 412 U.S. 88 (1973).", "*Tidewater*, 412 U.S. at 91.", None),
    ],
)
def test_a_case_without_a_name(full: str, short: str, antecedent: str | None) -> None:
    first, second, third = read_notes(full, short, "*Id.* at 93.")
    (case,) = first.citations
    assert (case.type.value, case.form.value) == ("case", "full")
    (later,), (again,) = second.citations, third.citations
    assert told(later, "").antecedent == antecedent
    if antecedent:
        assert (again.type.value, told(again, "").antecedent) == ("case", antecedent)


@pytest.mark.parametrize("words", ["14 Me. 3.", "12 Vt. 4 (Lampwick Press 1999)."])
def test_a_weak_reporter_needs_a_court(words: str) -> None:
    assert all(citation.type.value != "case" for citation in read_note(words).citations)


@pytest.mark.parametrize(
    "became",
    [
        ", *cert. denied*, 138 S. Ct. 314 (2017)",
        ", *as modified* (Mar. 12, 2008)",
        ", *aff’d in part*, 77 F.4th 12 (1st Cir. 2023), *cert. denied*, 144 S. Ct. 90 (2024)",
        ", *rehearing en banc granted*, 2017 U.S. App. LEXIS 8236 (9th Cir. 2017)",
    ],
)
def test_what_became_of_a_case_in_mid_sentence(became: str) -> None:
    case = f"*see Moor v. Tidewater Bd.*, 412 F.3d 88, 91 (4th Cir. 2005){became}"
    (citation,) = read_note(f"Every lamp—{case}—and every quay is one.").citations
    assert (citation.raw, citation.parentheticals) == (case, ())


def test_a_comparison_goes_on_behind_a_semicolon() -> None:
    source = (
        "*Compare Ash v. Birch*, 301 U.S. 1 (1937) (keeping the fee); *Elm v. Fir*, 302 U.S. 7 "
        "(1938) (same), *with Oak v. Pine*, 303 U.S. 9 (1939) (striking it down); *Yew v. Rowan*, "
        "304 U.S. 11 (1940)."
    )
    citations = read_note(source).citations
    assert [(c.signal, c.title) for c in citations] == [
        ("Compare", "Ash v. Birch"),
        (None, "Elm v. Fir"),
        ("With", "Oak v. Pine"),
        (None, "Yew v. Rowan"),
    ]


def test_what_is_said_of_the_quoting_leaves_it_a_quotation() -> None:
    (citation,) = read_note(
        "*Moor v. Quay*, 412 U.S. 88, 91 (1973) (majority opinion) (“The lamp was the town’s.” "
        "(citations omitted) (quoting *Ash v. Birch*, 301 U.S. 1, 4 (1937)))."
    ).citations
    assert [parenthetical.kind.value for parenthetical in citation.parentheticals] == [
        "weight",
        "quoting",
        "weight",
        "quoting",
    ]


def test_words_after_the_quotation_explain() -> None:
    (citation,) = read_note(
        "*Moor v. Quay*, 412 U.S. 88, 91 (1973) (“the lamp” was the town’s (emphasis added))."
    ).citations
    kinds = [parenthetical.kind.value for parenthetical in citation.parentheticals]
    assert kinds == ["explanatory", "weight"]


def test_a_report_of_congress_is_cited_again_by_its_number() -> None:
    full, short = read_notes(
        "H.R. Rep. No. 98-894, at 20 (1984).", "It is “breaking in.” H.R. Rep. No. 98-894, at 21."
    )
    (citation,) = short.citations
    assert told(citation, "").authors == ""
    assert (citation.title, citation.pincite) == ("H.R. Rep. No. 98-894", "21")
    assert told(citation, "").antecedent == "1/0"
    assert len(full.citations) == 1


def test_a_name_given_in_brackets_is_no_quotation() -> None:
    reading = read_note(f"{LIGHTS[:-1]} [hereinafter “Holm’s Lamps”].")
    assert [quotation.verify for quotation in reading.quotations] in ([], [False])
