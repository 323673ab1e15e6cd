"""What archives' copies show, beside the pages of today.

A copy that cannot be shown is not offered by `status`.
"""

from __future__ import annotations

from .m005_standings_and_decisions import STATUS
from .script import statements

_COLUMNS = """
ALTER TABLE pages ADD COLUMN labels TEXT /* JSON: the number that stands on each page of a PDF */;
ALTER TABLE pages ADD COLUMN dated TEXT /* a day found in a page that declares none: a guess */;
ALTER TABLE snapshots ADD COLUMN page_id INTEGER REFERENCES pages(id) /* what the copy shows */;
ALTER TABLE field_matches ADD COLUMN copy TEXT /* looked in; empty for the page itself */;
ALTER TABLE field_matches ADD COLUMN captured_at TEXT /* when that copy was taken */;
ALTER TABLE quotation_matches ADD COLUMN label TEXT /* number that is printed on the page */;
ALTER TABLE quotation_matches ADD COLUMN copy TEXT /* looked in; empty for the page itself */;
ALTER TABLE quotation_matches ADD COLUMN captured_at TEXT /* when that copy was taken */;
"""

_TABLES = """
CREATE TABLE drifts ( -- A living page beside its copy nearest to the cited date.
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run that compared
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- the letter
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the page
  copy TEXT NOT NULL, -- address of the copy
  captured_at TEXT, -- when that copy was taken, where an archive told
  likeness REAL NOT NULL, -- cosine of the words of both, 0 to 1
  words INTEGER NOT NULL, -- of the page's main text
  words_then INTEGER NOT NULL, -- of the copy's
  said TEXT -- how the page has drifted; empty where it has not
);
CREATE INDEX drifts_document ON drifts(document_id, run_id);
"""

_OF_THE_PAGE = "WHERE answer.url_id = coalesce(links.original_id, links.url_id)\n"
_SOUND = f"{_OF_THE_PAGE}  AND copy.verdict IN ('verified', 'unverified')\n"

COPY_TABLES = statements(_COLUMNS, _TABLES, STATUS.replace(_OF_THE_PAGE, _SOUND))
