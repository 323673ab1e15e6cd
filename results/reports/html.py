"""The editor's page: one HTML file that needs neither a network nor scripts.

Rules kept here:
- The template's environment escapes and makes visible everything that it prints; no filter hands
  out markup, so no title or URL of the web can become an element.
- Only http and https become links; the page itself fetches nothing, and its policy forbids it to.
- Filters are radio buttons and CSS. The page is streamed, a note at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from ..model import Report
from .encoding import as_markup
from .format import ReportFormat, ReportOptions
from .visible import clipped, visible, web_href

if TYPE_CHECKING:
    from jinja2 import Environment

_CHUNK = 128
"""Pieces of the template's output that are joined into one write."""


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell a run as a page."""
    from .sheet import sheet

    environment = _environment()
    page = environment.get_template("page.html.j2")
    css = environment.loader.get_source(environment, "page.css")[0] if environment.loader else ""
    stream = page.stream(css=_trusted(css), **sheet(report, options))
    stream.enable_buffering(_CHUNK)
    for piece in stream:
        out.write(as_markup(piece, out))


HTML = ReportFormat("html", ".html", write)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from . import sheet

    environment = Environment(
        loader=PackageLoader("results.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
    )
    environment.filters.update(sheet.FILTERS, href=web_href, clip=clipped)
    return environment


def _final(value: object) -> object:
    """What is printed with two braces: text is made visible before it is escaped."""
    from markupsafe import Markup

    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(str(value))
    return value


def _trusted(css: str) -> str:
    """Our own style sheet, the only thing that is printed as it is."""
    from markupsafe import Markup

    return Markup(css)  # noqa: S704 - a file of this package
