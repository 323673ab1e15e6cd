"""A span is a frozen value like the others of the model, though it makes itself."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, replace

import pytest

from citations.grammar import Present
from citations.model import Span


def test_a_span_is_frozen_and_compares_by_its_ends() -> None:
    span = Span(2, end=5)
    with pytest.raises(FrozenInstanceError):
        span.start = 1  # type: ignore[misc]  # what is tried
    assert (span.start, span.end, len(span)) == (2, 5, 3)
    assert span == Span(2, 5)
    assert hash(span) == hash(Span(2, 5))
    assert sorted([Span(3, 4), Span(2, 6), span]) == [span, Span(2, 6), Span(3, 4)]
    assert repr(span) == "Span(start=2, end=5)"


def test_a_span_is_copied_and_sent_like_any_value() -> None:
    span = Span(2, 5)
    assert replace(span, end=9) == Span(2, 9)
    assert deepcopy(span) == pickle.loads(pickle.dumps(span)) == span


def test_hints_are_those_that_the_document_has_and_join_no_two_passages() -> None:
    present = Present(["See Roe, supra", "note 2, 8 U.S.C. § 1"])
    assert set(present.of[frozenset(("upra", "U.S.C", "C.F.R", "supranote"))]) == {"upra", "U.S.C"}
    assert present.of[frozenset(("Id.",))] == ()
