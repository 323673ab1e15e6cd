"""Domains for sale, parked, placeholders and new owners; and articles about them, which are not."""

from __future__ import annotations

import pytest

from checker.judge import judge
from checker.model import Request, Target, Verdict
from checker.parking import MARKETS, PARKS, REGISTRARS
from checker.redirects import follow
from checker.urls import site

from .replay import SETTINGS, page, play, recorded, to

URL = "http://readers-council.example/about.html"
TARGET = Target(URL, URL)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sedo", "domain-for-sale"),
        ("hugedomains", "domain-for-sale"),
        ("german", "domain-for-sale"),
        ("parkingcrew", "parked-host"),
        ("godaddy-lander", "parked-host"),
        ("apache-default", "parked-host"),
        ("suspended", "parked-host"),
        ("usurped", "other-site"),
    ],
)
def test_recorded_pages(name: str, reason: str) -> None:
    judgement = judge(recorded(f"parked/{name}").to(Request(URL)), TARGET)
    assert (judgement.verdict, judgement.reason) == (Verdict.PARKED, reason)
    assert judgement.evidence


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://sedo.com/search/details/?domain=readers-council.example", "domain-for-sale"),
        ("https://www.afternic.com/forsale/readers-council.example", "domain-for-sale"),
        ("https://www.godaddy.com/forsale/readers-council.example?x", "domain-for-sale"),
        ("http://ww25.readers-council.example/?subid=1", "parked-host"),
        ("https://parked.com/x", "parked-host"),
    ],
)
def test_being_sent_off_to_a_parking_service(location: str, reason: str) -> None:
    web = {URL: to(location, 302), "*": page("Something", "else " * 400)}
    exchange = play(follow(Request(URL), SETTINGS), web).answer
    assert judge(exchange, TARGET).reason == reason


@pytest.mark.parametrize(
    ("url", "title", "words"),
    [
        ("https://sedo.com/search/x", "This domain is for sale", "An offer. " * 20),
        ("https://sedo.com/blog/report", "Market report", "Domains were sold. " * 200),
        ("https://news.example/a", "How a domain is for sale in minutes", "He sold it. " * 400),
        ("https://news.example/a", "The trade", "He read: this domain is for sale. " * 60),
        ("https://news.example/a", "Slots of time: scheduling online", "An essay. " * 20),
        ("https://news.example/a", "Online casino regulation", "A casino online. " * 20),
        ("https://www.godaddy.com/help/x", "Buy hosting", "Help pages. " * 20),
    ],
)
def test_pages_about_the_trade_are_pages(url: str, title: str, words: str) -> None:
    assert judge(page(title, words).to(Request(url)), Target(url, url)).verdict is Verdict.OK


def test_a_seller_that_names_no_domain_of_ours_sells_nothing() -> None:
    web = {URL: to("https://www.godaddy.com/help/dns", 302), "*": page("Help", "words " * 99)}
    exchange = play(follow(Request(URL), SETTINGS), web).answer
    assert judge(exchange, TARGET).verdict is Verdict.OK


def test_what_was_cited_is_not_somebody_else_s() -> None:
    title = "Situs Slot Gacor: a study of spam"
    exchange = page(title, "A study. " * 50).to(Request(URL))
    assert judge(exchange, TARGET).reason == "other-site"
    assert judge(exchange, Target(URL, URL, (title,))).verdict is Verdict.OK


def test_english_spam_needs_a_cited_title_that_it_is_not() -> None:
    exchange = page("Best Online Casino – Free Spins", "Play. " * 50).to(Request(URL))
    assert judge(exchange, TARGET).verdict is Verdict.OK
    cited = Target(URL, URL, ("A council of readers and its charter",))
    assert judge(exchange, cited).reason == "other-site"


def test_the_hosts_in_the_tables_are_sites() -> None:
    """What the Public Suffix List calls a suffix would never be met as a site."""
    for name in MARKETS | REGISTRARS | PARKS:
        assert site(f"https://www.{name}/") == name


@pytest.mark.parametrize(
    ("final", "expected"),
    [("https://two.github.io/", True), ("https://www.one.github.io/", False)],
)
def test_two_owners_of_one_host_are_two_sites(final: str, expected: bool) -> None:
    assert (site("https://one.github.io/notes") != site(final)) is expected
