"""A link shows one address and leads to another.

The text of the link is itself a URL, and its target is a different host or a different page.

Why it matters: a reader of the printed letter types the shown address and lands elsewhere than the
reader on screen. It happens when a link's text is edited and its target is not, when a mail filter
wraps the target, and when somebody means to deceive.

How to mend: decide which of the two is meant and make both the same.

Reference: W3C, WCAG 2.2, understanding 2.4.4 (link purpose).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Dossier, Finding, Severity
from ..addresses import Address, address_of
from ..examples import letter, link, note
from ..rule import Examples, Rule, at_link


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every link whose text is an address that its target does not bear out."""
    for where, each in dossier.document.all_links():
        shown = _shown_address(each.shown)
        target = address_of(each.url) if shown is not None else None
        if shown is None or target is None or _agree(shown, target):
            continue
        message = f"The link shows {(each.shown or '').strip()} and leads to {each.url}."
        yield RULE.found(at_link(dossier.document, where, each), message)


def _shown_address(shown: str | None) -> Address | None:
    """The shown text as an address; None for words, and for a bare name like Booking.com."""
    text = (shown or "").strip().rstrip(".,;:")
    if not text or len(text) > 2_000 or any(c.isspace() for c in text):
        return None
    looks = "://" in text or "/" in text or text.lower().startswith("www.")
    address = address_of(text if "://" in text else f"http://{text}") if looks else None
    # "1.2/3" is a number and "v2.0/notes" a version: a shown address ends its host in letters.
    domain = address.host.rpartition(".")[2] if address else ""
    return address if domain.isalpha() or domain.startswith("xn--") else None


def _agree(shown: Address, target: Address) -> bool:
    """Shortened text agrees: "city.gov/rep…" for city.gov/report, "city.gov" for any page there."""
    if shown.host != target.host:
        return False
    for mark in ("…", "..."):
        head, cut, tail = shown.rest.partition(mark)
        if cut:
            return target.rest.startswith(head) and target.rest.endswith(tail)
    return shown.rest in ("", target.rest, target.rest.partition("?")[0])


def _example(shown: str, url: str) -> Dossier:
    return letter(note("1", shown, links=[link(url, shown=shown)]))


RULE = Rule(
    code="PC108",
    slug="shown-url-differs",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            _example("facebook.com/usmayors", "https://www.facebook.com/usmayors"),
            _example("https://city.example/rep…", "https://city.example/report"),
            _example("https://city.example/", "https://city.example/report"),
            _example("https://city.example/r...t/2018", "https://city.example/report/2018"),
            _example("The report", "https://city.example/report"),
            _example("1.2/3", "https://city.example/report"),
            _example("and/or", "https://city.example/report"),
            _example("Booking.com", "https://encyclopedia.example/Booking"),
            _example("http://bücher.example/a", "http://xn--bcher-kva.example/a"),
        ),
        invalid=(
            _example("https://city.example/report", "https://city.example/budget"),
            _example("https://city.example/report", "https://filter.example/?url=city.example"),
            _example("www.city.example", "https://city.example.evil.example/"),
            _example("https://city.example/rep…/2018", "https://city.example/report/2019"),
            _example("https://city.example/bud…/2018", "https://city.example/report/2018"),
        ),
    ),
    look=look,
)
