"""Scraps that readers stumble over, by what they are scraps of.

Rules kept here:
- A scrap is a few bytes of some grammar, whole or torn; it is put into files of any
  format.
- A row is one grammar; a format that gets a reader gets a row.
"""

from __future__ import annotations

_SCRAPS: dict[str, tuple[str, ...]] = {
    "marks of notes": (
        "¹", "²", "¹⁰", "†", "* ", "_", "**", "[1]", "[^1]", "[^1]: ", "^[", "]", "](", "1. ",
        "(1)", "*", "‡", "§ ", "ⁱ", "①", "[a]", "[i]", "[*]", "(a) ", "FN1 ", "n.1 ", "{1}",
        "/1/ ", "1/ ", "[^note-a]", "[^note-a]: ", "[^1]:\n    ", "\n[1] ", "\n1 ", "\n¹ ",
        "\n* ", "\n† ", "\n", "Notes\n\n", "NOTES\n", "\n____________\n", "Endnotes\n\n",
        "[2, 3]", "²⁻⁴", "¹,²", "¹ ² ³", "\\footnote{", "footnote:[", "[fn:1]", ".. [1] ", "[#]_",
        "[[1]](#ftn1)", "[1]: https://a.example/",
    ),
    "white space": (
        "\n", "\n\n", "\r\n", "\x0c", "\t", "\u2028", "\x00", "\x0b", "\xa0", "\u200b", "\ufeff",
        "\r", "\x85", "\u2029", "\u3000", "\xad", "\u2060", "\u202f", "\x1c", "\x1a",
    ),
    "Markdown": (
        "> ", "# ", "---\n", "```\n", "|a|\n|-|\n", "- ", "<!--", "-->", "<![CDATA[", "\\", "`",
        "---\ntitle: a\n---\n", "+++\n", "~~~\n", "``", "$$", "===\n", "    ", "[a]: <b> 'c'\n",
        "[a][]", "![a](b)", "[a](<b c>)", '[a](b "c")', "<span>", "&lt;", "{#id}", "::: note\n",
        "*[A]: b\n", "\\\n",
    ),
    "addresses": (
        "https://a.example.org/x", "<https://b.example/(y>", "http://", "www.", "://", "a-\nb",
        "https://[::1]/", "https://a@b.example:8/", "http://xn--a.example/",
        "https://é.example/ü", "%E2%80", "https://a.example/x_(y)_z",
        "https://a.example/#:~:text=b,c", "https://a.example/?q=<b>&amp;c", "…",
        "hxxp://a[.]example", "mailto:a@b.example", "a@b.example", "doi:10.1000/x(1)<2>",
        "https://doi.\norg/", "https://web.archive.org/web/2019/https://a.example/",
        "https://perma.cc/AB12-CD34", "<URL:", ">.",
    ),
    "HTML": (
        "<p>", "</p>", "<br>", "<sup>", "</sup>", "<table>", "<td>", "<li>", "<ol>", "<script>",
        '<a href="#fn1">', "</a>", '<li id="fn1">', '<base href="http://[">', "&amp;", "&#0;",
        "&#xD800;", "&#1114112;", "&", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        '<a href="https://c.example/', "<a href=https://d.example>", "<a href='",
        "<meta charset=utf-16>", '<a id="fnref1" href="#fn1">',
        '<aside role="doc-footnote" id="fn1">', "<details>", "</summary>", "<div hidden>",
        "<template>", "<noscript>", "<svg><a>", "<math>", "<plaintext>", "<textarea>", "<pre>",
        '<sup id="cite_ref-1">', '<span class="footnote">', '<ol start="99999999999">',
        '<li value="-3">', "</ol>", '<ol type="a">', '<a name="_ftnref1">',
        "<div style='mso-element:footnote' id=ftn1>", "<![if !x]>", "<wbr>",
    ),
    "parts of Word documents": (
        "<w:p>", "</w:p>", "<w:r>", "<w:tbl>", '<w:footnoteReference w:id="1"/>', 'w:id="-1"',
        '<w:fldChar w:fldCharType="begin"/>', "<w:del>", "<w:ins>", 'w:val="999999999999"',
        '<w:footnote w:id="1">', "</w:footnote>", '<w:endnote w:id="2" w:type="separator">',
        "<w:footnoteRef/>", 'Target="footnotes.xml"', 'TargetMode="External"', 'r:id="rId1"',
        "xml:space='preserve'", "<w:cr/>", '<w:numId w:val="0"/>', '<w:ilvl w:val="9"/>',
        "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:ptab/>",
    ),
    "field codes": (
        ' HYPERLINK "', ' HYPERLINK \\l "_ftn1" ', " NOTEREF _Ref1 \\h ", " REF _Ref1 \\f \\h ",
        " PAGEREF x ", " ADDIN EN.CITE <EndNote>", " ADDIN ZOTERO_ITEM CSL_CITATION {",
        " SEQ Note \\* roman ", ' QUOTE \\" ', '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>', "<w:instrText>", "</w:instrText>",
    ),
    "words of notes": (
        "“", "”", "‘", "’", '"', "'", "(", ")", "[", "{", "§ 1373", "§§", "Id.", "Ibid.", "supra",
        "supra note 1", "See ", "Compare ", "with ", "hereinafter", "available at", "et al.",
        "March 4, 2024", "2024", "(2018)", "99999999999999999999", "8 U.S.C. § 1373", "e.g.", "„",
        "«", "»", "「", "。」", "vgl. ", "a.a.O.", "op. cit.", "ebd.", "Rn. 5", "¶ 7", "pp. 9–3",
        "(n 1)", "[hereinafter “X”]", "v. ", "In re ", "5 U.S. 1", "[2019] UKSC 5", "C-1/20",
        "Roe, J. (n.d.). ", "In: ", "; see also ", "cited in ", "quoting ", "Cf. ", "But see ",
        "accessed 1 May 2020", "31.02.2021", "0/0/0000",
    ),
    "PDF": (
        " Tj", " Td", " Tm", " BT", " ET", " Tf", " re f", "/Type /Page", "endobj", "stream\n",
        " 0 1 -1 0 300 300 Tm ", " 0 1 -1 0 0 0 cm ", " 1 0 0 -1 0 0 cm ", " 7 Ts ", " 50 Tz ",
        " -20 Tw ", " 1e38 ", "/Rotate 90 ", "/CropBox [5 5 4 4] ",
        "/QuadPoints [1 2 3 4 5 6 7 8] ",
    ),
    "messages": (
        "Content-Type: text/html\n", "Content-Transfer-Encoding: base64\n", "boundary=x", "--x--",
        "Content-Type: multipart/alternative; boundary=x\n\n--x\n",
        "Content-Type: message/rfc822\n\n", "\n--x\n",
        "Content-Transfer-Encoding: quoted-printable\n", "=\n", "=C3", "=?utf-8?B?w6k=?=",
        "=?utf-8?Q?=F?=", "\n\n", "charset=utf-7", 'charset="x"', "charset=iso-2022-jp",
        "Subject: a\n b\n", "Date: 99 Foo\n", "From x\n",
        'Content-Disposition: attachment; filename="a.docx"\n', "-- \n", "> > ",
        "On May 1, A wrote:\n", ">From ", "format=flowed; delsp=yes",
        "Content-Type: text/plain; name*0*=utf-8''a\n", "Content-ID: <a@b>\n", "\x1b$B",
    ),
    "scripts": (
        "é", "İ", "ß", "𝟙", "١", "²³", "á", "\u202e", "．", "。", "、", "ー", "ﬁ", "ﬆ", "Ⅳ", "㊀",
        "½",
    ),
}  # fmt: skip

SCRAPS: tuple[bytes, ...] = tuple(scrap.encode() for row in _SCRAPS.values() for scrap in row)
"""What breaks readers, more often than single bytes do."""
