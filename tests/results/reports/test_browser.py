"""The editor's page in a real browser: nothing hostile happens, filters work without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from results import ReportOptions

from .browser import Browser, Page, chromium
from .builders import CLEAN, EVERY_VERDICT, MemoryReport, dangling, report
from .page.test_chart import TRENDING
from .test_formats import RUN, written
from .test_html import HOSTILE, HOSTILE_URLS, hostile_letter

pytestmark = pytest.mark.skipif(chromium() is None, reason="chromium is not installed")

VISIBLE_NOTES = """[...document.querySelectorAll('.note')]
    .filter(note => note.checkVisibility()).map(note => note.querySelector('h3').textContent)"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


def opened(
    browser: Browser, folder: Path, run: MemoryReport = RUN, title: str | None = None
) -> Page:
    path = folder / "report.html"
    path.write_text(written("html", run, ReportOptions(title=title)), encoding="utf-8")
    return browser.open(path.as_uri())


def test_the_page_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path)
    assert page.requests() == [(tmp_path / "report.html").as_uri()]
    assert page.complaints() == []


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    letters = [
        hostile_letter(text, url)
        for text in HOSTILE
        for url in ("https://a.example/", *HOSTILE_URLS)
    ]
    page = opened(browser, tmp_path, report(*letters), title="".join(HOSTILE))
    assert page.requests() == [(tmp_path / "report.html").as_uri()]
    assert page.complaints() == []
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    elements = "img, svg, iframe, object, link, base, [onload], [onerror], [onmouseover]"
    assert page.evaluate(f"document.querySelectorAll({json.dumps(elements)}).length") == 0
    schemes = page.evaluate("[...new Set([...document.links].map(link => link.protocol))].sort()")
    assert schemes == ["file:", "https:"]
    assert page.evaluate("document.querySelectorAll('.note').length") == len(letters)
    assert page.evaluate("document.title") == page.evaluate(
        "document.querySelector('h1').textContent"
    )


def test_even_an_injected_script_would_not_run(browser: Browser, tmp_path: Path) -> None:
    """The policy is the second wall: markup that got in by a mistake of ours is dead."""
    path = tmp_path / "report.html"
    text = written("html", report(CLEAN))
    injected = "<script>document.title='run'</script><img src='https://evil.example/x'></main>"
    path.write_text(text.replace("</main>", injected), encoding="utf-8")
    page = browser.open(path.as_uri())
    assert page.evaluate("document.querySelectorAll('main script').length") == 1
    assert page.evaluate("document.title") != "run"
    assert page.blocked() == ["csp"]
    assert len(page.complaints()) == 2


@pytest.mark.parametrize(
    ("choice", "notes"),
    [
        ("gone", ["Note 2", "Note 3", "Note 15"]),
        ("soft_404", ["Note 4"]),
        ("moved", ["Note 6", "Note 7"]),
        ("unknown", ["Note 12"]),
        ("finding-error", ["Note 2", "Note 3", "Note 4", "Note 5", "Note 14"]),
        ("finding-warning", ["Note 4", "Note 10", "Note 11"]),
    ],
)
def test_filters_show_what_they_say(
    browser: Browser, tmp_path: Path, choice: str, notes: list[str]
) -> None:
    page = opened(browser, tmp_path, report(EVERY_VERDICT, CLEAN))
    assert len(page.evaluate(VISIBLE_NOTES)) == 16
    page.evaluate(f"document.getElementById('show-{choice}').click()")
    assert page.evaluate(VISIBLE_NOTES) == notes
    assert page.evaluate("document.querySelectorAll('.letter')[1].checkVisibility()") is False
    page.evaluate("document.getElementById('show-all').click()")
    assert len(page.evaluate(VISIBLE_NOTES)) == 16


def test_a_verdict_shows_only_its_links(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, report(EVERY_VERDICT))
    page.evaluate("document.getElementById('show-gone').click()")
    badges = """[...document.querySelectorAll('.link')].filter(link => link.checkVisibility())
        .map(link => link.querySelector('.badge').textContent.trim().split(' ').at(-1))"""
    assert page.evaluate(badges) == ["gone", "gone", "gone"]


def test_filters_work_from_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, report(EVERY_VERDICT))
    page.press("Tab", 9)
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.press("Tab", 9)
    assert page.evaluate("document.activeElement.id") == "find"
    page.press("Tab", 9)
    assert page.evaluate("document.activeElement.id") == "show-all"
    page.press("ArrowRight", 39)
    assert page.evaluate("document.querySelector(':checked').id") == "show-gone"
    assert page.evaluate(VISIBLE_NOTES) == ["Note 2", "Note 3", "Note 15"]
    outline = "getComputedStyle(document.activeElement.closest('label')).outlineStyle"
    assert page.evaluate(outline) == "solid"


@pytest.mark.parametrize("width", [320, 400, 1100])
def test_nothing_sticks_out(browser: Browser, tmp_path: Path, width: int) -> None:
    long = "https://long.example/" + "a" * 3_000 + "/" + "b-" * 500
    page = opened(browser, tmp_path, report(hostile_letter("W" * 2_000, long), EVERY_VERDICT))
    page.show(width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 375, 400, 1100])
def test_no_word_of_a_filter_is_cut(browser: Browser, tmp_path: Path, width: int) -> None:
    """ "unreachable" stands on one line, as the number above it does."""
    page = opened(
        browser, tmp_path, report(hostile_letter("W", "https://a.example/"), EVERY_VERDICT)
    )
    page.show(width)
    heights = page.evaluate(
        "[...document.querySelectorAll('.tile')].map(each => each.offsetHeight)"
    )
    assert len(heights) > 10
    assert len(set(heights)) == 1, heights


def test_search_shows_notes_with_every_word(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, report(EVERY_VERDICT, CLEAN))

    def search(words: str) -> list[str]:
        page.evaluate(
            f"(async () => {{ const field = document.getElementById('find');"
            f"field.value = {json.dumps(words)}; field.dispatchEvent(new Event('input'));"
            "await new Promise(done => setTimeout(done, 400)); })()"
        )
        found: list[str] = page.evaluate(VISIBLE_NOTES)
        return found

    assert search("CLINIC   visits") == ["Note 2"]
    assert page.evaluate("said.textContent") == "1 note found"
    assert page.evaluate("document.querySelectorAll('.letter')[1].checkVisibility()") is False
    assert search("nowhere to be found") == []
    assert search(".*") == []
    assert len(search("")) == 16
    assert page.evaluate("said.textContent") == ""
    page.evaluate("document.getElementById('show-gone').click()")
    assert search("court") == ["Note 3"], "filter and search together"


def test_a_button_copies_the_replacement(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, report(EVERY_VERDICT))
    button = "document.querySelector('.suggestion .copy')"
    assert page.evaluate(f"{button}.dataset.copy") == "https://www.agency.example/programs/secure"
    page.evaluate(
        f"(async () => {{ navigator.clipboard.writeText = async text => {{ window.got = text; }};"
        f"{button}.focus(); {button}.click();"
        "await new Promise(done => setTimeout(done, 50)); })()"
    )
    assert page.evaluate("window.got") == "https://www.agency.example/programs/secure"
    assert page.evaluate("said.textContent").startswith("Copied https://www.agency")
    assert page.evaluate(f"document.activeElement === {button}") is True


def test_without_scripts_there_is_nothing_that_does_not_work(
    browser: Browser, tmp_path: Path
) -> None:
    text = written("html", report(EVERY_VERDICT))
    path = tmp_path / "report.html"
    path.write_text(text.replace("sha256-", "sha256-AAAA"), encoding="utf-8")
    page = browser.open(path.as_uri())
    assert len(page.complaints()) == 1, "the policy stopped our own script, too"
    shown = "[...document.querySelectorAll('.copy, .search')].some(each => each.checkVisibility())"
    assert page.evaluate(shown) is False
    page.evaluate("document.getElementById('show-gone').click()")
    assert page.evaluate(VISIBLE_NOTES) == ["Note 2", "Note 3", "Note 15"]


@pytest.mark.parametrize("width", [320, 1100])
def test_drawings_keep_their_words_inside(browser: Browser, tmp_path: Path, width: int) -> None:
    page = opened(browser, tmp_path, TRENDING)
    page.show(width)
    outside = """[...document.querySelectorAll('svg')].flatMap(svg => {
        const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text, rect, circle, polyline')].filter(each => {
            const box = each.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1
                || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
        }).map(each => each.outerHTML);
    })"""
    assert page.evaluate("document.querySelectorAll('svg').length") == 3
    assert page.evaluate(outside) == []
    height = "document.querySelector('svg text').getBoundingClientRect().height"
    assert page.evaluate(height) >= 11, "still to be read"


CONTRAST = """(() => {
  const lum = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const numbers = color => color.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const one = lum(numbers(getComputedStyle(element).color)), other = lum(ground(element));
    const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
    if (ratio < 4.5) poor.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [...poor];
})()"""


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_that_of_wcag_aa(browser: Browser, tmp_path: Path, dark: bool) -> None:
    page = opened(browser, tmp_path)
    page.show(1100, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(24, 23, 21)") is dark
    assert page.evaluate(CONTRAST) == []


def test_it_prints_without_what_only_a_screen_needs(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path)
    page.show(1100, media="print")
    assert page.evaluate("document.querySelector('nav').checkVisibility()") is False
    assert page.evaluate("document.querySelector('.note').checkVisibility()") is True
    assert page.pdf().startswith(b"%PDF-")


def test_right_to_left_titles_stay_in_their_place(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, report(hostile_letter("עברית \u202e abc"), dangling()))
    direction = "getComputedStyle(document.querySelector('.letter h2 bdi')).unicodeBidi"
    assert page.evaluate(direction) == "isolate"
    assert "⟨U+202E⟩" in page.evaluate("document.querySelector('.letter h2').textContent")
