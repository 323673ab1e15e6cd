"""Scholars' notes in running form, where the Bluebook's readers alone would go astray."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

NOTES = (
    (
        "Hedda Marlund, *Les algues du port*, Paris, Quai Bleu, 1975.",
        ("Marlund", "Les algues du port", None, "Quai Bleu", "1975"),
    ),
    (
        "Hedda Marlund, *A Calculus of Wrack*, PhD thesis, Harbour University, 1940.",
        ("Marlund", "A Calculus of Wrack", None, "Harbour University", "1940"),
    ),
    (
        "Hedda Marlund, The Human Tide, Chicago 1958.",
        ("Marlund", "The Human Tide", None, None, "1958"),
    ),
    (
        "Hedda Marlund, Les algues. Une histoire du port, Paris 1975.",
        ("Marlund", "Les algues. Une histoire du port", None, None, "1975"),
    ),
    (
        "Gert Holm, Storms of a short winter, *Harbour Law Review* 12 (1999) 44.",
        ("Holm", "Storms of a short winter", "Harbour Law Review", None, "1999"),
    ),
    (
        "Gert Holm, Storms of a short winter, in: Harbour Review 46 (1928), pp. 15–50.",
        ("Holm", "Storms of a short winter", "Harbour Review", None, "1928"),
    ),
    (
        "*Rohde*/*Klein*, A Short History of Kelp, Hamburg 1958.",
        ("Rohde; Klein", "A Short History of Kelp", None, None, "1958"),
    ),
    ("Rohde and Klein (1958), p. 12.", ("Rohde; Klein", None, None, None, "1958")),
    (
        "Foss A. The weight of wet kelp. Bergen: Fjord Press; 2014.",
        ("Foss", "The weight of wet kelp", None, "Fjord Press", "2014"),
    ),
    (
        "World Harbour Forum (2011) *Kelp and Its Keepers*. Geneva: Lakeside Press.",
        ("World Harbour Forum", "Kelp and Its Keepers", None, "Lakeside Press", "2011"),
    ),
)


@pytest.mark.parametrize(("source", "expected"), NOTES, ids=lambda value: str(value)[:40])
def test_a_running_note(source: str, expected: tuple[str | None, ...]) -> None:
    (citation,) = read_note(source).citations
    who = "; ".join(name.family or name.literal or "" for name in citation.authors)
    year = citation.date.iso if citation.date else None
    told = (who, citation.title, citation.container, citation.publisher, year)
    assert told == expected


@pytest.mark.parametrize(
    "source",
    [
        "Available from: https://example.org/kelp",
        "URL: https://example.org/kelp",
    ],
)
def test_what_leads_to_a_url_is_no_title(source: str) -> None:
    assert [citation.title for citation in read_note(source).citations] == [None]
