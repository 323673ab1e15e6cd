"""The tables of the sixth and the tenth migration: what registries say, and which letters ask.

Rules kept here: those of results/tables.py.
"""

from __future__ import annotations

_TABLES = """
CREATE TABLE registry_answers ( -- What one registry said of one identifier in a run.
  id INTEGER PRIMARY KEY,
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the identifier; its key begins with its scheme
  run_id INTEGER NOT NULL REFERENCES runs(id), -- the run that asked
  registry TEXT NOT NULL, -- its name in the settings
  outcome TEXT NOT NULL, -- registered, absent, unanswered
  detail TEXT NOT NULL, -- in one line
  record TEXT, -- JSON: title, authors, published, container, type, updates
  asked_at TEXT, -- when the registry answered
  recorded_at TEXT NOT NULL, -- when it was written down
  UNIQUE (url_id, registry, run_id)
);
ALTER TABLE queue
  ADD COLUMN registry_id INTEGER REFERENCES registry_answers(id) /* the answer of a registry */
"""

REGISTRY_TABLES = tuple(
    statement.strip() for statement in _TABLES.split(";\n") if statement.strip()
)
"""Statements, in order. One by one, as results.tables has them."""

_NAMES = """
CREATE TABLE named_works ( -- What registries are asked about for a letter.
  document_id INTEGER NOT NULL REFERENCES documents(id), -- the letter
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the identifier, or the work that is searched for
  PRIMARY KEY (document_id, url_id)
) WITHOUT ROWID;
CREATE INDEX named_works_url ON named_works(url_id)
"""

NAME_TABLES = tuple(statement.strip() for statement in _NAMES.split(";\n") if statement.strip())
"""Statements of the tenth migration, in order."""
