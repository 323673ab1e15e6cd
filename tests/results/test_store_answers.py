"""What a run knows of a letter, and what a report tells of a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from checker.model import ArchiveOutcome, Check, Target, Task, Verdict
from results import Store
from results.model import Finding, Report, Severity

from .samples import (
    PLAN,
    add,
    answer,
    ask_all,
    assert_counts,
    check,
    connection_of,
    letter,
    link,
)

A, B, C = (f"https://a.example/{name}" for name in "abc")


def finding(severity: Severity, message: str = "A sentence.") -> Finding:
    return Finding("PC201", "link-gone", severity, message, "a.txt", line=3, url=A)


def test_a_dossier_holds_the_checks_and_answers_of_its_own_links(store: Store, run: int) -> None:
    one = add(store, run, letter("one.txt", A, B, A), "wayback", "ours")
    two = add(store, run, letter("two.txt", B, C), "wayback", "ours")
    made = check(A), check(B, Verdict.GONE), check(C)
    told = (
        answer(A, archive="wayback"),
        answer(A, ArchiveOutcome.ABSENT, archive="ours"),
        answer(C, ArchiveOutcome.BLOCKED),
    )
    store.record(run, [*made, *told])
    first, second = store.dossier(run, one), store.dossier(run, two)
    assert first.checks == {A: made[0], B: made[1]}
    assert first.answers == {A: (told[1], told[0])}
    assert second.checks == {B: made[1], C: made[2]}
    assert second.answers == {C: (told[2],)}
    assert_counts(store, run)


def test_a_later_answer_takes_the_place_of_an_earlier_one(store: Store, run: int) -> None:
    number = add(store, run, letter("one.txt", A), "wayback")
    for verdict in (Verdict.UNREACHABLE, Verdict.OK):
        store.record(run, [check(A, verdict), answer(A)])
        assert store.dossier(run, number).checks[A].judgement.verdict is verdict
    copies = connection_of(store).rows("SELECT count(*) FROM snapshots")[0][0]
    checks = connection_of(store).rows("SELECT count(*) FROM checks")[0][0]
    assert (copies, checks) == (1, 1)
    assert_counts(store, run)


def test_each_run_keeps_its_own_checks(store: Store, run: int) -> None:
    number = add(store, run, letter("one.txt", A))
    store.record(run, [check(A, Verdict.OK)])
    store.finish(run)
    later = store.begin(PLAN).id
    assert add(store, later, letter("one.txt", A)) == number
    assert store.dossier(later, number).checks == {}
    store.record(later, [check(A, Verdict.GONE)])
    assert store.dossier(run, number).checks[A].judgement.verdict is Verdict.OK
    assert store.dossier(later, number).checks[A].judgement.verdict is Verdict.GONE
    assert store.report(run).verdicts() == {Verdict.OK: 1}
    assert store.report().verdicts() == {Verdict.GONE: 1}


def test_the_original_of_an_archive_copy_is_told_but_not_counted_as_a_link(
    store: Store, run: int
) -> None:
    copy = "https://web.archive.org/web/2018/" + A
    document = letter("one.txt", link(copy, archive_of=A))
    targets = {copy: Target(copy, copy, archive_of=A), A: Target(A, A)}
    tasks = [Task("live", "h", each) for each in targets.values()]
    number = store.add_document(run, document, targets, tasks)
    store.record(run, [check(copy), check(A, Verdict.GONE)])
    assert set(store.dossier(run, number).checks) == {copy, A}
    report = store.report(run)
    assert report.verdicts() == {Verdict.OK: 1}
    assert report.run.links == 1
    add(store, run, letter("two.txt", A))
    assert store.report(run).verdicts() == {Verdict.OK: 1, Verdict.GONE: 1}
    assert_counts(store, run)


def test_links_that_are_not_asked_or_not_answered_are_unknown(store: Store, run: int) -> None:
    document = letter("one.txt", A, B, replace(link(C), key=""))
    store.add_document(run, document, {A: Target(A, A)}, [Task("live", "h", Target(A, A))])
    assert store.progress(run) == (0, 1)
    assert store.report(run).verdicts() == {Verdict.UNKNOWN: 2}
    assert store.report(run).run.links == 2
    store.record(run, [check(A)])
    assert store.report(run).verdicts() == {Verdict.OK: 1, Verdict.UNKNOWN: 1}
    assert store.progress(run) == (1, 1)
    assert_counts(store, run)


def test_an_answer_that_nobody_asked_for_is_kept(store: Store, run: int) -> None:
    number = store.add_document(run, letter("one.txt", A), {}, ())
    store.record(run, [check(A), check("https://elsewhere.example/"), answer(A)])
    dossier = store.dossier(run, number)
    assert set(dossier.checks) == {A}
    assert set(dossier.answers) == {A}
    assert store.progress(run) == (3, 3)
    assert_counts(store, run)


def test_what_letters_say_of_a_link_is_put_together(store: Store, run: int) -> None:
    for path, title, date in (("a.txt", "Title", "2018"), ("b.txt", "Other title", "2017-03")):
        target = Target(A, A, (title,), date)
        store.add_document(run, letter(path, A), {A: target}, [Task("live", "h", target)])
    (task,) = store.agenda(run).take("h", 9)
    assert task.target == Target(A, A, ("Title", "Other title"), "2017-03")
    store.finish(run)
    later = store.begin(PLAN).id
    newer = Target(A, A, ("Third title",), None)
    store.add_document(later, letter("c.txt", A), {A: newer}, [Task("live", "h", newer)])
    assert [each.target for each in store.agenda(later).take("h", 9)] == [newer]


def test_targets_may_come_with_the_tasks_alone(store: Store, run: int) -> None:
    targets = [Target(f"{A}/{number}", A, ("T",)) for number in range(2500)]
    document = letter("a.txt", *(each.key for each in targets))
    store.add_document(run, document, {}, (Task("live", "h", each) for each in targets))
    assert store.agenda(run).lanes() == {"h": 2500}
    assert store.agenda(run).take("h", 2500) == [Task("live", "h", each) for each in targets]
    assert_counts(store, run)


def test_a_letter_that_is_put_in_twice_is_there_once(store: Store, run: int) -> None:
    document = letter("a.txt", A, B)
    first = add(store, run, document, "wayback")
    store.agenda(run).take("a.example", 1)
    store.record(run, [check(A)])
    assert add(store, run, document, "wayback") == first
    assert list(store.document_ids(run)) == [first]
    assert store.progress(run) == (1, 4)
    assert store.agenda(run).lanes() == {"a.example": 1, "wayback": 2}
    assert_counts(store, run)


def test_another_reading_takes_the_place_of_the_earlier_one(store: Store, run: int) -> None:
    old = add(store, run, letter("a.txt", A, B, sha256="1" * 64), "wayback")
    add(store, run, letter("other.txt", B))
    store.record(run, [check(A), check(B)])
    store.save_findings(run, old, [finding(Severity.ERROR)])
    new = add(store, run, letter("a.txt", C, sha256="2" * 64), "wayback")
    assert [each.dossier.document.path for each in store.report(run).documents()] == [
        "a.txt",
        "other.txt",
    ]
    assert new in store.document_ids(run)
    assert old not in store.document_ids(run)
    assert store.report(run).verdicts() == {Verdict.OK: 1, Verdict.UNKNOWN: 1}
    assert store.report(run).severities() == {}
    assert_counts(store, run)


def test_a_report_tells_letters_by_path_and_counts_by_itself(store: Store, run: int) -> None:
    numbers = {
        path: add(store, run, letter(path, A, B)) for path in ("b.txt", "a/z.txt", "é.txt", "B.txt")
    }
    store.record(run, [check(A), check(B, Verdict.SOFT_404)])
    for path, number in numbers.items():
        store.save_findings(run, number, [finding(Severity.NOTE, path), finding(Severity.ERROR)])
    store.save_findings(run, numbers["b.txt"], [finding(Severity.WARNING, "b.txt")])
    report: Report = store.report()
    for _ in range(2):
        told = list(report.documents())
        assert [each.dossier.document.path for each in told] == sorted(numbers)
        assert [each.findings[0].message for each in told] == sorted(numbers)
    assert report.verdicts() == {Verdict.OK: 1, Verdict.SOFT_404: 1}
    assert report.severities() == {Severity.NOTE: 3, Severity.ERROR: 3, Severity.WARNING: 1}
    assert (report.run.documents, report.run.links) == (4, 2)


def test_a_report_leaves_out_the_text_of_pages_and_a_dossier_does_not(
    store: Store, run: int
) -> None:
    number = add(store, run, letter("a.txt", A))
    store.record(run, [check(A)])
    (told,) = store.report(run).documents()
    pages = []
    for dossier in (told.dossier, store.dossier(run, number)):
        exchange = dossier.checks[A].exchange
        assert exchange is not None
        assert exchange.page is not None
        pages.append((exchange.page.title, exchange.page.text, exchange.page.anchors))
    assert pages == [
        (f"Title of {A}", "", frozenset()),
        (f"Title of {A}", f"Text of {A}", frozenset({"top"})),
    ]


def test_a_failed_batch_leaves_nothing_behind(store: Store, run: int) -> None:
    add(store, run, letter("a.txt", A, B))

    def outcomes() -> Iterator[Check]:
        yield check(A)
        raise KeyError("a bug elsewhere")

    with pytest.raises(KeyError):
        store.record(run, outcomes())
    assert store.progress(run) == (0, 2)
    ask_all(store, run)
    assert store.progress(run) == (2, 2)
