"""A small web and a folder of letters that change week by week, and what audits must say of them.

Rules kept here:
- The oracle knows the world and which pages were asked, and nothing of pincite's: verdicts,
  strikes, rhythm and news are told here once more, in few words.
- Time passes by moving the database's dates; it is read for its two views alone, which are judged.
"""

from __future__ import annotations

import io
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pincite.cli.entry import run
from pincite.demo.web import ANY, Behaviour, Reply, Reset, Seen, Web, redirect
from tests.citations.gold import setting
from tests.citations.gold.manuscript import Gold, Manuscript, Piece
from tests.pincite.commands import write_settings

TITLE = "Minutes of the Board"
_WORDS = "The board met on the second floor and heard from residents about the river walk. " * 8
_LIVING = Reply(body=f"<title>{TITLE}</title><h1>{TITLE}</h1><p>{_WORDS}</p>")
_MISSING = (
    "<title>Page not found</title><h1>Page not found</h1><p>Sorry, it could not be found.</p>"
)
_DAY = timedelta(days=1)


class State(StrEnum):
    """How a page answers."""

    LIVING = "living"
    MISSING = "404"
    WITHDRAWN = "410"
    SOFT = "soft"
    BROKEN = "500"
    GUARDED = "403"
    MOVED = "moved"
    DOWN = "down"
    """Its host answers nobody; no page by itself."""


_ANSWERS: Mapping[State, Behaviour] = {
    State.LIVING: _LIVING,
    State.MISSING: Reply(404, body=_MISSING),
    State.WITHDRAWN: Reply(410, body="<title>Gone</title><p>Gone.</p>"),
    State.SOFT: Reply(body=_MISSING),
    State.BROKEN: Reply(500, body="<title>Error</title>"),
    State.GUARDED: Reply(403, body="<title>Access denied</title>"),
}
_VERDICTS = {
    State.LIVING: "ok",
    State.MISSING: "gone",
    State.WITHDRAWN: "gone",
    State.SOFT: "soft_404",
    State.BROKEN: "unreachable",
    State.GUARDED: "blocked",
    State.MOVED: "moved",
    State.DOWN: "unreachable",
}
_CODES = {
    "gone": "PC201",
    "unreachable": "PC202",
    "soft_404": "PC203",
    "moved": "PC205",
    "blocked": "PC206",
}
_ALIVE, _FAILING = {"ok", "moved"}, {"gone", "unreachable", "soft_404"}
_ERRORS = {State.MISSING, State.WITHDRAWN, State.SOFT}
_STRIKES, _BETWEEN, _WEEK, _MONTH, _JITTER = 3, 3, 7, 30, 0.25
_AN_HOUR = 1 / 24

Line = tuple[str, ...]
"""What an audit tells of a letter: ("verdict", URL, was, is), ("new", URL, code) …"""


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Asked:
    """One time that a page was asked."""

    day: float
    state: State

    @property
    def verdict(self) -> str:
        return _VERDICTS[self.state]


@dataclass
class World:
    """The web, the letters on disk, and what was said of them so far."""

    folder: Path
    web: Web
    pages: dict[str, State] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    """Hosts that answer nobody."""
    letters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    day: float = 0
    histories: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, State] = field(default_factory=dict)
    """By URL, how it was when an audit last told of all letters."""
    told: dict[str, dict[str, State]] = field(default_factory=dict)
    """By letter and URL, how it was when the letter's findings were last told."""
    _counted: int = 0

    # What happens in the world.

    def page(self, url: str, state: State = State.LIVING) -> None:
        self.pages[url] = state
        self.web.route(url.split("/")[2], ANY, self._answer)

    def _answer(self, seen: Seen) -> Behaviour:
        if seen.host in self.down:
            return Reset()
        state = self.pages.get(f"http://{seen.host}{seen.path}")
        if state is State.MOVED:
            return redirect("http://new.example/page")
        return Reply(404, body=_MISSING) if state is None else _ANSWERS[state]

    def write(self, path: str, urls: Iterable[str]) -> None:
        """A letter that cites some pages, in the format of its name."""
        self.letters[path] = tuple(urls)
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_letter(file.suffix, self.letters[path]))

    def remove(self, path: str) -> None:
        (self.folder / path).unlink()
        del self.letters[path], self.told[path]

    def pass_time(self, days: float) -> None:
        """Move everything that is known into the past."""
        self.day += days
        with closing(sqlite3.connect(self.folder / "pincite.db")) as db, db:
            db.create_function("earlier", 1, lambda at: _earlier(at, days), deterministic=True)
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_*'"
            for (table,) in db.execute(f"{tables} AND name NOT GLOB 'sqlite_*'").fetchall():
                for _, column, *_ in db.execute(f"PRAGMA table_info({table})").fetchall():
                    if column.endswith("_at"):
                        db.execute(f"UPDATE {table} SET {column} = earlier({column})")

    # What is asked, and what it must say.

    def check(self) -> None:
        """The first look at all letters."""
        write_settings(self.folder, self.web)
        done = self._call("check", "letters", "--fail-on", "never", "--quiet")
        assert done.code == 0, done.err
        self._record()
        self.known = self._standing()
        for path, urls in self.letters.items():
            self.told[path] = {url: self.known[url] for url in urls}

    def audit(self, gone: Iterable[str] = (), edited: Iterable[str] = ()) -> None:
        """Audit, and compare with what must be asked and said."""
        due = {url: self._due(url) for url in self._cited() if self.histories[url]}
        done = self._call("audit")
        asked = self._record()
        where = f"day {self.day}: "
        assert asked <= self._cited(), f"{where}what no letter cites was asked"
        for url, (early, late) in due.items():
            assert url not in asked or self.day >= early - _AN_HOUR, f"{where}{url} too early"
            assert url in asked or self.day <= late + _AN_HOUR, f"{where}{url} was due"
        lines, left, odd = read_audit(done.out)
        expected, broke = self._news(asked)
        assert not odd, f"{where}{odd}"
        assert left == sorted(gone), f"{where}{done.out}"
        assert lines == expected, f"{where}{expected}\n{done.out}"
        assert done.code == broke, f"{where}{done.out}"
        again = [line for line in done.err.splitlines() if "read again" in line]
        assert len(again) == len(list(edited)), f"{where}{done.err}"
        self._assert_views(where)

    def _call(self, *arguments: str) -> Told:
        out, err = io.StringIO(), io.StringIO()
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(err):
            code = run([*arguments])
        return Told(code, out.getvalue(), err.getvalue())

    def _cited(self) -> set[str]:
        return {url for urls in self.letters.values() for url in urls}

    def _record(self) -> set[str]:
        """Which pages were asked since the last look; each goes into its history."""
        seen = self.web.requests[self._counted :]
        self._counted += len(seen)
        asked = {f"http://{each.host}{each.path}" for each in seen} & self.pages.keys()
        for url in asked:
            state = State.DOWN if url.split("/")[2] in self.down else self.pages[url]
            self.histories[url].append(Asked(self.day, state))
        return asked

    def _standing(self) -> dict[str, State]:
        return {url: self.histories[url][-1].state for url in self._cited()}

    def _strikes(self, url: str) -> tuple[int, float, float | None]:
        """How many, the day of the last, and the day on which the link was confirmed dead."""
        count, struck, confirmed = 0, -1e9, None
        for each in self.histories[url]:
            if each.verdict in _ALIVE:
                count, struck, confirmed = 0, -1e9, None
            elif each.verdict in _FAILING:
                if each.day - struck > _BETWEEN:
                    count, struck = count + 1, each.day
                if confirmed is None and (each.state is State.WITHDRAWN or count >= _STRIKES):
                    confirmed = each.day
        return count, struck, confirmed

    def _due(self, url: str) -> tuple[float, float]:
        """The first day on which a link may be asked, and the last by which it must."""
        last = self.histories[url][-1]
        _, struck, confirmed = self._strikes(url)
        if last.verdict in _ALIVE | {"blocked"}:
            return last.day + _WEEK * (1 - _JITTER), last.day + _WEEK
        if confirmed is not None:
            return last.day + _MONTH * (1 - _JITTER), last.day + _MONTH
        return struck + _BETWEEN, struck + _BETWEEN

    def _news(self, asked: set[str]) -> tuple[dict[str, Counter[Line]], bool]:
        """What must be told of each letter, and whether anything broke; it counts as told."""
        now, broke = self._standing(), False
        news: dict[str, Counter[Line]] = {}
        for path, urls in self.letters.items():
            lines: Counter[Line] = Counter()
            before = self.told.get(path, {})
            for url in urls:
                was, is_ = (_VERDICTS[each] for each in (self.known.get(url, now[url]), now[url]))
                if was != is_:
                    lines["verdict", url, was, is_] += 1
                if url in asked and self._strikes(url)[2] == self.day:
                    lines["confirmed dead", url] += 1
                lines.update(_change(url, before.get(url, State.LIVING), now[url]))
                broke |= now[url] in _ERRORS and before.get(url) not in _ERRORS
            for url in before.keys() - set(urls):
                lines.update(_change(url, before[url], State.LIVING))
            self.told[path] = {url: now[url] for url in urls}
            if lines:
                news[path] = lines
        self.known = now
        return news, broke

    def _assert_views(self, where: str) -> None:
        with closing(sqlite3.connect(self.folder / "pincite.db")) as db:
            dead = set(db.execute("SELECT path, url FROM dead_links"))
            confirmed = {
                url
                for (url,) in db.execute(
                    "SELECT url FROM standings JOIN urls ON urls.id = url_id"
                    " WHERE confirmed_dead_at IS NOT NULL"
                )
            }
        assert dead == {
            (path, url)
            for path, urls in self.letters.items()
            for url in urls
            if _VERDICTS[self.known[url]] in _FAILING
        }, where
        assert confirmed == {url for url in self.histories if self._strikes(url)[2] is not None}, (
            where
        )


def _change(url: str, before: State, now: State) -> list[Line]:
    if before is now:
        return []
    if before is State.LIVING:
        return [("new", url, _CODES[_VERDICTS[now]])]
    if now is State.LIVING:
        return [("mended", url, _CODES[_VERDICTS[before]])]
    return [("changed", url, _CODES[_VERDICTS[now]])]


_VERDICT = re.compile(r"  verdict +(\S+): was (\S+), is (\S+)")
_CONFIRMED = re.compile(r"  confirmed dead +(\S+): failing since \S+")
_FINDING = re.compile(r"  (new|changed|mended) .*?(http\S+): \w+ (PC\d+) .*")
_LEFT = re.compile(r"(\S+): is gone from its folder.*")
_GUESSES = re.compile(r"PC21[123]")
"""Findings that say more of a verdict: what an oracle would have to judge again."""


def read_audit(out: str) -> tuple[dict[str, Counter[Line]], list[str], list[str]]:
    """What was told of each letter, the letters that left, and lines that nobody understands."""
    lines: dict[str, Counter[Line]] = {}
    left, odd, path = [], [], ""
    for line in out.splitlines()[1:]:
        if (match := _VERDICT.fullmatch(line)) is not None:
            told: Line = ("verdict", *match.groups())
        elif (match := _CONFIRMED.fullmatch(line)) is not None:
            told = ("confirmed dead", match[1])
        elif (match := _FINDING.fullmatch(line)) is not None:
            told = tuple(match.groups())
        else:
            if (match := _LEFT.fullmatch(line)) is not None:
                left.append(match[1])
            elif line.startswith(" "):
                odd.append(line)
            elif line not in ("", "nothing changed"):
                path = line
            continue
        if not _GUESSES.fullmatch(told[-1]):
            lines.setdefault(path, Counter())[told] += 1
    return lines, sorted(left), odd


def _earlier(at: str | None, days: float) -> str | None:
    if at is None:
        return None
    return (datetime.fromisoformat(at) - days * _DAY).isoformat(timespec="microseconds")


def _letter(suffix: str, urls: tuple[str, ...]) -> bytes:
    if suffix == ".txt":
        said = " ".join(f"The board heard it.[{n}]" for n in range(1, len(urls) + 1))
        notes = "\n\n".join(
            f"[{n}] City of Vale, {TITLE} (2021), {url}." for n, url in enumerate(urls, 1)
        )
        return f"July 22, 2021\n\nDear reader:\n\n{said}\n\nNotes\n\n{notes}\n".encode()
    if suffix == ".md":
        said = " ".join(f"The board heard it.[^{n}]" for n in range(1, len(urls) + 1))
        notes = "\n\n".join(
            f"[^{n}]: City of Vale, *{TITLE}* (2021), <{url}>." for n, url in enumerate(urls, 1)
        )
        return f"# A letter\n\nJuly 22, 2021\n\n{said}\n\n{notes}\n".encode()
    paragraphs = tuple(
        (Piece("The board heard it."), Piece(str(n), "mark"), Piece(" And so it went on."))
        for n in range(1, len(urls) + 1)
    )
    cited = (Piece("City of Vale, "), Piece(TITLE, "italic"), Piece(" (2021), "))
    bodies = tuple((*cited, Piece(url, "url"), Piece(".")) for url in urls)
    manuscript = Manuscript("x", False, "July 22, 2021", False, paragraphs, bodies, Gold(None, ()))
    return setting.pdf(manuscript) if suffix == ".pdf" else setting.docx(manuscript)
