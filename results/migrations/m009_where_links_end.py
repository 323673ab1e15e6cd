"""Where links end, and which checks learnt only that nothing has changed."""

from __future__ import annotations

CHECK_TABLES = (
    "ALTER TABLE checks ADD COLUMN read_id INTEGER REFERENCES checks(id)"
    " /* the check that read the page, where this one learnt that it has not changed */",
    # Of redirects alone: most links end where they begin.
    "CREATE INDEX checks_landing ON checks(final_url, url_id, run_id) WHERE final_url <> url",
)
