"""No way leads to a private address: every door through which a URL comes in, in every spelling.

The control opens the guard: each door then reaches the server that is asked nothing otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pincite.demo.web import ANY, Behaviour, Reply, Seen, Web, redirect

from ..pincite.commands import pincite, settings

SPELLINGS = {
    "dotted": "127.0.0.1",
    "short": "127.1",
    "decimal": "2130706433",
    "hex": "0x7f000001",
    "octal": "0177.0.0.1",
    "root dot": "127.0.0.1.",
    "name": "localhost",
    "name with a dot": "localhost.",
    "user info": "front.example@127.0.0.1",
    "percent": "%31%32%37.0.0.1",
    "full width": "１２７。０。０。１",
    "circled": "①②⑦.⓪.⓪.①",
    "this network": "0.0.0.0",
    "mapped": "[::ffff:127.0.0.1]",
    "mapped in hex": "[::ffff:7f00:1]",
    "carried by NAT64": "[64:ff9b::7f00:1]",
    "carried by 6to4": "[2002:7f00:1::]",
}
DOORS = frozenset(
    [
        "letter",
        "redirect",
        "refresh",
        "robots",
        "probe",
        "timegate",
        "memento",
        "second-hop",
        "path",
    ]
)
SERVICES = ("cdx.example", "replay.example", "gate.example", "doi.example")
"""Of these only the TimeGate is one whose redirects are followed."""
NOTES = """\
[{n[0]}] Ada Moreau, The Night Bus, http://{private}/letter (July 4, 2018).
[{n[1]}] Jun Sato, Growth of Kelp, http://front.example/redirect/{at} (July 4, 2018).
[{n[2]}] Lee Winter, Trains That Wait, http://front.example/refresh/{at} (July 4, 2018).
[{n[3]}] Mo Reyes, Ferries at Dawn, http://robots{at}.example/page (July 4, 2018).
[{n[4]}] Tom Reed, Night Trains, 7 J. City Transp. 1 (2020), doi:10.5555/trains.{at}.
[{n[5]}] Una Brook, Bridges, http://front.example/bridges/{at} (July 4, 2018).
"""
SOFT = "<title>Page not found</title><h1>Page not found</h1><p>Sorry, it is not here.</p>"
FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
ARCHIVES = """
[archives.wayback]
endpoint = "http://cdx.example"
replay = "http://replay.example/web/"
per_minute = 6000
replay_per_minute = 6000
[archives.perma]
enabled = false
[[archives.memento]]
name = "gate"
timegate = "http://gate.example/timegate/"
timemap = "http://gate.example/timemap/"
per_minute = 6000
[registries]
search = false
[registries.doi]
endpoint = "http://doi.example"
per_minute = 6000
[registries.crossref]
endpoint = "http://doi.example"
per_minute = 6000
[registries.datacite]
enabled = false
"""


@dataclass(frozen=True)
class Doors:
    """A web whose every answer leads to a server that nobody may ask, in a spelling of the way."""

    secret: Web
    spellings: Sequence[str]

    def private(self, at: int) -> str:
        return f"{self.spellings[at]}:{self.secret.port}"

    def leading(self, door: str, at: int) -> Behaviour:
        address = f"http://{self.private(at)}/{door}"
        return redirect(address.encode().decode("latin-1"))  # as raw bytes: browsers take UTF-8

    def front(self, seen: Seen) -> Behaviour:
        _, door, *rest = seen.path.split("/")
        if door == "robots.txt":
            return Reply(404)
        if not rest or not rest[0].isdigit():
            return self.leading("probe", 0)
        if door == "redirect":
            return redirect(f"/second/{rest[0]}")
        if door in ("second", "here"):
            return self.leading("redirect" if door == "second" else "second-hop", int(rest[0]))
        if door == "refresh":
            there = f"http://{self.private(int(rest[0]))}/refresh"
            return Reply(body=f'<meta http-equiv="refresh" content="0; url={there}">')
        return Reply(404, body=SOFT)

    def robots(self, seen: Seen) -> Behaviour:
        if seen.path == "/robots.txt":
            return self.leading("robots", int(seen.host.removeprefix("robots").split(".")[0]))
        return Reply(body="<title>Ferries at Dawn</title><p>" + "Words that a page has. " * 30)

    def cdx(self, seen: Seen) -> Behaviour:
        asked = parse_qs(urlsplit(seen.path).query).get("url", [""])[0]
        if "bridges" not in asked:
            return self.leading("cdx", 0)
        row = ["x", "20180801000000", asked, "text/html", "200", "A" * 32, "900"]
        return Reply(
            headers=(("content-type", "application/json"),), body=json.dumps([FIELDS, row])
        )

    def gate(self, seen: Seen) -> Behaviour:
        """For some pages a copy on a private address, for the others the way to one."""
        at = int(found[1]) if (found := re.search(r"(\d+)(?:\.example.*)?$", seen.path)) else 0
        if "bridges" not in seen.path:
            return self.leading("timegate", at)
        return self.leading("memento/20180801000000/http://front.example/bridges", at)

    def web(self) -> Web:
        return Web(
            {
                ("front.example", ANY): self.front,
                **{(f"robots{at}.example", ANY): self.robots for at in range(len(self.spellings))},
                ("cdx.example", ANY): self.cdx,
                ("replay.example", ANY): lambda seen: self.leading("replay", 0),
                ("gate.example", ANY): self.gate,
                ("doi.example", ANY): lambda seen: self.leading("registry", 0),
                ("canary.example", ANY): Reply(),
            }
        )

    def letter(self) -> str:
        notes = [
            NOTES.format(n=range(6 * at + 1, 6 * at + 7), at=at, private=self.private(at))
            for at in range(len(self.spellings))
        ]
        said = " ".join(f"It is so.[{number}]" for number in range(1, 6 * len(notes) + 1))
        return f"July 22, 2021\n\nDear editor:\n\n{said}\n\n" + "".join(notes)


@pytest.fixture
def secret() -> Iterator[Web]:
    with Web({(ANY, ANY): Reply(body="<title>Secret</title><p>secret words")}) as served:
        yield served


def audited(doors: Doors, folder: Path, *, allow_private: bool) -> dict[str, str]:
    """`check` of the letter, and of letters on the web; the reasons of the first."""
    (folder / "letter.txt").write_text(doors.letter(), encoding="utf-8")
    with doors.web() as web:
        own = settings(
            web, ARCHIVES, allow_private=allow_private, robots=True, timeout=3, connect_timeout=2
        )
        (folder / "pincite.toml").write_text(own)
        done = pincite(
            *("check", "letter.txt", "--format", "json"), cwd=folder, PINCITE_NO_REGISTRIES=""
        )
        every = range(len(doors.spellings))
        paths = [f"http://{doors.private(at)}/path" for at in every]
        pincite("check", "http://front.example/here/0", *paths, cwd=folder)
        assert [host for host in SERVICES if not web.count(host)] == []
    assert done.code == 1, done.err
    return {each["url"]: each["reason"] for each in done.document["checks"]}


def reached(secret: Web) -> frozenset[str]:
    """The doors by which the server was asked."""
    return frozenset(seen.path.split("/")[1] for seen in secret.requests)


def test_with_the_guard_open_every_door_leads_there(secret: Web, tmp_path: Path) -> None:
    audited(Doors(secret, ["127.0.0.1"]), tmp_path, allow_private=True)
    assert reached(secret) >= DOORS


def test_no_door_leads_to_a_private_address(secret: Web, tmp_path: Path) -> None:
    reasons = audited(Doors(secret, [*SPELLINGS.values()]), tmp_path, allow_private=False)
    assert reached(secret) == frozenset()
    assert secret.connections == 0
    refused = {"private-address", "invalid-url"}
    for at, spelling in enumerate(SPELLINGS):
        for door in ("redirect", "refresh"):
            assert reasons[f"http://front.example/{door}/{at}"] in refused, (door, spelling)
    assert {each for url, each in reasons.items() if url.endswith("/letter")} <= refused
