"""The ways to live with a finding, on the whole way: rules, comments, baselines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pincite.demo.web import ANY, Reply, Web

from ..pincite.commands import NO_ARCHIVES, Done, pincite, write_settings

MISSING = Reply(status=404, body="<title>Not Found</title>")
TODAY = datetime.now(UTC).date()
FIRST, SECOND = "http://one.example/a", "http://two.example/b"


@pytest.fixture
def web() -> Iterator[Web]:
    routes = {(f"{name}.example", ANY): MISSING for name in ("one", "two", "three")}
    with Web(routes) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    configure(tmp_path, web)
    (tmp_path / "letter.md").write_text(f"Dear reader:\n\nSee <{FIRST}>.\n\nSee <{SECOND}>.\n")
    return tmp_path


def configure(folder: Path, web: Web, rules: str = "") -> None:
    write_settings(folder, web, f"{NO_ARCHIVES}\n{rules}", canaries=[])


def check(folder: Path, *arguments: str, letter: str = "letter.md") -> Done:
    return pincite("check", letter, "--format", "json", *arguments, cwd=folder)


def gone(done: Done) -> set[str]:
    return {each["url"] for each in done.document["findings"] if each["code"] == "PC201"}


def rule(condition: str, until: int | None = None) -> str:
    end = "" if until is None else f"\nuntil = {TODAY + timedelta(days=until)}"
    return f'[[ignore]]\nreason = "known to the desk"\n{condition}{end}'


@pytest.mark.parametrize(
    "condition",
    [
        'url = "^http://one"',
        'host = "one.example"',
        'document = "letter.*"\nurl = "/a$"',
        'verdict = "gone"\nhost = "one.example"',
        'code = "PC201"\nhost = "one.example"',
    ],
)
def test_a_rule_in_the_settings_leaves_a_finding_out(
    folder: Path, web: Web, condition: str
) -> None:
    configure(folder, web, rule(condition, until=30))
    done = check(folder)
    assert (done.code, gone(done)) == (1, {SECOND})
    assert "1 finding" in done.err
    document = done.document
    verdicts = {each["url"]: each["verdict"] for each in document["checks"]}
    assert verdicts[FIRST] == "gone", "the verdict stays in sight"


def test_when_everything_is_ignored_nothing_fails(folder: Path, web: Web) -> None:
    configure(folder, web, rule('verdict = "gone"'))
    done = check(folder)
    assert (done.code, gone(done)) == (0, set())


def test_an_ended_rule_is_told_and_not_obeyed(folder: Path, web: Web) -> None:
    configure(folder, web, rule('host = "one.example"', until=-1))
    done = check(folder)
    assert (done.code, gone(done)) == (1, {FIRST, SECOND})
    assert f"ended on {TODAY - timedelta(days=1)}" in done.err
    configure(folder, web, rule('host = "one.example"', until=0))
    assert gone(check(folder)) == {SECOND}, "the last day counts"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('[[ignore]]\nhost = "one.example"', "needs reason"),
        ('[[ignore]]\nreason = "because"', "would ignore everything"),
        ('[[ignore]]\nreason = "x"\nurl = "("', "ignore.url"),
        ('[[ignore]]\nreason = "x"\nhost = "a"\nuntil = "soon"', "a date"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(
    folder: Path, web: Web, rules: str, said: str
) -> None:
    configure(folder, web, rules)
    done = check(folder)
    assert done.code == 2
    assert said in done.err


def test_a_comment_in_markdown(folder: Path) -> None:
    (folder / "letter.md").write_text(
        f"Dear reader:\n\nSee <{FIRST}>. <!-- pincite: ignore PC201 -- mended soon -->\n\n"
        f"<!-- pincite: ignore PC201 until 2020-01-01 -- long over -->\nSee <{SECOND}>.\n"
    )
    done = check(folder)
    assert (done.code, gone(done)) == (1, {SECOND})
    assert "ended on 2020-01-01" in done.err


def test_a_comment_with_a_slip(folder: Path) -> None:
    (folder / "letter.md").write_text(
        f"Dear reader:\n\nSee <{FIRST}>. <!-- pincite: ignore PC20l -- mended soon -->\n\n"
        f"See <{SECOND}>. <!-- pincite: ignore PC201 until 2020-01-01 -- \x1b[31mred -->\n"
    )
    done = check(folder)
    assert (done.code, gone(done)) == (1, {FIRST, SECOND})
    assert "ended on 2020-01-01" in done.err
    assert "\x1b" not in done.err, "a letter's words do nothing to a terminal"
    told = "a comment is not obeyed, since it says PC20l: line 3 of letter.md is meant"
    assert told in done.err


def test_a_comment_in_html(folder: Path) -> None:
    (folder / "letter.html").write_text(
        "<!doctype html><title>Letter</title><p>Dear reader:</p>\n"
        f'<p>See <a href="{FIRST}">one</a>. <!-- pincite: ignore -- mended soon --></p>\n'
        f'<p>See <a href="{SECOND}">two</a>.</p>\n'
    )
    assert gone(check(folder, letter="letter.html")) == {SECOND}


def test_a_baseline_lets_only_new_breakage_fail(folder: Path) -> None:
    first = check(folder)
    assert first.code == 1
    (folder / "baseline.json").write_text(first.out)
    again = check(folder, "--baseline", "baseline.json")
    assert (again.code, gone(again)) == (0, {FIRST, SECOND}), "known, and still told"
    assert "known from the baseline" in again.err
    text = (folder / "letter.md").read_text()
    moved = text.replace("See <", "A line more.\n\nSee <", 1)
    (folder / "letter.md").write_text(moved)
    assert check(folder, "--baseline", "baseline.json").code == 0, "lines may move"
    (folder / "letter.md").write_text(f"{moved}\nSee <http://three.example/c>.\n")
    assert check(folder, "--baseline", "baseline.json").code == 1
