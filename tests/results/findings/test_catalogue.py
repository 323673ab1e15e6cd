"""find, explain and the page that is made from the findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import ArchiveOutcome, SnapshotVerdict, Verdict
from citations.model import LinkForm, LinkRole, Pairing
from results import FINDINGS, UnknownFinding, explain, find, findings_page
from results.findings.archives.cited_dates import days_apart, nearest_copy
from results.findings.examples import (
    REPORT,
    answer,
    asked,
    check,
    letter,
    link,
    note,
    one_link,
    reference,
)
from results.model import Dossier, Severity

DOCS = Path(__file__).parents[3] / "docs"
GONE = check(verdict=Verdict.GONE, reason="not-found", status=404)


def codes(dossier: Dossier) -> list[str]:
    return [finding.code for finding in find(dossier)]


def test_clean_letter_has_no_findings() -> None:
    assert find(letter(note("1"), note("2"))) == ()


def test_findings_are_ordered_by_place_then_code() -> None:
    second = replace(link("https://city.example/two"), line=30, column=5)
    dossier = asked(
        letter(note("1", links=[link()]), note("2", links=[second])),
        [GONE, check(second.url, Verdict.GONE, "not-found", status=404)],
        answer(ArchiveOutcome.ABSENT),
        answer(ArchiveOutcome.ABSENT, url=second.url),
    )
    found = find(dossier)
    assert [(each.line, each.column, each.code) for each in found] == [
        (20, 1, "PC201"),
        (20, 1, "PC302"),
        (30, 5, "PC201"),
        (30, 5, "PC302"),
    ]


def test_without_lines_findings_are_ordered_by_note() -> None:
    notes = [
        replace(note(label, pairing=Pairing.ORPHAN_NOTE), line=None)
        for label in ("1", "2", "10", "11")
    ]
    found = find(letter(*notes))
    assert [each.note for each in found if each.code == "PC102"] == ["1", "2", "10", "11"]
    assert all(each.line is None and each.column is None for each in found)


def test_link_cited_twice_is_told_at_both_places() -> None:
    again = replace(link(), line=31, column=9)
    dossier = asked(letter(note("1", links=[link()]), note("2", links=[again])), [GONE])
    assert [(each.note, each.line) for each in find(dossier)] == [("1", 20), ("2", 31)]


def test_severities_that_an_editor_agrees_with() -> None:
    error, warning, remark = Severity.ERROR, Severity.WARNING, Severity.NOTE
    expected = {
        "PC101": error, "PC109": error, "PC201": error, "PC203": error, "PC204": error,
        "PC302": error, "PC102": warning, "PC202": warning, "PC208": warning, "PC304": warning,
        "PC305": warning, "PC205": remark, "PC206": remark, "PC207": remark, "PC210": remark,
        "PC301": remark, "PC303": remark,
    }  # fmt: skip
    assert {code: FINDINGS[code].severity for code in expected} == expected


@pytest.mark.parametrize("reason", ["offline", "interrupted"])
def test_not_knowing_is_never_told_as_dead(reason: str) -> None:
    unknown = check(verdict=Verdict.UNKNOWN, reason=reason, status=None)
    dossier = one_link(unknown, answer(ArchiveOutcome.UNANSWERED))
    found = find(dossier)
    assert [each.code for each in found] == ["PC210", "PC303"]
    assert {each.severity for each in found} == {Severity.NOTE}


def test_nothing_is_told_of_links_that_nobody_asked() -> None:
    assert codes(letter(note("1", links=[link()]))) == []


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("outcome", ArchiveOutcome)
def test_archive_findings_follow_the_four_answers(
    verdict: Verdict, outcome: ArchiveOutcome
) -> None:
    captured = ["2018-03-04"] if outcome is ArchiveOutcome.FOUND else []
    found = codes(one_link(check(verdict=verdict), answer(outcome, *captured)))
    archive = [code for code in found if code.startswith("PC3")]
    if outcome is ArchiveOutcome.FOUND:
        assert archive == []
    elif outcome is ArchiveOutcome.UNANSWERED:
        assert archive == ["PC303"]
    elif outcome is ArchiveOutcome.BLOCKED:
        assert archive == ["PC306"]
    elif verdict in (Verdict.GONE, Verdict.SOFT_404, Verdict.PARKED):
        assert archive == ["PC302"]
    elif verdict in (Verdict.INVALID, Verdict.SKIPPED, Verdict.UNKNOWN):
        assert archive == []
    else:
        assert archive == ["PC301"]


def test_copy_in_a_bracket_belongs_to_the_url_before_it() -> None:
    perma = link("https://perma.cc/AB12-CD34", at=len(REPORT) + 2, role=LinkRole.ARCHIVE)
    text = f"{REPORT} [{perma.url}]"
    dossier = asked(letter(note("1", links=[link(), perma]), text=text), [GONE, check(perma.url)])
    assert codes(dossier) == ["PC211"]
    other = letter(note("1", links=[link()]), note("2", links=[perma]), text=text)
    assert codes(asked(other, [GONE, check(perma.url)])) == ["PC201"]


def test_copy_in_a_distrusted_archive_does_not_stand_in() -> None:
    copy = link(f"https://archive.ph/2018/{REPORT}", role=LinkRole.ARCHIVE, archive_of=REPORT)
    assert codes(asked(letter(note("1", links=[link(), copy])), [GONE])) == ["PC201", "PC305"]


def test_suggestions_are_addresses_to_write() -> None:
    moved = check(
        verdict=Verdict.MOVED, reason="moved-permanently", final="https://city.example/new"
    )
    (found,) = find(one_link(moved))
    assert found.suggestion == "https://city.example/new"


@pytest.mark.parametrize(
    ("cited", "asked_for", "final", "suggested"),
    [
        ("http://a.example/x#two", "http://a.example/x#one", "http://a.example/y#one", "#two"),
        ("http://a.example/x#two", "http://a.example/x", "http://a.example/y", "#two"),
        ("http://a.example/x", "http://a.example/x#one", "http://a.example/y#one", ""),
        ("http://a.example/x#two", "http://a.example/x#one", "http://a.example/y#new", "#new"),
    ],
)
def test_a_suggested_address_keeps_the_link_s_own_fragment(
    cited: str, asked_for: str, final: str, suggested: str
) -> None:
    checked = check(asked_for, Verdict.MOVED, "moved-permanently", final=final)
    here = replace(link(cited), key=checked.key)
    (found,) = find(asked(letter(note("1", links=[here])), [checked]))
    assert found.suggestion == f"http://a.example/y{suggested}"


def test_columns_count_code_points_from_one() -> None:
    text = "Σ first line.\nA claim.²"
    marker = replace(
        reference("2", line=2, pairing=Pairing.ORPHAN_REFERENCE),
        span=type(link().span)(text.index("²"), text.index("²") + 1),
    )
    (found,) = find(letter(references=[marker], text=text))
    assert (found.line, found.column) == (2, 9)


@pytest.mark.parametrize("spelling", ["PC201", "pc201", " Pc201 ", "link-gone", "LINK-GONE"])
def test_explain_takes_code_and_slug(spelling: str) -> None:
    text = explain(spelling)
    assert text.startswith("PC201 link-gone (error)\n=====")
    assert "How to mend:" in text


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("PC209x", "PC209"), ("link-gne", "link-gone"), ("zzz", "lists them all"), ("", "lists")],
)
def test_unknown_code_names_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(UnknownFinding) as caught:
        explain(wrong)
    assert near in str(caught.value.args[0])
    assert "\n" not in str(caught.value.args[0])


def test_findings_page_is_what_the_findings_say() -> None:
    assert (DOCS / "findings.md").read_text(encoding="utf-8") == findings_page()


def test_findings_page_has_every_code_and_no_broken_anchor() -> None:
    page = findings_page()
    for code in FINDINGS:
        assert f"(#{code.lower()})" in page
        assert f'id="{code.lower()}"' in page


@given(
    url=st.text(max_size=60) | st.text("htps:/.-%()[]@#?a1…\u202e\x00", max_size=60),
    shown=st.none() | st.text(max_size=60),
    text=st.text("“”„‘’\n> a", max_size=80),
)
@settings(max_examples=150, deadline=None)
def test_hostile_words_and_urls_never_raise(url: str, shown: str | None, text: str) -> None:
    cited = replace(link(shown=shown), raw=url, url=url, key=url, form=LinkForm.BARE)
    dossier = letter(note("1", text, links=[cited]), text=url + text)
    for each in find(dossier):
        assert each.code in FINDINGS


def test_an_unusable_copy_is_not_shown() -> None:
    found = answer(ArchiveOutcome.FOUND, "2018-03-04", "2018-09-01")
    broken = replace(found.snapshots[0], verdict=SnapshotVerdict.ERROR_CAPTURE)
    mixed = replace(found, snapshots=(broken, found.snapshots[1]))
    assert nearest_copy((found,), "2018-03") == found.snapshots[0]
    assert nearest_copy((mixed,), "2018-03") == found.snapshots[1]
    assert nearest_copy((replace(found, snapshots=(broken,)),), "2018-03") is None


@pytest.mark.parametrize(
    ("day", "printed", "days"),
    [
        ("2018-06-01", "2018", 0),
        ("2017-12-31", "2018", 1),
        ("2019-01-02", "2018", 2),
        ("2018-02-28", "2018-02", 0),
        ("2018-03-01", "2018-02", 1),
        ("2018-03-05", "2018-03-04T20:21", 1),
        ("2018-03-05", "2018-03-05", 0),
        ("2018-03-05", "someday", 0),
        ("2018-03-05", "2018-13-99", 0),
        ("2018-03-05", "", 0),
    ],
)
def test_days_are_counted_from_the_date_as_printed(day: str, printed: str, days: int) -> None:
    assert days_apart(date.fromisoformat(day), printed) == days
