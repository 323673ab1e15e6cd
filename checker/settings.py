"""How the web and the archives are asked: the checker's part of the settings.

Rules kept here:
- Frozen values with the defaults that users expect; nothing is read from files or the environment.
- Every limit of a service is a setting, since limits change.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WaybackSettings:
    """The Internet Archive's CDX server and replay."""

    endpoint: str = "https://web.archive.org"
    """Scheme and host; the index and the copies stand below it."""
    enabled: bool = True
    """Whether it is asked."""
    per_minute: float = 24.0
    """Of the index: 80% of the published 30 a minute that CDX and TimeMap share."""
    replay_per_minute: float = 480.0
    """Of copies that are opened: 80% of the published 600 a minute."""
    cdx: str | None = None
    """Where the index is if not at <endpoint>/cdx/search/cdx; pywb has it at /<collection>/cdx."""
    replay: str | None = None
    """What stands before a timestamp if not <endpoint>/web/; pywb has /<collection>/."""


@dataclass(frozen=True, slots=True)
class MementoSettings:
    """Any RFC 7089 archive."""

    name: str
    """What settings and reports call it."""
    timegate: str
    """The original URL follows."""
    timemap: str | None = None
    """The same for the list of all copies; None where it has none."""
    raw: str | None = None
    """Template with {timestamp} and {url} that gives the bytes as captured."""
    per_minute: float = 60.0
    """Requests a minute at most, of the index and of copies together."""


@dataclass(frozen=True, slots=True)
class PermaSettings:
    """perma.cc's public interface: asked about the perma.cc links that letters cite."""

    endpoint: str = "https://api.perma.cc"
    """Scheme and host of its API."""
    enabled: bool = True
    """Whether it is asked."""
    per_minute: float = 60.0
    """Requests a minute at most."""


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """Which archives are asked."""

    enabled: bool = True
    """Whether any is."""
    copies: int = 3
    """Copies of a link that are opened and judged at most, in each archive; 0 opens none."""
    rest: float = 60.0
    """Seconds for which a service is not asked after it answered 429, whatever it says itself."""
    wayback: WaybackSettings = field(default_factory=WaybackSettings)
    memento: tuple[MementoSettings, ...] = ()
    """Archives of your own choice, each in a table [[archives.memento]]."""
    perma: PermaSettings = field(default_factory=PermaSettings)


@dataclass(frozen=True, slots=True)
class RegistryAccess:
    """One registry."""

    endpoint: str = ""
    """Scheme and host of its API."""
    enabled: bool = True
    """Whether it is asked."""
    per_minute: float = 60.0
    """Requests a minute at most."""


@dataclass(frozen=True, slots=True)
class RegistriesSettings:
    """Which registries are asked about identifiers."""

    enabled: bool = True
    """Whether any is."""
    search: bool = True
    """Whether works that no URL and no identifier leads to are searched for by title, author and
    year (Crossref; OpenAlex with a key)."""
    doi: RegistryAccess = RegistryAccess("https://doi.org", per_minute=120.0)
    """The handle system's own word on whether a DOI exists."""
    crossref: RegistryAccess = RegistryAccess("https://api.crossref.org", per_minute=60.0)
    """One request a second: what its public pool allows to lists since December 2025."""
    datacite: RegistryAccess = RegistryAccess("https://api.datacite.org", per_minute=120.0)
    """DOIs of data sets, reports and theses, which Crossref does not have."""
    arxiv: RegistryAccess = RegistryAccess("https://export.arxiv.org", per_minute=20.0)
    """arXiv asks for three seconds between two requests."""
    pubmed: RegistryAccess = RegistryAccess("https://eutils.ncbi.nlm.nih.gov", per_minute=120.0)
    """NCBI allows three requests a second without a key."""
    openlibrary: RegistryAccess = RegistryAccess("https://openlibrary.org", per_minute=60.0)
    """ISBNs."""
    govinfo: RegistryAccess = RegistryAccess("https://www.govinfo.gov", per_minute=60.0)
    """The U.S. Code, the C.F.R., public laws, the Statutes at Large."""
    courtlistener: RegistryAccess = RegistryAccess("https://www.courtlistener.com", per_minute=48.0)
    """80% of the published 60 citations a minute. Asked only with a token in the environment
    (COURTLISTENER_TOKEN)."""
    federalregister: RegistryAccess = RegistryAccess(
        "https://www.federalregister.gov", per_minute=60.0
    )
    """Its API, /api/v1."""
    openalex: RegistryAccess = RegistryAccess("https://api.openalex.org", per_minute=60.0)
    """Asked only with a key in the environment (OPENALEX_API_KEY): without one it allows ten
    searches a day."""


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How the web is asked. Every number is a setting with the default that users expect."""

    timeout: float = 20.0
    """Seconds for one answer, head and body together."""
    connect_timeout: float = 10.0
    """Seconds for the connection."""
    retries: int = 2
    """Further tries after the first, for failures that may pass."""
    retry_wait: float = 1.0
    """Seconds before the first further try; each one after it waits twice as long."""
    retry_after_cap: float = 60.0
    """A longer Retry-After is not waited for; the link is then rate-limited."""
    concurrency: int = 32
    """Requests under way at once."""
    per_host: int = 2
    """The same to one host."""
    host_interval: float = 0.5
    """Seconds between two requests to one host."""
    max_redirects: int = 10
    """Redirects that are followed."""
    max_bytes: int = 5_000_000
    """Bytes of one page; what is longer is cut."""
    max_text: int = 200_000
    """Characters of a page's main text that are kept as evidence; of a PDF five times as many."""
    allow_private: bool = False
    """Ask private and loopback addresses too."""
    user_agent: str = ""
    """What the crawler calls itself; empty for its own name and version."""
    contact: str = ""
    """An e-mail address or URL for the From header and the User-Agent."""
    resolve: tuple[tuple[str, str], ...] = ()
    """(host[:port], address[:port]) overrides, as curl --resolve; they pass the address guard."""
    exclude: tuple[str, ...] = ()
    """Regular expressions; a URL that matches is skipped."""
    robots: bool = False
    """Ask for nothing that a site's robots.txt forbids."""
    ca_file: str | None = None
    """A PEM file of authorities that are trusted, too."""
    canaries: tuple[str, ...] = ("example.com", "www.iana.org", "www.wikipedia.org")
    """Names asked of DNS only when nothing else has resolved, to tell offline from dead."""
    archives: ArchiveSettings = field(default_factory=ArchiveSettings)
    registries: RegistriesSettings = field(default_factory=RegistriesSettings)


@dataclass(frozen=True, slots=True)
class SaveWaybackSettings:
    """Save Page Now 2 of the Internet Archive."""

    endpoint: str = "https://web.archive.org"
    """/save stands below it."""
    per_minute: float = 5.6
    """Captures: 80% of the 7 a minute that were published for accounts."""
    status_per_minute: float = 48.0
    """Questions after a capture; no limit is published."""
    recent: str = "1d"
    """A capture of the last while serves as well (if_not_archived_within): 3d, 5h, 20m."""


@dataclass(frozen=True, slots=True)
class SavePermaSettings:
    """perma.cc with an account's key."""

    endpoint: str = "https://api.perma.cc"
    """Scheme and host of its API."""
    per_minute: float = 24.0
    """Requests a minute at most."""
    folder: int | None = None
    """Number of the folder that links are made in; None for the account's own links."""


@dataclass(frozen=True, slots=True)
class SaveWarcSettings:
    """An archive on this machine: nothing is sent out but the requests for the pages."""

    folder: str = "pincite-archive"
    """Where the files go; made where it is missing."""
    wacz: bool = True
    """Package each file as WACZ (for ReplayWeb.page), the WARC inside; False for the WARC alone."""
    max_bytes: int = 20_000_000
    """A longer page is not saved."""
    file_bytes: int = 1_000_000_000
    """A file that has come so far is closed, and the next one begun."""


@dataclass(frozen=True, slots=True)
class SavingSettings:
    """Where `archive` saves pages. Keys are in the environment, never here."""

    to: tuple[str, ...] = ("wayback",)
    """Names of savers: wayback, perma, warc."""
    wayback: SaveWaybackSettings = field(default_factory=SaveWaybackSettings)
    perma: SavePermaSettings = field(default_factory=SavePermaSettings)
    warc: SaveWarcSettings = field(default_factory=SaveWarcSettings)
    poll: float = 5.0
    """Seconds before a service is first asked what became of a job; each wait is twice as long."""
    longest_poll: float = 60.0
    """Seconds between two such questions at most."""
    polls: int = 14
    """Questions after one job in one run; what is not known by then is left to the next run."""
    tries: int = 2
    """How often a page is submitted in one run, where the service failed in passing."""
