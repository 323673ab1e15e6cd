"""Ignore rules and comments; the baseline."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations import read
from pincite.baseline import known_in, load_baseline
from pincite.errors import UsageError
from pincite.ignores import CommentRule, IgnoreRule, inline_rules, sift
from results.model import Dossier, Finding, Severity

TODAY = date(2026, 11, 22)
DOSSIER = Dossier(read(b"Dear reader, nothing to see.\n", "letters/a.md"))


def finding(url: str = "https://www.example.org/a/b?c", line: int | None = 7) -> Finding:
    return Finding(
        "PC201", "link-gone", Severity.ERROR, "gone", "letters/a.md", line, note="3", url=url
    )


def is_ignored(rule: IgnoreRule, found: Finding | None = None) -> bool:
    return bool(sift([found or finding()], DOSSIER, [rule], TODAY).ignored)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (IgnoreRule("r", code="PC201"), True),
        (IgnoreRule("r", code="pc2xx"), True),
        (IgnoreRule("r", code="PC202"), False),
        (IgnoreRule("r", host="example.org"), True),
        (IgnoreRule("r", host="*.example.org"), True),
        (IgnoreRule("r", host="ample.org"), False),
        (IgnoreRule("r", url=r"/a/.*\?c$"), True),
        (IgnoreRule("r", url="^http://"), False),
        (IgnoreRule("r", document="letters/*.md"), True),
        (IgnoreRule("r", document="a.md"), True),
        (IgnoreRule("r", document="*.txt"), False),
        (CommentRule("r", line=7), True),
        (CommentRule("r", line=8), False),
        (IgnoreRule("r", verdict="gone"), False),
        (IgnoreRule("r", code="PC201", host="other.example"), False),
        (IgnoreRule("r", code="PC201", until=TODAY), True),
        (IgnoreRule("r", code="PC201", until=date(2026, 11, 21)), False),
    ],
)
def test_all_conditions_of_a_rule_must_hold(rule: IgnoreRule, expected: bool) -> None:
    assert is_ignored(rule) is expected


def test_a_rule_without_conditions_is_known_for_one() -> None:
    assert IgnoreRule("everything", until=TODAY).is_empty()


def test_a_finding_without_a_link_matches_no_host() -> None:
    without = Finding("PC101", "orphan", Severity.ERROR, "m", "letters/a.md")
    assert not is_ignored(IgnoreRule("r", host="example.org"), without)
    assert is_ignored(IgnoreRule("r", code="PC1xx"), without)


def test_comments_mean_their_own_line_or_the_next() -> None:
    text = (
        "See http://a.example <!-- pincite: ignore PC201 -- moved soon -->\n"
        "\n"
        "<!-- pincite: ignore PC2xx PC301 until 2027-01-31 -- the city -->\n"
        "See http://b.example\n"
        "<!-- pincite: ignore -->\n"
        "<!-- another comment -->\n"
    )
    assert inline_rules(text, "./a.md") == (
        CommentRule("moved soon", None, "PC201", document="a.md", line=1),
        CommentRule("the city", date(2027, 1, 31), "PC2xx", document="a.md", line=4),
        CommentRule("the city", date(2027, 1, 31), "PC301", document="a.md", line=4),
        CommentRule("a comment in the letter", None, None, document="a.md", line=6),
    )


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("PC20l", "PC20l"),
        ("PC201 PC999", "PC999"),
        ("pc2", "pc2"),
        ("PC201 until 2027-02-30", "2027-02-30"),
        ("PC201 until 31.1.2027", "31.1.2027"),
        ("PC201 until 20270131", "20270131"),
        ("until 2027", "2027"),
        ("pc201, PC3XX until 2027-01-31.", None),
        ("PC201 until they answer", None),
        ("the PC in the library", None),
    ],
)
def test_a_comment_with_a_slip_is_not_obeyed(words: str, slip: str | None) -> None:
    rules = inline_rules(
        f"<!-- pincite: ignore {words} -- why --> http://a.example\n", "letters/a.md"
    )
    assert {rule.slip for rule in rules} == {slip}
    assert any(is_ignored(rule, finding(line=1)) for rule in rules) is (slip is None)


@given(st.text(alphabet="<!->pincite: ignoreuntil PC201-\n0179") | st.text())
def test_no_comment_breaks_the_reading(text: str) -> None:
    for rule in inline_rules(f"<!-- pincite: ignore {text} -->{text}", "a.md"):
        assert not rule.is_empty()


def test_a_baseline_knows_findings_though_their_lines_moved(tmp_path: Path) -> None:
    report = tmp_path / "old.json"
    known = {
        "code": "PC201",
        "path": "./letters/a.md",
        "note": "3",
        "url": finding().url,
        "line": 1,
    }
    report.write_text(json.dumps({"documents": [{"findings": [known]}]}))
    baseline = load_baseline(str(report))
    assert known_in(baseline, [finding(line=99)]) == 1
    assert known_in(baseline, [finding(url="https://example.org/other")]) == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"documents": 3}', "[" * 100_000, "\x00"])
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    (tmp_path / "old.json").write_text(text)
    with pytest.raises(UsageError, match="no JSON report"):
        load_baseline(str(tmp_path / "old.json"))
    with pytest.raises(UsageError, match="cannot be read"):
        load_baseline(str(tmp_path / "nowhere.json"))
