"""Which page is asked for what: short forms, running text, copies, pages that say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import FieldGrade, Page, QuoteGrade, Verdict
from citations.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    Link,
    NoteReference,
    Pairing,
    Quotation,
    Span,
)
from results.findings.examples import REPORT, asked, check, citation, copy_of, letter, link, note
from results.model import Dossier
from results.weighing.evidence import told_fields, weigh

WORDS = "The council met eleven times and heard from many riders before it wrote. " * 5
PAGE = Page(title="City Report", text=WORDS, words=len(WORDS.split()))
COPY = "https://web.archive.org/web/2018/https://city.example/reports/policing"


def quoting(words: str, cited: int | None = 0, at: int = 0) -> Quotation:
    return Quotation(f"“{words}”", Span(at, at + len(words) + 2), (words,), citation=cited)


def answered(
    url: str = REPORT, page: Page | None = PAGE, verdict: Verdict = Verdict.OK
) -> tuple[str, Page | None, Verdict]:
    return url, page, verdict


def weighed(dossier: Dossier, *answers: tuple[str, Page | None, Verdict]) -> Dossier:
    checks = []
    for url, page, verdict in answers:
        one = check(url, verdict, "ok" if verdict is Verdict.OK else "login-page")
        assert one.exchange is not None
        checks.append(replace(one, exchange=replace(one.exchange, page=page)))
    return weigh(asked(dossier, checks))


def grades(dossier: Dossier) -> list[tuple[int | None, int | None, str]]:
    return [(each.note, each.cited_by, each.match.grade) for each in dossier.evidence.words]


def short(form: CitationForm, to: str) -> Citation:
    return Citation("Id.", Span(0, 3), form, CitationType.DOCUMENT, antecedent=Antecedent(to, 0))


SOURCE = note("1", citations=[citation("City Report", url=REPORT)], links=[link()])


def test_a_short_form_is_looked_up_where_it_points() -> None:
    second = replace(
        note("2", "Id.", citations=[short(CitationForm.ID, "1")]),
        quotations=(quoting("The council met eleven times"),),
    )
    third = replace(
        note("3", "Id.", citations=[short(CitationForm.ID, "2")]),
        quotations=(quoting("the ferry was sold for scrap metal"),),
    )
    dossier = weighed(letter(SOURCE, second, third), answered())
    assert grades(dossier) == [(2, 1, QuoteGrade.EXACT), (3, 1, QuoteGrade.NOT_FOUND)]


def test_short_forms_that_point_in_a_circle_are_left_alone() -> None:
    one = replace(
        note("1", citations=[short(CitationForm.ID, "2")]), quotations=(quoting("eleven times"),)
    )
    other = note("2", citations=[short(CitationForm.ID, "1")])
    assert weighed(letter(one, other)).evidence.words == ()


def test_a_quotation_of_the_running_text_belongs_to_the_note_behind_it() -> None:
    sentence = "It “met eleven times.”1"
    marker = NoteReference("1", Span(22, 23), 1, sentence, Span(0, 23), sentence, Pairing.PAIRED)
    dossier = letter(SOURCE, references=[marker])
    said = replace(dossier.document, quotations=(quoting("met eleven times", None, at=3),))
    told = weighed(replace(dossier, document=said), answered())
    assert grades(told) == [(None, 1, QuoteGrade.EXACT)]


def test_scare_quotes_are_not_looked_for() -> None:
    noted = replace(SOURCE, quotations=(replace(quoting("met eleven times"), verify=False),))
    assert weighed(letter(noted), answered()).evidence.words == ()


@pytest.mark.parametrize(
    "answer",
    [
        answered(page=None),
        answered(verdict=Verdict.PAYWALLED),
        answered(page=Page(title="City Report")),
        answered(page=Page(title="City Report", text="Please enable scripts.", words=3)),
        answered(page=Page(text="a " * 100_000, words=100_000)),
    ],
)
def test_a_page_that_shows_too_little_says_nothing(
    answer: tuple[str, Page | None, Verdict],
) -> None:
    noted = replace(SOURCE, quotations=(quoting("met on twelve of these nights"),))
    assert grades(weighed(letter(noted), answer)) == [(1, 1, QuoteGrade.UNABLE)]


def test_the_live_page_and_the_cited_copy_are_witnesses_apart() -> None:
    cited = citation("City Report", url=REPORT)
    noted = note("1", citations=[cited], links=[link(), copy_of(REPORT, COPY, at=60)])
    noted = replace(noted, quotations=(quoting("The council met eleven times"),))
    other = replace(PAGE, text=WORDS.replace("eleven", "nine"))
    told = weighed(letter(noted), answered(page=other), answered(COPY))
    assert {each.match.grade for each in told.evidence.words} == {
        QuoteGrade.EXACT,
        QuoteGrade.WORDS_DIFFER,
    }


def test_what_differs_for_one_note_is_told_of_the_page() -> None:
    def titled(title: str) -> Citation:
        return replace(citation("x", url=REPORT), title=title)

    first = note("1", citations=[titled("City Report")], links=[link()])
    other = note("2", citations=[titled("Town Bulletin")], links=[link()])
    told = told_fields(weighed(letter(first, other), answered()))
    (fields,) = told.values()
    assert fields["title"] is FieldGrade.DIFFERS


def test_links_of_other_citations_are_not_asked() -> None:
    far: Link = link("https://other.example/", at=500)
    near = replace(citation("City Report, a", url=REPORT), span=Span(0, 100))
    rest = replace(citation("Other", url="https://other.example/"), span=Span(500, 600))
    noted = replace(
        note("1", citations=[near, rest], links=[link(), far]),
        quotations=(quoting("The council met eleven times"),),
    )
    told = weighed(letter(noted), answered(), answered("https://other.example/"))
    (words,) = told.evidence.words
    assert words.key == link().key


def test_a_page_that_was_cut_at_the_setting_says_nothing_of_what_is_missing() -> None:
    noted = replace(SOURCE, quotations=(quoting("the ferry was sold for scrap metal"),))
    told = weighed(letter(noted), answered())
    assert grades(told) == [(1, 1, QuoteGrade.NOT_FOUND)]
    assert grades(weigh(told, longest=len(WORDS))) == [(1, 1, QuoteGrade.UNABLE)]
