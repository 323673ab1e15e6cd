"""Names to addresses: DNS in threads of its own, and the guard on every answer.

Rules kept here:
- What find() returns has passed the guard, and the transport connects to exactly that: a second,
  different answer of a rebinding name is never asked for.
- A name is looked up once at a time and its answer kept for the run; a failure that may pass is
  forgotten at once, so that a retry is a real one.
- Lookups run in daemon threads: a name that hangs delays neither other names nor the program's end.
- "No such host" is believed only while DNS is known to work: see `believed` and `online`.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import islice, zip_longest
from queue import SimpleQueue

import idna

from ..model import CrawlError, CrawlSettings, Failure
from .failures import Unanswered, failure_of
from .guard import IPAddress, is_public, literal
from .overrides import parse_override

Lookup = Callable[[str], Sequence[str]]
"""A blocking lookup: name to addresses in text; raises socket.gaierror."""

_PLAIN = re.compile(r"(?:[a-z0-9_\-]{1,63}\.)*[a-z0-9_\-]{1,63}\.?")
_MOST_ADDRESSES = 6
"""Addresses of one name that are tried at most."""
_MOST_NAMES = 20_000
"""Names kept, so that memory stays flat however many hosts a run asks."""
_MOST_THREADS = 256
_NO_THREAD = "no thread to look a name up in"
_WITNESS_SECONDS = 10.0
"""How long the canaries have to answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to connect."""

    address: str
    """An IPv4 or IPv6 address in text."""
    port: int
    family: socket.AddressFamily


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is known of one name: guarded addresses, or why there are none."""

    addresses: tuple[IPAddress, ...] = ()
    failure: Failure | None = None


def ascii_host(host: str) -> str:
    """A host name as DNS wants it (UTS 46, as browsers do; RFC 5891).

    Raises:
        Unanswered: invalid-url.
    """
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        name = _of_symbols(host) if isinstance(error, idna.InvalidCodepoint) else ""
        if _PLAIN.fullmatch(name):
            return name
        raise Unanswered("invalid-url", f"no host name: {error}") from error


def _of_symbols(host: str) -> str:
    """A name with hearts and stars: registries no longer take them (RFC 5892), but those that there
    are stand, and browsers (UTS 46) know no rule against them."""
    try:
        labels = idna.uts46_remap(host, std3_rules=False).split(".")
    except (idna.IDNAError, UnicodeError):
        return ""
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in labels
    )


def system_lookup(name: str) -> Sequence[str]:
    """The addresses that the system's resolver gives, in its order (RFC 6724)."""
    # Bytes: as text the name would go through Python's old IDNA codec once more.
    found = socket.getaddrinfo(name.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Addresses:
    """The addresses of one run's hosts. Used within one event loop; close() ends its threads."""

    def __init__(self, settings: CrawlSettings, lookup: Lookup = system_lookup) -> None:
        self._allow_private = settings.allow_private
        self._canaries = settings.canaries
        self._overrides = _overrides(settings.resolve)
        self._lookup = lookup
        self._threads = _Threads(min(_MOST_THREADS, settings.concurrency + 16))
        self._known: dict[str, _Answer] = {}
        self._pending: dict[str, asyncio.Future[_Answer]] = {}
        self._witnesses: dict[str, None] = {}
        self._check: asyncio.Task[bool] | None = None
        self._last_success: float | None = None

    async def find(self, host: str, port: int) -> tuple[Endpoint, ...]:
        """Where `host` (ASCII, without brackets) may be connected to, best first.

        Raises:
            Unanswered: dns-no-such-host, dns-failure, private-address, or invalid-url.
        """
        override = self.override(host, port)
        if override is not None:
            return (override,)
        answer = self._known.get(host) or await self._learn(host)
        if answer.failure is not None:
            raise Unanswered(answer.failure.reason, answer.failure.detail)
        return tuple(
            Endpoint(str(address), port, _FAMILY[address.version]) for address in answer.addresses
        )

    def override(self, host: str, port: int) -> Endpoint | None:
        """What settings.resolve says of a host, if anything."""
        if not self._overrides:
            return None
        host = host.removesuffix(".")
        given = self._overrides.get(f"{host}:{port}") or self._overrides.get(host)
        if given is None:
            return None
        return Endpoint(given.address, given.port or port, given.family)

    def refuse_literal(self, host: str) -> None:
        """Raise Unanswered for an address in a URL that may not be asked; names pass."""
        answer = self._known.get(host) or self._without_dns(host)
        if answer is not None and answer.failure is not None:
            raise Unanswered(answer.failure.reason, answer.failure.detail)

    def needs_dns(self, host: str, port: int) -> bool:
        """True when reaching this host says something about DNS."""
        return self.override(host, port) is None and self._without_dns(host) is None

    # What DNS is worth at the moment.

    @property
    def works(self) -> bool:
        """Whether any name at all has resolved in this run."""
        return self._last_success is not None

    def believed(self, since: float) -> bool:
        """Whether something that was looked up at `since` (loop time) or later was found."""
        if not self._canaries:
            return True
        return self._last_success is not None and self._last_success >= since

    async def online(self) -> bool:
        """Ask the canaries, and names that resolved before, afresh: does any of them resolve?

        Callers at the same time share one check. True where settings name no canaries.
        """
        if not self._canaries:
            return True
        if self._check is None or self._check.done():
            self._check = asyncio.create_task(self._ask_witnesses())
        return await asyncio.shield(self._check)

    def forget_failures(self) -> None:
        """Drop what failed: called when DNS is back after an outage."""
        self._known = {name: known for name, known in self._known.items() if known.addresses}

    def close(self) -> None:
        """Let the threads go; those inside a lookup end by themselves."""
        if self._check is not None:
            self._check.cancel()
        self._threads.close()

    async def _ask_witnesses(self) -> bool:
        if any(self.override(name, port) for name in self._canaries for port in (443, 80)):
            self._last_success = asyncio.get_running_loop().time()
            return True
        names = dict.fromkeys((*self._witnesses, *self._canaries))
        asked = [self._ask(name) for name in names]
        try:
            async with asyncio.timeout(_WITNESS_SECONDS):
                for answer in asyncio.as_completed(asked):
                    if (await answer).addresses:
                        return True
        except TimeoutError:
            pass
        return False

    # Looking up.

    async def _learn(self, host: str) -> _Answer:
        answer = self._without_dns(host)
        if answer is not None:
            return self._keep(host, answer)
        pending = self._pending.get(host)
        if pending is None:
            pending = self._pending[host] = self._ask(host)
            pending.add_done_callback(lambda done: self._settle(host, done.result()))
        return self._guarded(await asyncio.shield(pending))

    def _settle(self, host: str, answer: _Answer) -> None:
        del self._pending[host]
        if answer.failure is None or answer.failure.reason == "dns-no-such-host":
            self._keep(host, self._guarded(answer))
        if answer.addresses:
            self._witnesses.pop(host, None)
            self._witnesses[host] = None
            if len(self._witnesses) > 2:
                del self._witnesses[next(iter(self._witnesses))]

    def _keep(self, host: str, answer: _Answer) -> _Answer:
        if len(self._known) >= _MOST_NAMES:
            for name in list(self._known)[: _MOST_NAMES // 4]:
                del self._known[name]
        self._known[host] = answer
        return answer

    def _ask(self, name: str) -> asyncio.Future[_Answer]:
        """Look a name up in a thread. The future's result tells failures; it never raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_Answer] = loop.create_future()

        def tell(answer: _Answer, began: float) -> None:
            if answer.addresses:
                # What was asked before a network went away may be told long after it.
                self._last_success = max(began, self._last_success or began)
            if not future.done():
                future.set_result(answer)

        def work() -> None:
            began = loop.time()
            answer = _answer(self._lookup, name)
            try:
                loop.call_soon_threadsafe(tell, answer, began)
            except RuntimeError:  # the run ended while the name was being looked up
                return

        if not self._threads.submit(work):
            future.set_result(_Answer(failure=Failure("local-resources", _NO_THREAD)))
        return future

    def _without_dns(self, host: str) -> _Answer | None:
        """The answer for addresses in any spelling and for localhost (RFC 6761)."""
        name = host.removesuffix(".")
        if name == "localhost" or name.endswith(".localhost"):
            return self._guarded(_Answer((ip_address("127.0.0.1"), ip_address("::1"))))
        try:
            address = literal(host)
        except ValueError as error:
            return _Answer(failure=Failure("invalid-url", str(error)))
        return None if address is None else self._guarded(_Answer((address,)))

    def _guarded(self, answer: _Answer) -> _Answer:
        """Only public addresses; where a name has no other, that is why it is not asked."""
        if self._allow_private or answer.failure is not None:
            return answer
        public = tuple(address for address in answer.addresses if is_public(address))
        if public:
            return _Answer(public)
        return _Answer(failure=Failure("private-address", str(answer.addresses[0])))


_FAMILY = {4: socket.AF_INET, 6: socket.AF_INET6}


def _answer(lookup: Lookup, name: str) -> _Answer:
    try:
        found = [ip_address(text) for text in lookup(name)]
    except OSError as error:
        return _Answer(failure=failure_of(error))
    except ValueError as error:  # a name that the resolver cannot even be asked about
        return _Answer(failure=Failure("dns-no-such-host", str(error)))
    if not found:
        return _Answer(failure=Failure("dns-no-such-host", name))
    # The families by turns: six addresses of a family that this machine cannot reach must not
    # hide one of the other.
    same = [address for address in found if address.version == found[0].version]
    other = [address for address in found if address.version != found[0].version]
    turns = (address for pair in zip_longest(same, other) for address in pair if address)
    return _Answer(tuple(islice(turns, _MOST_ADDRESSES)))


def _overrides(pairs: Sequence[tuple[str, str]]) -> dict[str, Endpoint]:
    """CrawlSettings.resolve as a table; port 0 stands for the URL's own.

    Raises:
        CrawlError: a row that is none.
    """
    try:
        found = [parse_override(*pair) for pair in pairs]
    except ValueError as error:
        raise CrawlError(f"resolve: {error}") from None
    return {
        each.host: Endpoint(str(each.address), each.port, _FAMILY[each.address.version])
        for each in found
    }


class _Threads:
    """Daemon threads that are started when they are needed and kept until close()."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._idle = 0
        self._count = 0

    def submit(self, job: Callable[[], None]) -> bool:
        """Have it done; False where the system gives not even one thread."""
        with self._lock:
            if self._idle:
                self._idle -= 1
            elif self._count < self._limit:
                try:
                    threading.Thread(target=self._work, name="dns", daemon=True).start()
                except RuntimeError:  # those that there are will come to it
                    if not self._count:
                        return False
                else:
                    self._count += 1
        self._jobs.put(job)
        return True

    def close(self) -> None:
        for _ in range(self._count):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            with self._lock:
                self._idle += 1
