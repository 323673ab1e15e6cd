"""Archives' copies as witnesses: in a silent page's stead, beside one that differs, and drift."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import (
    ArchiveAnswer,
    Check,
    FieldGrade,
    Page,
    QuoteGrade,
    SnapshotVerdict,
    Verdict,
)
from citations.model import Quotation, Span
from results import Store, find
from results.findings.examples import (
    REPORT,
    answer_with,
    asked,
    check,
    citation,
    letter,
    link,
    note,
)
from results.model import Dossier
from results.reports.telling.said import said_of
from results.weighing.evidence import weigh

from ..samples import PLAN, connection_of

V = SnapshotVerdict
WORDS = "The council met eleven times and heard from many riders before it wrote. " * 8
PAGE = Page(title="City Report", text=WORDS, words=len(WORDS.split()))
NINE = replace(PAGE, text=WORDS.replace("eleven", "nine"))
OTHER = Page(
    title="Summer recipes",
    text="Cold soups, warm salads and peaches with thyme make evenings pleasant. " * 12,
    words=120,
)


def copied(page: Page | None, verdict: SnapshotVerdict = V.VERIFIED) -> ArchiveAnswer:
    """The Wayback Machine's answer: a copy of March 4, 2018, opened."""
    found = answer_with(("2018-03-04", verdict))
    return replace(found, snapshots=tuple(replace(s, page=page) for s in found.snapshots))


def answered(page: Page | None, verdict: Verdict = Verdict.OK) -> Check:
    reason = {Verdict.OK: "ok", Verdict.GONE: "not-found"}[verdict]
    one = check(REPORT, verdict, reason, status=200 if verdict is Verdict.OK else 404)
    assert one.exchange is not None
    return replace(one, exchange=replace(one.exchange, page=page))


def dossier(live: Check, *answers: ArchiveAnswer, title: str = "City Report") -> Dossier:
    cited = replace(citation("City Report (2018)", url=REPORT, date="2018-03"), title=title)
    quoted = "The council met eleven times"
    words = Quotation(f"“{quoted}”", Span(0, len(quoted) + 2), (quoted,), citation=0)
    noted = replace(note("1", citations=[cited], links=[link()]), quotations=(words,))
    return asked(letter(noted), [live], *answers)


def words_of(told: Dossier) -> list[tuple[str | None, QuoteGrade]]:
    """By copy (None for the page), the grade of the quotation."""
    return [
        (each.copy.url[:28] if each.copy is not None else None, each.match.grade)
        for each in told.evidence.words
    ]


def titles_of(told: Dossier) -> list[tuple[bool, FieldGrade]]:
    return [(each.copy is not None, each.matches.title.grade) for each in told.evidence.fields]


def codes(told: Dossier) -> dict[str, str]:
    return {each.code: each.message for each in find(told) if each.code[:4] in ("PC21", "PC40")}


WAYBACK = "https://web.archive.org/web/"


def test_a_page_that_has_the_words_is_asked_alone() -> None:
    told = weigh(dossier(answered(PAGE), copied(PAGE)))
    assert words_of(told) == [(None, QuoteGrade.EXACT)]
    assert codes(told) == {}


def test_of_a_dead_page_the_copy_speaks() -> None:
    told = weigh(dossier(answered(OTHER, Verdict.GONE), copied(PAGE)))
    assert (WAYBACK, QuoteGrade.EXACT) in words_of(told)
    assert titles_of(told) == [(True, FieldGrade.VERIFIED)]
    assert codes(told) == {}


def test_what_neither_has_is_told_of_the_copy_where_the_page_is_dead() -> None:
    told = weigh(dossier(answered(None, Verdict.GONE), copied(NINE)))
    assert codes(told)["PC405"] == (
        "The quoted words differ from those of the archive's copy of 2018-03-04:"
        " The council met [-eleven-]{+nine+} times."
    )


def test_a_copy_that_has_what_the_page_lacks_shows_drift() -> None:
    told = weigh(dossier(answered(NINE), copied(PAGE)))
    assert words_of(told) == [(None, QuoteGrade.WORDS_DIFFER), (WAYBACK, QuoteGrade.EXACT)]
    assert codes(told) == {
        "PC213": "The page lacks the quoted words: live page: words differ;"
        " archive's copy of 2018-03-04: exact."
    }
    (drifted,) = [each for each in find(told) if each.code == "PC213"]
    assert drifted.suggestion is not None
    assert drifted.suggestion.startswith(WAYBACK)


def test_reports_tell_page_and_copy_apart() -> None:
    told = weigh(dossier(answered(NINE), copied(PAGE)))
    said = said_of(told, told.document.notes[0], told.document.notes[0].links[0])
    assert [each.words for each in said.quotations] == [
        "stands on the page in other words",
        "stands on the copy of 2018-03-04 word for word",
    ]
    told = weigh(dossier(answered(OTHER), copied(PAGE)))
    said = said_of(told, told.document.notes[0], told.document.notes[0].links[0])
    assert said.fields.startswith("live page: title differs")
    assert "; copy of 2018-03-04: title verified" in said.fields


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (PAGE, "stands on the copy of 2018-03-04 word for word"),
        (NINE, "stands on the copy of 2018-03-04 in other words"),
        (None, "could not be looked for"),
    ],
)
def test_a_dead_page_is_silent_where_its_copy_speaks(then: Page | None, words: str) -> None:
    told = weigh(dossier(answered(None, Verdict.GONE), copied(then)))
    assert (None, QuoteGrade.UNABLE) in words_of(told), "kept for machines"
    said = said_of(told, told.document.notes[0], told.document.notes[0].links[0])
    assert [each.words for each in said.quotations] == [words]


def test_drift_is_measured_against_the_copy_that_was_looked_up() -> None:
    told = weigh(dossier(answered(OTHER), copied(PAGE)))
    (found,) = told.evidence.drifts
    assert found.drift.likeness < 0.12
    assert (found.drift.words, found.drift.words_then) == (132, 104)
    (same,) = weigh(dossier(answered(PAGE), copied(PAGE))).evidence.drifts
    assert same.drift.said is None
    assert same.drift.likeness == pytest.approx(1.0)


@pytest.mark.parametrize("verdict", [V.UNVERIFIED, V.ERROR_CAPTURE, V.WRONG_CONTENT])
def test_a_doubtful_copy_accuses_nobody(verdict: SnapshotVerdict) -> None:
    told = weigh(dossier(answered(None, Verdict.GONE), copied(OTHER, verdict)))
    assert not codes(told)
    assert not weigh(dossier(answered(PAGE), copied(OTHER, verdict))).evidence.drifts


def test_an_unverified_copy_may_still_bear_a_quotation_out() -> None:
    told = weigh(dossier(answered(None, Verdict.GONE), copied(PAGE, V.UNVERIFIED)))
    assert (WAYBACK, QuoteGrade.EXACT) in words_of(told)


def test_the_copy_nearest_to_the_cited_date_is_asked() -> None:
    far = replace(answer_with(("2024-01-01", V.VERIFIED)), archive="ours")
    far = replace(far, snapshots=tuple(replace(s, page=OTHER) for s in far.snapshots))
    told = weigh(dossier(answered(None, Verdict.GONE), far, copied(PAGE)))
    assert (WAYBACK, QuoteGrade.EXACT) in words_of(told)
    assert all("2018" in each.copy.url for each in told.evidence.words if each.copy)


def test_a_dead_page_and_its_copy_through_the_database_page_by_page() -> None:
    made = dossier(answered(NINE), copied(PAGE))
    document = replace(made.document, sha256="1" * 64)
    with Store.open(":memory:") as store:
        run = store.begin(PLAN).id
        number = store.add_document(run, document, {}, ())
        store.record(run, [*made.checks.values(), *(each for (each,) in made.answers.values())])
        light = store.dossier(run, number, whole=lambda each: False)
        ((kept,),) = light.answers.values()
        assert kept.snapshots[0].page is not None
        assert kept.snapshots[0].page.text == ""
        read: list[Page] = []

        def whole(page: Page) -> Page:
            read.append(page)
            return store.whole_page(page)

        told = weigh(light, whole)
        assert words_of(told) == words_of(weigh(made))
        assert told.evidence.drifts == weigh(made).evidence.drifts
        assert len(read) == 2, "each page is read once while it is asked"
        store.save_evidence(run, number, told.evidence)
        assert store.dossier(run, number).evidence == told.evidence
        assert store.dossier(run, number).answers == made.answers


def test_the_text_of_equal_pages_is_kept_once() -> None:
    made = dossier(answered(PAGE), copied(PAGE))
    with Store.open(":memory:") as store:
        run = store.begin(PLAN).id
        store.add_document(run, made.document, {}, ())
        store.record(run, [*made.checks.values(), *(each for (each,) in made.answers.values())])
        count = connection_of(store).one("SELECT count(*) FROM pages", ())
        assert count is not None
        assert count[0] == 1


def test_the_status_view_offers_no_copy_that_cannot_be_shown() -> None:
    made = dossier(answered(None, Verdict.GONE), copied(None, V.ERROR_CAPTURE))
    with Store.open(":memory:") as store:
        run = store.begin(PLAN).id
        store.add_document(run, made.document, {}, ())
        store.record(run, [*made.checks.values(), *(each for (each,) in made.answers.values())])
        row = connection_of(store).one("SELECT archive_url FROM status", ())
        assert row is not None
        assert row[0] is None
