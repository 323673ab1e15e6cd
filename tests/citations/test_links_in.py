"""The links alone are the links that reading finds."""

import pytest

from citations import links_in, read, urls_in
from citations.model import EmptyDocument

from .test_parity import HTML, MARKDOWN, TEXT


@pytest.mark.parametrize(("data", "path"), [(TEXT, "a.txt"), (MARKDOWN, "a.md"), (HTML, "a.html")])
def test_the_same_links(data: str, path: str) -> None:
    document = read(data.encode(), path)
    all_links = sorted((link for _, link in document.all_links()), key=lambda link: link.span)
    assert len(all_links) == 3
    assert list(links_in(data.encode(), path)) == all_links


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "lead",
    [
        "<https://harbor.example.org/plan>",
        "[the plan](https://harbor.example.org/plan)",
        "[the plan](https://harbor.example.org/plan)7",
    ],
)
def test_an_address_that_touches_a_link_is_another_one(lead: str, path: str) -> None:
    data = f"See {lead}https://ferry.example.org/fares too.\n".encode()
    urls = [link.url for link in links_in(data, path)]
    assert urls == ["https://harbor.example.org/plan", "https://ferry.example.org/fares"]
    assert urls_in(data, path) == tuple(urls)


def test_what_is_no_document_is_none_here_either() -> None:
    with pytest.raises(EmptyDocument):
        links_in(b" ", "a.txt")
