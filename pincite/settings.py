"""Settings: defaults < pincite.toml or [tool.pincite] < environment < flags.

Rules kept here:
- There is one frozen Settings; nothing else reads a configuration file or a PINCITE_ variable.
- The dataclasses are the schema (pincite.overlay): what is wrong is told in one line that names its
  place.
- A variable that is nearly one of ours is taken for a slip of the hand; an empty one is not set.
- Every option that the command line offers stands once, in OPTIONS; the flags, the environment
  variables and the reference page derive from it.
"""

from __future__ import annotations

import difflib
import os
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from checker.model import ArchiveSettings, CrawlSettings, RegistriesSettings, SavingSettings
from results import Rhythm

from .errors import SettingsError
from .ignores import IgnoreRule
from .overlay import Place, overlay


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Sections of the file carry the names of the fields."""

    db: str = "pincite.db"
    """Where the answers are kept: one SQLite file."""
    db_wait: float = 30.0
    """Seconds to wait for another process that holds the database."""
    max_age: timedelta = timedelta(days=1)
    """A living link that was checked more recently is not asked again; an error always is."""
    max_time: timedelta | None = None
    """A run ends after this time; what it did not come to stays unknown. None for no end."""
    fail_on: tuple[str, ...] = ("error",)
    """Severities, codes or ranges of codes that make `check` exit with 1."""
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    changed_since: str | None = None
    """A commit: only notes on lines that changed since then are checked."""
    archives: ArchiveSettings = field(default_factory=ArchiveSettings)
    registries: RegistriesSettings = field(default_factory=RegistriesSettings)
    """Which registries are asked about identifiers, and where."""
    saving: SavingSettings = field(default_factory=SavingSettings)
    """Where `archive` saves pages."""
    audit: Rhythm = field(default_factory=Rhythm)
    """How often `audit` asks again."""
    ignore: tuple[IgnoreRule, ...] = ()
    """Findings to leave out, each in a table [[ignore]] with a reason."""
    findings: tuple[tuple[str, str], ...] = ()
    """Code and `off`, `note`, `warning` or `error`: a table in TOML, [findings]."""

    def asking(self) -> CrawlSettings:
        """The crawler's settings, the archives and registries among them."""
        return replace(self.crawl, archives=self.archives, registries=self.registries)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that the command line and the environment can set."""

    flag: str
    path: str
    """Dotted path into Settings."""
    help: str
    metavar: str | None = None
    value: object = None
    """For flags without a value: what the flag sets."""

    @property
    def variable(self) -> str:
        """The environment variable of the same meaning."""
        return _PREFIX + self.flag.lstrip("-").replace("-", "_").upper()


OPTIONS: tuple[Option, ...] = (
    Option("--db", "db", "The database.", "FILE"),
    Option("--db-wait", "db_wait", "Seconds to wait for a locked database.", "SECONDS"),
    Option("--max-age", "max_age", "Do not ask living links again that are fresher.", "DURATION"),
    Option("--max-time", "max_time", "End after this time; the rest stays unknown.", "DURATION"),
    Option("--fail-on", "fail_on", "Exit 1 on: a severity, codes, ranges, or never.", "WHAT"),
    Option("--changed-since", "changed_since", "Only notes on lines that changed.", "COMMIT"),
    Option("--timeout", "crawl.timeout", "Seconds for one answer.", "SECONDS"),
    Option("--retries", "crawl.retries", "Further tries for failures that may pass.", "N"),
    Option("--concurrency", "crawl.concurrency", "Requests under way at once.", "N"),
    Option("--per-host", "crawl.per_host", "Requests under way at once to one host.", "N"),
    Option(
        "--host-interval", "crawl.host_interval", "Seconds between requests to a host.", "SECONDS"
    ),
    Option("--max-redirects", "crawl.max_redirects", "Redirects followed.", "N"),
    Option(
        "--allow-private", "crawl.allow_private", "Ask private and loopback addresses.", value=True
    ),
    Option("--robots", "crawl.robots", "Ask for nothing that robots.txt forbids.", value=True),
    Option("--no-archives", "archives.enabled", "Do not look for archive copies.", value=False),
    Option("--no-registries", "registries.enabled", "Do not look identifiers up.", value=False),
    Option("--exclude", "crawl.exclude", "Skip URLs that match this regular expression.", "REGEX"),
    Option("--user-agent", "crawl.user_agent", "What the crawler calls itself.", "TEXT"),
    Option("--contact", "crawl.contact", "Address at which site owners reach you.", "TEXT"),
)

_PREFIX = "PINCITE_"
_PATHS = tuple(option.path for option in OPTIONS)


def load(
    config: str | None = None,
    flags: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Settings from all four places.

    Args:
        config: a file to read instead of looking for pincite.toml and pyproject.toml here.
        flags: values by dotted path, as the command line gave them.
        environment: os.environ unless given.

    Raises:
        SettingsError: one line that names the key and the place.
    """
    settings = Settings()
    path, table = _file(config)
    if table:
        settings = _laid(settings, table, Place(str(path), elsewhere=_PATHS))
    variables = os.environ if environment is None else environment
    _refuse_misspelt(variables)
    for option in OPTIONS:
        text = variables.get(option.variable)
        if text:  # an empty one is a step of a pipeline that had nothing to say
            raw = _from_variable(option, text)
            settings = _laid(settings, _nest(option.path, raw), Place(option.variable, alone=True))
    for dotted, value in (flags or {}).items():
        place = Place(_flag_of(dotted), alone=True)
        settings = _laid(settings, _nest(dotted, value), place)
    if settings.archives.memento:  # only a file can name them
        _refuse_twins(settings, str(path))
    return settings


def _laid(settings: Settings, table: Mapping[str, object], place: Place) -> Settings:
    laid: Settings = overlay(settings, table, place)
    return laid


def _refuse_twins(settings: Settings, source: str) -> None:
    """An archive whose name is another one's: answers are kept by name."""
    from checker import archives_for

    try:
        archives_for(settings.asking())
    except ValueError as error:
        raise SettingsError(f"{source}: archives.memento: {error}") from None


def _refuse_misspelt(variables: Mapping[str, str]) -> None:
    """A variable that is nearly one of ours, and none. Others may be another program's."""
    known = {option.variable for option in OPTIONS}
    names = {each.removeprefix(_PREFIX): each for each in known}
    for name in variables:
        if name.startswith(_PREFIX) and name not in known:
            near = difflib.get_close_matches(name.removeprefix(_PREFIX), names, 1, 0.8)
            if near:
                hint = f"did you mean {names[near[0]]!r}?"
                raise SettingsError(f"{name}: unknown setting ({hint})")


def _file(config: str | None) -> tuple[Path | None, dict[str, Any]]:
    """The settings file and its table; `(None, {})` where there is none."""
    if config is not None:
        path = Path(config)
        return path, _ours(path) if path.name == _SHARED else _toml(path)
    if (path := Path("pincite.toml")).is_file():
        return path, _toml(path)
    if (path := Path(_SHARED)).is_file():
        return path, _ours(path)
    return None, {}


_SHARED = "pyproject.toml"
"""Where other programs' settings stand, too."""


def _ours(path: Path) -> dict[str, Any]:
    """[tool.pincite]; {} where there is none."""
    found: Any = _toml(path)
    for name in ("tool", "pincite"):
        found = found.get(name, {})
        if not isinstance(found, dict):
            raise SettingsError(f"{path}: [tool.pincite] must be a table")
    return typing.cast("dict[str, Any]", found)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:  # no TOML, no UTF-8, a number of thousands of digits
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except RecursionError:
        raise SettingsError(f"{path}: not valid TOML: nested too deeply") from None


def _nest(dotted: str, value: object) -> dict[str, Any]:
    head, _, rest = dotted.partition(".")
    return {head: _nest(rest, value) if rest else value}


def _flag_of(dotted: str) -> str:
    return next((option.flag for option in OPTIONS if option.path == dotted), dotted)


def _from_variable(option: Option, text: str) -> object:
    if option.value is None:
        return text
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise SettingsError(f"{option.variable}: must be true or false, not {text!r:.80}")
    return option.value if word in _YES else not option.value


_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})
