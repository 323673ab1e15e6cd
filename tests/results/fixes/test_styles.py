"""A copy in the letter's own style, in each markup, and nothing left to do afterwards."""

from __future__ import annotations

import pytest

from results import FixChoice, propose
from results.findings.examples import check

from .samples import COPY, DEAD, after, copies, dossier, gone

CASES = {
    "bluebook": (
        "a.txt",
        f"Text.1\n\n1. See City, Report (Mar. 4, 2018), {DEAD}; Doe, supra note 3.\n",
        f"Text.1\n\n1. See City, Report (Mar. 4, 2018), {DEAD} [{COPY}]; Doe, supra note 3.\n",
    ),
    "bluebook in angle brackets": (
        "a.txt",
        f"See City, Report (2018), <{DEAD}>.\n",
        f"See City, Report (2018), <{DEAD}> [<{COPY}>].\n",
    ),
    "apa": (
        "a.txt",
        f"City. (2018, March 4). Report. Retrieved from {DEAD}\n",
        f"City. (2018, March 4). Report. Retrieved from {COPY}\n",
    ),
    "mla": (
        "a.txt",
        f"City. “Report.” {DEAD}. Accessed 4 Mar. 2018.\n",
        f"City. “Report.” {COPY}. Accessed 4 Mar. 2018.\n",
    ),
    "chicago": (
        "a.txt",
        f"City, “Report,” accessed March 4, 2018, {DEAD}.\n",
        f"City, “Report,” accessed March 4, 2018, {DEAD}, archived March 4, 2018, at {COPY}.\n",
    ),
    "wikipedia": (
        "a.txt",
        f"x {{{{cite web |url={DEAD} |title=Report {{{{small|x}}}}}}}} y",
        f"x {{{{cite web |url={DEAD} |archive-url={COPY} |archive-date=2018-03-04"
        " |url-status=dead |title=Report {{small|x}}}} y",
    ),
    "wikipedia with empty parameters": (
        "a.txt",
        f"{{{{cite web |url={DEAD} |archive-url= |archive-date= |url-status=live}}}}",
        f"{{{{cite web |url={DEAD} |archive-url={COPY} |archive-date=2018-03-04"
        " |url-status=dead}}",
    ),
    "robust link": (
        "a.html",
        f'<p><A class=x href="{DEAD}" title="a > b">City</A>',
        f'<p><A class=x href="{DEAD}" data-originalurl="{DEAD}" data-versiondate="2018-03-04"'
        f' data-versionurl="{COPY}" title="a > b">City</A>',
    ),
    "robust link in single quotation marks": (
        "a.html",
        f"<p><a href='{DEAD}' onclick='\"\"'>City</a>",
        f"<p><a href='{DEAD}' data-originalurl='{DEAD}' data-versiondate='2018-03-04'"
        f" data-versionurl='{COPY}' onclick='\"\"'>City</a>",
    ),
    "robust link without quotation marks": (
        "a.html",
        f"<p><a href={DEAD}>City</a>",
        f'<p><a href={DEAD} data-originalurl="{DEAD}" data-versiondate="2018-03-04"'
        f' data-versionurl="{COPY}">City</a>',
    ),
    "html prose": ("a.html", f"<p>See {DEAD}.", f"<p>See {DEAD} [{COPY}]."),
    "markdown link": (
        "a.md",
        f'See [City]({DEAD} "a (b) title"), at 3.',
        f'See [City]({DEAD} "a (b) title") ([archived]({COPY})), at 3.',
    ),
    "markdown link with its title in parentheses": (
        "a.md",
        f"See [City]({DEAD} (a title)), at 3.",
        f"See [City]({DEAD} (a title)) ([archived]({COPY})), at 3.",
    ),
    "markdown definition": ("a.md", f"[City][r]\n\n[r]: {DEAD}\n", f"[City][r]\n\n[r]: {COPY}\n"),
    "markdown prose before a bracket": (
        "a.md",
        f"See <{DEAD}>(a page).",
        f"See <{DEAD}> \\[<{COPY}>\\](a page).",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_copy_in_the_letters_style(name: str) -> None:
    path, before, expected = CASES[name]
    told = dossier(before, path, [gone()], copies())
    assert after(told) == expected


@pytest.mark.parametrize("name", CASES)
def test_what_was_fixed_needs_no_fix(name: str) -> None:
    path, _, fixed = CASES[name]
    told = dossier(fixed, path, [gone()], copies())
    assert propose(told, FixChoice(unverified=True, living=True)) == ()


def test_the_citations_own_style_comes_before_the_letters() -> None:
    text = (
        f"Doe. (2018, March 4). A. Retrieved from http://a.example/x\n\n"
        f"Roe. (2017, May 1). B. Retrieved from http://a.example/y\n\n"
        f"Poe, “C,” accessed March 4, 2018, {DEAD}.\n"
    )
    assert f"{DEAD}, archived March 4, 2018, at {COPY}." in after(
        dossier(text, "a.txt", [gone()], copies())
    )


BLUEBOOK, CHICAGO = f"{DEAD} [{COPY}]", f"{DEAD}, archived March 4, 2018, at {COPY}"
CHICAGOAN = "Doe, “A,” accessed March 4, 2018, http://a.example/x"
BLUE = "See Doe, supra note 3, http://a.example/x (last visited May 1, 2018)"


@pytest.mark.parametrize(
    ("others", "citation", "shown"),
    [
        (CHICAGOAN, "Poe, “C,” {}", CHICAGO),
        (BLUE, "Poe, “C,” {}", BLUEBOOK),
        (f"{BLUE}. {CHICAGOAN}. {CHICAGOAN}", "Poe, “C,” {}", BLUEBOOK),
        (CHICAGOAN, "Poe, “C,” {} (last visited May 1, 2018)", BLUEBOOK),
        (BLUE, "Poe, “C,” {}, accessed March 4, 2018", CHICAGO),
        (BLUE, "Poe, “C,” accessed March 4, 2018, {}", CHICAGO),
        (f"{CHICAGOAN}. {CHICAGOAN}", "accessed March 4, 2018, {}, Id. at 5", CHICAGO),
        (f"{BLUE}", "accessed March 4, 2018, {}, Id. at 5", BLUEBOOK),
    ],
    ids=["as the letter", "as the letter, too", "as many signs of each", "a sign behind it",
         "another behind it", "another before it", "a sign of each, and the letter's",
         "and of this letter's"],
)  # fmt: skip
@pytest.mark.parametrize("dress", ["{0}.\n\n{1}.\n", "One.¹ Two.²\n\n¹ {0}.\n\n² {1}.\n"])
def test_the_style_of_a_citation_without_signs_is_the_letters(
    others: str, citation: str, shown: str, dress: str
) -> None:
    told = dossier(dress.format(others, citation.format(DEAD)), "a.txt", [gone()], copies())
    assert after(told) == dress.format(others, citation.format(shown))


def test_a_template_tells_that_its_page_lives() -> None:
    text = f"{{{{cite web |url={DEAD} |title=Report}}}}"
    told = dossier(text, "a.txt", [check(DEAD)], copies())
    assert "|url-status=live" in after(told, FixChoice(living=True))


def test_copies_are_escaped_for_html() -> None:
    url = "http://city.example/?a=1&b=2"
    told = dossier(
        '<a href="http://city.example/?a=1&amp;b=2">x</a>', "a.html", [gone(url)], copies(url)
    )
    assert 'data-originalurl="http://city.example/?a=1&amp;b=2"' in after(told)
    assert '/http://city.example/?a=1&amp;b=2">x' in after(told)
