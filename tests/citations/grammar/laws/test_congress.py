"""Reports of Congress, The Federalist, filings, and what became of a case."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

REPORTS = (
    ("H.R. Rep. No. 94-11476.", "H.R. Rep. No. 94-11476", None, None),
    ("See S. Rep. No. 100-1446, at 5 (1988).", "S. Rep. No. 100-1446", "5", "1988"),
    (
        "H.R. Rep. No. 94-11476, at 65 (1976), *reprinted in* 1976 U.S.C.C.A.N. 15659, 15678.",
        *("H.R. Rep. No. 94-11476", "65", "1976"),
    ),
    (
        "H.R. Rep. No. 104-1469, pt. 1, at 277 (1996) (noting the cost).",
        *("H.R. Rep. No. 104-1469, pt. 1", "277", "1996"),
    ),
    ("H. R. Rep. No. 2283, 74th Cong., 1st Sess., 1 (1935).", "H. R. Rep. No. 2283", "1", "1935"),
)


@pytest.mark.parametrize(("note", "title", "pincite", "year"), REPORTS)
def test_reports(note: str, title: str, pincite: str | None, year: str | None) -> None:
    (found,) = read_note(note).citations
    assert found.raw == note
    assert (found.type.value, found.title, found.pincite) == ("report", title, pincite)
    assert (found.date and found.date.iso) == year


def test_a_report_that_a_sentence_cites() -> None:
    (found,) = read_note("Congress knew when it wrote S. Rep. No. 100-1446, at 5, last.").citations
    assert found.raw == "S. Rep. No. 100-1446, at 5"


def test_the_federalist() -> None:
    (found,) = read_note(
        "See The Federalist No. 84, at 78 (Jane Roe) (Ann Poe ed., 1961)."
    ).citations
    assert [name.family for name in found.authors] == ["Roe"]
    assert (found.title, found.pincite) == ("The Federalist No. 84", "78")
    assert found.date is not None
    assert found.date.iso == "1961"
    assert found.parentheticals == ()
    assert read_note("The Federalist Society met in 1984.").citations == ()


HISTORY = (
    ("Roe v. Doe, 211 S.W.3d 423 (Tex. App.—Waco 2006, pet. denied).", "2006", "Tex. App.—Waco"),
    (
        "Roe v. Doe, 681 S.W.2d 211 (Tex. App.—Waco 1984), rev'd, 687 S.W.2d 727 (Tex. 1985).",
        *("1984", "Tex. App.—Waco"),
    ),
    ("Roe v. Doe, 123 F.3d 45 (2d Cir.), cert. denied, 525 U.S. 1 (1998).", "1998", "2d Cir."),
    (
        "Roe v. Doe, 123 F.3d 45 (2d Cir. 1997), *rev’d on other grounds*, 525 U.S. 1 (1998).",
        *("1997", "2d Cir."),
    ),
    ("Roe v Doe, 576 US 5591 (2015).", "2015", "U.S."),
)


@pytest.mark.parametrize(("note", "year", "court"), HISTORY)
def test_what_became_of_a_case(note: str, year: str, court: str) -> None:
    (found,) = read_note(note).citations
    assert found.raw == note
    assert (found.title or "").startswith("Roe v")
    assert found.date is not None
    assert (found.date.iso, found.court, found.parentheticals) == (year, court, ())


FILINGS = (
    (
        "Fact-Finding Report, 10 June 2021, at 13, *in In re: Roe Lending and its Officers*, NPC SS"
        " 21-1008 (NPC 2021).",
        *("In re: Roe Lending and its Officers", "13", "NPC"),
    ),
    (
        "Standing Order, *Talking Machines*, No. 23-mc-91 (E.D. Pa. June 6, 2023).",
        *("Talking Machines", None, "E.D. Pa."),
    ),
    ("Sulu v. Medal, G.R. Nos. 1242255, 1243246 (Sept. 9, 2024).", "Sulu v. Medal", None, None),
)


@pytest.mark.parametrize(("note", "title", "pincite", "court"), FILINGS)
def test_filings(note: str, title: str, pincite: str | None, court: str | None) -> None:
    (found,) = read_note(note).citations
    assert (found.type.value, found.title) == ("case", title)
    assert (found.pincite, found.court) == (pincite, court)


def test_words_that_lead_to_cases_are_no_name() -> None:
    (first, second) = read_note(
        "Two cases are meant: *Roe v. Poe*, 19 U.S. (6 Wheat.) 1264 (1821); *Doe v. Roe*, 92 U.S."
        " 1542 (1876)."
    ).citations
    assert first.raw == "*Roe v. Poe*, 19 U.S. (6 Wheat.) 1264 (1821)"
    assert (first.volume, first.first_page, second.first_page) == ("19", "1264", "1542")


BEFORE_A_CASE = (
    ("Transcript of Oral Argument at 12, Roe v. Doe, 598 U.S. 1101 (2023).", "12"),
    ("Brief for the Isle et al. as Amici Curiae at 5, Roe v. Doe, 598 U.S. 1101 (2023).", "5"),
    (
        "Decl. of Roe ¶ 4, ECF No. 12-3, Roe v. Doe, No. 3:21-cv-1412 (N.D. Cal. Jan. 19, 2021).",
        "¶ 4",
    ),
    (
        "Complaint ¶¶ 14–16, Roe v. Doe, No. 3:21-cv-1412 (N.D. Cal. filed Jan. 19, 2021).",
        "¶¶ 14–16",
    ),
)


@pytest.mark.parametrize(("note", "pincite"), BEFORE_A_CASE)
def test_what_was_filed_is_no_part_of_the_name(note: str, pincite: str) -> None:
    (found,) = read_note(note).citations
    assert (found.title, found.pincite) == ("Roe v. Doe", pincite)
    assert found.court in ("U.S.", "N.D. Cal.")


RESTATED = (
    (
        "Restatement (Third) of Torts: Phys. & Emot. Harm § 907 cmt. b (Am. L. Inst. 2010).",
        *("Restatement (Third) of Torts: Phys. & Emot. Harm", "§ 907 cmt. b", "2010"),
    ),
    (
        "RESTATEMENT (SECOND) OF CONTRACTS § 1190 (1981).",
        "RESTATEMENT (SECOND) OF CONTRACTS",
        "§ 1190",
        "1981",
    ),
    (
        "Universal Declaration of Quays, G.A. Res. 217A (III), U.N. Doc. A/810 at 71 (1948).",
        *("Universal Declaration of Quays", "71", "1948"),
    ),
)


@pytest.mark.parametrize(("note", "title", "pincite", "year"), RESTATED)
def test_restatements_and_resolutions(note: str, title: str, pincite: str, year: str) -> None:
    (found,) = read_note(note).citations
    assert (found.title, found.pincite) == (title, pincite)
    assert found.date is not None
    assert found.date.iso == year
