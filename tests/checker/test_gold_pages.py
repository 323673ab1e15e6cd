"""Gold pages, from what a server sends to the grade that an editor would give."""

from __future__ import annotations

import pytest

from checker.model import QuoteGrade
from checker.quotes import SourceText, match_quotation
from tests.checker.gold.pairs import FieldPair, QuotationPair
from tests.checker.gold.sources import source_pairs

MISSED: dict[str, list[str]] = {
    "pages": [],
    "heldout_pages": [],
    # The words of two articles of one page, joined.
    "kinds": ["“The council should keep both"],
    # An ellipsis for a clause that negates, and that no commas set off.
    "heldout_kinds": ["“Economists . . . put the figure"],
}
"""How the quotations begin that are graded otherwise than an editor would."""


@pytest.fixture(scope="module", params=list(MISSED))
def gold(request: pytest.FixtureRequest) -> tuple[str, list[QuotationPair], list[FieldPair]]:
    return request.param, *source_pairs(request.param)


def test_fields_are_graded_as_an_editor_would(
    gold: tuple[str, list[QuotationPair], list[FieldPair]],
) -> None:
    _, _, fields = gold
    assert len(fields) >= 30
    wrong = [(pair.name, pair.cited) for pair in fields if pair.match().grade is not pair.grade]
    assert wrong == []


def test_quotations_are_graded_as_an_editor_would(
    gold: tuple[str, list[QuotationPair], list[FieldPair]],
) -> None:
    name, quotations, _ = gold
    found = [
        (pair, match_quotation(pair.quotation, SourceText(pair.source))) for pair in quotations
    ]
    wrong = [pair.quotation.raw for pair, match in found if match.grade is not pair.grade]
    assert len(wrong) == len(MISSED[name]), wrong
    assert all(map(str.startswith, wrong, MISSED[name])), wrong
    for pair, match in found:
        assert not pair.negation or match.grade is QuoteGrade.WORDS_DIFFER, pair.quotation.raw
        if match.grade is pair.grade:
            assert match.negation is pair.negation, pair.quotation.raw
