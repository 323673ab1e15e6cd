"""URLs: found in prose, told from archive copies of themselves, and known by a canonical key."""

from __future__ import annotations

from .archives import Archived, archived, is_archive_url, unwrap
from .keys import ascii_host, canonical_key
from .prose import FoundLink, find

__all__ = [
    "Archived",
    "FoundLink",
    "archived",
    "ascii_host",
    "canonical_key",
    "find",
    "is_archive_url",
    "unwrap",
]
