"""What is searched for, what a letter names, and where laws stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Record, Target
from checker.registries import is_same_work, names_in, registered_names
from checker.registries.laws import LAWS, LawLink, law_link
from checker.registries.searching import Wanted, asked_for, searched_for, target_of, wanted
from citations import read
from citations.model import (
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Identifier,
    Name,
)

from . import gold

CITED = replace(
    gold.CITED,
    title="The Night  Bus",
    authors=(Name("Moreau", "Ada"), Name("Sato", "Jun")),
    container="J. City Transp.",
    date=DateValue("Mar. 2018", "2018-03"),
)


def test_the_key_holds_the_fields_and_a_reader_can_search_for_them() -> None:
    target = searched_for(CITED)
    assert target is not None
    assert target.key == "work:title=The+Night+Bus&author=Moreau&year=2018&in=J.+City+Transp."
    assert target.url.startswith("https://search.crossref.org/search/works?q=Moreau+The+Night+Bus")
    assert asked_for(target) == Wanted("The Night Bus", "Moreau", "2018", "J. City Transp.")
    assert asked_for(target).words == "Moreau The Night Bus J. City Transp. 2018"


@pytest.mark.parametrize(
    "citation",
    [
        replace(CITED, title=None),
        replace(CITED, title="—"),
        replace(CITED, authors=(), date=None),
        replace(CITED, container=None, date=None),
        replace(CITED, form=CitationForm.SHORT),
        replace(CITED, type=CitationType.ARTICLE_NEWSPAPER),
        replace(CITED, type=CitationType.CASE),
        replace(CITED, url="https://journal.example/night-bus"),
        replace(CITED, identifiers=(Identifier("arxiv", "2101.00001"),)),
        replace(CITED, identifiers=(Identifier("pmid", "31234567"),)),
    ],
    ids=lambda each: f"{each.title} {each.type} {each.url} {each.identifiers}",
)
def test_what_has_too_little_or_leads_somewhere_is_not_searched_for(citation: Citation) -> None:
    assert searched_for(citation) is None


def test_a_doi_makes_a_claim_and_an_isbn_a_work_of_its_own() -> None:
    doi = replace(CITED, identifiers=(Identifier("doi", "10.5555/A"),), url="https://doi.org/x")
    assert [name.key.partition(":")[0] for name in registered_names(doi)] == ["doi", "claim"]
    book = replace(CITED, identifiers=(Identifier("isbn", "9780306406157"),))
    assert [name.key.partition(":")[0] for name in registered_names(book)] == ["isbn", "work"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_any_fields_come_back_from_the_key(title: str, name: str, journal: str, doi: str) -> None:
    citation = replace(
        CITED,
        title=title,
        authors=(Name(literal=name),),
        container=journal,
        identifiers=(Identifier("doi", doi),),
    )
    asked = wanted(citation)
    target = target_of(asked)
    assert target.key.isascii()
    assert "\n" not in target.key
    assert asked_for(target) == asked


def test_half_a_surrogate_is_no_reason_to_fail() -> None:
    target = searched_for(replace(CITED, title="Night \ud800 Bus"))
    assert target is not None
    assert asked_for(target).title == "Night ? Bus"


def test_a_title_of_a_megabyte_makes_a_short_key() -> None:
    target = searched_for(replace(CITED, title="night bus " * 100_000))
    assert target is not None
    assert len(target.key) < 2000


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("usc:8 U.S.C. § 1373", LawLink("/link/uscode/8/1373")),
        ("usc:8 U.S.C. § 1373(a)", LawLink("/link/uscode/8/1373")),
        ("usc:8 U.S.C. ch. 12", None),
        ("cfr:8 C.F.R. § 287.7(a)", LawLink("/link/cfr/8/287?sectionnum=7")),
        ("cfr:40 C.F.R. pt. 93", LawLink("/link/cfr/40/93")),
        ("cfr:40 C.F.R. ch. I", None),
        ("fedreg:86 Fed. Reg. 7,225", LawLink("/link/fr/86/7225")),
        ("publ:Pub. L. No. 104-208", LawLink("/link/plaw/104/public/208")),
        ("publ:Pub. L. No. 89-10", None),
        ("stat:110 Stat. 3009", LawLink("/link/statute/110/3009")),
        ("stat:1 Stat. 109", LawLink("/link/statute/1/109", is_covered=False)),
        ("eo:Exec. Order No. 13,768", LawLink("/link/cpd/executiveorder/13768")),
        ("eo:Exec. Order No. 9066", LawLink("/link/cpd/executiveorder/9066", is_covered=False)),
        ("proclamation:Proclamation No. 9645", LawLink("/link/cpd/proclamation/9645")),
        ("const:U.S. Const. amend. IV", None),
        ("eo:Exec. Order No. ,,,", None),
        ("fedreg:86 Fed. Reg. ,", None),
    ],
)
def test_where_a_law_stands(key: str, found: LawLink | None) -> None:
    assert law_link(key) == found


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(LAWS)),
    st.text(alphabet="0123456789,. §()-U.SCFRegtaNoPubLExcOrd", max_size=40),
)
def test_no_value_of_a_law_breaks_it_or_leaves_its_path(scheme: str, value: str) -> None:
    link = law_link(f"{scheme}:{value}")
    assert link is None or (link.path.startswith("/link/") and ".." not in link.path)


@pytest.mark.parametrize("reporter", ["WL", "U.S. Dist. LEXIS", "U.S. LEXIS"])
def test_numbers_of_databases_are_no_reporters(reporter: str) -> None:
    case = replace(
        CITED,
        type=CitationType.CASE,
        volume="2019",
        container=reporter,
        first_page="12345",
    )
    assert registered_names(case) == ()
    printed = replace(case, volume="347", container="U.S.", first_page="483")
    assert [name.key for name in registered_names(printed)] == ["case:347 U.S. 483"]


def test_links_to_resolvers_name_works_where_no_citation_does() -> None:
    letter = (
        "July 22, 2021\n\nThe counts stand at https://doi.org/10.5555/counts?x=1#top, and at"
        " <https://arxiv.org/abs/2101.00001v2>. A publisher has"
        " https://pages.example/doi/10.5555/theirs, PubMed"
        " https://pubmed.ncbi.nlm.nih.gov/31234567/ too.\n"
    )
    named = list(names_in(read(letter.encode(), "letter.txt")))
    assert [each.target.key for each in named] == [
        "doi:10.5555/counts",
        "arxiv:2101.00001v2",
        "pmid:31234567",
    ]
    assert {each.citation for each in named} == {None}
    assert all(each.link is not None and each.note is None for each in named)


def test_a_link_inside_a_citation_is_named_once() -> None:
    letter = (
        "July 22, 2021\n\nIt helps.[1]\n\n[1] Ada Moreau, *The Night Bus*, 4 J. CITY TRANSP. 12"
        " (2018), https://doi.org/10.5555/night.\n"
    )
    named = list(names_in(read(letter.encode(), "letter.md")))
    assert [each.target.key.partition("?")[0] for each in named if each.link is None] != []
    assert [each.link for each in named] == [None] * len(named)
    assert sum(each.target.key == "doi:10.5555/night" for each in named) == 1


def test_another_works_fields_do_not_make_it_the_same() -> None:
    record = Record("The Night Bus", ("Ada Moreau",), "2018-03", "Journal of City Transport")
    assert is_same_work(CITED, record)
    assert not is_same_work(CITED, replace(record, title="The Night Boat"))
    assert not is_same_work(CITED, replace(record, authors=("Jun Sato", "Ada Moreau")))
    assert not is_same_work(CITED, replace(record, published="2015"))
    assert not is_same_work(CITED, replace(record, container="Marine Life Letters"))
    assert not is_same_work(replace(CITED, date=None, container=None), record)


def test_a_target_of_another_scheme_has_no_fields() -> None:
    assert asked_for(Target("work:", "")) == Wanted("")
