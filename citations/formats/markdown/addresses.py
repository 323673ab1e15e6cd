"""The URLs of a Markdown file and nothing else, at less than what the parser takes.

Rules kept here:
- What comes out is what reading the file whole finds, in the same order, each URL once; where that
  cannot be told from here, nothing comes out and the caller reads the file whole.
- The plainest files are not even parsed (`calm`). Most others need no more than the page that they
  become (`rendered`); the rest are looked at more closely (`events`). The code of each is read only
  when it is needed.
"""

from __future__ import annotations

from ..decoding import decode
from ..unseen import may_hide
from . import calm
from .linked import has_linked_notes


def urls(data: bytes) -> tuple[str, ...] | None:
    """The URLs of a file, each once, in order; None where only `layout` can tell.

    Raises the ReadError family, as `layout` does.
    """
    return urls_of(decode(data)[0])


def urls_of(text: str) -> tuple[str, ...] | None:
    """The URLs of a file's text, each once, in order; None where only `layout` can tell."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if may_hide(text) or has_linked_notes(text):
        return None
    found = calm.urls(text)
    if found is None:
        from . import rendered

        found = rendered.urls(text)
    if found is not None:
        return tuple(dict.fromkeys(found))
    from . import events

    return events.urls(text)
