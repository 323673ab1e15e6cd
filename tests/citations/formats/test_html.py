"""HTML: words, links, places."""

import pytest

from citations import citation_of, read
from citations.formats.html.tree import parse, position, words_of
from citations.model import Document, LinkForm, LinkRole, Span


def _read(html: str) -> Document:
    return read(html.encode(), "letter.html", "html")


def _links(document: Document) -> list[tuple[str, LinkForm, str | None]]:
    return [(link.url, link.form, link.shown) for _, link in document.all_links()]


def test_links_and_their_places() -> None:
    html = (
        "<p>See <a class=x href='https://a.example.org/?x=1&amp;y=2'>the <b>plan</b></a>,\n"
        "<A HREF=https://b.example.org/>b</A>, www.c.example.org and\n"
        'https://d.example.org/?x=1&amp;y=2.</p><a href="https://e.example.org/"><img src=x></a>'
    )
    document = _read(html)
    assert _links(document) == [
        ("https://a.example.org/?x=1&y=2", LinkForm.ANCHOR, "the plan"),
        ("https://b.example.org/", LinkForm.ANCHOR, "b"),
        ("https://www.c.example.org", LinkForm.SCHEMELESS, None),
        ("https://d.example.org/?x=1&y=2", LinkForm.BARE, None),
        ("https://e.example.org/", LinkForm.ANCHOR, None),
    ]
    sources = [html[link.span.start : link.span.end] for link in document.links]
    assert sources == [
        "https://a.example.org/?x=1&amp;y=2",
        "https://b.example.org/",
        "www.c.example.org",
        "https://d.example.org/?x=1&amp;y=2",
        "https://e.example.org/",
    ]
    assert [(link.line, link.column) for link in document.links][:3] == [(1, 25), (2, 9), (2, 39)]


@pytest.mark.parametrize(
    "target",
    [
        *("#part", "/x", "x.html", "?q", ""),
        *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x"),
        *("mailto:", "mailto:?subject=x&body=https://a.example.org/", "tel:+1"),
        "/cdn-cgi/l/email-protection#ab12",
    ],
)
def test_what_is_no_link(target: str) -> None:
    assert _links(_read(f'<p><a href="{target}">words</a></p>')) == []


def test_an_address_to_write_to_is_a_link_and_no_source() -> None:
    html = (
        '<p>As Ada Moreau, <a href="mailto:ada@city.example">The Plan</a>, City J. (2018) says.</p>'
        "<p>Write to ada@city.example or mailto:ada@city.example.</p>"
    )
    document = _read(html)
    assert _links(document) == [("mailto:ada@city.example", LinkForm.ANCHOR, "The Plan")]
    (mail,) = document.links
    assert (mail.is_mail, mail.role, mail.key) == (True, LinkRole.SOURCE, "mailto:ada@city.example")
    assert html[mail.span.start : mail.span.end] == "mailto:ada@city.example"
    without = _read(html.replace(' href="mailto:ada@city.example"', ""))
    assert [each.url for each in document.citations] == [each.url for each in without.citations]
    assert [each.raw for each in document.citations] == [each.raw for each in without.citations]
    assert citation_of(document, None, mail) is None


def test_base() -> None:
    document = _read(
        '<base href="https://a.example.org/b/c"><a href="d?e#f">d</a><a href="#x">x</a>'
    )
    assert _links(document) == [("https://a.example.org/b/d?e#f", LinkForm.ANCHOR, "d")]
    assert _links(_read('<base href="/b/"><a href="d">d</a>')) == []
    assert _links(_read('<base href="mailto:a@b.org"><a href="/d">d</a>')) == []


def test_a_shown_url_is_one_link_with_its_target() -> None:
    document = _read('<a href="https://www.facebook.com/towns">facebook.com/towns</a>')
    assert _links(document) == [
        ("https://www.facebook.com/towns", LinkForm.ANCHOR, "facebook.com/towns")
    ]


def test_what_no_reader_sees_is_left_out() -> None:
    document = _read(
        "<head><style>a{b:url(https://css.example.org)}</style></head>"
        "<script>var x = 'https://script.example.org';</script>"
        "<p hidden>https://hidden.example.org</p><p style='display: none'>"
        "https://none.example.org</p>"
        "<nav><a href='https://nav.example.org'>menu</a></nav><template>"
        "https://t.example.org</template>"
        "<!-- https://comment.example.org --><p class='sr-only'>https://sr.example.org</p>"
        "<p>https://seen.example.org</p>"
    )
    assert [link.url for link in document.links] == ["https://seen.example.org"]


def test_entities_and_white_space() -> None:
    html = (
        "<p>Caf&eacute;\n  &amp;&nbsp;<em>The\tQuay</em>&hellip;&#8220;x&#x201D; &bogus; AT&T</p>"
    )
    document = _read(f"{html}<p>Vale.<sup>1</sup></p><p><sup>1</sup> Note</p>")
    assert document.references[0].sentence == "Vale.¹"
    passage, _ = parse(html)
    assert words_of(passage) == "Café\n  &\xa0The\tQuay…“x” &bogus; AT&T"


def test_title_and_date() -> None:
    document = _read("<title>Boats &amp;\n now</title><h1>Other</h1><p>March 4, 2024</p>")
    assert document.title == "Boats & now"
    assert document.date is not None
    assert document.date.iso == "2024-03-04"
    assert _read("<h1>Boats <i>now</i></h1>").title == "Boats now"
    declared = _read(
        '<meta property="article:published_time" content="2024-03-04T10:00:00Z"><p>x</p>'
    )
    assert declared.date is not None
    assert declared.date.iso.startswith("2024-03-04")


def test_google_docs_styles_the_title_and_declares_none() -> None:
    styled = '<h1>The record</h1><p class="c3 title" id="h.x"><span class="c1">Boats</span></p>'
    assert _read(styled).title == "Boats"
    assert _read(f"<title>Now</title>{styled}").title == "Now"
    assert _read('<p class="subtitle">Then</p>').title is None


def test_line_breaks() -> None:
    document = _read(
        "<p>Ana Vale<br>Mayor of Quay<br><br>Boats run full.<sup>1</sup><br>Ever.</p>"
        "<p><sup>1</sup> A.<br><sup>2</sup> B.</p>"
    )
    assert document.references[0].sentence == "Boats run full.¹"
    assert [(note.label, note.text) for note in document.notes] == [("1", "A."), ("2", "B.")]


def test_broken_html_is_read() -> None:
    document = _read(
        "<p>One <b>two<p>three https://a.example.org/x</b><li>four<td>five</div><a "
        "href='https://b.example.org'>b"
    )
    assert [link.url for link in document.links] == [
        "https://a.example.org/x",
        "https://b.example.org",
    ]


def test_the_tree_knows_its_places() -> None:
    html = '<div>\n<p id="x">a &lt; b</p></div>'
    soup, tags = parse(html)
    (tag,) = soup.find_all("p")
    assert [each.name for each in tags] == ["div", "p"]
    assert position(tag) == html.index("<p")
    (words,) = tag.contents
    assert isinstance(words, str)
    assert words == "a < b"
    assert getattr(words, "span", None) == Span(html.index("a &lt;"), html.index("</p>"))


@pytest.mark.parametrize(
    ("data", "path", "name"),
    [
        (b"<!DOCTYPE html><p>x</p>", "letter.txt", "html"),
        (b"\n<!-- c --><html><p>x", "letter.md", "html"),
        (b"<p>x</p>", "letter.html", "html"),
        (b"plain words", "letter.htm", "html"),
        (b"<p>x</p><p>y</p>", "-", "html"),
        (b"<https://a.example.org> wrote", "-", "text"),
        (b"a < b and c > d", "letter.txt", "text"),
    ],
)
def test_detection(data: bytes, path: str, name: str) -> None:
    assert read(data, path).format == name


@pytest.mark.parametrize(
    "unit",
    [
        *("<a ", "<a<b", "<div>", "<pre>x", "<b>x", "&amp", '<a b="', "<script>", "</div>", "<!--"),
        *(
            "<li>x",
            "<a href=#x><sup>1",
            "<p id=x>",
            "<table><td>",
            "<ol class=references><li id=a>",
        ),
    ],
)
def test_hostile_repetition_is_read(unit: str) -> None:
    _read(f"<p>x</p>{unit * 3000}")


def test_an_address_that_a_service_hid() -> None:
    html = (
        '<p>Write to <a href="/cdn-cgi/l/email-protection" class="__cf_email__"'
        ' data-cfemail="ab12">[email&#160;protected]</a>.</p>'
    )
    document = _read(html)
    (hidden,) = document.obfuscated
    assert hidden.raw == "[email\u00a0protected]"
    assert html[hidden.span.start : hidden.span.end] == "[email&#160;protected]"
    assert document.links == ()


def test_utf_16() -> None:
    html = "<!DOCTYPE html><p>Boats – <a href='https://a.example.org/x'>run</a></p>"
    document = read(b"\xff\xfe" + html.encode("utf-16-le"), "letter.txt")
    assert (document.format, document.encoding) == ("html", "utf-16-le")
    (link,) = document.links
    assert html[link.span.start : link.span.end] == "https://a.example.org/x"


def test_a_bare_url_in_code_is_no_source_in_running_text() -> None:
    document = read(
        b"<!doctype html><p>Call <code>https://api.example.org/v1</code>, see <code><a "
        b'href="https://a.example.org/x">x</a></code>.</p><pre>https://b.example.org/y</pre>',
        "letter.html",
    )
    assert [link.url for link in document.links] == [
        "https://a.example.org/x",
        "https://b.example.org/y",
    ]
