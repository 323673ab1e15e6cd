"""What law reviews and their like do that other notes do not."""

from __future__ import annotations

import pytest

from citations.model import CitationForm
from tests.citations.grammar.notes import read_note, read_notes, told


def test_families_alone_are_authors_from_the_first_note_on() -> None:
    (found,) = read_note("Roe, Doe & Poe, *Quay Money*, 54 Ex. St. L.J. 1073 (2022).").citations
    assert [name.family for name in found.authors] == ["Roe", "Doe", "Poe"]
    for body in ("Health, Education & Welfare", "Skadden, Roe & Doe LLP"):
        (report,) = read_note(f"{body}, *Annual Report* (1970).").citations
        assert told(report, "").authors == f"={body}"


def test_a_forthcoming_article_needs_no_year() -> None:
    (found,) = read_note("Jane Roe, *Quays*, Ex. L.J. (forthcoming), manuscript at 4.").citations
    assert (found.container, found.pincite, found.date) == ("Ex. L.J.", "4", None)


def test_words_before_a_signal_are_no_author() -> None:
    (_, second) = read_notes(
        "Jane Roe & John Doe, *Quays*, 12 Ex. L.J. 4 (2019).",
        "For a few examples see Roe & Doe, supra note 1, at 5.",
    )
    (found,) = second.citations
    assert found.raw == "see Roe & Doe, supra note 1, at 5."
    assert found.signal == "See"
    assert found.antecedent is not None


@pytest.mark.parametrize(
    ("short", "pincite"),
    [
        ("ibid art 9(1).", "art 9(1)"),
        ("ibid s 3.2.13 (the request).", "s 3.2.13"),
        ("Roe (n 1) recital 69.", "recital 69"),
        ("*Id.* § 3(b)(2).", "§ 3(b)(2)"),
    ],
)
def test_parts_that_short_forms_point_to(short: str, pincite: str) -> None:
    second = read_notes("Jane Roe, *Quays* (Example Press 2019).", short)[1]
    (found,) = second.citations
    assert found.pincite == pincite
    assert all(p.text == "the request" for p in found.parentheticals)


def test_a_part_of_the_document_has_parentheticals() -> None:
    (found,) = read_note("*See infra* App. A (the inventory).").citations
    assert found.form is CitationForm.CROSS_REFERENCE
    assert [p.text for p in found.parentheticals] == ["the inventory"]


def test_a_quotation_may_close_with_a_straight_mark() -> None:
    quoted = 'Roe v. Doe, 1 F.3d 2 (1st Cir. 1993) (a “hard quay” that “may be too long").'
    assert [each.raw for each in read_note(quoted).quotations] == [
        "“hard quay”",
        '“may be too long"',
    ]
    nested = 'Roe said that “a 5" plank” held.'
    assert [each.raw for each in read_note(nested).quotations] == ['“a 5" plank”']


def test_a_journal_in_italics_behind_the_year() -> None:
    (found,) = read_note("Jane Roe, “Talk” (1960) 131 *Quays* 1355, https://ex.org/1.").citations
    assert (found.container, found.volume, found.first_page) == ("Quays", "131", "1355")


DECISIONS = (
    (
        "BVerfG, Beschl. v. 20.02.1992 – 1 BvR 1423/89, BVerfGE 105, 252 (265).",
        *(None, "BVerfGE", "105", "252", "265", "1992-02-20", "BVerfG"),
    ),
    (
        "BGH, Urt. v. 14.01.1996 – I ZR 1107/94, GRUR 1996, 820 Rn. 12.",
        *(None, "GRUR", "1996", "820", "Rn. 12", "1996-01-14", "BGH"),
    ),
    ("BVerfGE 7, 198 (208) – Kai.", "Kai", "BVerfGE", "7", "198", "208", None, "BVerfG"),
    (
        "OLG Frankfurt, Urteil vom 13. Oktober 1992, 6 U 112/91.",
        *("6 U 112/91", None, None, None, None, "1992-10-13", "OLG Frankfurt"),
    ),
)


@pytest.mark.parametrize("case", DECISIONS, ids=lambda case: str(case[0])[:30])
def test_german_decisions(case: tuple[str | None, ...]) -> None:
    note, *fields = case
    (found,) = read_note(str(note)).citations
    assert found.type.value == "case"
    told_ = [found.title, found.container, found.volume, found.first_page, found.pincite]
    assert [*told_, found.date and found.date.iso, found.court] == fields


def test_rulings_and_european_treaties() -> None:
    (ruling,) = read_note("Rev. Rul. 2004-101, 2004-1 C.B. 1, 3.").citations
    assert (ruling.title, ruling.container, ruling.volume) == (
        "Rev. Rul. 2004-101",
        "C.B.",
        "2004-1",
    )
    assert (ruling.first_page, ruling.pincite) == ("1", "3")
    (treaty,) = read_note("Convention on Quay Crime, CETS No. 1185 (2001).").citations
    assert (treaty.title, treaty.container) == ("Convention on Quay Crime", "CETS")


def test_what_is_compared_may_begin_in_italics() -> None:
    (first, second) = read_note(
        "*Compare Roe v. Doe*, 1 F.3d 2 (1st Cir. 1993) (a quay), *with Poe v. Doe*, 3 F.3d 4"
        " (2d Cir. 1994)."
    ).citations
    assert (first.signal, first.title) == ("Compare", "Roe v. Doe")
    assert (second.signal, second.title) == ("With", "Poe v. Doe")


def test_a_signal_that_a_sentence_leads_to_without_a_comma() -> None:
    (found,) = read_note(
        "For the other view see Ann Roe, *Quays*, 12 Ex. L. Rev. 4 (2019)."
    ).citations
    assert (found.signal, [name.family for name in found.authors]) == ("See", ["Roe"])


def test_supra_without_a_note_s_number() -> None:
    readings = read_notes(
        "Ann Roe, *Quays* 4 (2019).",
        "John Doe, *Piers* 5 (2018).",
        "Roe, *supra*, at 14; Poe, *supra*, at 15.",
    )
    (found,) = readings[2].citations
    assert found.form is CitationForm.SUPRA
    assert (found.antecedent and found.antecedent.note, found.pincite) == ("1", "14")


def test_a_discussion_elsewhere_in_the_document() -> None:
    (found,) = read_note("See discussion infra Part III.B.").citations
    assert (found.form, found.signal) == (CitationForm.CROSS_REFERENCE, "See")


def test_names_given_in_quotation_marks() -> None:
    first, second = read_notes(
        "U.S. Dep’t of Quays, *The State of Quays* (2018), https://ex.org/q (“Quays Report”).",
        "Quays Report at 5.",
    )
    assert first.citations[0].parentheticals[0].kind.value == "hereinafter"
    assert second.citations[0].antecedent is not None
    (other,) = read_note("Ann Roe, *Quays* 4 (2019) (“Trust fell.”).").citations
    assert other.parentheticals[0].kind.value == "quoting"


def test_one_source_cited_twice_is_one_source() -> None:
    readings = read_notes(
        "*Roe v. Doe*, 302 F.3d 1868, 1875 (9th Cir. 2002); *see also id.* at 1879.",
        "*Id.* at 1880.",
        "*Roe v. Doe*, 302 F.3d 1868 (9th Cir. 2002); *Poe v. Doe*, 3 F.3d 4 (2d Cir. 1994).",
        "*Id.* at 1881.",
    )
    (bound,), (dangling,) = readings[1].citations, readings[3].citations
    assert bound.antecedent is not None
    assert (bound.antecedent.note, bound.antecedent.index) == ("1", 0)
    assert dangling.antecedent is None


NAMES = (
    ("*Compare eQuay, Inc. v. Roe*, 100 F. Supp. 2d 1058 (N.D. Cal. 2000).", "eQuay, Inc. v. Roe"),
    (
        "United States v. $36,125 in U. S. Currency, 642 F.2d 11211 (5th Cir. 1981).",
        "United States v. $36,125 in U. S. Currency",
    ),
)


@pytest.mark.parametrize(("note", "title"), NAMES)
def test_names_with_small_letters(note: str, title: str) -> None:
    (found,) = read_note(note).citations
    assert found.title == title


PAGES = (
    ("Roe v Doe, 517 US 1620 (1996), at 632 (Kay J).", "632"),
    ("Roe v. Doe, 610 F.2d 1372, 1376, n. 4 (5th Cir. 1980).", "1376, n. 4"),
    ("Roe v. Doe, No. 99-cv-7654, 2003 WL 21406289, at *3 (C.D. Cal. Mar. 7, 2003).", "*3"),
)


@pytest.mark.parametrize(("note", "pincite"), PAGES)
def test_pages_of_cases(note: str, pincite: str) -> None:
    (found,) = read_note(note).citations
    assert found.container is not None
    assert found.pincite == pincite


def test_an_act_by_its_initials_and_its_section_of_the_code() -> None:
    (found,) = read_note("QEA sec. 901a(19), 7 U.S.C. § 901a(19).").citations
    assert (found.title, found.container, found.first_page) == (
        "QEA sec. 901a(19)",
        "U.S.C.",
        "901a",
    )
    (proposed,) = read_note("Proposed 17 C.F.R. § 140.11(a)(1).").citations
    assert proposed.raw == "Proposed 17 C.F.R. § 140.11(a)(1)."
    (capital,) = read_note("U.S. Const. Art. 1, § 8, cl. 8.").citations
    assert capital.identifiers[0].value == "U.S. Const. art. I, § 8, cl. 8"


def test_a_notice_about_a_directive() -> None:
    (found,) = read_note(
        "Commission Notice – Guidance on Council Directive 93/113/EEC [2019] OJ C323/4, para 70."
    ).citations
    assert found.title == "Commission Notice – Guidance on Council Directive 93/113/EEC"
    assert (found.container, found.volume, found.first_page) == ("OJ", "C323", "4")
    assert found.pincite == "para 70"


def test_an_issue_beside_the_volume_and_minus_signs_between_pages() -> None:
    (found,) = read_note("Ann Roe, “Quays” (2024) 69:3 *Isle Law Journal* 1247.").citations
    assert (found.container, found.volume) == ("Isle Law Journal", "69")
    assert found.first_page == "1247"
    (case,) = read_note("Roe v. Doe, 128 F.3d 1085, 1099−100 (1st Cir. 2005).").citations
    assert case.pincite == "1099−100"
