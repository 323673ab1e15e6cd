"""What pages declare besides, bylines of many forms, and witnesses that contradict each other."""

from __future__ import annotations

import pytest

from checker.match import match_authors, match_date, match_title
from checker.match.dates import iso_of
from checker.model import FieldGrade, Page
from citations.model import DateValue, Name

VERIFIED, DIFFERS, NOT_FOUND = FieldGrade.VERIFIED, FieldGrade.DIFFERS, FieldGrade.NOT_FOUND
TEXT = "The council met for hours, and the boats went on while it did. " * 3


def titled(cited: str, page: Page, path: str = "/17") -> FieldGrade:
    return match_title(cited, page, f"https://a.example{path}").grade


def test_a_title_for_social_media_bears_out_and_accuses_nobody() -> None:
    page = Page(title="Night ferry stays", called=("The ferry survives, narrowly",), text=TEXT)
    assert titled("The Ferry Survives, Narrowly", page) is VERIFIED
    assert titled("The Ferry Dies, Narrowly", page) is DIFFERS
    assert titled("The Ferry Dies, Narrowly", Page(called=page.called, text=TEXT)) is NOT_FOUND


@pytest.mark.parametrize(
    ("cited", "grade"),
    [
        ("Hale Sues Quayside Landlord for Illegal Evictions", VERIFIED),
        ("Hale Sues Quayside Landlord for Lawful Evictions", DIFFERS),
        ("U.S. Hale Sues Quayside Landlord for Illegal Evictions", VERIFIED),
        ("Press Release, Hale Sues Quayside Landlord for Illegal Evictions", VERIFIED),
        ("Not So, Hale Praises Quayside Landlord for Illegal Evictions", DIFFERS),
    ],
)
def test_an_address_does_not_choose_between_titles_that_it_cuts(
    cited: str, grade: FieldGrade
) -> None:
    title = "Hale Sues Quayside Landlord for Illegal Evictions | Office of Hale"
    heading = "Hale Sues Quayside Landlord for Illegal Evictions"
    page = Page(title=title, heading=heading, text=TEXT)
    assert titled(cited, page, "/news/hale-sues-quayside-landlord") is grade


def test_an_address_speaks_for_the_title_that_was_changed_since() -> None:
    page = Page(title="Quayside settles with its tenants", text=TEXT)
    path = "/news/hale-sues-quayside-landlord"
    assert titled("Hale Sues Quayside Landlord", page, path) is VERIFIED


@pytest.mark.parametrize(
    ("cited", "grade"),
    [
        ("The programme of the night ferries of Harbor County", VERIFIED),
        ("The program of the night feries of Harbor County", VERIFIED),
        ("The program of the night ferries of Harbor City", DIFFERS),
        ("The program of the eight ferries of Harbor County", DIFFERS),
        ("The programming of the night ferries of Harbor County", DIFFERS),
    ],
)
def test_one_letter_is_a_slip_and_two_are_another_word(cited: str, grade: FieldGrade) -> None:
    page = Page(title="The program of the night ferries of Harbor County", text=TEXT)
    assert titled(cited, page) is grade


@pytest.mark.parametrize(
    ("cited", "title"),
    [
        ("Nachtfaehre faehrt fuenf Jahre weiter", "Nachtfähre fährt fünf Jahre weiter"),
        (
            "Stadtrat verlaengert den Vertrag",
            "Nachtfähre: Stadtrat verlängert den Vertrag | Zeitung",
        ),
        ("Smorrebrod pa faergen til Tromso", "Smørrebrød på færgen til Tromsø"),
    ],
)
def test_titles_are_spelt_without_the_letters_of_their_language(cited: str, title: str) -> None:
    assert titled(cited, Page(title=title, text=TEXT)) is VERIFIED


def written(cited: Name, *authors: str, text: str = TEXT) -> FieldGrade:
    return match_authors((cited,), Page(authors=authors, text=text)).grade


@pytest.mark.parametrize(
    ("authors", "cited", "grade"),
    [
        (["Hafenblatt, Jürgen Weiß, Anna-Lena Groß"], Name("Weiss", "Juergen"), VERIFIED),
        (["Hafenblatt, Jürgen Weiß, Anna-Lena Groß"], Name("Weiß", "Karin"), DIFFERS),
        (["By W. E. Du Pré and Mary-Kate O’Brien"], Name("Du Pré", "W.E."), VERIFIED),
        (["By W. E. Du Pré and Mary-Kate O’Brien"], Name("O'Brien", "Mary-Kate"), VERIFIED),
        (["By W. E. Du Pré and Mary-Kate O’Brien"], Name("O'Brien", "Siobhan"), DIFFERS),
        (["Von Ida Roth / Tom Ley"], Name("Ley", "Ida"), DIFFERS),
        (["Ada Moreau, Staff Writer"], Name("Lind", "Mara"), DIFFERS),
        (["Theo Banks (earlier)"], Name("Banks", "Theo"), VERIFIED),
        (["Okonkwo-Baker, Adaeze N."], Name("Okonkwo-Baker", "Adaeze"), VERIFIED),
        (["Okonkwo-Baker, Adaeze N."], Name("Okonkwo-Baker", "Ngozi"), DIFFERS),
        (["García López, María José"], Name("García López", "Juan"), DIFFERS),
        (["van der Meer, Pieter J., Jr."], Name("van der Meer", "Hans"), DIFFERS),
        (["Harbor News"], Name("Lind", "Mara"), NOT_FOUND),
        (["Ortega y Gasset"], Name("Ortega y Gasset", "José"), VERIFIED),
        (["Søren Ærøe"], Name("Aeroe", "Soren"), VERIFIED),
    ],
)
def test_bylines_are_taken_apart(authors: list[str], cited: Name, grade: FieldGrade) -> None:
    assert written(cited, *authors) is grade


@pytest.mark.parametrize(
    ("cited", "text", "grade"),
    [
        (Name("Lindqvist", "P."), "P. Lindqvist R. Achterberg October 2016", VERIFIED),
        (Name("Lindqvist", "Q."), "P. Lindqvist R. Achterberg October 2016", NOT_FOUND),
        (Name("Lindqvist", "Bea"), "Ada B. Lindqvist, October 2016", NOT_FOUND),
        (
            Name(literal="Dep’t of Health & Human Welfare"),
            "From: Department of Health and Human Welfare",
            VERIFIED,
        ),
        (
            Name(literal="Dep’t of Health & Human Welfare"),
            "From: Department of Health and Animal Welfare",
            NOT_FOUND,
        ),
        (Name(literal="Dep’t of Welfare"), "Welfare of the Department", NOT_FOUND),
        (Name(literal="Dep’t"), "The Department was not asked.", NOT_FOUND),
    ],
)
def test_names_in_the_words_of_a_page(cited: Name, text: str, grade: FieldGrade) -> None:
    assert written(cited, text=text) is grade


@pytest.mark.parametrize(
    ("declared", "iso"),
    [
        ("1567526400", "2019-09-03"),
        ("1567526400000", "2019-09-03"),
        (" 1567526400 ", "2019-09-03"),
        ("20190903", "2019-09-03"),
        ("15675264001", None),
        ("999999999", "2001-09-09"),
    ],
)
def test_seconds_since_1970_are_a_date(declared: str, iso: str | None) -> None:
    assert iso_of(declared) == iso


def dated(cited: str, page: Page | None, path: str = "/17") -> FieldGrade:
    return match_date(DateValue(cited, cited), page, f"https://a.example{path}").grade


def test_the_date_in_print_and_the_date_online_are_both_right() -> None:
    page = Page(published="2021/11", days=("2021/10/28", "no date"), text=TEXT)
    assert dated("2021-11", page) is VERIFIED
    assert dated("2021-10-28", page) is VERIFIED
    assert dated("2021-10-27", page) is DIFFERS


@pytest.mark.parametrize(
    ("cited", "path", "grade"),
    [
        ("2022-11-08", "/live/2022/nov/08/election", VERIFIED),
        ("2022-11-12", "/live/2022/nov/08/election", DIFFERS),
        ("2022-10-08", "/live/2022/election", VERIFIED),
        ("2022-10", "/2022/10/election", VERIFIED),
    ],
)
def test_months_in_addresses_have_names_too(cited: str, path: str, grade: FieldGrade) -> None:
    assert dated(cited, None, path) is grade


def test_a_folder_proves_nothing_that_the_page_denies() -> None:
    page = Page(published="2022-11-08", text=TEXT)
    assert dated("2022-10-08", page, "/2022/election") is DIFFERS
    assert dated("2022-10-08", page, "/2022/10/election") is DIFFERS
    assert dated("2022-10-08", page, "/2022/10/08/election") is VERIFIED
    assert dated("2022", page, "/2022/election") is VERIFIED


def test_a_short_title_that_is_declared_bears_out_no_other_subtitle() -> None:
    page = Page(
        title="Pier fire updates: Order lifted; cause unknown",
        called=("Pier fire updates",),
        text="Pier fire updates. Nothing more is known of it, and nobody was hurt in the fire.",
    )
    other = "Pier Fire Updates: Order Extended; Many Hurt"
    assert match_title(other, page, "https://a.example/1").grade is FieldGrade.DIFFERS
    for same in ("Pier Fire Updates", "Pier Fire Updates: Order Lifted; Cause Unknown"):
        assert match_title(same, page, "https://a.example/1").grade is FieldGrade.VERIFIED


@pytest.mark.parametrize(
    "cited",
    [
        "Island Times Editorial Board",
        "Editorial Board, Island Times",
        "Water Bureau, U.S. Department of Harbor Labor",
        "U.S. Dep’t of Harbor Lab.",
    ],
)
def test_an_organisation_is_cited_with_the_one_that_it_belongs_to(cited: str) -> None:
    page = Page(
        authors=("Editorial Board",),
        site="Island Times",
        text="Issued by the U.S. Department of Harbor Labor and its Water Bureau, among others.",
    )
    assert match_authors((Name(literal=cited),), page).grade is FieldGrade.VERIFIED


def test_an_organisation_may_be_cited_by_the_short_name_that_it_gives_itself() -> None:
    page = Page(title="Night work", site="Harbor Health Organization (HHO)", text="Work at night.")
    assert match_authors((Name(literal="HHO"),), page).grade is VERIFIED
    assert match_authors((Name(literal="HWO"),), page).grade is NOT_FOUND


def test_a_title_behind_what_the_page_calls_its_kind() -> None:
    page = Page(title="Night work", text=f"Night work. Fact sheet no. 312. {TEXT}")
    assert titled("Fact Sheet: Night Work", page) is VERIFIED
    assert titled("Fact Sheet: Day Work", page) is DIFFERS
    assert titled("Field Notes: Night Work", page) is DIFFERS


def test_an_organisation_that_a_page_names_in_part_is_not_borne_out() -> None:
    page = Page(authors=("Editorial Board",), site="Island Times", text="The Water Bureau says so.")
    for cited in ("Water Bureau, Ministry of Ships", "Mainland Times Editorial Board"):
        assert match_authors((Name(literal=cited),), page).grade is FieldGrade.NOT_FOUND


def test_a_name_in_capitals_before_its_house_is_a_person() -> None:
    page = Page(
        authors=("MARTA QUINN Coastal Press",), text="Words of a page that is no shell. " * 5
    )
    assert match_authors((Name("Quist", "Martin"),), page).grade is FieldGrade.DIFFERS
    assert match_authors((Name("Quinn", "Marta"),), page).grade is FieldGrade.VERIFIED
