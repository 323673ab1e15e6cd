"""Short forms of every kind of source, as rules 4, 10.9, 12.10 and 13 to 18 have them.

Rules kept here:
- Each short form stands behind its full citation and after several signals: it must give its form,
  its page or section, the kind of what it stands for, and what that is.
"""

from __future__ import annotations

import pytest

from ..notes import read_note, read_notes, told

BOOK = "Ann Webb, *The Law of Piers* 45 (2d ed. 1990)."
CASE = "*United States v. Calandra*, 414 U.S. 338, 343 (1974)."
SERVICE = "*Roe v. Tidewater Bd.*, No. 19-cv-12, 2020 WL 123456, at 3 (D. Or. May 1, 2020)."
DOCKET = "*Doe v. Harbor Dist.*, No. 19-cv-12, slip op. at 4 (S.D.N.Y. Mar. 3, 2020)."
CODE = "42 U.S.C. § 1983 (2018)."
RULE = "28 C.F.R. § 0.5(a) (2020)."
REGISTER = "Quay Rule, 82 Fed. Reg. 8799, 8801 (Jan. 25, 2017)."
STATE = "Cal. Penal Code § 632.7 (West 2020)."
HOUSE = "H.R. Rep. No. 94-1476, at 65 (1976)."
HEARING = (
    "*Dredging and the Public Fisc: Hearing Before the Subcomm. on Water Res. of the H. Comm. on"
    " Transp.*, 115th Cong. 44 (2017) [hereinafter *Dredging Hearing*]."
)
JOURNAL = "Jane Hart, *Quays and Courts*, 57 Harv. L. Rev. 937, 940 (2014)."
REPORT = (
    "U.S. Gov’t Accountability Off., GAO-19-202, *Transit Grants: Clearer Guidance Needed* 7 (2019)"
    " [hereinafter GAO Report]."
)
TREATY = (
    "Vienna Convention on Consular Relations art. 36, Apr. 24, 1963, 596 U.N.T.S. 261"
    " [hereinafter Consular Convention]."
)
RESTATED = "Restatement (Second) of Torts § 402A (Am. L. Inst. 1965)."
CONSTITUTION = "U.S. Const. art. I, § 8, cl. 3."
LETTER = (
    "Letter from Ann Poole, Sec’y, to Dale Webb, Dir. (June 3, 2020) [hereinafter Poole Letter]."
)

FORMS = [
    (CASE, "*Id.*", "id", None, "case"),
    (CASE, "*Id.* at 344 n.5.", "id", "344 n.5", "case"),
    (CASE, "*Calandra*, 414 U.S. at 343.", "short", "343", "case"),
    (
        CASE,
        "*United States v. Calandra*, 414 U.S. at 343–44 & n.5.",
        "short",
        "343–44 & n.5",
        "case",
    ),
    (CASE, "414 U.S. at 343.", "short", "343", "case"),
    (SERVICE, "*Tidewater*, 2020 WL 123456, at *4.", "short", "*4", "case"),
    (SERVICE, "*Roe*, 2020 WL 123456, at *4–5.", "short", "*4–5", "case"),
    (SERVICE, "2020 WL 123456, at *4.", "short", "*4", "case"),
    (SERVICE, "*Id.* at *4.", "id", "*4", "case"),
    (DOCKET, "*Doe*, slip op. at 5.", "short", "5", "case"),
    (DOCKET, "*Harbor Dist.*, slip op. at 5, 9–10.", "short", "5, 9–10", "case"),
    (DOCKET, "*Doe*, No. 19-cv-12, slip op. at 5.", "short", "5", "case"),
    (CODE, "*Id.* § 1985.", "id", "§ 1985", "statute"),
    (CODE, "*Id.* §§ 1985(3), 1986.", "id", "§§ 1985(3), 1986", "statute"),
    (RULE, "*Id.* § 0.6.", "id", "§ 0.6", "regulation"),
    (REGISTER, "82 Fed. Reg. at 8803.", "short", "8803", "regulation"),
    (REGISTER, "Quay Rule, 82 Fed. Reg. at 8803.", "short", "8803", "regulation"),
    (REGISTER, "*Id.* at 8803.", "id", "8803", "regulation"),
    (STATE, "*Id.* § 633.", "id", "§ 633", "statute"),
    (HOUSE, "H.R. Rep. No. 94-1476, at 66.", "short", "66", "report"),
    (HOUSE, "*Id.* at 66.", "id", "66", "report"),
    (HEARING, "*Dredging Hearing*, *supra* note 1, at 46.", "supra", "46", "speech"),
    (BOOK, "Webb, *supra* note 1, at 46.", "supra", "46", "book"),
    (BOOK, "WEBB, *supra* note 1, § 4, at 46.", "supra", "§ 4, at 46", "book"),
    (BOOK, "*supra* note 1, at 46.", "supra", "46", "book"),
    (BOOK, "*Id.* § 7.21.", "id", "§ 7.21", "book"),
    (
        JOURNAL,
        "Hart, *Quays and Courts*, *supra* note 1, at 941.",
        "supra",
        "941",
        "article-journal",
    ),
    (
        JOURNAL,
        "Hart, *supra* note 1, at 941 & nn.12–14.",
        "supra",
        "941 & nn.12–14",
        "article-journal",
    ),
    (JOURNAL, "*Ibid.*", "id", None, "article-journal"),
    (REPORT, "GAO Report, *supra* note 1, at 9.", "supra", "9", "report"),
    (REPORT, "GAO Report, at 9.", "hereinafter", "9", "report"),
    (REPORT, "GAO Report 9.", "hereinafter", "9", "report"),
    (TREATY, "Consular Convention, *supra* note 1, art. 37.", "supra", "art. 37", "document"),
    (TREATY, "Consular Convention art. 37(b).", "hereinafter", "art. 37(b)", "document"),
    (TREATY, "*Id.* art. 37.", "id", "art. 37", "document"),
    (RESTATED, "*Id.* § 402B cmt. c.", "id", "§ 402B cmt. c", "book"),
    (CONSTITUTION, "*Id.* amend. XIV, § 1.", "id", "amend. XIV, § 1", "constitution"),
    (LETTER, "Poole Letter, *supra* note 1, at 2.", "supra", "2", "document"),
]
SIGNALS = ("", "See ", "See also ", "But see ", "*Cf.* ", "See, e.g., ", "See generally ")


@pytest.mark.parametrize("signal", SIGNALS)
@pytest.mark.parametrize("row", FORMS, ids=lambda row: row[1])
def test_short_form(row: tuple[str, str, str, str | None, str], signal: str) -> None:
    full, short, form, pin, kind = row
    led = f"*{short[1].lower()}{short[2:]}" if signal and short.startswith("*I") else short
    text = signal + led
    (cited,) = (told(citation, text) for citation in read_notes(full, text)[-1].citations)
    name = " ".join(signal.replace("*", "").rstrip(" ,").split()) or None
    assert (cited.form, cited.pincite, cited.type, cited.antecedent, cited.signal, cited.raw) == (
        form,
        pin,
        kind,
        "1/0",
        name,
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "*See supra* note 1 and accompanying text.",
        "*See supra* notes 1–3 and accompanying text.",
        "*See infra* text accompanying notes 4–5.",
        "*See infra* Section II.B.",
        "*See discussion supra* Part I.",
        "*See supra* pp. 12–14.",
        "*See supra* Figure 2.",
    ],
)
def test_a_part_of_the_text_itself(text: str) -> None:
    (cited,) = (told(citation, text) for citation in read_notes(JOURNAL, text)[-1].citations)
    assert (cited.form, cited.signal, cited.antecedent) == ("cross_reference", "See", None)


def test_a_case_that_was_not_cited_before_is_no_short_form() -> None:
    assert read_note("*Doe*, slip op. at 5.").citations == ()
    (cited,) = read_note("*Roe*, 2020 WL 123456, at 4.").citations
    assert cited.form.value == "full"


@pytest.mark.parametrize("text", ["GAO Report 9 was late.", "Consular Convention art. 37(b)."])
def test_a_name_that_nothing_gave_is_prose(text: str) -> None:
    assert read_notes(BOOK, text)[-1].citations == ()
