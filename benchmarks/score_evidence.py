"""How well sources are compared with what is said of them, on the project's own gold.

    python benchmarks/score_evidence.py

The gold stands in tests/checker/gold: quotation pairs and page-field pairs, with the grade that an
editor would give, and pages as servers send them, which are read first. The bar for grades is 0.97,
and no reversal of meaning may be graded better than words_differ. The held-out pairs were written,
with their grades, before the rules were first run on them; what they score now is no longer
untouched, results/pages.md has both figures.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from shares import told

sys.path.insert(0, str(Path(__file__).parents[1]))

from checker import SourceText, match_quotation
from checker.model import QuoteGrade
from tests.checker.gold.pairs import FieldPair, QuotationPair, field_pairs, quotation_pairs
from tests.checker.gold.sources import source_pairs

BAR = 0.97
BETTER = tuple(QuoteGrade)[: tuple(QuoteGrade).index(QuoteGrade.WORDS_DIFFER)]


def main() -> int:
    """Score and print; 1 below the bar."""
    worst = min(
        _quotations("quotations", quotation_pairs("quotations")),
        _fields("fields", field_pairs("fields")),
        _pages("pages"),
        _pages("kinds"),
        _pages("whole"),
    )
    held_out = min(
        _quotations("held-out quotations", quotation_pairs("heldout_quotations")),
        _fields("held-out fields", field_pairs("heldout_fields")),
        _pages("heldout_pages"),
        _pages("heldout_kinds"),
        _pages("heldout_whole"),
    )
    return 0 if worst >= BAR and held_out else 1


def _pages(name: str) -> float:
    quotations, fields = source_pairs(name)
    told = name.replace("heldout_", "held-out ")
    return min(
        _quotations(f"{told}: quotations", quotations),
        _fields(f"{told}: fields", fields),
    )


def _quotations(name: str, pairs: Iterable[QuotationPair]) -> float:
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    reversed_ = 0
    for pair in pairs:
        match = match_quotation(pair.quotation, SourceText(pair.source))
        all_[pair.grade] += 1
        right[pair.grade] += match.grade is pair.grade and match.beside == pair.beside
        reversed_ += pair.negation and match.grade in BETTER
    share = told(name, right, all_)
    print(f"  reversals of meaning graded better than words_differ: {reversed_}")
    return share if not reversed_ else 0.0


def _fields(name: str, pairs: Iterable[FieldPair]) -> float:
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for pair in pairs:
        kind = f"{pair.name} {pair.grade}"
        all_[kind] += 1
        right[kind] += pair.match().grade is pair.grade
    return told(name, right, all_)


if __name__ == "__main__":
    sys.exit(main())
