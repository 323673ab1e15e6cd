"""The reader's process: kept warm, replaced, bounded."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from citations.formats.pdf import process, worker
from citations.formats.pdf.process import Worker, Workers
from citations.formats.pdf.wire import decode, encode
from citations.model import (
    DocumentTooLarge,
    EmptyDocument,
    LinkForm,
    NotADocument,
    NoteKind,
    ReadError,
    Span,
)
from citations.passage import Layout, Mark, MarkedLink, NoteBody, Passage, Run

from .pdf_builder import TOP, Sheet


def letter(words: str = "Dear Senator:") -> bytes:
    sheet = Sheet()
    sheet.lines(TOP, words)
    return sheet.data()


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def pid(worker_: Worker) -> int:
    return worker_._process.pid


def idle(workers: Workers) -> list[int]:
    return [pid(each) for each in workers._idle]


def test_one_worker_reads_one_file_after_the_other(workers: Workers) -> None:
    assert workers.read(letter("One.")).text == "One."
    first = idle(workers)
    assert workers.read(letter("Two.")).text == "Two."
    assert idle(workers) == first
    assert len(first) == 1


def test_where_no_process_can_be_begun_nothing_is_said_of_the_file(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", refused)
        with pytest.raises(ReadError, match="no process can be begun for: Resource") as told:
            workers.read(letter())
    assert not isinstance(told.value, NotADocument)
    assert workers.read(letter("Two.")).text == "Two."


def test_without_a_thread_to_watch_the_clock_no_file_is_read(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refused)
        with pytest.raises(ReadError, match="can't start new thread"):
            workers.read(letter())
    assert not workers._idle
    assert workers.read(letter("Two.")).text == "Two."


def test_threads_have_workers_of_their_own(workers: Workers) -> None:
    meet = threading.Barrier(2)

    def read(words: str) -> str:
        meet.wait()
        return workers.read(letter(words)).text

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(read, ["One.", "Two."])) == ["One.", "Two."]
    assert 1 <= len(idle(workers)) <= 2


def test_a_worker_that_was_killed_while_it_waited_is_replaced(workers: Workers) -> None:
    workers.read(letter())
    (killed,) = idle(workers)
    workers._idle[0]._process.kill()
    workers._idle[0]._process.wait()
    assert workers.read(letter("Again.")).text == "Again."
    assert idle(workers) != [killed]


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Run another program as the worker."""
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-c", program])


def test_a_crash_is_one_line(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import os, sys; sys.stdin.buffer.read(8); os.abort()")
    with pytest.raises(NotADocument, match="crashed"):
        workers.read(letter())
    assert idle(workers) == []


def test_a_crash_in_the_middle_of_an_answer(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = (
        "import sys; sys.stdin.buffer.read(8); sys.stdout.buffer.write(b'+' + bytes(7) + b'\\x09{')"
    )
    instead(monkeypatch, cut)
    with pytest.raises(NotADocument, match="crashed"):
        workers.read(letter())


def test_a_hang_is_ended(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import sys, time; sys.stdin.buffer.read(8); time.sleep(60)")
    with pytest.raises(DocumentTooLarge, match="seconds"):
        workers.read(letter(), seconds=0.4)
    assert idle(workers) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind")
def test_processor_time_is_bounded(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(
        monkeypatch,
        "import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\n"
        "sys.stdin.buffer.read(8)\nwhile True: pass",
    )
    with pytest.raises(DocumentTooLarge, match="processor time"):
        workers.read(letter(), seconds=30)


def test_a_file_that_is_too_large_is_not_sent(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "MOST_BYTES", 100)
    with pytest.raises(DocumentTooLarge, match="larger"):
        workers.read(letter())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_after_a_fork_the_workers_are_the_parents(workers: Workers) -> None:
    workers.read(letter())
    (parents,) = idle(workers)
    workers.forget()
    assert idle(workers) == []
    # With its stdin closed on this side too, the worker ends by itself.
    assert os.waitpid(parents, 0)[0] == parents


def framed(*frames: bytes) -> io.BytesIO:
    return io.BytesIO(b"".join(len(frame).to_bytes(8, "big") + frame for frame in frames))


def test_the_worker_answers_until_its_questions_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_bound_time", lambda: None)
    monkeypatch.setattr(worker, "_read", lambda data: NotADocument(data.decode()))
    monkeypatch.setattr(worker, "RETIRE_AT", 1 << 40)  # this process may have taken any amount
    answers = io.BytesIO()
    worker.serve(framed(b"one", b"two"), answers)
    one = encode(NotADocument("one"))
    assert answers.getvalue().startswith(b"+" + len(one).to_bytes(8, "big") + one)
    assert answers.getvalue().endswith(encode(NotADocument("two")))


def test_a_worker_that_has_grown_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_bound_time", lambda: None)
    monkeypatch.setattr(worker, "_read", lambda data: NotADocument("x"))
    monkeypatch.setattr(worker, "RETIRE_AT", 0)
    answers = io.BytesIO()
    worker.serve(framed(b"one", b"two"), answers)
    assert answers.getvalue().startswith(b".")
    assert answers.getvalue().count(b"NotADocument") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="others tell each process its own peak")
def test_what_the_program_took_is_not_counted_as_its_worker_s() -> None:
    child = "from citations.formats.pdf import worker; print(worker._resident() >> 20)"
    script = f"""
import subprocess, sys
taken = b"x" * (400 << 20)
subprocess.run([sys.executable, "-c", {child!r}], check=True)
"""
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert 1 < int(told.stdout) < 300


def test_a_frame_that_is_cut_ends_the_worker() -> None:
    assert worker.read_frame(io.BytesIO(b"")) is None
    assert worker.read_frame(io.BytesIO(b"\0\0")) is None
    assert worker.read_frame(io.BytesIO((9).to_bytes(8, "big") + b"abc")) is None


def test_a_layout_survives_the_wire() -> None:
    passage = Passage(
        "See¹ “Röe” here.",
        (Run(0, 7, 16, 16),),
        (Mark("1 page 2", "1", Span(3, 4)),),
        (
            MarkedLink(
                "https://example.org/", Span(11, 15), Span(18, 22), LinkForm.ANNOTATION, "here",
                ("https://example.com/",),
            ),
        ),
        (Span(5, 10),),
        2,
        (4, 9),
    )  # fmt: skip
    note = NoteBody("1 page 2", "1", NoteKind.FOOTNOTE, Span(24, 25), (passage,))
    layout = Layout("x" * 60, None, (passage,), (note,), "A title")
    assert decode(encode(layout)) == layout


def test_errors_survive_the_wire() -> None:
    for error in (NotADocument("a"), EmptyDocument("b"), DocumentTooLarge("c")):
        with pytest.raises(type(error), match=str(error)):
            decode(encode(error))
