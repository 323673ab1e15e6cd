"""What editors are told of every invalid example: the place, word for word, and what to write.

`told.txt` is read line by line before it is committed. A message that changes on purpose changes
there, and is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from results import FINDINGS
from results.model import Finding

TOLD = Path(__file__).with_name("told.txt")


def lines(number: int, finding: Finding) -> Iterator[str]:
    """Code, number of the example, [note:line:column:page], address; message; suggestion."""
    place = (finding.note, finding.line, finding.column, finding.page)
    where = ":".join(str(each) for each in place if each is not None)
    yield f"{finding.code} {number} [{where}] {finding.url or '-'}"
    yield f"    {finding.message}"
    if finding.suggestion:
        yield f"    -> {finding.suggestion}"


def test_every_finding_says_what_was_agreed_on() -> None:
    said = [
        line
        for rule in FINDINGS.values()
        for number, dossier in enumerate(rule.examples().invalid)
        for finding in rule.look(dossier)
        for line in lines(number, finding)
    ]
    assert said == TOLD.read_text(encoding="utf-8").splitlines()
