"""Laws and decisions that courts, agencies and other countries number by themselves.

Rules kept here:
- Every case is a note written for this project; what is not named must be empty.
"""

from __future__ import annotations

import pytest

from ..notes import Cited, read_note, told

CASES = {
    "9th Cir. R. 36-3(a).": Cited(
        "statute", container="9th Cir. R.", first_page="36-3", pincite="(a)"
    ),
    "3d Cir. I.O.P. 5.7.": Cited("statute", container="3d Cir. I.O.P.", first_page="5.7"),
    "E.D. Va. Loc. Civ. R. 7(F)(1).": Cited(
        "statute", container="E.D. Va. Loc. Civ. R.", first_page="7", pincite="(F)(1)"
    ),
    "N.D. Cal. Civ. L.R. 7-2(b).": Cited(
        "statute", container="N.D. Cal. Civ. L.R.", first_page="7-2", pincite="(b)"
    ),
    "Pa. R.A.P. 1925(b).": Cited(
        "statute", container="Pa. R.A.P.", first_page="1925", pincite="(b)"
    ),
    "Cal. Rules of Court, rule 8.500(g)(1).": Cited(
        "statute", container="Cal. Rules of Court", first_page="8.500", pincite="(g)(1)"
    ),
    "R.C.M. 707(a).": Cited("statute", container="R.C.M.", first_page="707", pincite="(a)"),
    "Fed. R. Evid. 803(6), (8).": Cited(
        "statute", container="Fed. R. Evid.", first_page="803", pincite="(6), (8)"
    ),
    "Priv. Ltr. Rul. 201912003 (Mar. 22, 2019).": Cited(
        "regulation", title="Priv. Ltr. Rul. 201912003", date="2019-03-22"
    ),
    "Rev. Proc. 2019-23, 2019-18 I.R.B. 749.": Cited(
        "regulation",
        title="Rev. Proc. 2019-23",
        container="I.R.B.",
        volume="2019-18",
        first_page="749",
        date="2019",
    ),
    "22 R.C.N.Y. § 39-02(b).": Cited(
        "regulation", container="R.C.N.Y.", volume="22", first_page="39-02", pincite="(b)"
    ),
    "310 CMR 7.05(1).": Cited(
        "regulation", container="CMR", volume="310", first_page="7.05", pincite="(1)"
    ),
    "FAR 52.203-13(b).": Cited(
        "regulation", container="FAR", first_page="52.203-13", pincite="(b)"
    ),
    "5 U.S.C. app. 3 § 6(a)(2).": Cited(
        "statute",
        container="U.S.C. app. 3",
        volume="5",
        first_page="6",
        pincite="(a)(2)",
        identifiers=("usc:5 U.S.C. app. 3 § 6(a)(2)",),
    ),
    "U.S.S.G. § 2K2.1(a)(4).": Cited(
        "statute", container="U.S.S.G.", first_page="2K2.1", pincite="(a)(4)"
    ),
    "Stats. 2019, ch. 318, § 3.": Cited(
        "statute",
        container="Stats.",
        volume="2019",
        first_page="ch. 318",
        pincite="§ 3",
        date="2019",
    ),
    "Act of May 3, 1911, ch. 111, § 4, 1911 Colo. Sess. Laws 244, 246.": Cited(
        "statute",
        title="Act of May 3, 1911, ch. 111",
        container="Colo. Sess. Laws",
        volume="1911",
        first_page="244",
        pincite="246",
        date="1911",
    ),
    "Bürgerliches Gesetzbuch [BGB] [Civil Code] § 826, ¶ 1 (Ger.).": Cited(
        "statute",
        container="Bürgerliches Gesetzbuch [BGB] [Civil Code]",
        first_page="826",
        pincite="¶ 1",
    ),
    "Art. 41 Abs. 1 OR.": Cited("statute", container="OR", first_page="41", pincite="Abs. 1"),
    "ZGB Art. 28a.": Cited("statute", container="ZGB", first_page="28a"),
    "S.C. Res. 1540, ¶ 3 (Apr. 28, 2004).": Cited(
        "document", title="S.C. Res. 1540", pincite="¶ 3", date="2004-04-28"
    ),
    "*Quay Owners v. Orr*, 2017-Ohio-4187, ¶ 9 (8th Dist.).": Cited(
        "case",
        title="Quay Owners v. Orr",
        container="Ohio",
        first_page="4187",
        pincite="¶ 9",
        date="2017",
        court="8th Dist.",
    ),
    "*Orr v. Comm’r*, T.C. Memo. 2019-45, at 7.": Cited(
        "case",
        title="Orr v. Comm’r",
        container="T.C. Memo.",
        first_page="45",
        pincite="7",
        date="2019",
        court="T.C.",
    ),
    "*Orr v. Ferry Lines*, 2023 BCCRT 149, paras. 9–12 (CanLII).": Cited(
        "case",
        title="Orr v. Ferry Lines",
        container="BCCRT",
        first_page="149",
        pincite="paras. 9–12",
        date="2023",
        court="BCCRT",
    ),
    "*Ferry Lines*, 371 NLRB No. 52, slip op. at 3 (2022).": Cited(
        "case",
        title="Ferry Lines",
        container="NLRB",
        volume="371",
        first_page="52",
        pincite="3",
        date="2022",
    ),
    "*Orr v. Peru*, ICSID Case No. ARB/11/7, Award, ¶ 399 (July 8, 2015).": Cited(
        "case", title="Orr v. Peru", pincite="¶ 399", date="2015-07-08"
    ),
    "*Orr v. Webb*, 12 F.3d 9 (1st Cir. 1999) (Hart, J., plurality opinion) (dictum).": Cited(
        "case",
        title="Orr v. Webb",
        container="F.3d",
        volume="12",
        first_page="9",
        date="1999",
        court="1st Cir.",
        parentheticals=("weight: Hart, J., plurality opinion", "weight: dictum"),
    ),
}


@pytest.mark.parametrize("note", CASES)
def test_read_as_a_whole(note: str) -> None:
    (cited,) = (told(citation, note) for citation in read_note(note).citations)
    assert cited == CASES[note]


@pytest.mark.parametrize(
    "prose",
    [
        "The ship went as far as Pier 9.104 and turned.",
        "It is 20 NAC away from the OR of the port.",
        "Stats. from 2019, ch. by ch., were lost.",
        "He said, e.g., that the pier is old, compare it or not.",
        "The parties came to an accord, see below, and left.",
    ],
)
def test_prose_is_none_of_them(prose: str) -> None:
    assert read_note(prose).citations == ()
