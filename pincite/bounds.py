"""What a setting may be beyond its type: numbers in bounds, addresses, expressions, codes.

Rules kept here:
- What could only fail later, or would never apply to anything, is refused while settings are read:
  an archive's address without a scheme, an ignored code that no finding has.
- Settings go by their dotted path. A text that stands in no table may be any line but an empty one.
- Pure, but that a file of authorities is opened: nothing could be asked that rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import timedelta
from urllib.parse import urlsplit

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
    "audit.jitter": 1,
}
_LARGEST = 1e12
"""Of any other number; no number is infinite."""
_LONGEST = timedelta(days=36_500)
"""Of any duration: what lies so far back is still a date."""
FEWEST: Mapping[str, int] = {"saving.to": 1}
"""How many a list must name; any other may be empty."""
_MAY_BE_EMPTY = frozenset({"crawl.user_agent", "crawl.contact"})
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_HOST = re.compile(r"[^\s/?#@:]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_WHILE = re.compile(r"(?:\d{1,6}[smhd]\s?)+|\d{1,9}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def complaint(dotted: str, value: object) -> str | None:
    """What a value of the right type must be and is not, to be said after "must"; None if it is."""
    if isinstance(value, timedelta):
        return f"be at most {_LONGEST.days}d" if value > _LONGEST else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _out_of_bounds(dotted, value)
    return _of_text(dotted, value) if isinstance(value, str) else None


def _of_text(dotted: str, text: str) -> str | None:
    if _CONTROL.search(text) is not None:
        return "be one line of text"
    if not text.strip() and dotted not in _MAY_BE_EMPTY:
        return "be a string that is not empty"
    check = CHECKS.get(dotted) or BY_NAME.get(dotted.rpartition(".")[2])
    return check(text) if check is not None else None


def pair_complaint(dotted: str, key: str, value: str) -> str | None:
    """What is wrong with a row of a table of texts; None if nothing."""
    if dotted != "crawl.resolve":
        return None
    from checker import parse_override

    try:
        parse_override(key, value)
    except ValueError as error:
        return f"must have rows of host[:port] = address[:port]: {error}"
    return None


def _out_of_bounds(dotted: str, number: float) -> str | None:
    minimum, maximum = _MINIMUM.get(dotted, 0), _MAXIMUM.get(dotted, _LARGEST)
    if not number >= minimum:
        return f"be at least {minimum:g}"
    return f"be at most {maximum:,.0f}" if number > maximum else None


def _no_address(text: str) -> str | None:
    try:
        parts = urlsplit(text)
        well = _ADDRESS.fullmatch(text) and parts.hostname and parts.port != 0
    except ValueError:
        well = False
    return None if well else "be an address (https://…)"


def _no_template(text: str) -> str | None:
    return _no_address(text) or (None if "{url}" in text else "have {url} in it")


def _no_host(text: str) -> str | None:
    return None if _HOST.fullmatch(text) else "be a host name (www.example.org)"


def _no_pattern(text: str) -> str | None:
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return f"be a regular expression ({error})"
    return None


def _no_code(text: str) -> str | None:
    if is_code(text):
        return None
    return "be a finding's code or a hundred (PC201, PC2xx; `pincite explain` lists them)"


def _no_verdict(text: str) -> str | None:
    return None if text in set(Verdict) else f"be one of {', '.join(Verdict)}"


def _no_saver(text: str) -> str | None:
    from checker import SAVERS

    return None if text in SAVERS else f"be one of {', '.join(SAVERS)}"


def _no_while(text: str) -> str | None:
    return None if _WHILE.fullmatch(text) else "be a time (3d, 5h, 20m)"


def _no_authorities(path: str) -> str | None:
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except OSError as error:  # SSLError is one: what the file holds is nothing of the kind
        return f"be a file of certificates in PEM ({error.strerror or error})"
    return None


CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "crawl.ca_file": _no_authorities,
    "crawl.canaries": _no_host,
    "crawl.exclude": _no_pattern,
    "ignore.code": _no_code,
    "ignore.host": _no_host,
    "ignore.url": _no_pattern,
    "ignore.verdict": _no_verdict,
    "saving.to": _no_saver,
    "saving.wayback.recent": _no_while,
}
"""By dotted path: what a text must be and is not."""
BY_NAME: Mapping[str, Callable[[str], str | None]] = {
    "cdx": _no_address,
    "endpoint": _no_address,
    "raw": _no_template,
    "replay": _no_address,
    "timegate": _no_address,
    "timemap": _no_address,
}
"""Settings of one name mean one thing, in whichever table they stand."""
