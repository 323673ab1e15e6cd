"""What was just judged is told as the database has it, and only as long as that is so."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checker.model import Exchange, Hop, Page, Request, Verdict
from citations import read
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
    run, number = asked(store, ONE, TWO)
    dossier = store.dossier(run, number)
    monkeypatch.setattr(judged, "MOST_BYTES", 3 * judged._size(dossier) // 2)
    held = judged.Judged()
    for _ in range(9):
        held.keep(run, number, dossier)
    held.keep(run, 8, dossier)
    assert held.get(run, number)
    assert held.get(run, 8) is None


def _with_headers(dossier: Dossier) -> Dossier:
    """A hundred headers, as long as they are kept."""
    found = dossier.checks[ONE]
    assert found.exchange is not None
    long = tuple((f"x-{at}", f"{at:0512}") for at in range(100))
    said = replace(found, exchange=replace(found.exchange, headers=long))
    return replace(dossier, checks={**dossier.checks, ONE: said})


def _with_hops(dossier: Dossier) -> Dossier:
    found = dossier.checks[ONE]
    assert found.exchange is not None
    far = tuple(Hop(f"{ONE}?{at:030000}", 302, f"{ONE}?{at + 1:030000}") for at in range(3))
    led = replace(found, exchange=replace(found.exchange, hops=far))
    return replace(dossier, checks={**dossier.checks, ONE: led})


def _with_notes(dossier: Dossier) -> Dossier:
    letter = read(
        "".join(f"A claim.[^{at}]\n\n[^{at}]: {'Words. ' * 99}\n\n" for at in range(99)).encode(),
        "a.md",
    )
    return replace(dossier, document=replace(letter, text=""))


def _with_citations(dossier: Dossier) -> Dossier:
    words = "See " + "; ".join(f"Jane Roe, *Boats {at}* (2018)" for at in range(200))
    return replace(dossier, document=read(f"A.[^1]\n\n[^1]: {words}.\n".encode(), "a.md"))


@pytest.mark.parametrize("grown", [_with_headers, _with_hops, _with_notes, _with_citations])
def test_what_servers_and_letters_make_long_is_counted(
    store: Store, grown: Callable[[Dossier], Dossier]
) -> None:
    """By two thirds to twice of what it takes."""
    run, number = asked(store, ONE, TWO)
    dossier = store.dossier(run, number, whole=lambda _: False)
    grown(dossier)  # what reading loads is not the letter's
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        large = grown(dossier)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    counted = judged._size(large) - judged._size(dossier)
    assert 2 * taken / 3 < counted < 2 * taken
