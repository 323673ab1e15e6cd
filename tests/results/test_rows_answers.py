"""Checks, archive answers and findings come out of the database as far as they are kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from checker.model import ArchiveAnswer, Check, Exchange, Page, Request
from results import Store
from results.model import Finding
from results.rows.answers import DULL, HEADER_CHARACTERS, as_kept, page_key

from .samples import NOON, PLAN, check, connection_of, every, letter, link

URL = "https://a.example/page"
JUDGING = Path(__file__).parents[2] / "checker" / "judging"
MODEST = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def recorded(store: Store, outcome: Check | ArchiveAnswer) -> tuple[int, int]:
    run = store.begin(PLAN).id
    number = store.add_document(run, letter("a.txt", replace(link(URL), key=outcome.key)), {}, ())
    store.record(run, [outcome])
    return run, number


@given(made=every(Check))
@MODEST
def test_any_check_comes_back_as_far_as_it_is_kept(store: Store, made: Check) -> None:
    made = replace(made, key=made.key or URL, known=None)
    told = store.dossier(*recorded(store, made)).checks
    assert told == {made.key: as_kept(made)}


@given(made=every(ArchiveAnswer))
@MODEST
def test_any_archive_answer_comes_back(store: Store, made: ArchiveAnswer) -> None:
    made = replace(made, key=made.key or URL, archive=f"archive {made.archive}")
    assert store.dossier(*recorded(store, made)).answers == {made.key: (made,)}


@given(made=every(Finding))
@MODEST
def test_any_finding_comes_back(store: Store, made: Finding) -> None:
    run = store.begin(PLAN).id
    number = store.add_document(run, letter("a.txt"), {}, ())
    store.save_findings(run, number, [made, made])
    (told,) = store.report(run).documents()
    assert told.findings == (made, made)


def test_what_of_an_exchange_is_not_kept(store: Store) -> None:
    request = Request(
        URL,
        headers=(("Accept", "text/html"), ("Authorization", "LOW key:secret")),
        cookies=(("session", "secret"),),
        body=b"secret",
        keep_body=True,
    )
    exchange = Exchange(
        request,
        200,
        headers=(
            ("cf-mitigated", "challenge"),
            ("set-cookie", "datadome=secret; Path=/"),
            ("content-security-policy", "default-src 'self'"),
            ("x-long", "a" * 10_000),
        ),
        body=b"secret",
    )
    made = replace(check(URL), exchange=exchange, probe=exchange)
    told = store.dossier(*recorded(store, made)).checks[URL]
    kept = replace(
        exchange,
        request=replace(request, headers=(("Accept", "text/html"),), cookies=(), body=None),
        headers=(
            ("cf-mitigated", "challenge"),
            ("set-cookie", "datadome="),
            ("x-long", "a" * HEADER_CHARACTERS),
        ),
        body=b"",
    )
    assert told.exchange == kept
    assert told.probe == kept
    dump = "".join(str(tuple(row)) for row in connection_of(store).rows("SELECT * FROM checks"))
    assert "secret" not in dump


def test_headers_that_a_judge_reads_are_kept() -> None:
    judges = [JUDGING / f"{name}.py" for name in ("judge", "marks", "parking", "softfail", "walls")]
    words = {
        str(node.value).lower()
        for path in judges
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert {"content-type", "cf-mitigated"} <= words
    assert not words & DULL


def test_equal_pages_are_kept_once(store: Store) -> None:
    run = store.begin(PLAN).id
    page = Page(title="Only here", text="The same words. " * 1000)
    exchange = Exchange(Request(URL), 200, page=page, at=NOON)
    made = [
        replace(check(f"https://a.example/{number}"), exchange=exchange, probe=exchange)
        for number in range(3)
    ]
    store.record(run, made)
    rows = connection_of(store).rows("SELECT length(text) FROM pages WHERE title = 'Only here'")
    assert len(rows) == 1
    assert rows[0][0] < len(page.text) / 10


def test_no_two_things_that_a_page_may_say_are_kept_as_one() -> None:
    said = [each.name for each in fields(Page) if each.compare and each.name != "anchors"]
    one: dict[type, Any] = {str: "2020", int: 2020, bool: True, tuple: ("2020",)}
    kinds = {name: type(getattr(Page(), name)) for name in said}
    pages = [Page(**{name: one.get(kinds[name], "2020")}) for name in said]
    pages += [Page(), Page(dated=""), Page(unscripted="")]
    assert len({page_key(page).content for page in pages}) == len(pages) > 15


def test_all_that_a_page_says_of_itself_comes_back(store: Store) -> None:
    page = Page(title="Shown", called=("For social media",), days=("2021/10/28", "2021"), text="x")
    exchange = Exchange(Request(URL), 200, page=page, at=NOON)
    made = replace(check(URL), exchange=exchange, probe=exchange)
    told = store.dossier(*recorded(store, made)).checks[URL].exchange
    assert told is not None
    assert told.page is not None
    assert (told.page.title, told.page.called, told.page.days) == (
        page.title,
        page.called,
        page.days,
    )


def test_a_status_beyond_any_whole_number_does_no_harm(store: Store) -> None:
    made = replace(check(URL), exchange=Exchange(Request(URL), 10**30, length=-(10**30)))
    told = store.dossier(*recorded(store, made)).checks[URL].exchange
    assert told is not None
    assert (told.status, told.length) == (2**63 - 1, -(2**63) + 1)


def test_text_that_utf8_cannot_hold_does_no_harm(store: Store) -> None:
    page = Page(title="\ud800", text="\udfff", authors=("\ud900",), anchors=frozenset({"\ud800"}))
    exchange = Exchange(Request(URL + "\ud800"), 200, (("x", "\udcff"),), page=page)
    made = replace(check(URL), exchange=exchange, probe=exchange)
    told = store.dossier(*recorded(store, made)).checks[URL].exchange
    assert told is not None
    assert told.page is not None
    assert (told.page.title, told.page.text) == (r"\ud800", r"\udfff")
    # In JSON the escape is JSON's own, so there the text comes back as it was.
    assert (told.page.authors, told.page.anchors) == (("\ud900",), frozenset({"\ud800"}))
    assert told.headers == (("x", "\udcff"),)
