"""What registries say of identifiers."""

from __future__ import annotations

from .script import statements

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

REGISTRY_TABLES = statements(_TABLES)
