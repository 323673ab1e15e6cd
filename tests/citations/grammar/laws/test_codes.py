"""Codes of states and cities, session laws, rules of courts, acts of the Commonwealth."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note, told

SECTIONS: tuple[tuple[str, str, str | None, str, str | None], ...] = (
    # the note, container, volume, first page, pincite
    ("Cal. Gov’t Code § 7282.5.", "Cal. Gov’t Code", None, "7282.5", None),
    ("Cal. Lab. Code §1182.12", "Cal. Lab. Code", None, "1182.12", None),
    ("N.Y. C.P.L.R. 5001(a).", "N.Y. C.P.L.R.", None, "5001", "(a)"),
    ("N.Y. C.P.L.R. § 5001 (McKinney 2019).", "N.Y. C.P.L.R.", None, "5001", None),
    ("740 ILCS 14/10.", "ILCS", "740", "14/10", None),
    ("740 Ill. Comp. Stat. 14/15(b) (2018).", "Ill. Comp. Stat.", "740", "14/15", "(b)"),
    ("42 Pa. Cons. Stat. § 8301(c).", "Pa. Cons. Stat.", "42", "8301", "(c)"),
    ("18 Pa. C.S. § 2502.", "Pa. C.S.", "18", "2502", None),
    ("68 P.S. § 250.511a.", "P.S.", "68", "250.511a", None),
    ("MCL 722.23.", "MCL", None, "722.23", None),
    ("RCW 9A.32.030(1)(b).", "RCW", None, "9A.32.030", "(1)(b)"),
    ("NRS 200.030; ORS 163.095.", "NRS", None, "200.030", None),
    ("K.S.A. 21-5402.", "K.S.A.", None, "21-5402", None),
    ("N.J.S.A. 2A:15-5.", "N.J.S.A.", None, "2A:15-5", None),
    ("O.C.G.A. § 16-5-1.", "O.C.G.A.", None, "16-5-1", None),
    ("N.H. Rev. Stat. Ann. § 91-A:4.", "N.H. Rev. Stat. Ann.", None, "91-A:4", None),
    ("Minn. Stat. § 504B.161, subd. 1(a).", "Minn. Stat.", None, "504B.161", "subd. 1(a)"),
    ("La. Civ. Code Ann. art. 2315.", "La. Civ. Code Ann.", None, "art. 2315", None),
    ("Md. Code Ann., Crim. Law § 2-201.", "Md. Code Ann., Crim. Law", None, "2-201", None),
    ("Me. Rev. Stat. Ann. tit. 17-A, § 201.", "Me. Rev. Stat. Ann. tit. 17-A", None, "201", None),
    ("U.C.C. § 2-316(2).", "U.C.C.", None, "2-316", "(2)"),
    ("I.R.C. § 501(c)(3).", "I.R.C.", None, "501", "(c)(3)"),
    ("L.A. Mun. Code §187.02", "L.A. Mun. Code", None, "187.02", None),
    ("Marlow, Cal., Mun. Code § 12.04.", "Marlow, Cal., Mun. Code", None, "12.04", None),
    ("S.F. Admin. Code ch. 12R.", "S.F. Admin. Code", None, "ch. 12R", None),
    ("San José Mun. Code ch. 4.100.", "San José Mun. Code", None, "ch. 4.100", None),
    ("2011 Cal. Stat. 567.", "Cal. Stat.", "2011", "567", None),
    ("2011 Cal. Stat. ch. 567, § 2.", "Cal. Stat.", "2011", "ch. 567", "§ 2"),
    ("2019 Tex. Gen. Laws 1204, 1206.", "Tex. Gen. Laws", "2019", "1204", "1206"),
    ("FED. R. EVID. 702.", "FED. R. EVID.", None, "702", None),
    ("FRCP 12(b)(6).", "FRCP", None, "12", "(b)(6)"),
    ("Sup. Ct. R. 10.", "Sup. Ct. R.", None, "10", None),
    ("Model Rule 1.6(b).", "Model Rule", None, "1.6", "(b)"),
    ("Isle Act 1998 (UK), c 146, ss. 29(2)(d), 102.", "Isle Act 1998", None, "29(2)(d), 102", None),
    ("Human Rights Act 1998 (UK), c 42, s. 4.", "Human Rights Act 1998", None, "4", None),
    ("Public Ports Act 2001 (UK), c 24, s. 23(1).", "Public Ports Act 2001", None, "23", "(1)"),
)


@pytest.mark.parametrize(("note", "container", "volume", "page", "pincite"), SECTIONS)
def test_a_section_of_a_code(
    note: str, container: str, volume: str | None, page: str, pincite: str | None
) -> None:
    found = read_note(note).citations[0]
    assert found.raw == note.partition(";")[0]
    assert found.type.value == "statute"
    assert found.form.value == "full"
    assert (found.container, found.volume) == (container, volume)
    assert (found.first_page, found.pincite) == (page, pincite)


REGULATIONS = (
    ("Cal. Code Regs. tit. 8, § 3395.", "Cal. Code Regs. tit. 8", "3395"),
    ("N.Y. Comp. Codes R. & Regs. tit. 9, § 466.1.", "N.Y. Comp. Codes R. & Regs. tit. 9", "466.1"),
    ("Treas. Reg. § 1.501(c)(3)-1 (2019).", "Treas. Reg.", "1.501(c)(3)-1"),
    ("N.H. Code Admin. R. Tra 603.02.", "N.H. Code Admin. R. Tra", "603.02"),
)


@pytest.mark.parametrize(("note", "container", "page"), REGULATIONS)
def test_a_regulation_of_a_state(note: str, container: str, page: str) -> None:
    (found,) = read_note(note).citations
    assert found.type.value == "regulation"
    assert (found.container, found.first_page) == (container, page)


def test_a_session_s_year_is_the_date() -> None:
    (found,) = read_note("2011 Cal. Stat. 567.").citations
    assert found.date is not None
    assert found.date.iso == "2011"


def test_a_sentence_s_first_word_is_no_code() -> None:
    (found,) = read_note("Under Cal. Gov’t Code § 7282.5 this is barred.").citations
    assert found.raw == "Cal. Gov’t Code § 7282.5"


def test_chapters_of_canadian_statutes() -> None:
    (first, second) = read_note(
        "*Quiet Harbours Act*, RSC 1985, c H-61, s. 13 (as it stood before repeal); repealed by "
        "*An Act to amend the Quiet Harbours Act (night ferries)*, SC 2013, c 137."
    ).citations
    assert told(first, "").title == "Quiet Harbours Act"
    assert (first.container, first.volume, first.first_page) == ("RSC", "1985", "c H-61")
    assert first.pincite == "s. 13"
    assert [p.text for p in first.parentheticals] == ["as it stood before repeal"]
    assert second.title == "An Act to amend the Quiet Harbours Act (night ferries)"
    assert (second.container, second.first_page, second.date and second.date.iso) == (
        "SC",
        "c 137",
        "2013",
    )


NO_LAWS = (
    "The report counts 740 ferries in 14 harbors.",
    "MCL is the initials of the firm, as of 2019.",
    "In 2011 Cal. State moved its library.",
    "The RSA conference had 91 talks.",
    "Chapter 12 of the novel is set in Marlow.",
    "The Act of 1985 was named after c H-61, a boat.",
    "The rule of 12 was dropped.",
)


@pytest.mark.parametrize("prose", NO_LAWS)
def test_no_law(prose: str) -> None:
    assert [each.raw for each in read_note(prose).citations] == []
