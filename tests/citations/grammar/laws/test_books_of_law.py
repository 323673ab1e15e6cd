"""Encyclopedias, bills of the states, the Charter, filings with many pages, editors, labels.

Rules kept here:
- What a citation names is told; the legislature, the edition and the editors are passed over.
- A short form ends where the sentence goes on.
"""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, read_note, read_notes, told

CITED = (
    (
        "8A Am. Jur. 2d *Lamps* §§ 71–72 (2022).",
        Cited(
            "chapter",
            title="Lamps",
            container="Am. Jur. 2d",
            volume="8A",
            pincite="§§ 71–72",
            date="2022",
        ),
    ),
    (
        "29 C.J.S. Quays § 4 (2010).",
        Cited(
            "chapter", title="Quays", container="C.J.S.", volume="29", pincite="§ 4", date="2010"
        ),
    ),
    (
        "*Lamp*, Holm’s Law Dictionary (10th ed. 2014).",
        Cited("chapter", title="Lamp", container="Holm’s Law Dictionary", date="2014"),
    ),
    (
        "H.B. 636, 1999 Gen. Assemb., 413th Sess. (Md. 1999).",
        Cited("bill", title="H.B. 636", date="1999"),
    ),
    (
        "*See* Lamp Safety Act, S.B. 1047, 2023–2024 Leg., Reg. Sess. (Cal. 2024).",
        Cited("bill", signal="See", title="Lamp Safety Act", date="2024"),
    ),
    (
        "U.N. Charter arts. 2(4), 51.",
        Cited("document", title="U.N. Charter", pincite="arts. 2(4), 51"),
    ),
    (
        "U.N. Convention on Lamps, Japan-U.S., art. X, Dec. 10, 1982, 4 U.S.T. 2,063.",
        Cited(
            "document",
            title="U.N. Convention on Lamps",
            container="U.S.T.",
            volume="4",
            first_page="2,063",
            pincite="art. X",
            date="1982-12-10",
        ),
    ),
    (
        "Interim Report of Ida Moor, Examiner at 6, 58, 64, *In re* Lamp LLC, No. 22-10964 "
        "(Bankr. S.D.N.Y. Nov. 19, 2022).",
        Cited(
            "case",
            title="In re Lamp LLC",
            pincite="6, 58, 64",
            date="2022-11-19",
            court="Bankr. S.D.N.Y.",
        ),
    ),
    (
        "Lampworks Glob., Inc., Registration Statement (Form S-1) 9, 34 (Mar. 23, 2021).",
        Cited(
            "document",
            authors="=Lampworks Glob., Inc.",
            title="Registration Statement (Form S-1)",
            pincite="9, 34",
            date="2021-03-23",
        ),
    ),
    (
        "*Lamps on Quays: Hearings on S. 776 Before the S. Comm. on Com.*, 94th Cong. 343 (1975).",
        Cited(
            "speech",
            title="Lamps on Quays: Hearings on S. 776 Before the S. Comm. on Com.",
            pincite="343",
            date="1975",
        ),
    ),
    (
        "Adjustment of Lamp Amounts in the Harbor Code, 87 Fed. Reg. 6625, 6626 (Feb. 4, 2022).",
        Cited(
            "regulation",
            title="Adjustment of Lamp Amounts in the Harbor Code",
            container="Fed. Reg.",
            volume="87",
            first_page="6625",
            pincite="6626",
            date="2022-02-04",
            identifiers=("fedreg:87 Fed. Reg. 6625",),
        ),
    ),
    (
        "*See also In re* Moor-Quay Cnty. Cmty. Light Agency, 847 F.2d 430, 432 (7th Cir. 1988).",
        Cited(
            "case",
            signal="See also",
            title="In re Moor-Quay Cnty. Cmty. Light Agency",
            container="F.2d",
            volume="847",
            first_page="430",
            pincite="432",
            date="1988",
            court="7th Cir.",
        ),
    ),
    (
        "R v Moor, [1986] 1 SCR 103, 26 DLR (4th) 200.",
        Cited("case", title="R v Moor", container="SCR", volume="1", first_page="103", date="1986"),
    ),
)


@pytest.mark.parametrize(("source", "expected"), CITED, ids=[source[:30] for source, _ in CITED])
def test_a_whole_citation(source: str, expected: Cited) -> None:
    (citation,) = read_note(source).citations
    assert told(citation, source) == expected


def test_the_section_of_a_bill_is_none_of_a_code() -> None:
    bill, regulation = read_note(
        "Lamp Act, S. 1160, 88th Cong. § 1 (1965); 48 C.F.R. pt. 1."
    ).citations
    assert [each.value for each in bill.identifiers] == ["S. 1160, 88th Cong."]
    assert [each.value for each in regulation.identifiers] == ["48 C.F.R. pt. 1"]


def test_three_editors_are_no_publisher() -> None:
    (citation,) = read_note(
        "Ida Moor, *Oil*, *in* LAMPS 263, 266 (Jo Roe, Ann K. Poe & Uri S. Holm eds., 2011)."
    ).citations
    assert (citation.container, citation.publisher, citation.first_page) == ("LAMPS", None, "263")


def test_a_question_in_the_title_of_a_later_work() -> None:
    citations = read_note(
        "See, e.g., Ida Moor, Lamps and Their Long and Costly History in the Harbor Towns of the "
        "Northern Coast, 66 J. LIGHT 1283, 1283 (2004); Ann Poe & Uri Holm, On the Keeping of "
        "Quays at Night in Winter and in the Long Fogs of the Spring, 11 POL. LIGHT 368 (2003); "
        "Jo S. Roe, Sarah Fulton & Walter J. Stone, When to Light It? Keepers, Ambitions, and the "
        "Choice of Oil, 100 AM. LIGHT REV. 195, 206 (2006)."
    ).citations
    assert [c.title for c in citations][2:] == [
        "When to Light It? Keepers, Ambitions, and the Choice of Oil"
    ]


def test_a_short_form_in_a_sentence_that_goes_on() -> None:
    reading = read_notes(
        "Ida Moor & Ann Poe, *Lamps*, 12 QUAY L. REV. 4 (2011).",
        "Moor & Poe, *supra* note 1, at 9, however, remark that in such towns “no figures on oil "
        "were gathered by anybody.”",
    )[1]
    (citation,) = reading.citations
    assert (citation.raw, citation.pincite) == ("Moor & Poe, *supra* note 1, at 9", "9")
    assert [(q.verify, q.citation) for q in reading.quotations] == [(True, 0)]


def test_an_id_of_several_subsections() -> None:
    (citation,) = read_notes("11 U.S.C. § 546(e).", "*Id.* § 546(e), (g).")[1].citations
    assert (citation.pincite, citation.parentheticals) == ("§ 546(e), (g)", ())


@pytest.mark.parametrize("short", ["Moor", "*Moor*"])
def test_a_case_is_called_by_a_party_behind_supra(short: str) -> None:
    (citation,) = read_notes(
        "R v Moor, [1986] 1 SCR 103; R v Poe, [1990] 1 SCR 1075.",
        f"See {short}, supra note 1 at para 12.",
    )[1].citations
    assert (told(citation, "").antecedent, citation.title, citation.authors) == ("1/0", "Moor", ())


def test_a_signal_with_a_colon() -> None:
    (citation,) = read_note("See e.g.: Ida Moor, “Lamps” (2003) 327 *Quay Journal* 14.").citations
    assert (citation.signal, citation.title) == ("See e.g.", "Lamps")


def test_a_subsection_of_the_document_itself() -> None:
    (citation,) = read_note("*See supra* subsection II (B)(4)(d).").citations
    assert (citation.form.value, citation.signal) == ("cross_reference", "See")


@pytest.mark.parametrize(
    ("source", "title", "container"),
    [
        (
            "Ida Moor, *Harbor Tolls After* Lamp, QUAY J. (July 9, 2024), https://quay.example.org/a.",
            "Harbor Tolls After Lamp",
            "QUAY J.",
        ),
        (
            "Ida Moor, *What Was Lost in* Ash v. Birch, 12 QUAY L. REV. 4 (2011).",
            "What Was Lost in Ash v. Birch",
            "QUAY L. REV.",
        ),
        (
            "Ida Moor, *The Use of Losing* Ash v. Birch, *in* LAMPS AFTER DARK 63 (Jo Poe ed., "
            "2004).",
            "The Use of Losing Ash v. Birch",
            "LAMPS AFTER DARK",
        ),
        ("Ida Moor, *Lamps* N.Y. Times, May 4, 2020, at A4.", "Lamps", "N.Y. Times"),
    ],
)
def test_a_title_that_ends_with_a_case_in_roman(source: str, title: str, container: str) -> None:
    (citation,) = read_note(source).citations
    assert (citation.title, citation.container) == (title, container)
    assert told(citation, source).authors == "Moor, Ida"


def test_a_title_that_begins_with_a_sum() -> None:
    (citation,) = read_notes(
        "Lamp Inst., *$23 Billion* (2019), https://lamp.example.org/23.",
        "$23 Billion, *supra* note 1, at app. A.",
    )[1].citations
    assert (told(citation, "").antecedent, citation.title) == ("1/0", "$23 Billion")
