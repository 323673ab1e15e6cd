"""What every archive has, and how an archive answers.

Rules kept here:
- A copy is found, absent, blocked or unanswered, and the last two never read as the second.
- An answer keeps its snapshots nearest to the wanted date first.
- A lookup is a Flow: it yields Requests and reads Exchanges; it never asks by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from citations import is_archive_url

from ..model import ArchiveAnswer, ArchiveOutcome, Exchange, Flow, Pace, Snapshot, Target
from ..reasons import one_line
from ..services import trouble_of
from ..urls import folded, without_fragment

_BLOCKED_MARKS = (
    b"AdministrativeAccessControlException",
    b"RobotAccessControlException",
    b"URL has been excluded",
    b"excluded from the Wayback Machine",
)


class Archive(Protocol):
    """One archive of the settings."""

    @property
    def name(self) -> str:
        """What settings and reports call it; the `kind` of its Tasks."""

    @property
    def lane(self) -> str:
        """The lane that all its requests share."""

    @property
    def pace(self) -> Pace:
        """How fast that lane may be asked."""

    @property
    def replay(self) -> tuple[str, Pace]:
        """The lane in which its copies are opened, and its pace; it may be that of the index."""

    def covers(self, target: Target) -> bool:
        """Whether it can tell of this link."""

    def serves(self, url: str) -> bool:
        """Whether an address is that of one of its copies: who asks for it, asks this archive."""

    def lookup(self, target: Target) -> Flow[ArchiveAnswer]:
        """The copies of a link's page, nearest to Target.cited_at; the newest without a date."""

    def raw(self, copy: Snapshot) -> str:
        """Where the bytes of a copy stand as they were captured."""

    def gone_between(
        self, target: Target, since: datetime, until: datetime
    ) -> Flow[datetime | None]:
        """When the archive captured the page's first 404 or 410 within a time.

        None where it did not, cannot tell without opening copies, or does not answer.
        """


def is_source(target: Target) -> bool:
    """Whether a link is a page of which an archive may have a copy: no copy, that is."""
    return target.archive_of is None and not is_archive_url(target.url)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question to one archive: makes its answers."""

    archive: str
    target: Target

    @property
    def url(self) -> str:
        """What copies are wanted of: the original, where the link is a copy itself."""
        return without_fragment(self.target.archive_of or self.target.url)

    def found(self, snapshots: Iterable[Snapshot], exchange: Exchange) -> ArchiveAnswer:
        """Copies, nearest first."""
        return self._answer(ArchiveOutcome.FOUND, "", exchange, tuple(snapshots))

    def absent(self, exchange: Exchange, detail: str = "") -> ArchiveAnswer:
        """The archive says that it has none."""
        return self._answer(ArchiveOutcome.ABSENT, detail, exchange)

    def blocked(self, exchange: Exchange, detail: str) -> ArchiveAnswer:
        """The archive may not show any."""
        return self._answer(ArchiveOutcome.BLOCKED, detail, exchange)

    def unanswered(self, exchange: Exchange, detail: str) -> ArchiveAnswer:
        """We still do not know."""
        return self._answer(ArchiveOutcome.UNANSWERED, detail, exchange)

    def hindered(self, exchange: Exchange) -> ArchiveAnswer | None:
        """The answer to an exchange that says nothing of copies; None for one that may."""
        if exchange.failure is not None or exchange.status is None:
            return self.unanswered(exchange, trouble_of(exchange))
        if excluded(exchange):
            return self.blocked(exchange, f"HTTP {exchange.status}: the archive excludes this site")
        if exchange.status == 451:
            return self.blocked(exchange, "HTTP 451: withheld for legal reasons")
        if exchange.status == 429 or exchange.status >= 500:
            return self.unanswered(exchange, trouble_of(exchange))
        return None

    def _answer(
        self,
        outcome: ArchiveOutcome,
        detail: str,
        exchange: Exchange,
        snapshots: tuple[Snapshot, ...] = (),
    ) -> ArchiveAnswer:
        return ArchiveAnswer(
            key=self.target.key,
            archive=self.archive,
            outcome=outcome,
            snapshots=snapshots,
            detail=one_line(detail),
            asked_at=exchange.at,
        )


def excluded(exchange: Exchange) -> bool:
    """Whether an archive says that the site is kept out (OpenWayback's exceptions and words)."""
    error = exchange.header("x-archive-wayback-runtime-error")
    if "AccessControlException" in error:
        return True
    if exchange.status not in (200, 403) or exchange.header("memento-datetime"):
        return False
    return any(mark in exchange.body for mark in _BLOCKED_MARKS)


_REPLAYED = re.compile(r"/\d{4,14}(?:[a-z]{2}_)?/(?=.)")


def original_in(url: str) -> str | None:
    """The original that an archive's address names behind a timestamp; None for other addresses."""
    found = _REPLAYED.search(url)
    if found is None:
        return None
    original = url[found.end() :]
    if original[:8].lower().startswith(("http:/", "https:/")):
        scheme, _, rest = original.partition(":")
        return f"{scheme}://{rest.lstrip('/')}"
    return f"http://{original}" if "." in original.partition("/")[0] else None


def nearness(at: datetime, wanted: datetime | None) -> float:
    """What captures are sorted by: seconds from the wanted moment; the newest first without one."""
    return abs((at - wanted).total_seconds()) if wanted else -at.timestamp()


def same_original(one: str, other: str) -> bool:
    """Whether two URLs are one page to an archive: scheme, www, port 80 and a last slash folded."""
    return folded(without_fragment(one)) == folded(without_fragment(other))


def like_original(one: str, other: str) -> bool:
    """As same_original, but for letter case and the order of the query, which indexes fold too."""
    return same_original(one, other) or _loosely(one) == _loosely(other)


def _loosely(url: str) -> tuple[str, list[tuple[str, str]]]:
    lowered = folded(without_fragment(url)).lower()
    try:
        parts = urlsplit(f"//{lowered}")
        return parts.netloc + parts.path, sorted(parse_qsl(parts.query, max_num_fields=1000))
    except ValueError:
        return lowered, []
