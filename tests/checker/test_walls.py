"""Walls and login pages are told from pages, whatever status they come with."""

from __future__ import annotations

import pytest

from checker.judge import judge
from checker.model import Request, Target, Verdict
from checker.redirects import follow
from checker.doors import login
from checker.walls import wall

from .replay import EXCHANGES, SETTINGS, Recorded, fails, page, play, recorded, reply, to
from .test_judge import URL

TARGET = Target(URL, URL)
WALLS = sorted(path.stem for path in (EXCHANGES / "walls").glob("*.http"))
WITHOUT_WORDS = {"aws-waf-challenge", "empty-202", "linkedin-999", "siteground"}
"""Walls by their status or header alone."""
MANY_WORDS = "The order suspends the entry of aliens from seven countries. " * 40


@pytest.mark.parametrize("name", WALLS)
def test_a_recorded_wall_is_blocked_and_never_dead(name: str) -> None:
    judgement = judge(recorded(f"walls/{name}").to(Request(URL)), TARGET)
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "bot-wall")
    assert judgement.evidence


@pytest.mark.parametrize(
    ("name", "vendor"),
    [
        ("cloudflare-managed-challenge", "Cloudflare"),
        ("aws-waf-challenge", "AWS WAF"),
        ("aws-waf-captcha", "AWS WAF"),
        ("akamai-access-denied", "Akamai"),
        ("akamai-access-denied-200", "Akamai"),
        ("datadome-403", "DataDome"),
        ("datadome-200", "DataDome"),
        ("perimeterx", "PerimeterX"),
        ("imperva-iframe", "Imperva"),
        ("vercel", "Vercel"),
        ("siteground", "SiteGround"),
        ("anubis", "Anubis"),
    ],
)
def test_the_evidence_names_the_wall(name: str, vendor: str) -> None:
    found = wall(recorded(f"walls/{name}").to(Request(URL)))
    assert found is not None
    assert found.startswith(vendor)


@pytest.mark.parametrize("name", sorted(set(WALLS) - WITHOUT_WORDS))
def test_a_wall_s_page_is_one_under_a_success_and_without_its_headers(name: str) -> None:
    answer = Recorded(200, recorded(f"walls/{name}").body, (("content-type", "text/html"),))
    assert judge(answer.to(Request(URL)), TARGET).reason == "bot-wall"


@pytest.mark.parametrize(
    "answer",
    [
        page("Just a moment... with the mayor", MANY_WORDS),
        page("Are you human? | Essays", MANY_WORDS),
        reply(
            200,
            f"<title>Order</title><p>{MANY_WORDS}</p>"
            "<script src='https://ct.captcha-delivery.com/c.js'></script>",
            x_datadome="protected",
        ),
        reply(
            200,
            f"<title>Order</title><p>{'A short page all the same. ' * 15}</p>"
            "<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>",
        ),
        reply(200, f"<title>Order</title><p>{MANY_WORDS}", server="cloudflare", cf_ray="1-FRA"),
        page("Order", "You do not need permission to read this order."),
    ],
)
def test_a_page_that_is_only_protected_is_a_page(answer: Recorded) -> None:
    assert wall(answer.to(Request(URL))) is None
    assert judge(answer.to(Request(URL)), TARGET).verdict is Verdict.OK


def test_an_honest_404_with_a_captcha_on_it_is_gone() -> None:
    body = "<title>Not found</title><script src=https://ct.captcha-delivery.com/c.js></script>"
    assert judge(reply(404, body).to(Request(URL)), TARGET).verdict is Verdict.GONE
    challenged = reply(404, body, cf_mitigated="challenge")
    assert judge(challenged.to(Request(URL)), TARGET).verdict is Verdict.BLOCKED


def test_silence_is_no_wall() -> None:
    assert wall(fails("reset").to(Request(URL))) is None


LOGIN = page("Sign in to continue", "<form><input name=u><input type=password></form>")


@pytest.mark.parametrize(
    "location",
    [
        "/login?next=/orders",
        "/wp-login.php?redirect_to=x",
        "/account/sign-in",
        "/saml2/start",
        "https://login.records.example/realms/x",
        "https://accounts.google.com/ServiceLogin?continue=x",
        "https://www.linkedin.com/authwall?trk=x",
    ],
)
def test_being_sent_to_a_login_is_a_login_page(location: str) -> None:
    web = {URL: to(location, 302), "*": page("Welcome", MANY_WORDS)}
    exchange = play(follow(Request(URL), SETTINGS), web).answer
    judgement = judge(exchange, TARGET)
    assert (judgement.verdict, judgement.reason) == (Verdict.PAYWALLED, "login-page")


@pytest.mark.parametrize(
    ("title", "is_login"),
    [
        ("Sign in | Records", True),
        ("Anmelden", True),
        ("Connexion - Archives", True),
        ("Iniciar sesión", True),
        ("Вход", True),
        ("Executive Order", False),
    ],
)
def test_a_password_field_counts_under_a_heading_that_says_so(title: str, is_login: bool) -> None:
    exchange = page(title, "<input type=password>").to(Request(URL))
    assert (login(exchange, TARGET) is not None) is is_login


def test_a_login_box_on_an_ordinary_page_is_no_login_page() -> None:
    box = "<form>Login <input type=password></form>"
    assert login(page("Order", box).to(Request(URL)), TARGET) is None
    assert login(page("How to log in", MANY_WORDS + box).to(Request(URL)), TARGET) is None


def test_a_cited_login_page_is_what_was_cited() -> None:
    url = "https://records.example/login"
    assert login(LOGIN.to(Request(url)), Target(url, url)) is None
    titled = Target(URL, URL, ("Sign in to continue",))
    assert login(LOGIN.to(Request(URL)), titled) is None
