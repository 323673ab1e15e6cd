"""The worker processes of this program: started when needed, kept warm, replaced when they die.

Rules kept here:
- One file goes to one worker at a time. Threads that read at once have workers of their own; a
  process that was forked starts its own.
- A worker that dies over a file has died of that file, unless it had served before: then a fresh
  one is asked once more.
- The wall clock is watched here, because a process that waits takes no processor time.
- Where no process, pipe or thread can be had, a file cannot be read: that says nothing of the file.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Final

from citations.model import DocumentTooLarge, NotADocument, ReadError
from citations.passage import Layout

from .wire import decode

MOST_BYTES: Final = 256 << 20
MOST_SECONDS: Final = 90.0
"""Wall clock for one file, beside the processor time that the worker allows itself."""
MOST_IDLE: Final = 4
"""Workers that wait for the next file; each holds some 30 MB."""

_ROOT: Final = Path(__file__).resolve().parents[3]


_REFUSED: Final = "PDF that no process can be begun for"
_OUT_OF_TIME: Final = -24
"""What a process that SIGXCPU ended returns, on Linux and macOS."""


class _Died(Exception):
    """The worker is gone."""


def command() -> list[str]:
    """What runs the worker: this interpreter, with nothing from the working folder."""
    return [sys.executable, "-P", "-m", f"{__package__}.worker", str(os.getpid())]


class Worker:
    """One process."""

    def __init__(self) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 (this interpreter, our own module)
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self.served = 0
        self.goes_on = True

    def ask(self, data: bytes, seconds: float) -> bytes:
        """The worker's answer. Raises _Died, and DocumentTooLarge after so many seconds."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        try:
            timer.start()
        except RuntimeError as error:
            raise ReadError(f"{_REFUSED}: {error}") from None
        try:
            return self._exchange(data)
        except (OSError, _Died) as error:
            if late.is_set():
                raise DocumentTooLarge(
                    f"PDF that takes more than {seconds:.0f} seconds to read"
                ) from None
            if self._returned() == _OUT_OF_TIME:
                raise DocumentTooLarge("PDF that takes too much processor time to read") from None
            raise _Died from error
        finally:
            timer.cancel()

    def _exchange(self, data: bytes) -> bytes:
        questions, answers = _pipes(self._process)
        questions.write(len(data).to_bytes(8, "big"))
        questions.write(data)
        questions.flush()
        head = answers.read(9)
        if len(head) < 9:
            raise _Died
        self.goes_on = head[:1] == b"+"
        length = int.from_bytes(head[1:], "big")
        answer = answers.read(length)
        if len(answer) < length:
            raise _Died
        self.served += 1
        return answer

    def _returned(self) -> int | None:
        try:
            return self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """End the process and give its pipes back."""
        self._close_pipes()
        self._process.kill()
        self._process.wait()

    def abandon(self) -> None:
        """Let go of a process that belongs to the parent of this one."""
        self._close_pipes()
        self._process.returncode = 0

    def _close_pipes(self) -> None:
        for pipe in _pipes(self._process):
            with contextlib.suppress(OSError):
                pipe.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


class Workers:
    """The workers that wait for a file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []

    def read(self, data: bytes, seconds: float = MOST_SECONDS) -> Layout:
        """A PDF's Layout. Raises the ReadError family."""
        if len(data) > MOST_BYTES:
            raise DocumentTooLarge(f"PDF larger than {MOST_BYTES >> 20} MB")
        while True:
            worker = self._take()
            try:
                answer = worker.ask(data, seconds)
            except _Died:
                worker.close()
                if worker.served:
                    continue
                raise NotADocument("damaged PDF: the process that read it crashed") from None
            except BaseException:
                worker.close()
                raise
            self._give_back(worker)
            return decode(answer)

    def close(self) -> None:
        """End all workers that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def forget(self) -> None:
        """After a fork: the workers belong to the parent."""
        self._lock = threading.Lock()
        idle, self._idle = self._idle, []
        for worker in idle:
            worker.abandon()

    def _take(self) -> Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        try:
            return Worker()
        except OSError as error:
            raise ReadError(f"{_REFUSED}: {error.strerror or error}") from None

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if worker.goes_on and len(self._idle) < MOST_IDLE:
                self._idle.append(worker)
                return
        worker.close()


WORKERS: Final = Workers()
atexit.register(WORKERS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=WORKERS.forget)
