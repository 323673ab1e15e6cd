"""Several sources that end at one page: swept together, or merely spelled in several ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.sinks import Landed, sunk
from checker.model import Exchange, Hop, Page, Request, Target, Verdict

SINK = "https://www.agency.example/welcome"
PAGE = Page(title="Agency of Records", heading="Welcome", text="What we do for you. " * 30)


def landed(
    url: str, final: str = SINK, *titles: str, page: Page | None = PAGE, archive: str | None = None
) -> Landed:
    hops = (Hop(url, 302, final), Hop(final, 200))
    exchange = Exchange(Request(url), 200, hops=hops, page=page)
    return Landed(exchange, Target(url, url, titles, archive_of=archive))


def keys(*links: Landed) -> set[str]:
    return set(sunk(links))


REPORTS = [f"http://agency.example/reports/{n}/{name}" for n, name in
           enumerate(("night-buses", "library-hours", "tree-census"), 2015)]  # fmt: skip


def test_three_pages_that_end_at_one_were_swept_together() -> None:
    found = sunk(map(landed, REPORTS))
    assert set(found) == set(REPORTS)
    (judgement,) = set(found.values())
    assert (judgement.verdict, judgement.reason) == (Verdict.SOFT_404, "generic-sink")
    assert judgement.evidence.endswith(f"all lead to {SINK}")
    assert "night-buses" in judgement.evidence


def test_the_evidence_names_three_and_says_whether_there_are_others() -> None:
    (swept,) = set(sunk(map(landed, REPORTS)).values())
    named, _, rest = swept.evidence.partition(" all lead to ")
    assert (sorted(named.split(" and ")), rest) == (sorted(REPORTS), SINK)
    more = [*REPORTS, "http://agency.example/maps/of-every-street-and-square-of-the-city/2011"]
    (swept,) = set(sunk(map(landed, more)).values())
    assert swept.evidence.startswith(f"{named} and others all lead to ")


def test_two_pages_may_have_become_one() -> None:
    assert keys(*map(landed, REPORTS[:2])) == set()


def test_two_are_enough_when_their_titles_have_nothing_in_common() -> None:
    buses = landed(REPORTS[0], SINK, "Night Buses of the North")
    hours = landed(REPORTS[1], SINK, "Opening Hours in Libraries")
    assert keys(buses, hours) == set(REPORTS[:2])
    alike = landed(REPORTS[1], SINK, "Night Buses of the South")
    assert keys(buses, alike) == set()
    assert keys(buses, landed(REPORTS[1])) == set()


def test_who_was_cited_by_the_page_s_own_title_is_at_home_there() -> None:
    own = landed(REPORTS[0], SINK, "Agency of Records")
    assert keys(own, *map(landed, REPORTS[1:])) == set()
    others = [*REPORTS[1:], "http://agency.example/maps/2011"]
    assert keys(own, *map(landed, others)) == set(others)


@pytest.mark.parametrize(
    "urls",
    [
        [f"{scheme}://{www}agency.example/reports/2015{end}"
         for scheme in ("http", "https") for www in ("", "www.") for end in ("", "/")],
        [f"http://agency.example/a/2015{part}" for part in ("", "/print", "/amp", "?page=1")],
        [f"http://agency.example/?p=17{part}" for part in ("", "&print=1", "&amp=1")],
    ],
    ids=["spellings", "parts", "queries"],
)  # fmt: skip
def test_one_page_in_several_spellings_is_one(urls: list[str]) -> None:
    assert keys(*map(landed, urls)) == set()


@pytest.mark.parametrize(
    ("urls", "final"),
    [
        (REPORTS, "https://www.agency.example/library/night-buses-library-tree-census"),
        ([f"https://doi.org/10.5555/x.{n}" for n in range(5)], "https://journal.example/issue/7"),
        ([f"https://bit.ly/{n}abc" for n in range(5)], SINK),
        ([f"http://{name}.example/reports/a-b-{n}" for n, name in enumerate("abcde")], SINK),
        (REPORTS, "https://www.agency.example/cookies-required"),
        (REPORTS, "https://www.agency.example/notice?reason=unsupported_browser"),
        (REPORTS, "https://www.agency.example/age-gate/enter"),
    ],
    ids=["kept words", "resolver", "short links", "several sites", "cookies", "browser", "age"],
)
def test_what_is_no_sink(urls: list[str], final: str) -> None:
    assert keys(*(landed(url, final) for url in urls)) == set()


def test_direct_visits_and_copies_are_not_swept() -> None:
    direct = Landed(Exchange(Request(SINK), 200, hops=(Hop(SINK, 200),), page=PAGE),
                    Target(SINK, SINK))  # fmt: skip
    copies = [landed(url, archive="http://x.example/") for url in REPORTS]
    assert keys(direct, *copies) == set()
    assert keys(direct, *map(landed, REPORTS)) == set(REPORTS)


def test_a_file_without_words_can_be_a_sink_too() -> None:
    assert keys(*(landed(url, page=None) for url in REPORTS)) == set(REPORTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=8))
def test_hostile_addresses_do_no_harm(pairs: list[tuple[str, str]]) -> None:
    links = [landed(f"http://a.example/{start}", f"http://a.example/{end}") for start, end in pairs]
    assert keys(*links) <= {link.target.key for link in links}


def test_ten_thousand_links_to_one_page_cost_no_square() -> None:
    urls = [f"http://agency.example/reports/{n}/report-of-{n}" for n in range(10_000)]
    assert keys(*map(landed, urls)) == set(urls)
