"""Two runs compared: new, still there, changed, mended, not asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from results.model import Change, ChangeKind, Finding, Severity
from results.over_time.changes import compare
from results.over_time.fingerprints import fingerprint, fingerprinted

A = "https://a.example/"
GONE = Finding("PC201", "link-gone", Severity.ERROR, "It is gone.", "a.txt", 4, 2, "1", A)
SLOW = replace(GONE, code="PC202", slug="link-unreachable", message="No answer.")
MARKER = Finding("PC101", "orphan-reference", Severity.ERROR, "Marker 9 has no note.", "a.txt", 3)
NEW, STILL, CHANGED = ChangeKind.NEW, ChangeKind.STILL, ChangeKind.CHANGED
MENDED, UNASKED = ChangeKind.MENDED, ChangeKind.UNASKED

CODES = st.sampled_from(["PC101", "PC201", "PC202", "PC301"])
FINDINGS = st.lists(
    st.builds(
        Finding,
        CODES,
        st.just("s"),
        st.sampled_from(Severity),
        st.sampled_from(["one", "two 2", "two 3"]),
        st.just("a.txt"),
        st.integers(1, 3),
        note=st.none() | st.sampled_from("12"),
        url=st.none() | st.sampled_from([A, A + "b"]),
    ),
    max_size=6,
)


def kinds(before: list[Finding], now: list[Finding], *, asked: bool = True) -> list[ChangeKind]:
    return [each.kind for each in compare(before, now, lambda finding: asked)]


def test_the_four_kinds() -> None:
    assert compare([GONE], [GONE]) == (Change(STILL, GONE, GONE),)
    assert compare([], [GONE]) == (Change(NEW, GONE),)
    assert compare([GONE], []) == (Change(MENDED, GONE, GONE),)
    graver = replace(GONE, severity=Severity.WARNING)
    assert compare([GONE], [graver]) == (Change(CHANGED, graver, GONE),)


def test_a_suggestion_that_comes_or_goes_is_no_change() -> None:
    copy, other = (replace(GONE, suggestion=f"https://archive.example/{each}") for each in "12")
    assert kinds([GONE], [copy]) == kinds([copy], [GONE]) == [STILL]
    assert kinds([copy], [other]) == [CHANGED]


def test_what_was_not_known_and_is_known_is_no_change_of_it() -> None:
    silent, absent = replace(GONE, code="PC303"), replace(GONE, code="PC302")
    assert kinds([silent], [absent]) == [NEW, MENDED]
    assert kinds([absent], [silent]) == [CHANGED]
    assert kinds([absent], [silent], asked=False) == [NEW, UNASKED]


def test_what_was_not_asked_is_not_mended() -> None:
    assert kinds([GONE, MARKER], [MARKER], asked=False) == [STILL, UNASKED]


def test_moved_lines_and_new_numbers_of_notes_are_no_change() -> None:
    moved = replace(GONE, line=90, column=1, page=7)
    assert kinds([GONE], [moved]) == [STILL]
    assert kinds([GONE], [replace(moved, note="2")]) == [STILL]


def test_one_verdict_after_another_is_one_change() -> None:
    assert compare([SLOW], [GONE]) == (Change(CHANGED, GONE, SLOW),)
    assert kinds([SLOW], [replace(GONE, note="2")]) == [CHANGED], "the note got another number"
    second, other = replace(SLOW, note="2"), replace(GONE, note="2")
    assert compare([SLOW, second], [other, GONE]) == (
        Change(CHANGED, other, second),
        Change(CHANGED, GONE, SLOW),
    )
    archived = replace(GONE, code="PC302")
    assert kinds([archived], [GONE]) == [NEW, MENDED], "another question"


def test_twins_are_told_apart_by_their_order() -> None:
    twins = [MARKER, replace(MARKER, line=8)]
    assert kinds(twins, twins) == [STILL, STILL]
    assert kinds(twins, [MARKER]) == [STILL, MENDED]
    marks = [mark for mark, _ in fingerprinted(twins)]
    assert len(set(marks)) == 2


def test_a_fingerprint_rests_on_what_lasts() -> None:
    assert fingerprint(GONE) == fingerprint(replace(GONE, line=1, message="x", suggestion="y"))
    assert fingerprint(GONE) == fingerprint(replace(GONE, path="./a.txt"))
    assert fingerprint(MARKER) == fingerprint(replace(MARKER, message="Marker 10 has no note."))
    for other in (
        replace(GONE, code="PC202"),
        replace(GONE, path="b.txt"),
        replace(GONE, note="2"),
        replace(GONE, url=A + "b"),
    ):
        assert fingerprint(other) != fingerprint(GONE)
    fingerprint(replace(GONE, path="\udcff", url="\ud800"))


@given(before=FINDINGS, now=FINDINGS)
@settings(max_examples=200, deadline=None)
def test_every_finding_is_accounted_for_once(before: list[Finding], now: list[Finding]) -> None:
    changes = compare(before, now)
    assert [each.finding for each in changes][: len(now)] == now
    assert all(each.kind is MENDED for each in changes[len(now) :])
    assert all(each.kind is not MENDED for each in changes[: len(now)])
    olds = Counter(each.before for each in changes if each.before is not None)
    assert olds == Counter(before)


@given(findings=FINDINGS)
@settings(max_examples=50, deadline=None)
def test_a_run_against_itself_has_no_news(findings: list[Finding]) -> None:
    assert set(kinds(findings, findings)) <= {STILL}
