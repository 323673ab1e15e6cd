"""Moments: what has no zone is UTC's, and other programs are told them as RFC 3339 writes them."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(at: datetime) -> datetime:
    """A moment in UTC, which is meant where no zone stands."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def stamp(at: datetime) -> str:
    """A moment in UTC to the second, as RFC 3339 has it: 2018-03-04T12:00:00Z."""
    return in_utc(at).strftime("%Y-%m-%dT%H:%M:%SZ")
