"""What a run keeps of what it met last, bounded in number and in size.

Rules kept here:
- What was kept first goes first, unless it was met again since.
- A value that is larger than all that may be kept is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Bounded(Generic[Key, Value]):
    """Values by key: at most so many, and together of at most such a size."""

    def __init__(self, most: int, largest: int, size: Callable[[Value], int]) -> None:
        self._most = most
        self._largest = largest
        self._size = size
        self._held = 0
        self._values: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """What is kept."""
        return self._values.get(key)

    def meet(self, key: Key) -> Value | None:
        """What is kept, which is now the last to go."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value in the place of an earlier one; others go where it is too much."""
        before = self._values.pop(key, None)
        self._held += self._size(value) - (0 if before is None else self._size(before))
        self._values[key] = value
        while len(self._values) > self._most or self._held > self._largest:
            self._held -= self._size(self._values.pop(next(iter(self._values))))
