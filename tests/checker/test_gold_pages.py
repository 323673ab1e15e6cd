"""Gold pages, from what a server sends to the grade that an editor would give."""

from __future__ import annotations

import pytest

from checker.model import QuoteGrade
from checker.quotes import SourceText, match_quotation
from tests.checker.gold.pairs import FieldPair, QuotationPair
from tests.checker.gold.sources import source_pairs

BETTER = tuple(QuoteGrade)[: tuple(QuoteGrade).index(QuoteGrade.WORDS_DIFFER)]
MISSED: dict[str, list[str]] = {
    "pages": [],
    "heldout_pages": [],
    "kinds": [],
    # An ellipsis for a clause that negates, and that no commas set off.
    "heldout_kinds": ["“Economists . . . put the figure"],
    # Other words that say the opposite, of which too few are the page's.
    "whole": ["« Nous avons un autre choix"],
    # A clause that negates, left out with a teaser that stands behind it.
    "heldout_whole": ["“It would cost $2.2 billion"],
}
"""How the quotations begin that are graded otherwise than an editor would."""
NOT_LOUDLY = ("「費用は公表", "“[S]omeone came", "«Il porto fu promesso")
"""How quotations begin that turn the page's words round, which is told as other words only."""
MISSED_FIELDS: dict[str, list[tuple[str, str]]] = {
    "whole": [
        ("date", "2016-08-11"),  # the page declares no date to differ
        ("author", "Einar|Foss"),  # named by a caption, outside of any sentence
        ("title", "漁協、計画に反対"),  # so short a page may be a shell
        ("author", "Vic|Tull"),  # under a post that the page shows
    ],
    "heldout_whole": [("date", "2020-06-02")],  # a number in the address is taken for its year
}


@pytest.fixture(scope="module", params=list(MISSED))
def gold(request: pytest.FixtureRequest) -> tuple[str, list[QuotationPair], list[FieldPair]]:
    return request.param, *source_pairs(request.param)


def test_fields_are_graded_as_an_editor_would(
    gold: tuple[str, list[QuotationPair], list[FieldPair]],
) -> None:
    name, _, fields = gold
    assert len(fields) >= 30
    wrong = [(pair.name, pair.cited) for pair in fields if pair.match().grade is not pair.grade]
    assert wrong == MISSED_FIELDS.get(name, [])


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
        assert not pair.negation or match.grade not in BETTER, pair.quotation.raw
        if match.grade is pair.grade:
            assert match.beside == pair.beside, pair.quotation.raw
            turned = pair.negation and not pair.quotation.raw.startswith(NOT_LOUDLY)
            assert match.negation is turned, pair.quotation.raw
