"""Values as a file, a variable or a flag gives them, laid over a settings dataclass. Pure.

Rules kept here:
- The dataclasses are the schema: an unknown key, a wrong type and a value that cannot be are errors
  in one line: where it stands, its name, what it must be and what was given.
- A flag and a variable are their own name; a file's keys have dotted ones.
"""

from __future__ import annotations

import difflib
import math
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from .bounds import FEWEST, complaint, pair_complaint
from .durations import parse_duration
from .errors import SettingsError
from .failon import parse_fail_on
from .ignores import IgnoreRule


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands."""

    source: str
    """A file's path, a flag or a variable."""
    dotted: str = ""
    """The setting; "" for the whole of Settings."""
    alone: bool = False
    """Whether the source is one setting's own: a flag, a variable."""
    elsewhere: tuple[str, ...] = ()
    """Settings that an unknown key may have meant, whatever table it stands in."""

    def within(self, key: str) -> Place:
        """The place of one key of this table."""
        return replace(self, dotted=f"{self.dotted}.{key}" if self.dotted else key)

    def __str__(self) -> str:
        return f"{self.source}: {self.dotted}" if self.dotted and not self.alone else self.source

    def wrong(self, said: str) -> SettingsError:
        """What is wrong here, said behind the setting's name."""
        is_named = self.dotted and not self.alone
        return SettingsError(f"{self} {said}" if is_named else f"{self}: {said}")

    def refused(self, error: Exception) -> SettingsError:
        """What a setting's own language says of a part of it."""
        return SettingsError(f"{self}: {error}")

    def must(self, be: str, value: object) -> SettingsError:
        """What was expected here, and what was given."""
        return self.wrong(f"must {be}, not {_shown(value)}")


HIDDEN = frozenset({"crawl.archives", "crawl.registries"})
"""Fields of the crawler's that stand at the top of the file."""


def overlay(base: Any, table: object, at: Place) -> Any:
    """`base` (a settings dataclass) with the keys of `table` laid over it.

    Raises:
        SettingsError: one line.
    """
    if not isinstance(table, Mapping):
        raise replace(at, dotted=f"[{at.dotted}]").must("be a table", table)
    known = {f.name: f for f in fields(base) if at.within(f.name).dotted not in HIDDEN}
    hints = typing.get_type_hints(type(base))
    changes: dict[str, object] = {}
    for written, value in table.items():
        key = str(written).replace("-", "_")
        if key not in known:
            raise _unknown(at.within(str(written)), known)
        if key in changes:
            raise at.within(key).wrong("stands there twice")
        changes[key] = _converted(hints[key], value, getattr(base, key), at.within(key))
    return replace(base, **changes)


def _unknown(at: Place, known: Iterable[str]) -> SettingsError:
    return SettingsError(f"{at.source}: unknown setting {at.dotted!r:.80}{_hint(at, known)}")


def _hint(at: Place, known: Iterable[str]) -> str:
    """What was meant by a setting that there is not, where that can be guessed."""
    if at.dotted == "tool":
        return " ([tool.pincite] stands in pyproject.toml only; leave it out here)"
    key = at.dotted.rpartition(".")[2].replace("-", "_")
    elsewhere = (each for each in at.elsewhere if each.rpartition(".")[2] == key)
    near = [*difflib.get_close_matches(key[:64], known, 1), *elsewhere]
    return f" (did you mean {near[0]!r}?)" if near else ""


def _converted(hint: Any, value: object, default: object, at: Place) -> object:
    """`value` as the type that the field declares."""
    if is_dataclass(hint):
        return overlay(default, value, at)
    if at.dotted in _OWN:
        return _OWN[at.dotted](value, at)
    if typing.get_origin(hint) is tuple:
        return _several(typing.get_args(hint)[0], value, at)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    scalar = _scalar(hint, value)
    if scalar is None:
        raise at.must(f"be {_NAMES[hint]}", value)
    wanted = complaint(at.dotted, scalar)
    if wanted is not None:
        raise at.must(wanted, value)
    return scalar


def _shown(value: object) -> str:
    """As a settings file would write it, where Python writes it otherwise."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
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
        return _duration(str(value))
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
        return _float(number)
    return number if isinstance(number, int) else None


def _duration(text: str) -> timedelta | None:
    try:
        return parse_duration(text)
    except ValueError:
        return None


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # TOML's whole numbers have any length
        return math.inf


def _day(value: object) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _fail_on(value: object, at: Place) -> tuple[str, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise at.must("be a string or a list of strings", value)
    try:
        return parse_fail_on(",".join(parts))
    except ValueError as error:
        raise at.refused(error) from None


def _findings(value: object, at: Place) -> tuple[tuple[str, str], ...]:
    from results import parse_severities

    if not isinstance(value, Mapping):
        raise replace(at, dotted="[findings]").must("be a table", value)
    try:
        return parse_severities(value)
    except ValueError as error:
        raise at.refused(error) from None


_OWN = {"fail_on": _fail_on, "findings": _findings}
"""Settings with a language of their own."""


def _several(item: Any, value: object, at: Place) -> tuple[object, ...]:
    if typing.get_origin(item) is tuple:  # pairs are a table in TOML: [crawl.resolve]
        return _pairs(value, at)
    if is_dataclass(item):
        if not isinstance(value, list | tuple):
            raise at.must(f"be a list of tables [[{at.dotted}]]", value)
        return tuple(_entry(item, each, number, at) for number, each in enumerate(value, 1))
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise at.must("be a list", value)
    if len(value) < FEWEST.get(at.dotted, 0):
        raise at.wrong("must not be empty")
    return tuple(_converted(item, each, None, at) for each in value)


def _pairs(value: object, at: Place) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise at.must("be a table of strings", value)
    for key, each in value.items():
        if not isinstance(each, str):
            raise at.wrong(f"must be a table of strings, not {key!r:.80} = {_shown(each)}")
        wrong = pair_complaint(at.dotted, key, each)
        if wrong is not None:
            raise at.wrong(wrong)
    return tuple(value.items())


def _entry(item: Any, table: object, number: int, at: Place) -> object:
    """One `[[table]]` of an array, whose required keys have no default to lie over."""
    if not isinstance(table, Mapping):
        raise at.must(f"be a list of tables [[{at.dotted}]]", table)
    required = [
        f.name for f in fields(item) if f.default is MISSING and f.default_factory is MISSING
    ]
    tables = replace(at, dotted=f"[[{at.dotted}]]")
    missing = [name for name in required if name not in table]
    if missing:
        raise tables.wrong(f"needs {' and '.join(missing)} (in table {number})")
    blank = item(**dict.fromkeys(required, ""))
    entry = overlay(blank, table, at)
    if isinstance(entry, IgnoreRule) and entry.is_empty():
        raise tables.wrong(f"has no condition and would ignore everything (table {number})")
    return entry
