"""Fragments against pages: what is there, what is missing, and what cannot be judged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.fragments import missing_place
from checker.model import Exchange, Page, Request

TEXT = (
    "The library lends machines. Opening hours follow the season, and so do the fees that readers "
    "pay for them. “Nobody”, wrote the board, “is turned away at the door for want of a card.” "
    "Evening hours were added when the reading rooms of the old town hall had become too small for "
    "everyone who came after work to read the newspapers of the day."
)
ANCHORS = frozenset({"fees", "user-content-evening-hours", "café", "50%"})
PAGE = Page(anchors=ANCHORS, text=TEXT, words=len(TEXT.split()))


def lacks(fragment: str, page: Page = PAGE, *, truncated: bool = False) -> str | None:
    request = Request("http://a.example/guide")
    return missing_place(fragment, Exchange(request, 200, page=page, truncated=truncated))


@pytest.mark.parametrize(
    "fragment",
    [
        "fees",
        "evening-hours",  # GitHub puts a prefix before it
        "Evening-Hours",
        "caf%C3%A9",
        "café",
        "50%",
        "50%25",
        "top",
        "",
        ":~:text=lends%20machines",
        ":~:text=Nobody,turned%20away",
        ":~:text=the-,season,-and%20so",
        ":~:text=OPENING%20Hours&text=the%20fees",
        ":~:text=",
        "fees:~:text=newspapers",
    ],
)
def test_what_is_there_is_not_missing(fragment: str) -> None:
    assert lacks(fragment) is None


@pytest.mark.parametrize("fragment", ["machines", "Fees%20", "café2", "machines:~:text=fees"])
def test_an_element_that_is_missing(fragment: str) -> None:
    said = lacks(fragment)
    assert said is not None
    assert said.startswith("The page has no place that is called “")


@pytest.mark.parametrize(
    "fragment",
    [
        ":~:text=vending%20machines",
        ":~:text=turned%20away,Nobody",  # the end must come after the start
        "fees:~:text=nothing%20like%20it",
        ":~:text=the%20fees&text=nowhere",
        ":~:text=chines",  # whole words
    ],
)
def test_words_that_are_missing(fragment: str) -> None:
    assert lacks(fragment) == "The words that the link points to are not on the page."


@pytest.mark.parametrize(
    "fragment",
    [
        "!/route",
        "/route",
        "tab=history",
        "L10",
        "L10-L20",
        "L3C1-L4C2",
        "issuecomment-123",
        "a?b",
        "pullrequestreview-12",
        "commitcomment-9",
        "diff-0a1bR10-R12",
        "note_12345",
        "lines-10:12",
        "comment-77",
        "discussion_r9",
    ],
)
def test_what_scripts_resolve_is_not_judged(fragment: str) -> None:
    assert lacks(fragment) is None


@pytest.mark.parametrize(
    "page",
    [
        Page(text="Loading", words=1, anchors=frozenset({"app"})),
        Page(text=TEXT, words=90),  # no anchor at all: scripts may make them
        Page(text=TEXT, words=400, anchors=frozenset({"x"})),
        Page(text="", words=90, anchors=frozenset({"root"})),  # where a script writes
    ],
)
def test_a_page_that_shows_too_little_is_not_judged(page: Page) -> None:
    assert lacks(":~:text=nowhere", page) is None
    if page.words < 100:
        assert lacks("machines", page) is None


def test_a_page_that_was_cut_is_not_judged() -> None:
    assert lacks("machines", truncated=True) is None
    assert lacks(":~:text=nowhere", truncated=True) is None
    long = Page(text="word " * 40_000, words=40_000, anchors=ANCHORS)
    assert lacks(":~:text=nowhere", long) is None


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("page=12", None),
        ("page=1&zoom=100", None),
        ("zoom=100&page=13", "The link points to page 13; the document has 12 pages."),
        ("page=" + "9" * 20, f"The link points to page {'9' * 20}; the document has 12 pages."),
        ("page=0", "The link points to page 0; the document has 12 pages."),
        ("nameddest=fees", None),
        ("subpage=13", None),
    ],
)
def test_pages_of_a_pdf(fragment: str, said: str | None) -> None:
    assert lacks(fragment, Page(pages=12)) == said


def test_a_pdf_of_one_page() -> None:
    assert lacks("page=2", Page(pages=1)) == "The link points to page 2; the document has 1 page."


def test_without_a_page_nothing_is_judged() -> None:
    assert missing_place("x", Exchange(Request("http://a.example/"), 200)) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=3000), st.sampled_from([PAGE, Page(pages=3), Page()]))
def test_any_fragment_is_judged(fragment: str, page: Page) -> None:
    said = lacks(fragment, page)
    assert said is None or said.endswith(".")
