"""Letters that audits leave out: their files are gone, or someone said so."""

from __future__ import annotations

_TABLES = """
CREATE TABLE departures ( -- A letter that is no longer audited, until a later run reads it again.
  path TEXT PRIMARY KEY, -- the letter's, as in documents
  why TEXT NOT NULL, -- missing (its file is gone) or forgotten (someone said so)
  noticed_at TEXT NOT NULL, -- when
  after_run INTEGER NOT NULL -- the newest run that had read it then
) WITHOUT ROWID
"""

DEPARTURE_TABLES = tuple(_TABLES.split(";\n"))
