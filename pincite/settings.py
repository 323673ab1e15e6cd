"""Settings: defaults < pincite.toml or [tool.pincite] < environment < flags.

Rules kept here:
- There is one frozen Settings; nothing else reads a configuration file or a PINCITE_ variable.
- The dataclasses are the schema: an unknown key, a wrong type and a value out of bounds are errors
  that name the key, the file and what was expected.
- A variable that is nearly one of ours is taken for a slip of the hand; an empty one is not set.
- Every option that the command line offers stands once, in OPTIONS; the flags, the environment
  variables and the reference page derive from it.
"""

from __future__ import annotations

import difflib
import os
import tomllib
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from checker.model import ArchiveSettings, CrawlSettings, RegistriesSettings, SavingSettings
from results import Rhythm

from .bounds import complaint
from .durations import parse_duration
from .errors import SettingsError
from .failon import parse_fail_on
from .ignores import IgnoreRule


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
        return typing.cast(
            "CrawlSettings",
            _replace(self.crawl, {"archives": self.archives, "registries": self.registries}),
        )


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
_TOP = ("archives", "registries")
"""Parts of the crawler's settings that stand at the top of the file."""


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
        settings = _overlay(settings, table, "", str(path))
    variables = os.environ if environment is None else environment
    _refuse_misspelt(variables)
    for option in OPTIONS:
        text = variables.get(option.variable)
        if text:  # an empty one is a step of a pipeline that had nothing to say
            raw = _from_variable(option, text)
            settings = _overlay(settings, _nest(option.path, raw), "", option.variable)
    for dotted, value in (flags or {}).items():
        settings = _overlay(settings, _nest(dotted, value), "", _flag_of(dotted))
    if settings.archives.memento:  # only a file can name them
        _refuse_twins(settings, str(path))
    return settings


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
        table = _toml(path)
        return path, table.get("tool", {}).get(
            "pincite", {}
        ) if path.name == "pyproject.toml" else table
    if (path := Path("pincite.toml")).is_file():
        return path, _toml(path)
    if (path := Path("pyproject.toml")).is_file():
        return path, _toml(path).get("tool", {}).get("pincite", {})
    return None, {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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
        raise SettingsError(f"{option.variable}: must be true or false, not {_shown(text)}")
    return option.value if word in _YES else not option.value


_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


def _overlay(base: Any, table: object, where: str, source: str) -> Any:
    """`base` (a settings dataclass) with the keys of `table` laid over it."""
    if not isinstance(table, Mapping):
        raise SettingsError(f"{source}: [{where}] must be a table")
    known = {f.name: f for f in fields(base)}
    hints = typing.get_type_hints(type(base))
    changes: dict[str, object] = {}
    for raw_key, value in table.items():
        key = str(raw_key).replace("-", "_")
        if key not in known or (where == "crawl" and key in _TOP):
            name = _dotted(where, str(raw_key))
            raise SettingsError(f"{source}: unknown setting {name!r}{_hint(name, known)}")
        changes[key] = _convert(
            hints[key], value, _dotted(where, key), (source, getattr(base, key))
        )
    return _replace(base, changes)


def _hint(name: str, known: Iterable[str]) -> str:
    """What was meant by a setting that there is not, where that can be guessed."""
    if name == "tool":
        return " ([tool.pincite] stands in pyproject.toml only; leave it out here)"
    key = name.rpartition(".")[2].replace("-", "_")
    elsewhere = (each.path for each in OPTIONS if each.path.rpartition(".")[2] == key)
    near = [*difflib.get_close_matches(key, known, 1), *elsewhere]
    return f" (did you mean {near[0]!r}?)" if near else ""


def _dotted(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _replace(base: Any, changes: Mapping[str, object]) -> Any:
    values = {f.name: getattr(base, f.name) for f in fields(base)}
    return type(base)(**{**values, **changes})


def _convert(hint: Any, value: object, dotted: str, at: tuple[str, object]) -> object:
    """`value` as the type that the field declares."""
    source, default = at
    if is_dataclass(hint):
        return _overlay(default, value, dotted, source)
    if dotted == "fail_on":
        return _fail_on(value, source)
    if dotted == "findings":
        return _findings(value, source)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple(typing.get_args(hint)[0], value, dotted, source)
    if origin in (typing.Union, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    scalar = _scalar(hint, value)
    if scalar is None:
        raise SettingsError(f"{source}: {dotted} must be {_NAMES[hint]}, not {_shown(value)}")
    wrong = complaint(dotted, scalar)
    if wrong is not None:
        raise SettingsError(f"{source}: {dotted}{wrong}, not {_shown(value)}")
    return scalar


def _shown(value: object) -> str:
    """As a settings file would write it, where Python writes it otherwise."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, date | time) else f"{value!r:.80}"


_NAMES: Mapping[Any, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a string",
    timedelta: "a duration (90s, 15m, 12h, 7d)",
    date: "a date (2027-01-31)",
}


def _scalar(hint: Any, value: object) -> object | None:
    """The value in the field's type; None where it does not fit."""
    if hint is timedelta and isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            return parse_duration(str(value))
        except ValueError:
            return None
    if hint is date:
        return _day(value)
    if isinstance(value, bool) or hint is bool:
        return value if hint is bool and isinstance(value, bool) else None
    if hint is str:
        return value if isinstance(value, str) else None
    try:
        number = hint(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if hint is float and isinstance(number, int | float):
        return float(number)
    return number if isinstance(number, int) else None


def _day(value: object) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _fail_on(value: object, source: str) -> tuple[str, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise SettingsError(f"{source}: fail_on must be a string or a list of strings")
    try:
        return parse_fail_on(",".join(parts))
    except ValueError as error:
        place = source if source == "--fail-on" else f"{source}: fail_on"
        raise SettingsError(f"{place}: {error}") from error


def _findings(value: object, source: str) -> tuple[tuple[str, str], ...]:
    from results import parse_severities

    if not isinstance(value, Mapping):
        raise SettingsError(f"{source}: [findings] must be a table")
    try:
        return parse_severities(value)
    except ValueError as error:
        raise SettingsError(f"{source}: findings: {error}") from error


def _tuple(item: Any, value: object, dotted: str, source: str) -> tuple[object, ...]:
    if typing.get_origin(item) is tuple:  # pairs are a table in TOML: [crawl.resolve]
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
            raise SettingsError(f"{source}: {dotted} must be a table of strings")
        return tuple((str(key), str(each)) for key, each in value.items())
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise SettingsError(f"{source}: {dotted} must be a list")
    if is_dataclass(item):
        return tuple(_entry(item, each, dotted, source) for each in value)
    return tuple(_convert(item, each, dotted, (source, None)) for each in value)


def _entry(item: Any, table: object, dotted: str, source: str) -> object:
    """One `[[table]]` of an array, whose required keys have no default to lie over."""
    if not isinstance(table, Mapping):
        raise SettingsError(f"{source}: [[{dotted}]] must be a table")
    required = [
        f.name for f in fields(item) if f.default is MISSING and f.default_factory is MISSING
    ]
    missing = [name for name in required if name not in table]
    if missing:
        raise SettingsError(f"{source}: [[{dotted}]] needs {' and '.join(missing)}")
    blank = item(**dict.fromkeys(required, ""))
    entry = _overlay(blank, table, dotted, source)
    if isinstance(entry, IgnoreRule) and entry.is_empty():
        raise SettingsError(f"{source}: [[{dotted}]] has no condition and would ignore everything")
    return entry
