"""Dates as archives write them.

Rules kept here:
- Everything is UTC and whole seconds; a timestamp that is no date is None, never a guess.
- Nothing was archived before 1996 (the Wayback Machine's first crawls).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from ..moments import in_utc

FIRST = datetime(1996, 1, 1, tzinfo=UTC)
_NO_LATER = datetime(2200, 1, 1, tzinfo=UTC)


def from_timestamp(digits: str) -> datetime | None:
    """The moment that 14 digits stand for (YYYYMMDDhhmmss)."""
    if len(digits) != 14 or not (digits.isascii() and digits.isdecimal()):
        return None
    try:
        at = datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if FIRST <= at < _NO_LATER else None


def to_timestamp(at: datetime) -> str:
    """A moment as 14 digits."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def from_http(text: str) -> datetime | None:
    """The moment that an HTTP date stands for (RFC 9110, 5.6.7)."""
    try:
        at = in_utc(parsedate_to_datetime(text[:100].strip()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if FIRST <= at < _NO_LATER else None


def to_http(at: datetime) -> str:
    """A moment as an HTTP date."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def wanted(cited_at: str | None) -> datetime | None:
    """The moment that a copy should be near to: the end of the day, month or year that is cited.

    The end, since by then the author had seen the page; whatever was captured within the cited
    month is then a copy from before. None for no date, or for one that no web page can have.
    """
    if not cited_at:
        return None
    try:
        at = _end_of(cited_at.strip())
    except ValueError:
        return None
    return at if FIRST <= at < _NO_LATER else None


def _end_of(iso: str) -> datetime:
    if len(iso) == 4:
        last = date(int(iso), 12, 31)
    elif len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:])
        last = date(year, month, monthrange(year, month)[1])
    elif len(iso) == 10:
        last = date.fromisoformat(iso)
    else:
        return in_utc(datetime.fromisoformat(iso))
    return datetime.combine(last, time.min, UTC) + timedelta(days=1, seconds=-1)
