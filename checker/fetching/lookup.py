"""A name looked up for its own sake: nothing is sent to whoever has it.

Rules kept here:
- The answer is an Exchange without a status: a failure, or the address in its only hop.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from ..model import Exchange, Failure, Hop, Request
from ..urls import host
from .addresses import Addresses, ascii_host
from .failures import ANSWERED, failure_of


async def look_up(request: Request, addresses: Addresses, seconds: float) -> Exchange:
    """Whether a URL's host has an address, by the run's own resolver and past its guard."""
    failure: Failure | None = None
    address: str | None = None
    try:
        async with asyncio.timeout(seconds):
            address = (await addresses.find(ascii_host(host(request.url)), 80))[0].address
    except TimeoutError:
        failure = Failure("dns-failure", f"no answer within {seconds:g} s")
    except ANSWERED as error:
        failure = failure_of(error)
    hop = Hop(request.url, None, address=address)
    return Exchange(request, None, hops=(hop,), failure=failure, at=datetime.now(UTC))
