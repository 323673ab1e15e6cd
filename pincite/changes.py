"""Which lines of which letters a branch has changed: `--changed-since REF`.

Rules kept here:
- Git is asked once, for names and line numbers only; letters that git does not track count as new.
- A note is touched when a line of its own, or the line of its reference, has changed.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.model import Target
from citations import canonical_key
from citations.model import Document, Note
from results.model import Finding

from .errors import PinciteError, UsageError

_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
"""How many lines went; where those that came begin, and how many they are."""
_LIMIT_SECONDS = 60
Lines = Sequence[range]


@dataclass(frozen=True, slots=True)
class Touched:
    """What of one letter has changed."""

    lines: tuple[range, ...]
    notes: frozenset[str]
    """Labels of touched notes."""
    keys: frozenset[str]
    """Links that stand in touched notes or on changed lines."""
    originals: frozenset[str] = frozenset()
    """What archive copies among them are copies of."""

    def names(self, target: Target) -> bool:
        """Whether a target is a touched link, or the original of one."""
        return target.key in self.keys or target.key in self.originals

    def holds(self, finding: Finding) -> bool:
        """Whether a finding is about something that has changed."""
        if finding.note is not None and finding.note in self.notes:
            return True
        return finding.line is not None and _within(finding.line, self.lines)


def changed_lines(ref: str, folder: Path | None = None) -> Mapping[Path, Lines]:
    """Changed lines by absolute path, between a commit and the files as they are now.

    Raises:
        UsageError: this is no git checkout, or there is no such commit.
        PinciteError: git could not be run.
    """
    if ref.startswith("-"):
        raise UsageError(f"--changed-since: {ref!r} is no commit")
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    plain = ("--unified=0", "--no-color", "--no-ext-diff", "--no-renames", "--src-prefix=a/")
    diff = _git(top, "diff", *plain, "--dst-prefix=b/", ref, "--")
    found: dict[Path, list[range]] = {}
    lines: list[range] = []
    words = 0
    """How many lines of the letters themselves are still to come."""
    for line in diff.split("\n"):
        if words:
            # A letter may say "++ b/other.md"; of a lost line end git tells in lines of its own.
            words -= line[:1] in {"+", "-"}
        elif line.startswith("+++ "):
            lines = found.setdefault(top / _name(line[4:]), [])
        elif (match := _HUNK.match(line)) is not None:
            gone, start, count = (int(each or 1) for each in match.groups())
            lines.append(range(start, start + count))
            words = gone + count
    for name in _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if name:
            found[top / name] = [range(1, 1 << 31)]
    return found


def _name(field: str) -> str:
    """The path in a `+++ b/…` line; git quotes unusual names as C strings."""
    field = field.rstrip("\t")
    if field.startswith('"') and field.endswith('"'):
        octets = field[1:-1].encode("latin-1", "replace").decode("unicode_escape")
        field = octets.encode("latin-1").decode("utf-8", "surrogateescape")
    return field.removeprefix("b/")


def _git(folder: Path | None, *arguments: str) -> str:
    command = ("git", "-c", "core.quotePath=true", *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments; the ref is refused if it is an option
            command, cwd=folder, capture_output=True, timeout=_LIMIT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PinciteError(f"--changed-since: git could not be run ({error})") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"--changed-since: {said[0] if said else 'git failed'}")
    return done.stdout.decode("utf-8", "surrogateescape")


class Scope:
    """What a run is about: everything, or only what has changed since a commit."""

    def __init__(self, ref: str | None) -> None:
        self._lines = None if ref is None else changed_lines(ref)
        self._touched: dict[str, Touched] = {}

    def includes(self, document: Document) -> bool:
        """Whether a letter is part of the run. `document.text` must be there."""
        if self._lines is None:
            return True
        lines = self._lines.get(Path(document.path).resolve())
        if lines is not None:
            self._touched[document.path] = touched(document, lines)
        return lines is not None

    def targets(self, document: Document, targets: Mapping[str, Target]) -> Iterator[Target]:
        """Those of a letter's targets that are to be asked."""
        touched = self._touched.get(document.path)
        return (t for t in targets.values() if touched is None or touched.names(t))

    def notes(self, document: Document) -> frozenset[str] | None:
        """Labels of the notes that are to be asked about; None for all."""
        touched = self._touched.get(document.path)
        return None if touched is None else touched.notes

    def findings(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """Those findings that are about what the run is about."""
        for finding in found:
            touched = self._touched.get(finding.path)
            if touched is None or touched.holds(finding):
                yield finding


def touched(document: Document, lines: Lines) -> Touched:
    """What of a letter stands on changed lines. `document.text` must be there."""
    notes = [note for note in document.notes if _is_touched(document, note, lines)]
    links = [link for note in notes for link in note.links]
    links += [link for link in document.links if link.line and _within(link.line, lines)]
    return Touched(
        tuple(lines),
        frozenset(note.label for note in notes),
        frozenset(link.key for link in links),
        frozenset(canonical_key(link.archive_of) for link in links if link.archive_of),
    )


def _is_touched(document: Document, note: Note, lines: Lines) -> bool:
    if note.line is None:
        return bool(lines)  # formats without lines: all of a changed file
    last = note.line + document.text.count("\n", note.span.start, note.span.end)
    if any(_within(number, lines) for number in range(note.line, last + 1)):
        return True
    reference = note.reference
    return reference is not None and reference.line is not None and _within(reference.line, lines)


def _within(number: int, lines: Lines) -> bool:
    return any(number in each for each in lines)
