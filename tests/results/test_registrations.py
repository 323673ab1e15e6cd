"""What registries said, in the database: kept, reused while fresh, and asked no more when stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checker import registered_names
from checker.model import (
    Record,
    RegistryAnswer,
    RegistryOutcome,
    Target,
    Task,
    Update,
    UpdateKind,
)
from citations.model import (
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Document,
    Identifier,
    Name,
    Span,
)
from results import Store

from .samples import PLAN, assert_counts, connection_of, letter

DAY = timedelta(days=1)
RECORD = Record(
    "The Night Bus",
    ("Ada Moreau", "Jun Sato"),
    "2018-03",
    "J. City Transp.",
    "journal-article",
    (Update(UpdateKind.RETRACTION, "https://doi.org/10.5555/notice", "2020-05-01"),),
    "10.5555/night",
)


def cited(*dois: str) -> tuple[Citation, ...]:
    first = Citation(
        "raw",
        Span(0, 3),
        CitationForm.FULL,
        CitationType.ARTICLE_JOURNAL,
        title="The Night Bus",
        authors=(Name("Moreau", "Ada"),),
        date=DateValue("2018", "2018"),
    )
    return tuple(replace(first, identifiers=(Identifier("doi", doi),)) for doi in dois)


def naming(path: str, *dois: str, sha256: str = "0" * 64) -> Document:
    return replace(letter(path, sha256=sha256), citations=cited(*dois))


def add(store: Store, run: int, document: Document) -> int:
    targets: dict[str, Target] = {}
    for citation in document.citations:
        targets.update((each.key, each) for each in registered_names(citation))
    tasks = [Task("crossref", "crossref", each) for each in targets.values()]
    return store.add_document(run, document, {}, tasks)


def say(doi: str, outcome: RegistryOutcome, age: timedelta = timedelta(0)) -> RegistryAnswer:
    record = RECORD if outcome is RegistryOutcome.REGISTERED else None
    at = datetime.now(UTC) - age
    return RegistryAnswer(f"doi:{doi}", "crossref", outcome, record, "as told", at)


def asked(store: Store, run: int) -> list[str]:
    """Keys that the run would still ask."""
    taken = store.agenda(run).take("crossref", 99)
    return sorted(each.target.key.partition("&")[0] for each in taken)


def test_an_answer_comes_back_with_every_field_of_its_record(store: Store) -> None:
    run = store.begin(PLAN).id
    one = add(store, run, naming("a.txt", "10.5555/a"))
    told = say("10.5555/a", RegistryOutcome.REGISTERED)
    store.record(run, [told])
    assert store.dossier(run, one).registrations == {"doi:10.5555/a": (told,)}
    assert_counts(store, run)


def test_a_record_of_an_earlier_version_has_no_doi(store: Store) -> None:
    run = store.begin(PLAN).id
    one = add(store, run, naming("a.txt", "10.5555/a"))
    store.record(run, [say("10.5555/a", RegistryOutcome.REGISTERED)])
    with connection_of(store).writing() as db:
        db.execute("UPDATE registry_answers SET record = json_remove(record, '$.doi')")
    ((answer,),) = store.dossier(run, one).registrations.values()
    assert answer.record == replace(RECORD, doi=None)


@pytest.mark.parametrize(
    ("outcome", "age", "reused"),
    [
        (RegistryOutcome.REGISTERED, timedelta(hours=23), True),
        (RegistryOutcome.ABSENT, timedelta(hours=23), True),
        (RegistryOutcome.REGISTERED, timedelta(hours=25), False),
        (RegistryOutcome.ABSENT, timedelta(hours=25), False),
        (RegistryOutcome.UNANSWERED, timedelta(0), False),
        (RegistryOutcome.REGISTERED, -timedelta(hours=2), False),
    ],
)
def test_what_a_registry_knew_is_reused_while_it_is_fresh(
    store: Store, outcome: RegistryOutcome, age: timedelta, reused: bool
) -> None:
    run = store.begin(replace(PLAN, fingerprint="before")).id
    add(store, run, naming("a.txt", "10.5555/a"))
    store.record(run, [say("10.5555/a", outcome, age)])
    store.finish(run)
    again = store.begin(replace(PLAN, fingerprint="again")).id
    add(store, again, naming("a.txt", "10.5555/a"))
    assert store.reuse(again, DAY) == reused
    assert ("doi:10.5555/a" in asked(store, again)) is not reused
    assert_counts(store, again)


def test_an_identifier_that_only_the_earlier_reading_gave_is_asked_no_more(store: Store) -> None:
    run = store.begin(PLAN).id
    add(store, run, naming("a.txt", "10.5555/a", "10.5555/b", sha256="1" * 64))
    add(store, run, naming("other.txt", "10.5555/b"))
    add(store, run, naming("a.txt", "10.5555/c", sha256="2" * 64))
    dois = [key for key in asked(store, run) if key.startswith("doi:")]
    assert dois == ["doi:10.5555/b", "doi:10.5555/c"]
    assert_counts(store, run)


def test_an_answer_of_a_stale_identifier_is_no_longer_counted(store: Store) -> None:
    run = store.begin(PLAN).id
    add(store, run, naming("a.txt", "10.5555/a", sha256="1" * 64))
    store.record(run, [say("10.5555/a", RegistryOutcome.ABSENT)])
    add(store, run, naming("a.txt", "10.5555/c", sha256="2" * 64))
    assert store.progress(run)[0] == 0
    assert_counts(store, run)


def test_a_link_that_another_letter_cites_stays_beside_a_name_that_goes(store: Store) -> None:
    run = store.begin(PLAN).id
    add(store, run, naming("a.txt", "10.5555/a", sha256="1" * 64))
    url = "https://a.example/x"
    target = Target(url, url)
    linked = letter("b.txt", url)
    store.add_document(run, linked, {url: target}, [Task("live", "a.example", target)])
    add(store, run, naming("a.txt", sha256="2" * 64))
    assert store.agenda(run).lanes() == {"a.example": 1}
    assert_counts(store, run)
