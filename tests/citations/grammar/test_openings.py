"""Where a citation begins behind what a note says of it, and where it ends before remarks."""

from __future__ import annotations

import pytest

from citations import read
from tests.citations.grammar.notes import read_note

HEADED = {
    "*On the tides*: Jane Roe and John Doe, *The Harbor* (London: Kelp, 1982), 94–95.": "Jane Roe",
    "Quotes are from Anne van Weerden, *A Marriage* (Stedum: Kelp, 2017), 10, 56.": "Anne van",
    "*The Harbor: A Study*, 5 Kelp L. Rev. 4 (1999).": "*The Harbor",
}


@pytest.mark.parametrize("source", HEADED)
def test_a_citation_begins_behind_its_label(source: str) -> None:
    (citation,) = read_note(source).citations
    assert citation.raw.startswith(HEADED[source])


def test_a_short_form_begins_behind_its_label() -> None:
    book = "Jane Roe and John Doe, *The Life of Kelp* (London: Kelp, 1982)"
    first, second = read_note(f"{book}; *On tides*: Roe and Doe, *Life of Kelp*, 9.").citations
    assert (first.form.value, second.form.value, second.pincite) == ("full", "short", "9")
    assert second.raw.startswith("Roe and Doe")


ENTRY = (
    "Roe, D., G. Doe, and R. Poe. *Moorings and Jobs*. Kelp Working Paper 297-02, February 2025."
)


def test_a_remark_stands_behind_an_entry() -> None:
    (citation,) = read_note(f"{ENTRY} Working paper, not peer reviewed.").citations
    assert citation.raw == ENTRY
    assert [name.family for name in citation.authors] == ["Roe", "Doe", "Poe"]


def test_an_entry_stands_behind_a_semicolon() -> None:
    source = "20 U.S.C. § 1225(b); U.S. Department of Kelp. *Grants and Extensions*, June 12, 2024."
    law, entry = read_note(source).citations
    assert law.raw == "20 U.S.C. § 1225(b)"
    assert [name.literal for name in entry.authors] == ["U.S. Department of Kelp"]


def test_names_with_their_years_in_running_text_are_no_entries() -> None:
    said = (
        "Some factors hold the kelp back Moreau and Baym (1996); Roe and Birman (2007). One of"
        " these factors is that the water, as small as it is, must be taken for a bath Doe et al."
        " (2005). The rest of it goes on as it is.\n"
    )
    assert read(said.encode(), "a.txt").citations == ()


@pytest.mark.parametrize(
    ("parenthesis", "publisher"),
    [
        ("unpublished grant proposal, 2025", None),
        ("technical report, Kelp Coaching LLC, September 29, 2025", "Kelp Coaching LLC"),
    ],
)
def test_what_kind_of_piece_it_is_stands_before_the_date(
    parenthesis: str, publisher: str | None
) -> None:
    (citation,) = read_note(f"Donald Roe, “The Kelp Project” ({parenthesis}).").citations
    assert citation.date is not None
    assert (citation.date.iso[:4], citation.publisher) == ("2025", publisher)


def test_an_access_may_follow_a_title_without_a_comma() -> None:
    source = (
        "Center for Kelp, “Kelp Images” accessed November 2025, https://www.kelp.example/images/."
    )
    (citation,) = read_note(source).citations
    assert (citation.title, citation.date) == ("Kelp Images", None)
    assert citation.accessed is not None


def test_a_sentence_may_end_with_a_work() -> None:
    work = "Judith Roe, *The Kelp Farmers* (Salem, ME: Tidal Society, 2018)"
    source = f"For all of it, political context included, I’ve drawn throughout on {work}."
    (citation,) = read_note(source).citations
    assert citation.raw == f"{work}."
    assert [name.family for name in citation.authors] == ["Roe"]


def test_a_sentence_may_end_with_a_short_form() -> None:
    first = "Judith Roe, *The Kelp Farmers* (Salem, ME: Tidal Society, 2018), 9."
    notes = read_note(f"{first} *Poe to Doe*, May 4, 1872, quoted in Roe, *Kelp Farmers*, 6.")
    assert [one.raw for one in notes.citations] == [first, "Roe, *Kelp Farmers*, 6."]


@pytest.mark.parametrize(
    "source",
    [
        "The harbor was the subject of Jane Roe, the mayor, and of “Kelp” in 2020.",
        "So it was read by Jane Roe, *lonja* being Spanish, in 2020.",
    ],
)
def test_a_name_in_a_sentence_begins_no_work(source: str) -> None:
    assert not read_note(source).citations


def test_an_address_behind_a_semicolon_is_the_work_s() -> None:
    source = "Jane Roe, “Tides,” *Kelp News* (May 4, 2022); https://kelp.example/tides."
    (citation,) = read_note(source).citations
    assert citation.url == "https://kelp.example/tides"


def test_a_signal_may_stand_behind_a_label() -> None:
    (citation,) = read_note("*On tides*: See, e.g., Jane Roe, *Tides* (2020).").citations
    assert (citation.signal, citation.title) == ("See, e.g.", "Tides")


@pytest.mark.parametrize(
    ("source", "raw"),
    [
        ("*Source: The Harbor Gazette*, Jan. 4, 1911.", "The Harbor Gazette*, Jan. 4, 1911."),
        ("*Cited in Jane Roe, Tides* 14 (1950).", "Jane Roe, Tides* 14 (1950)."),
    ],
)
def test_a_label_may_stand_within_the_italics(source: str, raw: str) -> None:
    (citation,) = read_note(source).citations
    assert citation.raw == raw
