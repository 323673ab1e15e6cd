"""The Markdown report: a comment on a pull request.

Rules kept here:
- Never longer than GitHub takes: 65,536 characters, counted in UTF-16 units, which is never less
  than what GitHub counts. What has no room is counted, and said to be left out.
- Everything from letters and from the web is escaped (markup.py).
- Findings only: a link that is fine needs nobody's attention in a review.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from checker.model import ALIVE, DEAD

from ..briefing import briefs
from ..model import Brief, Finding, Report, Severity
from ..over_time.changes import change_words
from ..wording import UNFINISHED, counted, place_of
from .format import ReportFormat, ReportOptions
from .harmless.encoding import as_text
from .harmless.markup import code_span, markdown
from .harmless.visible import clipped

MOST = 65_536
"""Characters of a comment on GitHub."""
_RESERVE = 400
"""Kept for the line that says what was left out."""
_MESSAGE = 600
_URL = 2_000

_MARKS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell what was found in a run, as far as a comment has room."""
    comment = _Comment(out)
    title = markdown(options.title) if options.title else "pincite: do the sources still stand?"
    comment.say(f"## {title}\n")
    comment.say(f"\n{_summary(report)}\n")
    if report.run.state in UNFINISHED:
        comment.say(f"\n> **{UNFINISHED[report.run.state]}**\n")
    for told in briefs(report):
        if comment.is_full and not options.since:
            # Nothing but findings is told: the store knows how many are left, and a run with
            # thousands of letters need not be read for a comment that has no room for it.
            comment.leave_out(sum(report.severities().values()) - comment.told)
            break
        _tell(comment, told)
    comment.end()


MARKDOWN = ReportFormat("markdown", ".md", write)


def _tell(comment: _Comment, told: Brief) -> None:
    if comment.is_full:
        comment.leave_out(len(told.findings) + len(told.mended))
        return
    heading = f"\n### {code_span(clipped(told.path, 300))}\n\n"
    for line in _lines(told):
        comment.say(heading)
        heading = ""
        comment.say(line, counts=True)


class _Comment:
    """A comment that knows how much room it has."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._room = MOST - _RESERVE
        self._left_out = 0
        self.told = 0
        """Lines that count, left out or not."""

    @property
    def is_full(self) -> bool:
        """Whether something had no room."""
        return self._left_out > 0

    def leave_out(self, lines: int) -> None:
        """Lines that count, and were not even written."""
        self._left_out += lines

    def say(self, text: str, *, counts: bool = False) -> None:
        """One piece as a whole, or not at all; after the first that had no room, nothing more."""
        told = as_text(text, self._out)
        size = len(told.encode("utf-16-le", "surrogatepass")) // 2
        self.told += counts
        if self._left_out or size > self._room:
            self._room = 0
            self._left_out += counts
            return
        self._room -= size
        self._out.write(told)

    def end(self) -> None:
        """What was left out."""
        if self._left_out:
            more = counted(self._left_out, "further line has", "further lines have")
            self._out.write(f"\n{more} no room in a comment; the full report has all of them.\n")


def _summary(report: Report) -> str:
    verdicts, severities = report.verdicts(), report.severities()
    total = sum(verdicts.values())
    dead = sum(verdicts.get(verdict, 0) for verdict in DEAD)
    alive = sum(verdicts.get(verdict, 0) for verdict in ALIVE)
    told = [
        counted(severities[severity], severity)
        for severity in reversed(Severity)
        if severities.get(severity)
    ]
    found = ", ".join(told) if told else "nothing to mend"
    rest = f", {total - dead - alive:,} could not be told" if total > dead + alive else ""
    return (
        f"**{found}** in {counted(report.run.documents, 'letter')}. "
        f"{counted(total, 'link')}: {alive:,} alive, {dead:,} dead{rest}."
    )


def _lines(told: Brief) -> Iterator[str]:
    changes = change_words(told)
    for finding in told.findings:
        word = changes.get(finding)
        yield _line(finding, f"**{word}** " if word else "")
    for finding in told.mended:
        yield f"- ✅ **mended** {_what(finding)}\n"


def _line(finding: Finding, change: str) -> str:
    head = f"- {_MARKS[finding.severity]} {change}{finding.severity.value} {_what(finding)}"
    if finding.advice:
        head += f"<br>Suggestion: {code_span(clipped(finding.advice, _URL))}"
    return f"{head}\n"


def _what(finding: Finding) -> str:
    where = [f"note {markdown(clipped(finding.note, 40))}"] if finding.note else []
    where += [place_of(finding)] if place_of(finding) else []
    place = f" ({', '.join(where)})" if where else ""
    told = (
        f"**{finding.code}** {finding.slug}{place}: {markdown(clipped(finding.message, _MESSAGE))}"
    )
    return f"{told} {code_span(clipped(finding.about, _URL))}" if finding.about else told
