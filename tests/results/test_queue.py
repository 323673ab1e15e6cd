"""The queue: handed out once, shared between runs, answered from what is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Agenda, ArchiveOutcome, SnapshotVerdict, Target, Task, Verdict
from results import Store
from results.queue import StoredAgenda

from .samples import (
    PLAN,
    add,
    answer,
    ask_all,
    assert_counts,
    at_once,
    check,
    connection_of,
    host,
    letter,
)

URLS = tuple(f"https://{name}.example/{number}" for name in "ab" for number in range(4))
DAY = timedelta(days=1)


@pytest.fixture
def run(store: Store) -> int:
    number = store.begin(PLAN).id
    add(store, number, letter("a.txt", *URLS), "wayback")
    return number


def keys(tasks: list[Task]) -> list[str]:
    return [each.target.key for each in tasks]


def test_it_is_an_agenda(store: Store, run: int) -> None:
    agenda: Agenda = store.agenda(run)
    assert agenda.lanes() == {"a.example": 4, "b.example": 4, "wayback": 8}


def test_each_task_is_handed_out_once_in_the_order_of_the_letter(store: Store, run: int) -> None:
    agenda = store.agenda(run)
    assert keys(agenda.take("b.example", 3)) == list(URLS[4:7])
    assert agenda.lanes() == {"a.example": 4, "b.example": 1, "wayback": 8}
    assert keys(agenda.take("b.example", 3)) == [URLS[7]]
    assert agenda.take("b.example", 3) == []
    assert agenda.take("elsewhere.example", 3) == []
    assert agenda.take("a.example", 0) == []
    assert agenda.lanes() == {"a.example": 4, "wayback": 8}
    (first,) = agenda.take("wayback", 1)
    assert first == Task("wayback", "wayback", Target(URLS[0], URLS[0]))


def test_another_agenda_and_another_process_do_not_get_them_again(
    path: Path, store: Store, run: int
) -> None:
    store.agenda(run).take("a.example", 1)
    assert keys(store.agenda(run).take("a.example", 1)) == [URLS[1]]
    with Store.open(path) as other:
        assert other.agenda(run).lanes() == {"a.example": 2, "b.example": 4, "wayback": 8}
        assert keys(other.agenda(run).take("a.example", 9)) == list(URLS[2:4])
    assert keys(store.agenda(run).take("a.example", 9)) == list(URLS[2:4])  # the other one left


def test_progress_counts_answers(store: Store, run: int) -> None:
    assert store.progress(run) == (0, 16)
    store.agenda(run).take("a.example", 4)
    assert store.progress(run) == (0, 16)
    store.record(run, [check(URLS[0]), check(URLS[1], Verdict.GONE), answer(URLS[0])])
    assert store.progress(run) == (3, 16)
    ask_all(store, run)
    store.record(run, [check(URLS[2]), check(URLS[3])])
    assert store.progress(run) == (16, 16)
    assert_counts(store, run)


class TestTwoRunsAtOnce:
    """Several runs on one database do not ask the same link twice."""

    @pytest.fixture
    def other(self, path: Path, run: int) -> Iterator[tuple[Store, int]]:
        with Store.open(path) as opened:
            number = opened.begin(PLAN).id
            assert number != run
            add(opened, number, letter("a.txt", *URLS), "wayback")
            yield opened, number

    def test_what_one_is_asking_the_other_does_not_get(
        self, store: Store, run: int, other: tuple[Store, int]
    ) -> None:
        theirs, number = other
        taken = keys(store.agenda(run).take("a.example", 3))
        assert theirs.agenda(number).lanes() == {"a.example": 1, "b.example": 4, "wayback": 8}
        assert theirs.waiting(number) == 3
        assert store.waiting(run) == 0
        assert set(keys(theirs.agenda(number).take("a.example", 9))) == set(URLS[:4]) - set(taken)
        assert store.waiting(run) == 1
        assert store.agenda(run).take("a.example", 9) == []
        assert "a.example" not in store.agenda(run).lanes()

    def test_the_answer_of_one_answers_the_other(
        self, store: Store, run: int, other: tuple[Store, int]
    ) -> None:
        theirs, number = other
        store.agenda(run).take("a.example", 2)
        made = check(URLS[0]), check(URLS[1], Verdict.GONE), answer(URLS[0])
        store.record(run, made)
        assert theirs.waiting(number) == 0
        assert theirs.progress(number) == (3, 16)
        dossier = theirs.dossier(number, 1)
        assert dossier.checks == {URLS[0]: made[0], URLS[1]: made[1]}
        assert dossier.answers == {URLS[0]: (made[2],)}
        assert_counts(theirs, number)
        asked = ask_all(theirs, number)
        assert len(asked) == 13
        assert theirs.progress(number) == store.progress(run) == (16, 16)
        assert store.agenda(run).lanes() == {}
        assert_counts(store, run)

    def test_not_knowing_is_no_answer_for_the_other(
        self, store: Store, run: int, other: tuple[Store, int]
    ) -> None:
        theirs, number = other
        store.agenda(run).take("a.example", 1)
        store.record(run, [check(URLS[0], Verdict.UNKNOWN)])
        assert theirs.progress(number) == (0, 16)
        assert keys(theirs.agenda(number).take("a.example", 1)) == [URLS[0]]

    def test_what_one_gives_back_the_other_can_have(
        self, path: Path, store: Store, run: int, other: tuple[Store, int]
    ) -> None:
        theirs, number = other
        store.agenda(run).take("a.example", 4)
        assert theirs.agenda(number).take("a.example", 4) == []
        store.finish(run, "interrupted")
        assert theirs.waiting(number) == 0
        assert keys(theirs.agenda(number).take("a.example", 4)) == list(URLS[:4])

    def test_what_a_dead_one_was_asking_the_other_can_have(
        self, store: Store, run: int, other: tuple[Store, int]
    ) -> None:
        theirs, number = other
        store.agenda(run).take("a.example", 4)
        assert theirs.waiting(number) == 4
        with connection_of(store).writing() as db:
            db.execute("UPDATE workers SET started = '1' WHERE id = 1")
        assert theirs.waiting(number) == 0
        assert theirs.agenda(number).lanes()["a.example"] == 4
        assert keys(theirs.agenda(number).take("a.example", 4)) == list(URLS[:4])

    def test_a_run_that_has_ended_gets_no_more_answers(
        self, store: Store, run: int, other: tuple[Store, int]
    ) -> None:
        theirs, number = other
        theirs.finish(number, "finished")
        store.record(run, [check(URLS[0])])
        assert theirs.progress(number) == (0, 16)


def test_processes_share_a_run_without_asking_twice(path: Path, store: Store, run: int) -> None:
    urls = [f"https://host{number % 7}.example/{number}" for number in range(150)]
    add(store, run, letter("big.txt", *urls))
    script = (
        "import sys\n"
        "from results import Store\n"
        "from tests.results.samples import answer, check\n"
        "with Store.open(sys.argv[1]) as store:\n"
        "    agenda = store.agenda(int(sys.argv[2]))\n"
        "    sys.stdin.readline()\n"
        "    while lanes := agenda.lanes():\n"
        "        for lane in lanes:\n"
        "            for task in agenda.take(lane, 2):\n"
        "                print(task.kind, task.target.key)\n"
        "                tell = check if task.kind == 'live' else answer\n"
        "                store.record(int(sys.argv[2]), [tell(task.target.key)])\n"
    )
    lines = [line for told in at_once(script, *[(path, run)] * 2) for line in told.splitlines()]
    wanted = [f"live {url}" for url in (*URLS, *urls)] + [f"wayback {url}" for url in URLS]
    assert sorted(lines) == sorted(wanted)
    assert_counts(store, run)


class TestReuse:
    """What was found living is not asked again while it is fresh; a failure always is."""

    def again(self, store: Store, *archives: str) -> int:
        run = store.begin(replace(PLAN, fingerprint="again")).id
        add(store, run, letter("a.txt", *URLS[:4]), *archives)
        return run

    def before(self, store: Store, *outcomes: object) -> None:
        """An earlier, finished run with these outcomes."""
        run = store.begin(replace(PLAN, fingerprint="before")).id
        add(store, run, letter("a.txt", *URLS[:4]), "wayback")
        store.record(run, outcomes)  # type: ignore[arg-type]  # samples give outcomes only
        store.finish(run)

    @pytest.mark.parametrize("verdict", Verdict)
    def test_only_living_links_are_reused(self, store: Store, verdict: Verdict) -> None:
        made = check(URLS[0], verdict)
        self.before(store, made)
        run = self.again(store)
        living = verdict in (Verdict.OK, Verdict.MOVED)
        assert store.reuse(run, DAY) == living
        assert store.progress(run) == (living, 4)
        assert store.dossier(run, 1).checks == ({URLS[0]: made} if living else {})
        assert (URLS[0] in keys(store.agenda(run).take("a.example", 9))) is not living
        assert_counts(store, run)

    @pytest.mark.parametrize(
        ("age", "reused"),
        [(timedelta(hours=23), 1), (timedelta(hours=25), 0), (-timedelta(hours=2), 0)],
        ids=["fresh", "old", "of the future"],
    )
    def test_only_fresh_checks_are_reused(self, store: Store, age: timedelta, reused: int) -> None:
        at = datetime.now(UTC) - age
        self.before(store, check(URLS[0], at=at), answer(URLS[0], at=at))
        assert store.reuse(self.again(store, "wayback"), DAY) == 2 * reused

    def test_any_age_will_do_when_the_bound_is_endless(self, store: Store) -> None:
        self.before(store, check(URLS[0], at=datetime(1990, 1, 1, tzinfo=UTC)))
        assert store.reuse(self.again(store), timedelta.max) == 1

    def test_the_newest_check_decides_but_not_knowing_does_not(self, store: Store) -> None:
        self.before(store, check(URLS[0]), check(URLS[1]), check(URLS[2]))
        self.before(
            store,
            check(URLS[0], Verdict.GONE),
            check(URLS[1], Verdict.UNKNOWN),
            check(URLS[2], Verdict.MOVED),
        )
        run = self.again(store)
        assert store.reuse(run, DAY) == 2
        verdicts = {
            key: each.judgement.verdict for key, each in store.dossier(run, 1).checks.items()
        }
        assert verdicts == {URLS[1]: Verdict.OK, URLS[2]: Verdict.MOVED}

    @pytest.mark.parametrize("outcome", ArchiveOutcome)
    def test_only_what_an_archive_knew_is_reused(
        self, store: Store, outcome: ArchiveOutcome
    ) -> None:
        made = answer(URLS[0], outcome)
        self.before(store, made)
        run = self.again(store, "wayback", "ours")
        known = outcome in (ArchiveOutcome.FOUND, ArchiveOutcome.ABSENT)
        assert store.reuse(run, DAY) == known
        assert store.dossier(run, 1).answers == ({URLS[0]: (made,)} if known else {})

    @pytest.mark.parametrize(
        ("evidence", "other", "reused"),
        [
            ("could not be opened: HTTP 503", SnapshotVerdict.UNVERIFIED, 0),
            ("could not be opened: read-timeout", SnapshotVerdict.VERIFIED, 1),
            ("the cited title is not on it", SnapshotVerdict.UNVERIFIED, 1),
        ],
    )
    def test_a_copy_that_the_archive_did_not_show_is_asked_for_again(
        self, store: Store, evidence: str, other: SnapshotVerdict, reused: int
    ) -> None:
        made = answer(URLS[0])
        (copy,) = made.snapshots
        copies = (replace(copy, evidence=evidence), replace(copy, verdict=other))
        self.before(store, replace(made, snapshots=copies))
        assert store.reuse(self.again(store, "wayback"), DAY) == reused

    def test_a_copy_near_to_another_date_is_looked_for_anew(self, store: Store) -> None:
        self.before(store, answer(URLS[0]))
        for date, reused in (("2018-03", 0), (None, 1)):
            run = store.begin(replace(PLAN, fingerprint=f"date {date}")).id
            target = Target(URLS[0], URLS[0], cited_at=date)
            task = Task("wayback", "wayback", target)
            store.add_document(run, letter("a.txt", URLS[0]), {target.key: target}, [task])
            assert store.reuse(run, DAY) == reused

    def test_what_is_done_stays_done(self, store: Store) -> None:
        self.before(store, check(URLS[0]))
        run = self.again(store)
        made = check(URLS[0], Verdict.GONE)
        store.record(run, [made])
        assert store.reuse(run, DAY) == 0
        assert store.dossier(run, 1).checks == {URLS[0]: made}

    def test_in_many_windows(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("results.queue.REUSED_AT_ONCE", 3)
        self.before(store, *(check(url) for url in URLS[:4]), answer(URLS[3]))
        run = self.again(store, "wayback")
        assert store.reuse(run, DAY) == 5
        assert store.reuse(run, DAY) == 0
        assert_counts(store, run)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "record", "waste", "add", "reuse", "resume"]),
        st.integers(0, 7),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_whatever_happens_the_counts_are_right_and_nothing_is_lost(
    steps: list[tuple[str, int]],
) -> None:
    with Store.open(":memory:") as store:
        run = store.begin(PLAN).id
        add(store, run, letter("a.txt", *URLS[:4]), "wayback")
        taken: list[Task] = []
        answered: set[tuple[str, str]] = set()
        agenda: StoredAgenda = store.agenda(run)
        for step, number in steps:
            url = URLS[number]
            match step:
                case "take":
                    got = agenda.take(host(url), 2) + agenda.take("wayback", 1)
                    assert not {(t.kind, t.target.key) for t in got} & answered
                    assert not [each for each in got if each in taken]
                    taken += got
                case "record" if taken:
                    done = taken.pop(number % len(taken))
                    live = done.kind == "live"
                    made = check(done.target.key) if live else answer(done.target.key)
                    store.record(run, [made])
                    answered.add((done.kind, done.target.key))
                case "waste":
                    store.record(run, [check(url, Verdict.GONE)])
                    answered.add(("live", url))
                    taken = [t for t in taken if (t.kind, t.target.key) != ("live", url)]
                case "add":
                    add(store, run, letter(f"{number}.txt", *URLS[number : number + 2]), "wayback")
                case "reuse":
                    store.reuse(run, DAY)
                case "resume":
                    store.finish(run, "interrupted")
                    assert store.begin(PLAN).id == run
                    taken = []
            assert_counts(store, run)
        for _, key in {each for each in answered if each[0] == "live"}:
            assert connection_of(store).rows(
                "SELECT 1 FROM checks JOIN urls ON urls.id = url_id WHERE key = ?", (key,)
            )
        store.finish(run, "interrupted")
        store.begin(PLAN)
        ask_all(store, run)
        done_tasks, all_tasks = store.progress(run)
        assert done_tasks == all_tasks
