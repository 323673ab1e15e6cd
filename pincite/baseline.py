"""A baseline: findings of an earlier run that do not make this one fail.

The file is a report of `pincite check --format json`. A finding is known when the baseline has one
with the same code, letter, note and URL; lines may have moved.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from results.model import Finding

from .errors import UsageError

Known = frozenset[tuple[str, str, str | None, str | None]]


def identity(finding: Finding) -> tuple[str, str, str | None, str | None]:
    """What makes two findings of two runs the same."""
    return (finding.code, _plain(finding.path), finding.note, finding.url)


def load_baseline(path: str) -> Known:
    """The identities of all findings in a JSON report.

    Raises:
        UsageError: the file cannot be read, or is no such report.
    """
    try:
        report = json.loads(Path(path).read_bytes())  # shells write UTF-16, too
        documents: list[dict[str, Any]] = report["documents"]
        return frozenset(
            (each["code"], _plain(each["path"]), each["note"], each["url"])
            for document in documents
            for each in document["findings"]
        )
    except OSError as error:
        raise UsageError(f"--baseline: {path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"--baseline: {path}: is no JSON report (make one with check --format json)"
        ) from error


def _plain(path: str) -> str:
    return path.removeprefix("./")
