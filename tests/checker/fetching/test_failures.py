"""Every way of not answering has a reason."""

from __future__ import annotations

import errno
import inspect
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

import httpcore
import httpx
import pytest

from checker.fetching.failures import (
    MISTAKES,
    REASONS,
    Unanswered,
    failure_of,
    is_answer,
    reason_of,
)
from checker.model import Failure
from checker.reasons import REASONS as VERDICTS_OF


def exceptions(library: ModuleType) -> Iterator[type[Exception]]:
    """Every exception class that a library has loaded, public or not."""
    seen: set[type[Exception]] = set()
    stack: list[type[Exception]] = [Exception]
    while stack:
        for kind in stack.pop().__subclasses__():
            if kind not in seen:
                seen.add(kind)
                stack.append(kind)
    public = {kind for _, kind in inspect.getmembers(library, inspect.isclass)}
    for kind in sorted(seen, key=lambda kind: kind.__qualname__):
        if kind in public or kind.__module__.split(".")[0] == library.__name__:
            yield kind


@pytest.mark.parametrize("library", [httpx, httpcore], ids=lambda library: library.__name__)
def test_no_exception_of_the_libraries_is_unmapped(library: ModuleType) -> None:
    found = list(exceptions(library))
    assert len(found) > 10
    assert [kind for kind in found if reason_of(kind) is None and kind not in MISTAKES] == []


MAPPED = [
    kind for library in (httpx, httpcore) for kind in exceptions(library) if kind not in MISTAKES
]


def made(kind: type[Exception]) -> Exception:
    error = kind.__new__(kind)
    Exception.__init__(error, "two\nlines")
    return error


def test_every_mapped_exception_is_caught_and_no_mistake_is() -> None:
    assert [kind for kind in MAPPED if not is_answer(made(kind))] == []
    assert [kind for kind in MISTAKES if is_answer(made(kind))] == []
    assert not is_answer(KeyError("a bug"))


def test_every_reason_given_is_a_known_one() -> None:
    assert {reason_of(kind) for kind in MAPPED} <= REASONS


def test_httpcore_is_left_to_those_who_need_it() -> None:
    code = "import sys, checker.fetching.fetch; sys.exit('httpcore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("kind", MAPPED, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_an_exception_becomes_its_reason(kind: type[Exception]) -> None:
    failure = failure_of(made(kind))
    assert failure.reason == reason_of(kind)
    assert "\n" not in failure.detail


def certificate_error(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "refused"),
        (OSError(errno.ECONNREFUSED, "refused"), "refused"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "reset"),
        (BrokenPipeError(), "reset"),
        (OSError(errno.ENETUNREACH, "unreachable"), "no-route"),
        (OSError(errno.EHOSTUNREACH, "unreachable"), "no-route"),
        (OSError(errno.EMFILE, "too many open files"), "local-resources"),
        (socket.gaierror(socket.EAI_NONAME, "no"), "dns-no-such-host"),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "dns-failure"),
        (certificate_error(10), "tls-expired"),
        (certificate_error(9), "tls-expired"),
        (certificate_error(62), "tls-hostname"),
        (certificate_error(18), "tls-untrusted"),
        (certificate_error(68), "tls-untrusted"),
        (ssl.SSLError(1, "no shared cipher"), "tls-protocol"),
        (Unanswered("private-address", "10.0.0.1"), "private-address"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_the_cause_says_more_than_the_class(cause: Exception, reason: str) -> None:
    error = httpx.ConnectError("failed")
    error.__cause__ = cause
    assert failure_of(error).reason == reason
    assert failure_of(cause).reason == reason


def test_a_circular_chain_of_causes_ends() -> None:
    first, second = httpx.ReadError("one"), httpx.ReadError("two")
    first.__cause__, second.__cause__ = second, first
    assert failure_of(first) == Failure("reset", "one")


def test_an_unknown_exception_is_loud() -> None:
    with pytest.raises(KeyError):
        failure_of(ZeroDivisionError())


def test_every_reason_has_a_verdict() -> None:
    assert set(VERDICTS_OF) >= REASONS
