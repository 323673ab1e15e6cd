"""XML that somebody else wrote, made a tree: the one place where its parser is set up.

Rules kept here:
- No entity is resolved, no DTD is loaded, nothing is fetched, and no tree is huge.
- What is not well-formed ends as NotADocument.
"""

from __future__ import annotations

from lxml import etree

from citations.model import NotADocument


def parser(*, comments: bool) -> etree.XMLParser:
    """One that may be handed anything; `comments` and processing instructions are kept or not."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not comments,
        remove_pis=not comments,
    )


def root_of(data: bytes, what: str) -> etree._Element:
    """The root of a file, everything kept that stands in it; `what` is what messages call it.

    Raises NotADocument.
    """
    try:
        return etree.fromstring(data, parser(comments=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotADocument(f"damaged {what}: no well-formed XML") from error
