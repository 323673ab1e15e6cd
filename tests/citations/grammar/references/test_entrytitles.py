"""Titles of entries that ask, go on behind their period, or hold a mark of their own."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

ENTRIES = (
    # A question, a sentence behind it, and what follows.
    (
        "Roe, J. (2019). Does less help? A meta-analysis. *Tidal Care*, 12(3), 45–50.",
        ("Does less help? A meta-analysis", "Tidal Care"),
    ),
    (
        "Roe, J. (2019). Does less help? *Tidal Care*, 12(3), 45–50.",
        ("Does less help?", "Tidal Care"),
    ),
    (
        "Roe, J. (2019). How many gulls? A field guide. Ex Commission, Ex.",
        ("How many gulls? A field guide", None),
    ),
    ("Roe, J. (2019). How many gulls? Harbour: Ex Press.", ("How many gulls?", None)),
    (
        "Roe, J. (2019). How many gulls? In A. Doe & B. Foe (Eds.), *Shores* (pp. 3–9). Ex Press.",
        ("How many gulls?", "Shores"),
    ),
    (
        "Roe, J. (2019). What now? In search of kelp. *Tidal Care*, 12(3), 45–50.",
        ("What now? In search of kelp", "Tidal Care"),
    ),
    # The quoted head of a longer title.
    (
        "Roe, J. (2019). “A great art”: Circus posters. *Ex History*, 4(1), 3–9.",
        ("“A great art”: Circus posters", "Ex History"),
    ),
    ("Roe, J., 2019. “Counting gulls.” *Ex Review* 3(2), 14–20.", ("Counting gulls", "Ex Review")),
    # A second sentence before a container in italics.
    (
        "Roe, J. (2019). A weighty issue. An interview with Jane Doe. *Ex Review*, 3(2), 14–20.",
        ("A weighty issue. An interview with Jane Doe", "Ex Review"),
    ),
    # A report's number is no part of the title, unless that is all there is.
    ("Roe, J. (2019). Counting gulls (Report No. 5). Ex Commission.", ("Counting gulls", None)),
    ("Roe, J. (2019). (Report No. 5). Ex Commission.", ("(Report No. 5)", None)),
    # Commas part the elements.
    ("Roe, J. (1990) Counting Gulls, Ex Press, Harbour.", ("Counting Gulls", None)),
)


@pytest.mark.parametrize(("source", "expected"), ENTRIES, ids=[each[1][0] for each in ENTRIES])
def test_where_a_title_ends(source: str, expected: tuple[str, str | None]) -> None:
    (citation,) = read_note(source).citations
    assert (citation.title, citation.container) == expected
