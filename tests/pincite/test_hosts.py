"""A host that is told at a look is the one that urllib tells."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citations import host_of
from pincite.targets import lane_of

PIECES = st.text(alphabet="abzAZ09-._:@/%?#[]{}\\ \t\n\u00a0é", max_size=12)


@given(scheme=st.sampled_from(["http", "https", "HTTP", "ftp", ""]), host=PIECES, rest=PIECES)
@example("http", "a.example", "")
@example("https", "a.example:8080", "/x?y#z")
@example("http", "a.example:", "?q")
@example("http", "a\tb.example", "/")
@example("http", "user@a.example", "/")
@example("http", "a.example\n", "")
@settings(max_examples=100, deadline=None)
def test_a_host_is_what_urllib_says(scheme: str, host: str, rest: str) -> None:
    url = f"{scheme}://{host}{rest}"
    try:
        expected = urlsplit(url).hostname or ""
    except ValueError:
        expected = ""
    assert host_of(url) == expected
    assert lane_of(url) == (expected if scheme.lower() in ("http", "https") else "")


def test_hosts() -> None:
    assert host_of("https://User@A.Example:8443/x") == "a.example"
    for none in ("mailto:a@b.example", "", "http://[broken", "not a url"):
        assert host_of(none) == ""
