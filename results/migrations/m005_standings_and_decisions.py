"""How long links have failed, and what people judged of them."""

from __future__ import annotations

from .script import statements

_TABLES = """
CREATE TABLE standings ( -- A link that is failing. It has no row while it answers.
  url_id INTEGER PRIMARY KEY REFERENCES urls(id), -- the link
  failing_since TEXT NOT NULL, -- first failed check since it last answered
  strikes INTEGER NOT NULL, -- failures that were days apart
  struck_at TEXT NOT NULL, -- the last of those
  confirmed_dead_at TEXT -- when the strikes were enough, or the site said 410
);
CREATE TABLE decisions ( -- A person's word on a link, which stands until its day is over.
  url_id INTEGER PRIMARY KEY REFERENCES urls(id), -- the link
  word TEXT NOT NULL CHECK (word IN ('alive', 'dead')),
    -- what the person judged
  until TEXT NOT NULL, -- the last day on which it counts
  why TEXT NOT NULL, -- the reason, as the person gave it
  made_at TEXT NOT NULL -- when it was given
);
"""

STATUS = """
DROP VIEW status;
CREATE VIEW status AS -- Each link of the newest reading of each letter, with its newest check.
WITH newest AS (
  SELECT documents.path, documents.id AS document_id, max(run_documents.run_id)
  FROM run_documents JOIN documents ON documents.id = run_documents.document_id
  GROUP BY documents.path
)
SELECT
  newest.path AS path, -- of the letter
  notes.label AS note, -- label of the note; empty in the running text
  links.line AS line, -- of the link
  links.url AS url, -- as the letter has it
  checks.verdict AS verdict, -- ok, moved, gone …; empty where it was never asked
  checks.reason AS reason, -- why
  checks.final_url AS final_url, -- where redirects ended
  snapshots.url AS archive_url, -- a copy in an archive
  snapshots.captured_at AS captured_at, -- when that was taken
  checks.checked_at AS checked_at, -- when the link was checked
  links.url_id AS url_id, -- for joins
  standings.failing_since AS failing_since, -- first failed check since it last answered
  standings.strikes AS strikes, -- failures that were days apart
  standings.confirmed_dead_at AS confirmed_dead_at, -- when the strikes were enough
  decisions.word AS decided -- alive or dead, as a person judged and still counts
FROM newest
JOIN links ON links.document_id = newest.document_id
LEFT JOIN notes ON notes.id = links.note_id
LEFT JOIN checks ON checks.id = (
  SELECT max(id) FROM checks AS asked WHERE asked.url_id = links.url_id
)
LEFT JOIN snapshots ON snapshots.id = (
  SELECT copy.id
  FROM archive_answers AS answer JOIN snapshots AS copy ON copy.answer_id = answer.id
  WHERE answer.url_id = coalesce(links.original_id, links.url_id)
  ORDER BY
    copy.verdict = 'verified' DESC,
    -- As checker.archives.choose has it: nearest to the wanted date, whose end counts where only
    -- the month or year is known; a copy from after it must be four times nearer.
    abs(julianday(copy.captured_at) - julianday(CASE length(answer.wanted)
      WHEN 4 THEN answer.wanted || '-12-31' WHEN 7 THEN date(answer.wanted || '-01', '+1 month')
      ELSE substr(answer.wanted, 1, 10) END))
      * CASE WHEN julianday(copy.captured_at) > julianday(CASE length(answer.wanted)
      WHEN 4 THEN answer.wanted || '-12-31' WHEN 7 THEN date(answer.wanted || '-01', '+1 month')
      ELSE substr(answer.wanted, 1, 10) END) THEN 4 ELSE 1 END,
    copy.captured_at DESC,
    answer.id DESC
  LIMIT 1
)
LEFT JOIN standings ON standings.url_id = links.url_id
LEFT JOIN decisions ON decisions.url_id = links.url_id AND decisions.until >= date('now');
"""

AUDIT_TABLES = statements(_TABLES, STATUS)
