"""Redirects are followed as a browser would, and every chain ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Exchange, Failure, Request
from checker.visiting.redirects import downgraded, follow, is_permanent

from ..replay import SETTINGS, Recorded, Web, fails, page, play, reply, to

START = "http://a.example/start"
END = page("The end", "Here it is.")


def chain(web: Web, url: str = START) -> Exchange:
    return play(follow(Request(url), SETTINGS), web).answer


def test_a_page_without_a_redirect_is_one_hop() -> None:
    exchange = chain({START: END})
    assert [hop.url for hop in exchange.hops] == [START]
    assert exchange.status == 200
    assert not is_permanent(exchange)


def test_every_hop_is_kept_with_where_it_led() -> None:
    web = {
        START: to("https://a.example/start"),
        "https://a.example/start": to("/next?x=1", 302),
        "https://a.example/next?x=1": END,
    }
    exchange = chain(web)
    assert exchange.request.url == START
    assert [(hop.url, hop.status, hop.location) for hop in exchange.hops] == [
        (START, 301, "https://a.example/start"),
        ("https://a.example/start", 302, "https://a.example/next?x=1"),
        ("https://a.example/next?x=1", 200, None),
    ]
    assert exchange.final_url == "https://a.example/next?x=1"
    assert exchange.elapsed == pytest.approx(0.75)
    assert exchange.page is not None
    assert exchange.page.title == "The end"


@pytest.mark.parametrize(
    ("location", "goes_to"),
    [
        ("/b", "http://a.example/b"),
        ("b", "http://a.example/b"),
        ("../b", "http://a.example/b"),
        ("?q=1", "http://a.example/start?q=1"),
        ("//b.example/c", "http://b.example/c"),
        ("  /b \t", "http://a.example/b"),
        ("/a b", "http://a.example/a%20b"),
        ("/café", "http://a.example/caf%C3%A9"),
        ("/cafÃ©", "http://a.example/caf%C3%A9"),  # UTF-8 read as Latin-1
        ("/a%20b%zz", "http://a.example/a%20b%zz"),
        ("\\b\\c", "http://a.example/b/c"),
        ("/x\r\n/y", "http://a.example/x/y"),
        ("HTTP://A.EXAMPLE/b", "http://A.EXAMPLE/b"),
        ("http://bücher.example/ä", "http://bücher.example/%C3%A4"),
        ("http:///b.example/c", "http://b.example/c"),
        ("/b#part", "http://a.example/b#part"),
    ],
)
def test_a_location_is_resolved_as_browsers_do(location: str, goes_to: str) -> None:
    played = play(follow(Request(START), SETTINGS), {START: to(location), "*": END})
    assert played.urls == [START, goes_to]


@pytest.mark.parametrize(
    "answer",
    [
        reply(302),
        to(""),
        to("   "),
        to("mailto:clerk@a.example"),
        to("javascript:alert(1)"),
        to("intent://a.example/x#Intent;end"),
        to("http://[::1/"),
        to("http://a.example:99999/"),
        to("http://?nowhere"),
        to("http://exa mple.org/"),
        to("http://a..example/"),
    ],
)
def test_what_cannot_be_followed_ends_the_chain_with_a_reason(answer: Recorded) -> None:
    exchange = chain({START: answer})
    assert exchange.failure is not None
    assert exchange.failure.reason == "bad-redirect"
    assert len(exchange.hops) == 1


def test_a_location_with_a_status_that_does_not_redirect_is_no_redirect() -> None:
    assert chain({START: reply(201, "<p>made", location="/made")}).final_url == START
    assert chain({START: reply(300, "<p>choose", location="/one")}).final_url == START


def test_the_fragment_is_carried_over_unless_the_location_has_its_own() -> None:
    web = {START: to("/b"), "http://a.example/b": to("/c#own"), "http://a.example/c": END}
    played = play(follow(Request(f"{START}#part"), SETTINGS), web)
    assert played.urls == [f"{START}#part", "http://a.example/b#part", "http://a.example/c#own"]


def test_cookies_are_brought_back_within_the_chain() -> None:
    def gate(request: Request) -> Recorded:
        return END if ("pass", "yes") in request.cookies else to("/gate", 302, "pass=yes; Path=/")

    web: Web = {START: gate, "http://a.example/gate": to("/start", 302)}
    played = play(follow(Request(START), SETTINGS), web)
    assert played.urls == [START, "http://a.example/gate", START]
    assert played.answer.failure is None
    assert played.answer.page is not None


def test_one_return_is_allowed_when_cookies_have_changed_and_no_more() -> None:
    turns = [to("/start", 302, f"n={n}") for n in range(9)]
    played = play(follow(Request(START), SETTINGS), {START: turns})
    assert len(played.requests) == 2
    assert played.answer.failure is not None
    assert played.answer.failure.reason == "redirect-loop"


def test_a_circle_ends_at_once() -> None:
    web = {START: to("/b"), "http://a.example/b": to("/start#x")}
    played = play(follow(Request(START), SETTINGS), web)
    assert len(played.requests) == 2
    assert played.answer.failure == Failure("redirect-loop", "back to http://a.example/start#x")
    assert played.answer.hops[-1].location == "http://a.example/start#x"


def test_no_more_redirects_are_followed_than_the_settings_say() -> None:
    few = replace(SETTINGS, max_redirects=3)

    def deeper(request: Request) -> Recorded:
        return to(f"{request.url}x")

    played = play(follow(Request(START), few), {"*": deeper})
    assert len(played.requests) == 4
    assert played.answer.failure is not None
    assert played.answer.failure.reason == "too-many-redirects"
    exactly = {START: to("/1"), "http://a.example/1": to("/2"), "http://a.example/2": to("/3")}
    assert play(follow(Request(START), few), {**exactly, "*": END}).answer.failure is None


def test_a_failure_on_the_way_is_the_chain_s_and_keeps_the_hops() -> None:
    exchange = chain({START: to("http://dead.example/"), "http://dead.example/": fails("refused")})
    assert exchange.failure == Failure("refused", "as recorded")
    assert [hop.url for hop in exchange.hops] == [START, "http://dead.example/"]
    assert exchange.request.url == START


def test_a_meta_refresh_is_a_hop() -> None:
    onward = page(head='<meta http-equiv="Refresh" content="0; URL=\'/new\'">')
    exchange = chain({START: onward, "http://a.example/new": END})
    assert exchange.final_url == "http://a.example/new"
    assert exchange.hops[0].status == 200
    assert exchange.hops[0].location == "http://a.example/new"
    assert not is_permanent(exchange)


def test_a_refresh_back_to_where_we_were_is_no_loop_but_the_page() -> None:
    there = page("There", head='<meta http-equiv="refresh" content="1;url=/back">')
    back = page("Back", head='<meta http-equiv="refresh" content="1;url=/start">')
    exchange = chain({START: there, "http://a.example/back": back})
    assert exchange.failure is None
    assert exchange.page is not None
    assert exchange.page.title == "Back"


def test_refreshes_are_followed_a_few_times_only() -> None:
    def onward(request: Request) -> Recorded:
        return page("On", head=f'<meta http-equiv="refresh" content="0;url={request.url}x">')

    played = play(follow(Request(START), SETTINGS), {"*": onward})
    assert len(played.requests) == 4
    assert played.answer.failure is None


def test_a_refresh_of_an_error_page_is_not_followed() -> None:
    gone = reply(404, '<meta http-equiv="refresh" content="0;url=/"><p>Not found, going home')
    assert chain({START: gone}).status == 404


def test_leaving_https_is_noted() -> None:
    web = {"https://a.example/": to("http://b.example/"), "http://b.example/": END}
    assert downgraded(chain(web, "https://a.example/"))
    assert not downgraded(chain({START: to("https://a.example/"), "https://a.example/": END}))


def test_only_a_chain_of_permanent_redirects_is_permanent() -> None:
    web = {START: to("/b", 308), "http://a.example/b": to("/c", 301), "http://a.example/c": END}
    assert is_permanent(chain(web))
    assert not is_permanent(chain({**web, START: to("/b", 307)}))


def test_credentials_stay_with_the_host_that_they_are_for() -> None:
    asked = Request(START, headers=(("Authorization", "secret"), ("Accept-Datetime", "then")))
    web = {START: to("/b"), "http://a.example/b": to("http://b.example/"), "*": END}
    played = play(follow(asked, SETTINGS), web)
    assert [request.headers for request in played.requests] == [
        asked.headers,
        asked.headers,
        (("Accept-Datetime", "then"),),
    ]


def test_the_lane_and_the_bounds_of_the_first_request_hold_for_all() -> None:
    asked = Request(START, lane="ours", max_bytes=10, keep_body=True)
    played = play(follow(asked, SETTINGS), {START: to("http://b.example/"), "*": END})
    assert [(r.lane, r.max_bytes, r.keep_body) for r in played.requests] == [("ours", 10, True)] * 2


@given(st.text(max_size=80), st.sampled_from([301, 302, 303, 307, 308]))
@settings(max_examples=200, deadline=None)
def test_no_location_breaks_a_chain(location: str, status: int) -> None:
    answer = Recorded(status, b"", (("location", location), ("set-cookie", location)))
    played = play(follow(Request(START), SETTINGS), {START: answer, "*": END})
    assert len(played.requests) <= 3
    assert all(request.url.startswith(("http:", "https:")) for request in played.requests)
