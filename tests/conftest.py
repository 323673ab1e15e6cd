"""Settings that all tests share.

Machines are noisy: no test fails because words were slow to come (hypothesis's deadline and its
health check of speed). Speed is measured in benchmarks/.
Tests interrupt programs that they start: a shell that runs the tests in the background has told
them to ignore that, and what they start would inherit it.
"""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
