"""A page that is to be saved, or was, as frozen values.

Rules kept here:
- Submitted is not confirmed: a copy is confirmed when it was opened and shows the page.
- "It cannot be saved" (failed) and "not this time" (put off) are two values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .archived import Snapshot
from .exchanges import Exchange


class SaveState(StrEnum):
    """How far the saving of one page at one service has come."""

    PLANNED = "planned"
    SUBMITTING = "submitting"
    """About to be sent, or sent without an answer: it may have arrived."""
    SUBMITTED = "submitted"
    """The service has taken it on."""
    CONFIRMED = "confirmed"
    """There is a copy, and it shows the page."""
    FAILED = "failed"
    """For good: another try would end the same way."""
    PUT_OFF = "put_off"
    """It did not work this time; the next run tries again."""


@dataclass(frozen=True, slots=True)
class Order:
    """One page to save at one service, as far as that has come."""

    key: str
    """citations.model.Link.key."""
    url: str
    service: str
    """Its name in checker.SAVERS."""
    titles: tuple[str, ...] = ()
    """Titles that citations give the page: a copy is judged by them."""
    state: SaveState = SaveState.PLANNED
    job: str | None = None
    """What the service calls it, once it was submitted."""
    submitted_at: datetime | None = None
    """When it was sent, or was about to be, in an earlier run."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an order."""

    key: str
    service: str
    state: SaveState
    reason: str = ""
    """One line; empty for what is confirmed."""
    job: str | None = None
    copy: Snapshot | None = None
    """The copy, judged, where there is one that readers can open."""
    pages: tuple[Exchange, ...] = ()
    """For a local archive: every hop with its body, to be written down by who runs the flow."""
    title: str = ""
    """For a local archive: the page's own title."""
    stops: bool = False
    """The service will take nothing more in this run (quota used up, keys refused)."""
