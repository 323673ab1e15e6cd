"""Letters on the web: fetched whole, or one line why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker import FetchedLetter, NotFetched, fetch_letter
from checker.model import CrawlSettings
from citations import read
from pincite.demo.web import Hang, Reply, Web

HOST = "letters.example"
LETTER = b"Dear reader:\n\nSee https://a.example.org/x.\n"


@pytest.fixture
def asking(web: Web) -> CrawlSettings:
    web.route(HOST, "/letter.txt", Reply(body=LETTER, headers=(("content-type", "text/plain"),)))
    web.route("canary.example", "/", Reply(body="here"))
    return CrawlSettings(
        timeout=3, retries=0, canaries=("canary.example",), resolve=web.resolve_overrides()
    )


def _why(url: str, asking: CrawlSettings) -> str:
    found = fetch_letter(url, asking)
    assert isinstance(found, NotFetched)
    assert "\n" not in found.message
    return found.message


def test_the_bytes_as_they_are(asking: CrawlSettings) -> None:
    found = fetch_letter(f"http://{HOST}/letter.txt", asking)
    assert found == FetchedLetter(LETTER, f"http://{HOST}/letter.txt")


@pytest.mark.parametrize(
    ("words", "sent_as", "content_type"),
    [
        ("Письмо о пароме — №5", "cp1251", "text/plain; charset=windows-1251"),
        ("Письмо о пароме", "koi8-r", 'text/html; charset="KOI8-R"'),
        ("船の手紙", "iso2022_jp", "text/plain;charset=iso-2022-jp"),
        ("Dear reader", "utf-16-le", "text/plain; charset=utf-16"),
        ("A “quay”", "cp1252", "text/plain; charset=ISO-8859-1"),
        ("Œuvre et café", "utf-8", "text/plain; charset=iso-8859-1"),
    ],
)
def test_a_charset_that_only_the_header_gives(
    web: Web, asking: CrawlSettings, words: str, sent_as: str, content_type: str
) -> None:
    body = f"<meta charset=iso-8859-5><p>{words}. See https://a.example.org/x.</p>"
    reply = Reply(body=body.encode(sent_as), headers=(("content-type", content_type),))
    web.route(HOST, "/named", reply)
    found = fetch_letter(f"http://{HOST}/named", asking)
    assert isinstance(found, FetchedLetter)
    assert found.data == body.encode()
    assert words in read(found.data, "letter.html").text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7 \xff\xfe", "application/pdf; charset=windows-1251"),
        (b"\xef\xbb\xbfA letter", "text/plain; charset=windows-1251"),
        (b"caf\xe9 \xff", "text/plain; charset=euc-jp"),
        (b"caf\xe9", "text/plain; charset=zlib"),
        (b"caf\xe9", "text/plain; charset="),
        (b"caf\xe9", "text/plain; charset=utf-8"),
        (b"{\\rtf1 caf\xe9}", "text/rtf; charset=windows-1251"),
    ],
)
def test_bytes_that_a_header_does_not_explain_stay(
    web: Web, asking: CrawlSettings, body: bytes, content_type: str
) -> None:
    web.route(HOST, "/odd", Reply(body=body, headers=(("content-type", content_type),)))
    found = fetch_letter(f"http://{HOST}/odd", asking)
    assert isinstance(found, FetchedLetter)
    assert found.data == body


def test_redirects_lead_to_the_address_that_relative_links_start_from(
    web: Web, asking: CrawlSettings
) -> None:
    web.route(HOST, "/old", Reply(301, headers=(("location", "/letter.txt"),)))
    found = fetch_letter(f"http://{HOST}/old", asking)
    assert isinstance(found, FetchedLetter)
    assert found.url == f"http://{HOST}/letter.txt"


def test_a_body_that_is_larger_than_a_page_may_be(web: Web, asking: CrawlSettings) -> None:
    body = b"word " * 2_000_000
    web.route(HOST, "/long.txt", Reply(body=body, headers=(("content-type", "text/plain"),)))
    found = fetch_letter(f"http://{HOST}/long.txt", replace(asking, max_bytes=1000))
    assert isinstance(found, FetchedLetter)
    assert len(found.data) == len(body)


def test_an_answer_that_passes_is_asked_for_again(web: Web, asking: CrawlSettings) -> None:
    web.route(HOST, "/busy", Reply(503))
    patient = replace(asking, retries=2, retry_wait=0.01)
    assert "503" in _why(f"http://{HOST}/busy", patient)
    assert web.count(HOST, "/busy") == 3


@pytest.mark.parametrize(
    ("status", "words"), [(404, "404, there is no such page"), (401, "login"), (500, "500")]
)
def test_an_answer_without_a_letter(
    web: Web, asking: CrawlSettings, status: int, words: str
) -> None:
    web.route(HOST, "/x", Reply(status, body="no"))
    assert words in _why(f"http://{HOST}/x", asking)


def test_a_private_address_is_not_asked(web: Web, asking: CrawlSettings) -> None:
    url = web.url("/letter.txt")
    assert "is a private address (--allow-private asks it)" in _why(url, asking)
    web.route(web.addresses[0], "/letter.txt", Reply(body=LETTER))
    assert isinstance(fetch_letter(url, replace(asking, allow_private=True)), FetchedLetter)


def test_a_redirect_to_a_private_address_is_not_followed(web: Web, asking: CrawlSettings) -> None:
    web.route(HOST, "/away", Reply(302, headers=(("location", "http://10.1.2.3/x"),)))
    assert "private address" in _why(f"http://{HOST}/away", asking)


def test_silence(web: Web, asking: CrawlSettings) -> None:
    web.route(HOST, "/silent", Hang())
    assert _why(f"http://{HOST}/silent", replace(asking, timeout=0.3)).startswith("cannot be")


def test_a_host_that_is_not_there(asking: CrawlSettings) -> None:
    why = _why("http://gone.invalid/x", asking)
    assert "host name" in why
    assert "this machine" not in why


def test_a_machine_without_a_network(asking: CrawlSettings) -> None:
    alone = replace(asking, canaries=("canary.invalid",))
    assert "this machine has no network" in _why("http://gone.invalid/x", alone)


@pytest.mark.parametrize("url", ["http://", "http:///x", "http://a_b..c/x", "http://[::zz]/"])
def test_no_web_address(url: str, asking: CrawlSettings) -> None:
    assert _why(url, asking).startswith("cannot be fetched: ")
