"""What one input format is to the rest of the program.

Rules kept here:
- A format is data: a name, the suffixes it is usual under, and two pure functions.
- `detect` looks at the content first and at the name second, and never raises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from citations.passage import Layout


class Format(NamedTuple):
    """A kind of document that can be read."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case, with the point."""
    detect: Callable[[bytes, str], int]
    """(bytes, path) → how sure it is that these bytes are of this format, 0 to 100."""
    layout: Callable[[bytes], Layout]
    """Bytes → Layout; raises the ReadError family."""
    verbatim: bool = False
    """A passage's words stand in `Layout.text` as they are read, so that `raw` is a slice of it."""
    lined: bool = False
    """`Layout.text` is the file itself, with lines and columns."""
    urls: Callable[[bytes], tuple[str, ...] | None] | None = None
    """Bytes → the URLs that whole reading finds, each once, in order, in a fraction of its time;
    None where only whole reading can tell. Raises as `layout`."""
    at: Callable[[bytes, str], Layout] | None = None
    """As `layout`, for bytes that came from an address: relative links start there. None where
    nothing in the format is relative."""


def has_suffix(path: str, suffixes: tuple[str, ...]) -> bool:
    """True where a path (or the path of a URL) ends in one of the suffixes."""
    name = path.split("?", 1)[0].split("#", 1)[0].rstrip("/").rpartition("/")[2]
    dot = name.rfind(".")
    return dot > 0 and name[dot:].lower() in suffixes
