"""The page no longer says what its copy says.

The letter cites an archive copy beside the page, or an archive has one near the cited date, and
both were read. The copy has the quoted words, or the cited title, and the page has not; or their
words have next to nothing in common, most of them are gone, or title and words are others.

Why it matters: the link is alive, and a reader who follows it does not find what the author saw. Of
references with a copy, three in four had drifted from it within years.

How to mend: cite the copy in the first place, or say which version of the page is meant.

Reference: Jones et al., Scholarly Context Adrift, PLoS ONE 11(12) (2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.model import ALIVE, FieldGrade, Page, QuoteGrade, SnapshotVerdict

from ...model import Dossier, Finding, Severity
from ...weighing.evidence import FOUND, weigh
from ..cited import cited_links
from ..content.example_sources import PAGE, compared
from ..content.said import copy_words
from ..examples import REPORT, answer_with, asked, check, citation, copy_of, letter, link, note
from ..rule import Examples, Rule

_LACKING = (QuoteGrade.WORDS_DIFFER, QuoteGrade.NOT_FOUND)


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every living source of which a copy shows something else."""
    told = drifted(dossier)
    for cited in cited_links(dossier):
        if cited.is_source and cited.verdict in ALIVE and cited.link.key in told:
            yield RULE.found(cited.place, *told[cited.link.key])


def drifted(dossier: Dossier) -> Mapping[str, tuple[str, str]]:
    """By Link.key: how its page differs from a copy, in a sentence, and the copy's address."""
    told = {
        each.key: (
            f"The page has drifted from its {copy_words(each.copy)}: {each.drift.said}.",
            each.copy.url,
        )
        for each in dossier.evidence.drifts
        if each.drift.said is not None
    }
    return {**told, **_lost(dossier)}


def _lost(dossier: Dossier) -> Mapping[str, tuple[str, str]]:
    """By Link.key what a copy has and the page no longer has, and the copy's address."""
    told: dict[str, tuple[str, str]] = {}
    words: dict[tuple[int | None, int, str], QuoteGrade] = {}
    for each in dossier.evidence.words:
        here = (each.note, each.quotation, each.key)
        if each.copy is None:
            words[here] = each.match.grade
        elif words.get(here) in _LACKING and each.match.grade in FOUND:
            grades = f"live page: {_plain(words[here])}; {copy_words(each.copy)}: "
            message = f"The page lacks the quoted words: {grades}{_plain(each.match.grade)}."
            told.setdefault(each.key, (message, each.copy.url))
    titles: dict[tuple[int | None, int, str], FieldGrade] = {}
    for fields in dossier.evidence.fields:
        place = (fields.note, fields.citation, fields.key)
        title = fields.matches.title.grade
        if fields.copy is None:
            titles[place] = title
        elif titles.get(place) is FieldGrade.DIFFERS and title is FieldGrade.VERIFIED:
            grades = f"live page: differs; {copy_words(fields.copy)}: verified"
            message = f"The page no longer bears the cited title: {grades}."
            told.setdefault(fields.key, (message, fields.copy.url))
    return told


def _plain(grade: QuoteGrade) -> str:
    return grade.value.replace("_", " ")


_COPY = "https://web.archive.org/web/2018/https://city.example/reports/policing"
_LONG = replace(PAGE, text=" ".join([PAGE.text] * 3))
_OTHER = Page(
    title="Recipes for the summer",
    text="Cold soups, warm salads and peaches with thyme make evenings pleasant. " * 12,
)
_REWRITTEN = replace(_LONG, text=_LONG.text.replace("no measurable", "a small"))


def _copied(now: Page, then: Page) -> Dossier:
    noted = note("1", citations=[citation("x", url=REPORT)], links=[link(), copy_of(REPORT, _COPY)])
    answers = [check(REPORT), check(_COPY)]
    read = [
        replace(each, exchange=replace(each.exchange, page=page))
        for each, page in zip(answers, (now, then), strict=True)
        if each.exchange is not None
    ]
    return weigh(asked(letter(noted), read))


def _archived(now: Page, then: Page, quoted: str | None = None) -> Dossier:
    """The page as it is, and the copy of it that an archive was found to have."""
    cited = replace(
        citation("City, The Night Bus Review", url=REPORT), title="The Night Bus Review"
    )
    found = answer_with(("2018-03-04", SnapshotVerdict.VERIFIED))
    shown = tuple(replace(each, page=then) for each in found.snapshots)
    dossier = compared(cited, quoted, now)
    key = found.key
    return weigh(replace(dossier, answers={key: (replace(found, snapshots=shown),)}))


RULE = Rule(
    code="PC213",
    slug="drifted",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            _copied(_LONG, _LONG),
            _copied(replace(_LONG, text=_LONG.text + " Updated on March 3, 2020."), _LONG),
            _copied(replace(_LONG, title="Night Bus Review (archived)"), _LONG),
            _copied(Page(), _LONG),
            _archived(_LONG, _LONG, "no measurable effect on rents"),
            _archived(PAGE, _LONG, "a hundred trams would do no better"),
        ),
        invalid=(
            _copied(_OTHER, _LONG),
            _copied(replace(_LONG, text=PAGE.text[:170]), _LONG),
            _archived(_OTHER, _LONG),
            _archived(_REWRITTEN, _LONG, "no measurable effect on rents"),
        ),
    ),
    look=look,
)
