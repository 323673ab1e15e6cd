"""Which works registries are asked about, letter by letter."""

from __future__ import annotations

from .script import statements

_TABLES = """
CREATE TABLE named_works ( -- What registries are asked about for a letter.
  document_id INTEGER NOT NULL REFERENCES documents(id), -- the letter
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the identifier, or the work that is searched for
  PRIMARY KEY (document_id, url_id)
) WITHOUT ROWID;
CREATE INDEX named_works_url ON named_works(url_id)
"""

NAME_TABLES = statements(_TABLES)
