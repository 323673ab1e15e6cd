"""Opens the copies that an archive names, the best first, until one shows what is cited.

Rules kept here:
- A copy is fetched raw: the bytes as captured, under the archive's own pace for replay.
- An archived redirect (3xx with Memento-Datetime) is followed to its target within the archive; the
  archive's own (another date, another spelling) is followed on the archive's host only.
- At most `settings.copies` copies are opened. One that shows what is cited ends the search; so does
  an archive that no longer answers, and one sound copy where there is no title to compare with.
- only_after_death is said of a copy that cannot be verified, was taken after the cited date, and
  has before it, but not before the cited date, an answer that shows the page gone: an archived 404
  or 410, "not found" page or parked domain, opened by us or named by the archive's index; and only
  where no sound copy lies before that answer. A copy that bears the cited title stays verified:
  the page had come back.
- When no copy that was named is one (all "none", or all withheld), the archive's answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..model import (
    REDIRECTS,
    USABLE,
    ArchiveAnswer,
    ArchiveOutcome,
    Exchange,
    Flow,
    Hop,
    Request,
    Snapshot,
    SnapshotVerdict,
    Target,
)
from ..reasons import one_line
from ..urls import fault, host, resolve, without_fragment
from .archive import Archive, original_in
from .choose import ranked
from .dates import from_http, wanted
from .links import parse_links
from .verdicts import Opened, Replayed, judge_copy

MOST_HOPS = 8
"""Requests for one copy."""
_MOST_BYTES = 5_000_000

_DOUBTFUL = frozenset({SnapshotVerdict.UNVERIFIED, SnapshotVerdict.WRONG_CONTENT})


@dataclass(slots=True)
class _Round:
    """The copies of one answer."""

    target: Target
    waiting: list[Snapshot]
    opened: list[Opened] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """Whether another copy would tell no more."""
        if not self.opened:
            return False
        last = self.opened[-1]
        if last.is_busy or last.snapshot.verdict is SnapshotVerdict.VERIFIED:
            return True
        return last.snapshot.verdict is SnapshotVerdict.UNVERIFIED and not self.target.titles


def opened(archive: Archive, target: Target, most: int) -> Flow[ArchiveAnswer]:
    """An archive's answer, with its `most` best copies opened and judged.

    The snapshots of the answer stand in the order in which a reader should be offered them: what
    was verified, what is sound, what was not opened, and then what is none.
    """
    answer = yield from archive.lookup(target)
    if answer.outcome is not ArchiveOutcome.FOUND or most < 1:
        return answer
    if all(each.evidence for each in answer.snapshots):
        return answer  # the archive's own record has judged them
    round_ = _Round(target, list(ranked((answer,), target.cited_at)))
    while round_.waiting and len(round_.opened) < most and not round_.is_settled:
        copy = round_.waiting.pop(0)
        replayed = yield from replay(archive, copy, dating=bool(target.titles))
        round_.opened.append(judge_copy(copy, replayed, target))
    copies = yield from _mourned(archive, round_)
    return _summed(answer, copies, round_.waiting)


def replay(archive: Archive, copy: Snapshot, *, dating: bool = False) -> Flow[Replayed]:
    """A copy as captured, with the archived redirects followed."""
    lane, _pace = archive.replay
    url, original = archive.raw(copy), copy.original or copy.url
    first: tuple[datetime, str | None] | None = None
    hops: list[Hop] = []
    seen: set[str] = set()
    while True:
        seen.add(url)
        exchange = yield Request(
            url, lane=lane, max_bytes=_MOST_BYTES, keep_body=True, dating=dating
        )
        at = _captured_at(exchange)
        if at is not None and first is None:
            first = (at, _original_of(exchange, url))
        step = _step(exchange, url)
        is_last = len(seen) >= MOST_HOPS
        if step is None or is_last:
            break
        inner = original_in(step) if host(step) == host(url) else None
        if at is None:
            if host(step) != host(url) or step in seen:
                break
            url = step
            continue
        # Raw bytes may come with the Location as it was: relative to the original, not to us.
        end = inner or _step(exchange, original) or step
        hops.append(Hop(original, exchange.status, location=end, elapsed=exchange.elapsed))
        moved = step if inner else archive.raw(replace(copy, original=end, captured_at=at))
        original = end
        if moved in seen:
            break
        url = moved
    hops.append(Hop(original, exchange.status, elapsed=exchange.elapsed))
    return Replayed(
        exchange,
        tuple(hops),
        first[0] if first else None,
        first[1] if first else None,
        is_capture=_captured_at(exchange) is not None,
    )


def _captured_at(exchange: Exchange) -> datetime | None:
    """The date of a capture; None for what the archive says itself ("found capture at …")."""
    if exchange.failure is not None or exchange.header("x-archive-redirect-reason"):
        return None
    return from_http(exchange.header("memento-datetime"))


def _step(exchange: Exchange, url: str) -> str | None:
    """Where an answer sends us: a redirect, or a page that refreshes at once."""
    if exchange.failure is not None:
        return None
    written = exchange.header("location") if exchange.status in REDIRECTS else ""
    if not written and exchange.status == 200 and exchange.page is not None:
        written = exchange.page.refresh or ""
    step = resolve(url, written) if written else None
    if step is None or fault(step) is not None:
        return None
    return without_fragment(step)


def _original_of(exchange: Exchange, url: str) -> str | None:
    """What a capture is of: its Link header's word, else what its address says."""
    text = ", ".join(value for name, value in exchange.headers if name == "link")
    for link in parse_links(text):
        if "original" in link.rels:
            return link.target
    return original_in(url)


def _mourned(archive: Archive, round_: _Round) -> Flow[list[Snapshot]]:
    """The opened copies, those from after the page's death marked."""
    copies = [each.snapshot for each in round_.opened]
    near = wanted(round_.target.cited_at)
    later = [each for each in copies if near is not None and each.captured_at > near]
    doubtful = [each for each in later if each.verdict in _DOUBTFUL and _was_seen(each, round_)]
    if near is None or not doubtful:
        return copies
    last = max(each.captured_at for each in doubtful)
    died = min(
        (each.snapshot.captured_at for each in _deaths(round_, near)),
        default=None,
    )
    if died is None or died >= last:
        died = yield from archive.gone_between(round_.target, near, last)
    if died is None or _has_sound_before(died, (*copies, *round_.waiting)):
        return copies
    return [
        _after(each, died) if each in doubtful and each.captured_at > died else each
        for each in copies
    ]


def _was_seen(copy: Snapshot, round_: _Round) -> bool:
    return not any(each.is_busy and each.snapshot is copy for each in round_.opened)


def _deaths(round_: _Round, near: datetime) -> list[Opened]:
    return [each for each in round_.opened if each.shows_death and each.snapshot.captured_at > near]


def _has_sound_before(moment: datetime, copies: Sequence[Snapshot]) -> bool:
    return any(each.verdict in USABLE and each.captured_at < moment for each in copies)


def _after(copy: Snapshot, died: datetime) -> Snapshot:
    said = f"the page was gone by {died:%Y-%m-%d}; {copy.evidence}"
    return replace(copy, verdict=SnapshotVerdict.ONLY_AFTER_DEATH, evidence=one_line(said))


_OFFERED = (SnapshotVerdict.VERIFIED, SnapshotVerdict.UNVERIFIED)


def _summed(
    answer: ArchiveAnswer, copies: Sequence[Snapshot], waiting: Sequence[Snapshot]
) -> ArchiveAnswer:
    """The archive's answer, once its copies were looked at."""
    good = [each for verdict in _OFFERED for each in copies if each.verdict is verdict]
    bad = [each for each in copies if each.verdict not in _OFFERED]
    everything = (*good, *waiting, *bad)
    verdicts = {each.verdict for each in everything}
    if verdicts == {SnapshotVerdict.NONE}:
        return replace(answer, outcome=ArchiveOutcome.ABSENT, snapshots=(), detail=bad[0].evidence)
    if verdicts == {SnapshotVerdict.BLOCKED}:
        return replace(answer, outcome=ArchiveOutcome.BLOCKED, snapshots=(), detail=bad[0].evidence)
    return replace(answer, snapshots=everything)
