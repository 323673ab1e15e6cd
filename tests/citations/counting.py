"""What reading costs, counted in calls: the same on every machine, under any load."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from citations import read


def calls(data: bytes, name: str) -> int:
    """How many functions, of Python and of C, are called while a letter is read."""
    return calls_of(read, data, name)


def calls_of(function: Callable[..., Any], *arguments: Any) -> int:
    """How many are called by this one."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return count
