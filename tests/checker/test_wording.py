"""Cited titles and pages are compared as a reader would compare them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Page
from checker.wording import Phrases, agrees, folded, resembles, segments

TITLE = "The Mayors’ Response to the Executive Order on Cities"


@pytest.mark.parametrize(
    ("page", "agree"),
    [
        (Page(title="The Mayors' Response to the Executive Order on Cities"), True),
        (Page(title="Mayors’ response to executive order on cities | City News"), True),
        (Page(heading="THE MAYORS’ RESPONSE TO THE EXECUTIVE ORDER ON CITIES"), True),
        (Page(title="City News", heading="Mayors' Response, Executive Order, Cities"), True),
        (Page(title="Mayors’ Response to the Executive Order"), True),
        (Page(title="City News", text=f"Today: {TITLE} and more"), True),
        (Page(title="City News", text="The mayors of many cities"), False),
        (Page(title="Executive Order"), False),
        (Page(title="The Response"), False),
        (Page(), False),
    ],
)
def test_a_cited_title(page: Page, agree: bool) -> None:
    assert agrees(page, ("Something else", TITLE)) is agree


@pytest.mark.parametrize(
    ("cited", "title", "agree"),
    [
        ("Home", "Home | Council", True),
        ("Home", "Homes and gardens", False),
        ("Council", "Minutes of the Council", False),
        ("Libraries", "Libraries: a guide", True),
        ("Über Städte", "Uber Stadte", True),
        ("the of", "the of", False),
        ("", "", False),
    ],
)
def test_a_title_of_one_word_must_be_a_whole_segment(cited: str, title: str, agree: bool) -> None:
    assert agrees(Page(title=title), (cited,)) is agree


def test_no_page_and_no_title_agree_with_nothing() -> None:
    assert not agrees(None, (TITLE,))
    assert not agrees(Page(title=TITLE), ())


def test_some_resemblance_is_enough_not_to_look_foreign() -> None:
    assert resembles(Page(title="Mayors answer executive order"), (TITLE,))
    assert not resembles(Page(title="Council of Hartwell"), (TITLE,))


def test_segments_of_a_title() -> None:
    assert segments("Page not found – City of X") == ("page not found", "city of x")
    assert segments("404: Not Found | Café") == ("404", "not found", "cafe")
    assert segments("well-known e-mail") == ("well known e mail",)


def test_phrases_are_found_as_whole_words() -> None:
    phrases = Phrases("page not found\nnot found\nsign in\n")
    assert set(phrases) == {"page not found", "not found", "sign in"}
    assert set(phrases.within(folded("Sorry: Page – not found!"))) == {
        "page not found",
        "not found",
    }
    assert phrases.within(folded("he could design inns")) == []


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_words_break_the_comparison(one: str, other: str) -> None:
    page = Page(title=one, heading=other, text=one + other)
    assert agrees(page, (one,)) in (True, False)
    assert folded(folded(one)) == folded(one)
    for part in segments(one):
        assert part == folded(part)
