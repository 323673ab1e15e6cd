"""--fail-on: severities, codes, ranges."""

from __future__ import annotations

import pytest

from pincite.failon import fails, parse_fail_on
from results.model import Finding, Severity


def finding(code: str, severity: Severity) -> Finding:
    return Finding(code, "slug", severity, "message", "letter.txt")


@pytest.mark.parametrize(
    ("text", "code", "severity", "expected"),
    [
        ("error", "PC201", Severity.ERROR, True),
        ("error", "PC201", Severity.WARNING, False),
        ("warning", "PC201", Severity.ERROR, True),
        ("note", "PC201", Severity.NOTE, True),
        ("never", "PC201", Severity.ERROR, False),
        ("PC201", "PC201", Severity.NOTE, True),
        ("pc201", "PC202", Severity.ERROR, False),
        ("PC2xx", "PC299", Severity.NOTE, True),
        ("PC2xx", "PC300", Severity.ERROR, False),
        ("PC201-PC203", "PC203", Severity.NOTE, True),
        ("PC201-PC203", "PC204", Severity.NOTE, False),
        ("PC1xx-PC2xx", "PC250", Severity.NOTE, True),
        ("PC5xx, error", "PC101", Severity.ERROR, True),
        (" PC5xx , pc1XX ", "PC101", Severity.NOTE, True),
    ],
)
def test_what_fails(text: str, code: str, severity: Severity, expected: bool) -> None:
    assert fails(finding(code, severity), parse_fail_on(text)) is expected


@pytest.mark.parametrize("text", ["", " , ", "fatal", "PC2", "PC2xxx", "PC201-", "201", "PC1xx-2"])
def test_what_is_no_condition(text: str) -> None:
    with pytest.raises(ValueError, match=r"is (no severity|empty)"):
        parse_fail_on(text)


@pytest.mark.parametrize("text", ["PC299", "error,pc000", "PC9xx", "PC320-PC399", "PC203-PC201"])
def test_what_no_finding_is_called(text: str) -> None:
    """A slip of the hand would else never fail anything."""
    with pytest.raises(
        ValueError, match=r"no finding is called '[PCpc0-9x-]+' \(`pincite explain`"
    ):
        parse_fail_on(text)
