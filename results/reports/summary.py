"""The summary: a run on one screen, however many letters it read.

Rules kept here:
- No letter is loaded; a store counts by SQL (results/summing.py), so this is as quick after a
  million checks as after ten.
- A bar repeats what its number says; nothing is told by a bar or a colour alone.
"""

from __future__ import annotations

from typing import TextIO

from ..model import Report
from ..summing import Summary, summary
from ..wording import UNFINISHED, VERDICTS, counted
from .format import ReportFormat, ReportOptions
from .harmless.visible import clipped, visible
from .screen import Piece, Screen, cell_width, fitted
from .styles import SEVERITY_STYLES, VERDICT_STYLES

_BAR = 30
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NAME = 100


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell a run in numbers."""
    screen = Screen(out, options)
    if options.title:
        screen.say(0, (options.title, "bold"))
    if options.since:
        screen.say(
            0, (f"Findings: what changed since {options.since}; links: the whole run", "bold")
        )
    _tell_links(screen, report)
    told = summary(report)
    _tell_findings(screen, report, told)
    _tell_places(screen, "Letters with most errors", told.letters)
    _tell_places(screen, "Hosts with most dead links", told.hosts)
    if report.run.state in UNFINISHED:
        screen.blank()
        screen.say(0, (UNFINISHED[report.run.state], "bold yellow"))
    screen.flush()


SUMMARY = ReportFormat("summary", ".txt", write)


def _tell_links(screen: Screen, report: Report) -> None:
    verdicts = report.verdicts()
    total = sum(verdicts.values())
    letters = counted(report.run.documents, "letter")
    screen.say(0, (f"{letters}, {counted(total, 'link')}", "bold"))
    room = max((len(VERDICTS[verdict].word) for verdict in verdicts), default=0)
    for verdict, words in VERDICTS.items():
        count = verdicts.get(verdict, 0)
        if not count:
            continue
        glyph = words.glyph if screen.knows_unicode else words.plain_glyph
        screen.put(
            (f"  {glyph} {words.word:{room}}", VERDICT_STYLES[verdict]),
            f"  {count:>9,}  {100 * count / total:5.1f}%  ",
            (_bar(count / total, screen.knows_unicode), VERDICT_STYLES[verdict]),
        )


def _tell_findings(screen: Screen, report: Report, told: Summary) -> None:
    severities = report.severities()
    screen.blank()
    screen.say(0, (counted(sum(severities.values()), "finding"), "bold"))
    room = max((len(each.slug) for each in told.codes), default=0)
    for each in told.codes:
        screen.put(
            (f"  {each.severity:7}", SEVERITY_STYLES[each.severity]),
            f"  {each.code}  {each.slug:{room}}  {each.count:>9,}",
        )


def _tell_places(screen: Screen, heading: str, places: tuple[tuple[str, int], ...]) -> None:
    if not places:
        return
    screen.blank()
    screen.say(0, (heading, "bold"))
    names = [visible(clipped(name, _NAME)) for name, _ in places]
    room = max(map(cell_width, names))
    for name, (_, count) in zip(names, places, strict=True):
        pieces: list[Piece] = [f"  {fitted(name, room)}  {count:>9,}"]
        screen.put(*pieces)


def _bar(share: float, knows_unicode: bool) -> str:
    """A bar of at most _BAR columns; whatever is not nothing shows something."""
    if not knows_unicode:
        return "#" * max(round(share * _BAR), 1)
    eighths = max(round(share * _BAR * 8), 1)
    return _EIGHTHS[8] * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
