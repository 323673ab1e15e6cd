"""Bytes in, URLs out: for those who want no more of a document than where its links lead.

Rules kept here:
- What comes out is what `reading.links_in` finds. A format that can tell it at less cost offers
  `Format.urls`; for all others, and for what it cannot tell, the document is read.
- The grammar is not even imported before it is needed, nor are formats whose turn does not come.
"""

from __future__ import annotations

from .formats.decoding import plain
from .formats.format import has_suffix
from .late import late_regex

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_FIRST_WORD = late_regex(rb"(?!From )[A-Za-z#*\d][^\s:<]*+[ \r\n]|\[[!^\w]")


def urls_in(data: bytes, path: str, address: str | None = None) -> tuple[str, ...]:
    """The URLs of a document, each once, in the order of the text.

    `path` and `address` are what they are to `read`. Raises as `read` does.
    """
    text = plain(data) if _is_called_markdown(data, path) else None
    if text is not None:
        from .formats.markdown.addresses import urls_of

        found = urls_of(text)
    else:
        from .detection import chosen

        quick = chosen(data, path, None).urls
        found = None if quick is None else quick(data)
    if found is None:
        from .reading import links_in

        found = tuple(dict.fromkeys([link.url for link in links_in(data, path, address)]))
    return found


def _is_called_markdown(data: bytes, path: str) -> bool:
    """True where the name says Markdown and the first word leaves no other text surer of it.

    HTML begins with a tag, an e-mail with a header's name.
    """
    return has_suffix(path, _MARKDOWN) and _FIRST_WORD.match(data) is not None
