"""The links alone are the links that reading finds."""

import pytest

from citations import links_in, read
from citations.model import EmptyDocument

from .test_parity import HTML, MARKDOWN, TEXT


@pytest.mark.parametrize(("data", "path"), [(TEXT, "a.txt"), (MARKDOWN, "a.md"), (HTML, "a.html")])
def test_the_same_links(data: str, path: str) -> None:
    document = read(data.encode(), path)
    all_links = sorted((link for _, link in document.all_links()), key=lambda link: link.span)
    assert len(all_links) == 3
    assert list(links_in(data.encode(), path)) == all_links


def test_what_is_no_document_is_none_here_either() -> None:
    with pytest.raises(EmptyDocument):
        links_in(b" ", "a.txt")
