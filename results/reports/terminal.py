"""The report for a terminal or a pipe: letter by letter, note by note, the counts last.

Rules kept here:
- A link that is fine takes one line; one that is not says why, on what evidence, and what stands in
  for it.
- Colour never carries meaning alone: each verdict has its glyph and its word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from checker.model import Verdict

from ..findings.cited import landing
from ..model import Finding, Report, Severity
from ..wording import (
    UNFINISHED,
    VERDICTS,
    archive_sentence,
    copy_words,
    counted,
    decision_words,
    place_of,
    reason_sentence,
    standing_words,
)
from .format import ReportFormat, ReportOptions
from .harmless.visible import clipped
from .screen import Piece, Screen
from .styles import SEVERITY_STYLES, VERDICT_STYLES
from .telling.arrange import LetterView, LinkView, NoteView, arrange, worst
from .telling.said import Said

_CLAUSE = 240
_QUOTED = 80
_PASSAGE = 1_000
_EVIDENCE = 300
_WORD = max(len(words.word) for words in VERDICTS.values())


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell a run."""
    screen = Screen(out, options)
    if options.title:
        screen.say(0, (options.title, "bold"))
        screen.blank()
    if options.since:
        screen.say(0, (f"What changed since {options.since}", "bold"))
        screen.blank()
    for told in report.documents():
        _tell_letter(screen, arrange(told, report.run.state))
        screen.flush()
    _tell_summary(screen, report)
    screen.flush()


TERMINAL = ReportFormat("terminal", ".txt", write)


def _tell_letter(screen: Screen, letter: LetterView) -> None:
    document = letter.document
    screen.say(0, (document.path, "bold underline"))
    title = [clipped(document.title, _CLAUSE)] if document.title else []
    date = [f"({document.date.iso})"] if document.date else []
    if title or date:
        screen.say(0, " ".join([*title, *date]))
    screen.say(0, (_counts(letter), "bright_black"))
    for finding in letter.findings:
        tell_finding(screen, 2, finding, None, letter.changes.get(finding, ""))
    for note in letter.notes:
        if (note.links or note.findings or note.registered) and not note.is_left_out:
            _tell_note(screen, note, letter)
    if left_out := sum(len(note.links) for note in letter.notes if note.is_left_out):
        screen.say(2, f"{counted(left_out, 'link')} not asked: nothing changed (--changed-since)")
    if letter.mended:
        screen.blank()
    for finding in letter.mended:
        where = f" note {finding.note}:" if finding.note else ""
        what = f"{where} {finding.message}{f' {finding.url}' if finding.url else ''}"
        screen.say(2, (f"mended {finding.code}", "bold green"), what, hang=2)
    screen.blank()


def _counts(letter: LetterView) -> str:
    links = sum(letter.verdicts.values())
    parts = [counted(len(letter.document.notes), "note"), counted(links, "link")]
    parts.extend(
        f"{letter.verdicts[verdict]} {words.word}"
        for verdict, words in VERDICTS.items()
        if letter.verdicts[verdict]
    )
    return ", ".join(parts[:2]) + (": " + ", ".join(parts[2:]) if links else "")


def _tell_note(screen: Screen, view: NoteView, letter: LetterView) -> None:
    grave = worst(view.all_findings)
    if grave is not None or any(_has_more(link) for link in view.links):
        screen.blank()
    note = view.note
    if note is None:
        screen.say(2, ("Running text", "bold"))
    else:
        where = [f"line {note.line}"] if note.line is not None else []
        where += [f"page {note.page}"] if note.page is not None else []
        place = (f"  {', '.join(where)}", "bright_black")
        screen.say(2, (f"Note {note.label}", "bold"), place)
        if note.reference and grave is not None and grave > Severity.NOTE:
            clause = clipped(note.reference.clause, _CLAUSE)
            screen.say(4, ("supports: ", "bright_black"), (clause, "italic"), hang=2)
    for link in view.links:
        _tell_link(screen, link, letter.changes)
    for each in view.registered:
        screen.say(4, ("registries: ", "bright_black"), clipped(each.line, _PASSAGE), hang=2)
    for finding in view.findings:
        tell_finding(screen, 4, finding, None, letter.changes.get(finding, ""))


def _tell_link(screen: Screen, view: LinkView, changes: Mapping[Finding, str]) -> None:
    words = VERDICTS[view.verdict]
    glyph = words.glyph if screen.knows_unicode else words.plain_glyph
    badge = (f"{glyph} {words.word:{_WORD}}", VERDICT_STYLES[view.verdict])
    screen.say(4, badge, "  ", view.link.url, hang=2)
    if _has_more(view):
        _tell_evidence(screen, view)
    if view.said is not None:
        _tell_said(screen, view.said)
    if view.verdict is not Verdict.OK:
        _tell_copy(screen, view)
    for finding in view.findings:
        reason = reason_sentence(view.reason)
        tell_finding(screen, 6, finding, reason, changes.get(finding, ""))


def _has_more(view: LinkView) -> bool:
    """Whether there is more to say than the verdict: not of what is fine, or was not asked."""
    asked = view.check is not None and view.verdict is not Verdict.OK
    return asked or bool(view.findings or view.decision)


def _tell_evidence(screen: Screen, view: LinkView) -> None:
    screen.say(6, reason_sentence(view.reason))
    if view.standing is not None:
        screen.say(6, standing_words(view.standing))
    if view.decision is not None:
        screen.say(6, clipped(decision_words(view.decision), _EVIDENCE), hang=2)
    if view.check is None:
        return
    exchange = view.check.exchange
    evidence = view.check.judgement.evidence
    if evidence:
        _tell_field(screen, "evidence", evidence)
    if exchange is None:
        return
    if exchange.status is not None and len(exchange.hops) > 1:
        _tell_field(screen, "leads to", landing(view.link.url, exchange))
    if exchange.page and exchange.page.title and exchange.page.title not in evidence:
        _tell_field(screen, "page title", exchange.page.title)


def _tell_said(screen: Screen, said: Said) -> None:
    """What the source says, and its own words where the quotation has others."""
    if said.fields:
        _tell_field(screen, "source", said.fields)
    for each in said.quotations:
        _tell_field(screen, "quotation", f"{clipped(each.raw, _QUOTED)} {each.words}")
        if each.passage:
            screen.say(6, ("passage: ", "bright_black"), clipped(each.passage, _PASSAGE), hang=2)


def _tell_copy(screen: Screen, view: LinkView) -> None:
    copy = view.copy
    if copy is not None:
        about = f"{copy.captured_at:%Y-%m-%d}, {copy.archive}, {copy_words(copy)}"
        _tell_field(screen, "archive copy", f"{copy.url} ({about})")
        return
    if view.archives_without:
        said = " ".join(archive_sentence(answer) for answer in view.archives_without)
        _tell_field(screen, "archive copy", said)


def _tell_field(screen: Screen, name: str, value: str) -> None:
    # URLs keep their whole length; other words from the web are bounded.
    shown = value if value.startswith(("http://", "https://")) else clipped(value, _EVIDENCE)
    screen.say(6, (f"{name}: ", "bright_black"), shown, hang=2)


def tell_finding(
    screen: Screen, indent: int, finding: Finding, reason: str | None, change: str = ""
) -> None:
    """One finding; its message is left out where the reason has just said the same."""
    head = (f"{finding.severity} {finding.code}", SEVERITY_STYLES[finding.severity])
    message = "" if finding.message == reason else f" {finding.message}"
    place = place_of(finding)
    where = f"{place}: " if place and indent <= 2 else ""
    since = (f"{change} " if change else "", "bold")
    screen.say(
        indent, where, since, head, f" {finding.slug}", f":{message}" if message else "", hang=2
    )
    if finding.advice:
        screen.say(indent + 2, ("suggestion: ", "bright_black"), finding.advice, hang=2)


def _tell_summary(screen: Screen, report: Report) -> None:
    verdicts, severities = report.verdicts(), report.severities()
    links: list[Piece] = []
    for verdict, words in VERDICTS.items():
        if verdicts.get(verdict):
            links += [", " if links else ": "]
            links += [(f"{verdicts[verdict]:,} {words.word}", VERDICT_STYLES[verdict])]
    screen.say(
        0,
        (counted(report.run.documents, "letter"), "bold"),
        ", ",
        (counted(sum(verdicts.values()), "link"), "bold"),
        *links,
    )
    findings: list[Piece] = []
    for severity in reversed(Severity):
        if severities.get(severity):
            findings += [", " if findings else ": "]
            text = counted(severities[severity], severity)
            findings += [(text, SEVERITY_STYLES[severity])]
    screen.say(0, (counted(sum(severities.values()), "finding"), "bold"), *findings)
    if findings:
        screen.say(0, ("`pincite explain CODE` says what a finding means.", "bright_black"))
    if report.run.state != "finished":
        screen.say(0, (UNFINISHED.get(report.run.state, ""), "bold yellow"))
