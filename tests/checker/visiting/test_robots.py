"""robots.txt: obeyed where settings ask so, asked for once, never taken for more than it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.crawling.crawler import Parts
from checker.model import Check, CrawlSettings, Target, Verdict
from checker.visiting.robots import MOST_BYTES, allows, token_of
from checker.visiting.visit import visit
from pincite.demo.web import Hang, Reply, Turns, Web, redirect

from ..conftest import Quick
from ..crawling.quick import run, task
from ..replay import SETTINGS, Played, Recorded, fails, page, play, reply, to
from ..replay import Web as Recordings

ROBOTS = replace(SETTINGS, robots=True)
URL = "https://council.example/minutes/2018"
FILE = "https://council.example/robots.txt"
PAGE = page("Minutes", "The council met. " * 20)


def visited(web: Recordings, url: str = URL, settings: CrawlSettings = ROBOTS) -> Played[Check]:
    return play(visit(Target(url, url), settings), web)


def text(body: str, status: int = 200) -> Recorded:
    return reply(status, body, content_type="text/plain")


def test_nobody_asks_for_it_unless_settings_say_so() -> None:
    assert visited({URL: PAGE}, settings=SETTINGS).urls == [URL]


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /minutes", False),
        ("User-agent: *\nDisallow: /minutes/2019", True),
        ("User-agent: *\nDisallow: /min*18$", False),
        ("User-agent: *\nDisallow: /\nAllow: /minutes/2018", True),
        ("User-agent: pincite\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Pincite\nAllow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: otherbot\nUser-agent: pincite\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("<!doctype html><title>Not found</title>", True),
    ],
)
def test_what_it_says_is_obeyed(rules: str, allowed: bool) -> None:
    played = visited({FILE: text(rules), URL: PAGE})
    assert played.urls == ([FILE, URL] if allowed else [FILE])
    judged = played.answer.judgement
    assert (judged.verdict, judged.reason) == (
        (Verdict.OK, "ok") if allowed else (Verdict.SKIPPED, "robots-txt")
    )
    if not allowed:
        assert "disallows /minutes/2018" in judged.evidence


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(404, "no"), "ok"),
        (reply(401, "no"), "ok"),
        (reply(429, "slow"), "ok"),
        (reply(500, "oh"), "robots-txt"),
        (reply(503, "oh"), "robots-txt"),
        (fails("read-timeout"), "robots-txt"),
        (fails("malformed-answer"), "robots-txt"),
        (fails("dns-no-such-host"), "dns-no-such-host"),
        (fails("tls-expired"), "tls-expired"),
        (fails("private-address"), "private-address"),
        (to(FILE), "ok"),
    ],
)
def test_what_it_means_that_it_cannot_be_read(answer: Recorded, reason: str) -> None:
    played = visited({FILE: answer, URL: PAGE})
    assert played.answer.judgement.reason == reason
    assert (URL in played.urls) == (reason == "ok")


@pytest.mark.parametrize("reason", ["dns-no-such-host", "refused", "private-address"])
def test_a_host_that_it_leads_to_says_nothing_of_the_link(reason: str) -> None:
    elsewhere = "https://rules.example/robots.txt"
    played = visited({FILE: to(elsewhere), elsewhere: fails(reason), URL: PAGE})
    assert played.answer.judgement.reason == "robots-txt"
    assert reason in played.answer.judgement.evidence
    assert URL not in played.urls


def test_every_host_on_the_way_is_asked_for_its_own() -> None:
    web: Recordings = {
        FILE: reply(404),
        URL: to("https://other.example/private/page"),
        "https://other.example/robots.txt": reply(
            body="User-agent: *\nDisallow: /private", content_type="text/plain"
        ),
    }
    played = visited(web)
    assert played.urls == [FILE, URL, "https://other.example/robots.txt"]
    assert played.answer.judgement.reason == "robots-txt"
    assert "other.example/robots.txt disallows /private/page" in played.answer.judgement.evidence


def test_it_may_stand_elsewhere() -> None:
    web: Recordings = {
        FILE: to("https://www.council.example/robots.txt"),
        "https://www.council.example/robots.txt": reply(
            body="User-agent: *\nDisallow: /", content_type="text/plain"
        ),
    }
    assert visited(web).answer.judgement.reason == "robots-txt"


def test_the_file_itself_needs_no_leave() -> None:
    played = visited({FILE: text("User-agent: *\nDisallow: /")}, FILE)
    assert played.answer.judgement.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("agent", "token"),
    [
        ("", "pincite"),
        ("LawReviewBot/2.0 (+https://x.example)", "LawReviewBot"),
        ("(odd)", "pincite"),
    ],
)
def test_the_name_that_it_may_use_for_us(agent: str, token: str) -> None:
    assert token_of(agent) == token


def test_a_name_in_the_settings_is_the_one_that_counts() -> None:
    rules = b"User-agent: lawreviewbot\nDisallow: /\n\nUser-agent: pincite\nAllow: /\n"
    assert not allows(rules, URL, "LawReviewBot")
    assert allows(rules, URL, "pincite")


@pytest.mark.parametrize(
    "rules",
    [
        "".join(f"User-agent: b{n}\n" for n in range(15_000)) + "Disallow: /x\n" * 20_000,
        "User-agent: *\nDisallow: /" + "*a" * 250_000 + "$",
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*b\n" * 20_000,
        "\n" * MOST_BYTES,
        "User-agent: *\nDisallow: /" + "%41" * 160_000,
    ],
    ids=["names", "stars", "rules", "lines", "escapes"],
)
def test_a_hostile_file_costs_no_more_than_its_length(rules: str) -> None:
    # A quadratic way takes longer than a test may.
    allows(rules.encode(), "https://a.example/" + "a" * 2000, "pincite")


def test_what_stands_past_the_bound_is_not_read() -> None:
    rules = "User-agent: *\n" + "#" * MOST_BYTES + "\nDisallow: /"
    assert allows(rules.encode(), URL, "pincite")


def test_many_links_of_a_host_ask_for_it_once(web: Web, quick: Quick) -> None:
    rules = Reply(body="User-agent: *\nDisallow: /no", headers=(("Content-Type", "text/plain"),))
    web.route("a.test", "/robots.txt", Turns(Reply(503, delay=0.05), rules))
    web.route("b.test", "/robots.txt", redirect("http://a.test/robots.txt"))
    for host in ("a.test", "b.test"):
        web.route(host, "/yes", Reply(body="<title>A page</title>"))
    urls = [f"http://{host}/{what}?{n}" for host in ("a.test", "b.test")
            for what in ("yes", "no") for n in range(10)]  # fmt: skip
    found = run(map(task, urls), quick(web, robots=True, retries=1), Parts())
    told = {each.url: each.judgement.reason for each in found}
    assert told == {url: "ok" if "/yes" in url else "robots-txt" for url in urls}
    assert web.count("a.test", "/robots.txt") == 2
    assert web.count("b.test", "/robots.txt") == 1
    assert not any(seen.path.startswith("/no") for seen in web.requests)


def test_a_file_that_never_comes_forbids(web: Web, quick: Quick) -> None:
    web.route("a.test", "/robots.txt", Hang())
    (check,) = run([task("http://a.test/x")], quick(web, robots=True, timeout=0.3), Parts())
    assert check.judgement.reason == "robots-txt"
    assert web.count("a.test", "/x") == 0
