"""Which processes write here, and which of them are gone.

Rules kept here:
- A worker of the same boot and process namespace is judged by its process: id and start time, so
  that a reused id does not keep a dead run alive. A killed process that nobody has waited for
  (a zombie) is gone.
- Any other worker is judged by its heartbeat; where that lies ahead of our clock, one of the two
  clocks is wrong, and it is watched whether it still beats.
- In doubt a worker is alive: to begin a new run costs little, to rob a living one costs its
  answers.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from time import monotonic

from .connection import Connection
from .recent import Recent
from .rows.values import Stored, moment_of, moment_text, sound

SILENCE = timedelta(seconds=60)
"""A worker elsewhere that gave no sign of life for this long is gone."""
HEARTBEAT = timedelta(seconds=5)
"""How often a sign of life is written at most."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process, told apart from every other one."""

    host: str
    place: str
    """Within which `pid` means something: boot and process namespace. Empty where unknown."""
    pid: int
    started: str
    """Start time in the system's own count; empty where unknown."""


def this_process() -> Process:
    """The process that asks."""
    return Process(sound(socket.gethostname()), _place(), os.getpid(), _started(os.getpid()) or "")


@cache
def _place() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _started(pid: int) -> str | None:
    """Start time of a living process, "" where the system does not tell; None when it is gone."""
    if Path("/proc/self/stat").exists():
        try:
            # "pid (name) state …": the name may hold spaces and brackets, so what counts stands
            # after the last bracket; state is field 3, start time field 22 (proc(5)).
            fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            return None
        return None if fields[0] in (b"Z", b"X") else fields[19].decode("ascii")
    if sys.platform != "win32":  # there, signal 0 would be a Ctrl-C
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return None
        except OSError:
            return ""
    return ""


def is_gone(row: Stored, here: Process, now: datetime) -> bool:
    """Whether the worker of a row of `workers` is no more."""
    if row["left_at"] is not None:
        return True
    ended = _has_ended(row, here)
    if ended is not None:
        return ended
    return now - moment_of(row["heartbeat_at"]) > SILENCE


def _has_ended(row: Stored, here: Process) -> bool | None:
    """What the system tells of the process; None where it tells nothing."""
    if (row["host"], row["place"]) != (here.host, here.place):
        return None
    started = _started(row["pid"])
    if started is None:
        return True
    return bool(started != row["started"]) if started and row["started"] else None


class Watch:
    """Heartbeats that lie in the future, as seen by a clock that does not jump."""

    def __init__(self) -> None:
        self._since: dict[int, tuple[str, float]] = {}

    def is_silent(self, worker_id: int, heartbeat: str, at: float) -> bool:
        """Whether a heartbeat has stood still for longer than SILENCE; `at`: time.monotonic()."""
        before, since = self._since.setdefault(worker_id, (heartbeat, at))
        if before != heartbeat:
            self._since[worker_id] = heartbeat, at
            return False
        return at - since > SILENCE.total_seconds()


class Worker:
    """This process as the database knows it, from the first time it has something to do."""

    def __init__(self) -> None:
        self._process = this_process()
        self._id: int | None = None
        self._beaten = datetime.min.replace(tzinfo=UTC)
        self._watch = Watch()
        self.recent = Recent()
        """What it has just met in the database."""

    def enrolled(self, connection: Connection) -> int:
        """Its row, made at the first call."""
        if self._id is None:
            now = datetime.now(UTC)
            with connection.writing() as db:
                row = db.execute(
                    "INSERT INTO workers (host, place, pid, started, heartbeat_at)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (
                        *(self._process.host, self._process.place, self._process.pid),
                        *(self._process.started, moment_text(now)),
                    ),
                ).lastrowid
            self._id, self._beaten = row, now
            assert self._id is not None
        return self._id

    @property
    def _due(self) -> bool:
        passed = abs(datetime.now(UTC) - self._beaten)  # abs: clocks jump
        return self._id is not None and passed >= HEARTBEAT

    def sign(self, connection: Connection) -> None:
        """A sign of life, when the last one is some seconds old."""
        self.enrolled(connection)
        if self._due:
            with connection.writing() as db:
                self.beat(db)

    def beat(self, db: sqlite3.Connection) -> None:
        """The same within a transaction."""
        if self._due:
            now = datetime.now(UTC)
            db.execute(
                "UPDATE workers SET heartbeat_at = ? WHERE id = ?", (moment_text(now), self._id)
            )
            self._beaten = now

    def leave(self, connection: Connection) -> None:
        """Signs off and gives back what it has taken; does nothing when it never enrolled."""
        if self._id is None:
            return
        with connection.writing() as db:
            db.execute("DELETE FROM taken WHERE worker_id = ?", (self._id,))
            db.execute(
                "UPDATE workers SET left_at = ? WHERE id = ?",
                (moment_text(datetime.now(UTC)), self._id),
            )
        self._id = None

    def gone(self, connection: Connection, worker_id: int | None) -> bool:
        """Whether a worker is no more. Where there was none, there is none."""
        if worker_id is None:
            return True
        if worker_id == self._id:
            return False
        row = connection.one("SELECT * FROM workers WHERE id = ?", (worker_id,))
        now = datetime.now(UTC)
        if row is None or is_gone(row, self._process, now):
            return True
        if moment_of(row["heartbeat_at"]) <= now or _has_ended(row, self._process) is not None:
            return False
        return self._watch.is_silent(worker_id, row["heartbeat_at"], monotonic())

    def release_gone(self, connection: Connection) -> None:
        """What workers that are no more had taken is to be had again."""
        for (worker_id,) in connection.rows("SELECT DISTINCT worker_id FROM taken"):
            if self.gone(connection, worker_id):
                with connection.writing() as db:
                    db.execute("DELETE FROM taken WHERE worker_id = ?", (worker_id,))
