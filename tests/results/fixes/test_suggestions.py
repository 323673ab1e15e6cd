"""Findings show the citation with its copy where a copy was opened and shows the page."""

from __future__ import annotations

import pytest

from checker.model import SnapshotVerdict, Verdict
from results import find

from .samples import COPY, DEAD, copies, dossier, gone

NOTE = "The city agreed.[1] More.\n\n[1] {}\n"
CASES = {
    "bluebook": (f"See City, Report (2018), {DEAD}.", f"{DEAD} [{COPY}]"),
    "chicago": (
        f"City, “Report,” accessed March 4, 2018, {DEAD}.",
        f"{DEAD}, archived March 4, 2018, at {COPY}",
    ),
    "apa": (f"City. (2018, March 4). Report. Retrieved from {DEAD}", COPY),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("verdict", [Verdict.GONE, Verdict.SOFT_404, Verdict.PARKED])
def test_a_dead_link_comes_with_its_copy(name: str, verdict: Verdict) -> None:
    words, expected = CASES[name]
    told = dossier(NOTE.format(words), "a.txt", [gone(verdict=verdict)], copies())
    assert expected in [finding.suggestion for finding in find(told)]


def test_a_link_over_words_is_told_the_copy_alone() -> None:
    told = dossier(f"Said [the city]({DEAD}).", "a.md", [gone()], copies())
    assert COPY in [finding.suggestion for finding in find(told)]


@pytest.mark.parametrize(
    "words", [f"{DEAD} [{COPY}]", "https://doi.org/10.1000/182", "https://n2t.net/ark:/1/2"]
)
def test_what_needs_no_copy_gets_none(words: str) -> None:
    url = words.partition(" ")[0]
    told = dossier(NOTE.format(words), "a.txt", [gone(url, Verdict.PARKED)], copies(url))
    assert [f.suggestion for f in find(told) if f.code == "PC204"] == [None]


def test_a_copy_that_nobody_opened_is_not_suggested() -> None:
    unopened = copies(verdict=SnapshotVerdict.UNVERIFIED)
    told = dossier(NOTE.format(DEAD), "a.txt", [gone()], unopened)
    assert [f.suggestion for f in find(told) if f.code == "PC201"] == [None]
