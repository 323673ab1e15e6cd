"""The small parts of fixes, each on its own: names, damage, anchors, templates, what clashes."""

from __future__ import annotations

from datetime import date

import pytest

from citations.model import Link, LinkForm, Span
from results import Confidence, Proposal, compatible, edited
from results.fixes import Edit, anchors, templates
from results.fixes.damage import mended
from results.fixes.names import is_name

URL = "http://city.example/a"
COPY = "https://web.archive.org/web/20180304120000/http://city.example/a"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.5555/a", True),
        ("http://www.dx.doi.org/10.5555/a", True),
        ("https://hdl.handle.net/2027/a", True),
        ("http://handle.net/2027/a", True),
        ("https://n2t.net/x1", True),
        ("https://purl.org/net/a", True),
        ("https://w3id.org/a", True),
        ("https://library.example/ark:/12345/x1", True),
        ("https://library.example/find/ark:", False),
        ("https://notdoi.org/10.5555/a", False),
        ("ark:/12345/x1", False),
    ],
)
def test_registered_names(url: str, expected: bool) -> None:
    assert is_name(url) is expected


@pytest.mark.parametrize(
    ("url", "better"),
    [
        (f"http://{URL}", URL),
        ("htp://city.example/a", URL),
        ("https//city.example/a", "https://city.example/a"),
        (f"{URL}.%20”", URL),
        (f"{URL})", URL),
        (f"{URL}_(b)", None),
        (f"{URL})" + "." * 300, URL),
        (URL, None),
        ("http://localhost,", None),
        ("htp://a[b.example", None),
        ("ftp://city.example/htp://a.example/", None),
    ],
)
def test_damage(url: str, better: str | None) -> None:
    assert mended(url) == better


def proposal(*edits: Edit) -> Proposal:
    link = Link(URL, URL, Span(3, 3 + len(URL)), 1, 4, LinkForm.BARE)
    return Proposal("PC205", "a.txt", edits, "", Confidence.LIKELY, link, "http://new.example/")


def test_two_that_are_brought_in_at_one_place_do_not_go_together() -> None:
    first, second = proposal(Edit(Span(5, 5), "a")), proposal(Edit(Span(5, 5), "b"))
    assert compatible([first, second]) == (first,)


def test_one_that_clashes_with_itself_is_left_out() -> None:
    assert compatible([proposal(Edit(Span(5, 5), "a"), Edit(Span(5, 5), "b"))]) == ()


def test_neighbours_go_together() -> None:
    first, second = proposal(Edit(Span(2, 5), "a")), proposal(Edit(Span(5, 9), "b"))
    assert compatible([second, first]) == (first, second)


def test_a_later_one_is_held_against_all_that_were_taken() -> None:
    """The long one reaches over the short one that stands after it begins."""
    long, short = proposal(Edit(Span(0, 20), "a")), proposal(Edit(Span(5, 9), "b"))
    last = proposal(Edit(Span(15, 16), "c"))
    assert compatible([long, short, last]) == (long,)


def test_what_a_list_of_changes_shows() -> None:
    listed = proposal()
    assert (listed.replacement, listed.span) == ("http://new.example/", listed.link.span)
    written = proposal(Edit(Span(1, 2), "words"))
    assert (written.replacement, written.span) == ("words", Span(1, 2))


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        (f'<p><a class="x" href="{URL}" title="y">words</a>', '"'),
        (f"<p><a href='{URL}'>words</a>", "'"),
        (f"<p><a href={URL} id=z>words</a>", ""),
    ],
)
def test_the_tag_around_an_address(page: str, quote: str) -> None:
    at = page.index(URL)
    found = anchors.anchor_at(page, Span(at, at + len(URL)))
    assert found is not None
    assert found.quote == quote
    tag = page[found.tag.start : found.tag.end]
    assert (tag[:2], tag[-1], tag.count("<")) == ("<a", ">", 1)


@pytest.mark.parametrize("page", [f'<link href="{URL}">', f"{URL} <a>", f"> {URL}"])
def test_what_is_no_tag_of_a_link(page: str) -> None:
    at = page.index(URL)
    assert anchors.anchor_at(page, Span(at, at + len(URL))) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [(URL, True), (f"\n  {URL} ", True), ("The page", False), (f"<b>{URL}</b>", False)],
)
def test_an_anchor_that_shows_its_address(words: str, shown: bool) -> None:
    page = f'See <a href="{URL}">{words}</a>, and <a href="/">{URL}</a>.'
    at = page.index(URL)
    anchor = anchors.anchor_at(page, Span(at, at + len(URL)))
    assert anchor is not None
    span = anchors.shown_address(page, anchor, URL)
    assert (page[span.start : span.end] if span else None) == (URL if shown else None)
    assert span is None or span.start > anchor.tag.end - 1


DAY = date(2018, 3, 4)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            f"{{{{cite web |url={URL} |title=T}}}}",
            f"{{{{cite web |url={URL} |archive-url={COPY} |archive-date=2018-03-04"
            " |url-status=dead |title=T}}",
        ),
        (
            f"{{{{cite web | url = {URL} |archive-url= |archive-date=  |url-status= live }}}}",
            f"{{{{cite web | url = {URL} |archive-url={COPY} |archive-date=2018-03-04"
            "  |url-status= dead }}",
        ),
        (
            f"{{{{cite web |url={URL} |archivedate=2018-03-04 |url-status=dead}}}}",
            f"{{{{cite web |url={URL} |archive-url={COPY} |archivedate=2018-03-04"
            " |url-status=dead}}",
        ),
        (f"{{{{cite web |url={URL} |archiveurl=http://x.example/}}}}", None),
    ],
)
def test_a_copy_in_a_template(before: str, after: str | None) -> None:
    text = f"Said {{{{so|{{{{x}}}}}}}} once.<ref>{before}</ref> {{{{end}}}}"
    at = text.index(URL)
    url = Span(at, at + len(URL))
    template = templates.template_around(text, url)
    assert template is not None
    assert text[template.start : template.end] == before
    edits = templates.archived(text, template, url, COPY, (DAY, True))
    assert edited(text, edits) == text.replace(before, after or before)
    assert bool(edits) is (after is not None)
    assert all(text[each.span.start : each.span.end] != each.text for each in edits)


@pytest.mark.parametrize(
    "text",
    [
        f"|url={URL}}}}}",
        f"{{{{x}}}} |url={URL}}}}}",
        f"{{{{cite |url={URL}",
        f"{{{{cite |url=http://other.example/ |quote=see {URL}}}}}",
        f"{URL}",
    ],
)
def test_an_address_in_no_template(text: str) -> None:
    at = text.index(URL)
    assert templates.template_around(text, Span(at, at + len(URL))) is None
