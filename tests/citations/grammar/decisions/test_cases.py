"""Cases in sequence and in running text; what looks like one and is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.grammar.decisions import reporters
from citations.model import Antecedent, CitationForm, CitationType
from tests.citations.grammar.notes import read_note, read_notes


@pytest.mark.parametrize(
    ("short", "index"),
    [
        ("Arizona, 567 U.S. at 390.", 0),
        ("567 U.S. at 390.", 0),
        ("*Arizona*, 567 U. S. at 390–91.", 0),
        ("See United States, 567 U.S. at 390.", 0),
        ("Printz, 521 U.S. at 918.", 1),
        ("521 U.S. at 918.", 1),
        ("Printz, 567 U.S. at 390.", None),
        ("Roe, 123 F.3d at 4.", None),
        ("999 U.S. at 4.", None),
    ],
)
def test_a_short_form_means_the_case_with_its_reporter(short: str, index: int | None) -> None:
    first = (
        "Arizona v. United States, 567 U.S. 387 (2012); "
        "Printz v. United States, 521 U.S. 898 (1997)."
    )
    cited = read_notes(first, short)[1].citations
    assert [each.form for each in cited] == [CitationForm.SHORT]
    antecedent = cited[0].antecedent
    assert (antecedent.index if antecedent else None) == index
    assert cited[0].type is CitationType.CASE


def test_a_short_form_in_the_same_note() -> None:
    cited = read_notes("Ex parte Young, 209 U.S. 123 (1908). See Young, 209 U.S. at 155.")[
        0
    ].citations
    assert [each.antecedent.index for each in cited if each.antecedent] == [0]
    assert cited[1].pincite == "155"


def test_id_and_supra_after_a_case() -> None:
    notes = read_notes(
        "Arizona v. United States, 567 U.S. 387 (2012).",
        "Id. at 390.",
        "Arizona, supra note 1, at 5.",
    )
    assert [note.citations[0].antecedent for note in notes[1:]] == [Antecedent("1", 0)] * 2
    assert notes[1].citations[0].type is CitationType.CASE
    assert notes[2].citations[0].pincite == "5"


@pytest.mark.parametrize(
    ("text", "raw", "title"),
    [
        (
            "The Court struck it down. *Arizona v. United States*, 567 U.S. 387, 390 (2012). Good.",
            "*Arizona v. United States*, 567 U.S. 387, 390 (2012)",
            "Arizona v. United States",
        ),
        (
            "Under Printz v. United States, 521 U.S. 898 (1997), no officer may be pressed.",
            "Printz v. United States, 521 U.S. 898 (1997)",
            "Printz v. United States",
        ),
        (
            "The towns won in In re Harbor Fare, 123 F.3d 456, 460 (1st Cir. 1997) (en banc).",
            "In re Harbor Fare, 123 F.3d 456, 460 (1st Cir. 1997) (en banc)",
            "In re Harbor Fare",
        ),
        (
            "As held, Harbor Lines, Inc. v. Dep’t of Ferries, 12 F.4th 34 (2d Cir. 2021), it may.",
            "Harbor Lines, Inc. v. Dep’t of Ferries, 12 F.4th 34 (2d Cir. 2021)",
            "Harbor Lines, Inc. v. Dep’t of Ferries",
        ),
        ("It is so (567 U.S. 387), we hear.", "567 U.S. 387", None),
        (
            "They cite 410 U.S. 113, 93 S. Ct. 705 (1973), too.",
            "410 U.S. 113, 93 S. Ct. 705 (1973)",
            None,
        ),
    ],
)
def test_in_running_text(text: str, raw: str, title: str | None) -> None:
    (cited,) = read_note(text, None).citations
    assert (cited.raw, cited.title) == (raw, title)
    assert cited.type is CitationType.CASE
    assert cited.form is CitationForm.FULL


@pytest.mark.parametrize(
    "text",
    [
        "On May 5 U.S. 100 meter runners met at 12 P.M. 30 strong.",
        "In 2012 Arizona v. United States, the case, was argued.",
        "We sold 7 Black 5 and 12 Day 3 tickets at 5 Pa. 7.",
        "See https://a.example.org/567 U.S. 387x and 1,567 U.S. 387 5.",
        "57 J.L. & Econ. 937, 82 Fed. Reg. 8799, 110 Stat. 3009, 8 U.S.C. 1373",
    ],
)
def test_no_case(text: str) -> None:
    assert [c for c in read_note(text, None).citations if c.type is CitationType.CASE] == []


def test_the_table_of_reporters() -> None:
    for name in (
        "U.S.",
        "U. S.",
        "F.3d",
        "F. 3d",
        "F. Supp. 2d",
        "N.Y.3d",
        "F. App’x",
        "I. & N. Dec.",
    ):
        assert reporters.knows(name), name
    for name in (
        "Fed. Reg.",
        "Stat.",
        "U.S.C.",
        "C.F.R.",
        "J.L. & Econ.",
        "Harv. L. Rev.",
        "Cong. Rec.",
    ):
        assert not reporters.knows(name), name
    assert not reporters.is_strong("P.")
    assert not reporters.is_strong("Black")


_WORDS = """567|U.S.|387|,| | v. |Roe|In re |(2012)|at |F.3d|Id.|(|)|*|¶ 5|; |. |See |“|”|No. 5
|12 F.4th 34|(quoting |WL|é"""
_PIECES = st.sampled_from(_WORDS.split("|"))


@given(st.lists(_PIECES, max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_pieces(pieces: list[str]) -> None:
    text = "".join(pieces)
    for label in ("1", None):
        end = 0
        for cited in read_note(text, label).citations:
            assert end <= cited.span.start < cited.span.end <= len(text)
            end = cited.span.end


@pytest.mark.parametrize(
    "unit",
    [
        "567 U.S. 387, ",
        "1 A ",
        "Roe v. ",
        "A v. B, 1 U.S. 2 (",
        "1 U.S. at ",
        "In re A ",
        "1 A. B C D E ",
    ],
)
def test_long_texts(unit: str) -> None:
    """Read in linear time: only the timeout of the tests would tell."""
    text = unit * (60_000 // len(unit))
    for label in ("1", None):
        assert all(each.span.end <= len(text) for each in read_note(text, label).citations)
