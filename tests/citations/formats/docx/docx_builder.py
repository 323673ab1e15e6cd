"""Writes the OOXML parts of small Word documents, so that a test says what Word would have."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from citations.formats.docx import DOCX
from citations.model import Span
from citations.passage import Layout, Passage

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:{0}>"
)


_PARTS = ("footnotes", "endnotes", "settings", "styles", "numbering")
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def run(text: str, properties: str = "") -> str:
    """A run of text: `run("Roe", "<w:i/>")`."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a piece that is no markup becomes a plain run."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    made = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    return f"<w:p>{inner}{made}</w:p>"


def reference(note: int | str, kind: str = "footnote", custom: str | None = None) -> str:
    """A reference to a note, with a typed mark if `custom` is given."""
    raised = "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    if custom is None:
        return f'<w:r>{raised}<w:{kind}Reference w:id="{note}"/></w:r>'
    return (
        f'<w:r>{raised}<w:{kind}Reference w:customMarkFollows="1" w:id="{note}"/>'
        f"<w:t>{escape(custom)}</w:t></w:r>"
    )


def note(number: int | str, *runs: str, kind: str = "footnote", label: bool = True) -> str:
    """A note of one paragraph that prints its own label, as Word makes it."""
    own = f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:{kind}Ref/></w:r>"
    made = paragraph(*((own, " ") if label else ()), *runs)
    return f'<w:{kind} w:id="{number}">{made}</w:{kind}>'


def field(code: str, result: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result if result.startswith('<') else run(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclasses.dataclass
class Docx:
    """The parts of a document; `data()` zips them."""

    body: str
    footnotes: str = ""
    endnotes: str = ""
    settings: str = ""
    styles: str = ""
    numbering: str = ""
    title: str = ""
    links: dict[str, str] = dataclasses.field(default_factory=dict)
    """External hyperlinks of the body by relationship id."""
    note_links: dict[str, str] = dataclasses.field(default_factory=dict)
    """The same for both note parts."""
    strict: bool = False
    extra: dict[str, bytes] = dataclasses.field(default_factory=dict)

    def parts(self) -> dict[str, bytes]:
        made = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relationships(
                [("d", "officeDocument", "word/document.xml", False)]
                + ([("c", _CORE, "docProps/core.xml", False)] if self.title else [])
            ),
            "word/document.xml": _part("document", f"<w:body>{self.body}</w:body>"),
        }
        related = [(name, name, f"{name}.xml", False) for name in _PARTS if getattr(self, name)]
        external = [(key, "hyperlink", url, True) for key, url in self.links.items()]
        made["word/_rels/document.xml.rels"] = _relationships(related + external)
        for name in _PARTS:
            if content := getattr(self, name):
                made[f"word/{name}.xml"] = _part(name, content)
        for name in ("footnotes", "endnotes"):
            if self.note_links and getattr(self, name):
                made[f"word/_rels/{name}.xml.rels"] = _relationships(
                    [(key, "hyperlink", url, True) for key, url in self.note_links.items()]
                )
        if self.title:
            made["docProps/core.xml"] = (
                '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
                'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"<dc:title>{escape(self.title)}</dc:title></cp:coreProperties>"
            )
        if self.strict:
            made = {
                name: text.replace(W, STRICT_W).replace(_R, _STRICT_R)
                for name, text in made.items()
            }
        return {name: text.encode() for name, text in made.items()} | dict(self.extra)

    def data(self) -> bytes:
        return zipped(self.parts())


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as one deflated zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(document: Docx) -> Layout:
    """The Layout of a document."""
    return DOCX.layout(document.data())


def words(passage: Passage, at: Span) -> str:
    """What stands at a rendered span."""
    return passage.text[at.start : at.end]


def texts(layout: Layout) -> list[str]:
    """The body's passages."""
    return [passage.text for passage in layout.body]


def note_texts(layout: Layout) -> list[tuple[str, str]]:
    """Printed label and text of each note."""
    return [(n.shown, "\n".join(p.text for p in n.passages)) for n in layout.notes]


def _part(root: str, inner: str) -> str:
    if root in ("footnotes", "endnotes"):
        inner = SEPARATORS.format(root[:-1]) + inner
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{inner}</w:{root}>'


def _relationships(lines: Iterable[tuple[str, str, str, bool]]) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{kind if "/" in kind else f"{_R}/{kind}"}" '
        f'Target="{escape(target, {chr(34): "&quot;"})}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for key, kind, target, external in lines
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELS}">{made}</Relationships>'
