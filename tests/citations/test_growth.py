"""Four times the text is four times the work, whatever it is: counted in calls, not in time."""

import html
import io
import zipfile
from collections.abc import Iterator

import pytest

from citations import read
from citations.grammar import stretches
from citations.grammar.desk import Desk
from citations.model import Span
from tests.citations.counting import calls
from tests.citations.formats.docx.docx_builder import Docx, note, paragraph, reference, run

_FEW = 150
_KINDS = (
    "See https://a.example.org/x_(y)/z?q=1. ",
    "([{ a ",
    "“a ‘b’ ",
    "2018, ",
    "Id. ",
    "Roe, supra note 2. ",
    "§ 5, ",
    "8 U.S.C. § 1373; ",
    "Roe v. Doe, 5 U.S. 1 (1999). ",
    "the Example Act found ",
    "a\n",
    "a\n\n",
    "*a* ",
    "a.¹² ",
    "<http://a ",
    "A. B. ",
    "Roe, J., ",
    "Roe, J. A.; ",
    "Roe JA, ",
    "Roe, J. (2001). In K. Doe (Ed.), ",
    "ROE Jane, Title, Paris, 1999, p. 5. ",
    "A [b](https://a.example.org/c) ",
)


def _written(text: str, suffix: str) -> bytes:
    if suffix == "html":
        lines = html.escape(text).replace("\n", "<br>")
        return f"<!DOCTYPE html><html><body><p>{lines}</p></body></html>".encode()
    if suffix == "docx":
        return _zipped(Docx(body=paragraph(run(text))))
    return text.encode()


def _zipped(docx: Docx) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in docx.parts().items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
@pytest.mark.parametrize("kind", _KINDS)
def test_text_of_one_kind(kind: str, suffix: str) -> None:
    read(_written(kind * 9, suffix), f"x.{suffix}")  # what is made once is made here
    few = calls(_written(kind * _FEW, suffix), f"x.{suffix}")
    many = calls(_written(kind * (4 * _FEW), suffix), f"x.{suffix}")
    assert many < 4.4 * few + 500


def _sources(count: int) -> Iterator[tuple[int, str]]:
    for number in range(1, count + 1):
        if number % 3 == 0:
            yield number, "Id. at 5."
        elif number % 3 == 1:
            yield number, f"Roe, supra note {max(1, number - 2)}."
        else:
            yield number, f"See Jane Roe, A Title, 5 J. L. {number}, 9 (1999) (“it {number} is”)."


def _letter(count: int, suffix: str) -> bytes:
    """A letter with so many notes, each on words of its own."""
    notes = list(_sources(count))
    if suffix == "html":
        body = "".join(
            f'<p>Boats run full.<sup><a href="#fn{n}" id="r{n}">{n}</a></sup></p>' for n, _ in notes
        )
        items = "".join(
            f'<li id="fn{n}"><p>{n}. {words} <a href="#r{n}">↩</a></p></li>' for n, words in notes
        )
        return f"<html><body>{body}<ol>{items}</ol></body></html>".encode()
    if suffix == "docx":
        body = "".join(paragraph(run("Boats run full."), reference(str(n))) for n, _ in notes)
        return _zipped(
            Docx(body=body, footnotes="".join(note(str(n), run(words)) for n, words in notes))
        )
    if suffix == "md":
        lines = [f"Boats run full.[^{n}]" for n, _ in notes]
        lines += [f"[^{n}]: {words}" for n, words in notes]
    else:
        raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
        lines = [f"Boats run full.{str(n).translate(raised)}" for n, _ in notes]
        lines += [f"{str(n).translate(raised)} {words}" for n, words in notes]
    return "\n\n".join(lines).encode()


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
def test_letters(suffix: str) -> None:
    few, many = _letter(_FEW, suffix), _letter(4 * _FEW, suffix)
    assert len(read(many, f"x.{suffix}").notes) == 4 * _FEW
    assert calls(many, f"x.{suffix}") < 4.4 * calls(few, f"x.{suffix}") + 500


def _of_many_parts(kind: str, count: int, suffix: str) -> bytes:
    """A document of so many links, headings, cells, or notes to one paragraph."""
    numbers = range(1, count + 1)
    if suffix == "html":
        parts = {
            "links": "<p>See <a href='https://a{0}.example.org/'>this {0}</a>.</p>",
            "headings": "<h2>Part {0}</h2>",
            "cells": "<tr><td>a {0}</td><td>[{0}]</td></tr>",
            "notes": "Boats run full.<sup><a href='#fn{0}' id='r{0}'>{0}</a></sup> ",
        }
        body = "".join(parts[kind].format(n) for n in numbers)
        told = "".join(f"<li id='fn{n}'>Roe, Title {n}.</li>" for n in numbers)
        around = {"cells": "<table>{}</table>", "notes": f"<p>{{}}</p><ol>{told}</ol>"}
        return around.get(kind, "{}").format(body).encode()
    parts = {
        "links": "See https://a{0}.example.org/x.\n\n",
        "headings": "## Part {0}\n\n",
        "cells": "| a {0} | [{0}] |\n",
        "notes": "Boats run full.[^{0}] " if suffix == "md" else "Boats run full.[{0}] ",
    }
    body = "".join(parts[kind].format(n) for n in numbers)
    if kind == "cells" and suffix == "md":
        body = "| a | b |\n|---|---|\n" + body
    elif kind == "notes":
        label = "[^{0}]: " if suffix == "md" else "[{0}] "
        body += "".join(f"\n\n{label.format(n)}Roe, Title {n}." for n in numbers)
    return body.encode()


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize("kind", ["links", "headings", "cells", "notes"])
def test_many_parts(kind: str, suffix: str) -> None:
    read(_of_many_parts(kind, 9, suffix), f"x.{suffix}")
    few = calls(_of_many_parts(kind, _FEW, suffix), f"x.{suffix}")
    many = calls(_of_many_parts(kind, 4 * _FEW, suffix), f"x.{suffix}")
    assert many < 4.4 * few + 500


def test_markers_of_a_sentence_without_end_share_its_parts() -> None:
    body = "One ends. " + "boats[^1] and " * 3000
    document = read(f"{body}\n\n[^1]: x".encode(), "x.md")
    assert len(document.references) == 3000
    told = {id(each.sentence): each.sentence for each in document.references}
    assert sum(map(len, told.values())) < 2 * len(body)
    for each in document.references:
        assert each.clause in each.sentence
        assert each.span in each.sentence_span
        assert len(each.sentence) < 6000


def test_a_title_of_a_rule_is_not_sought_in_all_that_stands_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []
    may_cite = stretches._may_cite

    def counted(desk: Desk, at: Span) -> bool:
        looked.append(len(at))
        return may_cite(desk, at)

    monkeypatch.setattr(stretches, "_may_cite", counted)
    work = []
    for count in (_FEW, 4 * _FEW):
        looked.clear()
        read(f"a[^1]\n\n[^1]: {'a; Fed. Reg. b ' * count} 5".encode(), "x.md")
        work.append(sum(looked))
    assert work[1] < 4.4 * work[0]


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
def test_no_pattern_is_compiled_for_a_note(suffix: str) -> None:
    read(_letter(9, suffix), f"x.{suffix}")
    letter = _letter(_FEW, suffix)
    first = calls(letter, f"x.{suffix}")
    assert first < 1.3 * calls(letter, f"x.{suffix}")
