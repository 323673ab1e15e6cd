"""What of a Markdown file need not be parsed for its links.

Rules kept here:
- A block is a stretch between empty lines. Only one that begins at the left edge and is followed by
  another that does is left out: it neither continues what stands before it nor is continued.
- It holds nothing of a link, and neither opens nor closes anything beyond itself (a fence, HTML,
  metadata, a definition), so that what is left means what it meant.
"""

from __future__ import annotations

from ...late import late_regex

_DOTTED = late_regex(r"\.[*_~]*+[^\W_]")
_BROKEN = late_regex(r":(?:[*_~]+/|/[*_~]+/)")
"""What makes `://` only when its emphasis is taken off."""
_OPENS = late_regex(r"\[(?!\^\d{1,6}\](?![(\[]))")
"""A bracket that is more than the reference or the definition of a note with a number."""


def thinned(text: str) -> str:
    """The text without the blocks that have nothing to do with links."""
    if "\n---" in text or text.startswith("---") or _BROKEN.search(text) is not None:
        return text
    bracketed = _OPENS.search(text) is not None
    """Whether there are links or images in brackets: a mark in them counts if its note is there."""
    kept: list[str] = []
    belongs = True
    """Whether what follows may be a part of this block: it is indented, or the file ends."""
    for block in reversed(text.split("\n\n")):
        if (
            belongs
            or "://" in block
            or "<" in block
            or "`" in block
            or ">" in block
            or "&" in block
            or "\\" in block
            or "~~~" in block
            or _DOTTED.search(block) is not None
            or (bracketed and ("]:" in block or _OPENS.search(block) is not None))
        ):
            kept.append(block)
        belongs = not block or block[0].isspace()
    kept.reverse()
    return "\n\n".join(kept)
