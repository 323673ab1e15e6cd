"""Timelines, runs against earlier ones, and trends, over a real database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checker.model import (
    ArchiveOutcome,
    Check,
    QuoteGrade,
    QuoteMatch,
    Target,
    Task,
    Verdict,
)
from citations import read
from results import Store
from results.model import (
    ChangeKind,
    CitedWords,
    Evidence,
    Finding,
    RunPlan,
    Severity,
    StoreError,
)

from ..samples import add, answer, check, connection_of, letter

A, B, C = (f"https://a.example/{name}" for name in "abc")
NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def gone(url: str, path: str = "a.txt", code: str = "PC201") -> Finding:
    return Finding(code, "link-gone", Severity.ERROR, "Gone.", path, 1, 1, None, url)


def run_of(  # noqa: PLR0917 - a run in one line of a test
    store: Store,
    day: int,
    verdicts: Mapping[str, Verdict | None],
    findings: list[Finding],
    path: str = "a.txt",
    settings_json: str = "{}",
) -> int:
    """A finished run on the n-th of January over one letter with these links; None is unasked."""
    run = store.begin(RunPlan("check", f"{path} on day {day}", "0.1", settings_json)).id
    at = NEW_YEAR + (day - 1) * DAY
    number = add(store, run, letter(path, *verdicts))
    store.record(run, [check(url, verdict, at) for url, verdict in verdicts.items() if verdict])
    store.save_findings(run, number, findings)
    store.finish(run)
    begun(store, run, at)
    return run


def begun(store: Store, run: int, at: datetime) -> None:
    with connection_of(store).writing() as db:
        stamp = at.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
        db.execute("UPDATE runs SET started_at = ? WHERE id = ?", (stamp, run))


def kinds(store: Store, since: str, run: int | None = None) -> dict[str, list[str]]:
    """By kind the URLs of findings."""
    found: dict[str, list[str]] = {}
    for _, changes in store.changes(run, since).changes():
        for each in changes:
            found.setdefault(each.kind.value, []).append(each.finding.url or "")
    return found


def test_a_timeline_has_every_check_and_marks_turns(store: Store) -> None:
    for day, verdict in enumerate([Verdict.OK, Verdict.OK, Verdict.GONE, Verdict.OK], 1):
        run_of(store, day, {A: verdict}, [])
    told = store.timeline(A)
    assert told.url == A
    assert [(each.run, each.verdict, each.turned) for each in told.checks] == [
        (1, Verdict.OK, False),
        (2, Verdict.OK, False),
        (3, Verdict.GONE, True),
        (4, Verdict.OK, True),
    ]
    assert [each.checked_at for each in told.checks] == [NEW_YEAR + n * DAY for n in range(4)]
    assert told.checks[0].status == 200
    assert [(each.path, each.line) for each in told.cited] == [("a.txt", 1)]


def test_a_link_is_found_under_other_spellings(store: Store) -> None:
    run_of(store, 1, {A: Verdict.OK}, [])
    assert store.timeline("HTTPS://A.example:443/a#part").url == A


def test_an_unknown_link_names_its_neighbours(store: Store) -> None:
    run_of(store, 1, {A: Verdict.OK, B: Verdict.OK}, [])
    with pytest.raises(StoreError, match=r"no letter cites https://a\.example/x; of this host"):
        store.timeline("https://a.example/x")
    with pytest.raises(StoreError, match=r"no letter cites htp:nothing$"):
        store.timeline("htp:nothing")


def test_a_citation_that_was_edited_away_is_not_told(store: Store) -> None:
    run_of(store, 1, {A: Verdict.OK}, [])
    number = store.begin(RunPlan("check", "edited", "0.1")).id
    add(store, number, letter("a.txt", B, sha256="1" * 64))
    assert store.timeline(A).cited == ()


def test_the_four_kinds_against_a_run(store: Store) -> None:
    run_of(store, 1, {A: Verdict.GONE, B: Verdict.GONE, C: Verdict.OK}, [gone(A), gone(B)])
    run_of(store, 2, {A: Verdict.GONE, B: Verdict.OK, C: Verdict.GONE}, [gone(A), gone(C)])
    assert kinds(store, "1") == {"still": [A], "new": [C], "mended": [B]}
    told = store.changes(None, "1")
    assert told.measure.words == "run 1 of 1 Jan 2026"
    assert dict(told.severities()) == {Severity.ERROR: 1}
    assert dict(told.kinds()) == {
        ChangeKind.STILL: 1, ChangeKind.NEW: 1, ChangeKind.MENDED: 1,
    }  # fmt: skip
    (document,) = told.documents()
    assert document.findings == (gone(C),)
    assert document.mended == (gone(B),)
    assert [link.url for link in document.dossier.document.links] == [C]
    assert told.trends() == store.report().trends()
    assert told.trends().over_time


@pytest.mark.parametrize(
    ("since", "new"),
    [
        ("2026-01-02", [B, C]),
        ("2026-01-03", [C]),
        ("2026-01-03T08:59:59", [C]),
        ("2026-01-02T10:00+01:00", [B, C]),
        ("2026-01-02T10:01+01:00", [C]),
        ("2025-12-31", [A, B, C]),
        ("20260103", [C]),
    ],
)
def test_against_a_date(store: Store, since: str, new: list[str]) -> None:
    urls = {A: Verdict.GONE, B: Verdict.GONE, C: Verdict.GONE}
    for day in (1, 2, 3):
        run_of(store, day, urls, [gone(url) for url in list(urls)[:day]])
    assert kinds(store, since).get("new", []) == new


def test_each_letter_is_compared_with_its_own_last_run(store: Store) -> None:
    run_of(store, 1, {A: Verdict.GONE}, [gone(A)])
    run_of(store, 2, {B: Verdict.GONE}, [gone(B, "b.txt")], path="b.txt")
    run_of(store, 3, {A: Verdict.GONE}, [gone(A)])
    assert kinds(store, "2026-01-03") == {"still": [A]}
    assert kinds(store, "2") == {"new": [A]}, "run 2 did not read this letter"


def test_no_news_no_letters(store: Store) -> None:
    run_of(store, 1, {A: Verdict.GONE}, [gone(A)])
    run_of(store, 2, {A: Verdict.GONE}, [gone(A)])
    assert list(store.changes(None, "1").documents()) == []


def test_what_was_not_asked_again_is_not_mended(store: Store) -> None:
    run_of(
        store, 1, {A: Verdict.GONE, B: Verdict.GONE, C: Verdict.GONE}, [gone(A), gone(B), gone(C)]
    )
    run_of(store, 2, {A: None, B: Verdict.UNKNOWN, C: Verdict.OK}, [])
    assert kinds(store, "1") == {"unasked": [A, B], "mended": [C]}


def test_what_a_run_was_not_to_tell_is_not_mended(store: Store) -> None:
    noted = replace(gone(B), note="2")
    verdicts: dict[str, Verdict | None] = dict.fromkeys((A, B, C), Verdict.GONE)
    run_of(store, 1, verdicts, [gone(A), noted, gone(C)])
    run = run_of(store, 2, verdicts, [])
    (number,) = store.document_ids(run)
    ignored = [gone(A), gone(B)]  # B's in the running text, not in the note
    store.judged(run, number, store.dossier(run, number), [], ignored)
    assert kinds(store, "1") == {"unasked": [A], "mended": [B, C]}


def test_a_link_that_is_no_longer_cited_is_mended(store: Store) -> None:
    run_of(store, 1, {A: Verdict.GONE}, [gone(A)])
    run_of(store, 2, {B: Verdict.OK}, [])
    assert kinds(store, "1") == {"mended": [A]}


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (ArchiveOutcome.FOUND, "mended"),
        (ArchiveOutcome.ABSENT, "mended"),
        (ArchiveOutcome.UNANSWERED, "unasked"),
        (None, "unasked"),
    ],
)
@pytest.mark.parametrize("code", ["PC211", "PC301", "PC302", "PC303", "PC304", "PC306"])
def test_findings_of_archives_rest_on_archives(
    store: Store, code: str, outcome: ArchiveOutcome | None, kind: str
) -> None:
    run_of(store, 1, {A: Verdict.OK}, [gone(A, code=code)])
    run = run_of(store, 2, {A: Verdict.OK}, [])
    if outcome is not None:
        target = Target(A, A)
        store.add_document(run, letter("a.txt", A), {A: target}, [Task("wayback", "w", target)])
        store.record(run, [answer(A, outcome)])
    assert kinds(store, "1") == {kind: [A]}


def test_a_finding_that_was_turned_off_is_not_mended(store: Store) -> None:
    run_of(store, 1, {A: Verdict.GONE}, [gone(A)])
    told = json.dumps({"findings": {"PC201": "off"}})
    run_of(store, 2, {A: Verdict.GONE}, [], settings_json=told)
    assert kinds(store, "1") == {"unasked": [A]}


NOTED = f"""Ferries run late, “since nobody pays”. {A}[^1] So it is.[^2]

[^1]: The board says “we have no boats”. {B}
[^2]: Nobody else says “there are boats”. {C}
"""


@pytest.mark.parametrize(
    ("found", "notes", "words"),
    [
        (gone(A), [], [(None, "“since nobody pays”")]),
        (replace(gone(B), note="1"), ["1"], [(1, "“we have no boats”")]),
    ],
)
def test_what_sources_say_stands_beside_the_words_that_are_told(
    store: Store, found: Finding, notes: list[str], words: list[tuple[int | None, str]]
) -> None:
    run_of(store, 1, {A: Verdict.OK}, [], path="a.md")
    run = store.begin(RunPlan("check", "with notes", "0.1")).id
    document = read(NOTED.encode(), "a.md")
    number = add(store, run, document)
    match = QuoteMatch(QuoteGrade.EXACT)
    evidence = Evidence(
        words=tuple(
            CitedWords(note, 0, note, key, match) for note, key in ((None, A), (1, B), (2, C))
        )
    )
    store.save_evidence(run, number, evidence)
    store.save_findings(run, number, [found])
    store.finish(run)
    (told,) = store.changes(None, "1").documents()
    letter_ = told.dossier.document
    assert [note.label for note in letter_.notes] == notes
    by_ordinal = {None: letter_.quotations} | {n.ordinal: n.quotations for n in letter_.notes}
    assert [
        (each.note, by_ordinal[each.note][each.quotation].raw)
        for each in told.dossier.evidence.words
    ] == words


@pytest.mark.parametrize("since", ["yesterday", "", "2026-13-01", "-1", "1.5", "²"])
def test_since_is_a_run_or_a_date(store: Store, since: str) -> None:
    run_of(store, 1, {A: Verdict.OK}, [])
    with pytest.raises(ValueError, match="is no run and no date"):
        store.changes(None, since)


def test_since_a_run_that_is_not_there_or_not_earlier(store: Store) -> None:
    run_of(store, 1, {A: Verdict.OK}, [])
    with pytest.raises(StoreError, match="there is no run 9"):
        store.changes(None, "9")
    with pytest.raises(StoreError, match="run 1 is not earlier than run 1"):
        store.changes(None, "1")


def test_shares_over_time(store: Store) -> None:
    run_of(store, 1, {A: Verdict.OK, B: Verdict.MOVED, C: Verdict.SKIPPED}, [])
    run_of(store, 2, {B: Verdict.GONE}, [], path="other.txt")
    run_of(store, 3, {A: Verdict.OK, B: Verdict.GONE, C: None}, [])
    moments = store.report().trends().over_time
    assert [(each.run, each.judged, each.alive, each.share) for each in moments] == [
        (1, 2, 2, 1.0),
        (3, 2, 1, 0.5),
    ]
    assert [each.at for each in moments] == [NEW_YEAR, NEW_YEAR + 2 * DAY]


def test_rot_by_age_and_by_host(store: Store) -> None:
    dated = {
        "https://old.example/1": ("2010-05", Verdict.GONE),
        "https://old.example/2": ("2010", Verdict.GONE),
        "https://new.example/": ("2025-11-02", Verdict.OK),
        "https://wall.example/": ("2025-03", Verdict.BLOCKED),
        "https://undated.example/": (None, Verdict.GONE),
        "https://odd.example/": ("soon", Verdict.OK),
    }
    run = store.begin(RunPlan("check", "dated", "0.1")).id
    targets = {url: Target(url, url, cited_at=day) for url, (day, _) in dated.items()}
    store.add_document(
        run,
        letter("a.txt", *dated),
        targets,
        [Task("live", "x", each) for each in targets.values()],
    )
    checks: list[Check] = [check(url, verdict) for url, (_, verdict) in dated.items()]
    store.record(run, checks)
    store.finish(run)
    begun(store, run, NEW_YEAR)
    told = store.report().trends()
    assert [(s.name, s.judged, s.alive, s.dead) for s in told.by_age] == [
        ("1 to 2 years", 2, 1, 0),
        ("over 10 years", 2, 0, 2),
    ]
    assert [(s.name, s.judged, s.dead) for s in told.by_host] == [
        ("old.example", 2, 2),
        ("undated.example", 1, 1),
    ]


def test_an_empty_run_has_no_trends(store: Store) -> None:
    store.finish(store.begin(RunPlan("check", "empty", "0.1")).id)
    told = store.report().trends()
    assert (told.over_time, told.by_age, told.by_host) == ((), (), ())
    assert replace(told) == told
