"""Pages that were saved, or are to be."""

from __future__ import annotations

from .script import statements

_TABLES = """
CREATE TABLE saves ( -- The saving of one page at one service: what `pincite archive` remembers.
  id INTEGER PRIMARY KEY,
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the page
  service TEXT NOT NULL, -- wayback, perma, warc
  state TEXT NOT NULL CHECK (state IN -- submitting: sent, or about to be; submitted: taken on
    ('planned', 'submitting', 'submitted', 'confirmed', 'failed', 'put_off')),
  run_id INTEGER REFERENCES runs(id) ON DELETE SET NULL, -- the run that it was last done for
  lane TEXT NOT NULL, -- what is paced together: the service, or a host
  open INTEGER NOT NULL, -- 1 while that run still has to do it
  job TEXT, -- what the service calls it; the file of a local archive
  submitted_at TEXT, -- when the request left, or was about to
  changed_at TEXT NOT NULL, -- when the row was last written
  reason TEXT NOT NULL, -- why it stands as it does, in one line
  archive TEXT, -- the archive that the copy stands in
  copy_url TEXT, -- where a reader opens it
  captured_at TEXT, -- when it was taken
  verdict TEXT, -- what the copy showed: verified, unverified
  evidence TEXT, -- what that rests on, in one line
  UNIQUE (url_id, service)
);
CREATE INDEX saves_open ON saves(run_id, lane) WHERE open = 1
"""

SAVE_TABLES = statements(_TABLES)
