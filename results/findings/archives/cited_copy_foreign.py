"""The archive copy that the note cites is of another page.

Either the archive itself says so (the "original" of RFC 7089 is another address than the one in the
copy's own), or the copy stands in the bracket after a URL that is not the page that was archived:
by the copy's own address, or by the record that perma.cc keeps of it.

Why it matters: the copy was cited to show what the author saw at that address. A copy of another
page is often the slip of one line in a list of links, and readers take it for evidence.

How to mend: open both. Put the copy of the right page in the bracket, or cite the page that the
copy shows.

Reference: RFC 7089, 2.2.1; The Bluebook, 22nd ed., rule 18.2.1(d).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.model import ArchiveOutcome
from citations.model import Link, LinkRole, Note

from ...model import Dossier, Finding, Severity
from ..addresses import address_of
from ..cited import in_bracket
from ..examples import REPORT, answer, asked, check, check_with, copy_of, letter, link, note
from ..rule import Examples, Rule, at_link

_ORIGINAL = re.compile(r'<([^<>\s]{1,2000})>;\s{0,4}rel="?original"?')


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every cited copy whose original is not what it should be."""
    document = dossier.document
    before: tuple[Note | None, Link] | None = None
    for note_, cited in document.all_links():
        if cited.role is not LinkRole.ARCHIVE:
            before = (note_, cited)
            continue
        original = cited.archive_of or _recorded(dossier, cited)
        if original is None:
            continue
        said = _of_the_archive(dossier, cited)
        if said is not None and not _one_page(said, original):
            message = "The archive says that the cited copy is of another page."
            yield RULE.found(at_link(document, note_, cited), message)
        elif before is not None and in_bracket(document, before, cited, note_):
            ways = _ways(dossier, before[1])
            if not any(_one_page(way, original) for way in ways):
                message = "The copy in the bracket is of another page than the URL before it."
                yield RULE.found(at_link(document, note_, cited), message)


def _recorded(dossier: Dossier, cited: Link) -> str | None:
    """What an archive's record says that a copy is of, whose address does not (perma.cc)."""
    found = (copy for each in dossier.answers.get(cited.key, ()) for copy in each.snapshots)
    return next((copy.original for copy in found if copy.original), None)


def _of_the_archive(dossier: Dossier, cited: Link) -> str | None:
    """The original that the archive named with the copy; None where it was silent."""
    check = dossier.checks.get(cited.key)
    if check is None or check.exchange is None or not check.exchange.header("memento-datetime"):
        return None
    if len(check.exchange.hops) > 1:
        return None  # an archived redirect ends at the capture of its target, which is another page
    found = _ORIGINAL.search(check.exchange.header("link"))
    return found[1] if found else None


def _ways(dossier: Dossier, source: Link) -> tuple[str, ...]:
    """The address of a source, and every address that it led through."""
    check = dossier.checks.get(source.key)
    exchange = check.exchange if check is not None else None
    return (source.url, *(hop.url for hop in exchange.hops)) if exchange else (source.url,)


def _one_page(one: str, other: str) -> bool:
    """Whether two addresses are one page: scheme, www, port, case and a last slash aside."""
    left, right = address_of(one), address_of(other)
    if left is None or right is None:
        return True  # what cannot be read is no ground to accuse
    return (left.host, left.rest.casefold()) == (right.host, right.rest.casefold())


_COPY_URL = "https://web.archive.org/web/20180304120000/" + REPORT
_COPY = copy_of(REPORT, _COPY_URL, at=len(REPORT) + 2)
_OTHER = "https://city.example/reports/parks"
_OTHER_COPY = copy_of(
    _OTHER, "https://web.archive.org/web/20180304120000/" + _OTHER, len(REPORT) + 2
)


def _bracket(copy: Link, between: str = " [") -> Dossier:
    return asked(letter(note("1", links=[link(), copy]), text=f"{REPORT}{between}{copy.url}]"), [])


def _answered(original: str) -> Dossier:
    named = check_with(
        _COPY_URL,
        ("memento-datetime", "Sun, 04 Mar 2018 12:00:00 GMT"),
        ("link", f'<{original}>; rel="original", <https://x.example/>; rel="timegate"'),
    )
    return asked(letter(note("1", links=[_COPY])), [named])


def _permalink(original: str) -> Dossier:
    perma = link("https://perma.cc/AB12-CD34", at=len(REPORT) + 2, role=LinkRole.ARCHIVE)
    found = answer(ArchiveOutcome.FOUND, "2018-03-05", url=perma.url, archive="perma.cc")
    shown = tuple(replace(each, original=original) for each in found.snapshots)
    return asked(_bracket(perma), [], replace(found, snapshots=shown))


RULE = Rule(
    code="PC311",
    slug="cited-copy-foreign",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            _bracket(_COPY),
            _bracket(_OTHER_COPY, ". "),
            _answered(REPORT),
            _answered("http://www.city.example:80/reports/policing/"),
            asked(_bracket(_OTHER_COPY), [check(final=_OTHER)]),
            _permalink(REPORT),
        ),
        invalid=(_bracket(_OTHER_COPY), _answered(_OTHER), _permalink(_OTHER)),
    ),
    look=look,
)
