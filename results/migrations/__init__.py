"""One file per migration behind one table, STATEMENTS: results/schema.py applies them.

Rules kept here:
- What was released stays as it is; a change is a new migration.
- Each table and column carries its meaning as an SQL comment, which SQLite keeps: `.schema` shows
  it, and docs/database.md is made from it (results/dictionary.py).
- Moments are ISO 8601 text in UTC, so they sort as text. JSON is kept only for what is never asked
  for by its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .m001_first_tables import FIRST_TABLES
from .m004_what_sources_say import EVIDENCE_TABLES
from .m005_standings_and_decisions import AUDIT_TABLES
from .m006_what_registries_say import REGISTRY_TABLES
from .m007_what_copies_show import COPY_TABLES
from .m008_what_was_saved import SAVE_TABLES
from .m009_where_links_end import CHECK_TABLES
from .m010_which_letters_ask import NAME_TABLES
from .m012_saved_copies_in_views import SAVED_VIEWS
from .m014_unclosed_quotations import UNCLOSED_TABLES
from .m017_what_was_ignored import IGNORED_TABLES
from .m018_letters_that_left import DEPARTURE_TABLES
from .m019_without_those_that_left import LEAVING

APPLICATION_ID = 0x70696E63
""""pinc": tells our files from other SQLite databases (PRAGMA application_id)."""
STATEMENTS: Mapping[str, Sequence[str]] = {
    "m001_first_tables": (f"PRAGMA application_id = {APPLICATION_ID}", *FIRST_TABLES),
    # A comment to the end of the line would swallow what SQLite writes after the column.
    "m002_page_of_findings": (
        "ALTER TABLE findings ADD COLUMN page INTEGER /* of a PDF, from 1 */",
    ),
    "m003_evidence_of_copies": (
        "ALTER TABLE snapshots ADD COLUMN evidence TEXT NOT NULL DEFAULT ''"
        " /* one line: what the verdict rests on */",
    ),
    "m004_what_sources_say": EVIDENCE_TABLES,
    "m005_standings_and_decisions": AUDIT_TABLES,
    "m006_what_registries_say": REGISTRY_TABLES,
    "m007_what_copies_show": COPY_TABLES,
    "m008_what_was_saved": SAVE_TABLES,
    "m009_where_links_end": CHECK_TABLES,
    "m010_which_letters_ask": NAME_TABLES,
    "m011_where_words_stand": (
        "ALTER TABLE quotation_matches ADD COLUMN misplaced TEXT"
        " /* the pincite, where the words stand on another page */",
    ),
    "m012_saved_copies_in_views": SAVED_VIEWS,
    "m013_courts_of_cases": (
        'ALTER TABLE citations ADD COLUMN court TEXT /* who decided a case: "9th Cir.", "U.S." */',
    ),
    "m014_unclosed_quotations": UNCLOSED_TABLES,
    "m015_words_for_no_scripts": (
        "ALTER TABLE pages ADD COLUMN unscripted TEXT"
        " /* what it tells browsers without scripts, where it shows no word */",
    ),
    "m016_what_else_pages_declare": (
        "ALTER TABLE pages ADD COLUMN called TEXT /* JSON: other titles that it declares */",
        "ALTER TABLE pages ADD COLUMN days TEXT"
        " /* JSON: other dates of publication that it declares */",
    ),
    "m017_what_was_ignored": IGNORED_TABLES,
    "m018_letters_that_left": DEPARTURE_TABLES,
    "m019_without_those_that_left": LEAVING,
    "m020_whose_words_they_are": (
        "ALTER TABLE quotation_matches ADD COLUMN beside TEXT"
        " /* comment or teaser, where the words stand beside the page's own text */",
    ),
}
"""What each migration does; a new one is a new line, and a new file where it is long."""
