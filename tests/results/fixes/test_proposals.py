"""What is proposed for a link, and on what evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Page, SnapshotVerdict, Verdict
from citations import read, urls_in
from results import FINDINGS, Confidence, FixChoice, find, finding_of, propose
from results.findings.examples import check
from results.fixes.damage import mended
from results.model import Dossier
from results.weighing.evidence import weigh

from .samples import COPY, DEAD, NEW, OLD, after, copies, dossier, gone, moved

LETTER = "The city agreed.[1] More.\n\n[1] See City, Report (2018), {}.\n"


def letter(url: str) -> str:
    return LETTER.format(url)


def test_a_page_that_moved_is_cited_where_it_is() -> None:
    told = dossier(letter(OLD), "a.txt", [moved()])
    (found,) = propose(told)
    assert (found.code, found.replacement, found.note) == ("PC205", NEW, "1")
    assert found.confidence is Confidence.LIKELY
    assert after(told) == letter(NEW)


def test_an_anchor_that_shows_its_address_shows_the_new_one() -> None:
    page = '<p>See <a href="{0}">{0}</a> and <a href="{0}">the plan</a>.</p>'
    assert after(dossier(page.format(OLD), "a.html", [moved()])) == page.format(NEW)


def test_https_where_it_answers() -> None:
    told = dossier(letter(OLD), "a.txt", [moved(to="https://www.city.example/old")])
    (found,) = propose(told)
    assert (found.code, found.confidence) == ("PC209", Confidence.CERTAIN)


@pytest.mark.parametrize(
    ("verdict", "code"),
    [(Verdict.GONE, "PC201"), (Verdict.SOFT_404, "PC203"), (Verdict.PARKED, "PC204")],
)
def test_a_dead_page_is_cited_with_its_verified_copy(verdict: Verdict, code: str) -> None:
    told = dossier(letter(DEAD), "a.txt", [gone(verdict=verdict)], copies())
    (found,) = propose(told)
    assert found.code == code
    assert found.confidence is Confidence.CERTAIN
    assert after(told) == letter(f"{DEAD} [{COPY}]")


@pytest.mark.parametrize(
    "verdict", [each for each in SnapshotVerdict if each is not SnapshotVerdict.VERIFIED]
)
def test_a_copy_that_nobody_found_good_is_not_proposed(verdict: SnapshotVerdict) -> None:
    told = dossier(letter(DEAD), "a.txt", [gone()], copies(verdict=verdict))
    assert propose(told) == ()
    asked = propose(told, FixChoice(unverified=True))
    if verdict is SnapshotVerdict.UNVERIFIED:
        assert asked[0].confidence is Confidence.UNVERIFIED
        assert "nobody has opened it yet" in asked[0].reason
    else:
        assert asked == ()


def test_a_verified_copy_wins_over_a_nearer_unverified_one() -> None:
    told = dossier(
        letter(DEAD),
        "a.txt",
        [gone()],
        replace(copies(verdict=SnapshotVerdict.UNVERIFIED, days=["2018-01-01"]), archive="ours"),
        copies(days=["2012-01-01"]),
    )
    assert "20120101" in after(told, FixChoice(unverified=True))


def test_archive_today_is_never_proposed() -> None:
    found = copies()
    foreign = replace(found.snapshots[0], url=f"https://archive.ph/20180304120000/{DEAD}")
    told = dossier(letter(DEAD), "a.txt", [gone()], replace(found, snapshots=(foreign,)))
    assert propose(told, FixChoice(unverified=True)) == ()


@pytest.mark.parametrize("verdict", [Verdict.UNREACHABLE, Verdict.UNKNOWN, Verdict.SKIPPED])
def test_what_may_pass_is_left_alone(verdict: Verdict) -> None:
    told = dossier(letter(DEAD), "a.txt", [gone(verdict=verdict)], copies())
    assert propose(told, FixChoice(unverified=True, living=True)) == ()


def test_living_pages_get_copies_only_when_asked() -> None:
    told = dossier(letter(DEAD), "a.txt", [check(DEAD)], copies())
    assert propose(told) == ()
    assert after(told, FixChoice(living=True)) == letter(f"{DEAD} [{COPY}]")


THEN = Page(
    title="The Night Bus Review",
    text="The review of the night bus found that riders wait less. " * 12,
    words=130,
)
NOW = Page(
    title="Recipes for the summer",
    text="Cold soups, warm salads and peaches with thyme make evenings pleasant. " * 12,
    words=130,
)
REVIEW = "The city agreed.[1] More.\n\n[1] See City, *The Night Bus Review* (2018), {}.\n"


def reviewed(live: Page, verdict: SnapshotVerdict = SnapshotVerdict.VERIFIED) -> Dossier:
    """A living page, and the copy that shows what it was."""
    living = check(DEAD)
    assert living.exchange is not None
    found = copies(verdict=verdict)
    found = replace(found, snapshots=tuple(replace(each, page=THEN) for each in found.snapshots))
    asked = [replace(living, exchange=replace(living.exchange, page=live))]
    return weigh(dossier(REVIEW.format(DEAD), "a.txt", asked, found))


def test_a_page_that_drifted_is_cited_with_the_copy_that_shows_what_it_was() -> None:
    told = reviewed(NOW)
    assert "PC213" in {each.code for each in find(told)}
    (found,) = propose(told)
    assert (found.code, found.confidence) == ("PC213", Confidence.LIKELY)
    assert "opened and shows what is cited" in found.reason
    assert after(told) == REVIEW.format(f"{DEAD} [{COPY}]")


def test_a_page_that_is_as_it_was_gets_no_copy() -> None:
    assert propose(reviewed(THEN)) == ()


def test_a_page_that_drifted_and_is_cited_with_its_copy_needs_none() -> None:
    told = replace(
        reviewed(NOW), document=read(REVIEW.format(f"{DEAD} [{COPY}]").encode(), "a.txt")
    )
    assert propose(told) == ()


def test_drift_is_not_told_by_a_copy_that_nobody_found_good() -> None:
    assert propose(reviewed(NOW, SnapshotVerdict.WRONG_CONTENT)) == ()


def test_a_registered_name_stays() -> None:
    doi = "https://doi.org/10.1000/182"
    told = dossier(letter(doi), "a.txt", [moved(doi)], copies(doi))
    assert propose(told, FixChoice(living=True)) == ()


@pytest.mark.parametrize("bracket", [COPY, "https://perma.cc/AB12-CD34"])
def test_a_url_that_has_its_bracket_gets_none(bracket: str) -> None:
    told = dossier(letter(f"{DEAD} [{bracket}]"), "a.txt", [gone()], copies())
    assert propose(told) == ()


def test_a_cited_copy_itself_is_left_alone() -> None:
    told = dossier(letter(COPY), "a.txt", [gone(COPY)], copies(COPY))
    assert propose(told) == ()


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("https://https://city.example/x", "https://city.example/x"),
        ("http:/city.example/x", "http://city.example/x"),
        ("https://city.example/x.", "https://city.example/x"),
        ("https://city.example/x_(y)).", "https://city.example/x_(y)"),
        ("https://city.example/x%20", "https://city.example/x"),
    ],
)
def test_obvious_damage_is_mended(damaged: str, whole: str) -> None:
    told = dossier(f'<p><a href="{damaged}">words</a>', "a.html", [gone(damaged)], copies(damaged))
    assert after(told) == f'<p><a href="{whole}">words</a>'
    assert propose(told)[0].confidence is Confidence.LIKELY


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("htps://city.example/x", "https://city.example/x"),
        ("ttp://city.example/x", "http://city.example/x"),
        ("https:city.example", "https://city.example"),
        ("https://city.example/x", None),
        ("https://city.example/a_(b)", None),
        ("city.example/x", None),
        ("https://city", None),
        ("https://" + ")" * 50_000, None),
    ],
)
def test_damage_that_an_address_shows(damaged: str, whole: str | None) -> None:
    assert mended(damaged) == whole


def test_damage_is_certain_where_the_whole_address_answers() -> None:
    text = '<p><a href="http://c.example/x.">a</a> <a href="http://c.example/x">b</a>'
    told = dossier(text, "a.html", [gone("http://c.example/x."), check("http://c.example/x")])
    (found,) = propose(told)
    assert found.confidence is Confidence.CERTAIN


def test_an_address_that_answers_is_not_mended() -> None:
    url = "http://city.example/x."
    assert propose(dossier(f'<a href="{url}">x</a>', "a.html", [check(url)])) == ()


def test_an_address_cut_at_a_lines_end_is_joined() -> None:
    text = "See http://city.example/long-\npath/page.html, at 3.\n"
    told = dossier(text, "a.txt", [check("http://city.example/long-path/page.html")])
    assert after(told) == "See http://city.example/long-path/page.html, at 3.\n"


def test_an_address_cut_at_a_lines_end_that_does_not_answer_is_left() -> None:
    told = dossier(
        "See http://city.example/long-\npath/page.html, at 3.\n",
        "a.txt",
        [gone("http://city.example/long-path/page.html")],
    )
    assert propose(told) == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("See https://c=\nensus.example.gov/at, at 3.\n", "a.md"),  # the end of a mail's line
        ("<p>See https://c¹,²ensus.example.gov/at, at 3.</p><p>So it is.</p>", "a.html"),
    ],
)
def test_an_address_that_would_grow_together_with_what_follows_is_left(
    text: str, path: str
) -> None:
    told = dossier(text, path, [moved("https://c")])
    assert [link.url for link in told.document.links] == ["https://c"]
    assert propose(told) == ()


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_an_address_that_touches_the_next_one_leaves_it_whole(path: str) -> None:
    """The quotation mark of a torn tag was all that stood between them."""
    text = f'See <{OLD}">https://ferry.example.org/fares</a>, at 3.\n'
    fixed = after(dossier(text, path, [moved(f'{OLD}"')]))
    assert fixed == text.replace(f'{OLD}"', NEW)
    assert urls_in(fixed.encode(), path) == (NEW, "https://ferry.example.org/fares")


def test_an_address_among_control_characters_is_left() -> None:
    text = (
        "Boats run full, and everybody knows it. " * 60 + f"\n\n\x01\x02\x03\x04\x05 {OLD} \x06\n"
    )
    assert propose(dossier(text, "a.txt", [moved()])) == ()


def test_a_definition_that_many_links_use_is_one_change() -> None:
    told = dossier(f"[a][r] and [b][r]\n\n[r]: {OLD}\n", "a.md", [moved()])
    assert len(propose(told)) == 1
    assert after(told).endswith(f"[r]: {NEW}\n")


def test_every_proposal_mends_a_finding_that_exists() -> None:
    told = dossier(letter(f"{DEAD}; {OLD}"), "a.txt", [gone(), moved()], copies())
    for each in propose(told):
        finding = finding_of(each)
        assert finding.code in FINDINGS
        assert (finding.line, finding.note) == (3, "1")
        assert finding.suggestion == each.replacement
