"""Circuit breakers: a service that keeps refusing is left alone for the rest of the run.

Rules kept here:
- Only lanes that are paced by name (archives, registries) have one: a host's links are judged one
  by one, a service is asked about all of them.
- 429, 5xx and silence count, any other answer clears the count. 429 counts double, and nothing is
  asked for at least `rest` seconds after it, whatever the answer says of waiting.
- Once it is open nothing more is asked in this run: what was to be asked ends as unanswered, and
  unanswered is asked anew by the next run.
- The lanes of one service (an archive's index and its replay, captures and questions after them)
  share a breaker, and rest together: a block would hit all of them.

Source: the Internet Archive's limits: who goes on for a minute after 429 is blocked for an hour.
"""

from __future__ import annotations

from ..model import Exchange, Failure

_BESIDE = (" replay", " status")
"""What further lanes of a service have after the name of the first."""
MOST = 6
"""Strikes at which a circuit opens: three answers of 429, or six other failures in a row."""
TOO_MANY = 429


class Circuits:
    """What one run knows of the services that fail."""

    def __init__(self, rest: float) -> None:
        self._rest = rest
        self._strikes: dict[str, int] = {}

    def remember(self, lane: str | None, exchange: Exchange) -> float:
        """Take note of a service's answer; gives the seconds for which it must not be asked."""
        if lane is None:
            return 0.0
        name = _service(lane)
        strikes = _strikes(exchange)
        self._strikes[name] = self._strikes.get(name, 0) + strikes if strikes else 0
        return self._rest if exchange.status == TOO_MANY else 0.0

    def open(self, lane: str | None) -> Failure | None:
        """Why a service is not asked any more; None where it may be."""
        if lane is None or self._strikes.get(_service(lane), 0) < MOST:
            return None
        return Failure("circuit-open", f"{_service(lane)} failed too often in this run")


def lanes_beside(lane: str | None) -> tuple[str, ...]:
    """The lanes of one service, by the name of any of them."""
    if lane is None:
        return ()
    name = _service(lane)
    return name, *(name + suffix for suffix in _BESIDE)


def _service(lane: str) -> str:
    for suffix in _BESIDE:
        lane = lane.removesuffix(suffix)
    return lane


def _strikes(exchange: Exchange) -> int:
    # An archived 404 or 500 carries Memento-Datetime: there the archive has answered well.
    if exchange.header("memento-datetime"):
        return 0
    if exchange.status is None:
        return 1
    if exchange.status == TOO_MANY:
        return 2
    return 1 if exchange.status >= 500 else 0
