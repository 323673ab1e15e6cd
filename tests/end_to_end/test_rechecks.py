"""Re-checks cost next to nothing: freshness, ETag and 304, and evidence that stays where it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pincite.demo.web import Behaviour, Reply, Seen, Web

from ..pincite.commands import environment, pincite, write_settings

QUOTED = "The night bus carried twice as many readers as the year before"
BODY = (
    "<!doctype html><title>Night Bus Review</title><h1>Night Bus Review</h1>"
    f"<p>{QUOTED}, and nobody was left behind.</p>" + "<p>Words of the review follow here. " * 20
)
TAG = (("ETag", '"one"'),)
LETTER = f"""July 22, 2021

Dear reader:

The report says that "{QUOTED}."[1]

1. Transport Desk, Night Bus Review, http://bus.example/review.
"""


class Page:
    """A page that knows its tag, and can change or die."""

    def __init__(self) -> None:
        self.answer = Reply(body=BODY, headers=TAG)

    def __call__(self, seen: Seen) -> Behaviour:
        same = seen.header("if-none-match") == dict(self.answer.headers).get("ETag", "none")
        return Reply(304, TAG) if same else self.answer


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def web(page: Page) -> Iterator[Web]:
    with Web({("bus.example", "/review"): page, ("canary.example", "/"): Reply(204)}) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    write_settings(tmp_path, web)
    (tmp_path / "letter.txt").write_text(LETTER)
    return tmp_path


def check(folder: Path, *more: str) -> dict[str, Any]:
    arguments = ("check", "letter.txt", "--format", "json", "--fail-on", "never", *more)
    done = pincite(*arguments, cwd=folder)
    document = done.document
    (told,) = document["checks"]
    return dict(told)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        return db.execute(query).fetchall()


def test_a_fresh_page_is_not_asked_and_a_stale_one_not_sent(folder: Path, web: Web) -> None:
    first = check(folder)
    assert (first["verdict"], first["title"]) == ("ok", "Night Bus Review")
    assert [each["grade"] for each in first["quotations"]] == ["exact"]
    assert check(folder)["verdict"] == "ok"
    assert len(web.requests) == 1, "fresh for a day"
    again = check(folder, "--max-age", "0s")
    assert len(web.requests) == 2
    assert web.requests[1].header("if-none-match") == '"one"'
    for told in ("verdict", "reason", "status", "title", "quotations", "fields"):
        assert again[told] == first[told], told
    assert again["checked_at"] > first["checked_at"]
    assert rows(folder, "SELECT status, read_id FROM checks") == [(200, None), (200, 1)]
    assert rows(folder, "SELECT count(*) FROM pages") == [(1,)]


def test_what_asks_is_not_loaded_where_there_is_nothing_to_ask(folder: Path, web: Web) -> None:
    check(folder)
    code = (
        "import runpy, sys\n"
        "sys.argv = ['pincite', 'check', 'letter.txt', '--fail-on', 'never', '--quiet']\n"
        "try: runpy.run_module('pincite', run_name='__main__')\n"
        "finally: print([name for name in sys.modules if name in"
        " {'httpx', 'tenacity', 'checker.crawling.crawler'}], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "[]"), done.stderr
    assert len(web.requests) == 1


def test_a_changed_page_is_read_and_the_quotation_looked_for_anew(folder: Path, page: Page) -> None:
    check(folder)
    page.answer = Reply(body=BODY.replace("twice", "half"), headers=(("ETag", '"two"'),))
    (told,) = check(folder, "--max-age", "0s")["quotations"]
    assert told["grade"] == "words_differ"


def test_an_error_is_asked_again_however_fresh_and_without_conditions(
    folder: Path, page: Page, web: Web
) -> None:
    page.answer = Reply(500, TAG, "<title>Oops</title>")
    for _ in range(2):
        assert check(folder)["verdict"] == "unreachable"
    assert [seen.header("if-none-match") for seen in web.requests] == ["", ""]
    page.answer = Reply(body=BODY, headers=TAG)
    assert check(folder)["verdict"] == "ok", "and a mended page is found at once"


def test_an_audit_asks_the_same_way(folder: Path, web: Web) -> None:
    check(folder)
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        # Eight days ago: due again.
        db.execute("UPDATE checks SET checked_at = datetime('now', '-8 days') || '+00:00'")
        db.execute(
            "UPDATE checks SET checked_at = replace(checked_at, ' ', 'T'),"
            " answered_at = replace(checked_at, ' ', 'T')"
        )
    assert pincite("audit", cwd=folder).code == 0
    assert [seen.header("if-none-match") for seen in web.requests] == ["", '"one"']
    assert rows(folder, "SELECT verdict, read_id FROM checks ORDER BY id") == [
        ("ok", None),
        ("ok", 1),
    ]
