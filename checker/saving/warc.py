"""An archive on this machine: the page fetched once more, every hop with its bytes kept.

Rules kept here:
- Nothing is told to anyone but the page's own site, which is asked as `check` asks it: guard,
  bounds, lanes and judgement are the same.
- Only what answers as the page now is saved: a wall, a login or a "not found" page is no evidence.
- Bodies are asked for without compression, so that what is kept is what was sent. Where a server
  compresses all the same, the decoded body is kept, and the record says so.
- Writing the file is the business of whoever runs the flow; checker.saving.records makes its bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import (
    ALIVE,
    Check,
    CrawlSettings,
    Exchange,
    Flow,
    Order,
    Pace,
    Request,
    Saved,
    SaveState,
    SavingSettings,
    Target,
)
from ..reasons import one_line
from ..urls import host
from ..visiting.visit import visit
from .saver import failed, put_off

_PLAIN = (("accept-encoding", "identity"),)


@dataclass(frozen=True, slots=True)
class LocalWarc:
    """The saver `warc`."""

    saving: SavingSettings
    crawl: CrawlSettings
    environment: Mapping[str, str]
    name: str = "warc"
    recipient: str = ""
    archive: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def lanes(self) -> Mapping[str, Pace]:
        """None but those of the hosts."""
        return {}

    def lane(self, order: Order) -> str:
        """That of the host."""
        return host(order.url)

    def receipt(self, exchange: Exchange) -> str | None:
        """Nothing is made elsewhere."""
        return None

    def save(self, order: Order) -> Flow[Saved]:
        """Fetch a page; its hops come back in `Saved.pages`."""
        hops: list[Exchange] = []
        target = Target(order.key, order.url, order.titles)
        check = yield from self._kept(visit(target, self.crawl), hops)
        exchange = check.exchange
        if exchange is None or check.judgement.verdict not in ALIVE:
            why = check.judgement
            return put_off(
                order, f"the page did not answer this time: {why.verdict} ({why.reason})"
            )
        pages = _chain(hops, exchange)
        if any(each.truncated for each in pages):
            most = self.saving.warc.max_bytes
            return failed(order, f"longer than {most:,} bytes, or cut off by its server")
        title = (exchange.page.title or "") if exchange.page else ""
        return Saved(
            order.key,
            order.service,
            SaveState.SUBMITTED,
            pages=pages,
            title=one_line(title),
        )

    def _kept(self, flow: Flow[Check], hops: list[Exchange]) -> Flow[Check]:
        """A visit whose answers keep their bodies."""
        try:
            request = next(flow)
            while True:
                exchange = yield self._whole(request)
                hops.append(exchange)
                request = flow.send(exchange)
        except StopIteration as end:
            check: Check = end.value
            return check

    def _whole(self, request: Request) -> Request:
        return replace(
            request,
            headers=(*request.headers, *_PLAIN),
            keep_body=True,
            max_bytes=request.max_bytes or self.saving.warc.max_bytes,
        )


def _chain(asked: Sequence[Exchange], end: Exchange) -> tuple[Exchange, ...]:
    """The hops of the page itself, among all that a visit asked (robots.txt, a made-up sibling)."""
    found: list[Exchange] = []
    for each in asked:
        if len(found) < len(end.hops) and each.request.url == end.hops[len(found)].url:
            found.append(each)
    return tuple(found)
