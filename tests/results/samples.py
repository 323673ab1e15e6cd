"""Values for the tests of the database: small letters, and hypothesis strategies for every model.

The strategies are made from the models' own annotations, so that a field which a model gains is
drawn, and its way through the database tested, without a word here.
"""

from __future__ import annotations

import subprocess
import sys
import types
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Exchange,
    Hop,
    Judgement,
    Page,
    Request,
    Snapshot,
    Target,
    Task,
    Verdict,
)
from citations.model import Document, Link, LinkForm, LinkRole, Span
from results import Store
from results.connection import Connection
from results.model import RunPlan

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PLAN = RunPlan("check", "same letters, same questions", "0.1")

SIMPLE: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**63) + 1, 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=4),
    datetime: st.integers(-(2**31), 2**33).map(lambda second: EPOCH + timedelta(0, second, 7)),
    type(None): st.none(),
}


@cache
def every(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of an annotation; of a dataclass with every field drawn."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(every(each) for each in arguments))
    if get_origin(hint) is tuple:
        if arguments[-1] is ...:
            return st.lists(every(arguments[0]), max_size=2).map(tuple)
        return st.tuples(*(every(each) for each in arguments))
    if get_origin(hint) is frozenset:
        return st.frozensets(every(arguments[0]), max_size=3)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert isinstance(hint, type), hint
    assert is_dataclass(hint), hint
    hints = get_type_hints(hint)
    return st.builds(hint, **{each.name: every(hints[each.name]) for each in fields(hint)})


def link(url: str, at: int = 0, archive_of: str | None = None) -> Link:
    return Link(
        raw=url,
        url=url,
        span=Span(at, at + len(url)),
        line=at + 1,
        column=1,
        form=LinkForm.BARE,
        role=LinkRole.ARCHIVE if archive_of else LinkRole.SOURCE,
        archive_of=archive_of,
        key=url,
    )


def letter(path: str, *links: str | Link, sha256: str = "0" * 64) -> Document:
    return Document(
        path=path,
        format="text",
        sha256=sha256,
        text="",
        encoding="utf-8",
        title=None,
        date=None,
        notes=(),
        references=(),
        citations=(),
        links=tuple(
            each if isinstance(each, Link) else link(each, place)
            for place, each in enumerate(links)
        ),
        quotations=(),
    )


def host(url: str) -> str:
    return url.split("/")[2]


def add(store: Store, run: int, document: Document, *archives: str) -> int:
    """A letter into a run, with a live task for each link and one for each archive."""
    targets = {each.key: Target(each.key, each.url) for each in document.links}
    tasks = [Task("live", host(each.url), each) for each in targets.values()]
    tasks += [Task(name, name, each) for name in archives for each in targets.values()]
    return store.add_document(run, document, targets, tasks)


def check(url: str, verdict: Verdict = Verdict.OK, at: datetime | None = None) -> Check:
    now = at or datetime.now(UTC)
    exchange = Exchange(
        Request(url),
        200,
        (("content-type", "text/html"), ("etag", '"1"')),
        (Hop(url, 301, url + "#moved"), Hop(url + "#moved", 200)),
        page=Page(title=f"Title of {url}", text=f"Text of {url}", anchors=frozenset({"top"})),
        at=now,
    )
    return Check(url, url, Judgement(verdict, "a-reason", "evidence"), exchange, now)


def answer(
    url: str,
    outcome: ArchiveOutcome = ArchiveOutcome.FOUND,
    archive: str = "wayback",
    at: datetime | None = None,
) -> ArchiveAnswer:
    now = at or datetime.now(UTC)
    copies = (Snapshot(archive, f"https://archive.example/{url}", NOON, original=url),)
    found = outcome is ArchiveOutcome.FOUND
    return ArchiveAnswer(url, archive, outcome, copies if found else (), asked_at=now)


def ask_all(store: Store, run: int, verdict: Verdict = Verdict.OK) -> list[str]:
    """Takes and records until nothing is left; gives the keys in the order of asking."""
    agenda, asked = store.agenda(run), []
    for lane in agenda.lanes():
        while tasks := agenda.take(lane, 3):
            asked += [each.target.key for each in tasks]
            store.record(
                run,
                [
                    check(each.target.key, verdict)
                    if each.kind == "live"
                    else answer(each.target.key, archive=each.kind)
                    for each in tasks
                ],
            )
    return asked


def connection_of(store: Store) -> Connection:
    """What a store reads and writes through, for tests that look at rows or break them."""
    return store._connection


def assert_counts(store: Store, run: int) -> None:
    """The counts in `runs` are the numbers of what they count."""
    row = connection_of(store).one(
        "SELECT documents, links, tasks, done,"
        " (SELECT count(*) FROM run_documents WHERE run_id = runs.id),"
        " (SELECT count(*) FROM queue WHERE run_id = runs.id AND kind = 'live' AND cited),"
        " (SELECT count(*) FROM queue WHERE run_id = runs.id AND state <> 'unasked'),"
        " (SELECT count(*) FROM queue WHERE run_id = runs.id AND state = 'done')"
        " FROM runs WHERE id = ?",
        (run,),
    )
    assert row is not None
    assert tuple(row)[:4] == tuple(row)[4:]


def at_once(script: str, *arguments: Sequence[object]) -> list[str]:
    """What each of several processes printed: one for each list of arguments, all let go together
    where the script has read a line.
    """
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, *map(str, each)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in arguments
    ]
    for each in started:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    return [each.communicate(timeout=90)[0] for each in started]
