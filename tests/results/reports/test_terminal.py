"""The report on a terminal and in a pipe."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Verdict
from results import EXTRACTS, ReportOptions
from results.reports.screen import Screen, cell_width, fitted
from results.wording import VERDICTS

from .builders import CLEAN, EVERY_VERDICT, Cited, dangling, letter, report
from .test_formats import RUN, written

LONG = "https://long.example/" + "very-long-path/" * 40 + "end"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_plain_output_is_plain() -> None:
    text = written("terminal")
    assert "\x1b" not in text
    assert not re.search("[\u2500-\u259f]", text), "no boxes"
    assert all(line == line.rstrip() for line in lines(text))


def test_colour_only_adds_colour() -> None:
    wide = ReportOptions(width=10_000, color=True)
    coloured = written("terminal", options=wide)
    assert "\x1b[1;31m" in coloured
    assert ESCAPES.sub("", coloured) == written("terminal")


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"])
def test_the_environment_changes_nothing(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    options = [ReportOptions(), ReportOptions(width=60, color=True)]
    before = [written("terminal", options=each) for each in options]
    monkeypatch.setenv(variable, {"TERM": "dumb", "COLUMNS": "20"}.get(variable, "1"))
    assert [written("terminal", options=each) for each in options] == before


@pytest.mark.parametrize("width", [30, 50, 80, 120])
def test_prose_is_folded_and_urls_are_whole(width: int) -> None:
    text = written("terminal", options=ReportOptions(width=width))
    for told in RUN.told:
        for _, link in told.dossier.document.all_links():
            assert link.url in text
    for line in lines(text):
        # Only a line with a word that cannot be folded is longer, or one in the narrowest rest.
        longest = max((cell_width(word) for word in line.split()), default=0)
        assert cell_width(line) <= max(width, 24 + 8) or longest > 24 - 8, line


def test_a_very_long_url_is_never_cut() -> None:
    run = report(letter("a.txt", "A", [Cited("S.¹", "S.", "N,", LONG, Verdict.GONE, "not-found")]))
    for options in (ReportOptions(), ReportOptions(width=40, color=True)):
        assert LONG in written("terminal", run, options)


def test_every_verdict_has_glyph_word_and_reason() -> None:
    text = written("terminal", report(EVERY_VERDICT))
    for verdict, words in VERDICTS.items():
        assert f"{words.glyph} {words.word}" in text, verdict
    assert "The server says that the page does not exist (404)." in text
    assert "evidence: cf-mitigated: challenge" in text
    assert "archive copy: wayback could not be asked." in text
    assert "(2023-09-01, wayback, not opened yet)" in text
    assert "supports: and fewer people avoid the clinic." in text


def test_a_reason_is_not_told_twice() -> None:
    text = written("terminal", report(EVERY_VERDICT))
    assert text.count("The server says that the page does not exist (404).") == 1
    assert "error PC201 link-gone\n" in text


def test_counts_stand_at_the_end() -> None:
    *_, links, findings, hint = lines(written("terminal"))
    assert links.startswith("3 letters, 17 links: 3 gone, 1 soft 404, 1 parked, 1 invalid,")
    assert findings == "21 findings: 7 errors, 4 warnings, 10 notes"
    assert "pincite explain CODE" in hint
    assert lines(written("terminal", report(CLEAN)))[-1] == "0 findings"


def test_a_letter_without_a_title_has_its_date() -> None:
    document = replace(CLEAN.document, title=None)
    assert "\n(2021-07-22)\n" in written("terminal", report(replace(CLEAN, document=document)))


def test_findings_of_the_letter_tell_their_line() -> None:
    text = written("terminal", report(dangling()))
    assert "  line 3: error PC101 orphan-reference: The text refers to note 9" in text


def test_a_link_that_was_not_asked_takes_one_line() -> None:
    unasked = [Cited("S.¹", "S.", "N,", f"https://a.example/{n}", asked=False) for n in range(3)]
    stopped = replace(RUN.run, state="interrupted")
    text = written("terminal", report(letter("a.txt", "A", unasked), run=stopped))
    assert "    ? unknown      https://a.example/2\n" in text
    assert text.count("\n") == 3 + 2 * 3 + 4


def test_what_a_run_was_not_about_takes_one_line_for_all() -> None:
    asked = Cited("S.¹", "S.", "N,", "https://a.example/changed")
    unasked = [Cited("S.¹", "S.", "N,", f"https://a.example/{n}", asked=False) for n in range(3)]
    text = written("terminal", report(letter("a.txt", "A", [*unasked, asked])))
    assert "https://a.example/changed\n" in text
    assert "https://a.example/2" not in text
    assert "  3 links not asked: nothing changed (--changed-since)\n" in text


def test_escape_sequences_do_not_reach_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]8;;http://evil.example\x07\x9b31m\u202etxt.exe\r\nnew line"
    source = Cited(
        hostile, hostile, hostile, "https://a.example/", Verdict.GONE, "not-found", hostile,
        404, None, hostile,
    )  # fmt: skip
    run = report(letter(f"{hostile}.txt", hostile, [source]))
    for options in (ReportOptions(), ReportOptions(width=60, color=True)):
        text = ESCAPES.sub("", written("terminal", run, options))
        assert "\x1b" not in text
        assert "\x9b" not in text
        assert "\u202e" not in text
        assert "\r" not in text
        assert "\\x1b" in text


def test_ascii_terminals_get_ascii_glyphs() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    screen = Screen(out, ReportOptions())
    assert not screen.knows_unicode
    screen.say(0, "“curly”")
    screen.flush()
    out.flush()
    assert raw.getvalue() == b"\\u201ccurly\\u201d\n"


@pytest.mark.parametrize(("text", "width"), [("漢字", 4), ("e\u0301", 1), ("abc", 3), ("😀", 2)])
def test_wide_characters_are_counted_as_wide(text: str, width: int) -> None:
    assert cell_width(text) == width


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40), st.integers(2, 30))
@settings(max_examples=100, deadline=None)
def test_fitted_fits(text: str, width: int) -> None:
    assert cell_width(fitted(text, width)) == width


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=5))
@settings(max_examples=50, deadline=None)
def test_folding_loses_no_word(pieces: list[str]) -> None:
    def said(width: int | None) -> str:
        out = io.StringIO()
        screen = Screen(out, ReportOptions(width=width))
        screen.say(4, *pieces, hang=2)
        screen.flush()
        return out.getvalue()

    assert said(30).split() == said(None).split()


class TestTable:
    def table(self, width: int | None = None) -> str:
        out = io.StringIO()
        told = report(EVERY_VERDICT, dangling()).documents()
        EXTRACTS["table"](told, out, ReportOptions(width=width))
        return out.getvalue()

    def test_a_row_per_citation_with_whole_urls(self) -> None:
        text = self.table()
        head, titles, first, *_ = lines(text)
        assert head == "letters/coalition.txt  text, 15 notes, 15 citations, 16 links"
        assert titles.split() == ["note", "line", "form", "cites", "url"]
        assert first.startswith("   1    41  full  City Council, Ortiz, Ana Ortiz, Trust and")
        assert first.endswith("https://city.example/reports/trust-and-reporting")
        assert all(line == line.rstrip() for line in lines(text))

    def test_columns_are_aligned(self) -> None:
        rows = [line for line in lines(self.table()) if "  full  " in line]
        assert (
            len({row.index("https:") if "https:" in row else row.index("http:") for row in rows})
            == 2
        )

    def test_on_a_terminal_each_url_has_its_line(self) -> None:
        for width in (40, 80):
            text = self.table(width)
            assert "\n" + " " * 18 + "https://city.example/reports/trust-and-reporting\n" in text
            cited = [line for line in lines(text) if "  full  " in line]
            assert all(cell_width(line) <= max(width, 40) for line in cited)

    def test_findings_of_the_notes_follow(self) -> None:
        assert "  line 3: error PC101 orphan-reference" in self.table()

    def test_a_letter_without_citations_has_no_table(self) -> None:
        document = replace(CLEAN.document, notes=(), references=())
        out = io.StringIO()
        told = report(replace(CLEAN, document=document)).documents()
        EXTRACTS["table"](told, out, ReportOptions())
        assert out.getvalue() == "letters/clean.txt  text, 0 notes, 0 citations, 0 links\n"
