"""The tables of what sources say of citations."""

from __future__ import annotations

EVIDENCE_TABLES = (
    """CREATE TABLE field_matches ( -- A field of a citation against a page that it leads to.
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run that compared
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- the letter
  note INTEGER, -- ordinal of the note that cites; empty for the running text
  citation INTEGER NOT NULL, -- position of the citation there
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the page
  field TEXT NOT NULL, -- title, author, date
  grade TEXT NOT NULL, -- verified, differs, not_found, unable
  cited TEXT, -- as the note gives it
  found TEXT, -- as the page shows it
  witness TEXT NOT NULL -- what spoke: title, heading, text, address, published …
)""",
    "CREATE INDEX field_matches_document ON field_matches(document_id, run_id)",
    """CREATE TABLE quotation_matches ( -- Quoted words against a page that they may come from.
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run that compared
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- the letter
  note INTEGER, -- ordinal of the note that quotes; empty for the running text
  quotation INTEGER NOT NULL, -- position of the quotation there
  cited_by INTEGER, -- ordinal of the note that gives the link; empty for the running text
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the page
  grade TEXT NOT NULL, -- exact, normalized, altered_ok, punctuation_only, words_differ …
  difference TEXT, -- words that only the letter has as [-so-], that only the page has as {+so+}
  passage TEXT, -- words of the page around the place
  negation INTEGER NOT NULL, -- 1 where a negation was lost or added
  page INTEGER -- of a PDF, from 1
)""",
    "CREATE INDEX quotation_matches_document ON quotation_matches(document_id, run_id)",
)
