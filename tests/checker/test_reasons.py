"""The table of reasons is whole, its sentences are fit for an editor, and the page shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.fetching.failures import REASONS as FAILURES
from checker.model import Verdict
from checker.reasons import REASONS, VERDICTS, as_markdown, judged, one_line

DOCS = Path(__file__).parents[2] / "docs" / "verdicts.md"


def test_every_failure_of_the_fetcher_has_a_verdict() -> None:
    assert set(REASONS) >= FAILURES


def test_every_verdict_has_a_reason_and_a_meaning() -> None:
    assert {verdict for verdict, _ in REASONS.values()} == set(Verdict)
    assert set(VERDICTS) == set(Verdict)


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_a_slug_with_one_sentence(reason: str) -> None:
    sentence = REASONS[reason][1]
    assert reason == reason.lower()
    assert reason.replace("-", "").isalnum()
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert ". " not in sentence
    assert len(sentence) <= 120


def test_the_page_on_verdicts_is_the_table() -> None:
    assert DOCS.read_text(encoding="utf-8") == as_markdown(), (
        "write it anew: python -m checker.reasons > docs/verdicts.md"
    )


def test_an_unknown_reason_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        judged("never-heard-of")


@given(st.text(max_size=1000))
def test_evidence_is_one_bounded_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 200
    assert line.isprintable()
    assert judged("ok", text).evidence == line


def test_evidence_keeps_its_words() -> None:
    assert one_line("  two \n lines\t here ") == "two lines here"
    assert one_line("a\x1b[31mb\u202e") == "a\ufffd[31mb\ufffd"
    assert one_line("x" * 300) == "x" * 199 + "…"
