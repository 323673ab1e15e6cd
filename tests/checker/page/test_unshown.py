"""Pages whose words stand only in what they declare, or in what is shown where no script runs."""

from __future__ import annotations

import json

from checker.model import Page
from checker.page import read_page

STORY = "The lamp has not gone out since 1911. Ada Pell, who keeps it, has never slept."


def read(markup: str) -> Page:
    page = read_page(markup.encode(), [("content-type", "text/html")], "https://a.example/x")
    assert page is not None
    return page


def declaring(body: str, shown: str) -> Page:
    told = json.dumps({"@type": "NewsArticle", "headline": "Lamp", "articleBody": body})
    script = f'<script type="application/ld+json">{told}</script>'
    return read(f"<html><head><title>Lamp</title>{script}</head><body>{shown}</body></html>")


def test_a_declared_article_stands_for_words_that_are_not_shown() -> None:
    page = declaring(STORY, '<div id="root"></div><p>Loading the story</p>')
    assert page.text == f"Loading the story {STORY}"
    assert page.words == 3  # what a reader sees is told apart


def test_an_article_that_is_shown_is_not_read_twice() -> None:
    assert declaring(STORY, f"<p>{STORY}</p>").text == STORY
    shown = " ".join(f"word{at}" for at in range(80))
    assert declaring(STORY, f"<p>{shown}</p>").text == shown


def test_markup_and_references_in_a_declared_article_are_none_of_its_words() -> None:
    page = declaring("<p>She said &ldquo;no&rdquo;.</p><p>\ud800Twice.</p>", "")
    assert page.text == "She said “no”. Twice."


def test_a_declared_article_is_bounded_like_any_text() -> None:
    page = declaring("long " * 50_000, "")
    assert len(page.text) <= 200_000


def test_an_article_for_browsers_without_scripts_is_read_where_nothing_else_is() -> None:
    told = f"<noscript><article><h1>Lamp</h1><p>{STORY}</p></article></noscript>"
    assert read(f'<body><div id="app"></div>{told}</body>').text == f"Lamp {STORY}"
    assert read(f"<body><p>Other words.</p>{told}</body>").text == "Other words."


def test_a_notice_is_no_article() -> None:
    for notice in ("<p>Enable JavaScript.</p>", "<h1>Enable JavaScript</h1><p>Then reload.</p>"):
        page = read(f"<body><noscript>{notice}</noscript></body>")
        assert page.text == ""
        assert page.unscripted


def test_attributes_and_templates_are_not_read() -> None:
    page = read(f"<body><div data-props='{STORY}'></div><template><p>{STORY}</p></template></body>")
    assert page.text == ""


def test_a_clock_in_an_element_of_its_own_is_no_part_of_a_name() -> None:
    page = read("<p><span>00:02:11</span><span>Ines Prado</span> spoke for 3<b>rd</b> parties.</p>")
    assert page.text == "00:02:11 Ines Prado spoke for 3rd parties."
