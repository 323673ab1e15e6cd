"""Pages that pincites mean, and quotations on other pages than they say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import SourceText, match_quotation
from checker.model import Page
from citations.model import Citation, Quotation, Span
from results.findings.examples import citation
from results.weighing.pincites import pages_meant, placed, places_of


@pytest.mark.parametrize(
    ("pincite", "meant"),
    [
        ("217", {"217"}),
        ("217–19", {"217", "218", "219"}),
        ("at 12, 15", {"12", "15"}),
        ("1198-200", {"1198", "1199", "1200"}),
        ("217 n.4", {"217"}),
        ("217 & nn.4–6", {"217"}),
        ("*5", {"5"}),
        ("*5–*6", {"5", "6"}),
        ("iv", {"iv"}),
        ("3, 3", {"3"}),
        ("¶ 14", set()),
        ("§ 3", set()),
        ("12:4", set()),
        ("fig. 2", set()),
        ("passim", set()),
        ("19–17", {"19"}),
        (None, set()),
        ("", set()),
    ],
)
def test_pages_that_are_meant(pincite: str | None, meant: set[str]) -> None:
    assert pages_meant(pincite) == meant


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300) | st.text("0123456789–- n.*iv", max_size=300))
def test_any_pincite_is_read_and_bounded(pincite: str) -> None:
    assert len(pages_meant(pincite)) <= 200 * 101


def test_a_page_is_known_by_print_by_file_and_by_distance() -> None:
    printed = Page(pages=4, labels=("iii", "iv", "1", "2"))
    assert places_of(frozenset({"iv"}), printed, None) == {2}
    assert places_of(frozenset({"2"}), printed, None) == {2, 4}, "printed, or counted in the file"
    assert places_of(frozenset({"203"}), Page(pages=4), "201") == {3}
    assert places_of(frozenset({"9"}), printed, None) == frozenset()
    assert places_of(frozenset({"9"}), Page(), None) == frozenset()


ONE = "The ferry leaves the harbor at dawn and nobody on the quay is late for it."
TWO = "No passenger was hurt, and every vessel came home before the great storm of"
THREE = "that winter, which took the old pier and two of the sheds behind the mill."
REPORT = Page(text=f"{ONE}\f{TWO}\f{THREE}", words=45, pages=3, labels=("10", "11", "12"))


def where(words: str, pincite: str, page: Page = REPORT) -> tuple[int | None, str | None, bool]:
    """Page, label, and whether the words are somewhere else than cited."""
    cited: Citation = replace(citation("Report"), pincite=pincite)
    quotation = Quotation(f"“{words}”", Span(0, len(words) + 2), (words,), citation=0)
    match = match_quotation(quotation, SourceText(page.text))
    found, misplaced = placed(quotation, cited, match, page)
    return found.page, found.label, misplaced is not None


@pytest.mark.parametrize(
    ("words", "pincite", "told"),
    [
        ("nobody on the quay is late", "10", (1, "10", False)),
        ("nobody on the quay is late", "11", (1, "10", True)),
        ("nobody on the quay is late", "1", (1, "10", False)),
        ("nobody on the quay is late", "900", (1, "10", False)),
        # Words that run over a page's end stand on both.
        ("before the great storm of that winter", "11", (2, "11", False)),
        ("before the great storm of that winter", "12", (3, "12", False)),
        ("before the great storm of that winter", "10", (2, "11", True)),
    ],
)
def test_quoted_words_and_the_cited_page(
    words: str, pincite: str, told: tuple[int, str, bool]
) -> None:
    assert where(words, pincite) == told


def test_where_no_page_bears_a_number_a_cover_may_go_before() -> None:
    bare = replace(REPORT, labels=())
    assert where("every vessel came home", "1", bare) == (2, None, False)
    assert where("every vessel came home", "3", bare) == (2, None, True)


def test_words_that_stand_on_the_cited_page_as_well_are_there() -> None:
    twice = replace(REPORT, text=f"{ONE}\f{TWO}\f{THREE} {ONE}")
    assert where("nobody on the quay is late", "12", twice) == (3, "12", False)
    assert where("nobody on the quay is late", "11", twice) == (1, "10", True)
