"""The editor's page before the judges of pages: axe for people who cannot see it well, and the Nu
HTML checker for browsers. Both come from npm (tools/package.json); `.ci/run` installs them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from results import ReportOptions

from .browser import Browser, Page, chromium
from .builders import MemoryReport, report
from .page.test_chart import TRENDING
from .test_formats import RUN, written
from .test_html import HOSTILE, HOSTILE_URLS, hostile_letter

TOOLS = Path(__file__).parent / "tools" / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
INSTALL = "`npm install` in tests/results/reports/tools brings it"

HOSTILE_RUN = report(
    *(
        hostile_letter(text, url)
        for text in HOSTILE
        for url in ("https://a.example/", *HOSTILE_URLS)
    )
)
RUNS = {"every verdict": RUN, "trends": TRENDING, "hostile": HOSTILE_RUN, "no letters": report()}

SERIOUS = """axe.run().then(found => JSON.stringify(found.violations
    .filter(each => ['serious', 'critical'].includes(each.impact))
    .map(each => [each.id, each.nodes.map(node => node.html.slice(0, 200))])))"""

LAID_OUT = """{
  const style = document.createElement('style');
  style.textContent = '.letter, .note { content-visibility: visible !important }';
  document.head.append(style);
}"""
"""What the browser has not laid out has no place yet, and axe takes it to cover other text."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


def judged(page: Page) -> Any:
    page.evaluate(LAID_OUT)
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    return json.loads(page.evaluate(SERIOUS))


@pytest.mark.skipif(chromium() is None, reason="chromium is not installed")
@pytest.mark.skipif(not AXE.exists(), reason=f"axe-core is not installed: {INSTALL}")
class TestAxe:
    @pytest.mark.parametrize("name", RUNS)
    def test_it_finds_nothing_serious(self, browser: Browser, tmp_path: Path, name: str) -> None:
        path = tmp_path / "report.html"
        path.write_text(written("html", RUNS[name], ReportOptions()), encoding="utf-8")
        page = browser.open(path.as_uri())
        for dark in (False, True):
            for width in (1200, 400):
                page.show(width, dark=dark)
                assert judged(page) == [], f"dark {dark}, {width} px wide"

    def test_it_would_find_something(self, browser: Browser, tmp_path: Path) -> None:
        path = tmp_path / "report.html"
        text = written("html", RUN, ReportOptions())
        path.write_text(text.replace("--quiet: #5d5850", "--quiet: #ddd"), encoding="utf-8")
        found = judged(browser.open(path.as_uri()))
        assert [name for name, _ in found] == ["color-contrast"]


@pytest.mark.skipif(shutil.which("java") is None, reason="java is not installed")
@pytest.mark.skipif(not NU.exists(), reason=f"the Nu HTML checker is not installed: {INSTALL}")
class TestNu:
    def complaints(self, folder: Path, *runs: MemoryReport) -> list[str]:
        paths = []
        for number, run in enumerate(runs):
            path = folder / f"report-{number}.html"
            path.write_text(written("html", run, ReportOptions()), encoding="utf-8")
            paths.append(str(path))
        done = subprocess.run(
            ["java", "-jar", str(NU), "--format", "json", "--exit-zero-always", *paths],
            capture_output=True,
            check=True,
            timeout=100,
        )
        return [
            f"{each['url'].rpartition('/')[2]}: {each['message']}"
            for each in json.loads(done.stderr)["messages"]
            if each["type"] == "error"
        ]

    def test_it_finds_no_error(self, tmp_path: Path) -> None:
        assert "\n".join(self.complaints(tmp_path, *RUNS.values())) == ""
