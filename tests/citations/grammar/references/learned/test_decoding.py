"""The decoder against every row of labels that there is."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.grammar.references.learned.decoding import decode
from citations.grammar.references.learned.weights import Weights

SCORE = st.floats(-8, 8)


def _row(labels: int) -> st.SearchStrategy[list[float]]:
    return st.lists(SCORE, min_size=labels, max_size=labels)


MODELS = st.integers(1, 3).flatmap(
    lambda labels: st.tuples(
        st.lists(_row(labels), min_size=1, max_size=5),
        st.lists(_row(labels), min_size=labels, max_size=labels),
    )
)


def _score(path: tuple[int, ...], words: list[list[float]], following: list[list[float]]) -> float:
    own = sum(words[at][label] for at, label in enumerate(path))
    return own + sum(following[one][other] for one, other in pairwise(path))


@given(MODELS)
def test_no_row_of_labels_scores_higher(model: tuple[list[list[float]], list[list[float]]]) -> None:
    words, following = model
    rows = list(product(range(len(following)), repeat=len(words)))
    best = max(_score(path, words, following) for path in rows)
    found = tuple(each.label for each in decode(words, following))
    assert isclose(_score(found, words, following), best, abs_tol=1e-9)


@given(MODELS)
def test_probabilities_are_sums_over_all_rows(
    model: tuple[list[list[float]], list[list[float]]],
) -> None:
    words, following = model
    rows = list(product(range(len(following)), repeat=len(words)))
    shares = {path: exp(_score(path, words, following)) for path in rows}
    whole = sum(shares.values())
    for at, each in enumerate(decode(words, following)):
        share = sum(share for path, share in shares.items() if path[at] == each.label)
        assert isclose(each.sure, share / whole, rel_tol=1e-6, abs_tol=1e-9)


def test_scores_that_are_far_apart_stay_probabilities() -> None:
    found = decode([[900.0, -900.0], [-900.0, 900.0]], [[0.0, -5000.0], [0.0, 0.0]])
    assert all(0.0 <= each.sure <= 1.0 for each in found)


def test_no_words_have_no_labels() -> None:
    assert decode([], [[0.0]]) == []


TINY = (
    "version=1 date=2020-01-01 references=2 labels=AT",
    "A\tA50T10",
    "T\tA-200T50",
    "s=Ab\tA30T120",
    "s=I\tA400",
)


def test_weights_are_read_as_they_are_written() -> None:
    weights = Weights(TINY)
    assert weights.labels == "AT"
    assert weights.following == [[0.5, 0.1], [-2.0, 0.5]]
    assert weights.score(["s=Ab", "s=I", "s=unheard"]) == [4.3, 1.2]
    assert weights.score(["s=unheard"]) == [0.0, 0.0]


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="version 9"):
        Weights(["version=9 labels=A", "A\tA1"])
