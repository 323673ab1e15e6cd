"""Every reason of the table is reached by what a server can really answer; and doubt favours pages.

A visit is played from start to end, so what is judged is what the flow recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.judge import judge
from checker.model import Check, Exchange, Failure, Hop, Page, Request, Target, Verdict
from checker.reasons import REASONS
from checker.visiting.visit import sibling_of, visit

from ..replay import SETTINGS, Recorded, Web, fails, page, play, recorded, reply, to

URL = "http://records.example/orders/2017/entry-of-aliens.html"
SIBLING = f"{sibling_of(URL)}"
TITLE = "Executive Order on the Entry of Aliens"
WORDS = "The order suspends the entry of aliens from seven countries for ninety days. " * 20
STORY = page(TITLE, WORDS)
NOT_FOUND = page("Page not found", "Sorry, the page you are looking for does not exist.")


@dataclass(frozen=True)
class Case:
    """What the web answers, and the verdict that an editor should get."""

    reason: str
    web: Web = field(default_factory=dict)
    url: str = URL
    titles: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def answers(*recordings: Recorded) -> Web:
    """The page answers like this, the probe's made-up sibling with an honest 404."""
    return {URL: recordings, SIBLING: reply(404, "<h1>Not found</h1>")}


def statuses(reason: str, *codes: int) -> list[Case]:
    return [Case(reason, answers(reply(code, "<title>Sorry</title>"))) for code in codes]


def failures(*reasons: str) -> list[Case]:
    return [Case(reason, answers(fails(reason))) for reason in reasons]


HOME = "http://records.example/"
LOGIN = page("Sign in", "<input type=password>")
ALL_ALIKE = page("Records", "Our records are open to all who ask for them at the desk. " * 5)

ASKS = page("Before you go on", "May we set cookies?")

CASES = [
    Case("ok", answers(STORY)),
    Case("ok", answers(STORY), titles=(TITLE,)),
    Case("ok", answers(reply(200, b"\x89PNG\x00", content_type="image/png"))),
    Case("ok", answers(reply(200, "%PDF-1.7 x", content_type="application/pdf"))),
    Case("ok", answers(reply(200, "<title>App</title><script src=/app.js></script>"))),
    Case("ok", answers(reply(203, "<h1>Order</h1><p>" + WORDS))),
    Case("ok-redirected", {URL: to("/o/entry-of-aliens", 302), "*": STORY}),
    Case(
        "ok-redirected",
        {URL: to("/a/aliens", 301), f"{HOME}a/aliens": to("/b/aliens", 302), "*": STORY},
    ),
    Case("moved-permanently", {URL: to("/o/entry-of-aliens", 301), "*": STORY}),
    Case(
        "moved-permanently",
        {URL: to("https://www.records.example/orders/2017/entry-of-aliens", 308), "*": STORY},
    ),
    Case("moved-to-https", {URL: to(URL.replace("http:", "https:")), "*": STORY}),
    Case("not-found-page", answers(NOT_FOUND)),
    Case("redirect-to-home", {URL: to("/", 302), HOME: page("Records", WORDS)}),
    Case("generic-sink", {URL: to("/orders/", 301), f"{HOME}orders/": page("Orders", WORDS)}),
    Case("generic-sink", {URL: to("/errors/404.html", 302), "*": page("Hm", WORDS)}),
    Case("sibling-alike", {URL: ALL_ALIKE, SIBLING: ALL_ALIKE}, titles=(TITLE,)),
    Case(
        "sibling-alike",
        {URL: to("/desk", 301), SIBLING: to("/desk", 301), f"{HOME}desk": page("Desk", WORDS)},
    ),
    Case("empty-page", answers(reply(200))),
    Case("empty-page", answers(reply(204))),
    Case("empty-page", answers(reply(200, "<!doctype html><html><body></body></html>"))),
    Case("domain-for-sale", answers(recorded("parked/sedo"))),
    Case(
        "domain-for-sale",
        {
            URL: to("https://www.hugedomains.com/domain_profile.cfm?d=records", 302),
            "*": page("Buy", WORDS),
        },
    ),
    Case("parked-host", answers(recorded("parked/parkingcrew"))),
    Case("other-site", answers(recorded("parked/usurped"))),
    *statuses("not-found", 404),
    *statuses("gone-410", 410),
    *statuses("server-error", 500, 502, 503, 504, 520, 530),
    *statuses("client-error", 400, 405, 408, 422),
    *statuses("forbidden", 403, 406, 418),
    *statuses("rate-limited", 429),
    *statuses("legal-451", 451),
    *statuses("unauthorized", 401),
    *statuses("payment-required", 402),
    *statuses("proxy-error", 407, 511),
    *statuses("malformed-answer", 304, 300, 600),
    *failures(
        "dns-no-such-host",
        "dns-failure",
        "refused",
        "reset",
        "connect-failed",
        "no-route",
        "connect-timeout",
        "read-timeout",
        "empty-reply",
        "truncated-body",
        "malformed-answer",
        "header-too-large",
        "http2-only",
        "circuit-open",
        "bad-encoding",
        "tls-expired",
        "tls-hostname",
        "tls-untrusted",
        "tls-incomplete-chain",
        "tls-protocol",
        "private-address",
        "robots-txt",
        "offline",
        "interrupted",
        "local-resources",
        "proxy-error",
        "invalid-url",
        "unsupported-scheme",
    ),
    Case("redirect-loop", {URL: to(URL)}),
    Case("too-many-redirects", {"*": lambda request: to(f"{request.url}x")}),
    Case("bad-redirect", answers(to("mailto:clerk@records.example", 302))),
    Case("bot-wall", answers(recorded("walls/cloudflare-managed-challenge"))),
    Case("forbidden", answers(page("403 Forbidden", "You may not."))),
    Case("server-error", answers(page("Error establishing a database connection"))),
    Case("login-page", {URL: to("/login?next=/orders", 302), "*": LOGIN}),
    Case("login-page", answers(LOGIN)),
    Case("paywall", answers(page("Subscribe to read", "One month costs four crowns."))),
    Case("consent-wall", {URL: to("https://consent.records.example/?to=%2F", 302), "*": ASKS}),
    Case("invalid-url", url="http://records.example:80800/orders"),
    Case("unsupported-scheme", url="tel:+15550100"),
    Case("mail-syntax", url="mailto:clerk@records"),
    Case("mail-domain", {"*": reply(0)}, url="mailto:clerk@records.example"),
    Case("mail-no-such-domain", {"*": fails("dns-no-such-host")}, url="mailto:clerk@no.example"),
    Case("excluded", exclude=(r"^http://records\.",)),
    Case("distrusted-archive", url="https://archive.ph/2017/http://records.example/"),
]


def played(case: Case) -> Check:
    target = Target(case.url, case.url, case.titles)
    return play(visit(target, replace(SETTINGS, exclude=case.exclude)), case.web).answer


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.reason)
def test_a_reason_is_reached(case: Case) -> None:
    judgement = played(case).judgement
    assert judgement.reason == case.reason, judgement
    assert judgement.verdict is REASONS[case.reason][0]
    assert len(judgement.evidence) <= 200
    assert judgement.evidence.isprintable()


def test_every_reason_has_a_case() -> None:
    assert {case.reason for case in CASES} == set(REASONS)


def test_every_verdict_is_reached() -> None:
    assert {REASONS[case.reason][0] for case in CASES} == set(Verdict)


@pytest.mark.parametrize(
    ("web", "reason", "evidence"),
    [
        (answers(STORY), "ok", f"titled “{TITLE}”"),
        (answers(reply(404, "<title>Oops</title>")), "not-found", "HTTP 404, titled “Oops”"),
        (answers(fails("refused", "port 80")), "refused", "port 80"),
        (
            {URL: to("http://dead.example/x"), "*": fails("dns-no-such-host", "dead.example")},
            "dns-no-such-host",
            "http://dead.example/x: dead.example",
        ),
        (
            {URL: to("/o/entry-of-aliens"), "*": STORY},
            "moved-permanently",
            "to http://records.example/o/entry-of-aliens",
        ),
        (answers(NOT_FOUND), "not-found-page", "titled “Page not found”"),
        (answers(reply(204)), "empty-page", "HTTP 204 with an empty body"),
    ],
)
def test_the_evidence_is_what_decided(web: Web, reason: str, evidence: str) -> None:
    judgement = played(Case(reason, web)).judgement
    assert (judgement.reason, judgement.evidence) == (reason, evidence)


def test_a_bare_host_that_moved_to_https_is_the_same_address() -> None:
    web: Web = {"http://records.example": to("https://records.example/"), "*": STORY}
    judgement = played(Case("", web, url="http://records.example")).judgement
    assert judgement.reason == "moved-to-https"


def test_leaving_https_is_said() -> None:
    web: Web = {URL.replace("http", "https"): to(URL), URL: STORY}
    judgement = played(Case("", web, url=URL.replace("http", "https"))).judgement
    assert judgement.verdict is Verdict.MOVED
    assert judgement.evidence == f"from https to http, to {URL}"


def test_a_cut_body_is_not_an_empty_page() -> None:
    exchange = replace(reply(200).to(Request(URL)), truncated=True)
    assert judge(exchange, Target(URL, URL)).reason == "ok"


def test_a_chain_that_ends_where_it_began_has_not_moved() -> None:
    web: Web = {URL: [to("/cookie", 301, "seen=1; Path=/"), STORY], f"{HOME}cookie": to(URL, 301)}
    assert played(Case("", web)).judgement.reason == "ok"


def test_an_unknown_failure_is_no_verdict_on_the_page() -> None:
    judgement = played(Case("", answers(fails("never-heard-of", "x")))).judgement
    assert judgement.reason == "connect-failed"
    assert judgement.evidence == "never-heard-of: x"


TEXTS = st.one_of(st.none(), st.text(max_size=40))
PAGES = st.builds(
    Page,
    title=TEXTS,
    heading=TEXTS,
    text=st.text(max_size=200),
    words=st.integers(0, 2000),
    embeds=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    anchors=st.frozensets(st.text(max_size=10), max_size=3),
    has_password_field=st.booleans(),
)
URLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([URL, HOME, "https://b.example/", "http://[", "//", "http://a.example/%"]),
)
EXCHANGES = st.builds(
    Exchange,
    request=st.builds(Request, url=URLS),
    status=st.one_of(st.none(), st.integers(-1, 1000)),
    headers=st.lists(st.tuples(st.text(max_size=12), st.text(max_size=30)), max_size=4).map(tuple),
    hops=st.lists(
        st.builds(Hop, url=URLS, status=st.one_of(st.none(), st.integers(200, 404))), max_size=4
    ).map(tuple),
    failure=st.one_of(st.none(), st.builds(Failure, reason=st.text(), detail=st.text())),
    length=st.integers(0, 10_000),
    truncated=st.booleans(),
    page=st.one_of(st.none(), PAGES),
)


@given(EXCHANGES, URLS, st.lists(st.text(max_size=30), max_size=3), st.none() | EXCHANGES)
@settings(max_examples=300, deadline=None)
def test_every_exchange_has_a_judgement(
    exchange: Exchange, url: str, titles: list[str], probe: Exchange | None
) -> None:
    judgement = judge(exchange, Target(url, url, tuple(titles)), probe)
    assert judgement.verdict is REASONS[judgement.reason][0]
    assert len(judgement.evidence) <= 200
    assert judgement.evidence.isprintable()
