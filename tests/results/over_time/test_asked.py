"""What a run's silence says, and what is news after a run that could not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from checker.model import ArchiveOutcome, Target, Task, Verdict
from results import Store
from results.model import Decision, Finding, Severity

from ..samples import answer, letter
from .test_history import NEW_YEAR, A, B, gone, kinds, run_of

OK, MOVED, GONE, BLOCKED = Verdict.OK, Verdict.MOVED, Verdict.GONE, Verdict.BLOCKED
TITLE = gone(A, code="PC401")
DOI = Finding("PC503", "s", Severity.ERROR, "The work with the DOI 10.1/x was retracted.", "a.txt")
NOTE = Finding("PC103", "s", Severity.WARNING, "Note 3 is missing.", "a.txt", note="3")
SILENT = replace(DOI, code="PC505", message="The DOI 10.1/x could not be looked up (Crossref).")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def codes(store: Store, run: int) -> dict[str, list[str]]:
    """By kind the codes of what became of findings since the run before."""
    found: dict[str, list[str]] = {}
    for _, changes in store.changes(run, str(run - 1)).changes():
        for each in changes:
            found.setdefault(each.kind.value, []).append(each.finding.code)
    return found


@pytest.mark.parametrize("verdict", [GONE, BLOCKED, Verdict.SOFT_404, Verdict.UNREACHABLE])
def test_what_a_page_says_is_neither_mended_nor_news_while_it_cannot_be_read(
    store: Store, verdict: Verdict
) -> None:
    run_of(store, 1, {A: OK}, [TITLE])
    down = run_of(store, 2, {A: verdict}, [gone(A)])
    assert codes(store, down) == {"new": ["PC201"], "unasked": ["PC401"]}
    run_of(store, 3, {A: verdict}, [gone(A)])
    back = run_of(store, 4, {A: MOVED}, [TITLE])
    assert codes(store, back) == {"still": ["PC401"], "mended": ["PC201"]}


def test_what_a_page_says_otherwise_when_it_is_back_is_told(store: Store) -> None:
    run_of(store, 1, {A: OK}, [TITLE])
    run_of(store, 2, {A: GONE}, [])
    other = run_of(store, 3, {A: OK}, [replace(TITLE, message="Another title.")])
    assert codes(store, other) == {"changed": ["PC401"]}
    run_of(store, 4, {A: OK}, [])
    run_of(store, 5, {A: GONE}, [])
    again = run_of(store, 6, {A: OK}, [TITLE])
    assert codes(store, again) == {"new": ["PC401"]}, "it was mended in run 4"


def test_a_page_that_never_answered_before_has_news(store: Store) -> None:
    run_of(store, 1, {A: GONE}, [])
    run_of(store, 2, {A: GONE}, [])
    first = run_of(store, 3, {A: OK}, [TITLE])
    assert codes(store, first) == {"new": ["PC401"]}


def archived(store: Store, day: int, outcome: ArchiveOutcome, code: str) -> int:
    """A run over a dead link, with what an archive answered and what follows from it."""
    run = run_of(store, day, {A: GONE}, [gone(A), gone(A, code=code)])
    target = Target(A, A)
    store.add_document(run, letter("a.txt", A), {A: target}, [Task("wayback", "w", target)])
    store.record(run, [answer(A, outcome)])
    return run


def test_an_archive_that_is_silent_for_a_while_brings_no_news(store: Store) -> None:
    archived(store, 1, ArchiveOutcome.ABSENT, "PC302")
    silent = archived(store, 2, ArchiveOutcome.UNANSWERED, "PC303")
    told = codes(store, silent)
    assert told == {"still": ["PC201"], "new": ["PC303"], "unasked": ["PC302"]}
    archived(store, 3, ArchiveOutcome.UNANSWERED, "PC303")
    back = archived(store, 4, ArchiveOutcome.ABSENT, "PC302")
    assert codes(store, back) == {"still": ["PC201", "PC302"], "mended": ["PC303"]}


def test_a_note_that_got_another_number_meanwhile_makes_no_news(store: Store) -> None:
    def told(day: int, outcome: ArchiveOutcome, code: str, note: str) -> int:
        run = archived(store, day, outcome, code)
        (number,) = store.document_ids(run)
        found = [replace(gone(A, code=each), note=note) for each in ("PC201", code)]
        store.save_findings(run, number, found)
        return run

    told(1, ArchiveOutcome.ABSENT, "PC302", "6")
    told(2, ArchiveOutcome.UNANSWERED, "PC303", "6")
    told(3, ArchiveOutcome.UNANSWERED, "PC303", "4")
    back = told(4, ArchiveOutcome.ABSENT, "PC302", "4")
    assert codes(store, back) == {"still": ["PC201", "PC302"], "mended": ["PC303"]}


def test_what_only_a_copy_shows_is_told_once(store: Store) -> None:
    """While the page is dead its copy is looked into, and archives are silent at times."""
    run_of(store, 1, {A: OK}, [])
    dead = run_of(store, 2, {A: GONE}, [TITLE])
    assert codes(store, dead) == {"new": ["PC401"]}
    run_of(store, 3, {A: GONE}, [])
    again = run_of(store, 4, {A: GONE}, [TITLE])
    assert codes(store, again) == {"still": ["PC401"]}


def test_an_archive_that_answers_beside_a_silent_one_says_nothing_for_it(store: Store) -> None:
    archived(store, 1, ArchiveOutcome.ABSENT, "PC302")
    half = archived(store, 2, ArchiveOutcome.ABSENT, "PC303")
    assert codes(store, half)["unasked"] == ["PC302"]


def test_a_registry_that_is_silent_for_a_while_brings_no_news(store: Store) -> None:
    run_of(store, 1, {A: OK}, [DOI])
    silent = run_of(store, 2, {A: OK}, [SILENT])
    assert codes(store, silent) == {"new": ["PC505"], "unasked": ["PC503"]}
    back = run_of(store, 3, {A: OK}, [DOI])
    assert codes(store, back) == {"still": ["PC503"], "mended": ["PC505"]}


def test_a_rule_that_ended_is_no_silence(store: Store) -> None:
    verdicts: dict[str, Verdict | None] = {A: GONE}
    run_of(store, 1, verdicts, [gone(A)])
    run = run_of(store, 2, verdicts, [])
    (number,) = store.document_ids(run)
    store.judged(run, number, store.dossier(run, number), [], [gone(A)])
    assert kinds(store, "1", run) == {"unasked": [A]}
    ended = run_of(store, 3, verdicts, [gone(A)])
    assert codes(store, ended) == {"new": ["PC201"]}, "it is to be told again"


def test_what_a_letter_itself_shows_is_known_whatever_the_web_does(store: Store) -> None:
    run_of(store, 1, {A: OK}, [NOTE])
    mended = run_of(store, 2, {A: None}, [])
    assert codes(store, mended) == {"mended": ["PC103"]}


def test_what_was_found_of_a_link_that_the_letter_no_longer_cites_is_mended(store: Store) -> None:
    run_of(store, 1, {A: OK}, [gone(B)])
    without = run_of(store, 2, {A: OK}, [])
    assert codes(store, without) == {"mended": ["PC201"]}


def test_of_two_works_without_an_address_each_has_its_own_news(store: Store) -> None:
    one = replace(DOI, note="1")
    other = replace(DOI, note="2", message="The work with the DOI 10.1/y was retracted.")
    run_of(store, 1, {A: OK}, [one])
    run_of(store, 2, {A: OK}, [replace(SILENT, note=note) for note in ("1", "2")])
    back = run_of(store, 3, {A: OK}, [one, other])
    assert codes(store, back) == {
        "still": ["PC503"],
        "new": ["PC503"],
        "mended": ["PC505", "PC505"],
    }


@pytest.mark.parametrize(("verdict", "became"), [(GONE, "unasked"), (OK, "mended")])
def test_a_link_that_a_person_judged_is_mended_when_it_answers(
    store: Store, verdict: Verdict, became: str
) -> None:
    """It is told no longer, but not because its page came back."""
    run_of(store, 1, {A: GONE}, [gone(A)])
    store.decide(Decision(A, "alive", NEW_YEAR.date().replace(year=2999), "seen", NEW_YEAR))
    after = run_of(store, 2, {A: verdict}, [])
    assert codes(store, after) == {became: ["PC201"]}
