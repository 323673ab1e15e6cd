"""URLs that a line's end cuts in two."""

import pytest

from citations import read
from citations.formats.text import TEXT
from citations.formats.wrapping import first_word, url_goes_on

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
        ("https://", "b.example.org/x_(part_2)/,"),
        (f"{_URL}news/", "2020/title.html.↩︎"),
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
        (f"{_URL}a/", "(2019)"),
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


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("  the boats", "the"),
        ("(Feb.\u00a02, 2020)", "(Feb.\u00a02,"),
        ("3\u202f000 of", "3\u202f000"),
        ("", ""),
    ],
)
def test_what_goes_over_to_the_next_line_as_one(line: str, word: str) -> None:
    assert first_word(line) == word


def test_a_paragraph_goes_on_where_a_no_break_space_made_the_line_short() -> None:
    text = (
        "The Harbor Board has answered that its boats run full from the first hour\n"
        "of the day on, and so does the Mayor in a letter to the Committee\n"
        "(Feb.\u00a012,\u00a02020) harbor, of which nobody has heard again.\n"
    )
    assert len(TEXT.layout(text.encode()).body) == 1
