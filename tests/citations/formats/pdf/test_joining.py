"""What a line's end means."""

from __future__ import annotations

import pytest

from citations.formats.pdf.joining import Vocabulary, join


def joined(before: str, after: str, *texts: str, url: str | None = None) -> str:
    how = join(before, after, Vocabulary(texts), url)
    return (before[: -how.drop] if how.drop else before) + how.between + after


@pytest.mark.parametrize("hyphen", ["-", "\u0002", "\ufffe", "\u00ad", "\u2010"])
def test_a_hyphen_in_prose_goes(hyphen: str) -> None:
    assert joined(f"the gov{hyphen}", "ernment said") == "the government said"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the Anglo-", "American law", "the Anglo-American law"),
        ("in 2015-", "2016 alone", "in 2015-2016 alone"),
        ("IMMI-", "GRANTS", "IMMIGRANTS"),
        ("police—", "and others", "police—and others"),
        ("pages 258–", "60", "pages 258–60"),
        ("he said –", "and left", "he said – and left"),
        ("and/", "or", "and/or"),
        ("two", "words", "two words"),
        ("a -", "b", "a - b"),
        ("the thirty-", "one loans", "the thirty-one loans"),
        ("its book-", "length report", "its book-length report"),
        ("the town (", "and more)", "the town (and more)"),
    ],
)
def test_other_ends(before: str, after: str, expected: str) -> None:
    assert joined(before, after) == expected


def test_the_document_itself_decides_on_a_compound() -> None:
    text = "Better police-community relations; the government is near."
    assert joined("police-", "community trust", text) == "police-community trust"
    assert joined("govern-", "ment", text) == "government"
    # Both halves are words of their own, and never one word.
    assert joined("law-", "enforcement", "The law is old and enforcement is dear.") == (
        "law-enforcement"
    )


def test_the_last_word_of_a_line_is_no_evidence() -> None:
    assert joined("gov-", "ernments", "ernments are, the gov", "ernments x gov") == "governments"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("at https://perma.cc/6RCB-", "MMNN.", "at https://perma.cc/6RCB-MMNN."),
        ("perma.cc/6RCB-", "MMNN", "perma.cc/6RCB-MMNN"),
        ("https://example.org/a/", "b/c.html (2018)", "https://example.org/a/b/c.html (2018)"),
        ("https://example.org/a?b=", "c", "https://example.org/a?b=c"),
        ("https://example.org/a", "/b", "https://example.org/a/b"),
        ("https://example.", "org/a", "https://example.org/a"),
        ("https:", "//example.org/a", "https://example.org/a"),
        ("at ht", "tps://example.org/a", "at https://example.org/a"),
        ("at ht", "tp is", "at ht tp is"),
        ("https://example.org/report.", "pdf", "https://example.org/report. pdf"),
        ("https://example.org/report", "2018 says", "https://example.org/report 2018 says"),
        ("see https://example.org/a.", "Then", "see https://example.org/a. Then"),
        ("https://example.org/a,", "https://example.org/b", None),
        ("<https://example.org/a>", "and", None),
        ("https://example.org/a", ". And", "https://example.org/a. And"),
        ("see in-", "vestopedia.com for", "see investopedia.com for"),
        ("www.in-", "vestopedia.com", "www.investopedia.com"),
    ],
)
def test_urls(before: str, after: str, expected: str | None) -> None:
    assert joined(before, after) == (expected or f"{before} {after}")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the five-year-", "plan of it", "the five-year-plan of it"),
        ("the five-", "year-plan of it", "the five-year-plan of it"),
        ("https://a.example.org/timet", "able-of-it.", "https://a.example.org/timetable-of-it."),
        ("https://a.example.org/timet-", "able", "https://a.example.org/timetable"),
        ("https://tides.ex-", "ample.org/of/it", "https://tides.example.org/of/it"),
        ("https://tides.exam", "ple.org/of/it", "https://tides.example.org/of/it"),
        ("https://a.example.org/winter", "-harbor;", "https://a.example.org/winter-harbor;"),
        # Two words, and one that the document writes nowhere.
        ("https://a.example.org/time", "table of it", "https://a.example.org/time table of it"),
        ("https://a.example.org/plan", "accessed", "https://a.example.org/plan accessed"),
        ("https://a.example.org/time-", "table", "https://a.example.org/time-table"),
    ],
)
def test_what_the_document_writes_elsewhere(before: str, after: str, expected: str) -> None:
    text = (
        "The five-year-plan has a timetable (of time and of a table ), see "
        "https://old.example.org/a/b of it"
    )
    assert joined(before, after, text) == expected


def test_both_readings_of_a_url_are_told() -> None:
    how = join("https://example.org/a-", "b", Vocabulary([]))
    assert how.open_hyphen
    how = join("https://example.org/a-", "bcde", Vocabulary([], ["https://example.org/abcde"]))
    assert (how.between, how.open_hyphen) == ("", False)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.investopedia.com/terms", "https://www.investopedia.com/terms"),
        ("https://www.in-vestopedia.com/terms", "https://www.in-vestopedia.com/terms"),
    ],
)
def test_a_links_own_url_decides(url: str, expected: str) -> None:
    assert joined("https://www.in\u0002", "vestopedia.com/terms", url=url) == expected


def test_a_links_shown_words_are_prose() -> None:
    assert joined("the annual re-", "port", url="https://example.org/1") == "the annual report"
    assert joined("the annual", "report", url="https://example.org/1") == "the annual report"


@pytest.mark.parametrize("before", ["a" * 5000, "https://example.org/" + "a-" * 4000, "-" * 3000])
def test_long_tokens_cost_little(before: str) -> None:
    assert joined(before, "b" * 5000)
