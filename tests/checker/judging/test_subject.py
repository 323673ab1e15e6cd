"""Pages about errors, walls, parking and logins are pages; the things themselves are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.subject import extent, has_subtitle, is_named, is_published
from checker.model import Check, Page, Target, Verdict
from checker.visiting.visit import visit

from ..replay import SETTINGS, Recorded, page, play, reply

HELP = "https://help.hartwell.example/articles"
HONEST = reply(404, "<title>404 Not Found</title>")
A_FEW = "The desk is often asked what this means. It is less than it seems, and easily mended. " * 4
"""Some seventy words."""
BY_SOMEBODY = '<meta name="author" content="Ann Reader">'


def checked(url: str, answer: Recorded, *, alike: bool = False) -> Check:
    """What a visit makes of a page whose made-up neighbours are honestly not found, or alike."""
    web = {url: answer, "*": answer if alike else HONEST}
    return play(visit(Target(url, url), SETTINGS), web).answer


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("what-is-a-404-error", "What is a 404 error? | Hartwell Help"),
        ("Status/404", "404 Not Found"),
        ("404-not-found", "404 Not Found"),
        ("seen?title=Error_404", "Error 404"),
        ("notes/error.html", "Error"),
        ("exhibitions/not-found", "Not Found"),
        ("oops", "Oops! | Hartwell Review"),
        ("warum-das-netz-vergisst", "Seite nicht gefunden: Warum das Netz vergisst | Zeitung"),
        ("erreur-404-liens", "Erreur 404 : pourquoi tant de liens meurent"),
        ("status/503", "503 Service Unavailable"),
        ("parked-domains", "Parked domains"),
        ("what-is-a-parked-domain", "What is a parked domain?"),
        ("account-suspended", "Account suspended"),
        ("welcome-to-nginx", "Welcome to nginx"),
        ("AccessDenied", "Access denied"),
        ("esign-accessdenied", "Access denied"),
        ("site-maintenance", "Site maintenance"),
        ("meldungen/wartungsarbeiten-schleuse", "Wartungsarbeiten"),
        ("courses/security-verification", "Security Verification"),
        ("books/forbidden", "Forbidden"),
        ("just-a-moment", "Just a moment"),
        ("request-access", "Request Access"),
        ("visa/security-check", "Security check"),
        ("captcha", "captcha"),
        ("subscribe-to-read", "Subscribe to read"),
    ],
)
def test_a_page_that_its_address_names_is_the_page(path: str, title: str) -> None:
    assert checked(f"{HELP}/{path}", page(title, A_FEW)).judgement.verdict is Verdict.OK


def test_the_same_titles_at_other_addresses_are_no_pages() -> None:
    found = {
        title: checked(f"{HELP}/minutes-of-may", page(title, "Try the front page.")).judgement
        for title in (
            *("Error 404", "503 Service Unavailable", "Account suspended", "Access denied"),
            *("Site maintenance", "Wartungsarbeiten", "Em manutenção!", "メンテナンス中"),
        )
    }
    assert [each.reason for each in found.values()] == [
        "not-found-page",
        "server-error",
        "parked-host",
        "forbidden",
        *["server-error"] * 4,
    ]


def test_a_page_without_blanks_says_as_much_as_one_with_them() -> None:
    """So it is no suspect that says next to nothing, and costs no second request."""
    url = f"{HELP}/a81f"
    said = page("議事録", "図書館の開館時間について話し合いました。" * 12)
    assert checked(url, said, alike=True).judgement.verdict is Verdict.OK


@pytest.mark.parametrize(
    "title",
    [
        "404 - /articles/minutes-of-may.html was not found",
        "Not found: minutes-of-may.html",
    ],
)
def test_an_error_page_that_repeats_its_address_is_not_named_by_it(title: str) -> None:
    url = f"{HELP}/minutes-of-may.html"
    assert checked(url, page(title, "Nothing here.")).judgement.reason == "not-found-page"


@pytest.mark.parametrize(
    "answer",
    [
        page("404 Not Found: what it means and how to mend it", A_FEW),
        page("Page not found", A_FEW, BY_SOMEBODY),
        page("Page not found: how the web forgets what it was told", A_FEW * 5),
    ],
)
def test_what_may_be_an_article_is_compared_with_a_made_up_neighbour(answer: Recorded) -> None:
    url = f"{HELP}/a81f"
    assert checked(url, answer).judgement.verdict is Verdict.OK
    assert checked(url, answer, alike=True).judgement.reason == "sibling-alike"


@pytest.mark.parametrize(
    "said",
    [
        "It told me: checking your browser before accessing the site. What now?",
        "All I get is: please enable JS and disable any ad blocker.",
        "It says press & hold to confirm you are a human, again and again.",
    ],
)
def test_who_quotes_a_wall_on_a_page_of_his_own_is_none(said: str) -> None:
    own = f'<link rel="canonical" href="{HELP}/7">'
    assert checked(f"{HELP}/7", page("A question", said, own)).judgement.verdict is Verdict.OK
    assert checked(f"{HELP}/7", page("Hartwell", said)).judgement.reason == "bot-wall"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Names for sale", "He wrote that the domain name is for sale, and the court agreed. "),
        ("Renewals", "What happens when your domain name has expired? You may renew it. "),
        ("Hosting terms", "A parked domain shows a page of ours until yours is there. "),
        ("It works!", "After three weeks the pump runs again, and this is how we did it. "),
        ("Test page", "What a proof sheet tells a printer of his inks, and what it hides. "),
        ("名前の話", "このドメインは誰のものか。該当する条文を読み、判例と比べてみよう。"),
        ("A reprieve", "Account suspended: what the company said on Friday, and to whom. "),
    ],
)
def test_the_trade_in_names_is_spoken_of(title: str, said: str) -> None:
    assert checked(f"{HELP}/17", page(title, said * 5)).judgement.verdict is Verdict.OK


def test_a_short_text_without_blanks_may_be_a_long_one() -> None:
    article = (
        "<title>大学新聞</title><p>" + "最高裁判所は昨日、信教の自由に関する判決を言い渡した。" * 30
    )
    loads = "<script src=https://geo.captcha-delivery.com/c.js></script>"
    assert checked(f"{HELP}/8", reply(200, article + loads)).judgement.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("own", "url", "named"),
    [
        ("Minutes of the Council", "https://c.example/2018/minutes-of-the-council", True),
        ("Minutes of the Council", "https://c.example/MinutesOfTheCouncil.aspx", True),
        ("Minutes of the Council", "https://c.example/?title=Minutes_of_the_Council", True),
        ("Minutes of the Council", "https://c.example/2018/17", False),
        ("Minutes", "https://c.example/minutes", True),
        ("The State of the Ferries of the Town", "https://c.example/state-ferries-town", True),
        ("Page not found", "https://c.example/page/17", False),
        ("Page not found | Hartwell", "https://c.example/hartwell", True),
        ("Protokoll der Räte", "https://c.example/protokoll-der-r%C3%A4te", True),
        ("", "https://c.example/minutes", False),
        ("Minutes", "https://c.example/", False),
        ("Minutes", "http://[", False),
    ],
)
def test_what_an_address_names(own: str, url: str, named: bool) -> None:
    assert is_named(Page(title=own or None), url) is named


def test_who_published_a_page() -> None:
    assert is_published(Page(authors=("Ann",)), HELP)
    assert is_published(Page(published="2018"), HELP)
    assert is_published(Page(canonical=HELP + "/"), HELP)
    assert not is_published(Page(canonical="https://help.hartwell.example/"), HELP)
    assert not is_published(Page(), HELP)


def test_how_much_a_page_says() -> None:
    assert extent(Page(text="one two three", words=9)) == 9
    assert extent(Page(text="信" * 300, words=1)) == 100
    assert extent(Page()) == 0


def test_a_heading_that_goes_on_about_it() -> None:
    def says(words: str) -> bool:
        return "404" in words

    assert has_subtitle("404: what it means to us", says)
    assert has_subtitle("404\uff1awhat it means to us", says)
    assert not has_subtitle("404: error 404 it is", says)
    assert not has_subtitle("404: sorry", says)
    assert not has_subtitle("Notes: on the number 404 alone", says)


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_hostile_words_are_looked_at_in_peace(own: str, path: str) -> None:
    shown = Page(title=own, heading=own, text=own, words=len(own.split()))
    assert is_named(shown, f"https://a.example/{path}") in (True, False)
    assert extent(shown) >= shown.words
