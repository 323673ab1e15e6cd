"""The reference page of the JSON contract, written from the schema that is shipped.

Rules kept here:
- Nothing is described twice: what the schema does not say, the page does not say.
- One table for each object; an object that has no name of its own is told in its key's row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

_SCHEMA = "schema/pincite-report-1.schema.json"
_Schema = Mapping[str, Any]


def json_page() -> str:
    """docs/json.md."""
    schema = json.loads(files("results.reports").joinpath(_SCHEMA).read_text("utf-8"))
    parts = [
        "# JSON\n\n",
        f"{schema['description']} `results/reports/{_SCHEMA}` is the schema that this page is "
        "written from; it is installed with the package.\n",
    ]
    for shape in schema["oneOf"]:
        parts += _table(f"The whole of `{shape['title']}`", shape)
    for name, shape in schema["$defs"].items():
        parts += _table(name, shape)
    return "".join(parts)


def _table(heading: str, shape: _Schema) -> Iterator[str]:
    yield f"\n## {heading}\n\n"
    if "description" in shape:
        yield f"{shape['description']}\n\n"
    if "properties" not in shape:
        yield f"{_words(shape)}\n"
        return
    yield "| key | value |\n|---|---|\n"
    required = shape.get("required", ())
    for key, value in shape["properties"].items():
        told = _words(value).replace("|", "\\|")
        about = f": {value['description']}" if "description" in value else ""
        absent = "" if key in required else "; may be absent"
        yield f"| `{key}` | {told}{absent}{about} |\n"


def _words(shape: _Schema) -> str:
    """What a value is, in words."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    for union in ("anyOf", "oneOf"):
        if union in shape:
            return " or ".join(map(_words, shape[union]))
    if "const" in shape:
        return f"`{json.dumps(shape['const'])}`"
    if "enum" in shape:
        return ", ".join(f"`{each}`" for each in shape["enum"])
    return _typed(shape)


def _typed(shape: _Schema) -> str:
    kinds = shape.get("type", "any")
    if isinstance(kinds, list):
        return " or ".join(kinds)
    if kinds == "array":
        return f"array of {_words(shape.get('items', {}))}"
    if "properties" in shape:
        inner = ", ".join(
            f"`{key}` ({_words(value)})" for key, value in shape["properties"].items()
        )
        return f"object of {inner}"
    return str(kinds)
