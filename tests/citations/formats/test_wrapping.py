"""URLs that a line's end cuts in two."""

import pytest

from citations import read
from citations.formats.wrapping import url_goes_on

_URL = "https://a.example.org/"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{_URL}a-long-", "title and on"),
        (f"{_URL}news/", "2020/05/title"),
        (f"{_URL}news/", "a-title.html). Next"),
        (f"{_URL}a", "/b and on"),
        (f"{_URL}a?b=", "c"),
        (f"{_URL}a", "?b=c"),
        (f"{_URL}report.", "v2.pdf"),
        ("https://a-", "b.example.org/x"),
    ],
)
def test_goes_on(before: str, after: str) -> None:
    assert url_goes_on(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{_URL}news/", "The boats"),
        (f"{_URL}news/", "and the boats"),
        (f"{_URL}news", "title-of-it"),
        (f"{_URL}news.", "Vale said"),
        (f"{_URL}news.", "and"),
        (f"{_URL}a-", "https://b.example.org"),
        (f"{_URL}a-", ""),
        ("no url-", "title"),
        (f"{_URL}a/", "“quoted”"),
    ],
)
def test_ends(before: str, after: str) -> None:
    assert not url_goes_on(before, after)


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_a_url_over_three_lines(name: str) -> None:
    text = (
        "The boats run full from the first hour of the day, as https://a.example.org/\n"
        "news/2020/05/the-boats-that-run-full-from-the-first-hour-of-the-day-to-the-\n"
        "last.html says; see also www.b.example.org for more, and the council’s minutes.\n"
    )
    document = read(text.encode(), name)
    first, second = document.links
    assert first.url == (
        "https://a.example.org/news/2020/05/"
        "the-boats-that-run-full-from-the-first-hour-of-the-day-to-the-last.html"
    )
    assert first.raw == text[first.span.start : first.span.end]
    assert first.raw.count("\n") == 2
    assert second.url == "https://www.b.example.org"
