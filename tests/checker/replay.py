"""Plays flows over recorded exchanges: no socket, no clock.

Rules kept here:
- A flow that asks for what was not recorded is a failed test, not a guess.
- Exchanges are made as checker.fetching makes them: one hop, header names in lower case, a Page
  where the body can be read, the body itself only where the request asks to keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from checker.model import CrawlSettings, Exchange, Failure, Flow, Hop, Request
from checker.page import read_page

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SETTINGS = CrawlSettings()
EXCHANGES = Path(__file__).parent / "exchanges"

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Recorded:
    """What a server answered, whatever it was asked."""

    status: int | None = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    failure: Failure | None = None

    def to(self, request: Request) -> Exchange:
        """The one-hop Exchange that the fetcher would have made."""
        page = None
        if self.status is not None and self.body and self.failure is None:
            page = read_page(self.body, self.headers, request.url)
        return Exchange(
            request=request,
            status=self.status,
            headers=self.headers,
            hops=(Hop(request.url, self.status, address="192.0.2.1", elapsed=0.25),),
            failure=self.failure,
            body=self.body if request.keep_body else b"",
            digest=sha256(self.body).hexdigest() if self.status is not None else None,
            length=len(self.body),
            page=page,
            elapsed=0.25,
            at=AT,
        )


def reply(status: int = 200, body: str | bytes = "", **headers: str) -> Recorded:
    """An answer; header names are written with underscores: content_type, set_cookie."""
    named = tuple((name.replace("_", "-").lower(), value) for name, value in headers.items())
    if body and not any(name == "content-type" for name, _ in named):
        named += (("content-type", "text/html; charset=utf-8"),)
    return Recorded(status, body if isinstance(body, bytes) else body.encode(), named)


def to(location: str, status: int = 301, *cookies: str) -> Recorded:
    """A redirect."""
    headers = (("location", location), *(("set-cookie", cookie) for cookie in cookies))
    return Recorded(status, b"", headers)


def fails(reason: str, detail: str = "as recorded") -> Recorded:
    """No answer."""
    return Recorded(None, failure=Failure(reason, detail))


def page(title: str = "", words: str = "", head: str = "") -> Recorded:
    """A plain page: title, the same as heading, and words."""
    heading = f"<h1>{title}</h1>" if title else ""
    return reply(
        body=f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body>{heading}<p>{words}</p></body></html>"
    )


def recorded(name: str) -> Recorded:
    """An answer from a file of tests/checker/exchanges: status line, headers, blank line, body."""
    head, _, body = (EXCHANGES / f"{name}.http").read_bytes().partition(b"\n\n")
    first, *rest = head.decode().splitlines()
    pairs = (line.partition(":") for line in rest)
    headers = tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)
    return Recorded(int(first.split()[1]), body.rstrip(b"\n"), headers)


Web = Mapping[str, "Recorded | Sequence[Recorded] | Callable[[Request], Recorded]"]


@dataclass
class Played(Generic[Answer]):
    """A flow's answer and what it asked for."""

    answer: Answer
    requests: list[Request] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        """What was asked, in order."""
        return [request.url for request in self.requests]


def play(flow: Flow[Answer], web: Web) -> Played[Answer]:
    """Run a flow; each request is answered from `web` by its URL without fragment.

    A sequence answers one request after another, its last answer again and again. The URL "*"
    answers what nothing else does.
    """
    requests: list[Request] = []
    turns: dict[str, int] = {}
    try:
        request = next(flow)
        while True:
            requests.append(request)
            url = request.url.partition("#")[0]
            url = url if url in web else "*"
            assert url in web, f"asked for {request.url}, which was not recorded"
            answer = web[url]
            if not isinstance(answer, Recorded):
                if callable(answer):
                    answer = answer(request)
                else:
                    turn = turns.get(url, 0)
                    turns[url] = turn + 1
                    answer = answer[min(turn, len(answer) - 1)]
            request = flow.send(answer.to(request))
            assert len(requests) < 100, "a flow without an end"
    except StopIteration as end:
        return Played(end.value, requests)
