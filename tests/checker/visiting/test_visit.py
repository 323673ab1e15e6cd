"""A visit asks as little as it can: nothing, once, or once more for a suspect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checker.model import Target, Verdict
from checker.visiting.visit import PROBE_BYTES, token, visit

from ..replay import AT, SETTINGS, Recorded, Web, fails, page, play, recorded, reply, to

URL = "https://council.example/minutes/2018/meeting.html"
FOLDER = "https://council.example/minutes/2018/"
SIBLING = f"{FOLDER}{token(f'{FOLDER}.html')}.html"
WORDS = "The council met and spoke about libraries, their hours and their readers. " * 20
TITLE = "Minutes of the Meeting on Libraries"
ODD = page("Council", WORDS)


def target(url: str = URL, *titles: str) -> Target:
    return Target("key", url, titles)


def test_an_ordinary_page_is_asked_once() -> None:
    played = play(visit(target(URL, TITLE), SETTINGS), {URL: page(TITLE, WORDS)})
    check = played.answer
    assert played.urls == [URL]
    assert (check.key, check.url, check.judgement.verdict) == ("key", URL, Verdict.OK)
    assert check.exchange is not None
    assert check.exchange.page is not None
    assert check.checked_at == AT
    assert check.probe is None


@pytest.mark.parametrize(
    "answer",
    [
        reply(404, "<title>Not found"),
        reply(403, "<title>Council"),
        recorded("walls/cloudflare-managed-challenge"),
        fails("read-timeout"),
        to("/", 302),
    ],
)
def test_what_is_settled_costs_no_probe(answer: Recorded) -> None:
    web = {URL: answer, "https://council.example/": page("Home", WORDS)}
    played = play(visit(target(URL, TITLE), SETTINGS), web)
    assert SIBLING not in played.urls
    assert played.answer.judgement.verdict is not Verdict.OK


@pytest.mark.parametrize(
    ("probe", "verdict"),
    [
        (ODD, Verdict.SOFT_404),
        (reply(404, "<title>Not found"), Verdict.OK),
        (page("Not here", WORDS), Verdict.OK),
        (fails("reset"), Verdict.OK),
        (recorded("walls/akamai-access-denied"), Verdict.OK),
    ],
)
def test_a_suspect_costs_one_request_more(probe: Recorded, verdict: Verdict) -> None:
    played = play(visit(target(URL, TITLE), SETTINGS), {URL: ODD, SIBLING: probe})
    assert played.urls == [URL, SIBLING]
    assert played.requests[1].max_bytes == PROBE_BYTES
    assert played.answer.judgement.verdict is verdict
    assert played.answer.probe is not None
    assert played.answer.probe.request.url == SIBLING


def test_a_probe_is_no_larger_than_the_settings_allow() -> None:
    small = replace(SETTINGS, max_bytes=1000)
    played = play(visit(target(URL, TITLE), small), {URL: ODD, SIBLING: ODD})
    assert played.requests[1].max_bytes == 1000


def test_the_probe_is_followed_as_the_page_was() -> None:
    web: Web = {URL: to("/desk"), SIBLING: to("/desk"), "https://council.example/desk": ODD}
    played = play(visit(target(), SETTINGS), web)
    assert len(played.requests) == 4
    assert played.answer.judgement.reason == "sibling-alike"


def test_a_cited_copy_is_not_judged_by_its_neighbours() -> None:
    copy = "https://web.archive.org/web/20180301000000/https://council.example/minutes"
    cited = Target("key", copy, (TITLE,), archive_of="https://council.example/minutes")
    assert play(visit(cited, SETTINGS), {copy: ODD}).urls == [copy]


def test_a_home_page_has_no_siblings() -> None:
    url = "https://council.example/"
    played = play(visit(target(url, TITLE), SETTINGS), {url: ODD})
    assert played.urls == [url]
    assert played.answer.judgement.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "invalid-url"),
        ("council", "invalid-url"),
        ("htp://council.example/", "invalid-url"),
        ("http://", "invalid-url"),
        ("http:///minutes", "invalid-url"),
        ("http://council..example/", "invalid-url"),
        ("http://coun cil.example/", "invalid-url"),
        ("http://council.example:99999/", "invalid-url"),
        ("http://[::1/", "invalid-url"),
        ("http://[zz]/", "invalid-url"),
        (f"http://{'a' * 64}.example/", "invalid-url"),
        (f"http://{'a.' * 130}example/", "invalid-url"),
        ("javascript:alert(1)", "invalid-url"),
        ("mailto:?subject=minutes", "unsupported-scheme"),
        ("mailto:clerk", "mail-syntax"),
        ("FTP://council.example/minutes", "unsupported-scheme"),
        ("tel:+1", "unsupported-scheme"),
        ("https://archive.ph/abcde", "distrusted-archive"),
        ("http://www.archive.today/2018/http://council.example/", "distrusted-archive"),
        ("https://intranet.example/x", "excluded"),
    ],
)
def test_what_is_settled_beforehand_is_not_asked(url: str, reason: str) -> None:
    settings = replace(SETTINGS, exclude=(r"//intranet\.",))
    before = datetime.now(UTC)
    played = play(visit(target(url), settings), {})
    assert played.requests == []
    assert played.answer.judgement.reason == reason
    assert played.answer.exchange is None
    assert before <= played.answer.checked_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    "url",
    [
        "http://council.example./",
        "http://under_score.example/",
        "http://bücher.example/",
        "http://[2001:db8::1]/",
        "http://192.0.2.7/",
        "HTTPS://COUNCIL.EXAMPLE/",
        "http://archive.phoenix.example/",
        "http://localhost/",
    ],
)
def test_odd_addresses_are_asked_all_the_same(url: str) -> None:
    assert play(visit(target(url), SETTINGS), {"*": page("Yes", WORDS)}).urls == [url]


def test_a_wrong_exclude_pattern_is_told_by_name() -> None:
    with pytest.raises(ValueError, match=r"exclude: '\('"):
        play(visit(target(), replace(SETTINGS, exclude=("(",))), {})
