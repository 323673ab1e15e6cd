"""The whole way, in processes of its own: killed, resumed, interrupted, offline, two at once."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pincite.demo.web import ANY, Hang, Reply, Web

from ..pincite.commands import pincite
from ..pincite.long_letter import (
    HOSTS,
    LINKS,
    asked,
    check_letter,
    folder,
    start,
    verdicts,
    wait_for,
    web,
)

__all__ = ["folder", "web"]


def test_every_link_is_asked_once_and_kept(folder: Path, web: Web) -> None:
    done = check_letter(folder)
    assert (done.code, done.err) == (0, "")
    assert verdicts(done.out) == {"ok": HOSTS * LINKS}
    assert set(asked(web).values()) == {1}
    assert len(asked(web)) == HOSTS * LINKS
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        assert db.execute("select count(*) from status where verdict = 'ok'").fetchone() == (120,)
        assert db.execute("select count(*) from dead_links").fetchone() == (0,)


def test_a_second_run_asks_nothing_while_the_answers_are_fresh(folder: Path, web: Web) -> None:
    check_letter(folder)
    before = len(web.requests)
    again = check_letter(folder)
    assert verdicts(again.out) == {"ok": HOSTS * LINKS}
    assert len(web.requests) == before
    pincite("check", "letter.txt", "--max-age", "0", cwd=folder)
    assert set(asked(web).values()) == {2}


def test_an_unchanged_letter_is_not_read_again(folder: Path, web: Web) -> None:
    first = check_letter(folder)
    with closing(sqlite3.connect(folder / "pincite.db")) as db, db:
        # What cannot be read from the letter shows that it was not read.
        db.execute("update documents set title = 'As it was kept'")
    again = check_letter(folder)
    assert json.loads(again.out)["documents"][0]["title"] == "As it was kept"
    assert verdicts(again.out) == verdicts(first.out)
    letter = folder / "letter.txt"
    letter.write_text(letter.read_text() + "\n\nYours\n")
    changed = check_letter(folder)
    assert json.loads(changed.out)["documents"][0]["title"] != "As it was kept"


def test_killed_and_resumed_nothing_is_lost_and_nothing_asked_twice_but_what_was_in_flight(
    folder: Path, web: Web
) -> None:
    chance = random.Random(7)
    kills = 0
    for _ in range(4):
        process = start(folder)
        wait_for(web, min(len(web.requests) + chance.randrange(8, 30), HOSTS * LINKS - 5))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        kills += 1
    done = check_letter(folder)
    assert done.code == 0
    assert verdicts(done.out) == {"ok": HOSTS * LINKS}
    assert json.loads(done.out)["run"]["resumed"] == kills
    counts = asked(web)
    assert len(counts) == HOSTS * LINKS
    # A host's one request that is under way, and one answered right before, at each kill.
    assert sum(counts.values()) - HOSTS * LINKS <= kills * HOSTS * 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_a_signal_it_ends_soon_keeps_what_it_has_and_goes_on(
    folder: Path, web: Web, number: signal.Signals
) -> None:
    process = start(folder)
    wait_for(web, 30)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 3
    assert err.decode().startswith("pincite: interrupted: ")
    kept = verdicts(out.decode())
    assert kept["ok"] >= 10
    assert kept["ok"] + kept["unknown"] == HOSTS * LINKS
    assert set(kept) == {"ok", "unknown"}
    done = check_letter(folder)
    assert verdicts(done.out) == {"ok": HOSTS * LINKS}
    twice = [page for page, count in asked(web).items() if count > 1]
    assert len(twice) <= HOSTS  # what was under way: every other answer was kept


def test_a_run_ends_by_itself_when_its_time_is_over(folder: Path, web: Web) -> None:
    web.route("h0.example", ANY, Hang())
    done = pincite("check", "letter.txt", "--format", "json", "--max-time", "4s", cwd=folder)
    assert done.code == 3
    assert done.err.startswith("pincite: --max-time is over: ")
    assert done.err.count("\n") == 1
    assert json.loads(done.out)["run"]["state"] == "interrupted"
    kept = verdicts(done.out)
    assert set(kept) == {"ok", "unknown"}
    assert kept["unknown"] >= LINKS
    web.route("h0.example", ANY, Reply(body="<title>A living page</title>" + "word " * 80))
    assert verdicts(check_letter(folder).out) == {"ok": HOSTS * LINKS}


def test_a_second_signal_ends_it_at_once(folder: Path, web: Web) -> None:
    process = start(folder)
    wait_for(web, 10)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 3


def test_two_runs_at_once_do_not_ask_the_same_link_twice(folder: Path, web: Web) -> None:
    first = start(folder)
    wait_for(web, 5)
    second = start(folder)
    results = [process.communicate(timeout=60) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], results
    assert [verdicts(out.decode()) for out, _ in results] == [{"ok": HOSTS * LINKS}] * 2
    assert set(asked(web).values()) == {1}


def test_offline_marks_nothing_dead_and_exits_3(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("See http://one.invalid/a and http://two.invalid/b now.\n")
    (tmp_path / "pincite.toml").write_text('[crawl]\ncanaries = ["nobody.invalid"]\n')
    done = pincite("check", "letter.txt", "--format", "json", cwd=tmp_path)
    assert done.code == 3
    assert done.err.startswith("pincite: this machine seems to have no network")
    assert verdicts(done.out) == {"unknown": 2}
    severities = {each["severity"] for each in json.loads(done.out)["documents"][0]["findings"]}
    assert "error" not in severities


def test_a_locked_database_is_one_line(folder: Path, web: Web) -> None:
    check_letter(folder)
    with closing(sqlite3.connect(folder / "pincite.db", isolation_level=None)) as holder, holder:
        holder.execute("begin exclusive")
        done = pincite("check", "letter.txt", cwd=folder, PINCITE_DB_WAIT="0.3")
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert "another program holds this database" in done.err


def test_findings_decide_the_exit_code(folder: Path, web: Web) -> None:
    web.route("h0.example", ANY, Reply(status=404, body="<title>Not Found</title>"))
    assert check_letter(folder).code == 1
    assert pincite("check", "letter.txt", "--fail-on", "never", cwd=folder).code == 0
    assert pincite("report", "--fail-on", "PC201", cwd=folder).code == 1
    assert pincite("report", "--fail-on", "PC202", cwd=folder).code == 0


def test_only_new_breakage_fails_beside_a_baseline(folder: Path, web: Web) -> None:
    web.route("h0.example", ANY, Reply(status=404, body="<title>Not Found</title>"))
    pincite("check", "letter.txt", "--output", "old.json", cwd=folder)
    again = ("check", "letter.txt", "--baseline", "old.json")
    done = pincite(*again, cwd=folder)
    assert done.code == 0
    assert f"pincite: {LINKS} findings known from the baseline" in done.err
    web.route("h1.example", "/page-0", Reply(status=404, body="<title>Not Found</title>"))
    assert pincite(*again, "--max-age", "0", cwd=folder).code == 1


def test_what_a_rule_ignores_does_not_fail_and_the_verdict_stays(folder: Path, web: Web) -> None:
    web.route("h0.example", ANY, Reply(status=404, body="<title>Not Found</title>"))
    with (folder / "pincite.toml").open("a") as settings:
        settings.write('\n[[ignore]]\nhost = "h0.example"\nreason = "being rebuilt"\n')
    done = check_letter(folder)
    assert done.code == 0
    assert verdicts(done.out) == {"ok": (HOSTS - 1) * LINKS, "gone": LINKS}
    assert f"pincite: {LINKS} findings ignored by rules" in done.err
