"""Drafts of passages: what they say, and where their links lie."""

from __future__ import annotations

from citations.formats.composing import Draft
from citations.model import LinkForm, Span


def test_a_link_over_a_blank_at_the_end_lies_in_the_text() -> None:
    draft = Draft()
    draft.say("Dear Senator: ")
    draft.link("https://example.org/", draft.say(" "))
    draft.finish(LinkForm.ANNOTATION)
    assert draft.text == "Dear Senator:"
    assert [link.at for link in draft.links] == [Span(13, 13)]
