"""The note cites http, and the site answers on https.

Why it matters: on the way to a plain http address anyone can read and change what the reader gets,
and browsers increasingly warn or refuse.

How to mend: write https:// in the note. The suggestion gives the address; the page is the same.

Reference: RFC 6797; W3C TAG, Securing the Web (2015).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ALIVE, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import cited_links, secure_url
from ..examples import asked, check, copy_of, letter, note, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every http source whose answer came from the same address on https."""
    for cited in cited_links(dossier):
        secure = secure_url(cited)
        if cited.verdict in ALIVE and cited.is_source and secure:
            message = "The site sends readers on to https; the note still says http."
            yield RULE.found(cited.place, message, secure)


_COPY = "http://web.archive.org/web/2018/http://city.example/report"

RULE = Rule(
    code="PC209",
    slug="https-available",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check("https://city.example/report")),
            one_link(check("http://city.example/report")),
            asked(
                letter(note("1", links=[copy_of("http://city.example/report", _COPY)])),
                [check(_COPY, final=_COPY.replace("http:", "https:", 1))],
            ),
            one_link(
                check(
                    "http://city.example/report",
                    Verdict.MOVED,
                    "moved-permanently",
                    final="https://city.example/other",
                )
            ),
            one_link(
                check(
                    "http://city.example/report",
                    Verdict.GONE,
                    "not-found",
                    final="https://city.example/report",
                    status=404,
                )
            ),
        ),
        invalid=(
            one_link(
                check(
                    "http://city.example/report",
                    Verdict.MOVED,
                    "moved-permanently",
                    final="https://www.city.example/report/",
                )
            ),
            one_link(check("http://city.example/report", final="https://city.example/report")),
        ),
    ),
    look=look,
)
