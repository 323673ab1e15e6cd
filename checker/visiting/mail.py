"""`mailto:` addresses: whether they can be addresses at all, and whether their domains exist.

Rules kept here:
- Nobody is written to, and no mail server is asked. The domain is looked up as a host is (A and
  AAAA); for its mail exchangers (MX) a DNS library would be needed. So only a domain that does not
  exist at all is told as gone: one without addresses of its own may well receive mail.
- Quoted local parts, letters outside ASCII (RFC 6531) and several recipients are all right; a
  `mailto:` without any recipient (it only gives a subject) is nothing to check.

Source: RFC 6068; RFC 5321, 4.1.2 and 4.5.3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote

from ..model import RESOLVE, Check, Exchange, Flow, Judgement, Request, Target
from ..reasons import NO_ADDRESS, judged

SCHEME = "mailto:"
_MOST_RECIPIENTS = 20
_LONGEST = 2_000
"""Characters of a URL that are looked at."""
# Told by what is not in them: a class that names all characters outside ASCII is dear to compile.
_ATOM = r'[^\x00-\x20"(),.:;<>@\[\\\]\x7f]+'
_LOCAL = re.compile(rf'{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\x00-\x1f]|\\[\x20-\x7e])*"')
_LABEL = re.compile(r"(?!-)[^\x00-,./:-@\[-^`{-\x7f]{1,63}(?<!-)")
_LITERAL = re.compile(r"\[[0-9A-Fa-f.:IPv]{2,45}\]")


def is_mail(url: str) -> bool:
    """Whether a URL is an e-mail address."""
    return url[: len(SCHEME)].lower() == SCHEME


def recipients(url: str) -> tuple[str, ...]:
    """The addresses that a `mailto:` names, decoded."""
    to, _, query = url[len(SCHEME) : _LONGEST].partition("?")
    named = to.split(",")
    try:
        pairs = parse_qsl(query, max_num_fields=100)
    except ValueError:
        pairs = []
    named += [part for name, value in pairs if name.lower() == "to" for part in value.split(",")]
    found = dict.fromkeys(unquote(each).strip() for each in named if each.strip())
    return tuple(found)[:_MOST_RECIPIENTS]


def domain_of(address: str) -> str | None:
    """The domain of an address; None for what can be no address."""
    local, at, domain = address.rpartition("@")
    if not at or len(local.encode()) > 64 or _LOCAL.fullmatch(local) is None:
        return None
    labels = domain.removesuffix(".").split(".")
    if _LITERAL.fullmatch(domain):
        return domain
    is_name = len(labels) > 1 and not labels[-1].isdigit() and len(domain) <= 253
    return domain if is_name and all(map(_LABEL.fullmatch, labels)) else None


def mail(target: Target) -> Flow[Check]:
    """Look at each recipient, then for each domain; the first that is wrong decides."""
    wrong: Judgement | None = None
    asked: Exchange | None = None
    found = recipients(target.url)
    domains = [domain_of(each) for each in found]
    if not found:
        return _told(target, judged("unsupported-scheme", "mailto: without a recipient"))
    if None in domains:
        return _told(target, judged("mail-syntax", found[domains.index(None)]))
    for domain in dict.fromkeys(_names(domains)):
        asked = yield Request(f"http://{domain}/", method=RESOLVE, shared=True)
        wrong = _wrong(domain, asked)
        if wrong is not None:
            break
    return _told(target, wrong or judged("mail-domain", ", ".join(found)), asked)


def _names(domains: list[str | None]) -> Iterator[str]:
    return (each.lower().removesuffix(".") for each in domains if each and each[0] != "[")


def _wrong(domain: str, asked: Exchange) -> Judgement | None:
    failure = asked.failure
    if failure is None or failure.detail == NO_ADDRESS or failure.reason == "private-address":
        return None
    if failure.reason == "dns-no-such-host":
        return judged("mail-no-such-domain", domain)
    if failure.reason == "invalid-url":
        return judged("mail-syntax", f"{domain}: {failure.detail}")
    return judged("dns-failure", f"{domain}: {failure.detail or failure.reason}")


def _told(target: Target, judgement: Judgement, asked: Exchange | None = None) -> Check:
    at = asked.at if asked is not None else None
    return Check(target.key, target.url, judgement, asked, at or datetime.now(UTC))
