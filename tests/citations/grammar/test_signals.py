"""Every signal of rule 1.2 before every kind of citation, wherever in a note the two may stand.

Rules kept here:
- Each combination must give that signal, that kind and form, and a span from the signal to the
  citation's end.
- "E.g." behind a clause is not among them: in prose it leads to much else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .notes import Cited, read_notes, told

SIGNALS = (
    *("See", "See also", "See generally", "See, e.g.,", "See also, e.g.,", "See generally, e.g.,"),
    *("E.g.,", "Accord", "Accord, e.g.,", "Cf.", "Cf., e.g.,", "But see", "But see, e.g.,"),
    *("But cf.", "But cf., e.g.,", "But see generally", "Contra", "Contra, e.g.,", "Compare"),
    *("Contrast", "See,", "Accord,", "Contra,", "See e.g.,", "See, e.g.", "See, for example,"),
    *("See, inter alia,", "And see", "Cf. also", "See further", "See, in particular,"),
)
KINDS = {
    "case": ("*Roe v. Doe*, 567 U.S. 387, 390 (2012)", "case", "full"),
    "case in re": ("*In re Quay Permits*, 88 F.3d 12 (9th Cir. 2001)", "case", "full"),
    "docket": ("*Doe v. Roe*, No. 19-cv-12, slip op. at 4 (S.D.N.Y. Mar. 3, 2020)", "case", "full"),
    "neutral": ("*R v Oakes* [2019] UKSC 41", "case", "full"),
    "of a state": ("*Roe v. Doe*, 2015-Ohio-1187, ¶ 22", "case", "full"),
    "service": (
        "*Doe v. Lund*, No. 20-1, 2020 WL 123456, at 3 (D. Or. May 1, 2020)",
        "case",
        "full",
    ),
    "court of states": (
        "Fisheries (U.K. v. Nor.), Judgment, 1951 I.C.J. 116 (Dec. 18)",
        "case",
        "full",
    ),
    "section": ("42 U.S.C. § 1983", "statute", "full"),
    "sections": ("8 U.S.C. §§ 1373(a), 1644 (2018)", "statute", "full"),
    "public law": ("Pub. L. No. 104-208, 110 Stat. 3009 (1996)", "statute", "full"),
    "code of a state": ("Cal. Gov’t Code § 7284.6(a) (West 2020)", "statute", "full"),
    "code of a city": ("Marlow Mun. Code § 12.08.040", "statute", "full"),
    "rule of procedure": ("Fed. R. Civ. P. 12(b)(6)", "statute", "full"),
    "rule of a court": ("9th Cir. R. 36-3(a)", "statute", "full"),
    "foreign code": ("Code civil [C. civ.] [Civil Code] art. 1240 (Fr.)", "statute", "full"),
    "regulation": ("28 C.F.R. § 0.5(a)", "regulation", "full"),
    "register": ("82 Fed. Reg. 8799, 8801 (Jan. 25, 2017)", "regulation", "full"),
    "act of the Union": (
        "Regulation (EU) 2016/679, art. 6, 2016 O.J. (L 119) 1",
        "regulation",
        "full",
    ),
    "constitution": ("U.S. Const. art. I, § 8, cl. 3", "constitution", "full"),
    "amendment": ("U.S. Const. amend. XIV, § 1", "constitution", "full"),
    "order": (
        "Exec. Order No. 13,768, 82 Fed. Reg. 8799 (Jan. 25, 2017)",
        "executive-order",
        "full",
    ),
    "report of a house": ("H.R. Rep. No. 94-1476, at 65 (1976)", "report", "full"),
    "record": ("118 Cong. Rec. 33,699 (1972)", "document", "full"),
    "bill": ("S. 2334, 117th Cong. (2021)", "bill", "full"),
    "restatement": ("Restatement (Second) of Torts § 402A (Am. L. Inst. 1965)", "book", "full"),
    "treaty": (
        "Vienna Convention on Consular Relations art. 36, Apr. 24, 1963, 596 U.N.T.S. 261",
        "document",
        "full",
    ),
    "resolution": ("S.C. Res. 1373, ¶ 2 (Sept. 28, 2001)", "document", "full"),
    "journal": (
        "Jane Roe, *Quays and Courts*, 57 Harv. L. Rev. 937, 940 (2014)",
        "article-journal",
        "full",
    ),
    "book": ("Jane Roe, *The Law of Quays* 45 (2d ed. 2014)", "book", "full"),
    "book in capitals": ("JANE ROE, THE LAW OF QUAYS 45 (2d ed. 2014)", "book", "full"),
    "newspaper": (
        "Jane Roe, *Quay Falls*, N.Y. Times (May 4, 2019), https://example.com/quay",
        "article-newspaper",
        "full",
    ),
    "id": ("*id.* at 5", "document", "id"),
    "id of a section": ("*id.* § 5", "document", "id"),
    "supra": ("Webb, *supra* note 1, at 14", "book", "supra"),
    "case again": ("*Webb*, 501 U.S. at 14", "case", "short"),
    "part of the text": ("*infra* Part II", "document", "cross_reference"),
}
EARLIER = "Ann Webb, *Piers* 5 (1990); *Webb v. Hart*, 501 U.S. 1 (1991)."
_CASE = "*Hart v. Poole*, 12 F.4th 88 (10th Cir. 2021)"


@dataclass(frozen=True)
class Position:
    """Where in a note a signal and its citation stand."""

    before: str
    own: str = "."
    """What follows the citation and belongs to it."""
    after: str = ""
    italic: bool = False
    clause: bool = False
    """Behind a clause of the same sentence: the signal is in small letters."""


POSITIONS = {
    "head of the note": Position(""),
    "head, in italics": Position("", italic=True),
    "before a parenthesis": Position("", own=" (rejecting the rule)."),
    "behind a semicolon": Position(f"{_CASE}; ", clause=True),
    "behind a semicolon, in italics": Position(f"{_CASE}; ", italic=True, clause=True),
    "behind a parenthesis": Position(
        "Ann Hart, *On Piers*, 12 Yale L.J. 88 (2001) (noting that piers rot); ", clause=True
    ),
    "behind a sentence": Position("The statute has been read so before. "),
    "behind a sentence, in italics": Position("The rule is an old one. ", italic=True),
    "behind a citation": Position(f"{_CASE}. "),
    "behind a law": Position("42 U.S.C. § 2000e-5(f). ", italic=True),
    "behind a quotation": Position("“No vessel shall be moored overnight.” "),
    "behind a parenthesis of prose": Position("Piers rot (as all wood does). "),
    "behind a clause": Position("The court held otherwise, ", clause=True),
    "behind a clause, in italics": Position("The court held it, ", italic=True, clause=True),
    "behind a dash": Position("The court held otherwise—", clause=True),
    "behind a colon": Position("The court held otherwise: ", clause=True),
    "in parentheses": Position("The court held otherwise (", own="", after=").", clause=True),
    "in parentheses, in italics": Position(
        "The court held it (", own="", after=").", italic=True, clause=True
    ),
}


def _check(signal: str, kind: str, position: str) -> None:
    body, type_, form = KINDS[kind]
    at = POSITIONS[position]
    printed = signal[0].lower() + signal[1:] if at.clause else signal
    if at.italic:
        printed = f"*{printed}*"
    raw = f"{printed} {body}{at.own}"
    text = f"{at.before}{raw}{at.after}"
    found = read_notes(EARLIER, text)[-1].citations
    assert found, text
    cited = told(found[-1], text)
    name = " ".join(signal.rstrip(",").split())
    wanted = type_ if form != "id" else cited.type  # of what stands before
    assert (cited.signal, cited.type, cited.form, _raw(found[-1].raw, cited)) == (
        name,
        wanted,
        form,
        raw,
    ), text


def _raw(raw: str, cited: Cited) -> str:
    return cited.raw or raw


def _possible(signal: str, position: str) -> bool:
    at = POSITIONS[position]
    led = at.clause and not at.before.endswith(("; ", "("))
    return not (signal == "E.g.," and led)


@pytest.mark.parametrize("kind", KINDS)
def test_every_signal_before_a_kind_of_citation(kind: str) -> None:
    turn = list(KINDS).index(kind)
    names = list(POSITIONS)
    for index, signal in enumerate(SIGNALS):
        position = names[(index + 7 * turn) % len(names)]
        if _possible(signal, position):
            _check(signal, kind, position)


@pytest.mark.parametrize("position", POSITIONS)
def test_every_kind_in_a_position(position: str) -> None:
    turn = list(POSITIONS).index(position)
    for index, kind in enumerate(KINDS):
        signal = SIGNALS[(index + 5 * turn) % len(SIGNALS)]
        if _possible(signal, position):
            _check(signal, kind, position)


ALL = [
    (signal, kind, position)
    for signal, kind, position in product(SIGNALS, KINDS, POSITIONS)
    if _possible(signal, position)
]


@given(st.sampled_from(ALL))
@settings(max_examples=100, deadline=None)
def test_any_of_them(combined: tuple[str, str, str]) -> None:
    _check(*combined)
