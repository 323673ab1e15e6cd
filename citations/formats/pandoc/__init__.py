"""OpenDocument, LaTeX, reStructuredText, RTF and Org, through the program pandoc.

Rules kept here:
- pandoc is an extra (`pincite[pandoc]`); nothing of it is looked for before a file needs it.
- The format is found by content where the content tells it, else by the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ..decoding import HEAD, head, is_text
from ..format import Format, has_suffix
from ..packages import is_package

if TYPE_CHECKING:
    from citations.passage import Layout

_RST = re.compile(r"^\.\. \[(?:#|\d)", re.M)
_TEX = re.compile(r"^\s*\\(?:documentclass\b|documentstyle\b|begin\{document\})", re.M)
_ORG = re.compile(r"\s*#\+(?:title|author|date|options):", re.I)


def _open_document(data: bytes, path: str) -> int:
    del path
    return 100 if is_flat(data) else is_package(b"application/vnd.oasis.opendocument.text", data)


def is_flat(data: bytes) -> bool:
    """Whether bytes are an OpenDocument text of one XML file (.fodt)."""
    head = data[:HEAD]
    text = not data.startswith(b"PK") and b"<office:document" in head
    return text and b"application/vnd.oasis.opendocument.text" in head


def _rtf(data: bytes, path: str) -> int:
    del path
    return 100 if data.startswith(b"{\\rtf") else 0


def _typed(
    suffixes: tuple[str, ...], opens: bytes, sign: re.Pattern[str], data: bytes, path: str
) -> int:
    if not is_text(data):
        return 0
    # "https://example.org/" is a host, not a file of Org's.
    is_host = "://" in path and path.rstrip("/").count("/") < 3
    if has_suffix(path, suffixes) and not is_host:
        return 96
    return 45 if opens in data[:HEAD] and sign.search(head(data)) else 0


def _layout(name: str, data: bytes) -> Layout:
    from .layout import read_layout

    return read_layout(data, name)


def _format(name: str, suffixes: tuple[str, ...], detect: Callable[[bytes, str], int]) -> Format:
    return Format(name, suffixes, detect, partial(_layout, name))


def _plain_format(
    name: str, suffixes: tuple[str, ...], opens: bytes, sign: re.Pattern[str]
) -> Format:
    """`opens` are bytes without which the sign is not there: most files have none of them."""
    return _format(name, suffixes, partial(_typed, suffixes, opens, sign))


ODT = _format("odt", (".odt", ".ott", ".fodt"), _open_document)
RTF = _format("rtf", (".rtf",), _rtf)
TEX = _plain_format("tex", (".tex", ".latex", ".ltx"), b"\\", _TEX)
RST = _plain_format("rst", (".rst", ".rest"), b"[", _RST)
ORG = _plain_format("org", (".org",), b"+", _ORG)

__all__ = ["ODT", "ORG", "RST", "RTF", "TEX", "is_flat"]
