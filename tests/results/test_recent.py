"""What was just met is found without a look, and never where its row does not stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from checker.model import Check, Page
from results import Store
from results.recent import MOST_PAGES, Recent

from .samples import add, check, connection_of, letter

A, B, C = (f"https://a.example/{name}" for name in "abc")
PAGE = Page(title="Not found", text="There is no such page.", words=5)


def saying(url: str, page: Page) -> Check:
    made = check(url)
    assert made.exchange is not None
    return replace(made, exchange=replace(made.exchange, page=page))


def pages(store: Store) -> list[tuple[str, str]]:
    return [
        tuple(row)
        for row in connection_of(store).rows(
            "SELECT checks.url, pages.title FROM checks JOIN pages ON pages.id = checks.page_id"
            " ORDER BY checks.url"
        )
    ]


def test_one_page_object_is_one_row_in_every_transaction(store: Store, run: int) -> None:
    add(store, run, letter("one.txt", A, B, C))
    store.record(run, [saying(A, PAGE)])
    store.record(run, [saying(B, PAGE)])
    store.record(run, [saying(C, replace(PAGE))])
    assert pages(store) == [(A, "Not found"), (B, "Not found"), (C, "Not found")]
    assert connection_of(store).rows("SELECT count(*) FROM pages")[0][0] == 1


def test_a_page_whose_transaction_failed_is_written_by_the_next(store: Store, run: int) -> None:
    add(store, run, letter("one.txt", A, B))

    def broken() -> Iterator[Check]:
        yield saying(A, PAGE)
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        store.record(run, broken())
    assert pages(store) == []
    store.record(run, [saying(A, PAGE)])
    assert pages(store) == [(A, "Not found")]


def test_a_link_that_was_taken_is_answered_in_its_own_row(store: Store, run: int) -> None:
    add(store, run, letter("one.txt", A, B))
    tasks = store.agenda(run).take("a.example", 2)
    assert sorted(task.target.key for task in tasks) == [A, B]
    store.record(run, [check(B), check(A)])
    store.record(run, [check(A)])  # once more, and by a look
    assert store.progress(run) == (2, 2)
    rows = connection_of(store).rows(
        "SELECT urls.key, checks.url FROM checks JOIN urls ON urls.id = checks.url_id ORDER BY key"
    )
    assert [tuple(row) for row in rows] == [(A, A), (B, B)]


def test_what_is_remembered_is_bounded() -> None:
    recent = Recent()
    met = [Page(title=str(number)) for number in range(MOST_PAGES + 1)]
    for number, page in enumerate(met):
        recent.keep(page, number)
    assert [recent.page(page) for page in (met[0], met[1], met[-1])] == [None, 1, MOST_PAGES]
    recent.taken(A, 7)
    assert (recent.link(A), recent.link(A)) == (7, None)
