"""Quotation marks that nothing closes, and everything that only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.unclosed import never_closed
from tests.citations.gold.manuscript import Manuscript, manuscripts
from tests.citations.gold.setting import SETTINGS

CLOSED = (
    ("He said “no” to it.",),
    ("“One.", "“Two.", "“Three.", "“Four.", "“Five.", "“Six.", "“Seven.", "“Eight.”"),
    ('"One.', '"Two.', '"Three."'),
    ("“One paragraph", "and its end on the next page.”"),
    ('"One.', 'Two."'),
    ("“The “Late” Ferry,” he said.",),
    ("“He asked: ‘Why?’” she wrote.",),
    ("The ’90s, the mayors’ letter, rock ’n’ roll, ’tis.",),
    ('A 6" pipe, 5\' 2" tall, a "straight" mark, "twice."',),
    ("A 6” pipe stands 5’ 2” high.",),
    ("„So“, sagt er, „ist es“.",),
    ("„So”, mówi.",),
    ("The “word“ is set by a program that knows no better.",),
    ("单击“运行“按钮，再单击“停止“按钮。",),
    ("이 “키워드(keyword)“라는 개념, “그게 뭐죠?“라고 “네.”",),
    ('Delete a line ["x]dd, or ["x]d.',),
    ('calling it “late".',),
    ("« Ainsi » dit-il, « et »",),
    ('The table says " ditto.', 'And " again.'),
    ("“Para one.", "“He said “no” to me.”"),
    ("“She asks:", "- one", "- two", "and stops.”"),
)
OPEN = (
    (("He said “no to it.", "Nobody did."), [(0, 8)]),
    (("“One.", "“Two.", "Three, and no more."), [(0, 0)]),
    (('He said "no to it, and "yes" to that.',), [(0, 8)]),
    (("“He said “no” to it.",), [(0, 0)]),
    (("那个“单击“运行”按钮。",), [(0, 2)]),
    (("He said “a.”", "“B,” she said, “and c"), [(1, 15)]),
    (("“A.", "“B.”", "So it is “c."), [(2, 9)]),
    (('He said "a.', *("Prose.",) * 20, 'And "b" too.'), [(0, 8)]),
    (("He said “a.", *("Prose.",) * 20, "And then b.”"), [(0, 8)]),
)


@pytest.mark.parametrize("paragraphs", CLOSED, ids=lambda each: each[0][:30])
def test_no_alarm(paragraphs: tuple[str, ...]) -> None:
    assert list(never_closed(paragraphs)) == []


@pytest.mark.parametrize(("paragraphs", "places"), OPEN)
def test_open(paragraphs: tuple[str, ...], places: list[tuple[int, int]]) -> None:
    assert [(each.paragraph, each.offset) for each in never_closed(paragraphs)] == places


@pytest.mark.parametrize("letter", manuscripts(), ids=lambda letter: letter.name)
def test_the_gold_letters_close_what_they_open(letter: Manuscript) -> None:
    for setting in ("txt", "txt, pages", "html, plain", "md", "docx", "pdf"):
        _, suffix, setter = SETTINGS[setting]
        assert read(setter(letter), f"{letter.name}.{suffix}").unclosed == (), setting


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.txt", "Dear all,\n\nIt says “crime fell by half.\n\nNobody asked.\n", 3),
        ("a.md", '# Letter\n\nIt says *“crime* fell by half. Run `say "hi` first.\n\nNo.\n', 3),
        ("a.html", "<p>Dear all,</p>\n<p>It says “crime <b>fell</b> by half.</p>\n<p>No.</p>", 2),
    ],
)
def test_it_is_told_where_it_stands(name: str, data: str, line: int) -> None:
    (opened,) = read(data.encode(), name).unclosed
    assert opened.raw.startswith("“crime fell by half.")
    assert opened.line == line
    assert data[opened.span.start : opened.span.end].lstrip("*").startswith("“")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="“”„\"a 6'’‘\n(", max_size=40), max_size=20))
def test_whatever_stands_there(paragraphs: list[str]) -> None:
    for each in never_closed(paragraphs):
        assert paragraphs[each.paragraph][each.offset] in '“„"'
