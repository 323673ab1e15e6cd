"""`pincite archive` as a user runs it: check, save, report and fix over services on loopback."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pincite.demo.web import ANY, Reply, Web, redirect

from ..commands import Done, pincite, write_settings
from ..services import ARCHIVE, KEYS, PERMA, InternetArchive, PermaCc, told

BUDGET, HARBOR = "http://city.example/budget", "http://harbor.example/depths"
LETTER = f"""July 22, 2021

Dear editor:

The budget grew.[1] The harbor is deep.[2] The rest is gone.[3] A wall.[4] Saved before.[5]

[1] City of Hartwell, Library Budget 2021 (2021), {BUDGET}.
[2] Harbor Office, Depths of the Harbor (2020), {HARBOR}.
[3] See http://city.example/gone.
[4] See http://wall.example/login.
[5] See {BUDGET} [https://archive.ph/abcde]; http://doi.org/10.5555/night.
"""


def page(title: str, words: str = "words that stand on a page of some length ") -> bytes:
    body = words * 30
    return f"<html><head><title>{title}</title></head><h1>{title}</h1><p>{body}</p>".encode()


PAGES = {BUDGET: page("Library Budget 2021"), HARBOR: page("Depths of the Harbor")}


@pytest.fixture
def web() -> Iterator[Web]:
    routes = {
        ("city.example", "/budget"): Reply(body=PAGES[BUDGET]),
        ("harbor.example", "/depths"): redirect("http://harbor.example/depths/", 301),
        ("harbor.example", "/depths/"): Reply(body=PAGES[HARBOR]),
        ("wall.example", ANY): Reply(403, body="no robots"),
        ("doi.org", ANY): Reply(body=page("A landing page")),
        ("archive.ph", ANY): Reply(body=page("never asked")),
        ("canary.example", ANY): Reply(body=b"here"),
    }
    with Web(routes) as served:
        yield served


@pytest.fixture
def archive(web: Web) -> InternetArchive:
    served = InternetArchive(PAGES)
    served.serve(web)
    return served


@pytest.fixture
def perma(web: Web) -> PermaCc:
    served = PermaCc({BUDGET: "Library Budget 2021", HARBOR: "Some other title"})
    served.serve(web)
    return served


@pytest.fixture
def folder(tmp_path: Path, web: Web, archive: InternetArchive, perma: PermaCc) -> Path:
    services = (
        f"[archives.wayback]\nendpoint = 'http://{ARCHIVE}'\n"
        "per_minute = 6000\nreplay_per_minute = 6000\n"
        f"[archives.perma]\nendpoint = 'http://{PERMA}'\nper_minute = 6000\n"
        "[saving]\npoll = 0.01\nlongest_poll = 0.02\n"
        f"[saving.wayback]\nendpoint = 'http://{ARCHIVE}'\n"
        "per_minute = 6000\nstatus_per_minute = 6000\n"
        f"[saving.perma]\nendpoint = 'http://{PERMA}'\nper_minute = 6000\nfolder = 27"
    )
    write_settings(tmp_path, web, services, host_interval=0.01)
    (tmp_path / "letter.txt").write_text(LETTER)
    return tmp_path


def save(folder: Path, *arguments: str, **environment: str) -> Done:
    keys = environment or KEYS
    return pincite("archive", "letter.txt", *arguments, cwd=folder, stdin=b"", **keys)


def as_json(folder: Path, *arguments: str, **environment: str) -> tuple[int, dict[str, Any]]:
    done = save(folder, "--format", "json", *arguments, **environment)
    assert done.out, done.err
    return done.code, json.loads(done.out)


def states(report: dict[str, Any]) -> dict[str, str]:
    return {each["url"]: each["state"] for each in report["saves"]}


def not_archived(done: Done) -> set[str]:
    return {each["url"] for each in done.document["findings"] if each["code"] == "PC301"}


def test_living_pages_without_a_copy_are_saved_opened_and_remembered(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    done = save(folder)
    assert done.code == 0, done.out + done.err
    assert sorted(archive.saves) == [BUDGET, HARBOR]
    assert archive.forms[0]["if_not_archived_within"] == ["1d"]
    assert "2 addresses to send to archive.example, where copies are public" in done.err
    assert "wayback: 2 confirmed" in done.out
    assert "verified" in done.out
    # The second run asks nothing of Save Page Now: neither a capture nor the account.
    before = sum(seen.path.startswith("/save") for seen in web.requests)
    again = save(folder)
    assert (again.code, archive.saves.count(BUDGET)) == (0, 1)
    assert sum(seen.path.startswith("/save") for seen in web.requests) == before
    assert "was saved before" in again.out


def test_walls_dead_pages_copies_and_names_are_sent_to_nobody(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    code, report = as_json(folder)
    assert code == 0
    reasons = {each["url"]: each["reason"] for each in report["unneeded"]}
    assert "gone" in reasons["http://city.example/gone"]
    assert "blocked" in reasons["http://wall.example/login"]
    assert "registered name" in reasons["http://doi.org/10.5555/night"]
    assert set(states(report)) == {BUDGET, HARBOR}
    assert web.count("archive.ph") == 0
    sent = b" ".join(seen.body for seen in web.requests if seen.method == "POST")
    assert b"gone" not in sent
    assert b"wall" not in sent
    assert b"archive.ph" not in sent


def test_private_addresses_are_sent_to_nobody_even_where_they_may_be_asked(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    (folder / "letter.txt").write_text(f"July 22, 2021\n\nSee {web.url('/private')} for more.\n")
    web.route("127.0.0.1", "/private", Reply(body=page("Only here")))
    code, report = as_json(folder, "--allow-private")
    assert code == 0
    (line,) = report["saves"]
    assert (line["due"], line["state"]) == (False, "planned")
    assert "private" in line["reason"]
    assert archive.saves == []


def test_without_keys_it_is_a_dry_run_that_says_how_to_give_them(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    done = save(folder, "--to", "wayback", "--to", "perma", IA_ACCESS_KEY_ID="", PERMA_API_KEY="")
    assert done.code == 1
    assert "IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY" in done.err
    assert "https://archive.org/account/s3.php" in done.err
    assert "PERMA_API_KEY" in done.err
    assert f"planned     {BUDGET}" in done.out
    assert not any(seen.path.startswith(("/save", "/v1/archives")) for seen in web.requests)


def test_a_dry_run_sends_nothing_and_leaves_nothing_to_do(
    folder: Path, web: Web, archive: InternetArchive
) -> None:
    done = save(folder, "--dry-run")
    assert (done.code, archive.saves) == (0, [])
    assert "dry run" in done.err
    assert "2 planned" in done.out
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        assert db.execute("select count(*) from saves").fetchone() == (0,)


def test_the_copy_is_in_the_next_report_and_proposed_by_fix(
    folder: Path, archive: InternetArchive
) -> None:
    before = pincite("check", "letter.txt", "--format", "json", cwd=folder)
    assert {BUDGET, HARBOR} <= not_archived(before)
    save(folder)
    report = pincite("report", "--format", "json", cwd=folder)
    assert not {BUDGET, HARBOR} & not_archived(report)
    (document,) = json.loads(report.out)["documents"]
    checks = {each["url"]: each for each in document["checks"]}
    (snapshot,) = checks[BUDGET]["snapshots"]
    stamp = archive.held[BUDGET][0].timestamp
    assert snapshot["url"] == f"http://{ARCHIVE}/web/{stamp}/{BUDGET}"
    assert snapshot["verdict"] == "verified"
    fixed = pincite("fix", "letter.txt", "--living", cwd=folder)
    assert f"{BUDGET} [http://{ARCHIVE}/web/{stamp}/{BUDGET}]" in fixed.out
    # The index may lag behind for a day: the next check knows the copy all the same.
    archive.hidden = True
    later = pincite("check", "letter.txt", "--max-age", "0", "--format", "json", cwd=folder)
    assert snapshot["url"] in later.out


def test_perma_links_are_made_in_the_folder_and_judged_by_their_record(
    folder: Path, perma: PermaCc
) -> None:
    code, report = as_json(folder, "--to", "perma")
    assert code == 0
    assert perma.bodies == [{"url": BUDGET, "folder": 27}, {"url": HARBOR, "folder": 27}]
    copies = {each["url"]: each["copy"] for each in report["saves"]}
    assert copies[BUDGET]["url"] == "https://perma.cc/AB12-0000"
    assert copies[BUDGET]["verdict"] == "verified"
    assert copies[HARBOR]["verdict"] == "unverified"
    fixed = pincite("fix", "letter.txt", "--living", cwd=folder)
    assert f"{BUDGET} [https://perma.cc/AB12-0000]" in fixed.out
    assert "AB12-0001" not in fixed.out


def test_a_page_that_cannot_be_captured_is_not_tried_again_until_told_to(
    folder: Path, archive: InternetArchive
) -> None:
    archive.refusals[HARBOR] = ["error:blocked-url"]
    code, report = as_json(folder)
    assert code == 1
    assert states(report) == {BUDGET: "confirmed", HARBOR: "failed"}
    code, report = as_json(folder)
    assert (code, len(archive.saves)) == (0, 2)
    line = next(each for each in report["saves"] if each["url"] == HARBOR)
    assert "blocked-url: It said error:blocked-url." in line["reason"]
    code, report = as_json(folder, "--again")
    assert (code, states(report)[HARBOR]) == (0, "confirmed")


def test_a_passing_failure_is_tried_once_more_and_then_put_off(
    folder: Path, archive: InternetArchive
) -> None:
    archive.errors[HARBOR] = ["error:browsing-timeout"] * 3
    code, report = as_json(folder)
    assert code == 1
    assert archive.saves.count(HARBOR) == 2
    assert states(report)[HARBOR] == "put_off"
    code, report = as_json(folder)
    assert (code, states(report)[HARBOR]) == (0, "confirmed")


def test_submitted_is_not_confirmed_and_the_next_run_asks_after_the_job(
    folder: Path, archive: InternetArchive
) -> None:
    archive.hidden = True
    code, report = as_json(folder)
    assert code == 1
    assert set(states(report).values()) == {"submitted"}
    archive.hidden = False
    done = save(folder)
    assert done.code == 0
    assert "2 addresses sent by an earlier run, to ask after" in done.err
    assert sorted(archive.saves) == [BUDGET, HARBOR]


def test_a_copy_of_an_error_page_is_no_copy(folder: Path, archive: InternetArchive) -> None:
    wall = b"<title>Just a moment...</title><p>Checking your browser before accessing.</p>"
    archive.pages = {BUDGET: PAGES[BUDGET], HARBOR: wall}
    code, report = as_json(folder)
    assert (code, states(report)[HARBOR]) == (1, "failed")
    assert "does not show the page" in json.dumps(report)


def test_when_the_day_is_used_up_nothing_more_is_submitted(
    folder: Path, archive: InternetArchive
) -> None:
    archive.account = {"available": 3, "daily_captures": 100, "daily_captures_limit": 100}
    code, report = as_json(folder)
    assert (code, archive.saves) == (1, [])
    assert set(states(report).values()) == {"put_off"}
    assert "the day's 100 captures are used up" in json.dumps(report)


def test_an_answer_that_was_lost_makes_no_second_link(folder: Path, perma: PermaCc) -> None:
    perma.lose_answer = True
    code, report = as_json(folder, "--to", "perma")
    assert code == 1
    assert set(states(report).values()) == {"submitting"}
    perma.lose_answer = False
    code, report = as_json(folder, "--to", "perma")
    assert (code, len(perma.bodies)) == (0, 2)
    assert set(states(report).values()) == {"confirmed"}


def test_a_used_up_quota_stops_the_service_and_no_other(
    folder: Path, perma: PermaCc, archive: InternetArchive
) -> None:
    perma.refusal = told({"error": "You've already reached your limit."}, 400)
    code, report = as_json(folder, "--to", "perma", "--to", "wayback")
    assert (code, len(perma.bodies)) == (1, 1)
    found = {(each["service"], each["state"]) for each in report["saves"]}
    assert found == {("perma", "put_off"), ("wayback", "confirmed")}


def test_keys_are_in_no_output_and_not_in_the_database(folder: Path, web: Web) -> None:
    secret = "a-secret-of-nobody"
    done = save(folder, IA_ACCESS_KEY_ID="access", IA_SECRET_ACCESS_KEY=secret)
    assert done.code == 1
    assert "does not accept the keys" in done.out
    assert any(secret in seen.header("authorization") for seen in web.requests)
    assert secret not in done.out + done.err
    kept = b"".join(each.read_bytes() for each in folder.glob("pincite.db*"))
    assert secret.encode() not in kept


@pytest.mark.parametrize("wrong", [("--to", "archive.today"), ("--format", "xml")])
def test_what_is_not_there_is_a_usage_error(folder: Path, wrong: tuple[str, str]) -> None:
    done = save(folder, *wrong)
    assert done.code == 2
    assert done.err.startswith("pincite: --")
