"""Domains for sale, parked, placeholders and new owners; and articles about them, which are not."""

from __future__ import annotations

import pytest

from checker.judging.judge import judge
from checker.judging.parking import MARKETS, PARKS, REGISTRARS
from checker.model import Request, Target, Verdict
from checker.urls import site
from checker.visiting.redirects import follow

from ..replay import SETTINGS, page, play, recorded, reply, to

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
    "body",
    [
        "<title>Domain Default page</title><script src=https://assets.plesk.com/static/m.js></script>",
        "<title>x</title><script src=https://img1.wsimg.com/parking-lander/static/m.js></script>",
        "<title>x</title><iframe src=https://parkingpage.namecheap.com/x></iframe>",
        "<title>HTTP Server Test Page powered by: Granite Linux</title><h1>Test page</h1>",
        "<title>Welcome page</title><h1>Placeholder page</h1>The owner has put nothing here.",
        "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>",
        "<title>Account Suspended</title><h1>Account Suspended</h1>Ask your host.",
        "<title>a</title><h1>This domain name has been registered with Granite</h1>",
        "<title>a ist reserviert</title><h1>Domain im Kundenauftrag registriert</h1>",
        "<title>a</title><h1>Votre domaine a bien été créé chez Granit</h1>",
        "<title>a</title><h1>Домен припаркован</h1>",
        "<title>a</title><h1>このドメインは、花子名で取得されています。</h1>",
        "<title>IIS7</title><img src=welcome.png>",
        "<h1>It works!</h1>",
        "<title>Looks like this domain isn't connected to a website yet!</title>",
    ],
)
def test_placeholders_of_hosts_and_registrars(body: str) -> None:
    answer = reply(200, body)
    judgement = judge(answer.to(Request(URL)), TARGET)
    assert (judgement.verdict, judgement.reason) == (Verdict.PARKED, "parked-host")


@pytest.mark.parametrize(
    ("title", "said", "reason"),
    [
        ("readers-council.example is for sale", "Make an offer.", "domain-for-sale"),
        ("Readers-Council.example", "Buy this domain today.", "domain-for-sale"),
        ("This domain is for sale", "Four hundred crowns.", "domain-for-sale"),
        ("Reader v. Keeper: this domain name is for sale", "A note on the case.", "ok"),
        ("Notes", "He offered it: buy this domain, he wrote, and she did.", "ok"),
    ],
)
def test_an_offer_is_for_the_domain_that_it_stands_at(title: str, said: str, reason: str) -> None:
    assert judge(page(title, said).to(Request(URL)), TARGET).reason == reason


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("This domain is for sale", "domain-for-sale"),
        ("Notes of the readers", "ok"),
    ],
)
def test_a_page_without_a_title_is_known_by_its_heading(head: str, reason: str) -> None:
    body = f"<h1>{head}</h1><p>Buy this domain today, somebody wrote. It was four hundred crowns."
    judgement = judge(reply(200, body).to(Request(URL)), TARGET)
    assert judgement.reason == reason


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


def test_an_offer_in_an_archive_is_for_the_domain_that_was_captured() -> None:
    url = f"https://archive.example/web/2019/{URL}"
    offer = page("Readers-Council.example", "Buy this domain today.")
    assert judge(offer.to(Request(url)), Target(url, url)).reason == "domain-for-sale"


@pytest.mark.parametrize("page", ["defaultwebpage.cgi", "suspendedpage.cgi"])
def test_being_sent_to_the_host_s_own_pages(page: str) -> None:
    onward = reply(200, f'<meta http-equiv="refresh" content="0; url=/cgi-sys/{page}">')
    web = {URL: onward, "*": reply(200, "<title>Sorry</title>Ask your host.")}
    exchange = play(follow(Request(URL), SETTINGS), web).answer
    assert judge(exchange, TARGET).reason == "parked-host"


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
