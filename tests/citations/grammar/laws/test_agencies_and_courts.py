"""Filings before agencies, names for later, and what leads to a citation in letters and briefs.

Rules kept here:
- A proceeding is called by its name; what the agency issued in it and its docket are no part of it.
- A person's office is no title, and prose that leads to an author is no author.
"""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, read_note, read_notes, told

CITED = (
    (
        "In the Matter of Lamps on Quays, Declaratory Ruling, Report and Order, and Order, "
        "WC Docket No. 17-118 (rel. Nov. 2, 2017) (“Draft Report & Order”).",
        Cited(
            "case",
            title="In the Matter of Lamps on Quays",
            date="2017-11-02",
            parentheticals=("hereinafter: “Draft Report & Order”",),
        ),
    ),
    (
        "In re Lighting the Open Harbor (LOH), 30 FCC Rcd. 5601, 5604 (2015).",
        Cited(
            "case",
            title="In re Lighting the Open Harbor",
            container="FCC Rcd.",
            volume="30",
            first_page="5601",
            pincite="5604",
            date="2015",
            parentheticals=("hereinafter: LOH",),
        ),
    ),
    (
        "Quay Ass’n v. Harbor Comm’n (QAHarbor), 825 F.3d 674 (D.C. Cir. 2016).",
        Cited(
            "case",
            title="Quay Ass’n v. Harbor Comm’n",
            container="F.3d",
            volume="825",
            first_page="674",
            date="2016",
            court="D.C. Cir.",
            parentheticals=("hereinafter: QAHarbor",),
        ),
    ),
    (
        "Ida Moor, Acting Chairman, Harbor Trade Comm’n, Remarks on the Price of Oil (Nov. 8, "
        "2017), https://htc.example.gov/moor.pdf.",
        Cited(
            "speech",
            authors="Moor, Ida",
            title="Remarks on the Price of Oil",
            date="2017-11-08",
            url="https://htc.example.gov/moor.pdf",
        ),
    ),
    (
        "Ida Moor et al., *Lamps in Practice* (2023–2024 ed.).",
        Cited("book", authors="Moor, Ida", title="Lamps in Practice", date="2023"),
    ),
    (
        "Ida Moor, ‘Lamps Lit Again’, *The Quay Herald* (online, 15 March 2025) "
        "https://herald.example.com/lamps.",
        Cited(
            "article-newspaper",
            authors="Moor, Ida",
            title="Lamps Lit Again",
            container="The Quay Herald",
            date="2025-03-15",
            url="https://herald.example.com/lamps",
        ),
    ),
    (
        "*Lamps on the River Wyre (Isle v Norland) (Judgment)* [2010] ICJ Rep 14.",
        Cited(
            "case",
            title="Lamps on the River Wyre (Isle v Norland)",
            container="ICJ Rep",
            volume="2010",
            first_page="14",
            date="2010",
            court="I.C.J.",
        ),
    ),
)


@pytest.mark.parametrize(("source", "expected"), CITED, ids=[source[:30] for source, _ in CITED])
def test_a_whole_citation(source: str, expected: Cited) -> None:
    (citation,) = read_note(source).citations
    assert told(citation, source) == expected


def test_a_name_for_later_in_parentheses_is_no_quotation() -> None:
    reading = read_note(CITED[0][0])
    assert [quotation.verify for quotation in reading.quotations] == [False]


def test_a_place_in_parentheses_is_part_of_a_foreign_name() -> None:
    (citation,) = read_note("*Moor v Quay (NSW)* (1988) 166 CLR 91.").citations
    assert citation.title == "Moor v Quay (NSW)"


@pytest.mark.parametrize(
    "lead",
    [
        "The next pages draw upon words first published as",
        "A longer account of the lamps appeared in",
        "Some of this argument was adapted from",
    ],
)
def test_prose_that_leads_to_the_author(lead: str) -> None:
    source = "Ida Moor, *Lamps and Law*, QUAY J. (July 9, 2024), https://quay.example.org/lamps."
    (citation,) = read_note(f"{lead} {source}").citations
    assert (citation.raw, told(citation, "").authors) == (source, "Moor, Ida")


@pytest.mark.parametrize(
    ("full", "source", "raw", "title"),
    [
        (
            "Moor & Quay Co. v. Tidewater, 194 U.S. 106, 108 (1904).",
            "As the Court said early, in Moor & Quay Co., 194 U.S. at 108–10, it is law.",
            "Moor & Quay Co., 194 U.S. at 108–10",
            "Moor & Quay Co.",
        ),
        (
            "United States v. Lamp (Lamp II), 844 F.3d 1024 (9th Cir. 2016).",
            "It is not a statute on “mere inconvenience,” Lamp II, 844 F.3d at 1028, they say.",
            "Lamp II, 844 F.3d at 1028",
            "Lamp II",
        ),
        (
            "Moor & Quay Co. v. Tidewater, 194 U.S. 106, 108 (1904).",
            "As the Court said early, in Other Words, 194 U.S. at 108–10, it is law.",
            "194 U.S. at 108–10",
            None,
        ),
    ],
)
def test_a_short_case_in_a_sentence_without_italics(
    full: str, source: str, raw: str, title: str | None
) -> None:
    citation = read_notes(full, source)[1].citations[-1]
    assert (citation.raw, citation.title) == (raw, title)


def test_what_a_sentence_goes_on_with_is_not_what_became_of_the_case() -> None:
    source = (
        "It is any machine, 18 U.S.C. § 1030(e)(2)(B)—in effect any lamp on the quay, see United "
        "States v. Lamp, 844 F.3d 1024, 1050 (9th Cir. 2016), cert. denied, 138 S. Ct. 314 (2017)—"
        "including servers, lamps that manage harbors and provide light to other lamps."
    )
    law, case = read_note(source).citations
    assert law.raw == "18 U.S.C. § 1030(e)(2)(B)"
    assert case.raw.endswith("138 S. Ct. 314 (2017)")
