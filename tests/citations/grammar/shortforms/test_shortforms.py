"""Id., Ibid., supra, hereinafter and short forms, tied to their antecedents or left dangling."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, read_note, read_notes, told

ROE = "Jane Roe & John Doe, *Trust*, 15 EX. LETTERS 255, 258 (2018)."
ICE = "U.S. Immigration and Customs Enforcement, *Secure Towns*, https://example.gov/secure."
TWO = "Jane Roe, *One* (2001); Ann Poe, *Two* (2002)."
NAMED = "COUNCIL OF EXAMPLES, COUNTING (2019) [hereinafter Council Report]."

FOLLOWING = (
    ("Id.", (ROE,), Cited("article-journal", form="id", antecedent="1/0")),
    ("*Id.* at 260.", (ROE,), Cited("article-journal", form="id", antecedent="1/0", pincite="260")),
    (
        "*See id.* at 260–61 (noting the cost).",
        (ROE,),
        Cited(
            "article-journal",
            form="id",
            signal="See",
            antecedent="1/0",
            pincite="260–61",
            parentheticals=("explanatory: noting the cost",),
        ),
    ),
    ("Ibid., 12.", (ICE,), Cited("webpage", form="id", antecedent="1/0", pincite="12")),
    (
        "Id. § 1373(b).",
        ("8 U.S.C. § 1373.",),
        Cited("statute", form="id", antecedent="1/0", pincite="§ 1373(b)"),
    ),
    (
        "Id. at 3.",
        (ROE, "Id. at 2."),
        Cited("article-journal", form="id", antecedent="1/0", pincite="3"),
    ),
    ("Id. at 3.", (TWO,), Cited("document", form="id", pincite="3")),
    ("Id.", ("The figures were rounded.",), Cited("document", form="id")),
    ("Id.", (), Cited("document", form="id")),
    (
        "Roe & Doe, *supra* note 1, at 258.",
        (ROE, ICE),
        Cited("article-journal", authors="Roe; Doe", form="supra", antecedent="1/0", pincite="258"),
    ),
    (
        "See Poe, supra note 1, at 4.",
        (TWO, ICE),
        Cited("book", authors="Poe", signal="See", form="supra", antecedent="1/1", pincite="4"),
    ),
    (
        "ICE, supra note 2.",
        (ROE, ICE),
        Cited("webpage", authors="=ICE", form="supra", antecedent="2/0"),
    ),
    (
        "*Secure Towns*, supra note 2.",
        (ROE, ICE),
        Cited("webpage", title="Secure Towns", form="supra", antecedent="2/0"),
    ),
    (
        "Supra note 1, at 5.",
        (ROE, ICE),
        Cited("article-journal", form="supra", antecedent="1/0", pincite="5"),
    ),
    ("Supra note 1.", (TWO, ICE), Cited("document", form="supra")),
    ("Roe, supra note 9.", (ROE,), Cited("document", authors="Roe", form="supra")),
    ("Roe, supra note 2.", (ROE, ICE), Cited("document", authors="Roe", form="supra")),
    (
        "Roe (n 1) 258.",
        (ROE, ICE),
        Cited("article-journal", authors="Roe", form="supra", antecedent="1/0", pincite="258"),
    ),
    (
        "Council Report, *supra* note 1, at 7.",
        (NAMED, ICE),
        Cited("report", title="Council Report", form="supra", antecedent="1/0", pincite="7"),
    ),
    (
        "Council Report at 7.",
        (NAMED, ICE),
        Cited("report", form="hereinafter", antecedent="1/0", pincite="7"),
    ),
    (
        "Roe & Doe, “Trust,” 259.",
        (ROE, ICE),
        Cited(
            "article-journal",
            authors="Roe; Doe",
            title="Trust",
            form="short",
            antecedent="1/0",
            pincite="259",
        ),
    ),
    ("See infra note 12.", (ROE,), Cited("document", signal="See", form="cross_reference")),
    (
        "See supra notes 1–2 and accompanying text.",
        (ROE, ICE),
        Cited("document", signal="See", form="cross_reference"),
    ),
    ("See supra Part II.A.", (ROE,), Cited("document", signal="See", form="cross_reference")),
)


@pytest.mark.parametrize(("source", "before", "expected"), FOLLOWING)
def test_short_form(source: str, before: tuple[str, ...], expected: Cited) -> None:
    reading = read_notes(*before, source)[-1]
    assert [told(citation, source) for citation in reading.citations] == [expected]


def test_id_in_the_same_note_is_the_source_before_it() -> None:
    reading = read_note(f"{ROE} Id. at 260; id. at 261.")
    assert [(c.form.value, c.pincite) for c in reading.citations] == [
        ("full", "258"),
        ("id", "260"),
        ("id", "261"),
    ]
    assert all(c.antecedent and c.antecedent.index == 0 for c in reading.citations[1:])


def test_id_after_a_string_citation_in_the_same_note_means_none() -> None:
    reading = read_note(f"{TWO} Id. at 3.")
    assert [c.form.value for c in reading.citations] == ["full", "full", "id"]
    assert reading.citations[2].antecedent is None


def test_id_within_a_string_citation_is_the_part_before_it() -> None:
    reading = read_note("Jane Roe, *One* (2001); Ann Poe, *Two* (2002); id. at 9.")
    antecedent = reading.citations[2].antecedent
    assert antecedent is not None
    assert (antecedent.note, antecedent.index) == ("1", 1)


def test_supra_through_an_id_reaches_the_full_citation() -> None:
    third = read_notes(ROE, "Id. at 2.", ICE, "Roe, supra note 2, at 9.")[-1].citations[0]
    assert third.antecedent is not None
    assert (third.antecedent.note, third.antecedent.index) == ("1", 0)


def test_an_idea_is_no_id() -> None:
    assert read_notes(ROE, "Ideas matter.")[-1].citations == ()
