"""The editor's page, read as markup: what stands in it, and what cannot get into it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import ArchiveOutcome, Verdict
from results import FINDINGS, REPORTS, ReportOptions
from results.model import Dossier, Finding, Severity
from results.reports.harmless.visible import visible
from results.wording import VERDICTS

from .builders import CLEAN, EVERY_VERDICT, Cited, dangling, letter, report, with_findings
from .test_formats import RUN, written

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title></style></head><body onload=alert(1)>",
    "<!--",
    "]]>",
    "&lt;script&gt;&#x3c;b>",
    "{{ 7 * 7 }}{% raw %}",
    "\x00\x0b\x1b[31m",
    "\u202e\u2066moc.elgoog",
    "`${alert(1)}`",
)
HOSTILE_URLS = (
    "javascript:alert(1)",
    "jav\tascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/'><script>alert(1)</script>",
    "https://a.example/\u202egnp.exe",
    "vbscript:x",
)
SCRIPT = (resources.files("results.reports") / "page" / "page.js").read_text(encoding="utf-8")
ELEMENTS = set(
    """
    html head meta title style body a header p h1 form fieldset legend h2 div label input b main
    section article h3 blockquote bdi mark details summary dl dt dd ul li span time ol nav footer
    script button
    """.split()  # noqa: SIM905 - a list of words reads as words
)
ATTRIBUTES = set(
    """
    lang charset http-equiv content name class href id type checked rel aria-labelledby
    aria-hidden aria-label datetime role autocomplete spellcheck aria-describedby data-copy
    """.split()  # noqa: SIM905
)


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def page(*dossiers: Dossier) -> BeautifulSoup:
    return soup(written("html", report(*dossiers)))


def hostile_letter(text: str, url: str = "https://a.example/") -> Dossier:
    source = Cited(
        f"{text} clause {text}", "clause", text, url, Verdict.MOVED, "moved-permanently", text,
        200, url, text, "2018", ArchiveOutcome.FOUND, "2018-03-04",
    )  # fmt: skip
    dossier = letter(text, text, [source])
    (note,) = dossier.document.notes
    document = replace(dossier.document, notes=(replace(note, label=text),))
    return replace(dossier, document=document)


def assert_harmless(text: str) -> None:
    """No element, attribute or address but those that the template writes."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    parsed = soup(text)
    for tag in parsed.find_all(True):
        assert tag.name in ELEMENTS, tag
        assert set(tag.attrs) <= ATTRIBUTES | {"style"}, tag
        assert re.fullmatch(r"--notes: \d+", str(tag.get("style", "--notes: 1"))), tag
        href = tag.get("href")
        assert href is None or str(href).startswith(("http://", "https://", "#")), tag
    assert len(parsed.find_all("style")) == 1
    (script,) = parsed.find_all("script")
    assert script.attrs == {}
    assert script.string == SCRIPT
    assert len(parsed.find_all("title")) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    run = report(hostile_letter(text))
    finding = Finding("PC101", text, Severity.ERROR, text, text, 1, 1, text, text, text)
    for each in (run, with_findings(hostile_letter(text), finding)):
        assert_harmless(written("html", each, ReportOptions(title=text)))


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_hostile_urls_are_no_links(url: str) -> None:
    finding = Finding("PC205", "s", Severity.NOTE, "It moved.", "p", suggestion=url)
    text = written("html", with_findings(hostile_letter("words", url), finding))
    assert_harmless(text)
    shown = soup(text).select(".link .head")[0]
    if url.startswith("https:") and "\u202e" not in url:
        (link,) = shown.find_all("a")
        assert link["href"] == re.sub(r'["<>]', lambda mark: f"%{ord(mark[0]):02X}", url)
        assert link.get_text() == url
    else:
        assert shown.find("a") is None
        assert shown.get_text().endswith(f"moved {visible(url)}")


@given(text=st.text(max_size=80) | st.text("<>\"'&/{}%-!x\x00\u202e", max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_harmless(text: str) -> None:
    assert_harmless(written("html", report(hostile_letter(text, text)), ReportOptions(title=text)))


def test_nothing_is_fetched() -> None:
    text = written("html")
    parsed = soup(text)
    assert len(parsed.find_all("script")) == 1
    assert not parsed.find_all(["link", "img", "iframe", "object", "embed", "base"])
    assert not parsed.find_all(src=True)
    assert "url(" not in text
    assert "@import" not in text
    policy = parsed.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert policy["content"] == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_script_asks_nobody_and_makes_no_markup() -> None:
    assert SCRIPT.isascii(), "its digest is the same in every encoding"
    for word in ("fetch", "XMLHttp", "import", "innerHTML", "eval", "Function", "</", "http"):
        assert word not in SCRIPT


def test_links_leave_without_a_trace() -> None:
    outward = [tag for tag in page(EVERY_VERDICT).find_all("a") if "://" in str(tag["href"])]
    assert outward
    for tag in outward:
        assert tag["rel"] == ["noreferrer"]


def test_ids_are_unique_and_every_anchor_has_its_place() -> None:
    parsed = soup(written("html"))
    ids = [str(tag["id"]) for tag in parsed.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for tag in parsed.find_all("a", href=re.compile("^#")):
        assert str(tag["href"])[1:] in ids
    for tag in parsed.find_all(attrs={"aria-labelledby": True}):
        assert str(tag["aria-labelledby"]) in ids


def test_landmarks_and_headings() -> None:
    parsed = soup(written("html"))
    for landmark in ("header", "nav", "main", "footer"):
        assert parsed.find(landmark)
    assert len(parsed.find_all("h1")) == 1
    levels = [int(tag.name[1]) for tag in parsed.find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert parsed.find("html", lang="en")
    assert parsed.find("legend")
    for tag in parsed.find_all("input"):
        assert tag.parent is not None
        assert tag.parent.name == "label"


def test_counts_are_the_run_s() -> None:
    tiles = {
        tag.get_text(" ", strip=True).partition(" ")[2]: tag.get_text(" ", strip=True).split()[0]
        for tag in soup(written("html")).select("label.tile")
    }
    assert tiles["everything"] == "17"
    for verdict, count in RUN.verdicts().items():
        assert tiles[VERDICTS[verdict].word] == str(count)
    assert (tiles["errors"], tiles["warnings"], tiles["notes"]) == ("7", "4", "10")


def test_a_note_tells_all_that_is_known() -> None:
    note = page(EVERY_VERDICT).select(".note")[3]
    text = " ".join(note.get_text(" ", strip=True).split())
    for words in (
        "Note 4",
        "line 44",
        "Papers reported it.",
        "Daily Example (Jan. 5, 2020)",
        "soft 404",
        "The page says that it was not found, although the server reports success.",
        "title: “Page not found”",
        "Page not found – Daily Example",
        "15 Jan 2026, 12:30 UTC",
        "(1 Sep 2023, wayback, 3.7 years from the cited date, not opened yet)",
        "error PC203",
        "warning PC304",
    ):
        assert words in text
    assert note.select_one("mark") is not None
    assert note.select_one("mark").get_text() == "Papers reported it."  # type: ignore[union-attr]
    hrefs = [tag["href"] for tag in note.select(".links a")]
    assert "https://daily.example/2020/01/05/council" in hrefs
    assert any(str(href).startswith("https://web.archive.org/web/2023") for href in hrefs)


def test_the_clause_is_marked_inside_its_sentence() -> None:
    sentence = page(EVERY_VERDICT).select(".sentence")[1]
    assert sentence.get_text() == (
        "Cities are safer when people trust the police,¹ and fewer people avoid the clinic.²"
    )
    marked = sentence.find("mark")
    assert marked is not None
    assert marked.get_text() == "and fewer people avoid the clinic."


def test_a_sentence_as_long_as_its_file_is_shortened() -> None:
    source = Cited("word " * 100_000 + "the clause." + " word" * 100_000, "the clause.", "N,", "x")
    text = written("html", report(letter("a.txt", "A", [source])))
    assert len(text) < 60_000
    assert "<mark>the clause.</mark>" in text


def test_hops_are_told_in_order() -> None:
    moved = page(EVERY_VERDICT).select(".note")[5]
    assert [tag.get_text() for tag in moved.select(".hops li")] == [
        "301http://agency.example/secure",
        "200https://www.agency.example/programs/secure",
    ]


def test_findings_are_explained_at_the_end() -> None:
    parsed = soup(written("html"))
    explained = [str(tag["id"]) for tag in parsed.select("footer h3")]
    told = {finding.code for each in RUN.told for finding in each.findings}
    assert explained == sorted(told)
    assert "How to mend:" in parsed.select_one("footer").get_text()  # type: ignore[union-attr]
    assert set(explained) <= set(FINDINGS)


def test_findings_of_the_letter_stand_under_its_title() -> None:
    found = page(dangling()).select_one(".letter > .findings")
    assert found is not None
    assert "line 3: The text refers to note 9" in " ".join(found.get_text(" ").split())


def test_one_letter_needs_no_list_of_letters() -> None:
    assert page(CLEAN).find("nav") is None
    assert len(page(CLEAN, EVERY_VERDICT).select("nav li")) == 2


def test_options_are_shown() -> None:
    options = ReportOptions(title="July audit", generated_at=datetime(2026, 2, 3, 4, 5, tzinfo=UTC))
    text = written("html", options=options)
    assert "<title>July audit</title>" in text
    assert "Written 3 Feb 2026, 04:05 UTC." in text


def test_no_letters() -> None:
    assert "No letters were read." in written("html", report())
    assert "No links were found to check." in written("html", report())


def test_written_as_utf8_and_as_ascii_it_reads_the_same() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="cp1252", newline="\n")
    REPORTS["html"].write(RUN, out, ReportOptions())
    out.flush()
    assert soup(raw.getvalue().decode("ascii")).get_text() == soup(written("html")).get_text()
