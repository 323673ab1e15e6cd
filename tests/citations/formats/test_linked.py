"""Notes that programs link to and back: what tells them, and the number that they show."""

from __future__ import annotations

import pytest

from citations.formats.markdown.linked import has_linked_notes, linked_number
from citations.model import Span


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("[1](#_ftnref1) A source.", True),
        ("[1](#footnote-anchor-12) A source.", True),
        ("[1](#FNREF:3) A source.", True),
        ("A source. [↩](#user-content-fnref-1)", True),
        ("A source. [↩](#fnref:vale)", True),
        ("[back](#endnote-ref-2)", True),
        ("A claim[1](#_ftn1).", False),
        ("[1](#section-1)", False),
        ("_ftnref1 without a sign", False),
        ("#", False),
    ],
)
def test_links_back_tell_such_a_file(text: str, has: bool) -> None:
    assert has_linked_notes(text) is has


@pytest.mark.parametrize(
    ("link", "behind", "found"),
    [
        ("[12](#_ftn12)", " more", ("12", 0)),
        (r"[\[7\]](#_ftn7)", "", ("7", 0)),
        ("[[7]](#_ftn7)", "", ("7", 0)),
        ("[(7)](#fn:7)", "", ("7", 0)),
        ("[7](#user-content-fn-7)", "", ("7", 0)),
        ("[7](#fn:vale)", "", ("7", 0)),
        ("[【7】](#fn7)", "", ("7", 0)),
        ("[](#_ftn3)", "3 more", ("3", 1)),
        ("[](#_ftn3)", "1234 more", ("1234", 4)),
        ("[](#_ftn3)", "12345 more", None),
        ("[](#_ftn3)", " 3", None),
        ("[the town](#_ftn3)", "3", None),
        ("[12345](#_ftn3)", "", None),
        ("[3](#section-3)", "", None),
        ("[](#section-3)", "3", None),
    ],
)
def test_the_number_that_a_link_shows(
    link: str, behind: str, found: tuple[str, int] | None
) -> None:
    """`found`: the number, and how far behind the link it ends."""
    text = f"x {link}{behind}"
    at = Span(2, 2 + len(link))
    target = link[link.index("(") + 1 : -1]
    expected = None if found is None else (found[0], at.end + found[1])
    assert linked_number(text, target, at) == expected
