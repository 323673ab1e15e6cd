"""What a document says: bytes in, frozen Documents out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .addresses import urls_in
    from .attribution import citation_of, cited_date
    from .dates import find as dates_in
    from .errors import ReadError
    from .formats import FORMATS
    from .formats.pdf.paged import pdf_text
    from .formats.unseen import UNSEEN
    from .grammar.identifiers import find as identifiers_in
    from .links import canonical_key, host_of, is_archive_url, unwrap
    from .links.prose import urls_in as urls_in_prose
    from .reading import links_in, read
    from .unclosed import never_closed

_HOMES = {
    "FORMATS": "formats",
    "ReadError": "errors",
    "UNSEEN": "formats.unseen",
    "canonical_key": "links",
    "citation_of": "attribution",
    "cited_date": "attribution",
    "dates_in": "dates:find",
    "host_of": "links",
    "identifiers_in": "grammar.identifiers:find",
    "is_archive_url": "links",
    "links_in": "reading",
    "never_closed": "unclosed",
    "pdf_text": "formats.pdf.paged",
    "read": "reading",
    "unwrap": "links",
    "urls_in": "addresses",
    "urls_in_prose": "links.prose:urls_in",
}

__all__ = [
    "FORMATS",
    "UNSEEN",
    "ReadError",
    "canonical_key",
    "citation_of",
    "cited_date",
    "dates_in",
    "host_of",
    "identifiers_in",
    "is_archive_url",
    "links_in",
    "never_closed",
    "pdf_text",
    "read",
    "unwrap",
    "urls_in",
    "urls_in_prose",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `pincite --help` needs none of it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, _, inside = home.partition(":")
    return getattr(import_module(f".{module}", __name__), inside or name)
