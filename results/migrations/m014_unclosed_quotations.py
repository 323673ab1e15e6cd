"""Quotation marks that nothing closes."""

from __future__ import annotations

_TABLES = """
CREATE TABLE unclosed ( -- A quotation mark of the running text that is never closed.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  raw TEXT NOT NULL, -- the mark and the first words behind it
  span_start INTEGER NOT NULL, -- first code point
  span_end INTEGER NOT NULL, -- after the last one
  line INTEGER, -- from 1
  page INTEGER -- of a PDF, from 1
);
CREATE INDEX unclosed_document ON unclosed(document_id)
"""

UNCLOSED_TABLES = tuple(_TABLES.split(";\n"))
"""With the line ends that they were released with: SQLite keeps them."""
