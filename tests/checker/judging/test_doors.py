"""Logins, paywalls and questions for consent stand before a page; they are not its end."""

from __future__ import annotations

import pytest

from checker.judging.doors import consent, login, paywall
from checker.judging.judge import judge
from checker.model import Request, Target, Verdict
from checker.visiting.redirects import follow
from checker.visiting.visit import visit

from ..replay import SETTINGS, page, play, reply, to
from .test_judge import URL

TARGET = Target(URL, URL)
MANY_WORDS = "The order suspends the entry of aliens from seven countries. " * 40
FORM = "<form><input name=u><input type=password></form>"


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


@pytest.mark.parametrize(
    "url",
    [
        "https://accounts.google.com/ServiceLogin?continue=https://drive.example/file/d/1",
        "https://login.records.example/common/oauth2/authorize?client_id=0",
        "https://sso.records.example/login?service=https%3A%2F%2Frecords.example%2Fminutes",
    ],
)
def test_a_cited_login_that_leads_on_to_something_stands_before_it(url: str) -> None:
    assert login(LOGIN.to(Request(url)), Target(url, url)) is not None


@pytest.mark.parametrize(
    "title",
    ["ログイン", "登录 ‹ Parish", "로그인", "Giriş Yap", "Přihlášení", "Σύνδεση", "تسجيل الدخول",
     "התחברות", "Đăng nhập", "Prisijungti", "Авторизация", "เข้าสู่ระบบ"],
)  # fmt: skip
def test_logins_of_the_world(title: str) -> None:
    assert login(page(title, FORM).to(Request(URL)), TARGET) is not None


@pytest.mark.parametrize(
    ("title", "said", "is_one"),
    [
        ("Sign in - Granite Accounts", "Use your account", True),
        ("Hartwell University - Sign In", "", True),
        ("Sign in to vote: a history", "Use your account", False),
        ("Sign in - Granite Accounts", MANY_WORDS, False),
    ],
)
def test_a_login_that_asks_for_the_name_first(title: str, said: str, is_one: bool) -> None:
    answer = page(title, f"{said}<input type=email>")
    assert (login(answer.to(Request(URL)), TARGET) is not None) is is_one


def test_a_form_by_its_name_is_a_login_in_any_language() -> None:
    form = "<form id=loginform><input id=user_login><input type=password id=user_pass></form>"
    answer = reply(200, f"<title>Gwefan</title><h1>Powered by something</h1>{form}")
    found = login(answer.to(Request(URL)), TARGET)
    assert found == "a password field in #loginform"


def test_a_board_that_wants_its_readers_registered() -> None:
    said = "You are not logged in or you do not have permission to access this page."
    found = login(reply(200, f"<title>Board</title><p>{said}</p>{FORM}").to(Request(URL)), TARGET)
    assert found == "a password field, and “you are not logged in or you do not have permission”"


def test_a_login_that_no_list_knows_is_no_dead_page() -> None:
    said = "Members of the reading society go on from here with the word that they were given. "
    answer = page("Society", said * 2 + FORM)
    judgement = play(visit(TARGET, SETTINGS), {URL: answer, "*": answer}).answer.judgement
    assert (judgement.verdict, judgement.reason) == (Verdict.PAYWALLED, "login-page")


@pytest.mark.parametrize(
    ("title", "said", "is_one"),
    [
        ("Subscribe to read", "One month costs four crowns.", True),
        ("Hartwell Times | Subscribe to continue reading", "Four crowns.", True),
        ("Réservé", "Article réservé aux abonnés", False),
        ("The harvest", "Subscribe to read. " + MANY_WORDS, False),
        ("Subscribe to read", MANY_WORDS, False),
    ],
)
def test_an_offer_in_place_of_the_page(title: str, said: str, is_one: bool) -> None:
    exchange = page(title, said).to(Request(URL))
    assert (paywall(exchange) is not None) is is_one
    assert (judge(exchange, TARGET).verdict is Verdict.PAYWALLED) is is_one


def test_a_page_that_shows_its_beginning_is_there() -> None:
    metered = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false,'
        ' "headline": "The harvest"}</script>'
    )
    answer = page("The harvest", "It was good. Subscribe to read on.", metered)
    assert judge(answer.to(Request(URL)), TARGET).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("location", "is_one"),
    [
        ("https://consent.records.example/m?continue=x", True),
        ("/cookie-consent?to=%2Forders", True),
        ("/action/cookieAbsent", True),
        ("/v2/collectConsent?session=3", True),
        ("/age-gate?next=/orders", True),
        ("/orders/consent-of-the-governed.html", False),
        ("https://consent.example/", False),
    ],
)
def test_being_asked_for_consent_first(location: str, is_one: bool) -> None:
    web = {URL: to(location, 302), "*": page("Before you go on", MANY_WORDS)}
    exchange = play(follow(Request(URL), SETTINGS), web).answer
    assert (consent(exchange) is not None) is is_one
    assert (judge(exchange, TARGET).reason == "consent-wall") is is_one


def test_a_question_for_consent_under_every_address_is_no_dead_page() -> None:
    said = "Before you continue: we and our partners would like to set cookies. Accept or reject. "
    answer = page("Hartwell News", said * 2)
    judgement = play(visit(TARGET, SETTINGS), {URL: answer, "*": answer}).answer.judgement
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "consent-wall")


def test_a_page_about_consent_that_was_cited_is_the_page() -> None:
    url = "https://records.example/cookie-consent"
    web = {url: to("https://www.records.example/cookie-consent/"), "*": page("Consent", MANY_WORDS)}
    exchange = play(follow(Request(url), SETTINGS), web).answer
    assert judge(exchange, Target(url, url)).verdict is Verdict.MOVED
