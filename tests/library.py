"""What the tests' own pywb holds, as fixtures on top of tests.pywb; a test file imports them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .pywb import Capture, Pywb, html, serving

TITLE = "Minutes of the Transport Committee"
WORDS = "The committee heard the report on late buses and resolved to run them until one. " * 5
OTHER = "Book your next holiday with us and save on every seat, every night, every car. " * 5
PAGE = html(TITLE, WORDS)
GONE = html("Page not found", "Sorry, there is no such page here.")

MINUTES = "http://council.example/minutes"
"""The page at two dates, then an archived 404."""
OLD = "http://council.example/old-minutes"
"""An archived redirect to MINUTES."""
BUDGET = "http://council.example/budget"
"""Captured once, with 200, when the site already said "page not found"."""
PLAN = "http://council.example/plan.pdf"
"""A PDF."""
ERRORS = "http://council.example/errors"
"""Nothing but a 404."""
SOLD = "http://society.example/charter"
"""A 404, and years later a travel agent's page."""
NEVER = "http://council.example/never"
"""Never captured."""
LIVING = "http://news.example/2020/late-buses"
"""One capture: what the proxy shows and what the index has are the same page."""
STORY = "Late buses run until one"

CAPTURES = (
    Capture(MINUTES, "2015-03-01T10:00:00Z", PAGE),
    Capture(MINUTES, "2018-03-01T10:00:00Z", html(TITLE, f"Revised. {WORDS}")),
    Capture(MINUTES, "2021-03-01T10:00:00Z", GONE, "404 Not Found"),
    Capture(OLD, "2016-05-01T10:00:00Z", b"", "301 Moved Permanently", (("Location", MINUTES),)),
    Capture(BUDGET, "2018-03-01T10:00:00Z", GONE),
    Capture(
        PLAN,
        "2018-03-01T10:00:00Z",
        b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n",
        headers=(("Content-Type", "application/pdf"),),
    ),
    Capture(ERRORS, "2018-03-01T10:00:00Z", GONE, "404 Not Found"),
    Capture(SOLD, "2019-02-03T10:00:00Z", GONE, "404 Not Found"),
    Capture(SOLD, "2021-06-01T10:00:00Z", html("Cheap flights and hotels", OTHER)),
    Capture(LIVING, "2020-06-01T10:00:00Z", html(STORY, WORDS)),
)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    """pywb with CAPTURES, for the whole session."""
    with serving(tmp_path_factory.mktemp("pywb"), CAPTURES) as served:
        yield served
