"""The trends as drawings: places and words for the page's template, which makes the SVG.

Rules kept here:
- Numbers and plain text only; the template escapes every word.
- Nothing is told by colour or length alone: each drawing has its sentence, and its figures stand
  beside it as a table.
- The scale of a share is always 0 to 100 %: a drop looks as large as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from ...model import Report
from ...over_time.trends import Moment, Share, Trends
from ...wording import counted
from ..harmless.visible import clipped

WIDTH = 640
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 78, 16, 160
"""The frame of the line, in SVG units; its margins hold words in the size of small screens."""
_ROW = 48
"""Height of a bar with its words above it."""
_NAME = 26
"""Characters of a host's name beside its bar; the table has all of them."""


@runtime_checkable
class Trending(Protocol):
    """A report that knows more than its own run."""

    def trends(self) -> Trends:
        """How the links fared until this run."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One run on the line."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A share over time."""

    title: str
    sentence: str
    points: str
    """For `polyline`."""
    dots: tuple[Dot, ...]
    first: str
    last: str
    """The days at both ends."""
    value: str
    """The newest share."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind of link."""

    y: int
    name: str
    dead: float
    """Width of the dead part."""
    rest: float
    """Width of the others, which begins where the dead part ends."""
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares side by side."""

    title: str
    sentence: str
    height: int
    bars: tuple[Bar, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts(report: Report) -> tuple[Line | None, tuple[Bars, ...]]:
    """What there is to draw for a report."""
    if not isinstance(report, Trending):
        return None, ()
    told = report.trends()
    line = _line(told.over_time) if len(told.over_time) > 1 else None
    bars = []
    if told.by_age:
        bars.append(_bars("Dead links by age of the citation", "Age", told.by_age))
    if told.by_host:
        bars.append(_bars("Hosts with the most dead links", "Host", told.by_host))
    return line, tuple(bars)


def _line(moments: Sequence[Moment]) -> Line:
    start, end = moments[0].at, moments[-1].at
    length = (end - start).total_seconds() or 1.0
    dots = tuple(_dot(each, (each.at - start).total_seconds() / length) for each in moments)
    low = min(moments, key=lambda each: each.share)
    sentence = (
        f"Share of links that live, over {counted(len(moments), 'run')}: "
        f"{_percent(moments[0].share)} on {_day(start)}, {_percent(moments[-1].share)} on "
        f"{_day(end)}; the lowest was {_percent(low.share)} on {_day(low.at)}."
    )
    return Line(
        title="Living links over time",
        sentence=sentence,
        points=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        dots=dots,
        first=_day(start),
        last=_day(end),
        value=_percent(moments[-1].share),
        head=("Run", "Day", "Links judged", "Alive", "Share"),
        rows=tuple(
            (f"{m.run}", _day(m.at), f"{m.judged:,}", f"{m.alive:,}", _percent(m.share))
            for m in moments
        ),
    )


def _dot(moment: Moment, along: float) -> Dot:
    x = _LEFT + along * (WIDTH - _LEFT - _RIGHT)
    y = _BOTTOM - moment.share * (_BOTTOM - _TOP)
    words = f"{_day(moment.at)}: {_percent(moment.share)}, {moment.alive:,} of {moment.judged:,}"
    return Dot(round(x, 1), round(y, 1), words)


def _bars(title: str, what: str, shares: Iterable[Share]) -> Bars:
    told = tuple(shares)
    rows = tuple(
        (s.name, f"{s.judged:,}", f"{s.alive:,}", f"{s.dead:,}", _percent(_dead(s))) for s in told
    )
    parts = [f"{s.name} {s.dead:,} of {s.judged:,}" for s in told[:5]]
    return Bars(
        title=title,
        sentence=f"{title}: {'; '.join(parts)}.",
        height=_ROW * len(told),
        bars=tuple(_bar(place, each) for place, each in enumerate(told)),
        head=(what, "Links judged", "Alive", "Dead", "Share dead"),
        rows=rows,
    )


def _bar(place: int, share: Share) -> Bar:
    dead = round(WIDTH * _dead(share), 1)
    words = f"{_percent(_dead(share))} ({share.dead:,} of {share.judged:,})"
    return Bar(place * _ROW, clipped(share.name, _NAME), dead, round(WIDTH - dead, 1), words)


def _dead(share: Share) -> float:
    return share.dead / share.judged if share.judged else 0.0


def _percent(share: float) -> str:
    """Whole per cents; never 0 or 100 for what is not."""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"
