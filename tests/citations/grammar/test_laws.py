"""Statutes, regulations, orders, bills and the Constitution, alone and in prose."""

from __future__ import annotations

import pytest

from citations.grammar import Code, establish
from citations.passage import plain
from tests.citations.grammar.notes import Cited, Note, read_note, told

WHOLE = (
    Note(
        "section with its year",
        "8 U.S.C. § 1373(a) (2018).",
        (
            Cited(
                "statute",
                container="U.S.C.",
                volume="8",
                first_page="1373",
                pincite="(a)",
                date="2018",
                identifiers=("usc:8 U.S.C. § 1373(a)",),
            ),
        ),
    ),
    Note(
        "several sections",
        "See 8 U.S.C. §§ 1373(a), 1644.",
        (
            Cited(
                "statute",
                signal="See",
                container="U.S.C.",
                volume="8",
                first_page="1373(a), 1644",
                identifiers=("usc:8 U.S.C. § 1373(a)", "usc:8 U.S.C. § 1644"),
            ),
        ),
    ),
    Note(
        "two subsections of one section",
        "42 U.S.C. § 1983(a) and (b).",
        (
            Cited(
                "statute",
                container="U.S.C.",
                volume="42",
                first_page="1983",
                pincite="(a), (b)",
                identifiers=("usc:42 U.S.C. § 1983(a)", "usc:42 U.S.C. § 1983(b)"),
            ),
        ),
    ),
    Note(
        "a range of sections",
        "8 U.S.C. §§ 1101–1537.",
        (
            Cited(
                "statute",
                container="U.S.C.",
                volume="8",
                first_page="1101–1537",
                identifiers=("usc:8 U.S.C. §§ 1101–1537",),
            ),
        ),
    ),
    Note(
        "a section number with letter and hyphen, no periods in the code",
        "42 USC § 300a-1.",
        (
            Cited(
                "statute",
                container="U.S.C.",
                volume="42",
                first_page="300a-1",
                identifiers=("usc:42 U.S.C. § 300a-1",),
            ),
        ),
    ),
    Note(
        "statute and regulation in a string, with a parenthetical",
        "8 U.S.C. § 1357(g); see also 8 C.F.R. § 287.7(a) (2020) (defining detainers).",
        (
            Cited(
                "statute",
                container="U.S.C.",
                volume="8",
                first_page="1357",
                pincite="(g)",
                identifiers=("usc:8 U.S.C. § 1357(g)",),
                raw="8 U.S.C. § 1357(g)",
            ),
            Cited(
                "regulation",
                signal="See also",
                container="C.F.R.",
                volume="8",
                first_page="287.7",
                pincite="(a)",
                date="2020",
                parentheticals=("explanatory: defining detainers",),
                identifiers=("cfr:8 C.F.R. § 287.7(a)",),
                raw="see also 8 C.F.R. § 287.7(a) (2020) (defining detainers).",
            ),
        ),
    ),
    Note(
        "a part of the regulations",
        "28 C.F.R. pt. 35.",
        (
            Cited(
                "regulation",
                container="C.F.R.",
                volume="28",
                first_page="35",
                identifiers=("cfr:28 C.F.R. pt. 35",),
            ),
        ),
    ),
    Note(
        "act, public law, session law, codification",
        "Example Reform Act of 1996, Pub. L. No. 104-208, 110 Stat. 3009-546 (codified at 8 U.S.C. "
        "§ 1373).",
        (
            Cited(
                "statute",
                title="Example Reform Act of 1996",
                container="Stat.",
                volume="110",
                first_page="3009",
                parentheticals=("explanatory: codified at 8 U.S.C. § 1373",),
                identifiers=(
                    "publ:Pub. L. No. 104-208",
                    "stat:110 Stat. 3009",
                    "usc:8 U.S.C. § 1373",
                ),
            ),
        ),
    ),
    Note(
        "an order with its register page",
        "Enhancing Public Safety in the Interior of the United States, Exec. Order No. 13,768, "
        "82 Fed. Reg. 8799 (Jan. 25, 2017).",
        (
            Cited(
                "executive-order",
                title="Enhancing Public Safety in the Interior of the United States",
                container="Fed. Reg.",
                volume="82",
                first_page="8799",
                date="2017-01-25",
                identifiers=("eo:Exec. Order No. 13,768", "fedreg:82 Fed. Reg. 8799"),
            ),
        ),
    ),
    Note(
        "a proclamation",
        "Proclamation No. 9844, 84 Fed. Reg. 4949, 4950 (Feb. 15, 2019).",
        (
            Cited(
                "presidential-document",
                container="Fed. Reg.",
                volume="84",
                first_page="4949",
                pincite="4950",
                date="2019-02-15",
                identifiers=("proclamation:Proclamation No. 9844", "fedreg:84 Fed. Reg. 4949"),
            ),
        ),
    ),
    Note(
        "a rule with its agency and URL",
        "U.S. Dep’t of Examples, *Inadmissibility on Example Grounds*, 84 Fed. Reg. 41,292 "
        "(Aug. 14, 2019), https://example.gov/rule.",
        (
            Cited(
                "regulation",
                authors="=U.S. Dep’t of Examples",
                title="Inadmissibility on Example Grounds",
                container="Fed. Reg.",
                volume="84",
                first_page="41,292",
                date="2019-08-14",
                url="https://example.gov/rule",
                identifiers=("fedreg:84 Fed. Reg. 41,292",),
            ),
        ),
    ),
    Note(
        "a bill",
        "Stop Examples Act, H.R. 3009, 114th Cong. (2015).",
        (
            Cited(
                "bill",
                title="Stop Examples Act",
                date="2015",
                identifiers=("bill:H.R. 3009, 114th Cong.",),
            ),
        ),
    ),
    Note(
        "a state's code",
        "Cal. Gov’t Code § 7284.6 (West 2018).",
        (
            Cited(
                "statute",
                container="Cal. Gov’t Code",
                first_page="7284.6",
                date="2018",
                publisher="West",
            ),
        ),
    ),
    Note(
        "the Constitution",
        "U.S. CONST. amend. XIV, § 1; U.S. Const. art. I, § 8, cl. 3.",
        (
            Cited(
                "constitution",
                identifiers=("const:U.S. Const. amend. XIV, § 1",),
                raw="U.S. CONST. amend. XIV, § 1",
            ),
            Cited(
                "constitution",
                identifiers=("const:U.S. Const. art. I, § 8, cl. 3",),
                raw="U.S. Const. art. I, § 8, cl. 3.",
            ),
        ),
    ),
)

MENTIONED: tuple[tuple[str, list[str] | None], ...] = (
    ("as 8 U.S.C. Section 1373 requires", ["8 U.S.C. Section 1373=usc:8 U.S.C. § 1373"]),
    ("Section 1373 of Title 8 bars it.", ["Section 1373 of Title 8=usc:8 U.S.C. § 1373"]),
    (
        "Section 1373 of Title 8 of the United States Code bars it.",
        ["Section 1373 of Title 8 of the United States Code=usc:8 U.S.C. § 1373"],
    ),
    ("It does not comply with §1373 (a federal law).", ["§1373="]),
    ("under the 4th Amendment that there be", ["the 4th Amendment=const:U.S. Const. amend. IV"]),
    (
        "The First and Fourteenth Amendments protect all.",
        [
            "The First and Fourteenth Amendments="
            "const:U.S. Const. amend. I,const:U.S. Const. amend. XIV"
        ],
    ),
    ("They defend the Constitution every day.", ["the Constitution=const:U.S. Const."]),
    ("the Constitution of California says otherwise", []),
    ("They met on Constitution Avenue.", []),
    ("the 30th Amendment is fiction", []),
    ("Executive Order 13768 was signed", ["Executive Order 13768=eo:Exec. Order No. 13,768"]),
    ("under Pub. L. 104-208 and later", ["Pub. L. 104-208=publ:Pub. L. No. 104-208"]),
    ("Section 287(g) of the Immigration and Nationality Act allows it", None),
    ("The price rose by 8 U.S. dollars in 1373 towns.", []),
    ("see section 5 of this letter", []),
    ("30,000 people in 1,400 cities on the 21st", []),
)


@pytest.mark.parametrize("note", WHOLE, ids=lambda note: note.name)
def test_a_law_is_the_whole_citation(note: Note) -> None:
    reading = read_note(note.source)
    assert tuple(told(citation, note.source) for citation in reading.citations) == note.cites


@pytest.mark.parametrize(("prose", "laws"), MENTIONED)
@pytest.mark.parametrize("label", ["1", None])
def test_prose_mentions_laws(prose: str, laws: list[str] | None, label: str | None) -> None:
    found = [
        citation.raw + "=" + ",".join(f"{i.scheme}:{i.value}" for i in citation.identifiers)
        for citation in read_note(prose, label).citations
    ]
    if laws is None:
        laws = ["Section 287(g) of the Immigration and Nationality Act="]
    assert found == laws


def test_a_bare_section_takes_the_code_that_the_document_gives_it() -> None:
    text = "Under 8 U.S.C. § 1373 this is barred. Section 1373 and § 1373(b) say so; § 9 does not."
    reading = read_note(text, None)
    assert [(c.raw, c.volume, c.form.value) for c in reading.citations] == [
        ("8 U.S.C. § 1373", "8", "full"),
        ("Section 1373", "8", "short"),
        ("§ 1373(b)", "8", "short"),
        ("§ 9", None, "short"),
    ]


def test_a_bare_section_follows_the_full_one_in_its_sentence() -> None:
    (full, bare) = read_note("Both 8 U.S.C. § 1373 and the narrower § 1644 are at issue.").citations
    assert full.identifiers[0].value == "8 U.S.C. § 1373"
    assert [i.value for i in bare.identifiers] == ["8 U.S.C. § 1644"]


def test_nothing_is_invented_for_a_section_with_two_codes() -> None:
    codes = establish([plain("8 U.S.C. § 1373, 8 U.S.C. § 1644"), plain("10 U.S.C. § 1373")])
    assert codes == {"1373": None, "1644": Code("8", "U.S.C.")}
