"""What a page says of itself is read, and nothing that it says does harm."""

from __future__ import annotations

import pytest

from checker.model import Page
from checker.page import MOST_ANCHORS, MOST_EMBEDS, read_page

URL = "https://city.example/news/2021/story.html"
HTML = (("content-type", "text/html; charset=utf-8"),)


def read(markup: str | bytes, url: str = URL, content_type: str = HTML[0][1]) -> Page:
    body = markup if isinstance(markup, bytes) else markup.encode()
    page = read_page(body, (("content-type", content_type),) if content_type else (), url)
    assert page is not None
    return page


ARTICLE = """<!doctype html>
<html lang="en"><head>
<title>Night readers – City News</title>
<meta property="og:site_name" content="City News">
<meta name="robots" content="noindex, nofollow">
<link rel="shortlink canonical" href="/news/2021/story">
<script src="https://cdn.example/lib/x.js?v=1"></script>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "City News"},
 {"@type": "NewsArticle", "headline": "Night readers", "datePublished": "2021-01-05T08:00:00Z",
  "dateModified": "2021-02-01", "author": [{"@type": "Person", "name": "Ana Ruiz"},
  {"@type": "Person", "name": "Jo  Li"}], "publisher": {"name": "City Press"}}]}</script>
</head><body>
<nav><ul><li>Home<li>Contact</ul></nav>
<main id="content"><h1> Night
 readers </h1><p>The <b>libr</b>ary stays <a name="open" href="#">open</a>, said<br>the mayor.</p>
<p hidden>Hidden words</p><div style="display:none">Gone words</div>
<script>var x = "Script words";</script><noscript>No script</noscript>
<svg><title>Icon words</title></svg></main>
<footer>Imprint</footer></body></html>"""


def test_an_article_is_read_whole() -> None:
    page = read(ARTICLE)
    assert page.title == "Night readers – City News"
    assert page.heading == "Night readers"
    assert page.authors == ("Ana Ruiz", "Jo Li")
    assert page.published == "2021-01-05T08:00:00Z"
    assert page.modified == "2021-02-01"
    assert page.site == "City News"
    assert page.canonical == "https://city.example/news/2021/story"
    assert page.robots == "noindex, nofollow"
    assert page.anchors == {"content", "open"}
    assert page.text == "Night readers The library stays open, said the mayor."
    assert page.words == len(page.text.split()) + 3  # Home, Contact, Imprint
    assert page.embeds == ("cdn.example/lib",)
    assert page.refresh is None
    assert not page.has_password_field


def test_a_body_that_is_hidden_until_scripts_have_run_is_read() -> None:
    assert read('<body style="display:none"><p>Here after all').text == "Here after all"


def test_blocks_part_words_and_inline_elements_do_not() -> None:
    markup = (
        "<p>one<p>two<div>three</div>four<ul><li>five<li>six</ul><table><td>se<i>v</i>en<br>eight"
    )
    assert read(markup).text == "one two three four five six seven eight"


@pytest.mark.parametrize(
    ("head", "authors", "published"),
    [
        (
            '<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" '
            'content="Roe, Max"><meta name="citation_publication_date" content="2018/03/04">',
            ("Doe, Jane", "Roe, Max"),
            "2018/03/04",
        ),
        (
            '<meta name="DC.Creator" content="Jane Doe"><meta name="DC.Date" content="2018">',
            ("Jane Doe",),
            "2018",
        ),
        (
            '<meta property="article:author" content="https://social.example/jane">'
            '<meta name="author" content="Jane Doe">'
            '<meta property="article:published_time" content="2018-03-04T10:00">',
            ("Jane Doe",),
            "2018-03-04T10:00",
        ),
        ('<meta name="citation_authors" content="J. Doe; M. Roe">', ("J. Doe", "M. Roe"), None),
        (
            '<script type="application/ld+json">[{"@type":["Article","X"],"author":"Jane Doe",'
            '"datePublished":"2018"}]</script><meta name="author" content="Someone Else">',
            ("Jane Doe",),
            "2018",
        ),
        ('<script type="application/ld+json">{"@type":"Article",</script>', (), None),
        ('<script type="application/ld+json">{"@type":"Product","author":"X"}</script>', (), None),
        ('<meta name="author" content="">', (), None),
    ],
)
def test_authors_and_dates_by_every_custom(
    head: str, authors: tuple[str, ...], published: str | None
) -> None:
    page = read(f"<head>{head}</head><body>x")
    assert page.authors == authors
    assert page.published == published


@pytest.mark.parametrize(
    ("content", "leads_to"),
    [
        ("0;url=/new", "https://city.example/new"),
        ("0; URL='new.html'", "https://city.example/news/2021/new.html"),
        ('10 , url = "https://b.example/x y"', "https://b.example/x%20y"),
        ("5;https://b.example/", "https://b.example/"),
        ("0.5;url=/new", "https://city.example/new"),
        ("11;url=/new", None),
        ("300", None),
        ("0;url=", None),
        ("0;url=story.html", None),
        ("0;url=#top", None),
        ("soon;url=/new", None),
    ],
)
def test_a_refresh_within_ten_seconds_leads_on(content: str, leads_to: str | None) -> None:
    attribute = content.replace('"', "&quot;")
    page = read(f'<meta http-equiv="REFRESH" content="{attribute}"><p>Wait')
    assert page.refresh == leads_to


def test_a_refresh_for_browsers_without_scripts_is_none() -> None:
    markup = '<head><noscript><meta http-equiv=refresh content="0;url=/nojs"></noscript></head>'
    assert read(markup).refresh is None


def test_the_base_counts_for_what_is_relative() -> None:
    markup = (
        '<base href="https://other.example/dir/"><link rel=canonical href="c">'
        '<meta http-equiv=refresh content="0;url=r">'
    )
    page = read(markup)
    assert page.canonical == "https://other.example/dir/c"
    assert page.refresh == "https://other.example/dir/r"


def test_a_title_is_the_document_s_and_not_a_drawing_s() -> None:
    page = read("<body><svg><title>Icon</title></svg><h1></h1><h1>Second</h1>")
    assert page.heading == "Second"
    assert read('<meta property="og:title" content="Shared">x').title == "Shared"


def test_scripts_and_frames_are_named_by_where_they_come_from() -> None:
    markup = (
        '<script src="//CT.captcha-delivery.com/c.js"></script>'
        '<iframe src="/_Incapsula_Resource?a=1"></iframe><script src="js/app.js"></script>'
        '<script src="https://ct.captcha-delivery.com/c.js?again"></script>'
    )
    assert read(markup).embeds == (
        "ct.captcha-delivery.com/c.js",
        "/_Incapsula_Resource",
        "/js",
    )
    onward = '<script>window.onload=function(){window.location.href="/lander"}</script>'
    assert read(onward).embeds == ("/lander",)
    assert len(read("".join(f"<script src=/s{n}></script>" for n in range(99))).embeds) == (
        MOST_EMBEDS
    )


@pytest.mark.parametrize(
    "block",
    [
        "<div style='display: none'><h1>Page not found</h1></div>",
        "<div style='VISIBILITY:hidden'><p><h1>Page not found</h1></div>",
        "<section hidden><h1>Page not found</h1></section>",
        "<noscript><h1>Page not found</h1></noscript>",
        "<template><h1>Page not found</h1></template>",
        "<dialog><h1>Page not found</h1></dialog>",
        "<h1 hidden>Page not found</h1>",
    ],
)
def test_a_heading_that_nobody_is_shown_is_none(block: str) -> None:
    shown = "<h1>Minutes of May</h1><p>The council met."
    assert read(f"<body>{block}{shown}").heading == "Minutes of May"
    assert read(f"<body>{block}<p>The council met.").heading is None


def test_of_several_headings_the_title_s_own_is_taken() -> None:
    """One for errors may stand before it, hidden by a style that nobody reads here."""
    both = "<h1>Page not found</h1><h1>Minutes of May</h1>"
    assert read(f"<title>Minutes of May | Council</title><body>{both}").heading == "Minutes of May"
    assert read(f"<title>Council</title><body>{both}").heading == "Page not found"
    assert read(f"<title>Page not found</title><body>{both}").heading == "Page not found"


def test_a_heading_in_a_body_that_waits_for_its_script_is_shown() -> None:
    assert read("<body style='display:none'><h1>Minutes</h1>").heading == "Minutes"
    assert read("<body><dialog open><h1>Minutes</h1></dialog>").heading == "Minutes"


def test_a_drawing_s_title_is_not_the_page_s_however_deep() -> None:
    drawing = "<svg><g><g><title>404</title></g></g></svg>"
    assert read(f"<body>{drawing}<title>Minutes</title>").title == "Minutes"


def test_a_page_of_one_script_that_acts_is_not_without_embeds() -> None:
    onward = "<script>var go = '/there'; window.location.replace(go)</script>"
    assert read(onward).embeds == ("/inline",)
    assert read("<script> </script>").embeds == ()
    assert read('<script>window.park = "e30="</script>').embeds == ("/parking",)


def test_a_password_field_is_seen() -> None:
    assert read("<form><input type=PASSWORD></form>").has_password_field


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("café".encode(), "text/html; charset=utf-8"),
        ("café".encode(), "text/html"),
        ("café".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("café".encode("latin-1"), "text/html"),
        ("café".encode("latin-1"), 'text/html; charset="windows-1252"'),
        ("café".encode("utf-16"), "text/html"),
        ("café".encode("utf-16-be"), "text/html; charset=utf-16be"),
        (b"<meta charset=iso-8859-15>" + "café".encode("iso-8859-15"), "text/html"),
        (
            b'<meta http-equiv=content-type content="text/html; charset=windows-1252">'
            + "café".encode("cp1252"),
            "text/html",
        ),
        (
            b"<?xml version='1.0' encoding='iso-8859-1'?><p>" + "café".encode("latin-1"),
            "application/xhtml+xml",
        ),
        ("café".encode(), "text/html; charset=rot13"),
        ("café".encode(), "text/html; charset=zip"),
        ("\ufeffcafé".encode(), "text/html; charset=iso-8859-1"),
    ],
)
def test_the_encoding_is_found_as_browsers_find_it(body: bytes, content_type: str) -> None:
    assert read(body, content_type=content_type).text == "café"


def test_a_stray_byte_does_not_make_a_utf_8_page_another() -> None:
    body = "<p>café — café".encode() + b"\xff caf\xc3\xa9"
    assert read(body, content_type="text/html").text.count("café") == 3


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/plain", b"<p>as  it\nstands", "<p>as it stands"),
        ("application/json", b'{"a": 1}', '{"a": 1}'),
        ("", b"just words", "just words"),
        ("", b"  <!doctype html><p>words", "words"),
        ("application/octet-stream", b"<html><p>words", "words"),
        ("binary/octet-stream", b"<html><p>words", "words"),
        ("application/pdf", b"<!doctype html><p>words", "words"),
        ("application/rss+xml", b"<rss><title>words</title></rss>", ""),
    ],
)
def test_what_is_text_is_read(content_type: str, body: bytes, text: str) -> None:
    assert read(body, content_type=content_type).text == text


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("image/png", b"\x89PNG"),
        ("image/svg+xml", b"<svg>"),
        ("application/zip", b"PK"),
        ("", b"\x00\x01\x02"),
        ("application/octet-stream", b"words"),
        ("video/mp4", b"xx"),
    ],
)
def test_what_has_no_words_is_no_page(content_type: str, body: bytes) -> None:
    headers = (("content-type", content_type),) if content_type else ()
    assert read_page(body, headers, URL) is None


def test_a_pdf_is_a_page_of_which_we_know_nothing() -> None:
    for content_type in ("application/pdf", "text/html", "application/octet-stream"):
        assert read_page(b"%PDF-1.7 ...", (("content-type", content_type),), URL) == Page()


def test_names_that_readers_could_not_tell_are_left_out() -> None:
    page = read(f"<p id='{'x' * 300}'><p id=' '><a name=y>")
    assert page.anchors == {" ", "y"}
    many = "".join(f"<i id=n{n}></i>" for n in range(MOST_ANCHORS + 50))
    assert len(read(many).anchors) == MOST_ANCHORS


def test_other_titles_and_dates_that_a_page_declares_are_kept() -> None:
    page = read(
        "<title>Shown</title>"
        '<meta property="og:title" content="For friends">'
        '<meta name="twitter:title" content="Shown">'
        '<meta name="citation_publication_date" content="2021/11">'
        '<meta name="citation_online_date" content="2021/10/28">'
        '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"In &amp; out",'
        '"alternativeHeadline":"For friends","datePublished":"2021-11-02"},'
        '{"@type":"NewsArticle","headline":"Another","datePublished":"2020-01-01"}]</script>'
    )
    assert (page.title, page.called) == ("Shown", ("For friends", "In & out"))
    assert (page.published, page.days) == ("2021-11-02", ("2021/11", "2021/10/28"))
    many = "".join(f'<meta property="og:title" content="Title {at}">' for at in range(30))
    assert read(many).called == tuple(f"Title {at}" for at in range(1, 6))


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ("<time datetime='2018-03-04'>March 4</time>", "2018-03-04"),
        ("<time datetime='2018-03-04'></time><time datetime='2018-03-04'></time>", "2018-03-04"),
        ("<time datetime='2019-01-01'></time><time datetime='2018-03-04'></time>", None),
        (
            "<time datetime='2019-01-01'></time>"
            "<time itemprop='datePublished' datetime='2018-03-04T10:00'></time>",
            "2018-03-04T10:00",
        ),
        (
            "<time class='updated' datetime='2019-01-01'></time>"
            "<time class='entry-date published' datetime='2018-03-04'></time>",
            "2018-03-04",
        ),
        ("<time>March 4, 2018</time>", None),
    ],
)
def test_a_time_element_dates_a_page_that_declares_no_date(
    times: str, published: str | None
) -> None:
    assert read(f"<title>T</title><p>{times} Words.").published == published


def test_names_in_any_case_and_values_in_character_references_are_read() -> None:
    """What is not in the markup is not looked for in the tree: that must miss nothing."""
    body = b"""<!DOCTYPE HTML><TITLE>A</TITLE><LiNk REL="c&#97;nonical" hReF="/c">
    <BASE HREF="http://b.example/"><H1 ID=top>B</H1><TIME DATETIME="2020-01-02">day</TIME>
    <INPUT TYPE="passw&#111;rd"><A NaMe=here>x</A><SCRIPT SRC="/s/x.js"></SCRIPT>
    <P STYLE="dis&#112;lay:none">unseen</P><P ROLE="navig&#97;tion">unseen</P>
    <P HIDDEN>unseen</P>"""
    page = read_page(body, (("content-type", "text/html"),), "http://a.example/x")
    assert page is not None
    assert (page.title, page.heading, page.published) == ("A", "B", "2020-01-02")
    assert page.canonical == "http://b.example/c"
    assert page.has_password_field
    assert page.anchors == {"top", "here"}
    assert page.embeds == ("/s",)
    assert "unseen" not in page.text


def test_json_ld_may_name_an_author_elsewhere_and_in_html() -> None:
    graph = """{"@graph": [{"@type": "Article", "author": {"@id": "#ada"}},
        {"@type": "Person", "@id": "#ben", "name": "Ben Okafor"},
        {"@type": "Person", "@id": "#ada", "name": "Ada O&#039;Moreau"}]}"""
    page = read(f'<title>x</title><script type="application/ld+json">{graph}</script>')
    assert page.authors == ("Ada O'Moreau",)


def test_what_is_told_without_scripts_counts_where_nothing_else_is_said() -> None:
    told = "<noscript><p>Enable JavaScript,</p><p>please.</p></noscript>"
    page = read(f"<title>T</title><body>{told}")
    assert (page.text, page.words) == ("", 0)
    assert page.unscripted == "Enable JavaScript, please."
    assert read(f"<title>T</title><body>{told}<p>Words.").unscripted is None
    assert read(f"<title>T</title><body>{told}<nav>Aside</nav>").unscripted is None
    assert read("<title>T</title><body><script>x</script>").unscripted is None
    assert len(read(f"<body><noscript>{'on ' * 5000}").unscripted or "") < 500
