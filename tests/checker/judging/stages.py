"""What is staged for every reason of the judge's table: one row for each.

Rules kept here:
- What a server can do is done by a server, over a real socket. What only a resolver or this machine
  can do (names that are not there, handles that have run out) is done at the seam of
  `checker.fetching`; what no link can do (a run that ended) is done by ending the run. Each row
  says which.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from checker.model import (
    ArchiveSettings,
    WaybackSettings,
)
from pincite.demo.web import (
    ANY,
    Empty,
    Garbage,
    Hang,
    HugeHeaders,
    Reply,
    Reset,
    Routes,
    Truncated,
    Web,
    redirect,
)

SOCKETS, RESOLVER, RUN, NOTHING = "sockets", "resolver", "end of the run", "nothing asked"
WORDS = "The council met and spoke about libraries, their hours and their readers. " * 12
TITLE = "Minutes of the Meeting on Libraries"
PAGE = Reply(body=f"<!doctype html><title>{TITLE}</title><h1>{TITLE}</h1><p>{WORDS}")
ASKS_FOR_SCRIPTS = "<body><noscript>Please enable JavaScript to go on.</noscript><script src=/x.js>"
FRAME = "</script><div id=root></div>"
PAST = datetime(2020, 1, 1, tzinfo=UTC)


def page(title: str, words: str = WORDS, status: int = 200) -> Reply:
    """A page with a title and words."""
    return Reply(status, body=f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{words}")


def plain(text: str) -> Reply:
    """A text file."""
    return Reply(body=text, headers=(("Content-Type", "text/plain"),))


@dataclass(frozen=True)
class Row:
    """One reason, and how it is brought about."""

    reason: str
    staged: str
    """In words."""
    url: str = "http://a.test/minutes/2018/libraries"
    routes: Routes = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    kind: str = SOCKETS
    certificate: str | None = None
    """Which certificate a.test has: good, expired, other, private, cut, anonymous."""
    lookup: OSError | None = None
    """What the resolver raises."""
    prepare: Callable[[Web], None] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    copies: int = 0
    """So many copies in an archive are asked for, one after the other; the last one is judged."""


COPY = "http://archive.test/web/20180301000000/http://a.test/minutes"
ARCHIVE = WaybackSettings("http://archive.test", replay_per_minute=60_000.0)
HERE = ("a.test", "/minutes/2018/libraries")


def one(reason: str, staged: str, answer: object, **more: object) -> Row:
    """A row whose page answers so."""
    return Row(reason, staged, routes={HERE: answer}, **more)  # type: ignore[arg-type, dict-item]


def names(reason: str, staged: str, error: OSError) -> Row:
    """A row whose name is looked up so."""
    return Row(reason, staged, kind=RESOLVER, lookup=error)


def secured(reason: str, staged: str, certificate: str) -> Row:
    """A row whose server has such a certificate."""
    routes: Routes = {("a.test", ANY): PAGE}
    return Row(reason, staged, "https://a.test/x", routes, certificate=certificate)


ROWS: tuple[Row, ...] = (
    one("ok", "a page with a title", PAGE),
    one("ok", "an application", Reply(body=f"<title>Minutes</title>{ASKS_FOR_SCRIPTS}{FRAME}")),
    Row(
        "ok-redirected",
        "302 to the same page elsewhere",
        routes={HERE: redirect("/new/libraries", 302), ("a.test", "/new/libraries"): PAGE},
    ),
    Row(
        "moved-permanently",
        "301 to the same page elsewhere",
        routes={HERE: redirect("/new/libraries"), ("a.test", "/new/libraries"): PAGE},
    ),
    Row(
        "moved-to-https",
        "301 from http to https",
        routes={
            HERE: lambda seen: PAGE if seen.tls else redirect(f"https://a.test{seen.path}"),
        },
        certificate="good",
    ),
    one("not-found-page", "200, titled Page not found", page("Page not found", "Sorry.")),
    Row(
        "redirect-to-home",
        "302 to the home page",
        routes={HERE: redirect("/", 302), ("a.test", "/"): page("Council")},
    ),
    Row(
        "generic-sink",
        "302 to a section above the page",
        "http://a.test/minutes/2018/meeting-on-libraries",
        {
            ("a.test", "/minutes/2018/meeting-on-libraries"): redirect("/minutes", 302),
            ("a.test", "/minutes"): page("All minutes"),
        },
    ),
    Row(
        "sibling-alike",
        "every address of the folder answers with one page",
        routes={("a.test", ANY): page("Council")},
        titles=(TITLE,),
    ),
    one("empty-page", "200 and not a byte", Reply(200)),
    one("empty-page", "204 No Content", Reply(204)),
    one("empty-page", "markup without a word", Reply(body="<html><body></body></html>")),
    one("ok", "nothing but a frame", Reply(body='<html><frameset><frame src="/main.html">')),
    one("domain-for-sale", "titled a.test is for sale", page("a.test is for sale", "Buy it.")),
    one("parked-host", "titled Domain parked", page("Domain parked", "Nothing here.")),
    one("other-site", "titled with another trade", page("Situs slot gacor online")),
    one("not-found", "404", page("Not Found", "No.", 404)),
    one("gone-410", "410", page("Gone", "No.", 410)),
    names("dns-no-such-host", "EAI_NONAME", socket.gaierror(socket.EAI_NONAME, "no such host")),
    names("dns-failure", "EAI_AGAIN", socket.gaierror(socket.EAI_AGAIN, "try again")),
    Row("refused", "nobody listens", prepare=lambda web: web.refuse("a.test")),
    one("reset", "RST in place of an answer", Reset()),
    names("connect-failed", "EPERM on the way", OSError(errno.EPERM, "not permitted")),
    Row(
        "connect-timeout",
        "a full backlog",
        prepare=lambda web: web.deaf("a.test"),
        settings={"connect_timeout": 0.3},
    ),
    names("no-route", "ENETUNREACH", OSError(errno.ENETUNREACH, "unreachable")),
    one("read-timeout", "never answers", Hang(), settings={"timeout": 0.4}),
    one("empty-reply", "closes without a byte", Empty()),
    one("truncated-body", "closes before the body", Truncated(body=b"")),
    one("malformed-answer", "bytes that are no HTTP", Garbage()),
    one("malformed-answer", "304 that nobody asked for", Reply(304)),
    Row(
        "http2-only",
        "HTTP/2 frames",
        "https://a.test/x",
        {("a.test", ANY): Garbage(b"\0\0\0\4\0\0\0\0\0")},
        certificate="good",
    ),
    one("header-too-large", "a megabyte of headers", HugeHeaders()),
    one(
        "bad-encoding",
        "gzip that is none",
        Reply(body=b"\x1f\x8b" + b"\xff" * 90, headers=(("Content-Encoding", "gzip"),)),
    ),
    secured("tls-expired", "a certificate of 2020", "expired"),
    secured("tls-hostname", "a certificate for b.test", "other"),
    secured("tls-untrusted", "an authority that nobody knows", "private"),
    secured("tls-incomplete-chain", "a leaf without its issuer", "cut"),
    secured("tls-protocol", "no cipher in common", "anonymous"),
    one("redirect-loop", "302 to itself", redirect(HERE[1], 302)),
    Row(
        "too-many-redirects",
        "a chain of ten, five allowed",
        "http://a.test/0",
        {("a.test", f"/{n}"): redirect(f"/{n + 1}", 302) for n in range(10)},
        settings={"max_redirects": 5},
    ),
    one("bad-redirect", "302 without a Location", Reply(302)),
    one("server-error", "500", page("Error", "No.", 500)),
    one("server-error", "200, titled Internal Server Error", page("Internal Server Error", "No.")),
    one("client-error", "400", page("Bad Request", "No.", 400)),
    one("bot-wall", "403 with cf-mitigated", Reply(403, (("cf-mitigated", "challenge"),), "x")),
    one("bot-wall", "202 with an empty body", Reply(202)),
    one("bot-wall", "999", Reply(999)),
    one("bot-wall", "only asks for scripts", Reply(body=ASKS_FOR_SCRIPTS)),
    one("bot-wall", "titled Just a moment...", page("Just a moment...", "Wait.", 503)),
    one("forbidden", "403", page("Forbidden", "No.", 403)),
    one(
        "rate-limited",
        "429 with Retry-After of a day",
        Reply(429, (("Retry-After", "86400"),), "later"),
    ),
    one("legal-451", "451", page("Unavailable", "No.", 451)),
    Row(
        "login-page",
        "302 to /login with a password field",
        routes={
            HERE: redirect("/login?next=x", 302),
            ("a.test", "/login"): Reply(body="<title>Log in</title><input type=password>"),
        },
    ),
    one("paywall", "200, titled Subscribe to read", page("Subscribe to read", "Four crowns.")),
    Row(
        "consent-wall",
        "302 to /cookie-consent",
        routes={
            HERE: redirect("/cookie-consent?to=x", 302),
            ("a.test", "/cookie-consent"): Reply(body="<title>Before you go on</title>May we?"),
        },
    ),
    one("unauthorized", "401", page("Unauthorized", "No.", 401)),
    one("payment-required", "402", page("Payment required", "No.", 402)),
    Row("mail-domain", "an address at a.test", "mailto:clerk@a.test", {HERE: PAGE}),
    Row(
        "mail-no-such-domain",
        "EAI_NONAME for its domain",
        "mailto:clerk@no.test",
        kind=RESOLVER,
        lookup=socket.gaierror(socket.EAI_NONAME, "no such host"),
    ),
    Row("mail-syntax", "two signs @", "mailto:clerk@@a.test", kind=NOTHING),
    Row("invalid-url", "http:///minutes", "http:///minutes", kind=NOTHING),
    Row("unsupported-scheme", "ftp://a.test/", "ftp://a.test/", kind=NOTHING),
    Row("excluded", "a pattern in the settings", settings={"exclude": ("minutes",)}, kind=NOTHING),
    Row("private-address", "127.0.0.1, the guard on", "http://127.0.0.1/x", kind=NOTHING),
    Row(
        "robots-txt",
        "Disallow: /minutes, robots on",
        routes={("a.test", "/robots.txt"): plain("User-agent: *\nDisallow: /minutes")},
        settings={"robots": True},
    ),
    Row("distrusted-archive", "archive.today", "https://archive.today/abc", kind=NOTHING),
    Row("offline", "no name resolves, canaries neither", kind=RUN),
    Row("interrupted", "told to stop before it was asked", kind=RUN),
    Row(
        "circuit-open",
        "a copy, the tenth in an archive that says 503",
        COPY,
        {("archive.test", ANY): Reply(503)},
        settings={"archives": ArchiveSettings(wayback=ARCHIVE), "per_host": 1},
        copies=10,
    ),
    names("local-resources", "EMFILE", OSError(errno.EMFILE, "too many open files")),
    Row(
        "proxy-error",
        "a proxy that refuses",
        "http://far.test/",
        environment={"http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1"},
    ),
)
