"""Laws that prose mentions, and the codes that a document gives its sections."""

from __future__ import annotations

import pytest

from citations.grammar import Code, establish
from citations.passage import plain
from tests.citations.grammar.notes import read_note

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
