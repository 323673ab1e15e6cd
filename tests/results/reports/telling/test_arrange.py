"""Every finding stands in one place, every link with what is known of it."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Verdict
from results.model import DocumentReport, Finding, Severity
from results.reports.telling.arrange import arrange, worst

from ..builders import CLEAN, EVERY_VERDICT, dangling, report


def finding(**places: object) -> Finding:
    return replace(Finding("PC101", "slug", Severity.NOTE, "It is so.", "a.txt"), **places)  # type: ignore[arg-type]


def test_each_finding_is_told_once() -> None:
    for told in report(EVERY_VERDICT, dangling()).documents():
        view = arrange(told)
        assert sorted(map(repr, view.all_findings)) == sorted(map(repr, told.findings))


def test_findings_stand_at_link_note_or_letter() -> None:
    (note,) = CLEAN.document.notes
    (link,) = note.links
    at_link = finding(note="1", url=link.url, line=link.line, column=link.column)
    at_note = finding(note="1", line=note.line)
    at_marker = finding(note="1", line=1)
    nowhere = finding(note="9", line=3)
    view = arrange(DocumentReport(CLEAN, (at_link, at_note, at_marker, nowhere)))
    (note_view,) = view.notes
    assert note_view.links[0].findings == (at_link,)
    assert note_view.findings == (at_note, at_marker)
    assert view.findings == (nowhere,)


def test_two_notes_with_one_label_take_what_stands_in_their_lines() -> None:
    (note,) = CLEAN.document.notes
    second = replace(note, ordinal=2, line=60, links=())
    document = replace(CLEAN.document, notes=(note, second))
    early, late = finding(note="1", line=41), finding(note="1", line=61)
    told = DocumentReport(replace(CLEAN, document=document), (early, late))
    assert [each.findings for each in arrange(told).notes] == [(early,), (late,)]


def test_links_of_the_running_text_come_first() -> None:
    (note,) = CLEAN.document.notes
    document = replace(CLEAN.document, links=note.links, notes=(replace(note, links=()),))
    view = arrange(DocumentReport(replace(CLEAN, document=document), ()))
    assert [each.note is None for each in view.notes] == [True, False]


def test_a_link_without_a_check_is_unknown() -> None:
    view = arrange(DocumentReport(replace(CLEAN, checks={}), ()))
    assert view.verdicts == {Verdict.UNKNOWN: 1}
    assert view.notes[0].links[0].copy is None


def test_worst() -> None:
    assert worst(()) is None
    assert worst((finding(), finding(severity=Severity.ERROR), finding())) is Severity.ERROR
