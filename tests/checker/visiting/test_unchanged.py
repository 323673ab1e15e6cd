"""A page that was read before is asked whether it has changed; no liar is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from checker.crawling.crawler import Parts
from checker.model import Check, Known, Task, Verdict
from pincite.demo.behaviours import Call
from pincite.demo.web import Behaviour, Hang, Reply, Turns, Web, redirect

from ..conftest import Quick
from ..crawling.quick import run, task

TITLE = "Minutes of the Meeting on Libraries"
BODY = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>{'The council met. ' * 30}"
TAG, DATE = '"v1"', "Sun, 01 Mar 2026 12:00:00 GMT"
STAMPED = Reply(body=BODY, headers=(("ETag", TAG), ("Last-Modified", DATE)))
UNCHANGED = Reply(304, (("ETag", TAG),))
URL = "http://a.test/minutes"


@dataclass(frozen=True, slots=True)
class Validating:
    """A server that keeps to RFC 9110, 13: it sends the page only to whom has another one."""

    page: Reply = STAMPED
    unchanged: Reply = UNCHANGED

    async def play(self, call: Call) -> bool:
        same = call.seen.header("if-none-match") == TAG
        return await (self.unchanged if same else self.page).play(call)


def asked(web: Web, quick: Quick, known: Known | None = None, *titles: str) -> Check:
    base = task(URL)
    one = Task("live", base.lane, replace(base.target, titles=titles), known)
    (check,) = run([one], quick(web), Parts())
    return check


def held(check: Check) -> Known:
    assert check.exchange is not None
    return Known(7, check.judgement, check.exchange)


def twice(web: Web, quick: Quick, answer: Behaviour, then: Behaviour | None = None) -> Check:
    web.route("a.test", "/minutes", answer)
    first = asked(web, quick)
    assert first.judgement.reason == "ok"
    if then is not None:
        web.route("a.test", "/minutes", then)
    return asked(web, quick, held(first))


def test_a_page_as_it_was_is_neither_sent_nor_read_again(web: Web, quick: Quick) -> None:
    check = twice(web, quick, Validating())
    assert web.requests[1].header("if-none-match") == TAG
    assert web.requests[1].header("if-modified-since") == DATE
    assert check.known is not None
    assert check.known.number == 7
    assert (check.judgement.verdict, check.judgement.reason) == (Verdict.OK, "ok")
    assert check.exchange is not None
    assert (check.exchange.status, check.exchange.hops[-1].status) == (200, 304)
    assert check.exchange.page is check.known.exchange.page
    assert check.exchange.header("last-modified") == DATE
    assert len(web.requests) == 2


def test_a_first_visit_sends_no_conditions(web: Web, quick: Quick) -> None:
    web.route("a.test", "/minutes", STAMPED)
    asked(web, quick)
    assert web.requests[0].header("if-none-match") == ""


def test_weak_tags_will_do(web: Web, quick: Quick) -> None:
    weak = Reply(body=BODY, headers=(("ETag", 'W/"v1"'),))
    check = twice(web, quick, Turns(weak, Reply(304, (("ETag", '"v1"'),))))
    assert check.known is not None
    assert web.requests[1].header("if-none-match") == 'W/"v1"'


def test_the_same_bytes_are_not_parsed_again(web: Web, quick: Quick) -> None:
    check = twice(web, quick, Reply(body=BODY))
    assert web.requests[1].header("if-none-match") == ""
    assert check.known is not None
    assert check.exchange is not None
    assert check.exchange.hops[-1].status == 200
    assert len(web.requests) == 2


def test_a_changed_page_is_read(web: Web, quick: Quick) -> None:
    new = Reply(body=BODY.replace("council", "board"), headers=(("ETag", '"v2"'),))
    check = twice(web, quick, STAMPED, new)
    assert check.known is None
    assert check.exchange is not None
    assert check.exchange.page is not None
    assert "board" in check.exchange.page.text
    assert len(web.requests) == 2


def test_a_page_that_is_gone_is_gone(web: Web, quick: Quick) -> None:
    assert twice(web, quick, STAMPED, Reply(404)).judgement.verdict is Verdict.GONE


@pytest.mark.parametrize(
    "lie",
    [
        Reply(304, (("ETag", '"v9"'),)),
        Reply(304, (("ETag", TAG), ("Content-Length", "12"))),
        redirect("/elsewhere"),
    ],
    ids=["another tag", "another length", "a redirect"],
)
def test_a_304_of_something_else_is_asked_again_plainly(
    web: Web, quick: Quick, lie: Behaviour
) -> None:
    web.route("a.test", "/elsewhere", Turns(Reply(304), Reply(body=BODY)))
    check = twice(web, quick, Turns(STAMPED, lie, Reply(body=BODY)))
    assert check.known is None
    assert web.requests[2].header("if-none-match") == ""
    if lie.status == 304:  # type: ignore[attr-defined]
        assert check.judgement.reason == "ok"


def test_a_304_that_nobody_asked_for_is_no_answer(web: Web, quick: Quick) -> None:
    web.route("a.test", "/minutes", Reply(304))
    check = asked(web, quick)
    assert (check.judgement.verdict, check.judgement.reason) == (
        Verdict.UNREACHABLE,
        "malformed-answer",
    )


def test_a_server_that_only_says_304_is_not_believed_for_ever(web: Web, quick: Quick) -> None:
    check = twice(web, quick, STAMPED, Turns(Reply(304, (("ETag", '"v9"'),)), Reply(304)))
    assert check.judgement.reason == "malformed-answer"
    assert len(web.requests) == 3


def test_a_page_that_a_new_citation_calls_otherwise_is_read(web: Web, quick: Quick) -> None:
    web.route("a.test", "/minutes", Validating())
    known = held(asked(web, quick))
    assert asked(web, quick, known, TITLE).known is not None
    other = asked(web, quick, known, "Annual Budget Review")
    assert other.known is None
    assert web.requests[2].header("if-none-match") == ""


@pytest.mark.parametrize("header", ["v1", '"v1"x', '"a b"', '"' + "x" * 600 + '"', '"ä\x7f"'])
def test_tags_that_are_none_are_not_sent_back(web: Web, quick: Quick, header: str) -> None:
    twice(web, quick, Reply(body=BODY, headers=(("ETag", header),)), Reply(404))
    assert web.requests[1].header("if-none-match") == ""


@pytest.mark.parametrize("status", [404, 500, 403])
def test_error_answers_are_never_asked_so(web: Web, quick: Quick, status: int) -> None:
    web.route("a.test", "/minutes", Reply(status, (("ETag", TAG),), BODY))
    asked(web, quick, held(asked(web, quick)))
    assert {seen.header("if-none-match") for seen in web.requests} == {""}


def test_what_was_cut_or_redirected_is_read(web: Web, quick: Quick) -> None:
    web.route("a.test", "/minutes", redirect("/now"))
    web.route("a.test", "/now", STAMPED)
    asked(web, quick, held(asked(web, quick)))
    web.route("a.test", "/minutes", STAMPED)
    whole = held(asked(web, quick))
    asked(web, quick, replace(whole, exchange=replace(whole.exchange, truncated=True)))
    assert {seen.header("if-none-match") for seen in web.requests} == {""}


def test_a_failure_is_a_failure(web: Web, quick: Quick) -> None:
    web.route("a.test", "/minutes", STAMPED)
    known = held(asked(web, quick))
    web.route("a.test", "/minutes", Hang())
    (check,) = run(
        [Task("live", "a.test", task(URL).target, known)], quick(web, timeout=0.3), Parts()
    )
    assert check.judgement.reason == "read-timeout"
