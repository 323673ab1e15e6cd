"""The demo's web: who stands where, what each host answers, and what the archives hold.

Rules kept here:
- One row of PLACES per cited address, with the verdict that it is there to show; the demo's tests
  hold every row to it.
- Hosts end in .example, which no real host ever does (RFC 2606), and are reached on loopback.
- `http` only: a certificate that a stock machine trusts cannot be had on loopback.
- Hosts behave as whole sites: what else is asked of them (a made-up neighbour of a suspicious page)
  they answer as they would.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from checker.model import Verdict

from .archive import Capture, Hold, Holdings, MementoArchive, WaybackArchive
from .behaviours import Hang, Reply, Reset, Seen, redirect
from .pages import page, says, shows
from .web import ANY, Answer, Web

WAYBACK_HOST = "archive.example"
MEMENTO_HOST = "memento.example"
CANARY = "canary.example"
"""Resolves to loopback: to the demo's world, it is the proof that there is a network."""

EXCLUDED = r"^http://intranet\."
"""The demo's own `crawl.exclude`."""


@dataclass(frozen=True, slots=True)
class Place:
    """One cited address."""

    url: str
    verdict: Verdict
    reasons: tuple[str, ...]
    """The reason slugs that it may show; more than one where this machine's DNS decides."""
    answer: Answer | None = None
    """None: no server of the demo answers here."""
    wayback: tuple[Capture, ...] | Hold = ()
    memento: tuple[Capture, ...] | Hold = ()


def _copy(timestamp: str, name: str, status: int = 200) -> Capture:
    return Capture(timestamp, page(name), status)


_NOT_FOUND = says(404, "404 Not Found")


def places() -> tuple[Place, ...]:
    """Every address that the demo's letters cite."""
    return (*_living(), *_gone(), *_guarded(), *_unreachable(), *_not_asked())


def _living() -> Iterator[Place]:
    yield Place(
        "http://journal.example/articles/open-doors-library-hours",
        Verdict.OK,
        ("ok",),
        shows("journal-open-doors"),
        wayback=(_copy("20211104081500", "journal-open-doors"),),
        memento=(_copy("20230301120000", "journal-open-doors"),),
    )
    yield Place(
        "http://news.example/2021/01/05/night-readers",
        Verdict.OK,
        ("ok",),
        shows("news-night-readers"),
        wayback=tuple(
            _copy(stamp, "news-night-readers")
            for stamp in ("20210106031200", "20210619220145", "20231201000000")
        ),
    )
    yield Place(
        "http://library.example/hours",
        Verdict.OK,
        ("ok",),
        shows("library-hours", delay=0.7),
        memento=(_copy("20240215101500", "library-hours"),),
    )
    yield Place("http://agency.example/guide", Verdict.OK, ("ok",), shows("agency-guide"))
    yield Place(
        "http://city.example/budget/2023",
        Verdict.OK,
        ("ok",),
        shows("city-budget"),
        wayback=(_copy("20240105093000", "city-budget"),),
    )
    yield Place(
        "http://city.example/find-a-branch",
        Verdict.OK,
        ("ok-redirected",),
        redirect("http://city.example/en/find-a-branch", 302),
    )
    yield Place(
        "http://city.example/budget-2023.html",
        Verdict.MOVED,
        ("moved-permanently",),
        redirect("http://city.example/budget/2023", 301),
        wayback=(_copy("20230202141500", "city-budget"),),
    )


def _gone() -> Iterator[Place]:
    yield Place(
        "http://news.example/2020/08/25/branch-closures",
        Verdict.GONE,
        ("not-found",),
        _NOT_FOUND,
        wayback=(_copy("20200826050700", "news-branch-closures"),),
        memento=(_copy("20210110080000", "news-branch-closures"),),
    )
    yield Place(
        "http://agency.example/reports/2019-survey",
        Verdict.GONE,
        ("gone-410",),
        says(410, "410 Gone", "This report was withdrawn."),
        wayback=Hold.EXCLUDED,
    )
    yield Place(
        "http://city.example/ask",
        Verdict.GONE,
        ("not-found",),
        _NOT_FOUND,
        wayback=(_copy("20240401000000", "council-not-found", 404),),
    )
    yield Place("http://library.example/lending-machines", Verdict.GONE, ("not-found",), _NOT_FOUND)
    yield Place(
        "http://council.example/minutes/2018-06-12.html",
        Verdict.SOFT_404,
        ("not-found-page",),
        shows("council-not-found"),
    )
    yield Place(
        "http://foundation.example/grants/2017/libraries.html",
        Verdict.SOFT_404,
        ("redirect-to-home",),
        redirect("http://foundation.example/", 302),
        memento=(_copy("20180115170000", "foundation-grants-2017"),),
    )
    yield Place(
        "http://literacynow.example/about",
        Verdict.PARKED,
        ("domain-for-sale",),
        shows("parked"),
        wayback=(_copy("20160518210000", "literacynow-about"), _copy("20230909000000", "parked")),
    )


def _guarded() -> Iterator[Place]:
    yield Place(
        "http://magazine.example/essays/the-long-table",
        Verdict.BLOCKED,
        ("bot-wall",),
        shows("wall", 403, (("cf-mitigated", "challenge"), ("Server", "cloudflare"))),
        wayback=(_copy("20220321063000", "magazine-long-table"),),
    )
    yield Place(
        "http://code.example/hartwell/8-12",
        Verdict.BLOCKED,
        ("forbidden",),
        says(403, "403 Forbidden", "You do not have permission to read this page."),
    )
    yield Place(
        "http://data.example/series/visits-by-branch",
        Verdict.BLOCKED,
        ("rate-limited",),
        says(429, "429 Too Many Requests", "Come back in an hour.", (("Retry-After", "3600"),)),
        wayback=Hold.SILENT,
    )
    yield Place(
        "http://times.example/opinion/keep-the-lights-off",
        Verdict.PAYWALLED,
        ("login-page",),
        redirect("http://times.example/login?next=/opinion/keep-the-lights-off", 302),
    )
    yield Place(
        "http://times.example/members/letters/88",
        Verdict.PAYWALLED,
        ("unauthorized",),
        says(401, "401 Unauthorized", "", (("WWW-Authenticate", 'Basic realm="Members"'),)),
    )


def _unreachable() -> Iterator[Place]:
    yield Place(
        "http://schools.example/reports/attendance.html",
        Verdict.UNREACHABLE,
        ("server-error",),
        says(500, "500 Internal Server Error"),
        wayback=(_copy("20221201120000", "schools-attendance"),),
    )
    yield Place(
        "http://transit.example/studies/late-bus",
        Verdict.UNREACHABLE,
        ("read-timeout",),
        Hang(),
        memento=(_copy("20220601000000", "transit-late-bus"),),
    )
    yield Place("http://lighthouse.example/volunteers", Verdict.UNREACHABLE, ("refused",))
    yield Place("http://clinic.example/reading-together", Verdict.UNREACHABLE, ("reset",), Reset())
    yield Place(
        "http://portal.example/wards/figures",
        Verdict.UNREACHABLE,
        ("redirect-loop",),
        redirect("http://portal.example/wards/figures?session=new", 302),
    )
    yield Place(
        "http://portal.example/wards/table-2015",
        Verdict.UNREACHABLE,
        ("server-error",),
        says(503, "503 Service Unavailable", "Down for maintenance since 2016."),
    )


def _not_asked() -> Iterator[Place]:
    yield Place(  # GONE where this machine's name server says so, else only not reached
        "http://readinglab.example/findings.html",
        Verdict.GONE,
        ("dns-no-such-host", "dns-failure"),
        wayback=(_copy("20190704120000", "readinglab-findings"),),
    )
    yield Place(
        "http://192.168.10.4/shared/draft-budgets.html", Verdict.SKIPPED, ("private-address",)
    )
    yield Place("http://intranet.city.example/memo/14", Verdict.SKIPPED, ("excluded",))
    yield Place("http://city.example:80800/plan", Verdict.INVALID, ("invalid-url",))


def _neighbours() -> Mapping[tuple[str, str], Answer]:
    """What hosts answer to addresses that nobody cites."""
    return {
        ("city.example", "/en/find-a-branch"): shows("city-find-a-branch"),
        ("council.example", ANY): shows("council-not-found"),
        ("foundation.example", "/"): shows("foundation-home"),
        ("foundation.example", ANY): redirect("http://foundation.example/", 302),
        ("literacynow.example", ANY): shows("parked"),
        ("magazine.example", ANY): shows("wall", 403, (("cf-mitigated", "challenge"),)),
        ("times.example", "/login"): shows("times-login"),
        ("times.example", ANY): _login_first,
        ("schools.example", ANY): says(500, "500 Internal Server Error"),
        ("transit.example", ANY): Hang(),
        ("clinic.example", ANY): Reset(),
        (CANARY, "/"): says(200, "A canary", "It sings."),
        (ANY, ANY): _NOT_FOUND,
    }


def _login_first(seen: Seen) -> Reply:
    return redirect(f"http://times.example/login?next={seen.path}", 302)


def furnish(web: Web, wanted: tuple[Place, ...]) -> None:
    """Give a web the hosts of the demo, its two archives among them."""
    for place in wanted:
        if place.answer is not None:
            parts = urlsplit(place.url)
            web.route(parts.hostname or "", parts.path, place.answer)
    for (host, path), answer in _neighbours().items():
        web.route(host, path, answer)
    web.refuse("lighthouse.example")
    wayback = WaybackArchive(WAYBACK_HOST, _held({p.url: p.wayback for p in wanted}))
    web.route(WAYBACK_HOST, "/cdx/search/cdx", wayback.cdx)
    web.route(WAYBACK_HOST, ANY, wayback.replay)
    memento = MementoArchive(MEMENTO_HOST, _held({p.url: p.memento for p in wanted}))
    web.route(MEMENTO_HOST, ANY, memento.answer)


def _held(everything: Mapping[str, tuple[Capture, ...] | Hold]) -> Holdings:
    return {url: held for url, held in everything.items() if held}
