"""Copies that were opened and cannot serve: what PC308, PC309 and PC310 share.

Rules kept here:
- A finding speaks of the archives' copies only where none of them can be shown and the letter cites
  no copy of its own; one good copy is enough.
- One finding for a link: of several bad copies the best, as the archives' answers have them.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Snapshot, SnapshotVerdict

from ...model import Dossier, Finding
from ..cited import CitedLink, cited_links
from ..examples import (
    REPORT,
    answer_with,
    asked,
    check,
    copy_of,
    letter,
    link,
    note,
    one_link,
)
from ..rule import Examples, Rule
from .cited_dates import nearest_copy

FAILED = (
    SnapshotVerdict.ONLY_AFTER_DEATH,
    SnapshotVerdict.WRONG_CONTENT,
    SnapshotVerdict.ERROR_CAPTURE,
)
"""The one that tells most first."""


def bad_copies(dossier: Dossier, verdict: SnapshotVerdict) -> Iterator[tuple[CitedLink, Snapshot]]:
    """Every source of which the archives have copies that cannot serve, `verdict` the telling one.

    The copy is the first that has the verdict.
    """
    for cited in cited_links(dossier):
        if not cited.answers or not cited.is_source or cited.copies:
            continue
        if nearest_copy(cited.answers, None) is not None:
            continue
        copies = [each for answer in cited.answers for each in answer.snapshots]
        found = {each.verdict for each in copies}
        if next((each for each in FAILED if each in found), None) is verdict:
            yield cited, next(each for each in copies if each.verdict is verdict)


def told(rule: Rule, dossier: Dossier, verdict: SnapshotVerdict, words: str) -> Iterator[Finding]:
    """The findings of a rule; `words` say of the copy what is wrong with it."""
    for cited, copy in bad_copies(dossier, verdict):
        message = f"The copy of {copy.captured_at:%Y-%m-%d} in {copy.archive} {words}."
        yield rule.found(cited.place, message)


_ANOTHER = "https://other.example/"
_CITED = "https://perma.cc/AB12-CD34"


def examples(verdict: SnapshotVerdict, weaker: SnapshotVerdict | None = None) -> Examples:
    """Dossiers for one verdict; `weaker` is one that is not told beside it."""
    bad = answer_with(("2019-03-04", verdict))
    better = answer_with(("2019-03-04", verdict), ("2018-03-04", SnapshotVerdict.VERIFIED))
    unopened = answer_with(("2018-01-01", SnapshotVerdict.UNVERIFIED), archive="ours")
    other = answer_with(("2019-03-04", next(each for each in FAILED if each is not verdict)))
    mixed = answer_with(("2017-01-01", weaker or verdict), ("2019-03-04", verdict))
    cites_one = note("1", links=[link(), copy_of(REPORT, _CITED, at=len(REPORT) + 2)])
    after_another = note("1", links=[link(_ANOTHER), link(at=len(_ANOTHER) + 2)])
    return Examples(
        valid=(
            one_link(check()),
            one_link(check(), better),
            one_link(check(), bad, unopened),
            one_link(check(), other),
            asked(letter(cites_one), [check(), check(_CITED)], bad),
        ),
        invalid=(
            one_link(check(), bad),
            one_link(check(), mixed),
            asked(letter(after_another), [check(_ANOTHER), check()], bad),
        ),
    )
