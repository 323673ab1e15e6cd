"""Link headers and TimeMaps are read as RFC 8288 and RFC 6690 have them, and never break."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.archives.links import MOST_LINKS, WebLink, parse_links

AT = datetime(2018, 3, 1, 10, 15, tzinfo=UTC)
DATE = 'datetime="Thu, 01 Mar 2018 10:15:00 GMT"'


def link(target: str, rel: str, at: datetime | None = None) -> WebLink:
    return WebLink(target, frozenset(rel.split()), at)


@pytest.mark.parametrize(
    ("header", "links"),
    [
        ('<http://a.example/>; rel="original"', [link("http://a.example/", "original")]),
        ("<http://a.example/>; rel=original", [link("http://a.example/", "original")]),
        (
            f'<http://x/1>; rel="first last memento"; {DATE}',
            [link("http://x/1", "first last memento", AT)],
        ),
        (
            f'<http://x/1>;{DATE};rel="MEMENTO" , <http://x/2>;rel=timemap;type="a/b"',
            [link("http://x/1", "memento", AT), link("http://x/2", "timemap")],
        ),
        (
            '<http://x/a,b;c?d="e">; rel="memento"; title="one, <two>; \\"three\\"", <y>; rel=z',
            [link('http://x/a,b;c?d="e"', "memento"), link("y", "z")],
        ),
        ('<x>; rel="a"; rel="b"', [link("x", "a")]),
        ("<x>; title=nothing", []),
        ('<x>; rel="memento"; datetime="never"', [link("x", "memento")]),
        ('<x>; rel="a" <y>; rel="b"', [link("x", "a"), link("y", "b")]),
        ('< x >\n;\trel = "a"\n,\n<y>;rel=b', [link("x", "a"), link("y", "b")]),
        ("<x", []),
        ("nothing at all", []),
        ("", []),
        ('<x>; rel="unclosed', [link("x", "unclosed")]),
        ("<>; rel=a", []),
    ],
)
def test_a_header(header: str, links: list[WebLink]) -> None:
    assert list(parse_links(header)) == links


def test_a_timemap_is_read_to_its_bound() -> None:
    line = f'<http://x/{{}}>; rel="memento"; {DATE},\n'
    text = "".join(line.format(number) for number in range(MOST_LINKS + 10))
    assert len(list(parse_links(text))) == MOST_LINKS


@pytest.mark.parametrize(
    "unit", ["<", "<>", "<x>;", "<x>,", ";", '"', "<x>;a=", '\\"', "<x>; rel=\\"]
)
def test_long_nonsense_ends(unit: str) -> None:
    assert len(list(parse_links(unit * 100_000))) <= MOST_LINKS


URIS = st.text(st.characters(blacklist_characters=">"), min_size=1, max_size=20).map(str.strip)
RELS = st.sampled_from(["memento", "first memento", "original", "timegate"])


@given(st.lists(st.tuples(URIS.filter(bool), RELS), max_size=6))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read(pairs: list[tuple[str, str]]) -> None:
    header = ", ".join(f'<{target}>; title="a, b"; rel="{rel}"' for target, rel in pairs)
    assert [(each.target, each.rels) for each in parse_links(header)] == [
        (target, frozenset(rel.split())) for target, rel in pairs
    ]


@given(st.text(st.sampled_from('<>;,="\\ relmnto\n'), max_size=200) | st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_header_breaks_the_reading(header: str) -> None:
    for each in parse_links(header):
        assert each.target
        assert each.rels
