"""The eight archive verdicts, each with the exchanges behind it; what the tests of opening share.

`python -m tests.checker.archives.eight > docs/archive-verdicts.md` writes the table for readers.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from checker.archives.dates import from_timestamp, to_http
from checker.archives.opening import opened
from checker.archives.wayback import Wayback
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Snapshot,
    SnapshotVerdict,
    Target,
    WaybackSettings,
)

from ..replay import Played, Recorded, Web, play, reply

V = SnapshotVerdict
URL = "https://council.example/minutes"
TITLE = "Minutes of the Transport Committee"
TARGET = Target("key", URL, (TITLE,), "2018-03-04")
ROOT = "https://web.archive.org"
WAYBACK = Wayback(WaybackSettings())
BEFORE, EARLIER, AFTER, LATER = (
    "20180301101500",
    "20170101000000",
    "20180601000000",
    "20210601000000",
)
WORDS = "The committee heard the report on late buses and resolved to run them until one. " * 5


def index(*stamps: str) -> Recorded:
    """The CDX answer that names captures of the page."""
    names = '["urlkey","timestamp","original","mimetype","statuscode","digest","length"]'
    rows = [f'["k","{stamp}","{URL}","text/html","200","D{stamp}","99"]' for stamp in stamps]
    return reply(200, f"[{','.join([names, *rows])}]" if rows else "[]")


def died(stamp: str, status: str = "404") -> Recorded:
    return reply(
        200,
        '[["timestamp","original","statuscode","mimetype"],'
        f'["{stamp}","{URL}","{status}","text/html"]]',
    )


def raw(stamp: str, original: str = URL) -> str:
    return f"{ROOT}/web/{stamp}id_/{original}"


def capture(
    stamp: str, title: str = "", words: str = WORDS, status: int = 200, **headers: str
) -> Recorded:
    at = from_timestamp(stamp)
    assert at is not None
    link = headers.pop("link", f'<{URL}>; rel="original"')
    body = f"<title>{title}</title><h1>{title}</h1><p>{words}</p>" if title or words else b""
    return reply(status, body, memento_datetime=to_http(at), link=link, **headers)


def ask(
    cdx: Recorded,
    copies: dict[str, Recorded] | None = None,
    target: Target = TARGET,
    deaths: Recorded | None = None,
) -> Played[ArchiveAnswer]:
    """The Wayback Machine, asked and opened. `deaths` answers the question for 404s."""

    def indexed(request: object) -> Recorded:
        url = getattr(request, "url", "")
        if "404%7C410" in url:
            assert deaths is not None, "asked for deaths, which was not expected"
            return deaths
        assert "/cdx/search/cdx?" in url, f"asked for {url}, which was not recorded"
        return cdx

    web: Web = {**{raw(stamp): each for stamp, each in (copies or {}).items()}, "*": indexed}
    return play(opened(WAYBACK, target, 3), web)


@dataclass(frozen=True)
class Case:
    """What was exchanged, and what it makes of the copy."""

    verdict: SnapshotVerdict
    cdx: Recorded
    copy: Recorded | None = None
    says: str = ""
    deaths: Recorded | None = None


EXCLUDED = reply(
    403,
    "<p>This URL has been excluded.",
    x_archive_wayback_runtime_error="AdministrativeAccessControlException: Blocked Site Error",
)
NOBODY = "Cheap flights and hotels"
OTHER_WORDS = "Book your next holiday with us and save on every seat, every night, every car. " * 5

EIGHT = {
    "verified": Case(
        V.VERIFIED,
        index(BEFORE),
        capture(BEFORE, TITLE),
        f"titled “{TITLE}”",
    ),
    "unverified": Case(
        V.UNVERIFIED,
        index(BEFORE),
        capture(BEFORE, "Transport", "Minutes, 1 March."),
        "the cited title is not on it",
    ),
    "error_capture": Case(
        V.ERROR_CAPTURE,
        index(BEFORE),
        capture(BEFORE, "Not Found", status=404),
        "not-found",
    ),
    "wrong_content": Case(
        V.WRONG_CONTENT,
        index(BEFORE),
        capture(BEFORE, NOBODY, OTHER_WORDS),
        f"titled “{NOBODY}”",
    ),
    "only_after_death": Case(
        V.ONLY_AFTER_DEATH,
        index(LATER),
        capture(LATER, NOBODY, OTHER_WORDS),
        "the page was gone by 2019-02-03",
        died("20190203000000"),
    ),
    "blocked": Case(
        V.BLOCKED,
        EXCLUDED,
        says="the archive excludes this site",
    ),
    "none": Case(V.NONE, index(), says=""),
    "lookup_failed": Case(
        V.LOOKUP_FAILED,
        reply(503, "down"),
        says="HTTP 503",
    ),
}
"""One for each verdict: the exchange with the index, and with the copy."""

MEANS = {
    V.VERIFIED: "The copy bears the cited title.",
    V.UNVERIFIED: "A sound copy of which nobody can tell whether it is the cited page.",
    V.ERROR_CAPTURE: "What was captured is an error.",
    V.WRONG_CONTENT: "What was captured is another page.",
    V.ONLY_AFTER_DEATH: "Every sound copy was taken after the page was gone.",
    V.BLOCKED: "The archive may not show the site.",
    V.NONE: "The archive has no copy.",
    V.LOOKUP_FAILED: "The archive could not be asked; the next run asks again.",
}
"""What a reader is told by each verdict."""

OUTCOMES = {
    ArchiveOutcome.BLOCKED: V.BLOCKED,
    ArchiveOutcome.ABSENT: V.NONE,
    ArchiveOutcome.UNANSWERED: V.LOOKUP_FAILED,
}


def verdict_of(answer: ArchiveAnswer) -> tuple[SnapshotVerdict, str]:
    """What reports tell: the copy's verdict, or what the archive's answer is without one."""
    if answer.outcome is ArchiveOutcome.FOUND:
        return answer.snapshots[0].verdict, answer.snapshots[0].evidence
    assert answer.snapshots == ()
    return OUTCOMES[answer.outcome], answer.detail


def play_case(case: Case) -> Played[ArchiveAnswer]:
    """The case, asked."""
    copies: dict[str, Recorded] = {}
    if case.copy is not None:
        copies = {BEFORE: case.copy, LATER: case.copy}
    return ask(case.cdx, copies, deaths=case.deaths)


def judged(copy: Recorded, target: Target = TARGET) -> Snapshot:
    """A copy that the index names, opened."""
    (snapshot,) = ask(index(BEFORE), {BEFORE: copy}, target).answer.snapshots
    return snapshot


_TEST = "tests/checker/archives/test_opening.py::test_the_eight_verdicts"
_HEAD = f"""\
# The eight archive verdicts

What is said of an archive's copy, and the exchange that says so. The table is written from the
tests (`tests/checker/archives/eight.py`): each row is played by
`{_TEST}`, over recorded exchanges and without a socket.
The letter cites “{TITLE}”, {URL}, as of {TARGET.cited_at}. The same verdicts
against a real archive (pywb, with a WARC of its own) are in `tests/checker/archives/test_pywb.py`.

| verdict | what it means | asked | answered | evidence | test |
|---|---|---|---|---|---|
"""


def as_markdown() -> str:
    """The page docs/archive-verdicts.md."""
    rows = []
    for name, case in EIGHT.items():
        told = play_case(case)
        _verdict, said = verdict_of(told.answer)
        given = [each for each in (case.cdx, case.deaths) if each is not None]
        if case.copy is not None:
            given.insert(1, case.copy)
        cells = (
            f"`{name}`",
            MEANS[case.verdict],
            "<br>".join(f"`{_asked(url)}`" for url in told.urls),
            "<br>".join(map(_answered, given)),
            said or "–",
            f"`[{name}]`",
        )
        rows.append("| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |")
    return _HEAD + "\n".join(rows) + "\n"


def _asked(url: str) -> str:
    """A request as a reader sees it: the index's questions by what tells them apart."""
    parts = urlsplit(url)
    if not parts.path.endswith("/cdx"):
        return parts.path
    query = dict(parse_qsl(parts.query))
    return f"{parts.path}?filter={query['filter']}"


def _answered(answer: Recorded) -> str:
    """Status and what counts of an answer."""
    named = dict(answer.headers)
    words = answer.body.decode()
    if at := named.get("memento-datetime"):
        title = words.partition("<title>")[2].partition("</title>")[0]
        return f"{answer.status}, Memento-Datetime {at}, titled “{title}”"
    if error := named.get("x-archive-wayback-runtime-error"):
        return f"{answer.status}, X-Archive-Wayback-Runtime-Error: {error}"
    if words.startswith("["):
        count = max(0, words.count("[") - 2)
        return f"{answer.status}, {count} {'row' if count == 1 else 'rows'}"
    return f"{answer.status}"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
