"""Findings that a rule or a comment left out: they are not told, and are not mended either."""

from __future__ import annotations

_TABLES = """
CREATE TABLE ignored_findings ( -- A finding that an ignore rule or a letter's comment left out.
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run that found it
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- the letter
  code TEXT NOT NULL, -- PC101 … PC599
  note TEXT, -- label of the note
  url TEXT -- that it is about
);
CREATE INDEX ignored_findings_document ON ignored_findings(document_id, run_id)
"""

IGNORED_TABLES = tuple(_TABLES.split(";\n"))
"""With the line ends that they were released with: SQLite keeps them."""
