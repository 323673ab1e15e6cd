"""Settings that all tests share.

Machines are noisy: no test fails because words were slow to come (hypothesis's deadline and its
health check of speed). Speed is measured in benchmarks/.
What takes longest is begun first: else one process works on it when the other has no more to do.
Tests interrupt programs that they start: a shell that runs the tests in the background has told
them to ignore that, and what they start would inherit it.
"""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


_LONGEST = (
    "test_wheel.py",
    "test_docs_run.py",
    "test_ci.py",
    "test_measuring.py",
    "test_judges.py",
)
"""Files whose tests take many seconds each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; the others keep their order."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)
