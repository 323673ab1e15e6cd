"""Dead, walled and parked pages that answer 200, and living ones that resemble them."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

import pytest

from checker.model import Judgement, Target
from checker.visiting.visit import visit

from ..replay import SETTINGS, play, reply

ROWS = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))
MISSED = {
    "no such document",  # by a viewer that has a title of its own
    "ad gone",  # under a title that says what it would be
}
"""Dead pages that are taken for living ones."""
REST = (
    "The report, which runs to ninety pages, was read by three editors before it was printed. "
    "Nobody whom we asked remembered when it was begun, though a ledger in the office has a year. "
    "Since then the rules have changed twice, and those who work under them would welcome a third. "
) * 6
FORM = '<form><input type="password"></form>'


def judged(row: list[str]) -> Judgement:
    _, verdict, url, title, words = row
    rest = REST if words.endswith("…") else ""
    form = FORM if "Password" in words else ""
    said = f"<p>{escape(words.rstrip('…'))}</p><p>{rest}</p>{form}"
    named = f"<h1>{escape(title)}</h1>"
    answer = reply(
        body=f"<html><head><title>{escape(title)}</title></head><body><header><a>Home</a> "
        f"<a>About</a></header><main>{named}{said}</main></body></html>"
    )
    neighbour = reply(404, "<h1>Not found</h1>") if verdict == "ok" else answer
    return play(visit(Target(url, url), SETTINGS), {url: answer, "*": neighbour}).answer.judgement


@pytest.mark.parametrize("row", [*ROWS["read"], *ROWS["heldout"]], ids=lambda row: row[0])
def test_what_answers_is_judged_by_what_it_is(row: list[str]) -> None:
    verdict = judged(row).verdict.value
    assert verdict == ("ok" if row[0] in MISSED else row[1])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("for sale new", "domain-for-sale"),
        ("expired 2", "parked-host"),
        ("region", "legal-451"),
        ("gdpr", "legal-451"),
        ("members", "login-page"),
        ("denied", "bot-wall"),
        ("unpublished", "not-found-page"),
    ],
)
def test_the_reason_is_what_the_page_says(name: str, reason: str) -> None:
    row = next(each for rows in ROWS.values() for each in rows if each[0] == name)
    assert judged(row).reason == reason
