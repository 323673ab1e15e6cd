"""Works that only their page tells from prose, and works that a sentence goes on behind."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, read_note, told

UNDATED = {
    "Kelp Institute, *Policy on Moorings*, p. 4.": Cited(
        "document", "=Kelp Institute", "Policy on Moorings", pincite="4"
    ),
    "See City of Alder, *Harbor Master Plan*, at 12–14.": Cited(
        "document", "=City of Alder", "Harbor Master Plan", pincite="12–14", signal="See"
    ),
    "Jane Roe, “Five Myths of Dredging,” pp. 2, 9.": Cited(
        "document", "Roe, Jane", "Five Myths of Dredging", pincite="2, 9"
    ),
    "Jane Roe, *The Tidal Office*, ch. 3 (emphasis added).": Cited(
        "document",
        "Roe, Jane",
        "The Tidal Office",
        pincite="ch. 3",
        parentheticals=("weight: emphasis added",),
    ),
    "OFFICE OF THE CITY AUDITOR, AUDIT OF THE HARBOR FUND, p. 6.": Cited(
        "document", "=OFFICE OF THE CITY AUDITOR", "AUDIT OF THE HARBOR FUND", pincite="6"
    ),
    "Harbor Dep’t, Memorandum No. 44-B, Leases of Mooring Space, at 2.": Cited(
        "document",
        "=Harbor Dep’t",
        "Memorandum No. 44-B, Leases of Mooring Space",
        pincite="2",
    ),
    "Memorandum No. 2019-12, at 3.": Cited("document", title="Memorandum No. 2019-12", pincite="3"),
    "Alder Police Department General Order 5.17, section III.B.": Cited(
        "document", title="Alder Police Department General Order 5.17", pincite="section III.B"
    ),
    "Reply Brief for Petitioner 3–4.": Cited(
        "document", title="Reply Brief for Petitioner", pincite="3–4"
    ),
    "Tr. of Oral Arg. 27–28, 40.": Cited("document", title="Tr. of Oral Arg.", pincite="27–28, 40"),
}

PROSE = (
    "The Department, in its Dredging Manual, says otherwise at page 4.",
    "Kelp and eelgrass are central in these debates, ch. 3.",
    "The word *lonja*, p. 9 of the manuscript, is Spanish.",
    "Interviews took place on 4 and 5 May, at 12 sites.",
    "The memorandum was never found at 44.",
    "Jane Roe agreed, at 4.",
    "*Lonja*, p. 9.",
    "Brief 12 of the series is lost.",
    "In Section 4 we compute the *p*-value, at 12 percent.",
)

BEGUN = {
    "Jane Roe, *Tides of the State* (2020), tells why the leases were never renewed.": Cited(
        "book", "Roe, Jane", "Tides of the State", date="2020"
    ),
    "Jane Roe, *Leases After the Flood*, 12 J. Harbor L. 45, 50 (2018) argues otherwise.": Cited(
        "article-journal",
        "Roe, Jane",
        "Leases After the Flood",
        "J. Harbor L.",
        "12",
        "45",
        "50",
        "2018",
    ),
    "Jane Roe, *Kelp War: A Fight for the Shore*, Scribner, 2022 — the book to begin at.": Cited(
        "book", "Roe, Jane", "Kelp War: A Fight for the Shore", date="2022", publisher="Scribner"
    ),
}


@pytest.mark.parametrize("source", UNDATED)
def test_a_page_tells_a_work_without_date_and_link(source: str) -> None:
    assert [told(each, source) for each in read_note(source).citations] == [UNDATED[source]]


@pytest.mark.parametrize("source", PROSE)
def test_prose_with_a_page_is_no_work(source: str) -> None:
    assert not read_note(source).citations


def test_running_text_has_no_such_work() -> None:
    assert read_note("Jane Roe, *The Tidal Office*, ch. 3.").citations
    assert not read_note("Jane Roe, *The Tidal Office*, ch. 3.", label=None).citations


def test_a_longer_head_is_prose() -> None:
    assert read_note(f"Jane Roe, *{'Tide and ' * 40}Sea*, ch. 3.").citations
    assert not read_note(f"Jane Roe, *{'Tide and ' * 60}Sea*, ch. 3.").citations
    long = (
        "The town let the leases of the northern moorings run out, and nobody asked for new ones. "
    )
    (citation,) = read_note(f"{long * 8}See Jane Roe, *The Tidal Office*, ch. 3.").citations
    assert citation.title == "The Tidal Office", "what stands before it is no part of its head"


@pytest.mark.parametrize(
    "source",
    [
        "*Roe v. Doe*, p. 4.",  # a case
        "*Moorings and Law*, R48642.",  # a number without authors
        "Council Memorandum about Moorings, at 3.",  # no headline has the word
    ],
)
def test_what_has_the_page_only_is_no_work(source: str) -> None:
    assert not read_note(source).citations


@pytest.mark.parametrize(
    "word", ["with", "from", "into", "upon", "under", "over", "through", "between"]
)
def test_prepositions_of_a_headline(word: str) -> None:
    (citation,) = read_note(f"Council Memorandum {word} Two Moorings, at 3.").citations
    assert citation.title == f"Council Memorandum {word} Two Moorings"


def test_a_marked_headline_needs_no_author() -> None:
    (citation,) = read_note("*Harbor Master Plan*, p. 4.").citations
    assert told(citation, citation.raw) == Cited(
        "document", title="Harbor Master Plan", pincite="4"
    )


def test_what_a_parenthesis_says_of_the_work() -> None:
    (citation,) = read_note("Jane Roe, *The Tidal Office*, ch. 3 (as the town has it).").citations
    assert (citation.title, citation.pincite) == ("The Tidal Office", "ch. 3")
    assert [each.text for each in citation.parentheticals] == ["as the town has it"]


@pytest.mark.parametrize("source", BEGUN)
def test_a_sentence_goes_on_behind_the_work_that_it_begins_with(source: str) -> None:
    (citation,) = read_note(source).citations
    assert source.startswith(citation.raw)
    found = told(citation, citation.raw)
    assert found == BEGUN[source]


@pytest.mark.parametrize(
    "source",
    [
        "The leases (May 2020) were never renewed.",
        "Of the harbors in 2022 — there were 40 — none was open.",
    ],
)
def test_a_sentence_that_mentions_a_date_begins_with_no_work(source: str) -> None:
    assert not read_note(source).citations


def test_a_report_s_number_ends_it() -> None:
    source = "Kelp Research Service, *Moorings and Law: Export of Kelp*, R48642."
    (citation,) = read_note(source).citations
    assert told(citation, source) == Cited(
        "report", "=Kelp Research Service", "Moorings and Law: Export of Kelp"
    )


@pytest.mark.parametrize(
    ("behind", "container", "page"),
    [
        ("Medium", "Medium", None),
        ("arXiv", "arXiv", None),
        ("Harbor Internet 151", "Harbor Internet", "151"),
    ],
)
def test_a_journal_without_a_volume_stands_behind_the_year(
    behind: str, container: str, page: str | None
) -> None:
    (citation,) = read_note(f"Jane Roe, ‘From Noise to Tide’ (2025) {behind}.").citations
    assert (citation.container, citation.first_page) == (container, page)


@pytest.mark.parametrize(
    "source", ["Harbor Dep’t, Dredging Manual, § 4.2.", "Council Res. No. 2020-114, Moorings, § 2."]
)
def test_a_manual_s_section_is_no_law(source: str) -> None:
    (citation,) = read_note(source).citations
    assert citation.type.value == "document"


def test_a_work_that_says_so_has_no_date() -> None:
    source = "Jane Roe, “The Tidal Worker: A Study” (Master’s thesis, Kelp University, n.d.)."
    (citation,) = read_note(source).citations
    assert told(citation, source) == Cited(
        "document", "Roe, Jane", "The Tidal Worker: A Study", publisher="Kelp University"
    )
    (article,) = read_note("Jane Roe, “Tides That Bind,” *East Kelp Express* (n.d.).").citations
    assert (article.container, article.date) == ("East Kelp Express", None)


def test_empty_places_between_commas_are_no_offices() -> None:
    """As a page leaves them whose struck words are gone."""
    source = "Jane L. Roe, , , Unbought: A History of Refusal 12–19 (2019)."
    (citation,) = read_note(source).citations
    assert [name.family for name in citation.authors] == ["Roe"]
