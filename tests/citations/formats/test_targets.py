"""Targets of links, and the redirects that programs put around them."""

from __future__ import annotations

import pytest

from citations import read
from citations.formats.targets import unwrapped
from results.fixes import FIXERS, Confidence, Marking, Proposal
from results.fixes.styles import Manner
from results.fixes.writing import Spot, address_edits
from tests.results.fixes.test_docx import NOW

_GOOGLE = "https://www.google.com/url?q={}&sa=D&source=editors&ust=16&usg=AOvVaw"
_OUTLOOK = (
    "https://nam02.safelinks.protection.outlook.com/?url={}&data=05%7C01%7C&sdata=x%3D&reserved=0"
)


@pytest.mark.parametrize(
    ("wrapped", "target"),
    [
        (_GOOGLE.format("https://a.example.org/x-y"), "https://a.example.org/x-y"),
        (_GOOGLE.format("https://a.example/r?y%3D1%26p%3D2"), "https://a.example/r?y=1&p=2"),
        (_GOOGLE.format("https://a.example/caf%25C3%25A9"), "https://a.example/caf%C3%A9"),
        (_OUTLOOK.format("https%3A%2F%2Fa.example.org%2Fx%3Fy%3D1"), "https://a.example.org/x?y=1"),
        (
            "https://www.google.com/url?sa=t&rct=j&url=https%3A%2F%2Fa.example%2Fp.pdf&usg=A",
            "https://a.example/p.pdf",
        ),
    ],
)
def test_a_program_s_redirect_is_taken_off(wrapped: str, target: str) -> None:
    assert unwrapped(wrapped) == target
    document = read(
        f"<p>See <a href='{wrapped.replace('&', '&amp;')}'>this</a>.</p>".encode(), "a.html"
    )
    assert [link.url for link in document.links] == [target]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/url?q=ferries&sa=D",
        "https://www.google.com/search?q=https://a.example.org/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=https://a.example/%FF",
        "https://www.google.com/url?q=https://a.example/%0Ab",
        "https://a.example.org/?url=https://b.example.org/",
        "https://a.example/https://www.google.com/url?q=https://b.example/",
        "https://safelinks.protection.outlook.com.a.example/?url=https://b.example/",
        "https://www.google.com/url?" + "a=b&" * 9000,
    ],
)
def test_other_addresses_stay(url: str) -> None:
    assert unwrapped(url) == url


def test_a_fix_takes_the_redirect_s_place() -> None:
    wrapped = _GOOGLE.format("https://a.example.org/x").replace("&", "&amp;")
    data = f'<html><body><p>See <a href="{wrapped}">this</a>.</p></body></html>'.encode()
    document = read(data, "a.html")
    (link,) = document.links
    new = "https://b.example.org/y"
    edits = address_edits(Spot(document, Manner(document), None, link), new)
    assert edits is not None
    proposal = Proposal(
        "PC205", "a.html", edits, "It moved.", Confidence.LIKELY, link, new, retarget=True
    )
    fixed = FIXERS["html"](data, document, [proposal], Marking(NOW))
    assert f'<a href="{new}">this</a>'.encode() in fixed
