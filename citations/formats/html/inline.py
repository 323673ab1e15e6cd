"""Notes that stand within their sentence, to be shown beside it or on demand.

Rules kept here:
- One that no mark stands before is its own mark. Its number is the one that it bears, or it is
  counted.
- A note right behind a reference that leads elsewhere is a copy of the note there.
- Of notes within notes the outermost counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from bs4 import Tag

from citations.values import value

from ...late import late_regex
from .marks import is_raised, upwards
from .tree import BLOCKS, Words, attribute, words_of

_INLINE_NAME = late_regex(r"(?:[a-z]+-)?(?:foot|end|side)-?note")
"""Elements of a page's own making."""
_INLINE_CLASS = late_regex(
    r"(?:^|\s)(?:sidenote|modern-footnotes-footnote__note|ltx_note_outer|footnote_tooltip"
    r"|(?:inline-?)?(?:foot|end)note(?:-(?:text|content|body))?)(?:\s|$)"
)
_NEVER = BLOCKS | {"a", "sup", "label", "button"}


@value
class InlineNote:
    """An element within a sentence that is a note."""

    label: str
    shown: str
    called: bool
    """A mark stands before it; where none does, it is its own."""


def inline_notes(
    tags: Sequence[Tag], targets: Mapping[str, Tag], references: Collection[int]
) -> tuple[dict[int, InlineNote], set[int]]:
    """Notes among `tags`, and copies of notes that stand elsewhere, by `id` of a tag.

    `targets` has the elements that references lead to by label, `references` the `id` of anchors.
    """
    labels = {id(target): label for label, target in targets.items()}
    around = {id(target) for target in targets.values() if not is_inline_note(target)}
    found: dict[int, InlineNote] = {}
    copies: set[int] = set()
    for tag in tags:
        if any(id(parent) in found or id(parent) in around for parent in upwards(tag, 6)):
            continue
        label = labels.get(id(tag), "")
        if not label and _is_behind(tag, references):
            copies.add(id(tag))
            continue
        before = _number_before(tag)
        shown = _number_of(tag) or before or str(len(found) + 1)
        called = bool(label) or before == shown
        label = label or (shown if called else f"note within {len(found) + 1}")
        found[id(tag)] = InlineNote(label, shown, called)
    return found, copies


def is_inline_note(tag: Tag) -> bool:
    """True for a note that stands within its sentence, to be shown beside it or on demand."""
    if "note" in tag.name:
        called = _INLINE_NAME.fullmatch(tag.name) is not None
    else:
        classes = attribute(tag, "class") if tag.attrs else ""
        called = bool(classes) and tag.name not in _NEVER and bool(_INLINE_CLASS.search(classes))
    return called and " " in words_of(tag).strip()


def _number_of(tag: Tag) -> str:
    """The number that a note within a sentence bears in an element of its own, "" for none."""
    given = attribute(tag, "data-mfn")
    if given.isdecimal() and len(given) < 6:
        return given
    for node in islice(tag.descendants, 8):
        if isinstance(node, Words) and node.strip():
            words = node.strip().strip("[]().")
            around = node.parent
            return words if words.isdecimal() and len(words) < 6 and around is not tag else ""
    return ""


def _number_before(tag: Tag) -> str:
    """The number that stands raised, or in brackets, right before a tag; "" where none does."""
    node = tag.previous_element
    for _ in range(8):
        if isinstance(node, Words) and node.strip():
            words = node.strip()
            inner = words.strip("[]()")
            around = node.parent
            marked = inner != words or (isinstance(around, Tag) and is_raised(around))
            return inner if marked and inner.isdecimal() and len(inner) < 6 else ""
        node = node.previous_element if node is not None else None
    return ""


def _is_behind(tag: Tag, references: Collection[int]) -> bool:
    """True where one of the references stands right before a tag."""
    node = tag.previous_element
    for _ in range(8):
        if isinstance(node, Tag) and id(node) in references:
            return True
        node = node.previous_element if node is not None else None
    return False
