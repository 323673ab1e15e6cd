"""Fixtures on top of the loopback web; a conftest imports what its tests need."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
import trustme

from pincite.demo.web import Web


@pytest.fixture
def web() -> Iterator[Web]:
    """An empty web on loopback; add answers with `web.route(host, path, answer)`."""
    with Web() as served:
        yield served


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority that nobody but a test trusts."""
    return trustme.CA()


@pytest.fixture(scope="session")
def certified(authority: trustme.CA) -> Callable[..., ssl.SSLContext]:
    """`certified(*names, until=…)`: a server context with a certificate for the names.

    With `until` in the past the certificate has expired.
    """

    def make(*names: str, until: datetime | None = None) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names, not_after=until).configure_cert(context)
        return context

    return make


@pytest.fixture
def webs() -> Iterator[Callable[..., Web]]:
    """`webs(routes, tls=…)`: as many webs as a test wants, shut at its end."""
    with ExitStack() as stack:
        yield lambda *routes, **options: stack.enter_context(Web(*routes, **options))
