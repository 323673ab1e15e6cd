"""What a person reads in the database is what the report says."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from ..commands import pincite


def test_status_offers_the_copy_that_the_report_offers(tmp_path: Path) -> None:
    done = pincite("demo", "--quiet", "--keep", "kept", cwd=tmp_path)
    assert done.code == 0, done.err
    told = pincite("report", "--db", "kept/pincite.db", "--format", "json", cwd=tmp_path)
    offered = {
        (document["path"], check["url"]): next(
            (copy["url"] for copy in check["snapshots"] if copy["url"]), None
        )
        for document in json.loads(told.out)["documents"]
        for check in document["checks"]
    }
    with closing(sqlite3.connect(tmp_path / "kept" / "pincite.db")) as db, db:
        rows = db.execute("SELECT path, url, archive_url FROM status WHERE archive_url IS NOT NULL")
        shown = {(path, url): copy for path, url, copy in rows}
    assert len(shown) >= 10
    assert {place: offered[place] for place in shown} == shown
