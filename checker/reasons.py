"""Why a link was judged as it was: every reason, its verdict and one sentence for an editor.

Rules kept here:
- REASONS is the only place where a reason gets its verdict; a reason never changes its meaning.
- A sentence stands on its own, says what a reader meets, and needs no knowledge of HTTP.
- docs/verdicts.md is `as_markdown()`, and a test holds it to that. To write it anew:
  `python -m checker.reasons > docs/verdicts.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from .model import Judgement, Verdict

_EVIDENCE_LENGTH = 200

NO_ADDRESS = "the name exists and has no address"
"""Detail of a dns-no-such-host that is not the whole truth: mail may still be sent there."""

_V = Verdict

REASONS: Mapping[str, tuple[Verdict, str]] = {
    # The page answers.
    "ok": (_V.OK, "The page answers."),
    "ok-redirected": (
        _V.OK,
        "The page answers at another address, and the site does not call the move permanent.",
    ),
    "moved-permanently": (_V.MOVED, "The page has moved for good; the new address answers."),
    "moved-to-https": (_V.MOVED, "The same address now answers over https."),
    "mail-domain": (
        _V.OK,
        "The e-mail address is well formed and its domain exists; nobody was written to.",
    ),
    # An answer that is not the page.
    "not-found-page": (
        _V.SOFT_404,
        "The page says that it was not found, although the server reports success.",
    ),
    "redirect-to-home": (
        _V.SOFT_404,
        "The link now leads to a site's home page instead of the page that was cited.",
    ),
    "generic-sink": (
        _V.SOFT_404,
        "The link now leads to a general page (a section or an error page) instead of the page "
        "that was cited.",
    ),
    "sibling-alike": (
        _V.SOFT_404,
        "The site gives the same answer to an address that was made up, so this is not the page.",
    ),
    "empty-page": (_V.SOFT_404, "The server reports success and sends nothing at all."),
    # Somebody else's page.
    "domain-for-sale": (_V.PARKED, "The domain is offered for sale."),
    "parked-host": (
        _V.PARKED,
        "A parking service or the host's placeholder answers in place of the site.",
    ),
    "other-site": (_V.PARKED, "The domain now serves somebody else's content."),
    # Nothing there any more.
    "not-found": (_V.GONE, "The server says that the page does not exist (404)."),
    "gone-410": (_V.GONE, "The server says that the page was removed for good (410)."),
    "dns-no-such-host": (_V.GONE, "The host name does not exist any more."),
    "mail-no-such-domain": (_V.GONE, "The domain of the e-mail address does not exist any more."),
    # No usable answer.
    "dns-failure": (_V.UNREACHABLE, "The host name could not be looked up just now."),
    "refused": (_V.UNREACHABLE, "The server refused the connection."),
    "reset": (_V.UNREACHABLE, "The server broke off the connection."),
    "connect-failed": (_V.UNREACHABLE, "No connection to the server could be made."),
    "connect-timeout": (_V.UNREACHABLE, "The server did not accept a connection in time."),
    "no-route": (_V.UNREACHABLE, "No way through the network leads to the server's address."),
    "read-timeout": (_V.UNREACHABLE, "The server did not finish its answer in time."),
    "empty-reply": (_V.UNREACHABLE, "The server closed the connection without an answer."),
    "truncated-body": (_V.UNREACHABLE, "The answer broke off before its end."),
    "malformed-answer": (_V.UNREACHABLE, "The server's answer is not valid HTTP."),
    "header-too-large": (_V.UNREACHABLE, "The head of the server's answer is too large to accept."),
    "bad-encoding": (_V.UNREACHABLE, "The answer is compressed in a way that cannot be undone."),
    "tls-expired": (_V.UNREACHABLE, "The site's certificate is outside its dates."),
    "tls-hostname": (_V.UNREACHABLE, "The site's certificate is for another host name."),
    "tls-untrusted": (_V.UNREACHABLE, "Nobody trusted vouches for the site's certificate."),
    "tls-incomplete-chain": (
        _V.UNREACHABLE,
        "The site leaves out a certificate that browsers need to trust it.",
    ),
    "tls-protocol": (_V.UNREACHABLE, "No secure connection could be agreed on with the site."),
    "redirect-loop": (_V.UNREACHABLE, "The site sends its visitors around in a circle."),
    "too-many-redirects": (_V.UNREACHABLE, "The site redirects more often than we follow."),
    "bad-redirect": (_V.UNREACHABLE, "The site redirects to an address that cannot be followed."),
    "server-error": (_V.UNREACHABLE, "The server reports an error of its own (5xx)."),
    "client-error": (_V.UNREACHABLE, "The server does not accept the request (4xx)."),
    # An answer to robots only.
    "bot-wall": (_V.BLOCKED, "A bot wall answered us; a person may still see the page."),
    "forbidden": (_V.BLOCKED, "The server refuses us the page (403); a person may still see it."),
    "rate-limited": (_V.BLOCKED, "The site asks us to come back later (429)."),
    "consent-wall": (
        _V.BLOCKED,
        "The site asks for consent or an age before it shows the page; a person may still see it.",
    ),
    "http2-only": (
        _V.BLOCKED,
        "The server speaks HTTP/2 only, and in a way that was not understood; a person may see it.",
    ),
    "legal-451": (
        _V.BLOCKED,
        "The page is withheld for legal reasons (451), or from where we ask.",
    ),
    # Behind a door.
    "login-page": (_V.PAYWALLED, "The link ends at a login page."),
    "paywall": (_V.PAYWALLED, "The page is shown to subscribers only."),
    "unauthorized": (_V.PAYWALLED, "The server wants a user name and a password (401)."),
    "payment-required": (_V.PAYWALLED, "The server wants to be paid (402)."),
    # Never asked.
    "invalid-url": (_V.INVALID, "This cannot be a web address."),
    "mail-syntax": (_V.INVALID, "This cannot be an e-mail address."),
    "unsupported-scheme": (_V.SKIPPED, "This is no web address, so it cannot be checked here."),
    "excluded": (_V.SKIPPED, "The settings exclude this address."),
    "private-address": (_V.SKIPPED, "The address belongs to a private network."),
    "robots-txt": (_V.SKIPPED, "The site asks robots not to fetch this address."),
    "distrusted-archive": (
        _V.SKIPPED,
        "Copies on archive.today are not opened: its snapshots have been altered.",
    ),
    # We do not know.
    "offline": (_V.UNKNOWN, "This machine had no network."),
    "interrupted": (_V.UNKNOWN, "The run ended before this link was asked."),
    "local-resources": (_V.UNKNOWN, "This machine ran short of resources while it asked."),
    "circuit-open": (_V.UNKNOWN, "Its archive failed too often in this run; the next asks again."),
    "proxy-error": (_V.UNKNOWN, "The proxy on our side did not let us ask."),
}
"""Reason slug to its verdict and a sentence."""

VERDICTS: Mapping[Verdict, str] = {
    _V.OK: "The page answers.",
    _V.MOVED: "A permanent redirect leads to a page that answers.",
    _V.SOFT_404: "The server reports success, but what it sends is not the page.",
    _V.PARKED: "The domain is for sale, or now serves someone else.",
    _V.GONE: "The page or its host does not exist any more.",
    _V.UNREACHABLE: "No usable answer came, after retries.",
    _V.BLOCKED: "Robots are turned away; a person may still see the page.",
    _V.PAYWALLED: "The page is behind a login or a paywall.",
    _V.INVALID: "The link cannot be a web address.",
    _V.SKIPPED: "The link is left out on purpose.",
    _V.UNKNOWN: "We could not ask.",
}
"""What each verdict means, in one sentence."""


def judged(reason: str, evidence: str = "") -> Judgement:
    """The Judgement that a reason stands for; the evidence is made one bounded line.

    Raises:
        KeyError: the reason is not in REASONS.
    """
    return Judgement(REASONS[reason][0], reason, one_line(evidence))


def one_line(text: str) -> str:
    """Words from the web, fit to be kept and shown: one line, bounded, no control characters."""
    # Twice the bound is enough to fold, however long the text is.
    text = " ".join(text[: 4 * _EVIDENCE_LENGTH].split())
    if not text.isprintable():
        text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    if len(text) <= _EVIDENCE_LENGTH:
        return text
    return f"{text[: _EVIDENCE_LENGTH - 1].rstrip()}…"


def as_markdown() -> str:
    """The text of docs/verdicts.md."""
    lines = [
        "# Verdicts and reasons",
        "",
        "Every checked link gets one verdict, the reason for it, and the evidence that decided.",
        "This page is made from the tables in `checker/reasons.py`.",
    ]
    for verdict, meaning in VERDICTS.items():
        lines += [
            "",
            f"## {verdict.value}",
            "",
            meaning,
            "",
            "| reason | what it means |",
            "|---|---|",
        ]
        lines += [
            f"| `{reason}` | {sentence} |"
            for reason, (owner, sentence) in REASONS.items()
            if owner is verdict
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
