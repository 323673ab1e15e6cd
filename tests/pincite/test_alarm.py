"""Work that is broken off, and whoever had set an alarm before."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from pincite.alarm import OutOfTime, until

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no such alarm"
)


def test_it_is_broken_off_in_its_middle() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(OutOfTime), until(time.monotonic() + 0.05):
        time.sleep(60)
    assert signal.getsignal(signal.SIGALRM) is before


def test_what_is_done_in_time_is_not() -> None:
    with until(time.monotonic() + 0.05):
        pass
    time.sleep(0.1)


def test_what_is_thrown_away_is_thrown_away_first(capsys: pytest.CaptureFixture[str]) -> None:
    """An exception there would be printed and forgotten, and the work would go on."""
    gone = []

    class Slow:
        def __del__(self) -> None:
            until_then = time.monotonic() + 0.2
            while time.monotonic() < until_then:
                pass
            gone.append(self)

    def work() -> None:
        with until(time.monotonic() + 0.05):
            Slow()
            assert gone
            time.sleep(60)

    with pytest.raises(OutOfTime):
        work()
    assert capsys.readouterr().err == ""


def test_what_is_tidied_up_on_the_way_out_is_not_broken_off() -> None:
    tidied = []

    def work() -> None:
        with until(time.monotonic() + 0.02):
            try:
                time.sleep(60)
            finally:
                time.sleep(0.1)
                tidied.append(1)

    with pytest.raises(OutOfTime):
        work()
    assert tidied


def test_without_an_end_there_is_no_alarm() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with until(None):
        assert signal.getsignal(signal.SIGALRM) is before


def test_when_time_is_over_already_nothing_begins() -> None:
    begun = False
    with pytest.raises(OutOfTime), until(time.monotonic() - 1):
        begun = True
    assert not begun


def test_an_alarm_of_someone_else_rings_still() -> None:
    """pytest's own time limit is one."""
    rung = threading.Event()
    handler = signal.signal(signal.SIGALRM, lambda *_: rung.set())
    others, again = signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(OutOfTime), until(time.monotonic() + 0.02):
            time.sleep(60)
        assert rung.wait(60)
    finally:
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, others, again)


def test_another_thread_is_let_do_its_work() -> None:
    done = []

    def work() -> None:
        with until(time.monotonic() + 0.01):
            time.sleep(0.05)
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
