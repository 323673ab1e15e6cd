"""What services answer (archives, registries, places that save pages), read without trust.

Rules kept here:
- An answer that was cut, or is no JSON, or JSON of another shape, says nothing: None, no exception.
- Where an exchange is no answer, one line says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .model import Exchange
from .moments import in_utc


def value_in(exchange: Exchange) -> Any:
    """The JSON value of a body; None for what is none, and for one that was cut."""
    if exchange.truncated:
        return None
    try:
        return json.loads(exchange.body)
    except (ValueError, RecursionError):
        return None


def object_in(exchange: Exchange) -> Mapping[str, Any] | None:
    """The JSON object of a body; None for anything else."""
    found = value_in(exchange)
    return found if isinstance(found, dict) else None


def moment_in(value: object) -> datetime | None:
    """An ISO 8601 moment of an answer, in UTC, which is meant where no zone stands."""
    if not isinstance(value, str):
        return None
    try:
        return in_utc(datetime.fromisoformat(value[:40]))
    except (ValueError, OverflowError):
        return None


def trouble_of(exchange: Exchange) -> str:
    """In one line, why an exchange is no answer to rely on."""
    if exchange.failure is not None:
        return f"{exchange.failure.reason}: {exchange.failure.detail}".rstrip(": ")
    return f"HTTP {exchange.status}" if exchange.status is not None else "no answer"
