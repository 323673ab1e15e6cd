"""A baseline: findings of an earlier run that do not make this one fail.

Rules kept here:
- The file is a report of `pincite check --format json`, of this version or an earlier one.
- Findings are counted: what a letter has once more than the baseline is new.
- Lines and notes may have moved. A finding about an address is known by its code, letter and
  address; another one by its code, letter and note, or by what it says without its numbers.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from results.model import Finding

from .errors import UsageError


class Old(NamedTuple):
    """What a baseline tells of one finding of a letter."""

    code: str
    note: str | None
    url: str | None
    message: str
    """Without its numbers; empty where the file has none."""


Baseline = Mapping[str, tuple[Old, ...]]
"""The findings of an earlier run, by letter."""

_NUMBERS = re.compile(r"[0-9]+")


def known_in(baseline: Baseline, findings: Iterable[Finding]) -> int:
    """How many findings of a letter an earlier run found as well."""
    now: dict[str, list[Old]] = {}
    for each in findings:
        old = Old(each.code, each.note, each.url, _wordless(each.message))
        now.setdefault(_plain(each.path), []).append(old)
    return sum(_matched(baseline.get(path, ()), found) for path, found in now.items())


def _matched(before: Iterable[Old], now: Iterable[Old]) -> int:
    """How many of the later findings have one of the earlier for themselves."""
    matched = 0
    for key in _KEYS:
        before, now = tuple(before), tuple(now)
        both = Counter(map(key, before)) & Counter(map(key, now))
        matched += both.total()
        before, now = _without(before, both, key), _without(now, both, key)
    return matched


_Key = Callable[[Old], Hashable]
_KEYS: tuple[_Key, ...] = (
    lambda old: (old.code, old.url, old.note if old.url is None else None),
    lambda old: (old.code, old.url, old.message),
)
"""What makes two findings of a letter the same, the closest first."""


def _without(findings: Iterable[Old], pairs: Counter[Hashable], key: _Key) -> Iterator[Old]:
    left = pairs.copy()
    for each in findings:
        if left[key(each)]:
            left[key(each)] -= 1
        else:
            yield each


def load_baseline(path: str) -> Baseline:
    """All findings of a JSON report.

    Raises:
        UsageError: the file cannot be read, or is no such report.
    """
    try:
        report = json.loads(Path(path).read_bytes())  # shells write UTF-16, too
        documents: list[dict[str, Any]] = report["documents"]
        found: dict[str, list[Old]] = {}
        for document in documents:
            for each in document["findings"]:
                old = Old(each["code"], each["note"], each["url"], _wordless(each.get("message")))
                found.setdefault(_plain(each["path"]), []).append(old)
        return {letter: tuple(each) for letter, each in found.items()}
    except OSError as error:
        raise UsageError(f"--baseline: {path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"--baseline: {path}: is no JSON report (make one with check --format json)"
        ) from error


def _wordless(message: str | None) -> str:
    return _NUMBERS.sub("#", message or "")


def _plain(path: str) -> str:
    return path.removeprefix("./")
