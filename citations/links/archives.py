"""URLs that are an archive's copy of another page.

Rules kept here:
- An archive is known by its host and the shape of its path, never by a substring. Of hosts that
  nobody listed, one way is known: a capture's fourteen digits before a whole address, as pywb,
  OpenWayback and with them most national archives replay.
- A date before the web's archives (1996) or in the future is no capture, so the URL is no copy.
- Copies of copies are unwrapped to the page that was first archived.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from ..late import late_regex

_NESTED = 5
_URL = late_regex(r"https?://(?:[^/?#@\s]*@)?(?P<host>[^/?#:\s]+)(?::\d+)?(?P<path>/[^\s]*)?", re.I)
_STAMP = r"(?P<stamp>\d{4,14})"
_OF = r"(?P<of>.+)"


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive URL tells of itself."""

    archive: str
    original: str | None
    """The page that was archived, where the shape shows it."""
    timestamp: str | None
    """Fourteen digits, missing fields at their lowest."""


@dataclass(frozen=True, slots=True)
class _Shape:
    archive: str
    host: re.Pattern[str]
    paths: tuple[re.Pattern[str], ...]


def _shape(archive: str, host: str, *paths: str) -> _Shape:
    return _Shape(
        archive, re.compile(rf"(?:www\.)?{host}", re.I), tuple(re.compile(path) for path in paths)
    )


_SHAPES = (
    _shape(
        "wayback",
        r"(?:(?:web|wayback|liveweb|wwwb)\.)?archive\.org|web-beta\.archive\.org",
        rf"/(?:web/)?{_STAMP}(?:[a-z]{{2}}_)?/{_OF}",
    ),
    _shape(
        "archive.today",
        r"archive\.(?:today|is|ph|md|li|vn|fo)",
        rf"/{_STAMP}/{_OF}",
        rf"/(?P<dotted>\d{{4}}\.\d\d\.\d\d-\d{{6}})/{_OF}",
        rf"/o/[A-Za-z0-9]{{4,6}}/{_OF}",
        r"/(?!(?:about|submit|donate)\b)[A-Za-z0-9]{4,6}(?:/(?:image|share))?/?",
    ),
    _shape(
        "perma.cc",
        r"perma\.cc",
        r"/(?:[A-Z0-9]{2,4}(?:-[A-Z0-9]{4}){1,3}|0[A-Za-z0-9]{8,10})/?(?:\?.*)?",
    ),
    _shape(
        "webcitation",
        r"webcitation\.org",
        rf"/query\.?(?:php)?\?url={_OF}",
        r"/(?P<base62>[A-Za-z0-9]{9})(?:\?.*)?",
    ),
    _shape(
        "arquivo.pt",
        r"arquivo\.pt",
        rf"/(?:no_frame_replay|wayback)/{_STAMP}(?:[a-z]{{2}}_)?/{_OF}",
    ),
    _shape(
        "nationalarchives.gov.uk",
        r"webarchive\.nationalarchives\.gov\.uk",
        rf"/(?:ukgwa/)?(?:\+/)?{_STAMP}(?:[a-z]{{2}}_)?/{_OF}",
    ),
    _shape(
        "archive-it", r"wayback\.archive-it\.org", rf"/(?:all|\d+)/{_STAMP}(?:[a-z]{{2}}_)?/{_OF}"
    ),
    _shape("ghostarchive", r"ghostarchive\.org", r"/(?:varchive|archive)/[A-Za-z0-9_-]{4,32}/?"),
    _shape(
        "wikiwix",
        r"archive\.wikiwix\.com",
        rf"/cache/{_STAMP}/{_OF}",
        rf"/cache/(?:index2?\.php)?\?url={_OF}",
    ),
    _shape(
        "loc.gov",
        r"webarchive\.loc\.gov",
        rf"/(?:all|lcwa\w{{1,8}})/{_STAMP}(?:[a-z]{{2}}_)?/{_OF}",
    ),
    _shape(
        "webarchive.org.uk",
        r"webarchive\.org\.uk",
        rf"/(?:[a-z]{{2}}/)?(?:wayback/)?(?:en/)?archive/{_STAMP}(?:[a-z]{{2}}_)?/{_OF}",
    ),
    _shape("vefsafn", r"wayback\.vefsafn\.is", rf"/wayback/{_STAMP}(?:[a-z]{{2}}_)?/{_OF}"),
    _shape("stanford", r"swap\.stanford\.edu", rf"/(?:was/)?{_STAMP}(?:[a-z]{{2}}_)?/{_OF}"),
)
_REPLAY = late_regex(
    r"/(?:[^/?#]+/){0,4}(?P<stamp>\d{14})(?:[a-z]{2}_)?/(?P<of>https?:/.+)", re.IGNORECASE
)
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SCHEME = late_regex(r"(?P<scheme>https?):/{0,2}(?=[^/])", re.I)


def archived(url: str) -> Archived | None:
    """Tell what an archive URL is a copy of; None for a URL that is no archive's copy."""
    found = _read(url)
    if found is None or found.original is None:
        return found
    original = found.original
    for _ in range(_NESTED):
        inner = _read(original)
        if inner is None or inner.original is None:
            break
        original = inner.original
    return Archived(found.archive, original, found.timestamp)


def is_archive_url(url: str) -> bool:
    """True for an archive's copy of a page."""
    return _read(url) is not None


def unwrap(url: str) -> str:
    """Give the page that an archive URL is a copy of; the URL itself where that does not show."""
    found = archived(url)
    return found.original if found is not None and found.original is not None else url


_HOST_HINTS = ["archive", "arquivo", "perma.cc", "webcitation", "wikiwix", "vefsafn", "stanford"]
"""Every host that is listed has one of these in it."""
_AFTER_SCHEME = len("https:/")


def _read(url: str) -> Archived | None:
    folded = url.lower()
    replay = "/http" in folded[_AFTER_SCHEME:]
    if not replay and not any(hint in folded for hint in _HOST_HINTS):
        return None
    whole = _URL.fullmatch(url.split("#", 1)[0].strip())
    if whole is None:
        return None
    for shape in _SHAPES:
        if not shape.host.fullmatch(whole["host"]):
            continue
        for pattern in shape.paths:
            match = pattern.fullmatch(whole["path"] or "/")
            if match is not None:
                return _told(shape.archive, match.groupdict())
    match = _REPLAY.fullmatch(whole["path"] or "/") if replay else None
    return _told(whole["host"].lower(), match.groupdict()) if match is not None else None


def _told(archive: str, parts: dict[str, str | None]) -> Archived | None:
    stamp = None
    digits = parts.get("stamp") or _undotted(parts.get("dotted"))
    if digits:
        stamp = padded(digits)
        if stamp is None:
            return None
    elif parts.get("base62"):
        stamp = _epoch(parts["base62"] or "")
    of = parts.get("of")
    return Archived(archive, _original(of) if of else None, stamp)


def padded(digits: str) -> str | None:
    """Pad a timestamp of 4 to 14 digits field by field; None for one that cannot be a capture's."""
    fields = [digits[:4], digits[4:6], digits[6:8], digits[8:10], digits[10:12], digits[12:14]]
    lowest = ("", "01", "01", "00", "00", "00")
    stamp = "".join(
        f if len(f) == 2 or low == "" else low for f, low in zip(fields, lowest, strict=True)
    )
    try:
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    # A day's grace: the archive's clock may be ahead of ours.
    return (
        stamp if moment.year >= 1996 and moment <= datetime.now(UTC) + timedelta(days=1) else None
    )


def _undotted(dotted: str | None) -> str | None:
    return dotted.replace(".", "").replace("-", "") if dotted else None


def _epoch(code: str) -> str | None:
    """WebCite's names are microseconds since 1970 in base 62."""
    micros = 0
    for char in code:
        micros = micros * 62 + _BASE62.index(char)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
    return moment.strftime("%Y%m%d%H%M%S") if 1996 <= moment.year <= 2020 else None


def _original(of: str) -> str | None:
    """Mend the forms that an original URL takes inside an archive's path."""
    if "://" not in of[:12] and "%" in of[:12]:
        of = unquote(of)
    scheme = _SCHEME.match(of)
    if scheme is not None:
        return f"{scheme['scheme']}://{of[scheme.end() :]}"
    host = re.match(r"[^/?#\s]+", of)
    return f"http://{of}" if host is not None and "." in host[0] else None
