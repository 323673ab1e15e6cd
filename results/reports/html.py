"""The editor's page: one HTML file that needs no network, and works without scripts.

Rules kept here:
- The template's environment escapes and makes visible everything that it prints; no filter hands
  out markup, so no title or URL of the web can become an element.
- Only http and https become links; the page itself fetches nothing, and its policy forbids it to.
- Filters are radio buttons and CSS. The page is streamed, a note at a time.
- A page of 5,000 citations opens within a second: what is not seen is not laid out, the markup
  has no white space that nobody sees, and the script looks at nothing before it is asked.
- One script, our own, pinned by its digest, adds the search and the buttons that copy. Whatever
  else calls itself a script is not run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, TextIO

from ..model import Report
from .format import ReportFormat, ReportOptions
from .harmless.encoding import as_markup
from .harmless.visible import clipped, visible, web_href

if TYPE_CHECKING:
    from jinja2 import Environment

_BETWEEN_TAGS = re.compile(r"(>|%\})\n[ \n]*(?=<(?!article))")
"""The line end after a tag; notes keep their lines, so that the file can still be searched."""

_CHUNK = 48
"""Pieces of the template's output that are joined into one write."""


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell a run as a page."""
    from .page.sheet import sheet

    environment = _environment()
    page = environment.get_template("page.html.j2")
    css, script = _own(environment, "page.css"), _own(environment, "page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    stream = page.stream(
        css=_trusted(css),
        script=_trusted(script),
        script_hash=_trusted(f"'sha256-{digest}'"),
        **sheet(report, options),
    )
    stream.enable_buffering(_CHUNK)
    for piece in stream:
        out.write(as_markup(piece, out))


HTML = ReportFormat("html", ".html", write)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from jinja2.ext import Extension

    from .page import sheet

    class Dense(Extension):
        """Indentation between the tags of a template is for its authors, not for browsers."""

        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            if name is None or not name.endswith(".html.j2"):
                return source
            return _BETWEEN_TAGS.sub(r"\1", source)

    environment = Environment(
        loader=PackageLoader("results.reports", "page"),
        extensions=[Dense],
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


def _own(environment: Environment, name: str) -> str:
    """A file of this package; in ASCII, so that its digest is the same in every encoding."""
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _trusted(text: str) -> str:
    """Our own style sheet and script, the only things that are printed as they are."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - files of this package
