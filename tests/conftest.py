"""Settings that all tests share.

Machines are noisy: no test fails because words were slow to come (hypothesis's deadline and its
health check of speed). Speed is measured in benchmarks/.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")
