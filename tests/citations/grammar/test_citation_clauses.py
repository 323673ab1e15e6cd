"""Citations inside sentences and strings: their signals, parts, and names for later.

Rules kept here:
- A clause in mid-sentence has its signal; words quoted before a case are no part of its name.
- "Compare A, B, with C, and D" are four; what became of a case is part of its citation.
"""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note, read_notes, told

MOOR = "*Moor v. Tidewater Bd.*, 412 F.3d 88, 91 (4th Cir. 2005)"


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Even small tolls, *see*, *e.g.*, {case} (a penny), are fees.", "See, e.g."),
        ("The rule is old, *see* {case}, and it is plain.", "See"),
        ("That was doubted; *but cf.* {case}, and the doubt remained.", "But cf."),
        ("As we see in {case}, the rule is old.", None),
    ],
)
def test_a_clause_in_a_sentence_has_its_signal(words: str, signal: str | None) -> None:
    citations = read_note(words.format(case=MOOR)).citations
    assert [(c.signal, c.title) for c in citations] == [(signal, "Moor v. Tidewater Bd.")]


def test_quoted_words_before_a_case_are_no_part_of_its_name() -> None:
    reading = read_note(
        f"Judge Hale wrote that “a harbor belongs to those who wait in it,” {MOOR}; *see also* "
        "*Dunn v. Quay Auth.*, 77 F.4th 12 (1st Cir. 2023)."
    )
    assert [c.title for c in reading.citations] == ["Moor v. Tidewater Bd.", "Dunn v. Quay Auth."]
    assert [(q.verify, q.citation) for q in reading.quotations] == [(True, 0)]


def test_a_comparison_of_four() -> None:
    source = (
        "*Compare* *Ash v. Birch*, 301 U.S. 1 (1937) (keeping the fee), *Elm v. Fir*, 302 U.S. 7 "
        "(1938) (same), *with* *Oak v. Pine*, 303 U.S. 9 (1939) (striking it down), *and* "
        "*Yew v. Rowan*, 304 U.S. 11 (1940) (same)."
    )
    citations = read_note(source).citations
    assert [(c.signal, c.title, c.date and c.date.iso) for c in citations] == [
        ("Compare", "Ash v. Birch", "1937"),
        (None, "Elm v. Fir", "1938"),
        ("With", "Oak v. Pine", "1939"),
        (None, "Yew v. Rowan", "1940"),
    ]


@pytest.mark.parametrize(
    "history",
    [
        "*aff’d*, 601 F.3d 4 (9th Cir.), *cert. denied*, 562 U.S. 77 (2010)",
        "*rev’d sub nom. Harbor v. Comm’r*, 611 F.3d 5 (D.C. Cir. 2010)",
        "*vacated as moot*, 612 F.3d 6 (9th Cir. 2011)",
    ],
)
def test_what_became_of_a_case_is_part_of_its_citation(history: str) -> None:
    source = f"*Lantern v. Comm’r*, 555 F. Supp. 2d 10 (D. Or. 2008), {history}."
    (citation,) = read_note(source).citations
    assert (citation.raw, citation.court, citation.parentheticals) == (source, "D. Or.", ())


@pytest.mark.parametrize(
    ("name", "short", "reporter"),
    [
        ("*Lode v. Marsh Corp.* (*Lode II*), 92 N.Y.2d 232 (1998).", "*Lode II*", "92 N.Y.2d"),
        (
            "United States v. Saltmarsh Co., 392 U.S. 157, 167 (1968) (“*Saltmarsh*”).",
            "Saltmarsh",
            "392 U.S.",
        ),
        (
            "*In re* Ferry Tolls on the Upper Quay, 20 F.3d 14 (2d Cir. 1994) (“*Tolls I*”).",
            "Tolls I",
            "20 F.3d",
        ),
    ],
)
def test_a_case_is_called_what_its_citation_calls_it(name: str, short: str, reporter: str) -> None:
    full, later = read_notes(name, f"*See* {short}, {reporter} at 236.")
    (first,), (second,) = full.citations, later.citations
    assert [p.kind.value for p in first.parentheticals] == ["hereinafter"]
    assert first.title is not None
    assert "(" not in first.title
    assert told(second, "").antecedent == "1/0"
    assert not any(quotation.verify for quotation in full.quotations)


@pytest.mark.parametrize(
    ("note", "raws"),
    [
        ("*Id*. Most harbors have no such rule.", ["*Id*."]),
        ("*Id.* Art. 5.", ["*Id.* Art. 5."]),
        ("*Id.* Section 3(a) (naming the quay).", ["*Id.* Section 3(a) (naming the quay)."]),
    ],
)
def test_a_sentence_behind_id(note: str, raws: list[str]) -> None:
    _, reading = read_notes("Jane Roe, *Harbor Rules* 12 (1999).", note)
    assert [c.raw for c in reading.citations] == raws


def test_id_with_a_section_means_the_law_of_the_sentence_before() -> None:
    source = (
        "The *Harbor Lights Act of 2015* (Pub. L. No. 114-113) tells the Coast Guard to “light and "
        "keep” them (33 U.S.C. § 1231(b)). It has done so (*see id.* § 1231(c)(3))."
    )
    *_, last = read_note(source).citations
    assert told(last, source).antecedent == "1/1"


@pytest.mark.parametrize(
    ("source", "pincite"),
    [
        ("Ann Poe, Lean Harbors: For Small Towns, 218 (2010).", "218"),
        ("U.S. Harbor Office, Toll Plans and Changes to Goals 2, 13 (2008).", "2, 13"),
        ("Lan Coe, *Agile Piers*, Harbor Mag., Jan. 5, 2008, at 60, 64.", "60, 64"),
    ],
)
def test_several_pages(source: str, pincite: str) -> None:
    (citation,) = read_note(source).citations
    assert citation.pincite == pincite


def test_a_part_in_italics_that_run_on_into_the_book() -> None:
    source = "Ann Poe, *The Harbormaster's Day, in* Lives of the Quay 17, 18 (2010)."
    (citation,) = read_note(source).citations
    assert (citation.title, citation.container) == ("The Harbormaster's Day", "Lives of the Quay")
    assert (citation.first_page, citation.pincite) == ("17", "18")


@pytest.mark.parametrize(
    ("source", "verify"),
    [
        (
            "Courts ask for “distinct harbor markets.” *Roe v. Doe*, 73 F.3d 497 (2d Cir. 1996).",
            True,
        ),
        (
            "They built “distinct harbor markets.” Most failed. *Roe v. Doe*, 73 F.3d 497 (1996).",
            False,
        ),
    ],
)
def test_few_words_that_a_citation_follows_at_once_are_its_own(source: str, verify: bool) -> None:
    assert [quotation.verify for quotation in read_note(source).quotations] == [verify]


def test_kinds_told_by_the_imprint() -> None:
    paper = "Ann Poe, *Tolls and Towns* 3 (Harbor Sch. of Mgmt., Working Paper No. 34-92, 1992)."
    manual = "*The Harbor Book: A System of Tolls* (Quay Ass’n et al. eds., 20th ed. 2015)."
    assert [read_note(one).citations[0].type.value for one in (paper, manual)] == ["report", "book"]
