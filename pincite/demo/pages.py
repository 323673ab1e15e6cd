"""The pages of the demo's web: whole ones from files, and the short ones of servers."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from .behaviours import Headers, Reply


@cache
def page(name: str) -> bytes:
    """A page of the folder `pages`, by its file's name without `.html`."""
    return (files(__package__) / "pages" / f"{name}.html").read_bytes()


def shows(name: str, status: int = 200, headers: Headers = (), delay: float = 0.0) -> Reply:
    """An answer with a page of the folder."""
    return Reply(status, headers, page(name), delay)


def says(status: int, title: str, words: str = "", headers: Headers = ()) -> Reply:
    """The short page that a server makes up by itself."""
    body = (
        f"<html>\n<head><title>{escape(title)}</title></head>\n<body>\n<center><h1>{escape(title)}"
        f"</h1></center>\n<p>{escape(words)}</p>\n<hr><center>nginx</center>\n</body>\n</html>\n"
    )
    return Reply(status, headers, body)
