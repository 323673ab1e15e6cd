"""The law of the Union, judgments between states, neutral citations and law reports."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

Case = tuple[str, str | None, str | None, str | None, str | None, str | None, str, str | None]

CASES: tuple[Case, ...] = (
    # the note, title, container, volume, first page, pincite, date, court
    (
        "Case C-131/99, *Quay SL v. Agencia del Puerto*, ECLI:EU:C:2004:317, ¶ 94 (May 13, 2004).",
        *("Quay SL v. Agencia del Puerto", "EU:C", None, "317", "¶ 94", "2004-05-13", "CJEU"),
    ),
    (
        "Case C-252/91 Harbour Platforms Norland EU:C:1993:537, paras 75–77.",
        *("Harbour Platforms Norland", "EU:C", None, "537", "paras 75–77", "1993", "CJEU"),
    ),
    (
        "Case C-453/90 Roe and Poe v SOS Harbour spol. s r.o. EU:C:1992:144, para 41.",
        *("Roe and Poe v SOS Harbour spol. s r.o.", "EU:C", None, "144", "para 41", "1992", "CJEU"),
    ),
    (
        "Joined Cases T-585/98 and T-144/99 *Ferry v Council* [2001] ECR II-1234, para 9.",
        *("Ferry v Council", "ECR", None, "II-1234", "para 9", "2001", "Gen. Ct."),
    ),
    (
        "CJEU, Case C-311/98, Port Authority v. Roe Limited, Judgment of the Grand Chamber, 16 July"
        " 2000.",
        *("Port Authority v. Roe Limited", None, None, None, None, "2000-07-16", "CJEU"),
    ),
    (
        "CJEU, *Breakwater*, Case C-582/94, 19 October 1996.",
        *("Breakwater", None, None, None, None, "1996-10-19", "CJEU"),
    ),
    (
        "Shoals (Nor. v. Swed.), Judgment, 1951 I.C.J. 116, 131 (Dec. 18).",
        *("Shoals (Nor. v. Swed.)", "I.C.J.", "1951", "116", "131", "1951-12-18", "I.C.J."),
    ),
    (
        "*Deep Shelf (Norland v. Isle)*, Interim Protection, Order of 11 September 1986, I.C.J."
        " Reports 1986, paras. 22–35.",
        *("Deep Shelf (Norland v. Isle)", "I.C.J. Reports", "1986", None, "paras. 22–35"),
        *("1986-09-11", "I.C.J."),
    ),
    (
        "Nets (Norland v Isle) [2003] ICJ Rep 161, para 51.",
        *("Nets (Norland v Isle)", "ICJ Rep", "2003", "161", "para 51", "2003", "I.C.J."),
    ),
    (
        "*Norland v. Isle*, Award of the Arbitral Tribunal, 17 September 2007, paras. 459–466.",
        *("Norland v. Isle", None, None, None, "paras. 459–466", "2007-09-17", None),
    ),
    (
        "Roe v Isle Harbour Board [1932] AC 562 (HL) 580.",
        *("Roe v Isle Harbour Board", "AC", None, "562", "580", "1932", "HL"),
    ),
    (
        "Roe v Queensport (No 2) (1992) 175 CLR 1, 42.",
        *("Roe v Queensport (No 2)", "CLR", "175", "1", "42", "1992", None),
    ),
    ("*R v Roe*, [1986] 1 SCR 103.", "R v Roe", "SCR", "1", "103", None, "1986", None),
    (
        "*R v Doe*, 2019 SCC 134, [2019] 2 SCR 692, at para 12.",
        *("R v Doe", "SCC", None, "134", "para 12", "2019", "SCC"),
    ),
    (
        "*Ferry Nurses v Isle (Attorney General)*, 2024 FC 42, aff’d 2026 FCA 6.",
        *("Ferry Nurses v Isle (Attorney General)", "FC", None, "42", None, "2024", "FC"),
    ),
    ("[2012] EWCA Civ 1158 [23].", None, "EWCA Civ", None, "1158", "23", "2012", "EWCA Civ"),
    (
        "Roe v. Norland, App. No. 50129/71, ECtHR [GC] (1998-09-06).",
        *("Roe v. Norland", None, None, None, None, "1998-09-06", "ECtHR"),
    ),
    (
        "Roe v Norland App no 12345/67 (ECtHR, 3 February 1985).",
        *("Roe v Norland", None, None, None, None, "1985-02-03", "ECtHR"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_judgments(case: Case) -> None:
    note, *fields = case
    (found,) = read_note(note).citations
    assert found.type.value == "case"
    told = [found.title, found.container, found.volume, found.first_page, found.pincite]
    assert [*told, found.date and found.date.iso, found.court] == fields


ACTS = (
    (
        "Council Directive 95/146/EC, art. 7, 1995 O.J. (L 281) 31, 40.",
        *("Council Directive 95/146/EC", "O.J.", "L 281", "31", "art. 7", "1995"),
    ),
    (
        "Directive 93/113/EEC, OJ L 95, 21.4.1993, p. 29.",
        *("Directive 93/113/EEC", "OJ", "L 95", "29", None, "1993"),
    ),
    (
        "Regulation (EU) 2014/679 of the European Parliament and of the Council of 27 April 2014 on"
        " the lighting of quays (General Quay Regulation) [2014] OJ L119/1, art 4(4).",
        "Regulation (EU) 2014/679 of the European Parliament and of the Council of 27 April 2014 on"
        " the lighting of quays (General Quay Regulation)",
        *("OJ", "L119", "1", "art 4(4)", "2014-04-27"),
    ),
    (
        "QuayR, Regulation (EU) 2023/1114 (in force Dec. 30, 2024).",
        *("Regulation (EU) 2023/1114", None, None, None, None, "2024-12-30"),
    ),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act[0][:30])
def test_acts_of_the_union(act: tuple[str | None, ...]) -> None:
    note, *fields = act
    (found,) = read_note(str(note)).citations
    assert found.type.value == "regulation"
    told = [found.title, found.container, found.volume, found.first_page, found.pincite]
    assert [*told, found.date and found.date.iso] == fields


def test_acts_in_prose_and_by_their_initials() -> None:
    prose = "The rules of Directive 95/146/EC were replaced by Regulation (EU) 2016/1679 in 2018."
    assert [each.raw for each in read_note(prose, None).citations] == [
        "Directive 95/146/EC",
        "Regulation (EU) 2016/1679",
    ]
    (first, second) = read_note("GDPR arts. 49(4), 50; Article 6(1)(f) GDPR.").citations
    assert (first.container, first.first_page, first.pincite) == ("GDPR", "49(4), 50", None)
    assert (second.container, second.first_page, second.pincite) == ("GDPR", "6", "(1)(f)")


NONE = (
    "Flight C-13/14 was late.",
    "The Regulation 12/14 of the town council was repealed.",
    "We met on (2019) 12 May at 5 and in [2020] 4 Street 12.",
    "The award of 1951 went to the ICJ choir.",
)


@pytest.mark.parametrize("prose", NONE)
def test_no_judgment(prose: str) -> None:
    assert read_note(prose).citations == ()
