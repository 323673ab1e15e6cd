"""What the running text cites by itself, and what it only mentions."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

CITED = (
    ("See Jane Roe, *Trust*, 12 EX. J. 5 (2010).", "See Jane Roe, *Trust*, 12 EX. J. 5 (2010)."),
    (
        "Trust falls. Jane Roe, “Fear,” *Example News*, May 1, 2020. It rises again.",
        "Jane Roe, “Fear,” *Example News*, May 1, 2020.",
    ),
    (
        "References\nRoe, J. A. (2018). Trust and its limits. *Journal of Examples*, 15, 255.",
        "Roe, J. A. (2018). Trust and its limits. *Journal of Examples*, 15, 255.",
    ),
)
NOT_CITED = (
    "Bill Roe, Mayor, City of Exampleville, Texas\nJane Doe, Mayor of Springfield (2018)",
    "Jane Roe, Mayor of Example Town (D), said in 2018 that trust fell.",
    "Visit us at https://example.org/about or at https://example.org/contact.",
    "Contact: Jane Roe, Press Office, 202-555-0100, https://example.org/press",
    "In *The Limits of Trust* (2015), Jane Roe argues that trust falls.",
    "May 5, 2021\nDear Secretary Roe:\nWe write on behalf of 150 towns.",
    "The bill (and its 12 sections) was read on Jan. 5, 2018, at 8:21 PM.",
)


@pytest.mark.parametrize(("text", "raw"), CITED)
def test_works_with_marked_titles_are_cited(text: str, raw: str) -> None:
    assert [citation.raw for citation in read_note(text, None).citations] == [raw]


@pytest.mark.parametrize("text", NOT_CITED)
def test_names_dates_and_links_are_no_citations(text: str) -> None:
    assert read_note(text, None).citations == ()


def test_short_forms_in_the_running_text_look_back_in_it() -> None:
    text = "See Jane Roe, *Trust*, 12 EX. J. 5 (2010). *Id.* at 7."
    (_, short) = read_note(text, None).citations
    assert short.antecedent is not None
    assert (short.antecedent.note, short.antecedent.index) == ("", 0)
