"""`pincite fix` as a user runs it: diff, exit codes, writing, asking, refusing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Exchange,
    Hop,
    Judgement,
    Request,
    Snapshot,
    SnapshotVerdict,
    Task,
    Verdict,
)
from citations import canonical_key, read
from pincite.fixing import Plan, Wish, fixed, plans, write
from pincite.settings import Settings
from pincite.targets import targets_of
from results import FixRefused, RunPlan, Store
from tests.citations.formats.docx import docx_builder

from ..commands import Done, pincite

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
DEAD, OLD, NEW = "http://city.example/dead", "http://city.example/old", "https://new.example/page"
COPY = f"https://web.archive.org/web/20180304120000/{DEAD}"
LETTER = f"Dear café,[1]\r\n\r\n[1] See City, Report (2018), {DEAD}; Doe, {OLD}, at 3.\r\n"
FIXED = LETTER.replace(DEAD, f"{DEAD} [{COPY}]").replace(f", {OLD}", f", {NEW}")


def answers(verdict: SnapshotVerdict = SnapshotVerdict.VERIFIED) -> list[Check | ArchiveAnswer]:
    gone = Exchange(Request(DEAD), 404, hops=(Hop(DEAD, 404),), at=NOW)
    moved = Exchange(Request(OLD), 200, hops=(Hop(OLD, 301, NEW), Hop(NEW, 200)), at=NOW)
    copy = Snapshot("wayback", COPY, datetime(2018, 3, 4, 12, tzinfo=UTC), verdict, original=DEAD)
    return [
        Check(canonical_key(DEAD), DEAD, Judgement(Verdict.GONE, "not-found"), gone, NOW),
        Check(canonical_key(OLD), OLD, Judgement(Verdict.MOVED, "moved-permanently"), moved, NOW),
        ArchiveAnswer(canonical_key(DEAD), "wayback", ArchiveOutcome.FOUND, (copy,), asked_at=NOW),
    ]


def checked(folder: Path, name: str, outcomes: Sequence[Check | ArchiveAnswer]) -> None:
    """The database after `pincite check NAME` in a folder."""
    data = (folder / name).read_bytes()
    document = read(data, name)
    targets = targets_of(document)
    tasks = [Task("live", "city.example", each) for each in targets.values()]
    tasks += [Task("wayback", "wayback", each) for each in targets.values()]
    with Store.open(folder / "pincite.db") as store:
        kinds = (("live", None), ("wayback", "wayback"))
        digest = hashlib.sha256(data).hexdigest()
        run = store.begin(RunPlan("check", digest + name, "1", kinds=kinds))
        store.add_document(run.id, document, targets, tasks)
        store.record(run.id, outcomes)
        store.finish(run.id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_bytes(LETTER.encode("windows-1252"))
    checked(tmp_path, "letter.txt", answers())
    return tmp_path


def fix(folder: Path, *arguments: str, stdin: bytes = b"") -> Done:
    return pincite("fix", "letter.txt", *arguments, cwd=folder, stdin=stdin)


def planned(folder: Path) -> Plan:
    with Store.open(folder / "pincite.db", read_only=True) as store:
        (plan,) = plans([str(folder / "letter.txt")], store, Settings(), Wish())
    assert isinstance(plan, Plan)
    return plan


def test_a_diff_and_nothing_written(folder: Path) -> None:
    done = fix(folder)
    assert done.code == 1, done.err
    lines = done.out.splitlines()
    assert lines[:2] == ["--- a/letter.txt", "+++ b/letter.txt"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-" + LETTER.splitlines()[2],
        "+" + FIXED.splitlines()[2],
    ]
    assert (folder / "letter.txt").read_bytes() == LETTER.encode("windows-1252")


def test_written_to_the_byte_and_then_nothing_to_do(folder: Path) -> None:
    done = fix(folder, "--write")
    assert done.code == 0, done.err
    assert "2 changes written" in done.err
    assert (folder / "letter.txt").read_bytes() == FIXED.encode("windows-1252")
    again = fix(folder, "--write")
    assert (again.code, again.out) == (0, "")
    checked(folder, "letter.txt", answers())
    assert fix(folder).code == 0


def test_only_some_findings(folder: Path) -> None:
    done = fix(folder, "--only", "PC205,PC301-PC310", "--write")
    assert done.code == 0
    assert (folder / "letter.txt").read_bytes().decode("windows-1252") == LETTER.replace(OLD, NEW)


@pytest.mark.parametrize("wrong", ["error", "PC2", "never", ""])
def test_only_takes_codes_and_ranges(folder: Path, wrong: str) -> None:
    assert fix(folder, "--only", wrong).code == 2


def test_asked_one_by_one(folder: Path) -> None:
    done = fix(folder, "--interactive", stdin=b"what?\nn\ny\n")
    assert done.code == 1, "one was not wanted"
    assert (folder / "letter.txt").read_bytes().decode("windows-1252") == LETTER.replace(OLD, NEW)


def test_nobody_to_ask_is_a_no(folder: Path) -> None:
    words = (sys.executable, "-m", "pincite", "fix", "letter.txt", "--interactive")
    closing = ("sh", "-c", 'exec "$@" <&-', "sh", *words)
    done = subprocess.run(closing, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "internal error" not in done.stderr
    assert (folder / "letter.txt").read_bytes() == LETTER.encode("windows-1252")


@pytest.mark.parametrize("answer", [b"q\n", b"", b"n\nn\n"])
def test_none_is_wanted(folder: Path, answer: bytes) -> None:
    assert fix(folder, "--interactive", stdin=answer).code == 1
    assert (folder / "letter.txt").read_bytes() == LETTER.encode("windows-1252")


def test_all_of_a_letter(folder: Path) -> None:
    assert fix(folder, "--interactive", stdin=b"a\n").code == 0
    assert (folder / "letter.txt").read_bytes() == FIXED.encode("windows-1252")


def test_copies_that_nobody_opened_are_told_of(folder: Path) -> None:
    checked(folder, "letter.txt", answers(SnapshotVerdict.UNVERIFIED))
    done = fix(folder)
    assert COPY not in done.out
    assert "1 more change with archive copies that nobody has opened yet" in done.err
    assert COPY in fix(folder, "--unverified").out


def test_a_letter_that_changed_since_the_check_is_refused(folder: Path) -> None:
    changed = LETTER.replace("Dear", "Dearest").encode("windows-1252")
    (folder / "letter.txt").write_bytes(changed)
    done = fix(folder, "--write")
    assert done.code == 3
    assert "letter.txt: has changed since it was checked" in done.err
    assert (folder / "letter.txt").read_bytes() == changed


def test_a_letter_under_another_name_is_known_by_its_bytes(folder: Path) -> None:
    (folder / "other.txt").write_bytes((folder / "letter.txt").read_bytes())
    assert pincite("fix", "./other.txt", cwd=folder).code == 1


def test_letters_that_were_not_checked_are_told(folder: Path) -> None:
    (folder / "new.txt").write_text("See http://city.example/new for more.\n")
    done = pincite("fix", "new.txt", cwd=folder)
    assert done.code == 3
    assert "new.txt: was not checked yet" in done.err
    missing = pincite("fix", "none.txt", cwd=folder)
    assert missing.code == 2


def test_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("See http://city.example/x.\n")
    done = pincite("fix", "a.txt", cwd=tmp_path)
    assert done.code == 3
    assert len(done.err.splitlines()) == 1


def test_standard_input_cannot_be_changed(folder: Path) -> None:
    assert pincite("fix", "-", cwd=folder, stdin=LETTER.encode()).code == 2


def test_ignored_findings_are_not_fixed(folder: Path) -> None:
    (folder / "pincite.toml").write_text(
        '[findings]\nPC201 = "off"\n[[ignore]]\ncode = "PC205"\nreason = "on purpose"\n'
    )
    done = fix(folder)
    assert (done.code, done.out) == (0, ""), done.err


def test_a_definition_that_many_links_use(folder: Path) -> None:
    (folder / "a.md").write_text(f"[a][r] and [b][r]\n\n[r]: {OLD}\n")
    checked(folder, "a.md", answers()[1:2])
    done = pincite("fix", "a.md", "--write", cwd=folder)
    assert done.code == 0, done.err
    assert (folder / "a.md").read_text() == f"[a][r] and [b][r]\n\n[r]: {NEW}\n"


def test_a_word_document_gets_tracked_changes(folder: Path) -> None:
    body = docx_builder.paragraph("The city agreed.", docx_builder.reference(2))
    notes = docx_builder.note(2, f"See City, Report (2018), {DEAD}; Doe, {OLD}, at 3.")
    (folder / "a.docx").write_bytes(docx_builder.Docx(body, footnotes=notes).data())
    checked(folder, "a.docx", answers())
    shown = pincite("fix", "a.docx", cwd=folder)
    assert shown.code == 1, shown.err
    assert f"- {OLD}" in shown.out.splitlines()
    assert f"+ [{COPY}]" in shown.out.splitlines()
    assert "  The page has moved" in shown.out
    done = pincite("fix", "a.docx", "--write", cwd=folder)
    assert done.code == 0, done.err
    after = read((folder / "a.docx").read_bytes(), "a.docx")
    assert after.notes[0].text == f"See City, Report (2018), {DEAD} [{COPY}]; Doe, {NEW}, at 3."
    assert pincite("fix", "a.docx", "--write", cwd=folder).code == 0, "nothing left to do"


def test_a_pdf_gets_a_list(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.drawString(72, 720, f"See the report at {OLD} for more words about it.")
    canvas.save()
    checked(folder, "a.pdf", answers()[1:2])
    before = (folder / "a.pdf").read_bytes()
    done = pincite("fix", "a.pdf", "--write", cwd=folder)
    assert done.code == 1, done.err
    assert "PC205 page 1, running text" in done.out
    assert f"+ {NEW}" in done.out
    assert (folder / "a.pdf").read_bytes() == before


def test_permissions_and_symbolic_links_stay(folder: Path) -> None:
    (folder / "letter.txt").chmod(0o640)
    (folder / "link.txt").symlink_to("letter.txt")
    assert pincite("fix", "link.txt", "--write", cwd=folder).code == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "letter.txt").stat().st_mode & 0o777 == 0o640
    assert (folder / "letter.txt").read_bytes() == FIXED.encode("windows-1252")
    assert not list(folder.glob(".*"))


def test_a_file_that_changes_under_the_fix_is_left_alone(folder: Path) -> None:
    path = folder / "letter.txt"
    plan = planned(folder)
    data = fixed(plan, plan.proposals)
    path.write_bytes(b"someone else's words")
    with pytest.raises(FixRefused, match="while it was being fixed"):
        write(plan, data)
    assert path.read_bytes() == b"someone else's words"
    assert not list(folder.glob(".*"))


def test_a_result_that_does_not_read_as_it_should_is_refused(folder: Path) -> None:
    plan = planned(folder)
    wrong = replace(plan.proposals[1], edits=(replace(plan.proposals[1].edits[0], text="no url"),))
    with pytest.raises(FixRefused, match="would not show"):
        fixed(plan, [wrong])


def test_a_read_only_letter_is_left_alone(folder: Path) -> None:
    (folder / "letter.txt").chmod(0o444)
    done = fix(folder, "--write")
    assert (done.code, done.err) == (3, "pincite: letter.txt: is read-only\n")
    assert (folder / "letter.txt").read_bytes() == LETTER.encode("windows-1252")


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root gives files away")
def test_a_letter_keeps_its_owner(folder: Path) -> None:
    os.chown(folder / "letter.txt", 12345, 12345)
    assert fix(folder, "--write").code == 0
    there = (folder / "letter.txt").stat()
    assert (there.st_uid, there.st_gid) == (12345, 12345)


def test_a_letter_with_the_longest_name(folder: Path) -> None:
    name = "l" * 251 + ".txt"
    (folder / "letter.txt").rename(folder / name)
    done = pincite("fix", name, "--write", cwd=folder)
    assert (done.code, (folder / name).read_bytes()) == (0, FIXED.encode("windows-1252"))


def test_what_a_letter_says_to_the_terminal_is_only_shown(folder: Path) -> None:
    letter = LETTER.replace("Report", "\x1b]0;owned\x07Re\u202eport").encode("utf-8")
    (folder / "le\x1b[31mt\nter.txt").write_bytes(letter)
    checked(folder, "le\x1b[31mt\nter.txt", answers())
    done = pincite("fix", "le\x1b[31mt\nter.txt", cwd=folder)
    assert done.code == 1
    told = done.out.replace("\r\n", "\n")  # the ends of a letter's lines are its own
    assert not [c for c in told if not c.isprintable() and c != "\n"]
    assert done.out.startswith("--- a/le")
