"""What was just judged is told as the database has it, and only as long as that is so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checker.model import Exchange, Page, Request, Verdict
from results import Store, judged
from results.model import Decision, DocumentReport, Dossier, Evidence, Severity

from .samples import NOON, PLAN, add, answer, ask_all, check, letter
from .test_store_answers import finding

ONE, TWO = "https://a.example/1", "https://b.example/2"
FOUND = (finding(Severity.ERROR, "a.txt"),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


def keep(store: Store, run: int, number: int) -> Dossier:
    """Judge a letter, with the words of its pages at hand."""
    dossier = store.dossier(run, number)
    store.judged(run, number, dossier, FOUND)
    return dossier


def told(store: Store, run: int) -> list[DocumentReport]:
    return list(store.report(run).documents())


def told_anew(store: Store, run: int) -> list[DocumentReport]:
    """By a program that has just been started."""
    with Store.open(store.path, read_only=True) as reader:
        return told(reader, run)


def asked(store: Store, *urls: str) -> tuple[int, int]:
    """A run with one letter whose links are answered; one with a page, and a probe of it."""
    run = store.begin(PLAN).id
    number = add(store, run, letter("a.txt", *urls), "wayback")
    ask_all(store, run)
    page = Page(title="Doors", text="Doors are open. " * 9, anchors=frozenset({"top"}), words=27)
    exchange = Exchange(Request(urls[0]), 200, page=page, at=NOON)
    probe = replace(exchange, page=replace(page, title="Another"))
    store.record(run, [replace(check(urls[0]), exchange=exchange, probe=probe), answer(urls[-1])])
    return run, number


def test_a_judged_letter_is_told_without_being_read_and_is_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, number = asked(store, ONE, TWO)
    assert any(each.exchange and each.exchange.page for each in
               keep(store, run, number).checks.values())  # fmt: skip
    fresh = told_anew(store, run)
    assert fresh[0].findings == FOUND
    monkeypatch.setattr("results.dossiers.load_document", None)
    assert told(store, run) == fresh
    with pytest.raises(TypeError):
        store.dossier(run, number)


def test_what_was_answered_since_is_told(store: Store) -> None:
    run, number = asked(store, ONE, TWO)
    keep(store, run, number)
    store.record(run, [check(ONE, Verdict.GONE)])
    (now,) = told(store, run)
    assert now.dossier.checks[ONE].judgement.verdict is Verdict.GONE
    assert [now] == told_anew(store, run)


def test_what_was_asked_and_decided_since_is_told(store: Store) -> None:
    run, number = asked(store, ONE)
    keep(store, run, number)
    store.decide(Decision(ONE, "alive", NOON.date().replace(year=2999), "seen", NOON))
    assert told(store, run) == told_anew(store, run)
    assert ONE in told(store, run)[0].dossier.decisions
    add(store, run, letter("a.txt", ONE, TWO, sha256="1" * 64))
    (now,) = told(store, run)
    assert len(now.dossier.document.links) == 2


def test_what_another_judging_said_is_told(store: Store) -> None:
    run, number = asked(store, ONE)
    keep(store, run, number)
    store.judged(run, number, replace(store.dossier(run, number), evidence=Evidence()), ())
    assert told(store, run) == told_anew(store, run)
    assert told(store, run)[0].findings == ()


def test_no_more_is_held_than_there_is_room_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "MOST_LINKS", 5)
    held = judged.Judged()
    run, number = asked(store, ONE, TWO)
    dossier = store.dossier(run, number)
    for _ in range(9):
        held.keep(run, number, dossier)
    held.keep(run, 8, dossier)
    assert held.get(run, number)
    assert held.get(run, 8) is None
