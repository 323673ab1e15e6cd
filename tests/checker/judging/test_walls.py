"""Walls are told from pages, whatever status they come with."""

from __future__ import annotations

import pytest

from checker.judging.judge import judge
from checker.judging.walls import wall
from checker.model import Request, Target, Verdict
from checker.visiting.visit import visit

from ..replay import EXCHANGES, SETTINGS, Recorded, fails, page, play, recorded, reply
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


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Nur einen Moment…", ""),
        ("请稍候…", ""),
        ("Robot Challenge Screen", "Looking at your connection."),
        ("This request has been blocked", ""),
        ("Your access to this site has been limited by the site owner", "Code 503."),
        ("Shop", "Sorry, we just need to make sure you're not a robot. Type what you see."),
        ("Sorry...", "Your computer or network may be sending automated queries."),
        ("Site", "Your request was blocked due to suspicious behavior. Incident 7."),
        ("Oh noes!", "Access denied: error 4f. Protected by Anubis from Techaro."),
        ("Checking you are not a bot", "Loading challenge resource-load…"),
        ("Client Security Check", "Your browser is being looked at."),
        ("records.example", "This page is shown while the website verifies you are not a bot."),
        ("Hold on…", "Verifying your connection. Node 7."),
        ("Tickets", "You are now in line. Keep this window open."),
        ("安全验证", ""),
        ("Проверка браузера", "Это займёт несколько секунд."),
        ("Sicherheitsüberprüfung", "Bitte warten."),
        ("ロボットではありません", "続けるには印を付けてください。"),
    ],
)
def test_walls_as_they_stand_under_a_success(title: str, said: str) -> None:
    answer = reply(200, f"<title>{title}</title><h1>{title}</h1><p>{said}")
    assert judge(answer.to(Request(URL)), TARGET).reason == "bot-wall"


@pytest.mark.parametrize(
    "mark",
    [
        "<script src=/149e9513-01fa-4fb0-aad4-566afd725d1b/9/ips.js></script>",
        "<form id=wsidchk-form></form>",
        "<div id=sec-if-cpt-container></div>",
        "<script src=https://ct.datado.me/c.js></script>",
        "<div id=block_message></div>",
    ],
)
def test_marks_of_walls_that_say_nothing(mark: str) -> None:
    answer = reply(200, f"<body>{mark}")
    assert judge(answer.to(Request(URL)), TARGET).reason == "bot-wall"


@pytest.mark.parametrize(
    "target",
    [
        f"{URL}?bm-verify=AAQAAAAJ",
        "/.well-known/sgcaptcha/?r=%2Forders",
        f"{URL}?__cf_chl_rt_tk=1",
    ],
)
def test_an_interstitial_by_the_address_that_it_leads_to(target: str) -> None:
    """It sends robots around until they are tired; what they are left with is no empty page."""
    onward = reply(200, f'<meta http-equiv="refresh" content="5; URL={target}">')
    judgement = play(visit(TARGET, SETTINGS), {URL: onward, "*": onward}).answer.judgement
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "bot-wall")


def test_amazon_s_script_makes_a_wall_only_of_a_page_without_a_title() -> None:
    script = "<script src=https://1c5c.a.token.awswaf.com/1c5c/challenge.js></script>"
    challenge = reply(202, f"<title></title>{script}<div id=challenge-container></div>")
    assert judge(challenge.to(Request(URL)), TARGET).reason == "bot-wall"
    protected = reply(200, f"<title>Order</title>{script}<div id=root></div>")
    assert judge(protected.to(Request(URL)), TARGET).verdict is Verdict.OK


@pytest.mark.parametrize("status", [420, 430, 469])
def test_statuses_that_only_firewalls_send(status: int) -> None:
    assert judge(reply(status, "<title>No").to(Request(URL)), TARGET).reason == "forbidden"


def test_who_quotes_akamai_is_not_akamai() -> None:
    said = "It says Access Denied, you don't have permission to access it. Reference #18.86."
    assert judge(page("A question", said).to(Request(URL)), TARGET).verdict is Verdict.OK


def test_a_wall_that_no_list_knows_is_no_dead_page() -> None:
    """It looks alike before every page of its site, as a soft 404 does."""
    said = "Prove to the guard of this gate that you are no robot, then go on as you like. " * 2
    answer = page("Gate", said)
    judgement = play(visit(TARGET, SETTINGS), {URL: answer, "*": answer}).answer.judgement
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "bot-wall")
    assert judgement.evidence.startswith("speaks of “robot”, and http")


@pytest.mark.parametrize(
    ("title", "said", "reason"),
    [
        ("Records", "Tick the box: are you human?", "bot-wall"),
        ("Verification", "", "bot-wall"),
        ("Write to the clerk", "Name, message, send. We answer in three days.", "ok"),
        ("Orders", f"Verify that you are human. {MANY_WORDS}", "ok"),
    ],
)
def test_a_captcha_is_a_wall_where_nothing_else_is_asked(
    title: str, said: str, reason: str
) -> None:
    script = "<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>"
    answer = page(title, said, script)
    assert judge(answer.to(Request(URL)), TARGET).reason == reason


def test_a_proof_of_work_that_no_list_knows_is_no_dead_page() -> None:
    said = "Your browser has a small sum to do before you may come in, and does it by itself."
    alike = page("Gate", said)
    judgement = play(visit(TARGET, SETTINGS), {URL: alike, "*": alike}).answer.judgement
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "bot-wall")


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<noscript>Please enable JavaScript to continue.</noscript>", "bot-wall"),
        ("<noscript><h1>请开启JavaScript并刷新该页.</h1></noscript>", "bot-wall"),
        ("<h1>请开启JavaScript并刷新该页.</h1>", "bot-wall"),
        ("Please enable JavaScript and cookies to view this page.", "bot-wall"),
        ("<noscript>Enable JavaScript to run this app.</noscript><div id=root></div>", "ok"),
        ("<title>Orders</title><noscript>Enable JavaScript to go on.</noscript>", "ok"),
        (
            "<title>One second</title><noscript>Enable JavaScript and cookies to continue",
            "bot-wall",
        ),
        ("<title>Orders</title><p>Enable JavaScript to sort the orders.", "ok"),
        (f"<h1>Orders</h1><p>{MANY_WORDS}<noscript>Enable JavaScript to sort.", "ok"),
        ("<noscript>A map of the orders.</noscript>", "ok"),
    ],
)
def test_who_asks_for_scripts_and_says_nothing_else(markup: str, reason: str) -> None:
    answer = reply(200, f"<body>{markup}</noscript><script src=/x.js></script>")
    assert judge(answer.to(Request(URL)), TARGET).reason == reason


def test_a_page_drawn_by_scripts_is_alive_and_was_not_read() -> None:
    markup = "<title>Orders</title><script src=/x.js></script><div id=root></div>"
    for more in ("", "<noscript>You need to enable JavaScript to run this app.</noscript>"):
        judgement = judge(reply(200, f"{markup}{more}").to(Request(URL)), TARGET)
        assert judgement.verdict is Verdict.OK
        assert judgement.evidence == "titled “Orders”; its words need scripts and were not read"
