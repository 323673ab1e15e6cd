"""The first tables and views."""

from __future__ import annotations

from .script import statements

_RUNS = """
CREATE TABLE workers ( -- A process that writes here. Tells whether a run's owner still lives.
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL, -- name of its machine
  place TEXT NOT NULL, -- boot and process namespace within which `pid` means something
  pid INTEGER NOT NULL, -- its process id
  started TEXT NOT NULL, -- when the process started, as its system counts; empty where unknown
  heartbeat_at TEXT NOT NULL, -- when it last gave a sign of life
  left_at TEXT -- when it closed the database in good order
);
CREATE TABLE runs ( -- One run of a command that asks the web.
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL, -- check or audit
  fingerprint TEXT NOT NULL, -- equal for the same letters and the same questions
  version TEXT NOT NULL, -- of pincite
  settings TEXT NOT NULL, -- JSON: what was set
  kinds TEXT NOT NULL, -- JSON: kinds of tasks and their lanes
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'interrupted', 'offline')),
    -- how it stands
  started_at TEXT NOT NULL, -- when it began
  finished_at TEXT, -- when it ended or was interrupted
  resumed INTEGER NOT NULL DEFAULT 0, -- how often it was taken up again
  worker_id INTEGER REFERENCES workers(id), -- its owner
  documents INTEGER NOT NULL DEFAULT 0, -- how many it read
  links INTEGER NOT NULL DEFAULT 0, -- distinct links in them
  tasks INTEGER NOT NULL DEFAULT 0, -- rows of `queue` that are to be asked
  done INTEGER NOT NULL DEFAULT 0 -- how many of those have their answer
);
CREATE INDEX runs_fingerprint ON runs(fingerprint);
CREATE INDEX runs_running ON runs(id) WHERE state = 'running';
"""

_READING = """
CREATE TABLE documents ( -- One reading of one letter; its text is not kept.
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL, -- as the run was given it
  sha256 TEXT NOT NULL, -- of the file's bytes
  reading TEXT NOT NULL, -- digest of all that was read: a better reader makes a new row
  version TEXT NOT NULL, -- of the pincite that read it first
  read_at TEXT NOT NULL, -- when that was
  format TEXT NOT NULL, -- text, markdown, html, docx, pdf …
  encoding TEXT, -- what the bytes were decoded with
  title TEXT, -- of the letter
  date_raw TEXT, -- the letter's date as printed
  date_iso TEXT, -- the same in ISO 8601, as far as it is known
  UNIQUE (path, sha256, reading)
);
CREATE TABLE run_documents ( -- Which readings a run works on.
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    -- the run
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    -- the reading
  PRIMARY KEY (run_id, document_id)
) WITHOUT ROWID;
CREATE INDEX run_documents_document ON run_documents(document_id);
CREATE TABLE note_references ( -- A marker in the running text.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  position INTEGER, -- from 0 in the running text; empty for one that only a note knows
  label TEXT NOT NULL, -- in plain digits
  span_start INTEGER NOT NULL, -- first code point
  span_end INTEGER NOT NULL, -- after the last one
  line INTEGER, -- from 1
  sentence TEXT NOT NULL, -- that holds the marker
  sentence_start INTEGER NOT NULL, -- first code point
  sentence_end INTEGER NOT NULL, -- after the last one
  clause TEXT NOT NULL, -- what the note supports
  pairing TEXT NOT NULL, -- paired, orphan_reference, orphan_note, duplicate_label
  page INTEGER -- of a PDF, from 1
);
CREATE INDEX note_references_document ON note_references(document_id);
CREATE TABLE notes ( -- A footnote or endnote.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  kind TEXT NOT NULL, -- footnote, endnote, inline
  label TEXT NOT NULL, -- in plain digits
  ordinal INTEGER NOT NULL, -- from 1 in the letter
  text TEXT NOT NULL, -- as a reader sees it
  span_start INTEGER NOT NULL, -- first code point, the label left out
  span_end INTEGER NOT NULL, -- after the last one
  label_start INTEGER NOT NULL, -- first code point of the label
  label_end INTEGER NOT NULL, -- after its last one
  line INTEGER, -- from 1
  page INTEGER, -- of a PDF, from 1
  pairing TEXT NOT NULL, -- paired, orphan_reference, orphan_note, duplicate_label
  reference_id INTEGER REFERENCES note_references(id) -- the first marker that points here
);
CREATE INDEX notes_document ON notes(document_id);
"""

_PLACES = """
CREATE TABLE urls ( -- What is asked: one row for all links with one canonical key.
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE, -- canonical key: equal keys are asked once
  url TEXT NOT NULL, -- the address that is asked
  host TEXT NOT NULL, -- its host in lower case; empty where it has none
  target TEXT, -- JSON: titles and dates that citations give it
  target_run INTEGER REFERENCES runs(id) ON DELETE SET NULL -- the run that said so last
);
CREATE TABLE citations ( -- One source, as one note or the running text cites it.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  note_id INTEGER REFERENCES notes(id) ON DELETE CASCADE, -- empty for the running text
  position INTEGER NOT NULL, -- from 0 in its note or in the running text
  raw TEXT NOT NULL, -- as written
  span_start INTEGER NOT NULL, -- first code point
  span_end INTEGER NOT NULL, -- after the last one
  form TEXT NOT NULL, -- full, short, id, supra, hereinafter, cross_reference, unnamed
  type TEXT NOT NULL, -- what is cited: book, case, webpage …
  signal TEXT, -- See, Cf. …
  authors TEXT, -- JSON: family and given, or literal
  title TEXT, -- of the source
  container TEXT, -- journal, newspaper, reporter
  volume TEXT, -- of the container
  first_page TEXT, -- in the container
  pincite TEXT, -- the page or section that is meant
  date_raw TEXT, -- of the source, as printed
  date_iso TEXT, -- the same in ISO 8601, as far as it is known
  publisher TEXT, -- as printed
  url TEXT, -- that the citation gives
  parentheticals TEXT, -- JSON: raw, kind and text of each
  antecedent_note TEXT, -- label of the note that a short form leans on
  antecedent_index INTEGER, -- which of that note's citations, from 0
  accessed_raw TEXT, -- access date as printed
  accessed_iso TEXT -- the same in ISO 8601
);
CREATE INDEX citations_document ON citations(document_id);
CREATE TABLE identifiers ( -- A registered name that a citation gives.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  citation_id INTEGER NOT NULL REFERENCES citations(id) ON DELETE CASCADE, -- its citation
  scheme TEXT NOT NULL, -- doi, arxiv, pmid, isbn, usc …
  value TEXT NOT NULL -- within the scheme
);
CREATE INDEX identifiers_document ON identifiers(document_id);
CREATE INDEX identifiers_value ON identifiers(value, scheme);
CREATE TABLE links ( -- A URL in a letter.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  note_id INTEGER REFERENCES notes(id) ON DELETE CASCADE, -- empty for the running text
  position INTEGER NOT NULL, -- from 0 in its note or in the running text
  raw TEXT NOT NULL, -- as written
  url TEXT NOT NULL, -- absolute where it can be
  url_id INTEGER REFERENCES urls(id), -- what is asked for it
  span_start INTEGER NOT NULL, -- first code point
  span_end INTEGER NOT NULL, -- after the last one
  line INTEGER, -- from 1
  column INTEGER, -- from 1, in code points
  page INTEGER, -- of a PDF, from 1
  form TEXT NOT NULL, -- angle, bare, schemeless, markdown, anchor, annotation
  role TEXT NOT NULL, -- source, or archive for an archive's copy
  archive_of TEXT, -- the original inside an archive's URL
  original_id INTEGER REFERENCES urls(id), -- what is asked for that original
  shown TEXT, -- text of the link
  otherwise TEXT -- JSON: other readings of the URL
);
CREATE INDEX links_document ON links(document_id);
CREATE INDEX links_url ON links(url_id);
CREATE INDEX links_original ON links(original_id) WHERE original_id IS NOT NULL;
CREATE TABLE quotations ( -- Quoted words.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  note_id INTEGER REFERENCES notes(id) ON DELETE CASCADE, -- empty for the running text
  position INTEGER NOT NULL, -- from 0 in its note or in the running text
  raw TEXT NOT NULL, -- with its quotation marks
  span_start INTEGER NOT NULL, -- first code point
  span_end INTEGER NOT NULL, -- after the last one
  segments TEXT NOT NULL, -- JSON: the runs to be found in the source, in order
  alterations TEXT, -- JSON: kind and raw of each marked change
  citation INTEGER, -- position of the citation that it is attributed to
  verify INTEGER NOT NULL -- 0 for scare quotes and defined terms
);
CREATE INDEX quotations_document ON quotations(document_id);
CREATE TABLE obfuscated ( -- An address that a service hid from robots.
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- its letter
  raw TEXT NOT NULL, -- as it stands
  span_start INTEGER NOT NULL, -- first code point
  span_end INTEGER NOT NULL, -- after the last one
  line INTEGER -- from 1
);
CREATE INDEX obfuscated_document ON obfuscated(document_id);
"""

_ASKING = """
CREATE TABLE pages ( -- What a page said of itself. Equal pages are kept once.
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE, -- digest of all the other columns
  title TEXT, -- its title
  heading TEXT, -- its first h1
  authors TEXT, -- JSON: as the page names them
  published TEXT, -- as the page says
  modified TEXT, -- as the page says
  site TEXT, -- name of the site
  canonical TEXT, -- address that it calls its own
  refresh TEXT, -- where a meta refresh leads
  robots TEXT, -- what it asks of robots
  anchors BLOB, -- zlib of JSON: every id and name that a fragment can point to
  text BLOB, -- zlib of UTF-8: the main text
  words INTEGER NOT NULL, -- in the whole visible text
  has_password_field INTEGER NOT NULL, -- 1 for a login form
  pages INTEGER, -- of a PDF
  embeds TEXT -- JSON: hosts that its scripts and frames come from
);
CREATE TABLE checks ( -- The history: a link, asked in a run, judged. At most one a link and run.
  id INTEGER PRIMARY KEY,
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the link
  run_id INTEGER NOT NULL REFERENCES runs(id), -- the run that asked
  verdict TEXT NOT NULL, -- ok, moved, soft_404, parked, gone, unreachable …
  reason TEXT NOT NULL, -- not-found, dns-no-such-host, bot-wall …
  evidence TEXT NOT NULL, -- the words, header or address that decided
  checked_at TEXT NOT NULL, -- when it was judged
  url TEXT NOT NULL, -- the address that was asked
  status INTEGER, -- of the last answer; empty where no answer came
  final_url TEXT, -- where redirects ended
  title TEXT, -- of the page
  etag TEXT, -- for a conditional request
  last_modified TEXT, -- for a conditional request
  request TEXT, -- JSON: what was asked; empty where nothing was
  headers TEXT, -- JSON: name and value of each header that may decide something
  hops TEXT, -- JSON: url, status, location, address, elapsed of each
  failure_reason TEXT, -- why no answer came
  failure_detail TEXT, -- in the words of the system
  digest TEXT, -- sha256 of the body as far as it was read
  length INTEGER, -- bytes read
  truncated INTEGER, -- 1 where a bound cut the body
  attempts INTEGER, -- how often it was tried
  elapsed REAL, -- seconds
  answered_at TEXT, -- when the answer came
  page_id INTEGER REFERENCES pages(id), -- what the page said
  probe TEXT, -- JSON: the answer to a made-up address beside it, for a suspect
  probe_page_id INTEGER REFERENCES pages(id), -- what that page said
  UNIQUE (url_id, run_id)
);
"""

_ARCHIVES = """
CREATE TABLE archive_answers ( -- What one archive said of one link in a run.
  id INTEGER PRIMARY KEY,
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the link
  run_id INTEGER NOT NULL REFERENCES runs(id), -- the run that asked
  archive TEXT NOT NULL, -- its name in the settings
  outcome TEXT NOT NULL, -- found, absent, blocked, unanswered
  detail TEXT NOT NULL, -- in one line
  asked_at TEXT, -- when the archive answered
  recorded_at TEXT NOT NULL, -- when it was written down
  wanted TEXT, -- the date that a copy should be near to
  UNIQUE (url_id, archive, run_id)
);
CREATE TABLE snapshots ( -- A copy in an archive. Those of an answer stand nearest first.
  id INTEGER PRIMARY KEY,
  answer_id INTEGER NOT NULL REFERENCES archive_answers(id) ON DELETE CASCADE, -- who named it
  archive TEXT NOT NULL, -- where it is kept
  url TEXT NOT NULL, -- where a reader opens it
  captured_at TEXT NOT NULL, -- when it was taken
  verdict TEXT NOT NULL, -- verified, unverified, error_capture, wrong_content …
  original TEXT NOT NULL, -- the address that was captured
  status INTEGER, -- that was captured, where the index tells
  digest TEXT -- of the copy, where the index tells
);
CREATE INDEX snapshots_answer ON snapshots(answer_id);
CREATE TABLE queue ( -- What a run asks: one row for each link and kind, and what became of it.
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the link
  kind TEXT NOT NULL, -- live, or the name of an archive
  lane TEXT NOT NULL, -- what is paced together: a host, or an archive
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'unasked')),
    -- unasked: a link of the run that nobody asks about
  cited INTEGER NOT NULL, -- 1 for a link in a letter, 0 for one asked on its behalf
  answer TEXT, -- verdict or outcome, copied so that a summary needs no join
  check_id INTEGER REFERENCES checks(id), -- the answer of a live link
  answer_id INTEGER REFERENCES archive_answers(id), -- the answer of an archive
  PRIMARY KEY (run_id, url_id, kind)
) WITHOUT ROWID;
CREATE INDEX queue_pending ON queue(run_id, lane, state) WHERE state = 'pending';
CREATE INDEX queue_answers ON queue(run_id, cited, answer) WHERE kind = 'live';
CREATE TABLE taken ( -- What is being asked at this moment, by whom. No two ask the same.
  url_id INTEGER NOT NULL REFERENCES urls(id), -- the link
  kind TEXT NOT NULL, -- live, or the name of an archive
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run that it is asked for
  worker_id INTEGER NOT NULL REFERENCES workers(id), -- who asks
  PRIMARY KEY (url_id, kind)
) WITHOUT ROWID;
"""

_TELLING = """
CREATE TABLE findings ( -- What an editor should know.
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, -- the run that found it
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE, -- the letter
  code TEXT NOT NULL, -- PC101 … PC599
  slug TEXT NOT NULL, -- the code in words
  severity TEXT NOT NULL, -- note, warning, error
  message TEXT NOT NULL, -- one sentence
  path TEXT NOT NULL, -- of the letter
  line INTEGER, -- from 1
  column INTEGER, -- from 1
  note TEXT, -- label of the note
  url TEXT, -- that it is about
  suggestion TEXT -- what to do
);
CREATE INDEX findings_document ON findings(run_id, document_id);
CREATE INDEX findings_severity ON findings(run_id, severity);
"""

_VIEWS = """
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
  links.url_id AS url_id -- for joins
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
);
CREATE VIEW dead_links AS -- Links of `status` under which a reader does not find the page.
SELECT
  dead.path AS path, -- of the letter
  dead.note AS note, -- label of the note
  dead.line AS line, -- of the link
  dead.url AS url, -- as the letter has it
  dead.verdict AS verdict, -- soft_404, parked, gone, unreachable, invalid
  dead.reason AS reason, -- why
  min(failed.checked_at) AS dead_since, -- first failed check since it last answered
  round(julianday('now') - julianday(min(failed.checked_at)), 1) AS days_dead, -- until now
  count(DISTINCT failed.id) AS failures, -- failed checks since it last answered
  dead.archive_url AS archive_url, -- a copy in an archive
  dead.captured_at AS captured_at, -- when that was taken
  dead.checked_at AS checked_at, -- when it was last checked
  dead.url_id AS url_id -- for joins
FROM status AS dead
JOIN checks AS failed ON failed.url_id = dead.url_id
  AND failed.verdict IN ('soft_404', 'parked', 'gone', 'unreachable', 'invalid')
  AND failed.id > coalesce((
    SELECT max(id) FROM checks AS lived
    WHERE lived.url_id = dead.url_id AND lived.verdict IN ('ok', 'moved')
  ), 0)
WHERE dead.verdict IN ('soft_404', 'parked', 'gone', 'unreachable', 'invalid')
GROUP BY dead.path, dead.note, dead.line, dead.url, dead.url_id
ORDER BY days_dead DESC, path, line;
"""

FIRST_TABLES = statements(_RUNS, _READING, _PLACES, _ASKING, _ARCHIVES, _TELLING, _VIEWS)
"""In an order in which each refers to earlier ones only."""
