"""`pincite explain CODE`: what a finding means."""

from __future__ import annotations

import click

from pincite.errors import UsageError


@click.command(name="explain", short_help="Say what a finding means and how to mend it.")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def command(codes: tuple[str, ...]) -> int:
    """Say what a finding means, why it matters and how to mend it.

    CODE is a code (PC201) or a slug (link-gone). Without one, all findings are listed.
    """
    from results import FINDINGS, UnknownFinding, explain

    if not codes:
        for code, finding in FINDINGS.items():
            click.echo(f"{code}  {finding.severity:8}{finding.slug}")
        return 0
    for number, code in enumerate(codes):
        try:
            text = explain(code)
        except UnknownFinding as error:
            raise UsageError(str(error.args[0])) from error
        click.echo(("\n" if number else "") + text)
    return 0
