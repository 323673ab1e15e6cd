"""Word documents changed as trees: whatever is done, every part stays well-formed.

Rules kept here:
- Bytes changed at random are seldom XML; these edits are what editors and programs do to a letter:
  an element goes, comes again, moves, is wrapped in a tracked change, a content control, a link.
- An edit is drawn as plain values, so that hypothesis can shrink it.
"""

from __future__ import annotations

from copy import deepcopy

from hypothesis import strategies as st
from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
WRAPPERS = (
    "<w:ins w:id='9'>{}</w:ins>",
    "<w:del w:id='9'>{}</w:del>",
    "<w:moveTo w:id='9'>{}</w:moveTo>",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:hyperlink w:anchor='x'>{}</w:hyperlink>",
    "<w:fldSimple w:instr='HYPERLINK \"https://field.example.org/\"'>{}</w:fldSimple>",
    "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
    "</mc:AlternateContent>",
    "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
    "<w:r><w:txbxContent>{}</w:txbxContent></w:r>",
)
COMPANY = (
    "<w:r><w:t>See https://new.example.com/a_b.</w:t></w:r>",
    "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
    "<w:r><w:t xml:space='preserve'> “Ferries</w:t><w:br/><w:tab/><w:t>run.” </w:t></w:r>",
    "<w:r><w:sym w:font='Symbol' w:char='F0A7'/></w:r>",
    "<w:r><w:footnoteReference w:id='1'/></w:r>",
    "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>*</w:t></w:r>",
    "<w:r><w:endnoteReference w:id='1'/></w:r>",
    "<w:r><w:footnoteRef/></w:r>",
    "<w:p/>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>",
    "<w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>",
    "<w:pPr><w:sectPr><w:footnotePr><w:numFmt w:val='lowerRoman'/><w:numRestart w:val='eachSect'/>"
    "</w:footnotePr></w:sectPr></w:pPr>",
    _FIELD.format("begin"),
    '<w:r><w:instrText> HYPERLINK "https://code.example.org/x" \\o "tip" </w:instrText></w:r>',
    _FIELD.format("separate"),
    _FIELD.format("end"),
    "<w:bookmarkStart w:id='7' w:name='_Ref7'/>",
    "<w:bookmarkEnd w:id='7'/>",
)

_PLACES = st.floats(0, 1, allow_nan=False)
TREE_EDITS = st.one_of(
    st.tuples(st.just("remove"), _PLACES),
    st.tuples(st.just("again"), _PLACES, st.integers(1, 50)),
    st.tuples(st.just("move"), _PLACES, _PLACES),
    st.tuples(st.just("wrap"), _PLACES, st.sampled_from(WRAPPERS)),
    st.tuples(st.just("beside"), _PLACES, st.sampled_from(COMPANY)),
    st.tuples(st.just("inside"), _PLACES, st.sampled_from(COMPANY)),
)


def grown(data: bytes, edit: tuple) -> bytes:
    """A part's XML after one edit; as it was where it is none."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    elements = list(root.iter(etree.Element))[1:]
    if elements:
        _change(elements, edit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change(elements: list[etree._Element], edit: tuple) -> None:
    chosen = elements[int(edit[1] * (len(elements) - 1))]
    parent = chosen.getparent()
    assert parent is not None
    match edit:
        case ("remove", _):
            parent.remove(chosen)
        case ("again", _, int(times)):
            for _ in range(times):
                chosen.addnext(deepcopy(chosen))
        case ("move", _, float(place)):
            to = elements[int(place * (len(elements) - 1))]
            to.addnext(deepcopy(chosen))
            parent.remove(chosen)
        case ("wrap", _, str(wrapper)):
            inner = etree.tostring(chosen, with_tail=False).decode()
            parent.replace(chosen, _made(wrapper.replace("{}", inner)))
        case ("beside", _, str(other)):
            chosen.addnext(_made(other))
        case ("inside", _, str(other)):
            chosen.append(_made(other))


def _made(markup: str) -> etree._Element:
    return etree.fromstring(f"<x {_SPACES}>{markup}</x>")[0]
