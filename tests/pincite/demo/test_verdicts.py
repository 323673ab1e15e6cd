"""The whole way through the demo: every cited address is judged as its row claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from checker import REASONS
from checker.model import ArchiveAnswer, ArchiveOutcome, Check, Verdict
from citations import canonical_key
from pincite.asking import State
from pincite.demo import DemoWorld, demo_world
from pincite.demo.archive import Hold
from pincite.demo.site import Place, places
from pincite.pipeline import check
from pincite.settings import Settings
from results import Store


@dataclass(frozen=True)
class Played:
    """A run over the demo's letters."""

    world: DemoWorld
    checks: dict[str, Check]
    answers: dict[str, dict[str, ArchiveAnswer]]
    """By key, then by archive."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield play(folder)


def play(folder: Path) -> Played:
    """Check the demo's letters as `pincite demo` does."""
    with demo_world() as world, Store.open(folder / "demo.db") as store:
        for name, data in world.letters:
            (folder / name).write_bytes(data)
        settings = replace(Settings(), crawl=world.crawl, archives=world.crawl.archives)
        paths = [str(folder / name) for name, _ in world.letters]
        run = check(paths, settings, store)
        assert (run.state, run.problems) == (State.FINISHED, ())
        checks: dict[str, Check] = {}
        answers: dict[str, dict[str, ArchiveAnswer]] = {}
        for document in run.report.documents():
            checks.update(document.dossier.checks)
            for key, given in document.dossier.answers.items():
                answers[key] = {answer.archive: answer for answer in given}
        return Played(world, checks, answers)


def by_url(url: str) -> Place:
    return next(place for place in places() if place.url == url)


URLS = [place.url for place in places()]


@pytest.mark.parametrize("url", URLS)
def test_a_place_is_judged_as_its_row_claims(played: Played, url: str) -> None:
    place, judged = by_url(url), played.checks[canonical_key(url)].judgement
    assert judged.reason in place.reasons, judged
    assert judged.verdict is REASONS[judged.reason][0]
    if judged.reason == place.reasons[0]:
        assert judged.verdict is place.verdict


def test_the_first_reason_of_every_row_is_the_one_of_its_verdict() -> None:
    for place in places():
        assert REASONS[place.reasons[0]][0] is place.verdict


def expected_outcome(held: object) -> ArchiveOutcome:
    if held is Hold.EXCLUDED:
        return ArchiveOutcome.BLOCKED
    if held is Hold.SILENT:
        return ArchiveOutcome.UNANSWERED
    found = isinstance(held, tuple) and any(capture.status == 200 for capture in held)
    return ArchiveOutcome.FOUND if found else ArchiveOutcome.ABSENT


ASKED = [place.url for place in places() if place.verdict not in (Verdict.SKIPPED, Verdict.INVALID)]


@pytest.mark.parametrize("url", ASKED)
def test_the_archives_tell_what_they_hold(played: Played, url: str) -> None:
    place, given = by_url(url), played.answers[canonical_key(url)]
    assert given["wayback"].outcome is expected_outcome(place.wayback)
    assert given["memento"].outcome is expected_outcome(place.memento)


@pytest.mark.parametrize(
    ("url", "stamp"),
    [
        # Cited with a date of publication: the copy of the next day, out of three.
        ("http://news.example/2021/01/05/night-readers", "20210106031200"),
        # Last visited in May 2016: not the copy of the domain seller's page.
        ("http://literacynow.example/about", "20160518210000"),
    ],
)
def test_the_copy_nearest_to_the_cited_date_comes_first(
    played: Played, url: str, stamp: str
) -> None:
    first = played.answers[canonical_key(url)]["wayback"].snapshots[0]
    assert first.captured_at.strftime("%Y%m%d%H%M%S") == stamp


def test_an_address_that_two_letters_cite_is_asked_once(played: Played) -> None:
    assert played.world.web.count("journal.example", "/articles/open-doors-library-hours") == 1


def test_what_is_skipped_or_invalid_is_never_asked(played: Played) -> None:
    hosts = {seen.host for seen in played.world.web.requests}
    assert not hosts & {"intranet.city.example", "192.168.10.4", "readinglab.example"}
