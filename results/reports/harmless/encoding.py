"""What a report may write to a stream that does not know all of Unicode.

Rules kept here:
- No report fails for the encoding of its output: what that lacks is written in ASCII.
- Lone surrogates (bytes of a file name that are no text) never reach an encoder.
"""

from __future__ import annotations

from typing import TextIO


def is_utf8(out: TextIO) -> bool:
    """Whether the stream takes every character; one without an encoding does."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def as_text(text: str, out: TextIO) -> str:
    """Plain text: what the stream lacks becomes \\u2014."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def as_markup(text: str, out: TextIO) -> str:
    """HTML or XML that says it is UTF-8: for other streams in ASCII, which is both."""
    if is_utf8(out):
        return text
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
