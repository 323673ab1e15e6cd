"""Durations as people write them: `90s`, `15m`, `12h`, `7d`, `2w`, or a bare number of seconds."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*([smhdw]?)", re.ASCII | re.IGNORECASE)


def parse_duration(text: str) -> timedelta:
    """`text` as a timedelta.

    Raises:
        ValueError: `text` is no duration; the message says what one looks like.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no duration (write 90s, 15m, 12h, 7d or 2w)")
    number, unit = match.groups()
    try:
        return timedelta(seconds=float(number) * _UNITS[unit.lower() or "s"])
    except OverflowError:
        raise ValueError(f"{text!r} is too long a time") from None


def format_duration(value: timedelta) -> str:
    """The shortest form that `parse_duration` reads back."""
    seconds = value.total_seconds()
    for unit in ("w", "d", "h", "m"):
        if seconds and seconds % _UNITS[unit] == 0:
            return f"{seconds / _UNITS[unit]:.0f}{unit}"
    return f"{seconds:.6f}".rstrip("0").rstrip(".") + "s"
