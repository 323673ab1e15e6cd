"""How fixes are shown, asked for and written, letter by letter.

Rules kept here:
- stdout carries the diff or the list, stderr what is said about it.
- A diff is one that `patch` and `git apply` take: tabs, line ends and a missing last one are kept.
- What a letter or the web says is printed without control characters, and colours only a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from io import StringIO

import click

from pincite.fixing import Plan, fixed, write
from pincite.sources import Problem
from results import FixRefused, Proposal, counted, edited

from .colors import wants_color
from .problems import printable

_COLORS = (("+++", "bold"), ("---", "bold"), ("@@", "cyan"), ("+", "green"), ("-", "red"))

_ANSWERS = "[y]es, [n]o, [a]ll of this letter, [q]uit"


class Session:
    """One run of `pincite fix`."""

    def __init__(self, writing: bool, interactive: bool) -> None:
        self.stopped = False
        self._writing = writing or interactive
        self._interactive = interactive
        self._open = 0
        self._problems: list[Problem] = []

    def take(self, found: Plan | Problem) -> None:
        """Show one letter's changes, ask for them and write them, as was wished."""
        if isinstance(found, Problem):
            self._problem(found)
            return
        chosen = found.proposals
        if chosen:
            _say(self._told(found))
        if found.unopened:
            _tell(
                f"{printable(found.path)}: {counted(found.unopened, 'more change')} with archive "
                "copies that nobody has opened yet (--unverified)"
            )
        if chosen and self._interactive and found.writable:
            chosen = self._agreed(found)
        if self._writing and chosen and found.remote:
            _tell(
                f"{printable(found.path)}: is on the web, where nothing can be written; save the "
                "letter as a file, check that and fix it"
            )
        if not self._writing or not found.writable:
            self._open += len(found.proposals)
            return
        self._open += len(found.proposals) - len(chosen)
        if chosen:
            self._write(found, chosen)

    def exit_code(self) -> int:
        """0 nothing left to do, 1 something left, 2 or 3 where a letter made trouble."""
        if any(not problem.usage for problem in self._problems):
            return 3
        if self._problems:
            return 2
        return 1 if self._open else 0

    def _write(self, plan: Plan, chosen: Sequence[Proposal]) -> None:
        try:
            write(plan, fixed(plan, chosen))
        except FixRefused as refused:
            self._problem(Problem(plan.path, str(refused)))
        except OSError as error:
            self._problem(Problem(plan.path, f"cannot be written ({error.strerror or error})"))
        else:
            _tell(f"{printable(plan.path)}: {counted(len(chosen), 'change')} written")

    def _told(self, plan: Plan) -> Iterator[str]:
        if plan.document.encoding is not None:
            yield from difference(plan.document.text, plan.proposals, plan.path)
            return
        yield f"{plan.path}: {counted(len(plan.proposals), 'change')}"
        if not (self._interactive and plan.writable):  # else each is told where it is asked for
            for proposal in plan.proposals:
                yield from listed(proposal)

    def _agreed(self, plan: Plan) -> tuple[Proposal, ...]:
        chosen: list[Proposal] = []
        every = False
        for proposal in plan.proposals:
            if not every:
                _say(("", *listed(proposal)))
                answer = _ask()
                if answer == "q":
                    self.stopped = True
                    break
                if answer == "n":
                    continue
                every = answer == "a"
            chosen.append(proposal)
        return tuple(chosen)

    def _problem(self, problem: Problem) -> None:
        self._problems.append(problem)
        _tell(f"{printable(problem.path)}: {problem.message}")


def difference(text: str, proposals: Iterable[Proposal], path: str) -> Iterator[str]:
    """The lines of a unified diff, without line feeds."""
    after = edited(text, (edit for each in proposals for edit in each.edits))
    for line in unified_diff(_lines(text), _lines(after), f"a/{path}", f"b/{path}", n=2):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def listed(proposal: Proposal) -> Iterator[str]:
    """One change, told for a person: where, what and why."""
    link = proposal.link
    places = (
        f"page {link.page}" if link.page else "",
        f"line {link.line}" if link.line else "",
        f"note {proposal.note}" if proposal.note else "running text",
    )
    yield f"{proposal.code} {', '.join(place for place in places if place)}"
    if not proposal.edits:
        yield f"- link of “{link.shown}” to {link.url}"
        yield f"+ link of “{link.shown}” to {proposal.url}"
    elif len(proposal.span):
        yield f"- {link.url}"
        yield f"+ {proposal.replacement}"
    else:
        yield f"  {link.url}"
        yield f"+ {proposal.replacement.strip()}"
    yield f"  {proposal.reason}"


def _lines(text: str) -> list[str]:
    """With their ends, parted where `patch` parts them."""
    return list(StringIO(text, newline="\n"))


def _ask() -> str:
    """y, n, a (this and the rest of the letter) or q. The end of input is q."""
    while True:
        sys.stdout.flush()
        click.echo(
            "Write this change? [y]es, [n]o, [a]ll of this letter, [q]uit: ", nl=False, err=True
        )
        answer = sys.stdin.readline() if sys.stdin else ""  # closed before we started (`<&-`)
        word = answer.strip().lower()[:1]
        if not answer:
            return "q"
        if word in ("y", "n", "a", "q"):
            return word


def _say(lines: Iterable[str]) -> None:
    colored = wants_color(sys.stdout)
    for line in lines:
        words = line.removesuffix("\r")
        shown = "\t".join(map(printable, words.split("\t"))) + line[len(words) :]
        style = next((style for sign, style in _COLORS if line.startswith(sign)), None)
        if colored and style:
            shown = click.style(shown, bold=True) if style == "bold" else click.style(shown, style)
        click.echo(shown)


def _tell(message: str) -> None:
    click.echo(f"pincite: {message}", err=True)
