"""URLs: found in prose, told from archive copies of themselves, and known by a canonical key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .archives import Archived, archived, is_archive_url, unwrap
    from .keys import ascii_host, canonical_key, host_of
    from .prose import FoundLink, find, may_find

_HOMES = {
    "Archived": "archives",
    "FoundLink": "prose",
    "archived": "archives",
    "ascii_host": "keys",
    "canonical_key": "keys",
    "find": "prose",
    "host_of": "keys",
    "is_archive_url": "archives",
    "may_find": "prose",
    "unwrap": "archives",
}

__all__ = [
    "Archived",
    "FoundLink",
    "archived",
    "ascii_host",
    "canonical_key",
    "find",
    "host_of",
    "is_archive_url",
    "may_find",
    "unwrap",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: whoever finds URLs needs no archives."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{home}", __name__), name)
