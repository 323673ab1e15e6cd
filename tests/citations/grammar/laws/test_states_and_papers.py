"""Regulations of states, papers by their numbers, and sections that no code is printed for.

Rules kept here:
- The rules are made up; only their shapes are real.
- A section behind a work's title is the work's, never a law's.
"""

from __future__ import annotations

import pytest

from citations.grammar import Context, Earlier, cite, establish

from ..notes import Cited, passage, read_note, told

REGULATION, STATUTE, REPORT, DOCUMENT = "regulation", "statute", "report", "document"


def _rule(container: str, rule: str, **fields: object) -> Cited:
    return Cited(REGULATION, container=container, first_page=rule, **fields)  # type: ignore[arg-type]


def _paper(kind: str, title: str, **fields: object) -> Cited:
    return Cited(kind, title=title, **fields)  # type: ignore[arg-type]


NOTES = {
    "Fla. Admin. Code Ann. r. 64B8-9.003.": _rule("Fla. Admin. Code Ann.", "64B8-9.003"),
    "See Fla. Admin. Code R. 62-302.530 (2019).": _rule(
        "Fla. Admin. Code R.", "62-302.530", signal="See", date="2019"
    ),
    "30 Tex. Admin. Code § 101.1(b) (2020).": _rule(
        "Tex. Admin. Code", "101.1", volume="30", pincite="(b)", date="2020"
    ),
    "Ill. Admin. Code tit. 35, § 201.102.": _rule("Ill. Admin. Code tit. 35", "201.102"),
    "La. Admin. Code tit. 33, pt. IX, § 1113.": _rule("La. Admin. Code tit. 33, pt. IX", "1113"),
    "Ala. Admin. Code r. 335-6-10-.09.": _rule("Ala. Admin. Code", "335-6-10-.09"),
    "Minn. R. 7050.0222, subp. 4 (2021).": _rule(
        "Minn. R.", "7050.0222", pincite="subp. 4", date="2021"
    ),
    "401 Ky. Admin. Regs. 10:031.": _rule("Ky. Admin. Regs.", "10:031", volume="401"),
    "Okla. Admin. Code § 785:45-5-12.": _rule("Okla. Admin. Code", "785:45-5-12"),
    "Wis. Admin. Code NR § 102.04.": _rule("Wis. Admin. Code NR", "102.04"),
    "25 Pa. Code § 93.7.": _rule("Pa. Code", "93.7", volume="25"),
    "L.A., Cal., Mun. Code ch. IV, art. 5.2, § 45.19.5.": Cited(
        STATUTE, container="L.A., Cal., Mun. Code ch. IV, art. 5.2", first_page="45.19.5"
    ),
    "Marlow, Or., Code of Ordinances § 3-12 (2021).": Cited(
        STATUTE, container="Marlow, Or., Code of Ordinances", first_page="3-12", date="2021"
    ),
    "Gen. Couns. Mem. 39862, at 3.": _paper(REGULATION, "Gen. Couns. Mem. 39862", pincite="3"),
    "See Rev. Proc. 2004-12, § 3.02.": _paper(
        REGULATION, "Rev. Proc. 2004-12", signal="See", pincite="§ 3.02"
    ),
    "Tex. Att'y Gen. Op. No. KP-0123, at 4 (2017).": _paper(
        REPORT, "Tex. Att'y Gen. Op. No. KP-0123", pincite="4", date="2017"
    ),
    "FTC Advisory Op. 12-3, at 4.": _paper(REPORT, "FTC Advisory Op. 12-3", pincite="4"),
    "See GAO-19-416.": _paper(REPORT, "GAO-19-416", signal="See"),
    "GAO, GAO-21-104, at 5 (2021).": _paper(
        REPORT, "GAO-21-104", authors="=GAO", pincite="5", date="2021"
    ),
    "U.N. Doc. A/75/123.": _paper(DOCUMENT, "U.N. Doc. A/75/123"),
    "See U.N. Doc. S/PV.4567, at 3.": _paper(
        DOCUMENT, "U.N. Doc. S/PV.4567", signal="See", pincite="3"
    ),
    "T.I.A.S. No. 1234, art. 4.": Cited(
        DOCUMENT, container="T.I.A.S.", first_page="1234", pincite="art. 4"
    ),
    "Jane Roe, *The Tidal Office*, § 3.": _paper(
        DOCUMENT, "The Tidal Office", authors="Roe, Jane", pincite="§ 3"
    ),
    "Jane Roe, *The Law of Quays*, § 3 (2019).": _paper(
        "book", "The Law of Quays", authors="Roe, Jane", pincite="§ 3", date="2019"
    ),
}


@pytest.mark.parametrize("note", NOTES)
def test_a_note(note: str) -> None:
    (found,) = read_note(note).citations
    assert told(found, note) == NOTES[note]


def test_a_short_form_means_the_last_page_of_the_record_in_that_volume() -> None:
    note = "167 Cong. Rec. S1234 (2021). 167 Cong. Rec. at S1236."
    first, again = (told(each, note) for each in read_note(note).citations)
    assert (first.first_page, first.form) == ("S1234", "full")
    assert (again.form, again.pincite, again.antecedent) == ("short", "S1236", "1/0")


def _document(*notes: str) -> list[Cited]:
    """Citations of notes that stand in one document."""
    passages = [(passage(note),) for note in notes]
    codes = establish([one for (one,) in passages])
    return [
        told(citation, note)
        for note, read in zip(notes, passages, strict=True)
        for citation in cite(read, Context(note, "1", (), codes, Earlier())).citations
    ]


def test_a_bare_section_stands_in_the_state_s_code_that_the_document_names_it_in() -> None:
    _, bare, spelled = _document(
        "Cal. Gov't Code § 6250.", "See § 6250(a).", "Section 6250 is plain."
    )
    assert (bare.container, bare.first_page, bare.pincite) == ("Cal. Gov't Code", "6250", "(a)")
    assert (spelled.container, spelled.raw) == ("Cal. Gov't Code", "Section 6250")
    *_, doubtful = _document("Cal. Gov't Code § 54; Cal. Penal Code § 54.", "§ 54.")
    assert (doubtful.container, doubtful.first_page) == (None, "54")


PROSE = (
    "The admin. code 3745 opens the door.",
    "Rule r. 64 of our club bars dogs.",
    "Notice 12 boards on 4 doors.",
    "The GAO-style report of 2019 ran to 40 pages.",
    "In Minn. R. 7 rooms were full.",
    "The memo, no. 39862, reached 3 desks.",
    "Our op. no. 12 was cancelled at 3.",
    "Section 5 of this letter lists 12 faults.",
)


@pytest.mark.parametrize("prose", PROSE)
def test_prose_is_no_rule(prose: str) -> None:
    assert read_note(prose).citations == ()
