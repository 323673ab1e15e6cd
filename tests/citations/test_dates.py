"""Dates as letters and footnotes print them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import dates
from citations.model import DateValue


@pytest.mark.parametrize(
    ("text", "raw", "iso"),
    [
        ("(Jan. 5, 2021, 8:21 PM), <http://x.org>", "Jan. 5, 2021, 8:21 PM", "2021-01-05T20:21"),
        ("(Dec. 20, 2011, 12:48 AM)", "Dec. 20, 2011, 12:48 AM", "2011-12-20T00:48"),
        ("a talk, May 2, 2020, 3 p.m. sharp", "May 2, 2020, 3 p.m.", "2020-05-02T15:00"),
        ("(April 20, 2021).", "April 20, 2021", "2021-04-20"),
        ("on 22 July 2021 at 20:21", "22 July 2021 at 20:21", "2021-07-22T20:21"),
        ("JULY 4TH is not, JULY 4, 2021 is", "JULY 4, 2021", "2021-07-04"),
        ("July 4th, 2021", "July 4th, 2021", "2021-07-04"),
        ("May 3,2020", "May 3,2020", "2020-05-03"),
        ("the 5th day of March, 2018", "5th day of March, 2018", "2018-03-05"),
        ("Sept. 3–5, 2018", "Sept. 3–5, 2018", "2018-09-03"),
        ("(March 2018)", "March 2018", "2018-03"),
        ("(Mar.-Apr. 2018)", "Mar.-Apr. 2018", "2018-03"),
        ("Spring 2019", "Spring 2019", "2019"),
        ("12-Mar-2020", "12-Mar-2020", "2020-03-12"),
        ("14 march 2001", "14 march 2001", "2001-03-14"),
        ("april 2006", "april 2006", "2006-04"),
        ("am 22. Juli 2021", "22. Juli 2021", "2021-07-22"),
        ("22 de julio de 2021", "22 de julio de 2021", "2021-07-22"),
        ("2021年7月22日", "2021年7月22日", "2021-07-22"),
        ("as of 2021-07-22.", "2021-07-22", "2021-07-22"),
        ("2021-07-22T10:11:12Z", "2021-07-22T10:11:12Z", "2021-07-22T10:11"),
        ("7/22/2021", "7/22/2021", "2021-07-22"),
        ("03/04/2018", "03/04/2018", "2018-03-04"),
        ("22/07/2021", "22/07/2021", "2021-07-22"),
        ("03.04.2018", "03.04.2018", "2018-04-03"),
        ("July 22,\n  2021", "July 22, 2021", "2021-07-22"),
    ],
)
def test_finds_one_date(text: str, raw: str, iso: str) -> None:
    (found,) = dates.find(text)
    assert found.value == DateValue(raw, iso)
    assert " ".join(text[found.span.start : found.span.end].split()) == raw


@pytest.mark.parametrize(
    "text",
    [
        "we may 2020 times",
        "they march 2020 miles",
        "from 1999-2001",
        "15 Stat. 2014",
        "31 February 2020",
        "reports/2017/01/26/297366",
        "/2020/08/25/how",
        "2018-19",
        "1,400 and 30,000",
        "13/13/2020",
        "No. 20210722",
    ],
)
def test_finds_no_date(text: str) -> None:
    assert list(dates.find(text)) == []


def test_finds_several_in_order_and_within_bounds() -> None:
    text = "Feb. 2, 2020 (last visited Mar. 3, 2021)"
    assert [found.value.iso for found in dates.find(text)] == ["2020-02-02", "2021-03-03"]
    assert [found.value.iso for found in dates.find(text, 13)] == ["2021-03-03"]
    assert [found.value.iso for found in dates.find(text, 0, 13)] == ["2020-02-02"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2015", "2015"),
        ("(2015)", "2015"),
        ("2018-03", "2018-03"),
        ("7/22/21", "2021-07-22"),
        ("Jan. 2020", "2020-01"),
        ("July 22, 2021", "2021-07-22"),
        ("2018-13", None),
        ("9999", None),
        ("about 2015", None),
        ("", None),
        ("2 of 3", None),
    ],
)
def test_parses_what_is_only_a_date(text: str, iso: str | None) -> None:
    value = dates.parse(text)
    assert (value.iso if value else None) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("\n\n\nJuly 22, 2021\n\nDear Secretary:", "2021-07-22"),
        ("\r\nJuly 22, 2021\r\n\r\nDear Secretary:", "2021-07-22"),
        ("The Clerk\nWashington, D.C., July 22, 2021\n", "2021-07-22"),
        ("Thursday, 22 July 2021", "2021-07-22"),
        ("**Date:** 2021-07-22", "2021-07-22"),
        ("FOR IMMEDIATE RELEASE: July 20, 2015", "2015-07-20"),
        ("7/22/21\nDear Sir:", "2021-07-22"),
        ("March 2018\n", "2018-03"),
        (
            "Fairfield, March 13, 2023 – The following statement was issued" + " x" * 60,
            "2023-03-13",
        ),
        ("QUAY, Me. – March 13, 2023 -- The boats run full, and nobody waits.", "2023-03-13"),
        ("(Quay, March 13, 2023) — The boats run full.", "2023-03-13"),
        ("Boats that ran on March 13, 2023 – and not before – were full.", None),
        ("On July 22, 2021, we wrote to you.", None),
        ("As we wrote in our last letter of\nIn the year of the report (July 22, 2021)", None),
        ("x\n" * 60 + "July 22, 2021\n", None),
    ],
)
def test_letter_date(text: str, iso: str | None) -> None:
    found = dates.letter_date(text)
    assert (found.value.iso if found else None) == iso
    if found is not None:
        assert text[found.span.start : found.span.end] == found.value.raw


@given(st.text(alphabet="0129/-., JulyMarch年月日:PMst\n", max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    end = 0
    for found in dates.find(text):
        assert found.span.start >= end
        end = found.span.end
        assert end <= len(text)
    dates.parse(text)
    dates.letter_date(text)
