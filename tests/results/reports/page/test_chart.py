"""The drawings: true to their numbers, with words for whoever does not see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from results.over_time.trends import Moment, Share, Trends
from results.reports.page.chart import Trending, charts

from ..builders import CLEAN, EVERY_VERDICT, MemoryReport, report
from ..test_formats import written
from ..test_html import HOSTILE, SCRIPT

DAY = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class TrendingReport(MemoryReport):
    told_trends: Trends = field(default_factory=lambda: Trends((), (), ()))

    def trends(self) -> Trends:
        return self.told_trends


def trending(trends: Trends) -> TrendingReport:
    memory = report(EVERY_VERDICT, CLEAN)
    return TrendingReport(memory.told, memory.run, trends)


def moment(day: int, alive: int, judged: int = 200) -> Moment:
    return Moment(day, DAY + timedelta(days=day), judged, alive)


TRENDING = trending(
    Trends(
        (moment(0, 200), moment(1, 150), moment(4, 180)),
        (Share("under 1 year", 40, 39, 1), Share("over 10 years", 15, 6, 9)),
        (
            Share("courts.example", 9, 1, 8),
            Share("a-very-long-name-of-an-agency-of-the-state.gov.example", 3, 0, 3),
        ),
    )
)


def soup(run: MemoryReport) -> BeautifulSoup:
    return BeautifulSoup(written("html", run), "html.parser")


def test_the_line_is_true_to_its_shares() -> None:
    line, _ = charts(TRENDING)
    assert line is not None
    first, second, third = line.dots
    assert second.x - first.x == pytest.approx((third.x - first.x) / 4, abs=0.1), "a day of four"
    top, bottom = 16, 160
    assert first.y == top, "all live"
    assert second.y == pytest.approx(bottom - 0.75 * (bottom - top), abs=0.1)
    assert line.sentence == (
        "Share of links that live, over 3 runs: 100% on 5 Jan 2026, 90% on 9 Jan 2026; "
        "the lowest was 75% on 6 Jan 2026."
    )
    assert line.rows[1] == ("1", "6 Jan 2026", "200", "150", "75%")


def test_bars_are_true_to_their_shares() -> None:
    _, (ages, hosts) = charts(TRENDING)
    assert [bar.dead for bar in ages.bars] == [16.0, 384.0]
    assert all(bar.dead + bar.rest == 640 for bar in (*ages.bars, *hosts.bars))
    assert ages.bars[1].words == "60% (9 of 15)"
    assert hosts.bars[1].name.endswith("…")
    assert hosts.rows[1][0] == "a-very-long-name-of-an-agency-of-the-state.gov.example"


@pytest.mark.parametrize(
    ("alive", "words"), [(999, "over 99%"), (1, "under 1%"), (0, "0%"), (1000, "100%")]
)
def test_nothing_is_rounded_to_all_or_none(alive: int, words: str) -> None:
    line, _ = charts(trending(Trends((moment(0, 500, 1000), moment(1, alive, 1000)), (), ())))
    assert line is not None
    assert line.value == words


def test_one_run_is_no_line_and_no_numbers_are_no_section() -> None:
    assert charts(trending(Trends((moment(0, 1),), (), ()))) == (None, ())
    assert charts(report(CLEAN)) == (None, ()), "a report that knows no trends"
    assert isinstance(TRENDING, Trending)
    assert soup(trending(Trends((), (), ()))).find(id="trends") is None


def test_runs_at_one_moment_do_not_divide_by_nothing() -> None:
    line, _ = charts(trending(Trends((moment(0, 1), moment(0, 2)), (), ())))
    assert line is not None
    assert line.dots[0].x == line.dots[1].x


def test_every_drawing_has_its_words_and_figures() -> None:
    page = soup(TRENDING)
    drawings = page.find_all("svg")
    assert len(drawings) == 3
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert len(str(drawing["aria-label"])) > 20
        figure = drawing.find_parent("figure")
        assert figure is not None
        assert figure.find("figcaption")
        table = figure.find("table")
        assert table is not None
        assert table.find_all("th", scope="col")
        assert table.find_all("th", scope="row")
    assert page.find("a", href="#trends")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_hosts_stay_words(text: str) -> None:
    page = soup(trending(Trends((), (), (Share(text, 2, 1, 1),))))
    assert [str(script.string) for script in page.find_all("script")] == [SCRIPT]
    assert {tag.name for tag in page.select("svg *")} == {"text", "rect"}
    assert not page.find_all(["img", "b-"])
