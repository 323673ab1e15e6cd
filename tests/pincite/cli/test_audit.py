"""`pincite audit` in processes of its own: weeks pass by moving the database's dates."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest

from pincite.demo.web import ANY, Reply, Seen, Web
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


_DATES = (
    ("checks", "checked_at"),
    ("runs", "started_at"),
    ("archive_answers", "asked_at"),
    ("archive_answers", "recorded_at"),
)


def days_pass(folder: Path, days: float) -> None:
    """Moves everything that is known into the past."""
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        for table, column in _DATES:
            dates = db.execute(f"select id, {column} from {table} where {column} is not null")
            for row, at in dates.fetchall():
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


def test_a_changed_letter_is_read_again(folder: Path, web: Web) -> None:
    check(folder)
    asked(web)
    write(folder, "first.txt", "one", "canary")
    days_pass(folder, 8)
    done = audit(folder)
    assert done.code == 0
    assert "first.txt: has changed; read again" in done.err
    assert set(asked(web)) == {"one.example", "canary.example", "three.example", "four.example"}


GONE = "second.txt: is gone from its folder; 2 links that only it cites: no longer checked"


def test_a_letter_that_is_gone_is_told_once_and_left_out_until_it_is_back(
    folder: Path, web: Web
) -> None:
    check(folder)
    asked(web)
    (folder / "second.txt").rename(folder / "kept.away")
    web.route("three.example", ANY, MISSING)
    days_pass(folder, 8)
    done = audit(folder, "--quiet")  # a letter that is gone is news for cron, too
    assert (done.code, done.err) == (0, "")
    assert done.out == f"1 letter, 2 links: 2 due, 0 not due\n\n{GONE}\n"
    assert set(asked(web)) == {"one.example", "two.example"}
    assert audit(folder, "--quiet").out == ""
    assert "three.example" in pincite("history", "http://three.example/page", cwd=folder).out
    days_pass(folder, 8)
    (folder / "kept.away").rename(folder / "second.txt")
    done = audit(folder)
    assert (done.code, done.err) == (1, "")
    assert "http://three.example/page: error PC201" in done.out
    assert "http://four.example/page" not in done.out
    (folder / "second.txt").unlink()
    assert GONE in audit(folder).out
    told = audit(folder, "--format", "json")
    assert (told.code, told.err) == (0, "")


def test_of_two_audits_at_once_one_tells_a_letter_that_is_gone(folder: Path, web: Web) -> None:
    write_settings(folder, web, timeout=60)
    check(folder)
    (folder / "second.txt").unlink()
    both_begun = threading.Event()

    def late(_request: Seen) -> Reply:
        assert both_begun.wait(60)
        return LIVING

    web.route("one.example", ANY, late)
    days_pass(folder, 8)
    with ThreadPoolExecutor(2) as pool, closing(sqlite3.connect(folder / "pincite.db")) as db:
        audits = [pool.submit(audit, folder, "--quiet") for _ in range(2)]
        try:
            running = "select count(*) from runs where command = 'audit' and state = 'running'"
            while db.execute(running).fetchone() != (2,):
                assert not any(each.done() for each in audits)
                time.sleep(0.02)
        finally:
            both_begun.set()
        told = [each.result() for each in audits]
    assert [(each.code, each.err) for each in told] == [(0, "")] * 2
    assert sorted(each.out.count(GONE) for each in told) == [0, 1]


def test_links_that_another_letter_cites_stay_checked(folder: Path, web: Web) -> None:
    write(folder, "second.txt", "one", "four")
    check(folder)
    asked(web)
    (folder / "second.txt").unlink()
    days_pass(folder, 8)
    done = audit(folder, "--format", "json")
    assert "second.txt: is gone from its folder; 1 link that only it cites" in done.err
    assert json.loads(done.out)["run"]["command"] == "audit"
    assert set(asked(web)) == {"one.example", "two.example"}


def test_a_letter_that_was_renamed_is_recognised(folder: Path) -> None:
    check(folder)
    (folder / "second.txt").rename(folder / "third.txt")
    pincite("check", "third.txt", "--fail-on", "never", cwd=folder)
    done = audit(folder)
    assert "\nsecond.txt: is now third.txt\n" in done.out
    assert "second.txt" not in audit(folder).out


@pytest.mark.parametrize("left", [True, False], ids=["empty", "absent"])
def test_a_folder_that_is_absent_or_empty_is_no_reason_to_leave_letters_out(
    folder: Path, web: Web, left: bool
) -> None:
    (folder / "disk").mkdir()
    for name in ("first.txt", "second.txt"):
        (folder / name).rename(folder / "disk" / name)
    pincite("check", "disk", "--fail-on", "never", cwd=folder)
    asked(web)
    (folder / "disk").rename(folder / "elsewhere")
    if left:
        (folder / "disk").mkdir()
    days_pass(folder, 8)
    done = audit(folder, "--quiet")
    assert done.code == 3
    assert done.err == (
        "pincite: disk: this folder is absent or empty: its 2 letters are not audited until it is"
        " back (`pincite forget` ends that)\n"
    )
    assert asked(web) == {}
    if left:
        (folder / "disk").rmdir()
    (folder / "elsewhere").rename(folder / "disk")
    assert "2 letters, 4 links: 4 due" in audit(folder).out


def test_a_folder_inside_is_gone_where_others_are_left(folder: Path) -> None:
    for year in ("2020", "2021"):
        (folder / "letters" / year).mkdir(parents=True)
        write(folder / "letters" / year, "a.txt", "one" if year == "2020" else "two")
    pincite("check", "letters", "--fail-on", "never", cwd=folder)
    (folder / "letters" / "2021" / "a.txt").unlink()
    (folder / "letters" / "2021").rmdir()
    done = audit(folder)
    assert done.code == 0
    assert "letters/2021/a.txt: is gone from its folder; 1 link" in done.out


def test_forget_leaves_letters_out_until_they_are_checked_again(folder: Path, web: Web) -> None:
    check(folder)
    done = pincite("forget", "second.txt", cwd=folder)
    assert (done.code, done.out) == (0, "second.txt: no longer audited\n")
    asked(web)
    days_pass(folder, 8)
    assert "1 letter, 2 links" in audit(folder).out
    assert set(asked(web)) == {"one.example", "two.example"}
    again = pincite("forget", "second.txt", cwd=folder)
    assert again.code == 2
    assert "forget: no letter that is audited is at second.txt" in again.err
    check(folder)
    assert "2 letters, 4 links" in audit(folder).out


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
