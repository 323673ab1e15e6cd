"""`pincite audit` in processes of its own: weeks pass by moving the database's dates."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest

from pincite.demo.web import ANY, Reply, Web
from results import Store

from ..commands import Done, pincite, write_settings

LIVING = Reply(body="<title>A living page</title><p>" + "words that a page has " * 30)
MISSING = Reply(status=404, body="<title>Not Found</title>")
PAGES = ("one", "two", "three", "four")


@pytest.fixture
def web() -> Iterator[Web]:
    routes = {(f"{name}.example", ANY): LIVING for name in (*PAGES, "canary")}
    with Web(routes) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    write_settings(tmp_path, web)
    write(tmp_path, "first.txt", "one", "two")
    write(tmp_path, "second.txt", "three", "four")
    return tmp_path


def write(folder: Path, name: str, *pages: str) -> None:
    notes = "\n\n".join(f"See http://{page}.example/page for more." for page in pages)
    (folder / name).write_text(f"July 22, 2021\n\nDear reader:\n\n{notes}\n")


def audit(folder: Path, *arguments: str) -> Done:
    return pincite("audit", *arguments, cwd=folder)


def check(folder: Path) -> Done:
    return pincite("check", "first.txt", "second.txt", "--fail-on", "never", cwd=folder)


def days_pass(folder: Path, days: float) -> None:
    """Moves everything that is known into the past."""
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        for table, column in (("checks", "checked_at"), ("runs", "started_at")):
            for row, at in db.execute(f"select id, {column} from {table}").fetchall():
                past = datetime.fromisoformat(at) - timedelta(days=days)
                text = past.isoformat(timespec="microseconds")
                db.execute(f"update {table} set {column} = ? where id = ?", (text, row))


_TOLD: WeakKeyDictionary[Web, int] = WeakKeyDictionary()


def asked(web: Web) -> Counter[str]:
    """Hosts that were asked for a page since this was asked last."""
    before, _TOLD[web] = _TOLD.get(web, 0), len(web.requests)
    return Counter(seen.host for seen in web.requests[before:] if "page" in seen.path)


def test_nothing_is_asked_before_it_is_due(folder: Path, web: Web) -> None:
    check(folder)
    asked(web)
    done = audit(folder)
    assert (done.code, done.err) == (0, "")
    assert "2 letters, 4 links: 0 due, 4 not due" in done.out
    assert "nothing changed" in done.out
    assert asked(web) == {}


def test_quiet_is_silent_until_something_changes(folder: Path, web: Web) -> None:
    check(folder)
    done = audit(folder, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert audit(folder, "--quiet", "--output", "news.txt", "--format", "changes").out == ""
    assert (folder / "news.txt").read_text().endswith("nothing changed\n")
    web.route("two.example", ANY, MISSING)
    days_pass(folder, 8)
    done = audit(folder, "--quiet")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("2 letters, 4 links: 4 due, 0 not due\n\nfirst.txt\n  new ")


def test_a_letter_whose_name_is_no_utf8_is_found_again(folder: Path) -> None:
    latin = os.fsdecode("b\xfccher.txt".encode("latin-1"))
    try:
        write(folder, latin, "one")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert pincite("check", ".", "--fail-on", "never", cwd=folder).code == 0
    done = audit(folder)
    assert (done.code, done.err) == (0, "")
    write(folder, latin, "one", "two")
    assert "has changed; read again" in audit(folder).err


def test_living_links_are_asked_after_a_week(folder: Path, web: Web) -> None:
    check(folder)
    asked(web)
    days_pass(folder, 3)
    assert audit(folder).code == 0
    assert asked(web) == {}
    days_pass(folder, 4)
    done = audit(folder)
    assert "4 due, 0 not due" in done.out
    assert asked(web) == {f"{page}.example": 1 for page in PAGES}


def test_only_what_is_newly_broken_fails(folder: Path, web: Web) -> None:
    web.route("one.example", ANY, MISSING)
    check(folder)
    days_pass(folder, 8)
    known = audit(folder)
    assert (known.code, known.out.count("PC201")) == (0, 0)
    web.route("two.example", ANY, MISSING)
    days_pass(folder, 8)
    broken = audit(folder)
    assert broken.code == 1
    assert "new " in broken.out
    assert "http://two.example/page" in broken.out
    assert "http://two.example/page: was ok, is gone" in broken.out
    days_pass(folder, 1)
    assert audit(folder).code == 0
    assert pincite("report", cwd=folder).code == 1  # the report still tells both


def test_what_is_no_longer_to_be_told_is_not_mended(folder: Path, web: Web) -> None:
    for page in ("one", "two"):
        web.route(f"{page}.example", ANY, MISSING)
    check(folder)
    with (folder / "pincite.toml").open("a") as settings:
        settings.write('\n[[ignore]]\nhost = "one.example"\nreason = "known"\n')
    word = ("http://two.example/page", "alive", "--until", "2999-01-01", "--why", "opens here")
    assert pincite("judge", *word, cwd=folder).code == 0
    days_pass(folder, 8)
    done = audit(folder)
    assert (done.code, done.err) == (0, "pincite: 1 finding ignored by rules\n")
    assert "mended" not in done.out
    web.route("one.example", ANY, LIVING)
    days_pass(folder, 8)
    assert "http://one.example/page: was gone, is ok" in audit(folder).out


def test_three_strikes_and_a_resurrection(folder: Path, web: Web) -> None:
    web.route("one.example", ANY, MISSING)
    check(folder)
    for expected in (False, True):
        days_pass(folder, 3.1)
        done = audit(folder, "first.txt")
        assert ("confirmed dead  http://one.example/page: failing since" in done.out) is expected
    assert "confirmed dead since" in pincite("report", cwd=folder).out
    asked(web)
    days_pass(folder, 20)
    audit(folder, "first.txt")
    assert "one.example" not in asked(web)  # dead links are asked monthly
    web.route("one.example", ANY, LIVING)
    days_pass(folder, 11)
    back = audit(folder, "first.txt")
    assert back.code == 0
    assert "mended" in back.out
    assert "http://one.example/page: was gone, is ok" in back.out
    assert "confirmed dead" not in pincite("report", cwd=folder).out


def test_failing_links_are_told_with_their_strikes(folder: Path, web: Web) -> None:
    web.route("one.example", ANY, MISSING)
    check(folder)
    days_pass(folder, 4)
    audit(folder)
    since = (datetime.now() - timedelta(days=4)).date()  # noqa: DTZ005
    report = pincite("report", cwd=folder).out
    assert "2 of 3" in report
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        row = db.execute("select failing_since, strikes, confirmed_dead_at from status"
                         " where url like '%one%'").fetchone()  # fmt: skip
    assert row[1:] == (2, None)
    assert abs(datetime.fromisoformat(row[0]).date() - since) <= timedelta(days=1)


def test_a_changed_letter_is_read_again_and_a_lost_one_is_audited(folder: Path, web: Web) -> None:
    check(folder)
    asked(web)
    write(folder, "first.txt", "one", "canary")
    (folder / "second.txt").unlink()
    days_pass(folder, 8)
    done = audit(folder)
    assert done.code == 0
    assert "first.txt: has changed; read again" in done.err
    assert "second.txt: No such file or directory; audited as it was read last" in done.err
    assert set(asked(web)) == {"one.example", "canary.example", "three.example", "four.example"}


def test_paths_limit_the_letters(folder: Path, web: Web) -> None:
    check(folder)
    asked(web)
    days_pass(folder, 8)
    assert "1 letter, 2 links" in audit(folder, "second.txt").out
    assert set(asked(web)) == {"three.example", "four.example"}
    assert audit(folder, "./first.txt").code == 0
    assert "2 letters" in audit(folder, ".").out
    other = audit(folder, "third.txt")
    assert other.code == 2
    assert other.err.count("\n") == 1
    assert "no letter at third.txt" in other.err


def test_without_a_database_there_is_nothing_to_audit_and_none_is_made(tmp_path: Path) -> None:
    done = audit(tmp_path)
    assert done.code == 3
    assert "there is no such database" in done.err
    assert list(tmp_path.iterdir()) == []


def test_without_a_letter_there_is_nothing_to_audit(tmp_path: Path) -> None:
    with Store.open(tmp_path / "pincite.db"):
        pass
    done = audit(tmp_path)
    assert done.code == 2
    assert "knows no letter yet" in done.err


def test_reports_of_every_format_tell_what_changed(folder: Path, web: Web) -> None:
    check(folder)
    web.route("one.example", ANY, MISSING)
    days_pass(folder, 8)
    done = audit(folder, "--format", "json")
    assert done.code == 1
    told = json.loads(done.out)
    assert told["run"]["command"] == "audit"
    findings = [each for document in told["documents"] for each in document["findings"]]
    assert [each["url"] for each in findings if each["code"] == "PC201"] == [
        "http://one.example/page"
    ]


def test_an_ignored_finding_stays_ignored(folder: Path, web: Web) -> None:
    web.route("one.example", ANY, MISSING)
    letter = "July 22, 2021\n\nDear reader:\n\n"
    letter += "<!-- pincite: ignore -- known -->\nSee http://one.example/page for more.\n"
    (folder / "first.md").write_text(letter)
    assert pincite("check", "first.md", cwd=folder).code == 0
    days_pass(folder, 8)
    done = audit(folder)
    assert done.code == 0
    assert "PC201" not in done.out
