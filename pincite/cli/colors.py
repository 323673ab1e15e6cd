"""Whether a person is looking who wants to see colours."""

from __future__ import annotations

import os
from typing import TextIO


def wants_color(out: TextIO) -> bool:
    """Only on a terminal that has colours, and not where NO_COLOR says otherwise (no-color.org)."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
