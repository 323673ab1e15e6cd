"""Patterns that are compiled when they are first asked for something.

Rules kept here:
- Of the eight hundred patterns of this house a plain letter asks seventy. To compile them all takes
  longer than to read it, and a third of the time in which a command starts.
- A pattern that was compiled takes its own place in its module, so that it costs no more than any
  other: it is to be named there, to be asked there, and to be handed to nobody else.
- One that stands in a row of a table is handed on, and stays what it is: a `LatePattern`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any, AnyStr, cast


def late_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What re.compile gives, by and by. Call it where a module names a pattern."""
    return cast("re.Pattern[AnyStr]", _Late(source, flags, sys._getframe(1).f_globals))


class _Late:
    """Stands for a pattern until that is asked for the first time."""

    __slots__ = ("_flags", "_module", "_source")

    def __init__(self, source: str | bytes, flags: int, module: dict[str, Any]) -> None:
        self._source = source
        self._flags = flags
        self._module = module

    def __getattr__(self, name: str) -> Any:
        """An attribute of the pattern, whose place is here no more.

        Raises:
            re.error: the source is no pattern.
            AttributeError: patterns have nothing of this name.
        """
        if name.startswith("_"):  # whoever looks over a module asks for such
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for each in [key for key, value in self._module.items() if value is self]:
            self._module[each] = compiled
        return getattr(compiled, name)


class LatePattern:
    """A pattern of a table's row: compiled once, when it is sought for the first time."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._compiled: re.Pattern[str] | None = None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """As a compiled pattern does. Raises re.error where the source is no pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled.finditer(text, start, end)
