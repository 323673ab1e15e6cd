"""What Save Page Now 2 says when it does not save, and what follows from it.

Rules kept here:
- Errors come as HTTP 200, in the answer to the capture request and in that to the status request.
- A code that this table does not have is taken as passing: the page is tried again in another run,
  and never written off for a word that we do not know.

Source: "Save Page Now 2 Public API Docs" (Internet Archive), tables of error codes and limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Trouble(StrEnum):
    """What follows from an error."""

    PERMANENT = "permanent"
    """The page cannot be captured; asking again changes nothing."""
    PASSING = "passing"
    """The service or the page failed this time."""
    ACCOUNT = "account"
    """Nothing more can be saved with these keys today."""
    ALREADY = "already"
    """It was captured so often today that there is a copy."""


_BY_TROUBLE: Mapping[Trouble, str] = {
    Trouble.PERMANENT: """
        bad-request blocked blocked-client-ip blocked-url filesize-limit ftp-access-denied
        http-version-not-supported invalid-host-resolution invalid-url invalid-url-syntax
        method-not-allowed network-authentication-required no-access no-request not-found
        not-implemented too-many-redirects unauthorized
    """,
    Trouble.PASSING: """
        bad-gateway bandwidth-limit-exceeded browsing-timeout cannot-fetch capture-location-error
        celery gateway-timeout internal-server-error invalid-server-response job-failed
        max-daily-bandwidth-host no-browsers-available protocol-error proxy-error read-timeout
        service-unavailable soft-time-limit-exceeded too-many-requests user-session-limit
    """,
    Trouble.ACCOUNT: "max-daily-bandwidth max-daily-bandwidth-from-ip",
    Trouble.ALREADY: "too-many-daily-captures",
}
STATUS_EXT: Mapping[str, Trouble] = {
    f"error:{code}": trouble for trouble, codes in _BY_TROUBLE.items() for code in codes.split()
}
"""Every documented `status_ext`."""


def trouble_with(code: str) -> Trouble:
    """What follows from a code."""
    return STATUS_EXT.get(code, Trouble.PASSING)
