"""Rules of matching that single pairs do not show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.match import match_authors, match_date, match_title
from checker.match.dates import iso_of
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
    page = Page(title="The Quiet Docket: Emergency Orders and Their Reasons")
    loud = match_title("The Loud Docket: Emergency Orders and Their Reasons", page, "")
    slip = match_title("The Quite Docket: Emergency Orders and Their Reasons", page, "")
    assert (loud.grade, slip.grade) == (FieldGrade.DIFFERS, FieldGrade.VERIFIED)


@settings(max_examples=100, deadline=None)
@given(cited=HOSTILE, title=HOSTILE, text=HOSTILE, url=HOSTILE)
def test_nothing_that_a_page_says_breaks_it(cited: str, title: str, text: str, url: str) -> None:
    page = Page(title, title, (title, text), title, title, title, text=text, words=len(text))
    assert match_title(cited, page, url).grade in FieldGrade
    assert match_authors((Name(cited, title), Name(literal=cited)), page).grade in FieldGrade
    assert match_date(DateValue(cited, cited), page, url).grade in FieldGrade
