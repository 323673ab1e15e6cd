"""What of pulldown-cmark's extensions is read: the same for every reader of Markdown here."""

from __future__ import annotations

from pyromark import Options

OPTIONS = (
    Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)
