"""What stands beside a page's text: comments, teasers, other articles, notes' markers."""

from __future__ import annotations

import pytest

from checker.page import read_page
from checker.parts import ARTICLE, COMMENT, END, TEASER, beside_text, own_text

HTML = [("content-type", "text/html; charset=utf-8")]
STORY = "<p>" + "The council met on the matter and heard from many riders. " * 3 + "</p>"


def text_of(body: str) -> str:
    page = read_page(f"<html><body>{body}</body></html>".encode(), HTML, "https://a.test/")
    assert page is not None
    return page.text


def beside(body: str) -> str:
    """What a page has in the place of `X`."""
    text = text_of(f"<main><h1>A story</h1>{STORY}</main>{body}<p>Behind it.</p>")
    if "X" in own_text(text):
        return "own"
    return next(kind for kind in ("comment", "teaser") if "X" in beside_text(text, kind))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<div id=comments><p>X</p></div>", "comment"),
        ('<ol class="comment-list x"><li>X</li></ol>', "comment"),
        ('<div class="fb-comments">X</div>', "comment"),
        ("<div id=disqus_thread>X</div>", "comment"),
        ("<div><h3>3 Comments</h3><p>X</p></div>", "comment"),
        ("<div class=kommentare>X</div>", "comment"),
        ('<aside class="related-articles">X</aside>', "teaser"),
        ("<div class=trc_related_container>X</div>", "teaser"),
        ("<div><h4>Most read</h4><ul><li>X</ul></div>", "teaser"),
        ("<section><h2>À lire aussi</h2>X</section>", "teaser"),
        ("<div id=sidebar>X</div>", "teaser"),
        # Names of pages, of counters, of what a page says itself.
        ('<div class="has-comments">X</div>', "own"),
        ('<div class="comments-open">X</div>', "own"),
        ('<a class="comment-count">X</a>', "own"),
        ('<aside class="pullquote">X</aside>', "own"),
        ('<div class="unrelated-matters">X</div>', "own"),
        ("<div><p>Before.</p><h3>Comments</h3>X</div>", "own"),
        ("<div><h3>Comments on the draft of the rule</h3>X</div>", "own"),
    ],
)
def test_names_and_headings_tell_what_stands_beside_the_text(body: str, told: str) -> None:
    assert beside(body) == told


def test_what_holds_the_page_is_not_beside_it() -> None:
    text = text_of(f'<div class="sidebar"><main><h1>A story</h1>{STORY}</main></div>')
    assert own_text(text) == text
    assert TEASER not in text


def test_a_page_that_is_made_of_comments_is_its_own_text() -> None:
    text = text_of(f"<h1>Thread</h1><div class=comments>{STORY}</div>")
    assert COMMENT not in text
    assert END not in text


def test_each_of_several_articles_is_marked_and_one_is_not() -> None:
    one = "<article><h2>One</h2><p>First.</p></article>"
    assert ARTICLE not in text_of(one)
    assert text_of(one + "<article><p>Second.</p></article><p>End.</p>").count(ARTICLE) == 4


def test_only_white_space_is_added() -> None:
    body = f"<main><h1>A</h1>{STORY}</main><div class=comments>One. <b>Two.</b></div><p>Three.</p>"
    assert text_of(body).split()[-4:] == ["riders.", "One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("lost each year<sup>a</sup>, and", "lost each year[note a], and"),
        ("at all.<a href=#n><sup>†</sup></a> The", "at all.[note †] The"),
        ("won.<sup>12</sup> It", "won.12 It"),
        ("XX<sup>e</sup> siècle", "XXe siècle"),
        ("M<sup>e</sup> Roe", "Me Roe"),
        ("1<sup>st</sup> of May", "1st of May"),
        ("E = mc<sup>2</sup> holds", "E = mc2 holds"),
    ],
)
def test_raised_letters_and_stars_are_markers(body: str, told: str) -> None:
    assert text_of(f"<p>{body}</p>") == told
