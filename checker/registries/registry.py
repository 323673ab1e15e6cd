"""What every registry has, and how a registry answers.

Rules kept here:
- An identifier is registered, absent or unanswered, and the last never reads as the second: only an
  answer in the registry's own documented shape may say that something does not exist.
- A lookup is a Flow: it yields Requests and reads Exchanges; it never asks by itself.
- What a registry sends is bounded before it is read, and its text is folded to single lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..model import (
    Exchange,
    Flow,
    Pace,
    Record,
    RegistryAccess,
    RegistryAnswer,
    RegistryOutcome,
    Request,
    Target,
)
from ..reasons import one_line
from ..services import trouble_of

MOST_BYTES = 2_000_000
MOST_AUTHORS = 50
MOST_UPDATES = 20
LONGEST_TEXT = 1000
_REFUSED = frozenset({401, 403, 407, 429, 451})


class Registry(Protocol):
    """One registry of the settings."""

    @property
    def name(self) -> str:
        """What settings and reports call it; the `kind` of its Tasks."""

    @property
    def schemes(self) -> tuple[str, ...]:
        """Which identifiers it is asked about."""

    @property
    def lane(self) -> str:
        """The lane that all its requests share."""

    @property
    def pace(self) -> Pace:
        """How fast that lane may be asked."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked at all: False where a token is needed and missing."""

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """What the registry says of the identifier in Target.key."""


@dataclass(frozen=True, slots=True)
class Service:
    """Name, endpoint and pace of a registry."""

    name: str
    access: RegistryAccess

    @property
    def lane(self) -> str:
        """A lane of its own, whatever its host."""
        return self.name

    @property
    def pace(self) -> Pace:
        """One after the other, at the rate of the settings."""
        return Pace.per_minute(self.access.per_minute)

    @property
    def is_ready(self) -> bool:
        """Most registries are open to all."""
        return True

    def request(self, path: str, accept: str = "application/json") -> Request:
        """A GET of a path below the endpoint."""
        return Request(
            f"{self.access.endpoint.rstrip('/')}{path}",
            headers=(("accept", accept),),
            lane=self.lane,
            max_bytes=MOST_BYTES,
            keep_body=True,
        )

    def registered(
        self, target: Target, exchange: Exchange, record: Record | None = None
    ) -> RegistryAnswer:
        """The registry knows the identifier."""
        return self._answer(target, RegistryOutcome.REGISTERED, exchange, "", record)

    def absent(self, target: Target, exchange: Exchange, detail: str = "") -> RegistryAnswer:
        """The registry says that it does not know the identifier."""
        return self._answer(target, RegistryOutcome.ABSENT, exchange, detail)

    def unanswered(self, target: Target, exchange: Exchange, detail: str = "") -> RegistryAnswer:
        """We still do not know. Without a detail: what the exchange itself tells."""
        detail = detail or _hindrance(exchange) or f"HTTP {exchange.status}: not an answer we know"
        return self._answer(target, RegistryOutcome.UNANSWERED, exchange, detail)

    def _answer(
        self,
        target: Target,
        outcome: RegistryOutcome,
        exchange: Exchange,
        detail: str,
        record: Record | None = None,
    ) -> RegistryAnswer:
        told = one_line(detail)
        return RegistryAnswer(target.key, self.name, outcome, record, told, exchange.at)


def is_hindered(exchange: Exchange) -> bool:
    """Whether an exchange says nothing of the identifier."""
    return bool(_hindrance(exchange))


def _hindrance(exchange: Exchange) -> str:
    status = exchange.status
    if exchange.failure is None and status is not None and status < 500 and status not in _REFUSED:
        return ""
    return trouble_of(exchange)


def value_of(target: Target) -> str:
    """The identifier without its scheme."""
    return target.key.partition(":")[2]


def text_of(value: object) -> str | None:
    """A string of an answer, white space folded, bounded; None for what is none."""
    if not isinstance(value, str):
        return None
    return " ".join(value[: 4 * LONGEST_TEXT].split())[:LONGEST_TEXT] or None


def name_of(person: Mapping[str, Any], given: str, family: str) -> str:
    """A person's name by the keys that a registry has for its parts; else the whole of it."""
    parts = text_of(person.get(given)), text_of(person.get(family))
    return " ".join(filter(None, parts)) or text_of(person.get("name")) or ""


def first_text(value: object) -> str | None:
    """The first string of a list of strings, or the string itself."""
    return next((text for each in items(value) if (text := text_of(each))), text_of(value))


def items(value: object) -> Iterator[Any]:
    """The items of a list; none for anything else."""
    return iter(value if isinstance(value, list) else ())


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list; none for anything else."""
    return (each for each in items(value) if isinstance(each, dict))


def iso_date(*parts: object) -> str | None:
    """Year, month and day as far as they are whole numbers in range."""
    told: list[str] = []
    bounds = ((1000, 9999), (1, 12), (1, 31))
    for part, (low, high) in zip(parts, bounds, strict=False):
        if isinstance(part, bool) or not isinstance(part, int) or not low <= part <= high:
            break
        told.append(f"{part:02d}")
    return "-".join(told) or None


def iso_prefix(value: object) -> str | None:
    """The date that an ISO string begins with, as far as it goes."""
    text = value[:10] if isinstance(value, str) else ""
    digits = text.replace("/", "-").split("-")
    if not all(part.isascii() and part.isdigit() for part in digits):
        return None
    return iso_date(*(int(part) for part in digits))
