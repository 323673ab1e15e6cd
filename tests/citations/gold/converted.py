"""A smaller part of the letters in the formats that pandoc reads.

Rules kept here:
- pandoc writes odt, epub, TeX, rst and org from the letter in Markdown; RTF is written by hand,
  because pandoc does not read the notes of its own.
"""

from __future__ import annotations

import subprocess
from functools import partial

from citations.formats.pandoc import program

from .manuscript import Manuscript
from .setting import Setter, markdown, rtf

PART = frozenset(
    {"articles", "chicago", "names", "quotations", "shortforms", "statutes", "styles", "web"}
)
"""Each reading starts pandoc anew: these letters have every style."""
_APOSTROPHE = "\ue000"
_READER = "markdown-smart-citations-tex_math_dollars-example_lists"


def has_pandoc() -> bool:
    """True where the extra is installed."""
    return program.program() is not None


def _written(letter: Manuscript, writer: str) -> bytes:
    found = program.program()
    assert found is not None
    source = markdown(letter)
    if writer.startswith("org"):
        # pandoc's Org writer makes every apostrophe straight, which no author's editor does.
        source = source.replace("’", _APOSTROPHE)
    done = subprocess.run(
        [found, "-s", "-f", _READER, "-t", writer, "-o", "-"],
        input=source.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.replace(_APOSTROPHE.encode(), "’".encode())


CONVERTED: dict[str, tuple[str, str, Setter]] = {
    # name: format, file's suffix, setter
    "odt": ("odt", "odt", partial(_written, writer="odt")),
    "epub": ("epub", "epub", partial(_written, writer="epub")),
    "tex": ("tex", "tex", partial(_written, writer="latex")),
    "rst": ("rst", "rst", partial(_written, writer="rst")),
    "org": ("org", "org", partial(_written, writer="org-smart")),
    "rtf": ("rtf", "rtf", rtf),
}
