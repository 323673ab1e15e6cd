"""URLs that are an archive's copy of another page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import is_archive_url, unwrap
from citations.links import archived

PAGE = "https://ferry.example.org/plan?x=1"


@pytest.mark.parametrize(
    ("url", "archive", "original", "timestamp"),
    [
        (f"https://web.archive.org/web/20200102030405/{PAGE}", "wayback", PAGE, "20200102030405"),
        (f"http://web.archive.org/web/2020/{PAGE}", "wayback", PAGE, "20200101000000"),
        (f"https://web.archive.org/web/202006/{PAGE}", "wayback", PAGE, "20200601000000"),
        (f"https://web.archive.org/web/20200102id_/{PAGE}#part", "wayback", PAGE, "20200102000000"),
        (
            "https://web.archive.org/web/2020/ferry.example.org",
            "wayback",
            "http://ferry.example.org",
            "20200101000000",
        ),
        (
            "https://web.archive.org/web/2020/http:/ferry.example.org/a",
            "wayback",
            "http://ferry.example.org/a",
            "20200101000000",
        ),
        (
            "https://web.archive.org/web/2020/https%3A%2F%2Fferry.example.org%2Fa",
            "wayback",
            "https://ferry.example.org/a",
            "20200101000000",
        ),
        (f"https://archive.today/20200102/{PAGE}", "archive.today", PAGE, "20200102000000"),
        (f"https://archive.ph/2020.01.02-030405/{PAGE}", "archive.today", PAGE, "20200102030405"),
        ("https://archive.is/AbC12", "archive.today", None, None),
        ("https://perma.cc/6RCB-MMNN", "perma.cc", None, None),
        ("https://perma.cc/6RCB-MMNN?type=image", "perma.cc", None, None),
        ("http://www.webcitation.org/5eWaHRbn4", "webcitation", None, "20090212051918"),
        (f"http://www.webcitation.org/query?url={PAGE}", "webcitation", PAGE, None),
        (f"https://arquivo.pt/wayback/20200102030405/{PAGE}", "arquivo.pt", PAGE, "20200102030405"),
        (
            f"https://webarchive.nationalarchives.gov.uk/ukgwa/20200102030405/{PAGE}",
            "nationalarchives.gov.uk",
            PAGE,
            "20200102030405",
        ),
        (
            f"https://wayback.archive-it.org/1234/20200102/{PAGE}",
            "archive-it",
            PAGE,
            "20200102000000",
        ),
        ("https://ghostarchive.org/archive/Ab3-x", "ghostarchive", None, None),
        (f"https://archive.wikiwix.com/cache/20200102/{PAGE}", "wikiwix", PAGE, "20200102000000"),
        (f"https://webarchive.loc.gov/all/20200102/{PAGE}", "loc.gov", PAGE, "20200102000000"),
        (
            f"http://Archiv.example:8080/letters/20200102030405mp_/{PAGE}",
            "archiv.example",
            PAGE,
            "20200102030405",
        ),
        (f"https://pages.example/20200102030405/{PAGE}", "pages.example", PAGE, "20200102030405"),
    ],
)
def test_shapes(url: str, archive: str, original: str | None, timestamp: str | None) -> None:
    found = archived(url)
    assert found is not None
    assert (found.archive, found.original, found.timestamp) == (archive, original, timestamp)
    assert is_archive_url(url)
    assert unwrap(url) == (original or url)


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"https://evil.example/web.archive.org/web/2020/{PAGE}",
        f"https://pages.example/20200102/{PAGE}",
        f"https://pages.example/20209902030405/{PAGE}",
        f"https://pages.example/120200102030405/{PAGE}",
        "https://pages.example/20200102030405/ferry.example.org/plan",
        f"https://pages.example/share?at=/20200102030405/{PAGE}",
        f"https://notweb.archive.org.evil.example/web/2020/{PAGE}",
        f"https://web.archive.org/web/1995/{PAGE}",
        f"https://web.archive.org/web/20209999/{PAGE}",
        f"https://web.archive.org/web/99991231/{PAGE}",
        f"https://web.archive.org/web/*/{PAGE}",
        "https://web.archive.org/about",
        "https://archive.org/details/some-book",
        "https://perma.cc/about",
        "https://archive.is/faq",
        "https://archive.today/about",
        "not a url",
        "",
    ],
)
def test_no_copies(url: str) -> None:
    assert archived(url) is None
    assert not is_archive_url(url)
    assert unwrap(url) == url


def test_copies_of_copies_are_unwrapped() -> None:
    inner = f"https://archive.ph/20190203/{PAGE}"
    found = archived(f"https://web.archive.org/web/20200102/{inner}")
    assert found is not None
    assert (found.archive, found.original, found.timestamp) == ("wayback", PAGE, "20200102000000")


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text(words: str) -> None:
    for host in ("https://web.archive.org/web/2020/", "https://perma.cc/", ""):
        found = unwrap(host + words)
        assert unwrap(found) == found
