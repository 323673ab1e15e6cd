"""Where findings stand, what counts as an address, and how far days are apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from citations.model import Span
from results.findings.addresses import Address, address_of
from results.findings.archives.cited_dates import days_apart
from results.findings.examples import letter, note
from results.findings.rule import Place, at_note, at_span


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("HTTP://www.City.example/a%20b/?q=1#part", Address("city.example", "/a b?q=1")),
        ("https://city.example/a/", Address("city.example", "/a")),
        ("https://bücher.example", Address("xn--bcher-kva.example", "")),
        ("ftp://city.example/a", None),
        ("city.example/a", None),
        ("https://localhost/a", None),
        ("https://city..example/a", None),
        ("https://.example/a", None),
        ("https://[::1/a", None),
    ],
)
def test_what_is_an_address(url: str, address: Address | None) -> None:
    assert address_of(url) == address


@pytest.mark.parametrize(
    ("day", "iso", "days"),
    [
        ("2018-02-28", "2018-03", 1),
        ("2018-03-31", "2018-03", 0),
        ("2018-04-02", "2018-03", 2),
        ("2017-12-31", "2018", 1),
        ("2019-01-01", "2018", 1),
        ("2018-06-01", "2018", 0),
        ("2018-03-05", "2018-03-04T20:21", 1),
        ("2018-03-05", "2018-13", 0),
        ("2018-03-05", "in spring", 0),
    ],
)
def test_days_between_a_day_and_a_printed_date(day: str, iso: str, days: int) -> None:
    assert days_apart(date.fromisoformat(day), iso) == days


def test_a_place_in_a_file_with_lines() -> None:
    document = letter(text="First line.\nSecond “line.").document
    assert at_span(document, None, Span(19, 20)) == Place("letter.txt", 2, 8)


def test_a_place_in_a_note_counts_from_its_label() -> None:
    text = "One.\n1. First\n   second"
    labelled = replace(note("1"), line=2, label_span=Span(5, 7), page=4)
    document = letter(labelled, text=text).document
    assert at_span(document, labelled, Span(17, 23)) == Place("letter.txt", 3, 4, "1")


def test_a_place_in_a_file_of_pages_has_no_line() -> None:
    """Word and PDF: spans count in text that was composed."""
    labelled = replace(note("1"), line=None, page=4)
    document = replace(letter(labelled, text="One.\nTwo.").document, encoding=None)
    assert at_span(document, labelled, Span(5, 8)) == Place("letter.txt", note="1", page=4)
    assert at_note(document, labelled) == Place("letter.txt", note="1", page=4)
