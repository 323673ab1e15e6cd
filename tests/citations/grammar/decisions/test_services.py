"""Cases of loose-leaf services, and cases that have a docket's number and no date."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, read_note, told

CASES = {
    "In re Kelp, Bankr. L. Rep. (CCH) ¶ 70,707 (Bankr. D. Me. 1985).": Cited(
        "case",
        title="In re Kelp",
        container="Bankr. L. Rep. (CCH)",
        first_page="¶ 70,707",
        date="1985",
        court="Bankr. D. Me.",
    ),
    "See R. v. Doe, [1987 Binder] Sec. L. Rep. (CCH) ¶ 93,000, at 95,014 (D. Vt. 1987).": Cited(
        "case",
        title="R. v. Doe",
        container="Sec. L. Rep. (CCH)",
        first_page="¶ 93,000",
        pincite="95,014",
        date="1987",
        signal="See",
        court="D. Vt.",
    ),
    "Petition at 14, In re Kelp Farms, No. 21-cv-0192.": Cited(
        "case", title="In re Kelp Farms", pincite="14"
    ),
    "Roe v. Doe, No. 21-cv-0192, ECF No. 12, at 4 (9th Cir.).": Cited(
        "case", title="Roe v. Doe", pincite="4", court="9th Cir."
    ),
}


@pytest.mark.parametrize("source", CASES)
def test_a_service_or_a_number_alone_tells_a_case(source: str) -> None:
    assert [told(each, each.raw) for each in read_note(source).citations] == [CASES[source]]


@pytest.mark.parametrize(
    "publisher",
    ["CCH", "BNA", "P-H", "RIA", "MB", "LRP", "ALM", "Bloomberg BNA", "West", "Aspen"],
)
def test_each_publisher_tells_a_service(publisher: str) -> None:
    source = f"In re Kelp, Bankr. L. Rep. ({publisher}) ¶ 70,707 (Bankr. D. Me. 1985)."
    (citation,) = read_note(source).citations
    assert (citation.container, citation.first_page) == (
        f"Bankr. L. Rep. ({publisher})",
        "¶ 70,707",
    )


@pytest.mark.parametrize(
    "source", ["See Roe v. Doe, No. 3 of the list, for more.", "The service (CCH) 12 was stopped."]
)
def test_a_number_in_prose_tells_no_case(source: str) -> None:
    assert not read_note(source).citations
