"""Save Page Now 2 and perma.cc on loopback, in their documented shapes, for tests of `archive`.

Sources: "Save Page Now 2 Public API Docs" (Internet Archive), perma.cc's developer documentation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from pincite.demo.archive import Capture, WaybackArchive
from pincite.demo.web import ANY, Behaviour, Reply, Seen, Web

ARCHIVE, PERMA = "archive.example", "api.perma.example"
KEYS = {"IA_ACCESS_KEY_ID": "access", "IA_SECRET_ACCESS_KEY": "secret", "PERMA_API_KEY": "perm"}


def told(value: object, status: int = 200) -> Reply:
    return Reply(status, (("content-type", "application/json"),), json.dumps(value))


@dataclass
class InternetArchive:
    """Index, replay and Save Page Now of one archive. Add it to a web with `serve`."""

    pages: Mapping[str, bytes] = field(default_factory=dict)
    """By URL: what a capture of it holds; other pages cannot be captured."""
    account: dict[str, object] = field(default_factory=lambda: {"available": 3, "processing": 0})
    pending: int = 1
    """How often a job is pending before it ends."""
    errors: dict[str, list[str]] = field(default_factory=dict)
    """By URL: codes with which jobs of it end before one ends well."""
    refusals: dict[str, list[str]] = field(default_factory=dict)
    """By URL: codes with which captures of it are refused at once."""
    answer: Callable[[Seen], Behaviour] | None = None
    """What answers /save instead."""
    held: dict[str, tuple[Capture, ...]] = field(default_factory=dict)
    saves: list[str] = field(default_factory=list)
    """URLs that were submitted, in order."""
    forms: list[Mapping[str, list[str]]] = field(default_factory=list)
    jobs: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By id: the URL, and how often its status was asked."""
    hidden: bool = False
    """Whether captures are not to be seen yet."""

    def serve(self, web: Web) -> None:
        """Take the archive's host."""
        web.route(ARCHIVE, "/cdx/search/cdx", lambda seen: self._shelf().cdx(seen))
        web.route(ARCHIVE, ANY, self._any)

    def _shelf(self) -> WaybackArchive:
        return WaybackArchive(ARCHIVE, {} if self.hidden else self.held)

    def _any(self, seen: Seen) -> Behaviour:
        if not seen.path.startswith("/save"):
            return self._shelf().replay(seen)
        if seen.header("authorization") != "LOW access:secret":
            return told({"message": "You need to be logged in to use Save Page Now."}, 401)
        if self.answer is not None and seen.path == "/save":
            self.saves.append(parse_qs(seen.body.decode())["url"][0])
            return self.answer(seen)
        if seen.path == "/save" and seen.method == "POST":
            return self._save(seen)
        name = seen.path.removeprefix("/save/status/").partition("?")[0]
        return told(self.account) if name == "user" else self._status(name)

    def _save(self, seen: Seen) -> Reply:
        form = parse_qs(seen.body.decode())
        url = form["url"][0]
        self.saves.append(url)
        self.forms.append(form)
        if self.refusals.get(url):
            return told(_error(self.refusals[url].pop(0)))
        job = f"spn2-{len(self.saves):040x}"
        self.jobs[job] = (url, 0)
        return told({"url": url, "job_id": job})

    def _status(self, job: str) -> Reply:
        if job not in self.jobs:
            return told({"message": "no such job"}, 404)
        url, asked = self.jobs[job]
        self.jobs[job] = (url, asked + 1)
        if asked < self.pending:
            return told({"status": "pending", "job_id": job, "resources": []})
        if self.errors.get(url):
            return told({**_error(self.errors[url].pop(0)), "job_id": job})
        if url not in self.pages:
            return told({**_error("error:not-found"), "job_id": job})
        stamp = f"{datetime.now(UTC):%Y%m%d%H%M%S}"
        self.held[url] = (*self.held.get(url, ()), Capture(stamp, self.pages[url]))
        success = {"status": "success", "job_id": job, "timestamp": stamp, "original_url": url}
        return told({**success, "duration_sec": 6.2, "resources": [url], "outlinks": []})


def _error(code: str) -> dict[str, object]:
    return {"status": "error", "status_ext": code, "message": f"It said {code}.", "resources": []}


@dataclass
class PermaCc:
    """The API of perma.cc. Add it to a web with `serve`."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """By URL: the title that it finds on the page."""
    pending: int = 1
    fate: str = "completed"
    """How capture jobs end."""
    private: bool = False
    refusal: Reply | None = None
    """What answers every creation instead."""
    lose_answer: bool = False
    """Makes the link, and answers 502."""
    links: dict[str, dict[str, object]] = field(default_factory=dict)
    """By GUID."""
    asked: dict[str, int] = field(default_factory=dict)
    bodies: list[dict[str, object]] = field(default_factory=list)

    def serve(self, web: Web) -> None:
        """Take the API's host."""
        web.route(PERMA, ANY, self._any)

    def _any(self, seen: Seen) -> Reply:
        path = urlsplit(seen.path).path
        if path.startswith("/v1/public/archives/"):
            return self._public(path.split("/")[4])
        if seen.header("authorization") != "ApiKey perm":
            return told({"detail": "Authentication credentials were not provided."}, 401)
        if path == "/v1/archives/" and seen.method == "POST":
            return self._make(json.loads(seen.body))
        if path == "/v1/archives/":
            wanted = parse_qs(urlsplit(seen.path).query).get("url", [""])[0]
            found = [each for each in self.links.values() if each["url"] == wanted]
            return told({"meta": {"limit": 50}, "objects": found})
        return self._job(path.split("/")[3])

    def _make(self, body: dict[str, object]) -> Reply:
        self.bodies.append(body)
        if self.refusal is not None:
            return self.refusal
        url = str(body["url"])
        guid = f"AB12-{len(self.links):04d}"
        self.links[guid] = {
            "guid": guid,
            "creation_timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "url": url,
            "title": self.titles.get(url, ""),
            "captures": [{"role": "primary", "status": "pending"}],
        }
        return Reply(502, body="bad gateway") if self.lose_answer else told(self.links[guid], 201)

    def _job(self, guid: str) -> Reply:
        if guid not in self.links:
            return told({"detail": "Not found."}, 404)
        self.asked[guid] = self.asked.get(guid, 0) + 1
        if self.asked[guid] <= self.pending:
            return told({"guid": guid, "status": "in_progress", "step_count": 2})
        ended = "success" if self.fate == "completed" else "failed"
        self.links[guid]["captures"] = [{"role": "primary", "status": ended}]
        return told({"guid": guid, "status": self.fate, "message": None})

    def _public(self, guid: str) -> Reply:
        if self.private:
            return told({"detail": "Permission denied."}, 403)
        link = self.links.get(guid)
        return told(link) if link else told({"detail": "Not found."}, 404)
