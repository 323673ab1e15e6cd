"""Two runs compared, letter by letter: what is new, still there, changed, mended.

Rules kept here:
- Pure: findings in, changes out.
- Not knowing is a value: a finding that is gone since nobody asked again, or since it is not to be
  told, is `unasked`, not mended.
- A note that got another number, or moved to another line, is no change.
- Where one finding about a link takes the place of another of the same hundred (unreachable, then
  gone), that is one change and not two; not where that one may still be true, or knew nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

from ..model import Brief, Change, ChangeKind, DocumentReport, Finding
from .fingerprints import fingerprinted

_Key = Callable[[Finding], Hashable]


def compare(
    before: Iterable[Finding],
    now: Iterable[Finding],
    was_asked: Callable[[Finding], bool] = lambda finding: True,
) -> tuple[Change, ...]:
    """What became of the findings of one letter.

    Args:
        before: of the earlier run.
        now: of the later run.
        was_asked: whether the later run asked what it takes to find this again, and was to tell it.

    Returns:
        The later run's findings in their order, then those that it did not find.
    """
    old = dict(fingerprinted(before))
    found: dict[int, Finding] = {}
    current = tuple(fingerprinted(now))
    for place, (mark, _) in enumerate(current):
        if mark in old:
            found[place] = old.pop(mark)
    left = list(old.values())
    _pair(current, found, left, lambda finding: (finding.code, finding.url))
    unasked = [each for each in left if not was_asked(each)]
    answered = [each for each in left if each.code in SILENCES and was_asked(each)]
    mended = [each for each in left if each.code not in SILENCES and was_asked(each)]
    _pair(current, found, mended, lambda finding: (finding.code[:3], finding.note, finding.url))
    _pair(current, found, mended, lambda finding: (finding.code[:3], finding.url))
    changes = [change(each, found.get(place)) for place, (_, each) in enumerate(current)]
    changes += [Change(ChangeKind.MENDED, each, each) for each in (*answered, *mended)]
    changes += [Change(ChangeKind.UNASKED, each, each) for each in unasked]
    return tuple(changes)


ARCHIVE_SILENT = "PC303"
REGISTRY_SILENT = "PC505"
SILENCES = frozenset({ARCHIVE_SILENT, REGISTRY_SILENT})
"""Findings that say what is not known: what is known later is no change of them."""


def _pair(
    current: tuple[tuple[str, Finding], ...],
    found: dict[int, Finding],
    rest: list[Finding],
    key: _Key,
) -> None:
    """Gives findings about an address that have no match yet what is left of the earlier run."""
    heirs: dict[Hashable, list[Finding]] = {}
    for each in reversed(rest):
        if each.url is not None:
            heirs.setdefault(key(each), []).append(each)
    taken: set[int] = set()
    for place, (_, each) in enumerate(current):
        if place not in found and each.url is not None and (left := heirs.get(key(each))):
            found[place] = left.pop()
            taken.add(id(found[place]))
    rest[:] = [each for each in rest if id(each) not in taken]


def change(now: Finding, before: Finding | None) -> Change:
    """What became of a finding that was told `before`, or not."""
    if before is None:
        return Change(ChangeKind.NEW, now)
    kind = ChangeKind.STILL if _is_told_alike(now, before) else ChangeKind.CHANGED
    return Change(kind, now, before)


def _is_told_alike(now: Finding, before: Finding) -> bool:
    """That a suggestion comes or goes is no news: archives are silent at times, and what they have
    has findings of its own.
    """
    suggested = {now.suggestion, before.suggestion} - {None}
    told = [(each.code, each.severity, each.message) for each in (now, before)]
    return len(suggested) < 2 and told[0] == told[1]


def change_words(told: DocumentReport | Brief) -> Mapping[Finding, str]:
    """`new`, `still` or `changed` for the letter's findings; empty where nothing was compared."""
    return {
        each.finding: each.kind.value
        for each in told.changes or ()
        if each.kind not in (ChangeKind.MENDED, ChangeKind.UNASKED)
    }
