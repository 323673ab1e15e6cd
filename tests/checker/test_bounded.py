"""What is kept is bounded in number and in size, whatever is kept anew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.bounded import Bounded


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["a", "b", "c", "d"], ["b", "c", "d"]),  # three at most
        (["a" * 6, "b" * 6], ["b" * 6]),  # of ten letters together
        (["a", "b" * 11, "c"], ["c"]),  # what is too much is not kept
        (["a" * 4, "a" * 4, "a" * 4, "b"], ["a" * 4, "b"]),  # anew is not twice
    ],
)
def test_the_oldest_goes_first(words: list[str], left: list[str]) -> None:
    kept: Bounded[str, str] = Bounded(3, 10, len)
    for each in words:
        kept.keep(each, each)
    assert [each for each in dict.fromkeys(words) if kept.get(each) == each] == left


def test_what_was_met_again_goes_last() -> None:
    kept: Bounded[str, str] = Bounded(2, 10, len)
    kept.keep("a", "one")
    kept.keep("b", "two")
    assert kept.meet("a") == "one"
    assert kept.meet("z") is None
    kept.keep("c", "three")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("one", None, "three")


@given(st.lists(st.tuples(st.integers(0, 5), st.text(max_size=8))))
@settings(max_examples=100, deadline=None)
def test_never_more_than_may_be_held(given_: list[tuple[int, str]]) -> None:
    kept: Bounded[int, str] = Bounded(3, 12, len)
    for key, value in given_:
        kept.keep(key, value)
        held = [found for each in range(6) if (found := kept.get(each)) is not None]
        assert len(held) <= 3
        assert sum(map(len, held)) <= 12
        assert kept.get(key) == value
