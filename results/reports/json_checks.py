"""What was asked, in the JSON contract: each address with its check, its copies and what they say.

Rules kept here: those of results/reports/json.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from checker import stamp
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Snapshot,
    SnapshotVerdict,
    Verdict,
)
from citations import canonical_key, cited_date
from citations.model import Link, LinkRole

from ..findings.archives.cited_dates import copy_to_show
from ..model import CopyRead, Dossier, PageDrift
from ..weighing.evidence import quotation_of, told_fields
from ..wording import not_asked

Value = dict[str, Any]
"""A JSON object. Dicts exist only where JSON is made."""

_WITHOUT_COPY = {
    ArchiveOutcome.ABSENT: SnapshotVerdict.NONE,
    ArchiveOutcome.BLOCKED: SnapshotVerdict.BLOCKED,
    ArchiveOutcome.UNANSWERED: SnapshotVerdict.LOOKUP_FAILED,
}


def checks(dossier: Dossier, state: str) -> Iterator[Value]:
    """Every address once, in order of the document; an archive copy's original after the copy."""
    urls: dict[str, str] = {}
    cited: dict[str, list[Value]] = {}
    near: dict[str, str | None] = {}
    for note, link in dossier.document.all_links():
        place = {"note": note.label if note else None, "line": link.line}
        for key, url in _asked_for(link, dossier):
            urls.setdefault(key, url)
            near.setdefault(key, cited_date(dossier.document, note, link))
            cited.setdefault(key, []).append(place)
    fields, words = told_fields(dossier), _words(dossier)
    copies = {key: dict(told) for key, told in told_fields(dossier, of_copies=True).items()}
    drifts = {each.key: _drift(each) for each in dossier.evidence.drifts}
    for key, url in urls.items():
        check, answers = dossier.checks.get(key), dossier.answers.get(key, ())
        yield {
            **_check(check, url, state),
            "cited_in": cited[key],
            "snapshots": _snapshots(answers, copy_to_show(answers, near[key])),
            "fields": {name: fields.get(key, {}).get(name) for name in ("title", "author", "date")},
            "quotations": words.get(key, []),
            "copy_fields": copies.get(key),
            "drift": drifts.get(key),
        }


def _words(dossier: Dossier) -> dict[str, list[Value]]:
    """What each page has of the quotations that are attributed to it, by key."""
    told: dict[str, list[Value]] = {}
    for each in dossier.evidence.words:
        told.setdefault(each.key, []).append(
            {
                "raw": quotation_of(dossier.document, each).raw,
                "grade": each.match.grade,
                "difference": each.match.difference,
                "passage": each.match.passage,
                "negation": each.match.negation,
                "page": each.match.page,
                "printed_page": each.match.label,
                "misplaced": each.misplaced,
                "beside": each.match.beside,
                "copy": _copy(each.copy),
            }
        )
    return told


def _drift(each: PageDrift) -> Value:
    """The measure of a living page beside its copy."""
    drift = each.drift
    return {
        "copy": _copy(each.copy),
        "drifted": drift.said is not None,
        "how": drift.said,
        "likeness": round(drift.likeness, 4),
        "words": drift.words,
        "words_then": drift.words_then,
    }


def _copy(copy: CopyRead | None) -> Value | None:
    return {"url": copy.url, "captured_at": moment(copy.captured_at)} if copy else None


def _asked_for(link: Link, dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield link.key, link.url
    original = link.archive_of
    if original is None and link.role is LinkRole.ARCHIVE:
        # The record of an archive may tell what the copy's address does not (perma.cc).
        copies = (copy for each in dossier.answers.get(link.key, ()) for copy in each.snapshots)
        original = next((copy.original for copy in copies if copy.original), None)
    if original is not None:
        key = canonical_key(original)
        if key in dossier.checks:
            yield key, original


def _check(check: Check | None, url: str, state: str) -> Value:
    exchange = check.exchange if check else None
    page = exchange.page if exchange else None
    return {
        "url": check.url if check else url,
        "verdict": check.judgement.verdict if check else Verdict.UNKNOWN,
        "reason": check.judgement.reason if check else not_asked(state),
        "status": exchange.status if exchange else None,
        "final_url": exchange.final_url if exchange and exchange.status is not None else None,
        "hops": [
            {"url": hop.url, "status": hop.status, "location": hop.location}
            for hop in (exchange.hops if exchange else ())
        ],
        "title": page.title if page else None,
        "checked_at": moment(check.checked_at) if check else None,
    }


def _snapshots(answers: Sequence[ArchiveAnswer], offered: Snapshot | None) -> list[Value]:
    """Every archive's copies, or why it has none; the copy that reports offer comes first."""
    copies = [copy for answer in answers for copy in answer.snapshots]
    copies.sort(key=lambda copy: copy != offered)
    without = [answer for answer in answers if not answer.snapshots]
    return [*map(_snapshot, copies), *map(_no_snapshot, without)]


def _snapshot(copy: Snapshot) -> Value:
    return {
        "archive": copy.archive,
        "url": copy.url,
        "captured_at": moment(copy.captured_at),
        "verdict": copy.verdict,
        "evidence": copy.evidence,
    }


def _no_snapshot(answer: ArchiveAnswer) -> Value:
    verdict = _WITHOUT_COPY.get(answer.outcome, SnapshotVerdict.LOOKUP_FAILED)
    return {
        "archive": answer.archive,
        "url": None,
        "captured_at": None,
        "verdict": verdict,
        "evidence": answer.detail,
    }


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return None if at is None else stamp(at)
