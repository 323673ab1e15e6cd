"""Check, Exchange, Page, ArchiveAnswer, Snapshot ↔ rows.

Not kept of an Exchange, and missing when it is read again:
- the body of an answer or of a request (what matters of a body is its Page and its digest);
- cookies: of a request all of them, of an answer the values (the names tell which wall set them);
- credentials among the headers of a request;
- headers of an answer that say nothing of the page (DULL), and all but the first characters of the
  rest (HEADER_CHARACTERS).

`as_kept` says the same in code: reading back gives `as_kept(check)`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from checker.model import (
    CREDENTIALS,
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Exchange,
    Failure,
    Hop,
    Judgement,
    Page,
    Request,
    Snapshot,
    SnapshotVerdict,
    Verdict,
)

from .values import (
    Cells,
    Stored,
    folded,
    moment,
    moment_from,
    moment_of,
    moment_text,
    packed,
    packed_all,
    quoted,
    sound,
    sound_row,
    spelt,
    texts,
    unfolded,
    unpacked,
)

HEADER_CHARACTERS = 512
DULL = frozenset(
    {
        *("accept-ch", "accept-ranges", "access-control-allow-credentials"),
        *("access-control-allow-headers", "access-control-allow-methods"),
        *("access-control-allow-origin", "access-control-expose-headers"),
        *("access-control-max-age", "alt-svc", "connection", "content-security-policy"),
        *("content-security-policy-report-only", "cross-origin-embedder-policy"),
        *("cross-origin-opener-policy", "cross-origin-resource-policy", "expect-ct"),
        *("feature-policy", "keep-alive", "nel", "origin-agent-cluster", "p3p"),
        *("permissions-policy", "pragma", "referrer-policy", "report-to"),
        *("reporting-endpoints", "server-timing", "strict-transport-security"),
        *("timing-allow-origin", "transfer-encoding", "vary", "x-content-type-options"),
        *("x-dns-prefetch-control", "x-download-options", "x-frame-options"),
        *("x-permitted-cross-domain-policies", "x-ua-compatible", "x-xss-protection"),
    }
)
"""Headers about transport and browsers' safety, a third of the bytes of an answer's head."""

EXCHANGE = (
    *("request", "status", "headers", "hops", "failure_reason", "failure_detail", "digest"),
    *("length", "truncated", "attempts", "elapsed", "answered_at"),
)
"""Columns of an exchange, beside its page; also the keys of a probe's JSON."""
CHECKS = (
    *("url_id", "run_id", "verdict", "reason", "evidence", "checked_at", "url"),
    *EXCHANGE,
    *("final_url", "title", "etag", "last_modified", "page_id", "probe", "probe_page_id"),
)
"""Columns of a check; pages are given by their `content`."""
PAGES = (
    *("content", "title", "heading", "authors", "published", "modified", "site", "canonical"),
    *("refresh", "robots", "anchors", "text", "words", "has_password_field", "pages"),
    *("embeds", "labels", "dated", "unscripted", "called", "days"),
)
LIGHT_PAGES = ", ".join(name for name in ("id", *PAGES) if name not in ("text", "anchors"))
"""For a SELECT: what `page_from` needs, without what makes a page large."""
ANSWERS = (
    *("url_id", "run_id", "archive", "outcome", "detail", "asked_at", "recorded_at", "wanted"),
)
SNAPSHOTS = (
    *("answer_id", "archive", "url", "captured_at", "verdict", "original", "status", "digest"),
    *("evidence", "page_id"),
)
"""Columns of a copy; its page is given by its `content`."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """A page with the digest that it is kept under."""

    content: str
    page: Page


def page_key(page: Page) -> PageKey:
    """Digest of all that a page says of itself."""
    told = [
        *(page.title, page.heading, page.authors, page.published, page.modified, page.site),
        *(page.canonical, page.refresh, page.robots, sorted(page.anchors), page.words),
        *(page.has_password_field, page.pages, page.embeds),
        # Told only where there are any: what was kept before there were such keeps its digest.
        *([page.labels] if page.labels else ()),
        *([page.dated] if page.dated is not None else ()),
        # By name, since a day that was found is a bare string, too.
        *([{"unscripted": page.unscripted}] if page.unscripted is not None else ()),
        *([page.called, page.days] if page.called or page.days else ()),
    ]
    digest = hashlib.blake2b(spelt(told).encode(), digest_size=16)
    digest.update(page.text.encode("utf-8", "surrogatepass"))
    return PageKey(digest.hexdigest(), page)


def page_row(key: PageKey) -> Cells:
    """In the order of PAGES; to be `written`."""
    page = key.page
    anchors = packed(sorted(page.anchors)) if page.anchors else None
    return (
        *(key.content, page.title, page.heading, packed(page.authors), page.published),
        *(page.modified, page.site, page.canonical, page.refresh, page.robots),
        *(_deflated(anchors), _deflated(page.text), page.words),
        *(int(page.has_password_field), page.pages, packed(page.embeds)),
        *(packed(page.labels), page.dated, page.unscripted),
        *(packed(page.called), packed(page.days)),
    )


def page_from(row: Stored) -> Page:
    """The page of a row. Without `text` and `anchors` in it, they are empty."""
    names = row.keys()
    return Page(
        title=row["title"],
        heading=row["heading"],
        authors=texts(row["authors"]),
        published=row["published"],
        modified=row["modified"],
        site=row["site"],
        canonical=row["canonical"],
        refresh=row["refresh"],
        robots=row["robots"],
        anchors=frozenset(unpacked(_inflated(row["anchors"])))
        if "anchors" in names
        else frozenset(),
        text=(_inflated(row["text"]) or "") if "text" in names else "",
        words=row["words"],
        has_password_field=bool(row["has_password_field"]),
        pages=row["pages"],
        embeds=texts(row["embeds"]),
        labels=texts(row["labels"]),
        dated=row["dated"],
        unscripted=row["unscripted"],
        called=texts(row["called"]),
        days=texts(row["days"]),
        content=row["content"],
    )


def _deflated(text: str | None) -> bytes | None:
    return folded(text) if text else None


def _inflated(cell: bytes | None) -> str | None:
    return None if cell is None else unfolded(cell)


def kept_headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Headers of an answer that may decide something, bounded; of cookies only the names."""
    return tuple(
        (name, value.partition("=")[0] + "=" if name == "set-cookie" else value[:HEADER_CHARACTERS])
        for name, value in headers
        if name not in DULL
    )


def as_kept(check: Check) -> Check:
    """What of a check is kept."""
    return replace(
        check,
        exchange=_exchange_as_kept(check.exchange),
        known=None,
        probe=_exchange_as_kept(check.probe),
    )


def _exchange_as_kept(exchange: Exchange | None) -> Exchange | None:
    if exchange is None:
        return None
    request = exchange.request
    return replace(
        exchange,
        request=Request(
            request.url,
            _public(request.headers),
            request.lane,
            request.max_bytes,
            request.method,
            keep_body=request.keep_body,
        ),
        headers=kept_headers(exchange.headers),
        body=b"",
    )


def _public(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(each for each in headers if each[0].lower() not in CREDENTIALS)


def exchange_cells(exchange: Exchange) -> Cells:
    """In the order of EXCHANGE."""
    failure = exchange.failure
    return (
        *(_request(exchange.request), exchange.status, packed(kept_headers(exchange.headers))),
        packed([_hop(hop) for hop in exchange.hops]),
        *((failure.reason, failure.detail) if failure else (None, None)),
        *(exchange.digest, exchange.length, int(exchange.truncated), exchange.attempts),
        *(exchange.elapsed, moment(exchange.at)),
    )


def _hop(hop: Hop) -> dict[str, object]:
    told: dict[str, object] = {
        "url": hop.url,
        "status": hop.status,
        "location": hop.location,
        "address": hop.address,
        "elapsed": hop.elapsed,
    }
    if hop.certificate_until is not None:
        told["certificate_until"] = hop.certificate_until
    return told


def _request(request: Request) -> str:
    bare = request.lane is None and request.max_bytes is None and request.method == "GET"
    if bare and not (request.headers or request.keep_body):
        return f'{{"url":{quoted(request.url)}}}'  # nearly every one
    told: dict[str, object] = {"url": request.url}
    if headers := _public(request.headers):
        told["headers"] = headers
    for name, default in (("lane", None), ("max_bytes", None), ("method", "GET")):
        if (value := getattr(request, name)) != default:
            told[name] = value
    if request.keep_body:
        told["keep_body"] = True
    return packed_all(told)


def exchange_from(row: Stored, page: Page | None) -> Exchange | None:
    """The exchange of a row or of a probe's JSON; None where nothing was asked."""
    if row["request"] is None:
        return None
    failure = row["failure_reason"]
    return Exchange(
        request=_request_from(row["request"]),
        status=row["status"],
        headers=tuple([(name, value) for name, value in unpacked(row["headers"])]),
        hops=tuple([Hop(**hop) for hop in unpacked(row["hops"])]),
        failure=None if failure is None else Failure(failure, row["failure_detail"]),
        digest=row["digest"],
        length=row["length"],
        truncated=bool(row["truncated"]),
        page=page,
        attempts=row["attempts"],
        elapsed=row["elapsed"],
        at=moment_from(row["answered_at"]),
    )


def _request_from(cell: str) -> Request:
    if (plain := _ONLY_URL.fullmatch(cell)) is not None:
        return Request(plain.group(1))  # nearly every one
    request = unpacked(cell)
    request["headers"] = tuple((name, value) for name, value in request.get("headers", ()))
    return Request(**request)


_ONLY_URL = re.compile(r'\{"url":"([^"\\\x00-\x1f]*)"\}')
_NOT_ASKED: Cells = (None,) * len(EXCHANGE)
_NOTHING_SAID: Cells = (None,) * 4


def check_row(check: Check, url_id: int, run_id: int) -> Cells:
    """In the order of CHECKS, but for the pages and the probe at its end; to be `written`."""
    judgement, exchange = check.judgement, check.exchange
    told = _NOTHING_SAID
    if exchange is not None:
        told = (
            exchange.final_url,
            exchange.page.title if exchange.page else None,
            exchange.header("etag")[:HEADER_CHARACTERS] or None,
            exchange.header("last-modified")[:HEADER_CHARACTERS] or None,
        )
    return (
        *(url_id, run_id, judgement.verdict.value, judgement.reason, judgement.evidence),
        *(moment_text(check.checked_at), check.url),
        *(_NOT_ASKED if exchange is None else exchange_cells(exchange)),
        *told,
    )


def probe_cell(probe: Exchange | None) -> str | None:
    """A probe as JSON, beside its page."""
    if probe is None:
        return None
    return sound(packed_all(dict(zip(EXCHANGE, exchange_cells(probe), strict=True))))


def judgement_from(row: Stored) -> Judgement:
    """The judgement of a check's row."""
    return Judgement(Verdict(row["verdict"]), row["reason"], row["evidence"])


def check_from(row: Stored, pages: Mapping[int | None, Page]) -> Check:
    """The check of a row that has the `key` of its URL; `pages` by id."""
    probe = row["probe"]
    return Check(
        key=row["key"],
        url=row["url"],
        judgement=judgement_from(row),
        exchange=exchange_from(row, pages.get(row["page_id"])),
        checked_at=moment_of(row["checked_at"]),
        probe=exchange_from(unpacked(probe), pages.get(row["probe_page_id"])) if probe else None,
    )


def answer_row(
    answer: ArchiveAnswer, url_id: int, run_id: int, now: datetime, wanted: str | None
) -> Cells:
    """In the order of ANSWERS; `wanted` is the date that a copy should be near to."""
    return sound_row(
        (
            *(url_id, run_id, answer.archive, answer.outcome.value, answer.detail),
            *(moment(answer.asked_at), moment(now), wanted),
        )
    )


def snapshot_row(snapshot: Snapshot, answer_id: int) -> Cells:
    """In the order of SNAPSHOTS, but for the page at its end."""
    return sound_row(
        (
            *(answer_id, snapshot.archive, snapshot.url, moment_text(snapshot.captured_at)),
            *(snapshot.verdict.value, snapshot.original, snapshot.status, snapshot.digest),
            snapshot.evidence,
        )
    )


def snapshot_from(row: Stored, pages: Mapping[int | None, Page]) -> Snapshot:
    """The snapshot of a row; `pages` by id."""
    return Snapshot(
        archive=row["archive"],
        url=row["url"],
        captured_at=moment_of(row["captured_at"]),
        verdict=SnapshotVerdict(row["verdict"]),
        original=row["original"],
        status=row["status"],
        digest=row["digest"],
        evidence=row["evidence"],
        page=pages.get(row["page_id"]),
    )


def answer_from(row: Stored, snapshots: tuple[Snapshot, ...]) -> ArchiveAnswer:
    """The answer of a row that has the `key` of its URL."""
    return ArchiveAnswer(
        key=row["key"],
        archive=row["archive"],
        outcome=ArchiveOutcome(row["outcome"]),
        snapshots=snapshots,
        detail=row["detail"],
        asked_at=moment_from(row["asked_at"]),
    )
