"""The comment on a pull request: bounded, escaped, calling nobody."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyromark import Markdown, Options

from results.model import DocumentReport, Finding, Severity
from results.over_time.changes import compare
from results.reports.harmless.markup import code_span, markdown
from results.reports.markdown import MOST

from .builders import CLEAN, EVERY_VERDICT, MemoryReport, report, with_findings
from .test_formats import RUN, written
from .test_html import HOSTILE, HOSTILE_URLS, hostile_letter

TAGS = re.compile(r"<(/?[a-zA-Z][^\s>/]*)")
OURS = {"h2", "h3", "p", "strong", "ul", "li", "code", "br", "blockquote"}


def rendered(text: str) -> str:
    options = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS
    return Markdown(options=options).html(text)


def elements(html: str) -> set[str]:
    return {tag.strip("/").lower() for tag in TAGS.findall(html)}


def finding(text: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("PC201", "link-gone", severity, text, text, 3, 1, text, text, text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_it_tells_counts_and_places() -> None:
    text = written("markdown")
    assert "**7 errors, 4 warnings, 10 notes** in 3 letters." in text
    assert "17 links: 5 alive, 8 dead, 4 could not be told." in text
    assert "- ❌ error **PC201** link-gone (note 2, line 42): " in text
    assert "`https://health.example/data/clinic-visits.pdf`" in text
    assert "<br>Suggestion: `https://orders.example/7`" in text
    assert "nothing to mend" in written("markdown", report(CLEAN))


def test_a_page_is_told_where_there_is_no_line() -> None:
    found = replace(finding("m"), line=None, column=None, page=12, note="4")
    assert "(note 4, page 12)" in written("markdown", with_findings(CLEAN, found))


def test_a_long_report_is_cut_between_findings_and_says_so() -> None:
    many = [
        Finding("PC201", "link-gone", Severity.ERROR, f"Number {n} 😀.", "p", n, 1, str(n), f"https://a.example/{n}")
        for n in range(3000)
    ]  # fmt: skip
    text = written("markdown", with_findings(CLEAN, *many))
    assert MOST - 1000 < units(text) <= MOST
    told = text.count("- ❌")
    assert f"{3000 - told:,} further lines have no room in a comment" in text
    assert text.endswith("the full report has all of them.\n")
    assert "`https://a.example/0`" in text


@given(text=st.text("😀a`<", min_size=1, max_size=8), size=st.integers(1, 9000))
@settings(max_examples=30, deadline=None)
def test_it_always_fits(text: str, size: int) -> None:
    long = (text * size)[:60_000]
    run = with_findings(CLEAN, *(finding(long) for _ in range(60)))
    assert units(written("markdown", run)) <= MOST


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        *HOSTILE_URLS,
        "![x](https://evil.example/x.png)",
        "[x](javascript:alert(1))",
        "<https://evil.example/>",
        "https://evil.example/ www.evil.example a@evil.example",
        "| a | b |\n|---|---|",
        "```\n# heading\n- [ ] task",
        "~~gone~~ **bold** _em_ &amp; &lt;",
        "`` ` ``",
        "1. list",
        "$x$ \\(y\\)",
    ],
)
def test_hostile_words_stay_words(text: str) -> None:
    run = with_findings(hostile_letter(text, text), finding(text))
    html = rendered(written("markdown", run))
    assert elements(html) <= OURS
    assert "href" not in re.sub(r"<code>.*?</code>", "", html, flags=re.S)


@given(text=st.text(max_size=60) | st.text("`<>[]()!*_~|#@&\\ \na1:/.", max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    run = with_findings(CLEAN, finding(text))
    assert elements(rendered(written("markdown", run))) <= OURS
    assert "\n" not in markdown(text) + code_span(text)


@pytest.mark.parametrize("text", ["@octocat", "see @org/team-a", "#12", "a@b.example", "gh#7"])
def test_nobody_is_called(text: str) -> None:
    escaped = rendered(markdown(text))
    assert re.search(r"[@#](?=\w)", re.sub(r"&#\d+;", "", escaped)) is None
    assert escaped.replace("\N{ZERO WIDTH SPACE}", "").strip() == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["`", "``a`", "a`", " a ", "", "a``b```c", "\\`"])
def test_code_spans_hold_any_backticks(text: str) -> None:
    html = rendered(f"x {code_span(text)} y")
    inner = re.search(r"<code>(.*)</code>", html)
    assert inner is not None
    assert inner[1].strip() == text.strip()


def test_changes_are_marked() -> None:
    now = report(EVERY_VERDICT).told[0]
    gone = Finding("PC101", "orphan-reference", Severity.ERROR, "Gone.", "p", note="99")
    changes = compare((*now.findings[1:], gone), now.findings)
    text = written("markdown", MemoryReport((DocumentReport(now.dossier, now.findings, changes),)))
    assert text.count("**new** ") == 1
    assert "- ✅ **mended** **PC101** orphan-reference (note 99): Gone" in text


def test_an_unfinished_run_says_so() -> None:
    run = replace(RUN.run, state="offline", finished_at=None)
    assert "unknown, not dead" in written("markdown", MemoryReport(RUN.told, run))
