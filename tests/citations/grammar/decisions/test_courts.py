"""Which court decided, and cases that no reporter printed."""

from __future__ import annotations

import pytest

from citations.grammar.decisions.courts import court_of

from ..notes import Cited, read_note, told


@pytest.mark.parametrize(
    ("printed", "reporter", "court"),
    [
        ("S.D.N.Y.", "F. Supp. 3d", "S.D.N.Y."),
        ("2d Cir.", "F.3d", "2d Cir."),
        ("Cal. Ct. App.", "Cal. Rptr. 3d", "Cal. Ct. App."),
        (None, "U.S.", "U.S."),
        (None, "S. Ct.", "U.S."),
        (None, "L. Ed. 2d", "U.S."),
        (None, "Cal. 4th", "Cal."),
        (None, "Cal. App. 4th", "Cal. Ct. App."),
        (None, "N.Y.3d", "N.Y."),
        (None, "Ohio St. 3d", "Ohio"),
        (None, "A.D.3d", "N.Y. App. Div."),
        (None, "F.3d", None),
        (None, "N.E.2d", None),
        ("decided", "F.3d", None),
        ("", None, None),
    ],
)
def test_courts(printed: str | None, reporter: str | None, court: str | None) -> None:
    assert court_of(printed, reporter) == court


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "*Roe v. Doe*, No. 19-cv-12, slip op. at 4 (S.D.N.Y. Mar. 3, 2020).",
            Cited("case", title="Roe v. Doe", pincite="4", date="2020-03-03", court="S.D.N.Y."),
        ),
        (
            "Complaint ¶ 9, Roe v. Doe, No. 2:20-cv-7 (D. Me. Jan. 5, 2020), ECF No. 1.",
            Cited("case", title="Roe v. Doe", pincite="¶ 9", date="2020-01-05", court="D. Me."),
        ),
        (
            "Poe v. Isle, Inter-Am. Ct. H.R. (ser. C) No. 12, ¶ 3 (May 2, 2007).",
            Cited(
                *("case", "", "Poe v. Isle"),
                pincite="¶ 3",
                date="2007-05-02",
                court="Inter-Am. Ct. H.R.",
            ),
        ),
        (
            "*R (Roe) v Isle Council* [2018] EWCA Civ 12, [34].",
            Cited(
                *("case", "", "R (Roe) v Isle Council", "EWCA Civ"),
                first_page="12",
                pincite="34",
                date="2018",
                court="EWCA Civ",
            ),
        ),
        (
            "Roe v. Doe, 2014 SCC 44.",
            Cited(*("case", "", "Roe v. Doe", "SCC"), first_page="44", date="2014", court="SCC"),
        ),
    ],
)
def test_cases_without_a_reporter(source: str, expected: Cited) -> None:
    (citation,) = read_note(source).citations
    assert told(citation, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "The council met, No. 12 on the list (May 3, 2019).",
        "Roe v. Doe was on everyone’s lips.",
        "See No. 4 [2018] in the annex.",
    ],
)
def test_no_cases(source: str) -> None:
    assert all(each.type != "case" for each in read_note(source).citations)
