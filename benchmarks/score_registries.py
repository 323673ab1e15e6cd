"""How well answers of registries are understood, on the project's own gold.

    python benchmarks/score_registries.py

Two parts, told apart: the gold that the code was written beside (tests/checker/registries/gold.py,
gold_searches.py) and a held-out part whose expectations were written before anything was run on it
(held_out.py). An answer counts as understood when outcome, title, authors, date and notices are all
as expected; a pair of citation and record when it is told as the same work, another work or
neither.

The bar is 0.97 on the gold, and nowhere may an answer that says nothing read as "does not exist".
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from shares import told

sys.path.insert(0, str(Path(__file__).parents[1]))

from checker.model import RegistryAnswer, RegistryOutcome, Target
from checker.registries import REGISTRIES
from tests.checker.registries.gold import GOLD, Answered
from tests.checker.registries.gold_searches import SEARCHES
from tests.checker.registries.held_out import LOOKUPS
from tests.checker.registries.held_out_pairs import PAIRS
from tests.checker.registries.told import meaning_of
from tests.checker.replay import SETTINGS, play

BAR = 0.97


def main() -> int:
    """Score and print; 1 below the bar."""
    os.environ.setdefault("OPENALEX_API_KEY", "any")
    gold = _lookups("gold, answers", (*GOLD, *SEARCHES))
    _lookups("held out, answers", LOOKUPS)
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for pair in PAIRS:
        all_[pair.meaning] += 1
        if meaning_of(pair) == pair.meaning:
            right[pair.meaning] += 1
        else:
            print(f"  not as expected: {pair.name} ({meaning_of(pair)})")
    told("held out, pairs of citation and record", right, all_)
    return 0 if gold >= BAR else 1


def _lookups(name: str, answers: Iterable[Answered]) -> float:
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    denied = 0
    for each in answers:
        all_[each.registry] += 1
        if _is_understood(each):
            right[each.registry] += 1
        else:
            print(f"  not as expected: {each.registry}, {each.name}")
        silent = each.outcome is RegistryOutcome.UNANSWERED
        denied += silent and _outcome(each) is RegistryOutcome.ABSENT
    share = told(name, right, all_)
    print(f"  silence that was read as absence: {denied}")
    return share if not denied else 0.0


def _is_understood(each: Answered) -> bool:
    answer = _answer(each)
    record = answer.record
    told = (
        answer.outcome,
        record.title if record else None,
        record.authors if record else (),
        record.published if record else None,
        tuple(update.kind for update in (record.updates if record else ())),
    )
    expected = (each.outcome, each.title, each.authors, each.published, each.updates)
    return told == expected and (not each.doi or (record is not None and record.doi == each.doi))


def _outcome(each: Answered) -> RegistryOutcome:
    return _answer(each).outcome


def _answer(each: Answered) -> RegistryAnswer:
    left = list(each.replies)
    access = getattr(SETTINGS.registries, each.registry)
    flow = REGISTRIES[each.registry](each.registry, access).lookup(Target(each.key, ""))
    return play(flow, {"*": lambda _: left.pop(0)}).answer


if __name__ == "__main__":
    sys.exit(main())
