"""Every recorded answer is understood as it was meant, by a flow that no socket sees."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import RegistryAnswer, RegistryOutcome, Request, Target
from checker.registries import REGISTRIES
from checker.registries.registry import Registry

from ..replay import AT, SETTINGS, Played, Recorded, play
from .gold import CLAIM, DCPD, FR, WORK, Answered
from .gold import GOLD as FIRST
from .gold_searches import LAW, ORDER, SEARCHES
from .held_out import LOOKUPS
from .held_out_pairs import PAIRS, Pair
from .told import meaning_of

GOLD = (*FIRST, *SEARCHES, *LOOKUPS)


@pytest.fixture(autouse=True)
def keys_of_services(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "key")


def registry(name: str) -> Registry:
    return REGISTRIES[name](name, getattr(SETTINGS.registries, name))


def replayed(answered: Answered) -> Played[RegistryAnswer]:
    left = list(answered.replies)

    def next_reply(request: Request) -> Recorded:
        return left.pop(0)

    played = play(registry(answered.registry).lookup(Target(answered.key, "")), {"*": next_reply})
    assert not left, "more was recorded than was asked for"
    return played


@pytest.mark.parametrize("answered", GOLD, ids=lambda each: each.name)
def test_an_answer_is_understood(answered: Answered) -> None:
    answer = replayed(answered).answer
    assert (answer.key, answer.registry, answer.asked_at) == (
        answered.key,
        answered.registry,
        AT,
    )
    assert answer.outcome is answered.outcome, answer.detail
    record = answer.record
    assert (record.title if record else None) == answered.title
    assert (record.authors if record else ()) == answered.authors
    assert (record.published if record else None) == answered.published
    assert tuple(each.kind for each in (record.updates if record else ())) == answered.updates
    if answered.doi:
        assert record is not None
        assert record.doi == answered.doi


@pytest.mark.parametrize("answered", GOLD, ids=lambda each: each.name)
def test_what_is_not_known_says_why_and_every_request_is_paced(answered: Answered) -> None:
    played = replayed(answered)
    if answered.outcome is RegistryOutcome.UNANSWERED:
        assert played.answer.detail
        assert played.answer.record is None
    for request in played.requests:
        assert request.lane == answered.registry
        assert request.keep_body
        assert request.max_bytes


@pytest.mark.parametrize("pair", PAIRS, ids=lambda each: each.name)
def test_a_record_is_the_cited_work_another_or_neither(pair: Pair) -> None:
    assert meaning_of(pair) == pair.meaning


def test_there_are_enough_and_every_registry_has_all_three_outcomes() -> None:
    assert len(GOLD) >= 40
    assert len({each.name for each in GOLD}) == len(GOLD)
    counts = Counter((each.registry, each.outcome) for each in GOLD)
    assert all(counts[name, outcome] for name in REGISTRIES for outcome in RegistryOutcome)


NAMES = [
    "status",
    "message",
    "result",
    "31234567",
    "data",
    "attributes",
    "title",
    "items",
    "author",
    "issued",
    "date-parts",
    "update-to",
    "updated-by",
    "titles",
    "creators",
    "DOI",
    "type",
    "responseCode",
    "references",
    "clusters",
    "ISBN:9780306406157",
    "results",
    "count",
    "suggestions",
    "citation",
    "document_numbers",
    "authorships",
    "primary_location",
    "relation",
    "is-preprint-of",
]
HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=100, deadline=None)
@given(HOSTILE, st.sampled_from(sorted(REGISTRIES)), st.sampled_from([200, 404]))
def test_no_answer_breaks_a_lookup(value: object, name: str, status: int) -> None:
    body = json.dumps(value).encode()
    for key in KEYS.get(name, ("doi:10.5555/x",)):
        answer = play(registry(name).lookup(Target(key, "")), {"*": Recorded(status, body)}).answer
        assert answer.outcome in RegistryOutcome


KEYS = {
    "pubmed": ("pmid:31234567",),
    "openlibrary": ("isbn:9780306406157",),
    "arxiv": ("arxiv:1",),
    "crossref": ("doi:10.5555/x", WORK, CLAIM),
    "openalex": ("doi:10.5555/x", WORK),
    "federalregister": (FR, ORDER),
    "govinfo": (DCPD, LAW),
}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(sorted(REGISTRIES)))
def test_no_bytes_say_that_something_does_not_exist(body: bytes, name: str) -> None:
    for key in KEYS.get(name, ("doi:10.5555/x",)):
        answer = play(registry(name).lookup(Target(key, "")), {"*": Recorded(200, body)}).answer
        assert answer.outcome is not RegistryOutcome.ABSENT or body.strip() == b"{}"
