"""The URLs alone are the URLs that reading finds, in the same order, each once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import FORMATS, read, urls_in
from citations.addresses import _MARKDOWN as MARKDOWN_NAMES
from citations.addresses import _is_called_markdown
from citations.detection import detect
from citations.formats.decoding import plain
from citations.formats.markdown import events, rendered
from citations.formats.markdown.addresses import urls
from citations.model import EmptyDocument, NotADocument
from tests.citations.gold.manuscript import manuscripts
from tests.citations.gold.seeds import seeds
from tests.citations.gold.setting import SETTINGS

from .test_parity import HTML, MARKDOWN, TEXT

_HOME = Path(__file__).resolve().parents[2]
_PAGES = sorted([*_HOME.glob("*.md"), *_HOME.glob("docs/**/*.md"), *_HOME.glob("examples/**/*.md")])


def _whole(data: bytes, path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.url for _, link in read(data, path).all_links()))


@pytest.mark.parametrize(("text", "path"), [(TEXT, "a.txt"), (MARKDOWN, "a.md"), (HTML, "a.html")])
def test_of_every_format(text: str, path: str) -> None:
    assert len(_whole(text.encode(), path)) == 3
    assert urls_in(text.encode(), path) == _whole(text.encode(), path)


@pytest.mark.parametrize("setting", [name for name, each in SETTINGS.items() if each[1] == "md"])
def test_of_the_gold_letters(setting: str) -> None:
    told = 0
    for letter in manuscripts():
        written = SETTINGS[setting][2](letter)
        data = written.encode() if isinstance(written, str) else written
        whole = _whole(data, "a.md")
        assert urls_in(data, "a.md") == whole
        assert events.urls(data.decode()) in (None, whole)
        told += bool(rendered.urls(data.decode()))
    assert told > 20


@pytest.mark.skipif(not seeds(), reason="the seed letters are not beside the checkout")
def test_of_the_seeds() -> None:
    for name, data, _ in seeds():
        assert urls_in(data, name) == _whole(data, name)


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_of_the_projects_own_pages(page: Path) -> None:
    data = page.read_bytes()
    assert urls_in(data, page.name) == _whole(data, page.name)


_QUICK = {
    "# Boats\n\n[![ok](https://i.example.org/x.svg)](https://ci.example.org)\n": (
        "https://ci.example.org",
    ),
    "No link in this paragraph.\n\nSee <https://a.example.org>.\nAnd [b](https://b.example.org) "
    "at https://c.example.org/x_(y).\n": (
        "https://a.example.org",
        "https://b.example.org",
        "https://c.example.org/x_(y)",
    ),
    "[a][x] https://b.example.org [c][y]\n\n[y]: https://c.example.org\n[x]: https://a.example.org"
    "\n[z]: https://unused.example.org\n": (
        "https://b.example.org",
        "https://c.example.org",
        "https://a.example.org",
    ),
    "```\nhttps://fenced.example.org\n```\n\n    https://indented.example.org\n": (
        "https://indented.example.org",
    ),
    "Call `setup.py` or see [the *fine* `code`](//a.example.org/b).\n": (
        "https://a.example.org/b",
    ),
    "| a | b |\n|---|---|\n| x | https://a.example.org/1 | https://dropped.example.org |\n": (
        "https://a.example.org/1",
    ),
    "[here](#part) [ports.example.org](/x) e.g. U.S. v1.2.3\n": ("https://ports.example.org",),
    "www.*example*.org/x and `a`.py\n": ("https://www.example.org/x",),
    "![www.example.org[^2]\n](//a.example.org)\n\n[^2]: Word\n\n[^3]: Word\n": (
        "https://www.example.org",
    ),
    "A note.[^1]\n\n[^1]: See https://a.example.org/b.\n": ("https://a.example.org/b",),
}


@pytest.mark.parametrize("text", _QUICK)
def test_without_reading_the_file_whole(text: str) -> None:
    assert urls(text.encode()) == _QUICK[text] == _whole(text.encode(), "a.md")


_RENDERED = {
    "See https://a.example.org/x, “https://b.example.org/y”\nand (http://c.example.org).[^1]\n\n"
    "- https://d.example.org/2024?a=1&b=2\n\n[^1]: At https://e.example.org/%5Bf.\n": (
        "https://a.example.org/x",
        "https://b.example.org/y",
        "http://c.example.org",
        "https://d.example.org/2024?a=1&b=2",
        "https://e.example.org/%5Bf",
    ),
    '[a *fine* `b`](https://a.example.org/x_(y)?a=1&amp;b=2 "Why") <https://b.example.org/%5B>.': (
        "https://a.example.org/x_(y)?a=1&b=2",
        "https://b.example.org/%5B",
    ),
    "[![ok](https://i.example.org/x.svg)](https://ci.example.org)\n![of http://x.example.org](y)": (
        None
    ),
    "[a][x] https://b.example.org [c][y]\n\n[y]: https://c.example.org\n[x]: https://a.example.org"
    '\n[z]: https://unused.example.org "Z"\n': (
        "https://b.example.org",
        "https://c.example.org",
        "https://a.example.org",
    ),
    "```py\nsee https://fenced.example.org\n```\n\n~~~\nhttp://a.example.org b\n~~~\n": (),
    "[b](c.md#d) and ![e](f.png)": (),
    "Call `setup.py`, e.g. U.S. v1.2.3 and 3.5 p.m. [part](#part) of it.[^1]\n\n[^1]: Word": (),
    # What may be something else is left to those who look closer.
    "See [x](https://a.example.org/[b]).": None,
    "Call `curl https://a.example.org -o b`.": None,
    "See harbor.example.org for more.": None,
    "See https://a.example.org/one-\ntwo and more.": None,
    "See https://a.example.org¹ and": None,
    "[x][r]\n\n[r]: https://a.example.org\n\nSee https://b.example.org": None,
    "[mail](mailto:a@example.org)": None,
    "A <b>tag</b>.": None,
    "¹[![ok](a.svg)](https://a.example.org) See x.\n\n[^1]: ": None,
    "[![ok](a.svg)](https://a.example.org)\n\n1. [x](https://b.example.org)": (
        "https://a.example.org",
        "https://b.example.org",
    ),
    "`b\n` [r]: https://a.example.org\n` c": None,
    "[x][r] [y][s] [z][t]\n\n[r]: https://a.org\n[s]: https://b.org\n[t]: https://a.org": None,
    "# A head {#https://a.example.org}\n": None,
    "    https://a.example.org/x": None,
    "-     https://a.example.org\n\n```\ncode\n```": None,
}


@pytest.mark.parametrize("text", _RENDERED)
def test_out_of_the_page(text: str) -> None:
    found = rendered.urls(text)
    assert (None if found is None else tuple(dict.fromkeys(found))) == _RENDERED[text]
    data = text.encode()
    assert urls_in(data, "a.md") == _whole(data, "a.md")
    assert _RENDERED[text] in (None, _whole(data, "a.md"))


def test_a_link_without_words_in_a_label_is_read_whole() -> None:
    text = "¹[![ok](a.svg)](https://a.example.org) See x.\n\n[^1]: "
    assert urls(text.encode()) is None
    assert _whole(text.encode(), "a.md") == ()


@pytest.mark.parametrize(
    "text",
    [
        "See https://a.example.org/one-\ntwo and more.",
        "See <https://a.example.org>=\nd.example.org",
        "Call `curl https://a.example.org`.",
        'An <a href="https://a.example.org">anchor</a>.',
        '<p><img src="https://a.example.org/b.png"></p>',
        "www.example.org/a[1] and ¹https://a.example.org",
        "[<https://a.example.org>](https://b.example.org)",
        "A note^[See https://a.example.org] in the line.",
        "[x][r]\n\n[r]: https://a.example.org\n\nSee https://b.example.org",
        "[¹](https://a.example.org#back) See Vale.",
        "exam-\nple.org/x",
    ],
)
def test_what_is_unclear_is_read_whole(text: str) -> None:
    data = text.encode()
    assert urls(data) is None
    assert urls_in(data, "a.md") == _whole(data, "a.md")


_MARKS = """
https://a.org/x http://b.com www.c.net/y d.org e.g. U.S. setup.py word Word - 1. 2) > # ` ``` ~~~ *
** _ ~~ [ ](https://f.org) ](//g.org) ](#x) ](/p.q) ] [^1] [^2] [^n] [r] ![ <https://m.org> <b> </b>
<p> </a> <!-- --> < > | &amp; &#46; & \\ \\. / . , : :// ( ) ¹ ² † (1) [1] 1/ “ é ^[ {#id} = ? 日
<sup>1</sup> + Id. --- === t:v
"""
_SPACES = [" ", "\n", "\n\n", "\n\n\n", "    ", "\t", "\r\n", "-\n", "---\n"]
_LINES = ["\n[^1]: ", "\n\n[r]: https://h.org/i\n", "[r]: https://j.org\n", "\n|--|--|\n", "```\n"]
_SCRAPS = st.one_of(
    st.sampled_from(_MARKS.split()),
    st.sampled_from([*_SPACES, *_LINES, '<a href="https://n.org">']),
)


_CALM = """
https://a.org/x http://b.com/y/2024/ https://c.org/d?e=f&g=h e.g. U.S. setup.py word Roe's 1/ - > #
[a](https://f.org) [b *c*](https://g.org/j) [`d`](//k.org) [https://l.org](https://l.org/m) (2024)
[![o](https://i.io/b.svg)](https://p.org) ![p](https://i.io/c.png) [e](#f) [g](h.md) <https://m.org>
[^1] [x][r] **b** *em* `code` ¹ “ ” " ( ) . , : & 日本 é www.n.org o.org/p https://q.org/%20r
"""
_CALM_SPACES = [" "] * 6 + ["\n", "\n\n", "\n- ", "\n    ", "", "\n\n[^1]: ", _LINES[1]]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_CALM.split()), st.sampled_from(_CALM_SPACES)).map("".join),
        min_size=1,
    ).map("".join)
)
def test_of_calm_markdown(text: str) -> None:
    found = rendered.urls(text)
    if found is not None:
        assert tuple(dict.fromkeys(found)) == _whole(text.encode(), "a.md")


_CALM_BLOCKS = (
    "Roe came.[^1]", "[^1]: *Id.* at 2.", "46 U.S.C. § 291", "See <https://a.org>.", "a:\u00ad//b",
    "At b.org/x now.[^2]", "[^2]: http:*//c.org*", "> d.", "--- e", "--\n---", "f\n---", "“g.”",
    "www\u200b.h.org", "i.\u00adorg/x", "j & k", "[^3]: [l](https://l.org)", "m\n  n", "  o", "",
    "[^p]: https://p.org", "`q`", "r: [s]", "¹ t.", "https://u.org/[^1]", "v\\", "w\tx\n---\ny: z",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_CALM_BLOCKS), min_size=1, max_size=9).map("\n\n".join))
def test_blocks_without_links_are_left_out_rightly(text: str) -> None:
    if text and not text.isspace():
        data = text.encode()
        assert urls_in(data, "a.md") == _whole(data, "a.md")


def test_what_is_called_markdown_is_what_the_format_says() -> None:
    assert FORMATS["markdown"].suffixes == MARKDOWN_NAMES


@settings(max_examples=100, deadline=None)
@given(st.lists(_SCRAPS, min_size=2, max_size=30).map("".join))
def test_whatever_the_markdown(text: str) -> None:
    data = text.encode()
    if text.isspace():
        with pytest.raises(EmptyDocument):
            urls_in(data, "a.md")
        return
    assert urls_in(data, "a.md") == _whole(data, "a.md")
    if _is_called_markdown(data, "a.md") and plain(data) is not None:
        found = detect(data, "a.md")
        assert found is not None
        assert found.name == "markdown"


@pytest.mark.parametrize(
    ("data", "told"), [(b"Word " + b"\x01" * 400, NotADocument), (b" ", EmptyDocument)]
)
def test_what_is_no_document_is_none_here_either(data: bytes, told: type[Exception]) -> None:
    with pytest.raises(told) as one:
        urls_in(data, "a.md")
    with pytest.raises(told) as other:
        read(data, "a.md")
    assert str(one.value) == str(other.value)


@pytest.mark.parametrize(
    "unit",
    [
        *("://", "`a.b", "`", "[", "*", "-\n", "<http://", "[a](//b)", "\n\n", "&", "a.b/", "(1)"),
        *("^", " https://a.org/b", "[a](https://b.org) ", "[![a](b)](https://c.org)", "[a]: b\n"),
        *("<https://a.org> ", "![a](https://b.org) ", "{a}\n", "    a\n", "a.bc ", "[\\a", "\n[a"),
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    """Only the timeout of the tests would tell."""
    urls(("A " + unit * (300_000 // len(unit))).encode())
