"""Laws as the guides of many countries cite them, in every position of a note.

Rules kept here:
- A form is written off once, with its fields; each position must give the same fields, its signal,
  and a span from the signal to the citation's end.
- The laws are made up; only their shapes are real.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ..notes import Cited, read_note, told

STATUTE, REGULATION, CONSTITUTION = "statute", "regulation", "constitution"


def _act(container: str, page: str, pin: str | None = None, kind: str = STATUTE) -> Cited:
    return Cited(kind, container=container, first_page=page, pincite=pin)


def _titled(
    title: str, pin: str | None = None, date: str | None = None, kind: str = STATUTE
) -> Cited:
    return Cited(kind, title=title, pincite=pin, date=date)


FORMS = {
    # OSCOLA
    "Piers Act 2018, s 170(3)(c)": _act("Piers Act 2018", "170", "(3)(c)"),
    "Quays and Ferries Act 1984, ss 8–9": _act("Quays and Ferries Act 1984", "8–9"),
    "Ports (Safety) Act 2006, ss 13, 15(2)": _act("Ports (Safety) Act 2006", "13, 15(2)"),
    "Harbour Powers Act 2016, sch 7, para 3": _act("Harbour Powers Act 2016", "7", "para 3"),
    "Harbour Powers Act 2000, pt 3": _act("Harbour Powers Act 2000", "pt 3"),
    "Section 14(2) of the Tides Act 2006": _act("Tides Act 2006", "14", "(2)"),
    "Tide Regulations 2018, SI 2018/506, reg 10(2)": _act("Tide Regulations 2018", "10", "(2)"),
    "SI 2019/419, reg 5": _act("SI 2019/419", "5", None, REGULATION),
    "Tides Act 1998": _titled("Tides Act 1998"),
    "Marine Piers HC Bill (2021-22) [285] cl 14": Cited(
        "bill", title="Marine Piers HC Bill", first_page="285", pincite="cl 14", date="2021"
    ),
    # AGLC
    "Piers Act 2009 (Cth) s 340": _act("Piers Act 2009", "340"),
    "Piers Act 1988 (NSW) s 13G(a)": _act("Piers Act 1988", "13G", "(a)"),
    "Piers Act 2000 (Qld) ch 2 pt 3": _act("Piers Act 2000", "ch 2 pt 3"),
    "Piers Bill 2021 (Cth) cl 5(1)": _act("Piers Bill 2021", "5", "(1)", "bill"),
    "Piers Act 1984 (Cth)": _titled("Piers Act 1984"),
    "Explanatory Memorandum, Piers Bill 2023 (Cth) 12": _titled(
        "Explanatory Memorandum, Piers Bill 2023", "12", "2023", "document"
    ),
    # McGill
    "Piers Code, RSC 1985, c C-46, s 163.1": Cited(
        STATUTE,
        title="Piers Code",
        container="RSC",
        volume="1985",
        first_page="c C-46",
        pincite="s 163.1",
        date="1985",
    ),
    "R.S.C. 1985, c. P-21, s. 3": Cited(
        STATUTE,
        container="R.S.C.",
        volume="1985",
        first_page="c. P-21",
        pincite="s. 3",
        date="1985",
    ),
    "SOR/2018-64, s 2": _act("SOR/2018-64", "2", None, REGULATION),
    "Constitution Act, 1867, s 91": _act("Constitution Act, 1867", "91", None, CONSTITUTION),
    "Art 1457 CCQ": _act("CCQ", "1457"),
    "Civil Code of Québec, art 36": _act("Civil Code of Québec", "36"),
    # India, South Africa, New Zealand
    "Tide Tables Act, 2000, s. 69A": _act("Tide Tables Act, 2000", "69A"),
    "Section 43A, Tide Tables Act, 2000": _act("Tide Tables Act, 2000", "43A"),
    "Constitution of India, art. 19(1)(a)": _act(
        "Constitution of India", "19", "(1)(a)", CONSTITUTION
    ),
    "Code of Quay Procedure, 1973, s. 91": _act("Code of Quay Procedure, 1973", "91"),
    "Protection of Piers Act 4 of 2013, s 11(1)": _act(
        "Protection of Piers Act 4 of 2013", "11", "(1)"
    ),
    "Piers Act 2020 (NZ), s 22": _act("Piers Act 2020", "22"),
    # the Union
    "GDPR, Recital 71": _act("GDPR", "Recital 71", None, REGULATION),
    "Recital 26 GDPR": _act("GDPR", "Recital 26", None, REGULATION),
    "Recitals 58 and 60 of the GDPR": _act("GDPR", "Recitals 58 and 60", None, REGULATION),
    "Art. 22(3) GDPR": _act("GDPR", "22", "(3)", REGULATION),
    "GDPR, arts 6, 7(1)": _act("GDPR", "6, 7(1)", None, REGULATION),
    "COM(2020) 842 final": _titled("COM(2020) 842 final", None, "2020", "document"),
    # Germany, Austria, Switzerland
    "§ 823 Abs. 1 BGB": _act("BGB", "823", "Abs. 1"),
    "§ 26 Abs. 1 Satz 1 BDSG": _act("BDSG", "26", "Abs. 1 Satz 1"),
    "§§ 1004, 823 BGB": _act("BGB", "1004, 823"),
    "Art. 10 Abs. 1 GG": _act("GG", "10", "Abs. 1"),
    "Art. 28 Abs. 1 ZGB": _act("ZGB", "28", "Abs. 1"),
    # France, Spain, Italy, Portugal
    "Loi n° 78-19 du 6 janvier 1978, art. 45": _titled(
        "Loi n° 78-19 du 6 janvier 1978", "art. 45", "1978-01-06"
    ),
    "Décret n° 2019-539 du 29 mai 2019, art. 12": _titled(
        "Décret n° 2019-539 du 29 mai 2019", "art. 12", "2019-05-29", REGULATION
    ),
    "Code pénal, art. 226-16": _act("Code pénal", "226-16"),
    "Art. 1240 du Code civil": _act("Code civil", "1240"),
    "Ley 39/2015, art. 21": _titled("Ley 39/2015", "art. 21", "2015"),
    "Ley 39/2015, de 1 de octubre, art. 21": _titled(
        "Ley 39/2015, de 1 de octubre", "art. 21", "2015-10-01"
    ),
    "Código Penal, art. 197.2": _act("Código Penal", "197.2"),
    "D.Lgs. 30 giugno 2003, n. 196, art. 7": _titled(
        "D.Lgs. 30 giugno 2003, n. 196", "art. 7", "2003-06-30"
    ),
    "Codice civile, art. 2043": _act("Codice civile", "2043"),
    "Lei n.º 58/2019, de 8 de agosto, art. 20": _titled(
        "Lei n.º 58/2019, de 8 de agosto", "art. 20", "2019-08-08"
    ),
    # the North, the Netherlands
    "Regeringsformen 2 kap. 6 §": _act("Regeringsformen", "2 kap. 6 §"),
    "Hamnlag (2018:219), 3 kap. 1 §": _titled("Hamnlag (2018:219)", "3 kap. 1 §", "2018"),
    "Lov 15. juni 2018 nr. 39, § 3": _titled("Lov 15. juni 2018 nr. 39", "§ 3", "2018-06-15"),
    "Havneloven § 3": _act("Havneloven", "3"),
    "Art. 6:162 BW": _act("BW", "6:162"),
    # laws in English words
    "Law No. 09-08 of 18 February 2009, art. 3": _titled(
        "Law No. 09-08 of 18 February 2009", "art. 3", "2009-02-18"
    ),
    "Act No. 111/2019 Coll., s 16": _titled("Act No. 111/2019 Coll.", "s 16", "2019"),
    # treaties and papers
    "Piers Pact (adopted 20 November 1989, entered into force 2 May 1990) 15 UNTS 3 art 16": Cited(
        "document",
        title="Piers Pact",
        container="UNTS",
        volume="15",
        first_page="3",
        pincite="art 16",
        date="1989-11-20",
    ),
    "UN Doc A/HRC/27/399, para 20": _titled("UN Doc A/HRC/27/399", "para 20", None, "document"),
    "GA Res 217A (III), UN Doc A/810 (10 December 1948) art 12": _titled(
        "GA Res 217A (III)", "art 12", "1948-12-10", "document"
    ),
    # authorities and bodies
    "Quay Watch, Decision QW-20-7-4, 2 September 2022": Cited(
        "case", authors="=Quay Watch", title="Decision QW-20-7-4", date="2022-09-02"
    ),
    "Quay Watch, press release, 17 March 2022": Cited(
        "press-release", authors="=Quay Watch", date="2022-03-17"
    ),
}


@dataclass(frozen=True)
class Position:
    """What stands around the citation."""

    before: str = ""
    signal: str | None = None
    own: str = "."
    """What follows and belongs to it."""
    after: str = ""
    index: int = 0
    """Which citation of the note it is."""


_WORK = "Jane Roe, *Tides* 45 (2d ed. 2014)"
POSITIONS = {
    "alone": Position(),
    "behind a signal": Position("See ", "See"),
    "behind another signal": Position("See also ", "See also"),
    "behind a contrary signal": Position("But see ", "But see"),
    "behind a semicolon": Position(f"{_WORK}; ", index=1),
    "behind a semicolon, with a signal": Position(f"{_WORK}; see also ", "See also", index=1),
    "before a semicolon": Position(own="", after=f"; {_WORK}."),
    "behind a sentence": Position("Piers rot. "),
    "behind a sentence, with a signal": Position("All of the piers have rotted. See ", "See"),
    "in parentheses": Position("The piers rot (see ", "See", own="", after=")."),
}


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("form", FORMS)
def test_a_law_in_a_position(form: str, position: str) -> None:
    at = POSITIONS[position]
    text = f"{at.before}{form}{at.own}{at.after}"
    found = read_note(text).citations
    assert len(found) == text.count(";") + 1, text
    cited = told(found[at.index], text)
    expected = FORMS[form]
    start = text.lower().index((at.signal or form).lower(), text.find("; ") + 1 if at.index else 0)
    end = text.index(form) + len(form) + len(at.own)
    span = found[at.index].span
    fields = {**vars(expected), "signal": at.signal, "raw": cited.raw}
    assert cited == Cited(**fields), text
    assert (span.start, span.end) == (start, end), text


PROSE = (
    "The law of 2018 changed little in 12 states.",
    "In section 4 we set out 3 options for the Council.",
    "The Act received 214 comments in 2019, and the rules took effect in 30 states.",
    "Article 5 is read in 3 ways by scholars of 1990.",
    "Order 5 of the boxes and pay by 4 May 2019.",
    "Release 3.2 of the Code drops section 5 of the manual.",
    "Part 2 of the Charter School report lists 40 towns.",
    "We met the Commission on 4 May 2021, and its press office sent 3 notes.",
    "The code in section 3.1 needs 2 passes, art in section 5 needs 4.",
    "See the rules in chapter 7, where 12 of them are listed.",
)


@pytest.mark.parametrize("prose", PROSE)
def test_prose_is_no_law(prose: str) -> None:
    assert read_note(prose).citations == ()
