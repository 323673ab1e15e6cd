"""`status`, and so `dead_links`, is about letters that stayed; runs keep what they were asked with.

A link that only a letter cites that is gone, or that someone had left out, is never asked again:
its last verdict would stand there for ever.
"""

from __future__ import annotations

from .m012_saved_copies_in_views import SAVED_VIEWS

_MEANING = "-- Each link of the newest reading of each letter, with its newest check."
_AUDITED = (
    "-- Each link of the newest reading of each letter that `departures` does not leave out, with"
    " its newest check."
)
_NEWEST = "max(run_documents.run_id)\n"
_NUMBERED = "max(run_documents.run_id) AS run_id\n"

_STAYING = """
WHERE NOT EXISTS (
  SELECT 1 FROM departures
  WHERE departures.path = newest.path AND departures.after_run >= newest.run_id
)"""

LEAVING = (
    "ALTER TABLE runs ADD COLUMN paths TEXT"
    " /* JSON: what the command was asked with; empty for what the database knows */",
    *(
        statement.replace(_MEANING, _AUDITED).replace(_NEWEST, _NUMBERED)
        + _STAYING * statement.startswith("CREATE")
        for statement in SAVED_VIEWS
    ),
)
