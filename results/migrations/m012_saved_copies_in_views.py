"""`status`, and so `dead_links`, knows copies that `pincite archive` saved.

The answer of an archive goes first: a saved copy is told where no archive has a usable one, or
where it alone was looked into and found to be the page.
"""

from __future__ import annotations

from .m007_what_copies_show import COPY_TABLES

_FOUND = """  snapshots.url AS archive_url, -- a copy in an archive
  snapshots.captured_at AS captured_at, -- when that was taken
"""
_TOLD = """  coalesce(saved.copy_url, snapshots.url) AS archive_url, -- a copy in an archive
  CASE WHEN saved.id IS NULL THEN snapshots.captured_at ELSE saved.captured_at END
    AS captured_at, -- when that was taken
"""
_STANDINGS = "LEFT JOIN standings ON"
_SAVED = """LEFT JOIN saves AS saved ON saved.id = (
  SELECT kept.id FROM saves AS kept
  WHERE kept.url_id = coalesce(links.original_id, links.url_id)
    AND kept.state = 'confirmed' AND kept.copy_url IS NOT NULL
    AND (snapshots.id IS NULL OR (kept.verdict = 'verified' AND snapshots.verdict <> 'verified'))
  ORDER BY kept.verdict = 'verified' DESC, kept.captured_at DESC, kept.id DESC
  LIMIT 1
)
"""

SAVED_VIEWS = tuple(
    statement.replace(_FOUND, _TOLD).replace(_STANDINGS, _SAVED + _STANDINGS)
    for statement in COPY_TABLES
    if statement.startswith(("DROP VIEW status", "CREATE VIEW status"))
)
