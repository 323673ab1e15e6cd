"""Registered names: addresses that are made to outlive the pages that they lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..findings.addresses import address_of

_HOSTS = frozenset(
    ("doi.org", "dx.doi.org", "hdl.handle.net", "handle.net", "n2t.net", "purl.org", "w3id.org")
)


def is_name(url: str) -> bool:
    """Whether the address is a DOI, a handle, an ARK or a PURL."""
    address = address_of(url)
    return address is not None and (
        address.host in _HOSTS or urlsplit(url).path.startswith("/ark:")
    )
