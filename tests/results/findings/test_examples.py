"""Every finding against its own examples: what it must tell, and what it must let pass."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import results.findings
from checker import REASONS
from results import FINDINGS
from results.findings import Rule
from results.model import Dossier

EXAMPLES = [
    (rule, kind, number, dossier)
    for rule in FINDINGS.values()
    for kind in ("valid", "invalid")
    for number, dossier in enumerate(getattr(rule.examples(), kind))
]


@pytest.mark.parametrize(
    ("rule", "kind", "dossier"),
    [
        pytest.param(rule, kind, dossier, id=f"{rule.code}-{kind}-{number}")
        for rule, kind, number, dossier in EXAMPLES
    ],
)
def test_example(rule: Rule, kind: str, dossier: Dossier) -> None:
    found = list(rule.look(dossier))
    assert bool(found) is (kind == "invalid"), found
    for each in found:
        assert (each.code, each.slug, each.severity) == (rule.code, rule.slug, rule.severity)
        assert each.path == "letter.txt"
        assert each.message.endswith("."), each.message
        assert "\n" not in each.message


@pytest.mark.parametrize("rule", FINDINGS.values(), ids=lambda rule: rule.code)
def test_rule_is_told_in_full(rule: Rule) -> None:
    assert rule.examples().valid
    assert rule.examples().invalid
    paragraphs = rule.explanation.strip().split("\n\n")
    leads = [paragraph.partition(":")[0] for paragraph in paragraphs]
    assert leads[-3:] == ["Why it matters", "How to mend", "Reference"]
    assert len(rule.summary) < 90
    assert rule.summary.endswith(".")


def test_table_is_ordered_and_its_names_are_unique() -> None:
    codes = list(FINDINGS)
    assert codes == sorted(codes)
    assert all(code == rule.code for code, rule in FINDINGS.items())
    slugs = [rule.slug for rule in FINDINGS.values()]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.replace("-", "").isalnum() and slug.islower() for slug in slugs)


def test_every_file_with_a_rule_is_in_the_table() -> None:
    folder = Path(results.findings.__file__).parent
    modules = [
        importlib.import_module(
            ".".join(path.relative_to(folder.parent.parent).with_suffix("").parts)
        )
        for path in sorted(folder.rglob("*.py"))
        if path.stem != "__init__"
    ]
    rules = {module.RULE.code for module in modules if hasattr(module, "RULE")}
    assert rules == set(FINDINGS)


def test_codes_that_are_public_keep_their_meaning() -> None:
    """A code never changes its meaning: editing this table is a breaking change."""
    assert {code: rule.slug for code, rule in FINDINGS.items()} == {
        "PC101": "orphan-reference",
        "PC102": "orphan-note",
        "PC103": "duplicate-label",
        "PC104": "numbering-gap",
        "PC105": "out-of-order",
        "PC106": "no-antecedent",
        "PC107": "ambiguous-id",
        "PC108": "shown-url-differs",
        "PC109": "malformed-url",
        "PC110": "obfuscated-address",
        "PC111": "unclosed-quotation",
        "PC201": "link-gone",
        "PC202": "link-unreachable",
        "PC203": "link-soft-404",
        "PC204": "link-parked",
        "PC205": "link-moved",
        "PC206": "link-blocked",
        "PC207": "link-paywalled",
        "PC208": "tls-problem",
        "PC209": "https-available",
        "PC210": "link-not-asked",
        "PC211": "dead-with-copy",
        "PC212": "missing-fragment",
        "PC213": "drifted",
        "PC214": "certificate-expires",
        "PC301": "not-archived",
        "PC302": "dead-and-not-archived",
        "PC303": "archive-lookup-failed",
        "PC304": "copy-far-from-date",
        "PC305": "archive-not-trusted",
        "PC306": "archive-excludes-site",
        "PC307": "cited-copy-broken",
        "PC308": "copy-of-error",
        "PC309": "copy-of-other-page",
        "PC310": "copy-after-death",
        "PC311": "cited-copy-foreign",
        "PC401": "title-differs",
        "PC402": "author-differs",
        "PC403": "date-differs",
        "PC404": "quotation-not-found",
        "PC405": "quotation-altered",
        "PC406": "wrong-page",
        "PC407": "quotation-reversed",
        "PC408": "quotation-punctuation",
        "PC409": "quotation-on-other-page",
        "PC410": "quotation-beside-text",
        "PC501": "doi-not-registered",
        "PC502": "doi-is-another-work",
        "PC503": "work-retracted",
        "PC504": "work-corrected",
        "PC505": "identifier-lookup-failed",
        "PC506": "statute-or-document-not-found",
        "PC507": "nothing-to-verify-by",
        "PC508": "work-known-by-doi",
        "PC509": "perhaps-invented",
        "PC510": "newer-version",
    }


def test_examples_speak_of_reasons_that_the_checker_gives() -> None:
    for rule, _, _, dossier in EXAMPLES:
        for check in dossier.checks.values():
            verdict, _ = REASONS[check.judgement.reason]
            assert verdict is check.judgement.verdict, (rule.code, check.judgement.reason)
