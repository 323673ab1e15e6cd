"""JUnit and Atom against schemas of theirs, whatever stands in letters and on pages.

The schemas are written by hand (schemas/), as strict as the strictest reader that is documented.
SARIF is held against the standard's own schema in test_sarif.py.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from results import ReportOptions
from results.model import Finding, Severity
from results.over_time.changes import compare

from .builders import MemoryReport, report, with_findings
from .test_formats import RUN, written
from .test_html import HOSTILE, HOSTILE_URLS
from .test_machines import ANY, hostile

SCHEMAS = Path(__file__).parent / "schemas"
CONTROLS = st.text(
    st.characters(categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp")) | st.sampled_from("￾￿"),
    max_size=20,
)


@cache
def schema(name: str) -> etree.XMLSchema | etree.RelaxNG:
    if name == "junit":
        return etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd")))
    return etree.RelaxNG(etree.parse(str(SCHEMAS / "atom.rng")))


def hold(name: str, run: MemoryReport, options: ReportOptions | None = None) -> None:
    """A report is what its readers take."""
    text = written(name, run, options).encode()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    schema(name).assertValid(etree.fromstring(text, parser))


def changed() -> MemoryReport:
    now = RUN.told[0]
    old = Finding("PC101", "orphan-reference", Severity.ERROR, "m", "p", note="99")
    letter = replace(now, changes=compare((old,), now.findings))
    return MemoryReport((letter, *RUN.told[1:]), replace(RUN.run, finished_at=None))


RUNS = {"every verdict": RUN, "no letters": report(), "changes": changed()}
NAMES = ("junit", "atom")


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("name", NAMES)
def test_a_run(name: str, run: MemoryReport) -> None:
    hold(name, run)


@pytest.mark.parametrize("text", ["", *HOSTILE, *HOSTILE_URLS, "]]>", "&#0;", "\x00\x1b[31m\ufffe"])
@pytest.mark.parametrize("name", NAMES)
def test_hostile_words(name: str, text: str) -> None:
    hold(name, hostile(text), ReportOptions(title=text))


@pytest.mark.parametrize("name", NAMES)
@given(text=ANY | CONTROLS)
@settings(max_examples=100, deadline=None)
def test_any_words(name: str, text: str) -> None:
    hold(name, hostile(text), ReportOptions(title=text))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("junit", ' tests="', ' test="'),
        ("junit", ' errors="0"', ' errors="none"'),
        ("junit", "<testcase ", '<testcase file="a.txt" '),
        ("junit", 'name="note 1: ', 'nom="note 1: '),
        ("junit", "<system-out>", "<system-out><b/>"),
        ("atom", "<updated>", "<updated>on "),
        ("atom", "<author><name>pincite</name></author>", ""),
        ("atom", "<content>", "<content><b/>"),
        ("atom", ' term="PC', ' Term="PC'),
        ("atom", "<id>urn:uuid:", "<id>"),
        ("atom", ' href="http', ' href="javascript'),
    ],
)
def test_the_schemas_can_say_no(name: str, old: str, new: str) -> None:
    text = written(name)
    assert old in text
    assert not schema(name).validate(etree.fromstring(text.replace(old, new).encode()))


@pytest.mark.parametrize(
    "slugs", [("x", "x", "x (2)"), ("x (2)", "x", "x"), ("a\ud800", "a\ud801")]
)
def test_no_two_cases_of_a_letter_have_one_name(slugs: tuple[str, ...]) -> None:
    """GitLab keeps the first of them only."""
    letter = RUN.told[0].dossier
    path = letter.document.path
    found = (Finding("PC201", slug, Severity.ERROR, "m", path, 1, 1) for slug in slugs)
    hold("junit", with_findings(letter, *found))
