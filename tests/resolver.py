"""A DNS server on loopback, and a process whose system resolver asks it: outages can be played.

The C library takes its name servers from /etc/resolv.conf alone and asks them at port 53. So the
server listens there, on an address of its own in 127/8, and the process is started in a mount
namespace of its own in which another file lies over that one. Both need root on Linux.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

_A, _IN, _TTL = 1, 1, 0
_LINES = "nameserver {}\noptions timeout:1 attempts:1\n"


class Mood(Enum):
    """How every question is answered."""

    WELL = 0
    SERVFAIL = 2
    NXDOMAIN = 3
    """For all names, as some routers do that have lost their line."""
    SILENT = -1


class Resolver:
    """`with Resolver({"a.example": "127.0.0.1"}) as dns`; other names do not exist."""

    def __init__(self, names: dict[str, str]) -> None:
        self.mood = Mood.WELL
        self.asked: Counter[str] = Counter()
        self.unanswered = 0
        """Questions that came during an outage."""
        self._names = names
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._thread = threading.Thread(target=self._serve, name="dns-server", daemon=True)

    def __enter__(self) -> Self:
        for number in range(1, 255):  # several tests may run at once
            with suppress(OSError):
                self._socket.bind((f"127.53.53.{number}", 53))
                break
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", (self.address, 53))
        self._thread.join()
        self._socket.close()

    @property
    def address(self) -> str:
        """Where it listens."""
        return str(self._socket.getsockname()[0])

    def outage(self, mood: Mood, seconds: float) -> None:
        """Answer so for a while, then well again."""
        self.mood = mood
        time.sleep(seconds)
        self.mood = Mood.WELL

    def _serve(self) -> None:
        while True:
            question, client = self._socket.recvfrom(4096)
            if not question:
                return
            if (answer := self._answer(question)) is not None:
                self._socket.sendto(answer, client)

    def _answer(self, question: bytes) -> bytes | None:
        """RFC 1035, 4.1: the header, the question again, and an address if there is one."""
        labels, at = [], 12
        while question[at]:
            labels.append(question[at + 1 : at + 1 + question[at]].decode("ascii").lower())
            at += 1 + question[at]
        name, (kind,) = ".".join(labels), struct.unpack_from("!H", question, at + 1)
        self.asked[name] += 1
        self.unanswered += self.mood is not Mood.WELL
        if self.mood is Mood.SILENT:
            return None
        address = self._names.get(name) if self.mood is Mood.WELL else None
        code = self.mood.value if self.mood is not Mood.WELL else 0 if address else 3
        found = b""
        if address and kind == _A:
            fields = struct.pack("!HHHIH", 0xC00C, _A, _IN, _TTL, 4)
            found = fields + socket.inet_aton(address)
        head = question[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, bool(found), 0, 0)
        return head + question[12 : at + 5] + found


def unavailable() -> str:
    """Why no process can be pointed to our resolver here; empty where it can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "the system's resolver can be replaced by root on Linux only"
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return "unshare or mount is missing"
    done = subprocess.run(
        ["unshare", "-m", "mount", "--bind", "/etc/hosts", "/etc/resolv.conf"],
        capture_output=True,
        check=False,
    )
    return "" if done.returncode == 0 else "no mount namespace may be made here"


def pointed(folder: Path, server: Resolver, *command: str) -> list[str]:
    """The command as one that asks our server."""
    file = folder / "resolv.conf"
    file.write_text(_LINES.format(server.address))
    there = f'mount --bind "{file}" /etc/resolv.conf && exec "$@"'
    return ["unshare", "-m", "sh", "-c", there, "sh", *command]
