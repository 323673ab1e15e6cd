"""A URL is broken: misspelt, cut off, or shortened with dots.

Why it matters: the address cannot lead to the source, however well the source is kept. Most such
URLs were cut at the end of a line or wrapped in the wrong characters by an editor or a converter.

How to mend: open the source again and copy its address whole. The finding says what is wrong with
it; a URL that answers all the same is not told.

Reference: RFC 3986, sections 2 and 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from checker.model import ALIVE, Check, Verdict
from citations.model import Document, Link, Span

from ...model import Dossier, Finding, Severity
from ...wording import reason_sentence
from ..examples import asked, check, letter, link, note
from ..rule import Examples, Rule, at_link, at_span

_MISSPELT_SCHEME = re.compile(r"h?t{1,3}ps?(?:[:;]/{0,3}|/{2,3})(?=\w)", re.IGNORECASE | re.ASCII)
_LEFT_OUT = re.compile(r"(?:…|\.{3})[/\w]")
"""Behind a URL that goes on behind it: a reader of the text stops at "…"."""
_TYPED = re.compile(r"[ps][:;]?/{1,3}(?=(?:[\w-]+\.)+[a-z]{2,}/)", re.IGNORECASE)
"""The end of a scheme, before a host and a path."""
_SCHEME = re.compile(
    r"(?<![\w/:.=-])(?:https?(?::/|;?//)|(?:t?tps?|tt?tps?|htt?tps?|hps?|htps?|hhttps?|htt?sp):/{1,3})\Z",
    re.IGNORECASE,
)
_LONGEST_SCHEME = 10
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})", re.ASCII)
_HOST = re.compile(r"[\w.\-~%]+", re.ASCII)
_TO_FILL_IN = "{{"
"""Where a template's program will write a part of the address."""
_STAND_IN = re.compile(
    r"(?:(?:my|your|our|the|some|any|this|path|to|of|example|test|local|remote|web|mail|svn|git)[-_])*"
    r"(?:host|hostname|localhost|server|servername|domain|site|website|address|repository|repo"
    r"|machine|example|proxy|ip|url|foo|bar)\d{0,3}",
    re.IGNORECASE,
)
"""What texts write where a host would stand: "http://host/", "https://path-to-your-repository"."""


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every URL that is damaged, unless it answered."""
    for where, each in dossier.document.all_links():
        check = dossier.checks.get(each.key)
        if check is not None and check.judgement.verdict in ALIVE:
            continue
        damage = _damage(dossier.document, each, check)
        if damage:
            message = f"The address is broken: {damage}."
            yield RULE.found(at_link(dossier.document, where, each), message)
    yield from _mistyped(dossier.document)


def _mistyped(document: Document) -> Iterator[Finding]:
    """Every address in the text whose scheme is misspelt, so that no reader makes it a link."""
    text = document.text
    for typed in _TYPED.finditer(text):
        end = typed.end()
        scheme = _SCHEME.search(text, max(0, end - _LONGEST_SCHEME), end)
        if scheme is None or scheme[0].lower() in ("http://", "https://"):
            continue
        if any(each.span.start < end < each.span.end for _, each in document.all_links()):
            continue  # told there
        message = f"The address is broken: “{scheme[0]}” should be “https://”."
        yield RULE.found(at_span(document, None, Span(scheme.start(), end)), message)


def _damage(document: Document, link: Link, check: Check | None) -> str | None:
    """What is wrong with the URL; None when nothing is, or when it is no web address."""
    url = link.url
    scheme, colon, rest = url.partition("://")
    if not colon or scheme.lower() not in ("http", "https"):
        return _misspelling(url) or _refusal(check)
    return (
        ("it holds a second http://" if rest.lower().startswith(("http:", "https:")) else None)
        or _bad_host(url)
        or _cut(document, link)
        or ("a % is not followed by two hexadecimal digits" if _BROKEN_ESCAPE.search(url) else None)
        or _refusal(check)
    )


def _misspelling(url: str) -> str | None:
    found = _MISSPELT_SCHEME.match(url)
    if found and "." in url:
        return f"“{found.group()}” should be “https://”"
    return None


def _bad_host(url: str) -> str | None:
    if _TO_FILL_IN in url:
        return None
    if " " in url or not url.isprintable():
        return "it holds a space or a control character"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "its host cannot be read"
    try:
        _ = parts.port
    except ValueError:
        return "its port is no number up to 65535"
    if not host:
        return "it has no host"
    if _STAND_IN.fullmatch(host) is not None:
        return None
    if ":" not in host and ("." not in host or ".." in host):
        return f"“{host}” is no host name"
    if host.isascii() and ":" not in host and not _HOST.fullmatch(host):
        return f"“{host}” is no host name"
    return None


def _cut(document: Document, link: Link) -> str | None:
    url = link.url
    if "…" in url or url.endswith("..."):
        return "part of it is left out (…)"
    if url.count("(") > url.count(")"):
        return "a parenthesis in it is not closed"
    after = document.text[link.span.end : link.span.end + 4]
    if _LEFT_OUT.match(after) is not None:
        return "part of it is left out (…)"
    if url.endswith("-") and after[:1] == "\n" and after[1:].isalnum():
        return "it seems to go on in the next line"
    return None


def _refusal(check: Check | None) -> str | None:
    """The checker could not ask for it."""
    if check is None or check.judgement.verdict is not Verdict.INVALID:
        return None
    sentence = reason_sentence(check.judgement.reason).rstrip(".")
    return sentence[:1].lower() + sentence[1:]


def _example(url: str, text: str = "") -> Dossier:
    return letter(note("1", url, links=[link(url)]), text=text)


_MAIL = "mailto:clerk@@city.example"
_ODD = "https://city.example/wiki/A_(b"

RULE = Rule(
    code="PC109",
    slug="malformed-url",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            _example("https://city.example/a_(b)?q=1%20000#part"),
            _example("https://city.example:8443/watch?v=a-", "https://city.example/watch?v=a-\n\n"),
            _example("https://city.example/rep", "https://city.example/rep… and so on"),
            letter(note("1"), text="See http://city.example/a, sftp://city.example/b/."),
            _example("mailto:clerk@city.example"),
            asked(_example(_MAIL), [check(_MAIL, Verdict.GONE, "mail-no-such-domain")]),
            _example("httpbin.example/get"),
            _example("https://[2001:db8::1]/"),
            _example("http://localhost:8000/"),
            _example("https://{{ module.address }}/start"),
            _example("https://path-to-your-repository/trunk"),
            asked(_example(_ODD), [check(_ODD)]),
        ),
        invalid=(
            _example("https:/city.example/report"),
            _example("htps://city.example/report"),
            _example("https://https://city.example/report"),
            _example("https://city.example/a%2"),
            _example("https://city.example/reports/20…/final.pdf"),
            _example("https://city/report"),
            _example("https://"),
            _example("https://city.example:port/"),
            _example("https://[2001:db8::1/"),
            _example(_ODD),
            asked(_example(_MAIL), [check(_MAIL, Verdict.INVALID, "mail-syntax")]),
            _example("https://city.example/in-", "https://city.example/in-\nvestigation"),
            _example("https://city.example/rep", "https://city.example/rep…/final.pdf"),
            letter(note("1"), text="See htps://city.example/report and nothing else."),
        ),
    ),
    look=look,
)
