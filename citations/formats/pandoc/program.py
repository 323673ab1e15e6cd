"""pandoc as a program: bytes in, its JSON tree out.

Rules kept here:
- It runs in a process of its own, in its sandbox (no files, no network), with bounds on its heap
  and its time.
- What goes wrong with it is told in one line, and a missing program says what to install.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from citations.model import DocumentTooLarge, NotADocument, ReadError

from ...late import late_regex
from ..decoding import decode
from . import is_flat
from .flat import packed

MOST_BYTES: Final = 64 << 20
MOST_HEAP: Final = "1G"
MOST_SECONDS: Final = 60.0
"""Wall clock; a letter takes a tenth of a second."""
_HEAP_OVERFLOW: Final = 251
"""What a Haskell program returns then (GHC User's Guide, -M)."""
_READERS: Final = {"tex": "latex"}


def program() -> str | None:
    """Where pandoc is: the extra's own first, then one that is installed."""
    found = find_spec("pypandoc")
    for folder in (found.submodule_search_locations or ()) if found else ():
        own = Path(folder, "files", "pandoc.exe" if os.name == "nt" else "pandoc")
        if own.is_file():
            return str(own)
    return shutil.which("pandoc")


def tree(data: bytes, name: str, seconds: float = MOST_SECONDS) -> dict[str, Any]:
    """pandoc's JSON of a document. Raises the ReadError family."""
    if len(data) > MOST_BYTES:
        raise DocumentTooLarge(f"{name} larger than {MOST_BYTES >> 20} MB")
    source = _source(data, name)
    pandoc = program()
    if pandoc is None:
        raise ReadError(f"reading {name} needs pincite[pandoc]: pip install 'pincite[pandoc]'")
    reader = _READERS.get(name, name)
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the file goes through stdin)
            [pandoc, "+RTS", f"-M{MOST_HEAP}", "-RTS", "--sandbox", "-f", reader, "-t", "json"],
            input=source,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentTooLarge(
            f"{name} that takes pandoc more than {seconds:.0f} seconds"
        ) from None
    if done.returncode == _HEAP_OVERFLOW:
        raise DocumentTooLarge(f"{name} that takes pandoc more memory than a letter may")
    if done.returncode:
        raise NotADocument(f"damaged {name}: pandoc cannot read it")
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except RecursionError:
        raise DocumentTooLarge(f"{name} nested too deeply") from None
    return found


_REPLACED = late_regex(rb"(\\u-?\d{1,6} ?)[^\\{}\w\s]")
"""A letter by its number and what stands for it where Unicode is unknown: "?", or a plain sign."""


def _source(data: bytes, name: str) -> bytes:
    """What pandoc's reader takes: UTF-8 for text; RTF in ASCII, its notes not marked optional;
    a flat OpenDocument text as a package."""
    if name == "rtf":
        # LibreOffice writes {\*\footnote, Word {\footnote; pandoc passes over the former.
        data = data.replace(b"{\\*\\footnote", b"{\\footnote")
        if b"\\uc0" not in data:
            # Behind "\\u322?" pandoc's reader swallows the next letter, behind "\\u322\\'3f" none.
            data = _REPLACED.sub(rb"\1\'3f", data)
        if data.isascii():
            return data
        return b"".join(b"%c" % each if each < 128 else b"\\'%02x" % each for each in data)
    if name == "odt" and is_flat(data):
        return packed(data)
    return decode(data)[0].encode("utf-8", "replace") if name in ("tex", "rst", "org") else data
