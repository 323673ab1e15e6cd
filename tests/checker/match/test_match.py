"""Rules of matching that single pairs do not show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.match import match_authors, match_date, match_title
from checker.match.dates import iso_of
from checker.match.titles import DENSE
from checker.model import FieldGrade, Page
from citations.model import DateValue, Name

HOSTILE = st.text(max_size=300) | st.sampled_from(
    ["|" * 3000, " - " * 2000, "\u0301" * 5000, "ﬁ" * 3000, "1/1/1/" * 2000, "\ud800", "Ⅻ"]
)


@pytest.mark.parametrize(
    ("declared", "iso"),
    [
        ("2016-09-29T10:00:00Z", "2016-09-29"),
        ("2016/9/29", "2016-09-29"),
        ("2016.09", "2016-09"),
        ("20160929", "2016-09-29"),
        ("2016", "2016"),
        ("September 29, 2016", "2016-09-29"),
        ("Thu, 29 Sep 2016 10:00:00 GMT", "2016-09-29"),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_declared_dates_are_read(declared: str | None, iso: str | None) -> None:
    assert iso_of(declared) == iso


def test_a_page_that_was_not_read_is_asked_through_its_address_only() -> None:
    url = "https://a.example/2016/09/29/night-buses-leave-riders-waiting"
    assert match_title("Night Buses Leave Riders Waiting", None, url).witness == "address"
    assert match_date(DateValue("2016", "2016"), None, url).grade is FieldGrade.VERIFIED
    assert match_authors((Name("Moreau", "Ada"),), None).grade is FieldGrade.UNABLE


def test_where_files_are_stored_dates_nothing() -> None:
    stored = "https://a.example/wp-content/uploads/2020/03/report.pdf"
    assert match_date(DateValue("2015", "2015"), Page(), stored).grade is FieldGrade.NOT_FOUND
    posted = "https://a.example/2020/03/report"
    assert match_date(DateValue("2015", "2015"), Page(), posted).grade is FieldGrade.DIFFERS


def test_an_organisation_may_be_named_by_its_letters() -> None:
    cited = (Name(literal="U.S. Harbor and Customs Enforcement"),)
    assert match_authors(cited, Page(site="HCE", text="x")).grade is FieldGrade.VERIFIED


@pytest.mark.parametrize(
    ("cited", "named", "grade"),
    [
        ("Harbor Water Util.", "Harbor Water Utility", FieldGrade.VERIFIED),
        ("Dep’t of Educ.", "Department of Education", FieldGrade.VERIFIED),
        ("Nat'l Ass'n of Ferry Workers", "National Association of Ferry Workers", "verified"),
        ("Harbor Wind Util.", "Harbor Water Utility", FieldGrade.NOT_FOUND),
        ("Harbor Water U", "Harbor Water Utility", FieldGrade.NOT_FOUND),
    ],
)
def test_names_of_houses_are_abbreviated(cited: str, named: str, grade: str) -> None:
    assert match_authors((Name(literal=cited),), Page(site=named, text="x")).grade == grade


def test_another_word_is_no_slip() -> None:
    page = Page(title="The Quiet Docket: Emergency Orders and Their Reasons", text="Orders. " * 20)
    loud = match_title("The Loud Docket: Emergency Orders and Their Reasons", page, "")
    slip = match_title("The Quite Docket: Emergency Orders and Their Reasons", page, "")
    assert (loud.grade, slip.grade) == (FieldGrade.DIFFERS, FieldGrade.VERIFIED)


def dated(cited: str, page: Page, url: str = "https://a.example/x") -> FieldGrade:
    return match_date(DateValue(cited, cited), page, url).grade


@pytest.mark.parametrize(
    ("published", "cited", "grade"),
    [
        ("2021-01-06T01:21:00Z", "2021-01-05", FieldGrade.NOT_FOUND),
        ("2021-01-06 01:21:00", "2021-01-05", FieldGrade.NOT_FOUND),
        ("2021-01-06T22:00:00+00:00", "2021-01-07", FieldGrade.NOT_FOUND),
        ("Wed, 06 Jan 2021 01:21:00 GMT", "2021-01-05", FieldGrade.NOT_FOUND),
        ("2021-01-06T01:21:00Z", "2021-01-07", FieldGrade.DIFFERS),
        ("2021-01-06T01:21:00-05:00", "2021-01-05", FieldGrade.DIFFERS),
        ("2021-01-06T12:00:00Z", "2021-01-04", FieldGrade.DIFFERS),
        ("2021-01-06", "2021-01-05", FieldGrade.DIFFERS),
        ("06/01/2021", "2021-01-06", FieldGrade.VERIFIED),
        ("06/01/2021", "2021-06-01", FieldGrade.VERIFIED),
        ("06/01/2021", "2021-06-02", FieldGrade.DIFFERS),
    ],
)
def test_a_clock_elsewhere_and_the_order_of_a_date_contradict_nobody(
    published: str, cited: str, grade: FieldGrade
) -> None:
    assert dated(cited, Page(published=published, text="Ferries ran late.")) is grade


def test_an_address_may_be_a_day_off() -> None:
    url = "https://a.example/2021/01/06/ferries"
    assert dated("2021-01-05", Page(text="x"), url) is FieldGrade.NOT_FOUND
    assert dated("2021-01-04", Page(text="x"), url) is FieldGrade.DIFFERS


def test_a_year_is_no_proof_of_a_day() -> None:
    page = Page(dated="2016", text="Ferries ran late.")
    assert dated("2016", page) is FieldGrade.VERIFIED
    assert dated("2016-07-12", page) is FieldGrade.NOT_FOUND


def test_days_that_a_page_prints_bear_out_and_silence() -> None:
    printed = "5 March 2012. Ferries ran late."
    changed = Page(published="2014-11-05", text=printed)
    assert dated("2012-03-05", changed) is FieldGrade.VERIFIED
    assert dated("2012-03", changed) is FieldGrade.VERIFIED
    assert dated("2012", changed) is FieldGrade.NOT_FOUND
    assert dated("2013", changed) is FieldGrade.DIFFERS
    far = Page(text="word " * 1000 + printed + " Older: March 2011.")
    assert dated("2012-03-05", far) is FieldGrade.VERIFIED
    assert dated("2011-03-05", far) is FieldGrade.NOT_FOUND


@pytest.mark.parametrize(
    ("cited", "title", "grade"),
    [
        ("Quays", "Quays | Harbor Trust International", FieldGrade.VERIFIED),
        ("Ida Brandt", "Here and There: Ida Brandt - HRBR", FieldGrade.VERIFIED),
        ("Opinion: The Last Night Ferry", "The Last Night Ferry", FieldGrade.VERIFIED),
        ("Quays & Ferries", "Quays and Ferries - the free almanac", FieldGrade.VERIFIED),
        ("Opinion: The Last Night Ferry", "Opinion: A Ferry for Everyone", FieldGrade.DIFFERS),
        ("港口渡轮晚点一小时", "港口渡轮晚点一小时_海港网", FieldGrade.VERIFIED),
        (
            "港口渡轮晚点 旅客无人告知",
            "港口渡轮晚点 旅客无人告知 （图）：海港新聞",
            FieldGrade.VERIFIED,
        ),
        ("港口渡轮晚点一小时", "港口渡轮准点到达_海港网", FieldGrade.DIFFERS),
    ],
)
def test_titles_stand_between_series_and_site(cited: str, title: str, grade: FieldGrade) -> None:
    page = Page(title=title, text="The ferries of the harbor ran late. " * 5)
    assert match_title(cited, page, "").grade is grade


@pytest.mark.parametrize("cited", ["Harbor News", "HarborNews", "Harbor-News", "Tide & Quay"])
def test_the_name_of_a_site_is_no_other_title(cited: str) -> None:
    page = Page(title="The Last Night Ferry", site="Tide & Quay", text="They ran late. " * 20)
    url = "https://www.harbor-news.example/a"
    assert match_title(cited, page, url).grade is FieldGrade.NOT_FOUND
    assert match_title("Harbor Views", page, url).grade is FieldGrade.DIFFERS


def test_two_words_are_a_title_where_a_text_begins() -> None:
    said = "Night Ferries. They ran late. "
    page = Page(title="Almanac of the Harbor", text=said + "word " * 1000)
    late = Page(title="Almanac of the Harbor", text="word " * 1000 + said)
    assert match_title("Night Ferries", page, "").grade is FieldGrade.VERIFIED
    assert match_title("Night Ferries", late, "").grade is FieldGrade.DIFFERS


def test_an_address_may_spell_one_word() -> None:
    page = Page(title="GitHub - harbor/tideline: Reads tide tables", text="word " * 100)
    assert (
        match_title("tideline", page, "https://code.example/harbor/tideline").witness == "address"
    )
    assert match_title("tides", page, "https://code.example/harbor/tideline").grade == "differs"


@pytest.mark.parametrize(
    "page",
    [
        Page(title="Application", text="Loading..."),
        Page(title="Application", text="You need to enable JavaScript to run this app. " * 3),
        Page(title="Application", authors=("Ben Okafor",)),
    ],
)
def test_a_shell_that_waits_for_its_script_contradicts_nobody(page: Page) -> None:
    assert match_title("The Last Night Ferry", page, "").grade is FieldGrade.UNABLE
    assert match_authors((Name("Moreau", "Ada"),), page).grade is not FieldGrade.DIFFERS


@pytest.mark.parametrize("title", ["Ïàðîìû âíåøíåé ãàâàíè", "\ufffd\ufffd ferries"])
def test_a_title_that_was_decoded_wrongly_contradicts_nobody(title: str) -> None:
    page = Page(title=title, text="word " * 100)
    assert match_title("Паромы внешней гавани", page, "").grade is FieldGrade.NOT_FOUND


@pytest.mark.parametrize(
    ("cited", "page", "grade"),
    [
        ((Name("Moreau", "Ada"),), Page(title="Spring in the Harbor, by Ada Moreau"), "verified"),
        ((Name("Moreau", "Ada"),), Page(authors=("AdaMoreau",)), "verified"),
        ((Name("Moreau", "Ada"),), Page(authors=("Harbor Zeitung GmbH",)), "not_found"),
        ((Name("Moreau", "Ada"),), Page(authors=("press.harbor.example",)), "not_found"),
        (
            (Name("Moreau", "Ada"), Name("Okafor", "Ben")),
            Page(authors=("Ada Moreau",)),
            "not_found",
        ),
        (
            (Name("Moreau", "Ada"), Name("Okafor", "Ben")),
            Page(authors=("Ada Moreau", "Ines Duarte")),
            "differs",
        ),
        ((Name("Schöpfer", "Rainer"),), Page(title="Notes of Rainer Sch¨opfer"), "verified"),
        ((Name(literal="中沢克二"),), Page(title="編集委員中沢克二"), "verified"),
        ((Name("中沢", "克二"),), Page(title="編集委員中沢克二"), "verified"),
        ((Name(literal="中沢克三"),), Page(title="編集委員中沢克二"), "not_found"),
    ],
)
def test_names_are_found_where_pages_show_them(
    cited: tuple[Name, ...], page: Page, grade: str
) -> None:
    page = replace(page, text="The ferries of the harbor ran late. " * 5)
    assert match_authors(cited, page).grade == grade


@settings(max_examples=100, deadline=None)
@given(cited=HOSTILE, title=HOSTILE, text=HOSTILE, url=HOSTILE)
def test_nothing_that_a_page_says_breaks_it(cited: str, title: str, text: str, url: str) -> None:
    page = Page(title, title, (title, text), title, title, title, text=text, words=len(text))
    assert match_title(cited, page, url).grade in FieldGrade
    assert match_authors((Name(cited, title), Name(literal=cited)), page).grade in FieldGrade
    assert match_date(DateValue(cited, cited), page, url).grade in FieldGrade


def test_a_ligature_is_no_letter_of_a_script_without_spaces() -> None:
    assert DENSE.search("Oﬃce hours") is None
    assert DENSE.search("港口") is not None
    assert DENSE.search("항구") is not None


@pytest.mark.parametrize(
    ("cited", "named"),
    [
        ("The Gazette", "The Gazette"),
        ("H.C.E.", "Harbor and Customs Enforcement"),
        ("Society of the Friends", "SOF"),
    ],
)
def test_a_house_by_its_own_name(cited: str, named: str) -> None:
    page = Page(authors=(named,), text="x")
    expected = FieldGrade.VERIFIED if named != "SOF" else FieldGrade.NOT_FOUND
    assert match_authors((Name(literal=cited),), page).grade is expected


@pytest.mark.parametrize(
    ("cited", "shown", "grade"),
    [
        ("Night Buses and Rents", "Night Buses and Rents: A Report", FieldGrade.VERIFIED),
        ("Night Buses and Rents: A Report", "Night Buses and Rents", FieldGrade.VERIFIED),
        ("Night Buses and Rents", "Night Buses and Rents II", FieldGrade.DIFFERS),
        ("Night Buses and Rents 2018", "Night Buses and Rents 2019", FieldGrade.DIFFERS),
        ("What I Saw at the Harbor", "What 1 Saw at the Harbor", FieldGrade.DIFFERS),
    ],
)
def test_a_subtitle_is_the_same_work_and_a_number_another(
    cited: str, shown: str, grade: FieldGrade
) -> None:
    page = Page(title=shown, text="Nothing of it. " * 40, words=120)
    assert match_title(cited, page, "https://a.example/x").grade is grade
