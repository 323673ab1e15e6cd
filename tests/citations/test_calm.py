"""Out of the source of calm Markdown come the URLs that reading finds; of any other, none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.formats.markdown import calm
from citations.formats.unseen import may_hide
from tests.citations.gold.manuscript import manuscripts
from tests.citations.gold.setting import SETTINGS


def _whole(text: str) -> tuple[str, ...]:
    document = read(text.encode(), "a.md")
    return tuple(dict.fromkeys(link.url for _, link in document.all_links()))


def _told(text: str) -> tuple[str, ...] | None:
    found = calm.urls(text)
    return None if found is None else tuple(dict.fromkeys(found))


_TOLD = {
    "See https://a.example.org/x, “https://b.example.org/y”\nand (http://c.example.org). A.[^1]\n\n"
    "- https://d.example.org/2024?a=1&b=2\n- e\n\n[^1]: At <https://e.example.org/~f%5B>.\n": (
        "https://a.example.org/x",
        "https://b.example.org/y",
        "http://c.example.org",
        "https://d.example.org/2024?a=1&b=2",
        "https://e.example.org/~f%5B",
    ),
    '[a *fine* `b` **c**](https://a.example.org/x_y?a=1 "Why") [d](e.md#f) ![g](https://h.org)': (
        "https://a.example.org/x_y?a=1",
    ),
    "[![ok](https://i.example.org/x.svg)](https://ci.example.org)\n\n## Words\n": (
        "https://ci.example.org",
    ),
    "[a b][x] https://b.example.org [c][Y]\n\n[y]: https://c.example.org\n"
    '[X]: https://a.example.org "Z"\n\n[z]: https://unused.example.org\n': (
        "https://b.example.org",
        "https://c.example.org",
        "https://a.example.org",
    ),
    "```py\nhttps://fenced.example.org\n\tand `this\n```\nSee `setup.py`, e.g. U.S. v1.2.3.": (),
    "| a | b |\n|---|---|\n| x | https://a.example.org/1 |\n": ("https://a.example.org/1",),
    "As [t]he board [sic] said: done.\n\n- [ ] x\n- [x] y\n\n---\n\nSee https://a.example.org": (
        "https://a.example.org",
    ),
}


@pytest.mark.parametrize("text", _TOLD)
def test_what_is_told(text: str) -> None:
    assert _told(text) == _TOLD[text] == _whole(text)


@pytest.mark.parametrize(
    "text",
    [
        # What a reader sees is not what stands there.
        "See https://a.example.org/_b c_ d.",
        "See https://a.example.org/~b c~ d.",
        "See https://a.example.org&#47;b.",
        "*https://a.example.org*",
        "\\[a](https://a.example.org)",
        "| a |\n|---|\n| x | https://dropped.example.org |\n",
        "|a|b|\n|-|-|\n|`c|d` https://a.example.org|\n",
        "---\na: https://a.example.org\n---\n",
        "- x\n\n      [a](https://a.example.org)\n",
        "# A head {#https://a.example.org}\n",
        # It may go on in the next line, or begin in the one before.
        "See https://a.example.org/one-\ntwo and more.",
        "See https://a.example.org/one  \ntwo and more.",
        "See one-\nhttps://a.example.org and",
        "See one- \n  https://a.example.org and",
        "exam-\n  ple.org/x",
        # It may be code, an example, or an image's.
        "Call `curl https://a.example.org`.",
        "`a [b` c](https://a.example.org) `d`",
        "- x\n  ```\n  https://a.example.org\n  ```\n",
        "~~~\nhttps://a.example.org\n~~~\n",
        "![a *b*](https://a.example.org)",
        "![a][r]\n\n[r]: https://a.example.org",
        # Words that make a URL only together, or a note's label.
        "www.*example*.org/x",
        "See harbor.example.org for more.",
        "a.[org](b.md) and http[://](c.md)d",
        "[harbor.example.org](a.md)",
        "1[a](https://a.example.org)",
        "[1](https://a.example.org)",
        "[a `1`](https://a.example.org)",
        "1<https://a.example.org>.",
        "[![ok](a.svg)](https://a.example.org) 1. Roe",
        # A label that may mean something else.
        "[a][b](https://c.example.org)\n\n[b]: https://b.example.org",
        "[a] x\n\n[a]: https://a.example.org\n[A]: https://b.example.org",
        "[a]\n\n[A]: https://a.example.org",
        "[x][r]\n\n[r]: https://a.example.org\n\nSee https://b.example.org",
        "A note^[See https://a.example.org] in the line.",
        "[a](https://a.example.org/cdn-cgi/l/email-protection#1f)",
        "A <b>tag</b> and https://a.example.org",
    ],
)
def test_what_is_not_told(text: str) -> None:
    assert calm.urls(text) is None


@pytest.mark.parametrize("setting", [name for name, each in SETTINGS.items() if each[1] == "md"])
def test_of_the_gold_letters(setting: str) -> None:
    for letter in manuscripts():
        written = SETTINGS[setting][2](letter)
        text = written if isinstance(written, str) else written.decode()
        if not may_hide(text):
            assert _told(text) in (None, _whole(text))


_WORDS = """
https://a.org/x http://b.com/y/2024/ https://c.org/d?e=f&g=h https://d.org. (https://e.org) e.g.
[a](https://f.org) [b *c*](https://g.org/j) [`d`](https://k.org) [b **c** `d`](https://l.org/m)
[![o](https://i.io/b.svg)](https://p.org) ![p](https://i.io/c.png) [e](#f) [g](h.md) <https://m.org>
[^1] [^2]: [x][r] [y][s] [Z][R] [r] [sic] [1](https://n1.org) [*1*](https://n2.org) [h.org](i.md)
**b** *em* _u_ `code` `a.b` `c ` setup.py Roe's 1/ - > # x.org/y ¹ “ ” " ( ) . , : ; & 日本 é U.S.
https://u.org/_b c_ https://u.org/~b c~ http://x.org/a_b_ https://t.co/Abc https://a.org/- | [ ] ``
word 1. *<https://q.org>*
"""
_GAPS = (
    *(*[" "] * 8, *["\n"] * 3, *["\n\n"] * 2, "", "", "\n- ", "\n1. ", "\n> ", "\n# ", "\n  "),
    *("\n    ", "  \n", "-\n", "- \n  ", "\n\n[^1]: ", "\n[^2]: ", "\n\n[r]: https://h.org/i\n"),
    *("\n[s]: https://j.org\n", "\n```\n", "\n```\n\n", "\n---\n", "\n---\n\n", "\n===\n"),
    *("\n|a|b|\n|--|--|\n|c|d|\n", "\n| ", " |\n", " | "),
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_WORDS.split()), st.sampled_from(_GAPS)).map("".join),
        min_size=1,
        max_size=14,
    ).map("".join)
)
def test_whatever_the_text(text: str) -> None:
    assert _told(text) in (None, _whole(text))


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "|a|\n|-|\n",
            "```a\n",
            "[a `b` ",
            "[1 ",
            "[a: ",
            "![",
            "![a](b",
            "[a](b",
            "[^1]: ",
            "\n- ",
        ),
        *(
            ":*",
            ".*",
            "&a",
            "    \n",
            "[r]: https://a.org\n",
            "\n",
            "| ",
            "`",
            '[a](https://b.org "',
        ),
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    """Only the timeout of the tests would tell."""
    calm.urls("A " + unit * (400_000 // len(unit)))
