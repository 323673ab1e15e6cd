"""Markup that is out to do harm is read in bounds: no crash, no flood, nothing that cannot be kept.

None of these tests takes the time; without the bounds they would not end (hours) or not fit.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Page
from checker.page import LONGEST_TEXT, MOST_ANCHORS, MOST_EMBEDS, read_page
from checker.page.taming import MOST_PIECES, MOST_TAGS, pieces, tamed

URL = "https://city.example/"
SIZE = 5_000_000


def fill(unit: str) -> bytes:
    return (unit * (SIZE // len(unit) + 1))[:SIZE].encode()


def numbered(shape: str, count: int) -> bytes:
    return "".join(shape % number for number in range(count)).encode()


def check(body: bytes, content_type: str = "text/html") -> Page | None:
    page = read_page(body, (("content-type", content_type),), URL)
    if page is None:
        return None
    assert len(page.text) <= LONGEST_TEXT
    assert len(page.anchors) <= MOST_ANCHORS
    assert len(page.embeds) <= MOST_EMBEDS
    assert len(page.authors) <= 30
    lines = [page.title, page.heading, page.published, page.modified, page.site, page.robots]
    for line in (*lines, *page.authors, *page.embeds):
        assert line is None or (len(line) <= 400 and line.isprintable())
    said = [page.text, page.canonical, page.refresh, *lines, *page.authors, *page.anchors]
    for text in said:
        assert "\0" not in (text or "")
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("SELECT ?", [text])  # refuses lone surrogates
    return page


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<ul><li>",
        "<table><tr><td>",
        "<nav>",
        "<p hidden>",
        "<div><nav></nav>",
        "<b>",
        "<a><p>",
        "<button>",
        "<font size=1><p>",
        "<svg><a>",
        "<math><mi>",
        "<select><option>",
        "<template>",
        "<frameset>",
        "<script>",
        "<title>",
        "<textarea>",
        "<!--",
        "<",
        "</p>",
        "<h1",
        "<p a='",
        '<p a="',
        "<p a=<p/",
        "<p<p",
        "&amp",
        "&#xD800;",
        "&#0;",
        "\x00",
        " ",
        "a ",
        "<x-y>",
        "<meta name=author content=x>",
        "<table>x<b>",
        "<p id=aaaaaaaa>",
        "<iframe src=/x>",
    ],
)
def test_five_megabytes_of_one_thing(unit: str) -> None:
    check(fill(unit))


@pytest.mark.parametrize(
    "body",
    [
        numbered("<b id=%d>", 400_000),
        b"<p>" + numbered("<b id=%d>", 3000) + b"</p>" + fill("<p>x</p>"),
        b"<p>" + numbered("<b id=%d>", 64) + b"</p>" + fill("<p>x"),
        b"<p " + numbered("a%d=1 ", 500_000) + b">",
        b"<p " + numbered('a%d="<>"', 400_000) + b">",
        b"<p " + numbered("a%d='>'", 400_000) + b">",
        b"<p " + numbered("a%d/", 500_000) + b">",
        b'<script type="application/ld+json">' + fill("[") + b"</script>",
        b'<script type="application/ld+json">' + b"9" * 200_000 + b"</script>",
        b'<script type="application/ld+json">' + b'{"a":' * 50_000 + b"</script>",
        b'<meta http-equiv=refresh content="0' + fill(" ") + b'">',
        b"<title>" + fill("x"),
    ],
    ids=range(12),
)
def test_what_makes_parsers_slow(body: bytes) -> None:
    check(body)


def test_a_page_of_many_tags_is_read_to_its_end() -> None:
    markup = "<title>Long</title>" + "".join(f"<p id=p{n}>word{n}</p>" for n in range(9000))
    page = check(markup.encode())
    assert page is not None
    assert page.title == "Long"
    assert page.words == 9000
    assert page.text.endswith("word8999")
    assert {"p0", "p8999"} <= page.anchors


def test_a_tangled_page_is_read_by_plain_search() -> None:
    attributes = " ".join(f"data-a{number}='{'x' * 50}'" for number in range(400))
    page = check(
        f"<title>Odd &amp; <b></title><h1 id=top>Head</h1><script>no</script>"
        f"<p {attributes}>Some words".encode()
    )
    assert page is not None
    assert page.title == "Odd &"
    assert page.heading == "Head"
    assert page.anchors == {"top"}
    assert page.text == "Odd & Head Some words"


def test_a_page_is_tangled_by_attributes_however_they_are_written() -> None:
    plain = "<p class='a' title=\"b > c\" hidden>" * 2000
    assert tamed(plain) == plain
    for shape in ("a%d=1 ", 'a%d=">"', "a%d='<p>'", "a%d/", "a%d\n", 'a%d = "x"\t', 'a%d="x"'):
        tangled = "<p " + "".join(shape % number for number in range(1000)) + ">"
        assert tamed(plain + tangled) is None
        assert tamed(f"{plain}<!-- <script> -->{tangled}<!-- </script> -->") is not None


def test_what_a_script_compares_is_no_tag() -> None:
    """Minified scripts read like tags with names of hundreds of letters."""
    script = f"<script>for(i=0;i<{'list[i].length&&' * 40}j;i++)if(a<b)c()</script>"
    data = """<script type="application/ld+json">{"@type": "Article", "author": "Ada Moreau",
        "datePublished": "2021-03-04"}</script>"""
    page = check(
        f"<title>Ferries</title>{data}{script}<nav>Menu</nav><h1>Ferries run late</h1>"
        f"{'<p>One <b>line</b>, and one more.' * 800}<SCRIPT>{script}".encode()
    )
    assert page is not None
    assert (page.title, page.heading) == ("Ferries", "Ferries run late")
    assert (page.authors, page.published) == (("Ada Moreau",), "2021-03-04")
    assert page.text.startswith("Ferries run late One line, and one more.")
    assert "length" not in page.text


def test_tags_are_not_hidden_in_what_only_looks_like_a_script() -> None:
    tangled = f"<p {' '.join(f'a{number}' for number in range(2000))}>"
    padding = "<p>words</p>" * 2000
    shapes = (
        f"<textarea><script></textarea>{tangled}",
        f"<!-- <script> -->{tangled}<!-- -->",
        f"<p title='<script>'>{tangled}",
        f"<script></script>{tangled}<script></script>",
    )
    for shape in shapes:
        seen = tamed(padding + shape)
        assert seen is None or "a1999" not in seen


def test_scripts_without_end_are_sought_in_linear_time() -> None:
    check(f"{'<script' * 200_000}<p {'a ' * 2000}>".encode())
    check(f"{'<script>' * 200_000}<p {'a ' * 2000}>".encode())


def test_pieces_are_bounded_and_lose_nothing_of_an_ordinary_page() -> None:
    ordinary = "<p>one <b>two</b></p>" * 100
    assert list(pieces(ordinary)) == [ordinary]
    large = "<p>x" * (3 * MOST_TAGS)
    assert "".join(pieces(large)) == large
    endless = list(pieces("<p>x" * (MOST_TAGS * MOST_PIECES * 2)))
    assert len(endless) == MOST_PIECES
    assert all(piece.count("<") <= MOST_TAGS for piece in endless)


def test_open_formatting_elements_are_disarmed() -> None:
    (piece,) = pieces("<p>" + "".join(f"<FONT color={n}>" for n in range(200)) + "</FONT></p><p>x")
    assert "FONT" not in piece
    (piece,) = pieces("<i class=icon></i>" * 10 + "<p>x")
    assert piece.count("<i class") == 10


MARKUP = st.lists(
    st.sampled_from(
        [
            "<div>",
            "</div>",
            "<p id='a'>",
            "<b x=1>",
            "</b>",
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<table>",
            "<td>",
            "&#xD83D;",
            "&lt",
            "\x00",
            "<h1>",
            "</h1>",
            "<script type='application/ld+json'>",
            '{"@type":"Article","author":"\\ud800"}',
            "<svg>",
            "<meta name=author content='\u202e\x07'>",
            "<meta http-equiv=refresh content='0;url=//'>",
            "<base href='http://[']>",
            "<link rel=canonical href='http://[::'>",
            "<nav>",
            "<select>",
            "<iframe src='//'>",
            "<a name='",
            '"',
            ">",
            "<",
            "\ufffe",
            "�",
            "word ",
            "é",
        ]
    )
    | st.text(max_size=20),
    max_size=60,
)


@given(MARKUP, st.sampled_from(["text/html", "text/html; charset=utf-16", "text/plain", "", "x"]))
@settings(max_examples=200, deadline=None)
def test_no_markup_breaks_the_reading(parts: list[str], content_type: str) -> None:
    check("".join(parts).encode("utf-8", "surrogatepass"), content_type)


@given(st.binary(max_size=400), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_reading(body: bytes, content_type: str) -> None:
    check(body, content_type)
    check(body, f"text/html; charset={content_type}")
