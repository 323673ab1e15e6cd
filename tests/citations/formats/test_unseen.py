"""Characters that nobody sees: left out of what is rendered, whatever the format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations import read, urls_in
from citations.formats.unseen import UNSEEN, may_hide, seen

JOINER, SHY, SPACE = "\u200c", "\u00ad", "\u200b"
PRINTED = f"See The Jour{SHY}ney, https://{JOINER}arden.example{JOINER}/{JOINER}open{SPACE}-doors."
URL = "https://arden.example/open-doors"
HTML = PRINTED.replace(SHY, "&shy;").replace(SPACE, "&#8203;")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", PRINTED),
        ("a.txt", f"*Look*: {PRINTED}"),
        ("a.md", PRINTED),
        ("a.md", HTML),
        ("a.html", f"<p>{PRINTED}</p>"),
        ("a.html", f"<p>{HTML}</p>"),
        (
            "a.html",
            f"<p>See The Journey, https:<span>{JOINER}</span>//arden.example/open-doors.</p>",
        ),
    ],
)
def test_a_url_with_places_to_break_is_the_url_that_a_reader_sees(name: str, text: str) -> None:
    document = read(text.encode(), name)
    assert [link.url for link in document.links] == [URL]
    assert urls_in(text.encode(), name) == (URL,)


def test_the_span_of_such_a_url_holds_all_of_it() -> None:
    link = read(PRINTED.encode(), "a.txt").links[0]
    assert seen(PRINTED[link.span.start : link.span.end]) == URL


@pytest.mark.parametrize(
    "angle", [f"<https://ar{SHY}den.example/>", f"<https://arden{SPACE}.example/>"]
)
def test_an_address_in_angle_brackets(angle: str) -> None:
    for name in ("a.txt", "a.md"):
        links = read(f"See {angle}.".encode(), name).links
        assert [link.url for link in links] == ["https://arden.example/"]


@pytest.mark.parametrize(
    "words", ["می\u200cخواهم", "क्\u200dष", "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}"]
)
def test_letters_that_are_spelled_with_joiners_keep_them(words: str) -> None:
    assert seen(f"x {words} y") == f"x {words} y"
    assert not may_hide(words)


def test_a_blank_between_tags_is_a_blank_even_if_it_is_an_entity() -> None:
    note = read(
        b'<p>A.<sup><a href="#n1">1</a></sup></p><ol><li id="n1"><b>See</b>&nbsp;<i>Id.</i></ol>',
        "a.html",
    ).notes[0]
    assert note.text == "See\xa0Id."


@given(st.text(alphabet=f"ab{JOINER}{SHY}{SPACE}\ufeff\u2060\u200d\u06cc \n&;", max_size=40))
def test_what_is_rendered_hides_nothing(text: str) -> None:
    once = seen(text)
    assert not set(once) & set("\u00ad\u200b\u2060\ufeff")
    assert [char for char in once if char.isascii()] == [char for char in text if char.isascii()]
    assert (UNSEEN.search(text) is not None) == (once != text)
