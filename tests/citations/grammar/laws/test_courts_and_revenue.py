"""Each way in which courts' rules and the revenue service's papers are named is looked for."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

RULES = (
    ("Fed. R. Civ. P. 12", "Fed. R. Civ. P.", "12"),
    ("Sup. Ct. R. 10", "Sup. Ct. R.", "10"),
    ("SUP. CT. R. 10", "SUP. CT. R.", "10"),
    ("FRCP 26", "FRCP", "26"),
    ("FRE 403", "FRE", "403"),
    ("FRAP 28", "FRAP", "28"),
    ("FRCrP 11", "FRCrP", "11"),
    ("Model Rule 1.6", "Model Rule", "1.6"),
    ("9th Cir. R. 36-3", "9th Cir. R.", "36-3"),
    ("5th Cir. I.O.P. 35", "5th Cir. I.O.P.", "35"),
    ("3d Cir. L.A.R. 28.3", "3d Cir. L.A.R.", "28.3"),
    ("1st Cir. L.R. 28.0", "1st Cir. L.R.", "28.0"),
    ("N.D. Cal. Loc. R. 7", "N.D. Cal. Loc. R.", "7"),
    ("N.D. Cal. Civ. L.R. 7-2", "N.D. Cal. Civ. L.R.", "7-2"),
    ("N.D. Cal. Civ. L. R. 7-2", "N.D. Cal. Civ. L. R.", "7-2"),
    ("D. Mass. Local Rule 7.1", "D. Mass. Local Rule", "7.1"),
    ("S.D.N.Y. Local Civil Rule 56.1", "S.D.N.Y. Local Civil Rule", "56.1"),
    ("S.D.N.Y. Local Criminal Rule 16.1", "S.D.N.Y. Local Criminal Rule", "16.1"),
    ("Ohio Civ. R. 56", "Ohio Civ. R.", "56"),
    ("Ohio Civ.R. 56", "Ohio Civ.R.", "56"),
    ("Ohio Crim. R. 11", "Ohio Crim. R.", "11"),
    ("Ohio Crim.R. 11", "Ohio Crim.R.", "11"),
    ("Ohio App. R. 16", "Ohio App. R.", "16"),
    ("Ohio App.R. 16", "Ohio App.R.", "16"),
    ("Ohio Evid. R. 803", "Ohio Evid. R.", "803"),
    ("Ohio Evid.R. 803", "Ohio Evid.R.", "803"),
    ("Ohio Juv. R. 29", "Ohio Juv. R.", "29"),
    ("Ohio Juv.R. 29", "Ohio Juv.R.", "29"),
    ("Pa. R.A.P. 1925", "Pa. R.A.P.", "1925"),
    ("Pa. R. A. P. 1925", "Pa. R. A. P.", "1925"),
    ("Pa. R.C.P. 1028", "Pa. R.C.P.", "1028"),
    ("Pa. R.E. 404", "Pa. R.E.", "404"),
    ("Mass. R.Civ.P. 56", "Mass. R.Civ.P.", "56"),
    ("Mass. R.Crim.P. 14", "Mass. R.Crim.P.", "14"),
    ("Mass. R.App.P. 16", "Mass. R.App.P.", "16"),
    ("Cal. Rules of Court, rule 8.200", "Cal. Rules of Court", "8.200"),
    ("R.C.M. 914", "R.C.M.", "914"),
)

REVENUE = (
    ("Treas. Reg. § 1.61-1", None),
    ("Rev. Rul. 2004-1, 2004-1 C.B. 1", "Rev. Rul. 2004-1"),
    ("Rev. Proc. 2015-13, 2015-5 I.R.B. 419", "Rev. Proc. 2015-13"),
    ("I.R.S. Priv. Ltr. Rul. 2020-12-003", "I.R.S. Priv. Ltr. Rul. 2020-12-003"),
    ("P.L.R. 202012003", "P.L.R. 202012003"),
    ("I.R.S. Tech. Adv. Mem. 2005-04-033", "I.R.S. Tech. Adv. Mem. 2005-04-033"),
    ("I.R.S. Gen. Couns. Mem. 39,862", "I.R.S. Gen. Couns. Mem. 39,862"),
    ("I.R.S. Chief Couns. Mem. 2014-32-007", "I.R.S. Chief Couns. Mem. 2014-32-007"),
    ("Gen. Couns. Mem. 39862, at 3", "Gen. Couns. Mem. 39862"),
    ("I.R.S. Field Serv. Adv. 2001-14-006", "I.R.S. Field Serv. Adv. 2001-14-006"),
)


@pytest.mark.parametrize(("source", "code", "rule"), RULES, ids=[each[0] for each in RULES])
def test_a_rule_of_a_court(source: str, code: str, rule: str) -> None:
    (citation,) = read_note(f"See {source}.").citations
    assert (citation.type.value, citation.container, citation.first_page) == ("statute", code, rule)


@pytest.mark.parametrize(("source", "title"), REVENUE, ids=[each[0] for each in REVENUE])
def test_a_paper_of_the_revenue_service(source: str, title: str | None) -> None:
    (citation,) = read_note(f"See {source}.").citations
    assert (citation.type.value, citation.title) == ("regulation", title)
