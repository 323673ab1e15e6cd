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


def test_id_goes_past_a_mention_of_the_constitution() -> None:
    source = (
        "*Roe v. Doe*, 384 U.S. 757, 763 (1966). The court held that “a drop is no word” under the "
        "Fifth Amendment. *Id.* at 765."
    )
    reading = read_note(source)
    *_, last = reading.citations
    assert told(last, source).antecedent == "1/0"
    assert [quotation.citation for quotation in reading.quotations] == [2]


@pytest.mark.parametrize(
    ("note", "antecedent"),
    [("*Id.* § 1231(c)(3).", "1/1"), ("*Id.* § 1233.", None), ("*Id.* sec. 1231(d).", "1/1")],
)
def test_id_with_a_section_means_the_law_that_has_it(note: str, antecedent: str | None) -> None:
    laws = "It rests on 16 U.S.C. § 1852(a) and 33 U.S.C. § 1231(b) alike. "
    *_, last = read_note(laws + note).citations
    assert told(last, "").antecedent == antecedent


@pytest.mark.parametrize(
    ("source", "code", "section", "pincite"),
    [
        ("Wyo. Stat. Ann. section 17-31-103(a).", "Wyo. Stat. Ann.", "17-31-103", "(a)"),
        ("N.H. Rev. Stat. Ann. section 301-B:14(VI).", "N.H. Rev. Stat. Ann.", "301-B:14", "(VI)"),
        ("Tenn. Code Ann. sections 4-1 to 4-9 (2022).", "Tenn. Code Ann.", "4-1–4-9", None),
        ("Utah Code Ann. section 48-5-201(3)(a)--(i).", "Utah Code Ann.", "48-5-201", "(3)(a)–(i)"),
    ],
)
def test_sections_of_states_in_words(
    source: str, code: str, section: str, pincite: str | None
) -> None:
    (citation,) = read_note(source).citations
    found = (citation.container, citation.first_page, citation.pincite)
    assert found == (code, section, pincite)


@pytest.mark.parametrize(
    ("short", "antecedent"),
    [("89 Fed. Reg. at 56,385 (defining “quay”).", "1/0"), ("88 Fed. Reg. at 11.", None)],
)
def test_a_rule_cited_again_by_its_volume(short: str, antecedent: str | None) -> None:
    full = "Rules for Quays, 89 Fed. Reg. 56,380 (July 9, 2024)."
    _, reading = read_notes(full, short)
    (citation,) = reading.citations
    cited = told(citation, short)
    assert (cited.form, cited.type, cited.antecedent) == ("short", "regulation", antecedent)


def test_an_act_by_its_name_with_its_law_in_parentheses() -> None:
    source = (
        "See the *Harbor Lights Act of 2002* (Pub. L. No. 107-347, 116 Stat. 2899) and the *Pier "
        "Officers Act of 1990* (31 U.S.C. §901), which built on it."
    )
    found = [(c.title, [i.value for i in c.identifiers]) for c in read_note(source).citations]
    assert found == [
        ("Harbor Lights Act of 2002", ["Pub. L. No. 107-347", "116 Stat. 2899"]),
        ("Pier Officers Act of 1990", ["31 U.S.C. § 901"]),
    ]


@pytest.mark.parametrize(
    ("source", "pincite"),
    [
        ("Compl. 2, *Roe v. Doe*, No. 09-230 (9th Cir. Apr. 17, 2015).", "2"),
        (
            "Pl.'s Resp. to Def.'s Mot. for Summ. J. 14, *Roe v. Doe*, 340 F.3d 1 (1st Cir. 2003).",
            "14",
        ),
        ("Ann Poe, *Poe on Piers* § 1.01[B][1] at 14–15 (2011).", "§ 1.01[B][1] at 14–15"),
    ],
)
def test_pages_of_filings_and_treatises(source: str, pincite: str) -> None:
    (citation,) = read_note(source).citations
    assert (citation.raw, citation.pincite) == (source, pincite)
