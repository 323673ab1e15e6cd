"""XML that somebody else wrote: nothing comes out of it but what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from citations.formats.trees import parser, root_of
from citations.model import NotADocument


def test_no_file_comes_in_by_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("ferry")
    data = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'.encode()
    root = root_of(data, "letter")
    assert b"ferry" not in etree.tostring(root)


def test_no_entity_grows() -> None:
    data = b'<!DOCTYPE a [<!ENTITY b "ferry"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert etree.tostring(root_of(data, "letter")) == b"<a>&c;</a>"


def test_no_dtd_is_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "letter.dtd"
    dtd.write_text('<!ATTLIST a b CDATA "ferry">')
    data = f'<!DOCTYPE a SYSTEM "{dtd.as_uri()}"><a/>'.encode()
    assert root_of(data, "letter").getroottree().docinfo.externalDTD is None


def test_a_tree_may_be_no_deeper_than_any_letter_is() -> None:
    with pytest.raises(NotADocument, match="damaged letter: no well-formed XML"):
        root_of(b"<a>" * 400 + b"</a>" * 400, "letter")


@pytest.mark.parametrize(("comments", "kept"), [(True, b"<a><!--b--><?c?></a>"), (False, b"<a/>")])
def test_comments_and_instructions_are_kept_where_they_are_wanted(
    comments: bool, kept: bytes
) -> None:
    root = etree.fromstring(b"<a><!--b--><?c?></a>", parser(comments=comments))
    assert etree.tostring(root) == kept
