"""What an opened copy shows: a replayed capture to a SnapshotVerdict. Pure.

Rules kept here:
- Only Memento-Datetime proves a capture: 404 with it is an archived 404, 404 without it is no
  capture, and 200 without it proves nothing.
- A capture is judged as the page was: its answer is put back under the original's address, and the
  rules of checker.judging.judge (soft 404, parked, wall, login) speak.
- "verified" needs a cited title on the page. "wrong_content" needs a witness: another original,
  somebody else's page, or a title of which neither name nor words are on the page. Whatever lies
  between them is "unverified": we have looked, and cannot tell.
- What could not be opened is unverified as well, never "none".

Sources: RFC 7089; the Internet Archive's replay (X-Archive-Orig-*, X-Archive-Redirect-Reason).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ..judging.judge import judge
from ..match import same_title
from ..model import (
    Exchange,
    Hop,
    Judgement,
    Page,
    Request,
    Snapshot,
    SnapshotVerdict,
    Target,
    Verdict,
)
from ..reasons import one_line
from ..services import trouble_of
from ..wording import agrees, resembles, words
from .archive import excluded, like_original
from .dates import to_timestamp

FOREIGN = 0.5
"""Part of a title's words that must stand anywhere on a page that may still be the cited one."""
_FEWEST_WORDS = 30
"""A page of fewer words says too little to be called another page."""
_ORIGINAL_HEADER = "x-archive-orig-"
_PLAIN = frozenset({"content-type", "content-length"})
_NO_ANSWER = frozenset({408, 425, 429})
_WITHHELD = frozenset({401, 403, 451})
_GONE_REASONS = frozenset({"not-found", "gone-410", "not-found-page"})


@dataclass(frozen=True, slots=True)
class Replayed:
    """A copy as an archive played it."""

    exchange: Exchange
    """The last answer, as it came."""
    hops: tuple[Hop, ...]
    """The way that was captured, under the addresses of the originals."""
    at: datetime | None = None
    """Memento-Datetime of the first capture on the way; None where there was none."""
    original: str | None = None
    """What the archive says that this first capture is of."""
    is_capture: bool = False
    """Whether the last answer is a capture itself."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A copy with its verdict, and what else it tells."""

    snapshot: Snapshot
    shows_death: bool = False
    """The page itself was gone, or in other hands, when this was captured."""
    is_busy: bool = False
    """The archive did not answer; it may not answer for the next copy either."""


_OF_JUDGEMENT: Mapping[Verdict, SnapshotVerdict] = {
    Verdict.SOFT_404: SnapshotVerdict.ERROR_CAPTURE,
    Verdict.GONE: SnapshotVerdict.ERROR_CAPTURE,
    Verdict.UNREACHABLE: SnapshotVerdict.ERROR_CAPTURE,
    Verdict.BLOCKED: SnapshotVerdict.ERROR_CAPTURE,
    Verdict.PAYWALLED: SnapshotVerdict.ERROR_CAPTURE,
    Verdict.PARKED: SnapshotVerdict.WRONG_CONTENT,
}
"""What the judge's verdict on a captured answer makes of the copy; the others are pages."""


def judge_copy(copy: Snapshot, replayed: Replayed, target: Target) -> Opened:
    """The copy with its verdict, its evidence and the moment that was really captured."""
    if not replayed.is_capture or replayed.at is None:
        return _no_capture(copy, replayed.exchange)
    shown = _dated(copy, replayed.at)
    wanted = target.archive_of or target.url
    if replayed.original is not None and not like_original(replayed.original, wanted):
        said = f"a capture of {replayed.original}"
        return _told(shown, SnapshotVerdict.WRONG_CONTENT, said)
    page = _as_it_was(replayed)
    judgement = judge(page, replace(target, url=wanted, archive_of=None))
    verdict = _OF_JUDGEMENT.get(judgement.verdict)
    if verdict is not None:
        dead = verdict is SnapshotVerdict.WRONG_CONTENT or judgement.reason in _GONE_REASONS
        return _told(shown, verdict, _why(judgement), shows_death=dead)
    told = _told(shown, *_compared(page, target.titles))
    if told.snapshot.verdict is SnapshotVerdict.WRONG_CONTENT or page.truncated:
        return told  # half a page is no witness: what it lacks may stand in the other half
    return replace(told, snapshot=replace(told.snapshot, page=page.page))


def _no_capture(copy: Snapshot, exchange: Exchange) -> Opened:
    """What an answer without Memento-Datetime says of a copy."""
    if exchange.failure is not None or exchange.status is None:
        said = f"could not be opened: {trouble_of(exchange)}"
        return _told(copy, SnapshotVerdict.UNVERIFIED, said, is_busy=True)
    status = exchange.status
    if excluded(exchange) or status in _WITHHELD:
        return _told(copy, SnapshotVerdict.BLOCKED, f"HTTP {status}: the archive withholds it")
    if status in _NO_ANSWER or status >= 500:
        said = f"could not be opened: HTTP {status}"
        return _told(copy, SnapshotVerdict.UNVERIFIED, said, is_busy=True)
    if status in (404, 410):
        return _told(copy, SnapshotVerdict.NONE, f"HTTP {status}: no capture at this address")
    said = f"HTTP {status} without Memento-Datetime proves no capture"
    return _told(copy, SnapshotVerdict.UNVERIFIED, said)


def _dated(copy: Snapshot, at: datetime) -> Snapshot:
    """The copy with the date of what was shown: an archive may move us to another capture."""
    if at == copy.captured_at:
        return copy
    url = copy.url.replace(to_timestamp(copy.captured_at), to_timestamp(at), 1)
    return replace(copy, captured_at=at, url=url, digest=None)


def _as_it_was(replayed: Replayed) -> Exchange:
    """The captured answer under the original's addresses, with the original's headers."""
    exchange = replayed.exchange
    kept = tuple(
        (name.removeprefix(_ORIGINAL_HEADER), value)
        for name, value in exchange.headers
        if name.startswith(_ORIGINAL_HEADER)
    )
    if kept:
        kept += tuple(each for each in exchange.headers if each[0] in _PLAIN)
    return replace(
        exchange,
        request=Request(replayed.hops[0].url),
        headers=kept or exchange.headers,
        hops=replayed.hops,
    )


def _why(judgement: Judgement) -> str:
    return f"{judgement.reason}: {judgement.evidence}" if judgement.evidence else judgement.reason


def _compared(exchange: Exchange, titles: tuple[str, ...]) -> tuple[SnapshotVerdict, str]:
    """A sound capture against the cited titles."""
    page = exchange.page
    shown = _shown_title(page)
    if page is None or not (page.text or shown):
        kind = exchange.header("content-type", "no type").partition(";")[0]
        return SnapshotVerdict.UNVERIFIED, f"no words to compare ({kind})"
    said = f"titled “{shown}”" if shown else f"{page.words} words without a title"
    if not any(words(title) for title in titles):
        return SnapshotVerdict.UNVERIFIED, f"the citation gives no title to compare; {said}"
    if _bears(page, titles):
        return SnapshotVerdict.VERIFIED, said
    if page.words >= _FEWEST_WORDS and shown and _is_foreign(page, titles):
        return SnapshotVerdict.WRONG_CONTENT, said
    return SnapshotVerdict.UNVERIFIED, f"the cited title is not on it; {said}"


def _shown_title(page: Page | None) -> str | None:
    return (page.title or page.heading) if page is not None else None


def _bears(page: Page, titles: tuple[str, ...]) -> bool:
    own = [each for each in (page.title, page.heading) if each]
    return agrees(page, titles) or any(same_title(one, two) for one in titles for two in own)


def _is_foreign(page: Page, titles: tuple[str, ...]) -> bool:
    """Whether hardly a word of any cited title stands on the page."""
    if resembles(page, titles):
        return False
    shown = set(words(f"{page.title or ''} {page.heading or ''} {page.text}"))
    for title in titles:
        cited = set(words(title))
        if len(cited & shown) >= FOREIGN * len(cited):
            return False
    return True


def _told(
    copy: Snapshot,
    verdict: SnapshotVerdict,
    evidence: str,
    *,
    shows_death: bool = False,
    is_busy: bool = False,
) -> Opened:
    judged = replace(copy, verdict=verdict, evidence=one_line(evidence))
    return Opened(judged, shows_death=shows_death, is_busy=is_busy)
