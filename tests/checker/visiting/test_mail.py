"""E-mail addresses: their syntax, and whether their domains exist."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.crawling.crawler import Parts
from checker.fetching.addresses import Addresses
from checker.fetching.fetch import Fetcher
from checker.model import RESOLVE, Check, Target, Task
from checker.visiting.mail import domain_of, mail, recipients
from checker.visiting.visit import visit

from ..conftest import QUICK
from ..crawling.quick import run
from ..replay import SETTINGS, Played, fails, play, reply


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("clerk@council.example", "council.example"),
        ("first.last+tag@a.b.example", "a.b.example"),
        ('"odd one"@a.example', "a.example"),
        ("jörg@bücher.example", "bücher.example"),
        ("clerk@[192.0.2.7]", "[192.0.2.7]"),
        ("clerk@council.example.", "council.example."),
        ("clerk", None),
        ("@council.example", None),
        ("clerk@", None),
        ("clerk@council", None),
        ("a@b@c.example", None),
        (".clerk@council.example", None),
        ("clerk..x@council.example", None),
        ("cl erk@council.example", None),
        ("clerk@coun cil.example", None),
        ("clerk@-council.example", None),
        ("clerk@council..example", None),
        ("clerk@192.0.2.7", None),
        (f"{'a' * 65}@council.example", None),
        (f"clerk@{'a' * 64}.example", None),
        (f"clerk@{'a.' * 130}example", None),
    ],
)
def test_what_can_be_an_address(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("mailto:a@x.example", ("a@x.example",)),
        ("MAILTO:a@x.example?subject=Hello%20there", ("a@x.example",)),
        ("mailto:a@x.example,b@y.example", ("a@x.example", "b@y.example")),
        ("mailto:?to=a@x.example&subject=x", ("a@x.example",)),
        ("mailto:%22a%2Cb%22@x.example", ('"a,b"@x.example',)),
        ("mailto:", ()),
        ("mailto:?subject=x", ()),
    ],
)
def test_whom_it_names(url: str, found: tuple[str, ...]) -> None:
    assert recipients(url) == found


def visited(url: str, **answers: object) -> Played[Check]:
    web = {f"http://{name}.example/": answer for name, answer in answers.items()}
    return play(visit(Target(url, url), SETTINGS), web)  # type: ignore[arg-type]


def test_each_domain_is_looked_up_and_nobody_asked() -> None:
    played = visited("mailto:a@x.example,b@X.example,c@y.example", x=reply(0), y=reply(0))
    assert played.urls == ["http://x.example/", "http://y.example/"]
    assert {request.method for request in played.requests} == {RESOLVE}
    assert played.answer.judgement.reason == "mail-domain"


@pytest.mark.parametrize(
    ("failure", "detail", "reason"),
    [
        ("dns-no-such-host", "no such host", "mail-no-such-domain"),
        ("dns-no-such-host", "the name exists and has no address", "mail-domain"),
        ("dns-failure", "try again", "dns-failure"),
        ("private-address", "10.0.0.1", "mail-domain"),
        ("invalid-url", "no host name", "mail-syntax"),
    ],
)
def test_what_the_look_up_means(failure: str, detail: str, reason: str) -> None:
    judged = visited("mailto:a@x.example", x=fails(failure, detail)).answer.judgement
    assert judged.reason == reason


def test_what_is_wrong_in_itself_is_not_looked_up() -> None:
    played = visited("mailto:a@x.example,nonsense")
    assert played.requests == []
    assert (played.answer.judgement.reason, played.answer.judgement.evidence) == (
        "mail-syntax",
        "nonsense",
    )
    assert visited("mailto:?subject=x").answer.judgement.reason == "unsupported-scheme"


class Names:
    """A resolver that counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> Sequence[str]:
        self.asked.append(name)
        if name == "here.test":
            return ["192.0.2.7"]
        nodata = name == "mail-only.test"
        raise socket.gaierror(socket.EAI_NODATA if nodata else socket.EAI_NONAME, "no")


def test_the_resolver_is_asked_once_for_a_domain_and_no_connection_made() -> None:
    names = Names()
    parts = Parts(fetcher=lambda made: Fetcher(made, addresses=Addresses(made, names)))
    urls = [f"mailto:{who}@{domain}" for domain in ("here.test", "mail-only.test", "gone.test")
            for who in ("a", "b", "c")]  # fmt: skip
    found = run([Task("live", "", Target(url, url)) for url in urls], QUICK, parts)
    told = {each.url.partition("@")[2]: each.judgement.reason for each in found}
    assert told == {
        "here.test": "mail-domain",
        "mail-only.test": "mail-domain",
        "gone.test": "mail-no-such-domain",
    }
    assert sorted(names.asked) == ["gone.test", "here.test", "mail-only.test"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_hostile_addresses_do_no_harm(text: str) -> None:
    url = f"mailto:{text}"
    played = play(mail(Target(url, url)), {"*": fails("dns-failure")})
    assert played.answer.key == url
    assert len(played.requests) <= 1


def test_a_long_address_costs_no_more_than_its_length() -> None:
    for text in ("a." * 50_000 + "@x.example", "a@" + "b." * 50_000, '"' + "\\" * 100_000):
        assert recipients(f"mailto:{text}")
        assert domain_of(text) is None
