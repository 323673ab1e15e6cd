"""Web archives: one file per kind behind one table, ARCHIVES.

Rules kept here:
- A kind of archive is one file and one line here; settings decide how many of each there are.
- archive.today is no archive to us: its copies were altered, so it is neither asked nor proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from ..model import ArchiveSettings, CrawlSettings, Pace, Target
from .archive import Archive
from .choose import best, combined, ranked
from .memento import Memento
from .perma import Perma
from .wayback import Wayback

__all__ = [
    "ARCHIVES",
    "Archive",
    "archives_about",
    "archives_for",
    "best",
    "combined",
    "named_archives",
    "ranked",
]


def _wayback(settings: ArchiveSettings) -> tuple[Archive, ...]:
    return (Wayback(settings.wayback),) if settings.wayback.enabled else ()


def _memento(settings: ArchiveSettings) -> tuple[Archive, ...]:
    return tuple(Memento(each) for each in settings.memento)


def _perma(settings: ArchiveSettings) -> tuple[Archive, ...]:
    return (Perma(settings.perma),) if settings.perma.enabled else ()


ARCHIVES: Mapping[str, Callable[[ArchiveSettings], tuple[Archive, ...]]] = {
    "wayback": _wayback,
    "memento": _memento,
    "perma": _perma,
}
"""Kind of archive → its instances under some settings."""


def named_archives(settings: CrawlSettings) -> Mapping[str, Archive]:
    """Every archive that the settings name, in the order in which they are asked; by name.

    Raises:
        ValueError: two archives have one name, or one has a name that is taken ("live").
    """
    if not settings.archives.enabled:
        return {}
    named: dict[str, Archive] = {}
    for instances in ARCHIVES.values():
        for archive in instances(settings.archives):
            if archive.name in named or archive.name == "live":
                raise ValueError(f"two archives are called {archive.name!r}")
            named[archive.name] = archive
    return named


def archives_for(settings: CrawlSettings) -> tuple[tuple[str, str, Pace], ...]:
    """Name, lane and pace of every archive that the settings name.

    Raises:
        ValueError: see named_archives.
    """
    return tuple((each.name, each.lane, each.pace) for each in named_archives(settings).values())


def archives_about(target: Target, settings: CrawlSettings) -> tuple[tuple[str, str], ...]:
    """Name and lane of every archive that can tell of a link.

    Raises:
        ValueError: see named_archives.
    """
    return tuple((each.name, each.lane) for each in _all(settings) if each.covers(target))


@lru_cache(maxsize=8)
def _all(settings: CrawlSettings) -> tuple[Archive, ...]:
    return tuple(named_archives(settings).values())
