"""Requests whose answer serves every link that asks for the same: probes, robots.txt, mail domains.

Rules kept here:
- Of the jobs that make one shared request, the first asks; the others wait without holding a slot
  and are answered when it is.
- A request is shared as it stands (URL, headers, cookies, bounds): what differs is asked apart.
- What is kept is bounded in number and in characters; the oldest goes first, and is asked again if
  it is wanted once more.
"""

from __future__ import annotations

from ..bounded import Bounded
from ..model import Exchange, Request
from .lanes import Job

MOST_KEPT = 4096
"""Answers."""
MOST_CHARACTERS = 32_000_000
"""Bytes of bodies and characters of texts together."""


class Shared:
    """What one run shares."""

    def __init__(self, most: int = MOST_KEPT, characters: int = MOST_CHARACTERS) -> None:
        self._answers: Bounded[Request, Exchange] = Bounded(most, characters, _size)
        self._asking: dict[Request, tuple[Job, list[Job]]] = {}
        """Who asks, and who waits for it."""

    def answer(self, request: Request) -> Exchange | None:
        """What is known already."""
        return self._answers.get(request)

    def waits(self, job: Job) -> bool:
        """Whether a job has to wait for another one's answer; if not, it is the one that asks."""
        asker, waiting = self._asking.setdefault(job.request, (job, []))
        if asker is job:
            return False
        waiting.append(job)
        return True

    def settle(self, job: Job, exchange: Exchange) -> list[Job]:
        """Keep what the one that asked was answered; gives those that waited for it."""
        request = job.request
        asker, waiting = self._asking.get(request, (None, []))
        if asker is not job:
            return []
        del self._asking[request]
        self._answers.keep(request, exchange)
        return waiting


def _size(exchange: Exchange) -> int:
    return len(exchange.body) + (len(exchange.page.text) if exchange.page else 0)
