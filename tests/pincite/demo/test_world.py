"""The demo's world answers as its rows claim: every address asked through plain clients."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from checker.model import Verdict
from pincite.demo import DemoWorld, demo_world
from pincite.demo.site import Place, places

URL = re.compile(r"https?://[^\s<>)\"]+")

CHAINS: dict[str, tuple[list[int], str]] = {
    "http://journal.example/articles/open-doors-library-hours": ([200], "Open Doors"),
    "http://news.example/2021/01/05/night-readers": ([200], "Night Readers"),
    "http://library.example/hours": ([200], "Branch Hours"),
    "http://agency.example/guide": ([200], "Guide to the Public Libraries Survey"),
    "http://city.example/budget/2023": ([200], "Library Budget 2023"),
    "http://city.example/find-a-branch": ([302, 200], "Find a Branch"),
    "http://city.example/budget-2023.html": ([301, 200], "Library Budget 2023"),
    "http://news.example/2020/08/25/branch-closures": ([404], "404 Not Found"),
    "http://agency.example/reports/2019-survey": ([410], "410 Gone"),
    "http://city.example/ask": ([404], "404 Not Found"),
    "http://library.example/lending-machines": ([404], "404 Not Found"),
    "http://council.example/minutes/2018-06-12.html": ([200], "Page not found"),
    "http://foundation.example/grants/2017/libraries.html": ([302, 200], "Welcome"),
    "http://literacynow.example/about": ([200], "for sale"),
    "http://magazine.example/essays/the-long-table": ([403], "Just a moment..."),
    "http://code.example/hartwell/8-12": ([403], "403 Forbidden"),
    "http://data.example/series/visits-by-branch": ([429], "429 Too Many Requests"),
    "http://times.example/opinion/keep-the-lights-off": ([302, 200], "Log in"),
    "http://times.example/members/letters/88": ([401], "401 Unauthorized"),
    "http://schools.example/reports/attendance.html": ([500], "500 Internal Server Error"),
    "http://portal.example/wards/table-2015": ([503], "503 Service Unavailable"),
}
"""Statuses on the way, and words of the last page's title."""

FAILURES: dict[str, type[Exception]] = {
    "http://transit.example/studies/late-bus": TimeoutError,
    "http://lighthouse.example/volunteers": ConnectionRefusedError,
    "http://clinic.example/reading-together": ConnectionResetError,
}

UNSERVED = {
    "http://readinglab.example/findings.html",
    "http://192.168.10.4/shared/draft-budgets.html",
    "http://intranet.city.example/memo/14",
    "http://city.example:80800/plan",
}

LOOP = "http://portal.example/wards/figures"

QUOTED = {
    "[E]ach additional evening hour was associated with a measurable gain in third-grade reading "
    "scores.": "http://journal.example/articles/open-doors-library-hours",
    "We found no evidence that evening opening shifted visits away from the daytime.": (
        "http://journal.example/articles/open-doors-library-hours"
    ),
    "[a] library is the last room in the city where you may sit down without buying anything.": (
        "http://archive.example/web/20220321063000id_/http://magazine.example/essays/the-long-table"
    ),
    "lost about seven weeks": (
        "http://archive.example/web/20190704120000id_/http://readinglab.example/findings.html"
    ),
    "counts only when a librarian is present for all of it.": "http://agency.example/guide",
    "$2.3 million a year.": "http://city.example/budget/2023",
}
"""Words that the letters quote, and where they stand; a bracket stands for a changed capital."""

MISQUOTED = "The gain was largest within a mile of the branch"


@pytest.fixture(scope="module")
def world() -> Iterator[DemoWorld]:
    with demo_world() as served:
        yield served


def fetch(
    world: DemoWorld, url: str, headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(url)
    address, port = dict(world.crawl.resolve)[f"{parts.hostname}:80"].split(":")
    client = http.client.HTTPConnection(address, int(port), timeout=1.5)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        client.request("GET", path, headers={"Host": str(parts.hostname), **(headers or {})})
        answer = client.getresponse()
        return answer, answer.read()
    finally:
        client.close()


def chain(world: DemoWorld, url: str, most: int = 10) -> tuple[list[int], str]:
    """Statuses on the way, and the last page."""
    statuses = []
    for _ in range(most):
        answer, body = fetch(world, url)
        statuses.append(answer.status)
        location = answer.getheader("Location")
        if location is None:
            return statuses, body.decode()
        url = urljoin(url, location)
    return statuses, ""


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def letters(world: DemoWorld) -> dict[str, str]:
    return {name: data.decode() for name, data in world.letters}


def cited(world: DemoWorld) -> set[str]:
    everything = " ".join(letters(world).values())
    return {url.rstrip(".,;").partition("#")[0] for url in URL.findall(everything)}


def test_the_letters_cite_every_place_and_nothing_else(world: DemoWorld) -> None:
    assert cited(world) == {place.url for place in places()}


def test_every_place_has_its_expectation_here() -> None:
    assert {place.url for place in places()} == {*CHAINS, *FAILURES, *UNSERVED, LOOP}


@pytest.mark.parametrize("url", CHAINS)
def test_a_place_answers_as_its_row_claims(world: DemoWorld, url: str) -> None:
    statuses, page = chain(world, url)
    title = re.search(r"<title>([^<]*)</title>", page)
    assert title is not None
    assert statuses == CHAINS[url][0]
    assert CHAINS[url][1] in title.group(1)


@pytest.mark.parametrize("url", FAILURES)
def test_a_place_fails_as_its_row_claims(world: DemoWorld, url: str) -> None:
    with pytest.raises(FAILURES[url]):
        fetch(world, url)


def test_a_loop_never_ends(world: DemoWorld) -> None:
    assert chain(world, LOOP)[0] == [302] * 10


@pytest.mark.parametrize("url", sorted(UNSERVED))
def test_what_is_not_asked_is_not_served(world: DemoWorld, url: str) -> None:
    assert f"{urlsplit(url).hostname}:80" not in dict(world.crawl.resolve) or ":80800" in url


def test_every_verdict_but_unknown_is_there_to_be_seen() -> None:
    assert {place.verdict for place in places()} == set(Verdict) - {Verdict.UNKNOWN}


def test_marks_by_which_walls_and_limits_are_known(world: DemoWorld) -> None:
    wall, _ = fetch(world, "http://magazine.example/essays/the-long-table")
    assert wall.getheader("cf-mitigated") == "challenge"
    limited, _ = fetch(world, "http://data.example/series/visits-by-branch")
    assert limited.getheader("Retry-After") == "3600"
    login = chain(world, "http://times.example/opinion/keep-the-lights-off")[1]
    assert '<input type="password"' in login


@pytest.mark.parametrize(
    ("suspect", "statuses"),
    [
        ("http://council.example/minutes/none-such.html", [200]),
        ("http://foundation.example/grants/2017/none-such.html", [302, 200]),
        ("http://literacynow.example/none-such", [200]),
        ("http://journal.example/articles/none-such", [404]),
        ("http://library.example/none-such", [404]),
    ],
)
def test_neighbours_answer_as_the_whole_site_would(
    world: DemoWorld, suspect: str, statuses: list[int]
) -> None:
    assert chain(world, suspect)[0] == statuses


@pytest.mark.parametrize(("quotation", "url"), QUOTED.items())
def test_quoted_words_stand_on_the_page(world: DemoWorld, quotation: str, url: str) -> None:
    text = words(chain(world, url)[1])
    printed = " ".join(" ".join(letters(world).values()).split())
    assert quotation in printed
    pattern = re.sub(r"\\\[(\w)\\\]", r"(?i:\1)", re.escape(quotation)).removesuffix(r"\.")
    assert re.search(pattern, text)


def test_one_quotation_is_wrong_on_purpose(world: DemoWorld) -> None:
    journal = words(chain(world, "http://journal.example/articles/open-doors-library-hours")[1])
    printed = " ".join(letters(world)["evening-hours-brief.md"].split())
    assert MISQUOTED in printed
    assert MISQUOTED not in journal
    assert "The gain was largest within half a mile of the branch" in journal


def test_fragments_that_stand_and_one_that_does_not(world: DemoWorld) -> None:
    page = chain(world, "http://agency.example/guide")[1]
    assert 'id="hours"' in page
    assert 'id="machines"' not in page


def test_the_settings_reach_nothing_but_loopback(world: DemoWorld) -> None:
    assert all(address.startswith("127.0.0.1:") for _, address in world.crawl.resolve)
    assert not world.crawl.allow_private
    archives = world.crawl.archives
    for address in (archives.wayback.endpoint, *(m.timegate for m in archives.memento)):
        assert f"{urlsplit(address).hostname}:80" in dict(world.crawl.resolve)
    assert all(f"{name}:80" in dict(world.crawl.resolve) for name in world.crawl.canaries)
    excluded = [p.url for p in places() if re.search(world.crawl.exclude[0], p.url)]
    assert excluded == ["http://intranet.city.example/memo/14"]


def test_places_are_values_that_can_be_told_apart() -> None:
    urls = [place.url for place in places()]
    assert len(set(urls)) == len(urls)
    assert all(isinstance(place, Place) and place.reasons for place in places())
