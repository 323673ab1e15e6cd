"""Text made harmless in Markdown (GitHub's) and in XML.

Rules kept here:
- Markdown: every punctuation character of ASCII is escaped (CommonMark 2.4), so that nothing turns
  into markup, HTML or an automatic link. A mention (@user) or a reference (#1) is parted by a zero
  width space, since GitHub looks for both after escapes are gone.
- URLs stand in code spans: nothing in there is a mention, and no issue that a letter cites is told
  that it was mentioned.
- XML 1.0 has no place for most control characters, not even as a reference: they are shown.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from .visible import visible

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CALLS = re.compile(r"([@#])(?=\w)")
_PARTED = "\\1\N{ZERO WIDTH SPACE}"
_TICKS = re.compile(r"`+")


def markdown(text: str) -> str:
    """The text as one line of GitHub's Markdown, saying nothing but itself."""
    shown = " ".join(visible(text).split())
    escaped = _PUNCTUATION.sub(r"\\\1", shown).replace("\\<", "&lt;").replace("\\&", "&amp;")
    return _CALLS.sub(_PARTED, escaped)


def code_span(text: str) -> str:
    """The text in a code span, whatever backticks it has (CommonMark 6.1)."""
    shown = " ".join(visible(text).split()) or " "
    fence = "`" * (max((len(run) for run in _TICKS.findall(shown)), default=0) + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def xml_text(text: str) -> str:
    """Character data."""
    return escape(visible(text))


def xml_value(text: str) -> str:
    """An attribute's value, with its quotation marks."""
    return quoteattr(visible(text))
