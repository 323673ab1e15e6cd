"""What a setting may be beyond its type: numbers in bounds, addresses, expressions, codes. Pure.

Rules kept here:
- What could only fail later, or would never apply to anything, is refused while settings are read:
  an archive's address without a scheme, an ignored code that no finding has.
- Settings go by their dotted path; a name that stands in no table may be anything of its type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields

from checker.model import RegistriesSettings, Verdict

from .failon import is_code

_MINIMUM: Mapping[str, float] = {
    "crawl.timeout": 0.01,
    "crawl.connect_timeout": 0.01,
    "crawl.concurrency": 1,
    "crawl.per_host": 1,
    "crawl.max_bytes": 1024,
    "crawl.max_text": 1000,
    "audit.strikes": 1,
    "archives.wayback.per_minute": 0.01,
    "archives.wayback.replay_per_minute": 0.01,
    "archives.memento.per_minute": 0.01,
    "archives.perma.per_minute": 0.01,
    "saving.wayback.per_minute": 0.01,
    "saving.wayback.status_per_minute": 0.01,
    "saving.perma.per_minute": 0.01,
    "saving.warc.max_bytes": 1024,
    "saving.polls": 1,
    "saving.tries": 1,
    **{f"registries.{each.name}.per_minute": 0.01 for each in fields(RegistriesSettings)},
}

_MAXIMUM: Mapping[str, float] = {
    "crawl.concurrency": 10_000,  # each takes a task and two sockets
    "crawl.per_host": 10_000,
    "crawl.retries": 1_000,
}
_LARGEST = 1e12
"""Of any other number; no number is infinite."""
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


def complaint(dotted: str, value: object) -> str | None:
    """What is wrong with a value of the right type, to be said after its name; None if nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _out_of_bounds(dotted, value)
    check = _CHECKS.get(dotted) or _BY_NAME.get(dotted.rpartition(".")[2])
    return check(value) if check is not None and isinstance(value, str) else None


def _out_of_bounds(dotted: str, number: float) -> str | None:
    minimum, maximum = _MINIMUM.get(dotted, 0), _MAXIMUM.get(dotted, _LARGEST)
    if not number >= minimum:
        return f" must be at least {minimum:g}"
    return f" must be at most {maximum:,.0f}" if number > maximum else None


def _no_address(text: str) -> str | None:
    return None if _ADDRESS.fullmatch(text) else " must be an address (https://…)"


def _no_template(text: str) -> str | None:
    return _no_address(text) or (None if "{url}" in text else " must have {url} in it")


def _no_pattern(text: str) -> str | None:
    try:
        re.compile(text)
    except re.error as error:
        return f" must be a regular expression ({error})"
    return None


def _no_code(text: str) -> str | None:
    if is_code(text):
        return None
    return " must be a finding's code or a hundred (PC201, PC2xx; `pincite explain` lists them)"


def _no_verdict(text: str) -> str | None:
    return None if text in set(Verdict) else f" must be one of {', '.join(Verdict)}"


def _no_saver(text: str) -> str | None:
    from checker import SAVERS

    return None if text in SAVERS else f" must be one of {', '.join(SAVERS)}"


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "crawl.exclude": _no_pattern,
    "ignore.url": _no_pattern,
    "ignore.code": _no_code,
    "ignore.verdict": _no_verdict,
    "saving.to": _no_saver,
}
_BY_NAME: Mapping[str, Callable[[str], str | None]] = {
    "endpoint": _no_address,
    "timegate": _no_address,
    "timemap": _no_address,
    "raw": _no_template,
}
"""Settings of one name mean one thing, in whichever table they stand."""
