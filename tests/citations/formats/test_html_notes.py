"""HTML: notes as programs write them."""

from citations import read
from citations.model import Document, NoteKind


def _read(html: str) -> Document:
    return read(html.encode(), "letter.html", "html")


def _notes(document: Document) -> list[tuple[str, str, str]]:
    return [(note.label, note.text, note.pairing.value) for note in document.notes]


def _sentences(document: Document) -> list[str]:
    return [reference.sentence for reference in document.references]


def test_pandoc() -> None:
    html = (
        '<p>Boats run full<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref">'
        '<sup>1</sup></a> all day.<a href="#fn2" class="footnote-ref" id="fnref2"><sup>2</sup>'
        "</a></p>"
        '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">'
        '<hr /><ol><li id="fn1"><p>Vale, <em>Quay</em>.</p><p>More. <a href="#fnref1"'
        ' class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
        '<li id="fn2"><p>Sato.<a href="#fnref2" class="footnote-back">↩︎</a></p></li>'
        '<li id="fn3"><p>Nobody asked.<a href="#fnref3" class="footnote-back">↩︎</a></p></li>'
        "</ol></section>"
    )
    document = _read(html)
    assert _notes(document) == [
        ("1", "Vale, Quay.\nMore.", "paired"),
        ("2", "Sato.", "paired"),
        ("3", "Nobody asked.", "orphan_note"),
    ]
    assert _sentences(document) == ["Boats run full¹ all day.²"] * 2
    assert document.notes[0].kind is NoteKind.FOOTNOTE
    span = document.references[0].span
    assert html[span.start : span.end] == "1"
    assert all(len(note.label_span) == 0 for note in document.notes)


def test_word() -> None:
    document = _read(
        '<p>Boats run full.<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" '
        'title="">'
        "<span class=MsoFootnoteReference><span style='mso-special-character:footnote'>"
        "<![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span>"
        "</span></a>"
        " Ever.</p><div style='mso-element:footnote-list'><![if !supportFootnotes]><br "
        "clear=all><hr>"
        "<![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        '<a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title="">'
        "<span class=MsoFootnoteReference>[1]</span></a> Vale, <i>Quay</i>.</p>"
        "<p class=MsoFootnoteText>Second paragraph.</p></div>"
        "<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText>"
        '<a style=\'mso-footnote-id:ftn2\' href="#_ftnref2" name="_ftn2">[2]</a> Orphan.</p>'
        "</div></div>"
    )
    assert _notes(document) == [
        ("1", "Vale, Quay.\nSecond paragraph.", "paired"),
        ("2", "Orphan.", "orphan_note"),
    ]
    assert _sentences(document) == ["Boats run full.¹"]


def test_word_endnotes() -> None:
    document = _read(
        '<p>Boats.<a style=\'mso-endnote-id:edn1\' href="#_edn1" name="_ednref1"><sup>'
        "[i]</sup></a></p>"
        "<div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1>"
        '<p><a style=\'mso-endnote-id:edn1\' href="#_ednref1" name="_edn1">[i]</a> Vale.</p>'
        "</div></div>"
    )
    assert _notes(document) == [("i", "Vale.", "paired")]
    assert document.notes[0].kind is NoteKind.ENDNOTE


def test_libreoffice() -> None:
    document = _read(
        '<p>Boats run full.<a class="sdfootnoteanc" name="sdfootnote1anc" '
        'href="#sdfootnote1sym"><sup>1</sup></a>'
        '</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" '
        'name="sdfootnote1sym"'
        ' href="#sdfootnote1anc">1</a>Vale, at 2.</p></div>'
    )
    assert _notes(document) == [("1", "Vale, at 2.", "paired")]


def test_google_docs() -> None:
    document = _read(
        '<p class="c1"><span>Boats run full.</span><sup><a href="#ftnt1" id="ftnt_ref1">'
        "[1]</a></sup></p>"
        '<hr class="c2"><div><p class="c1"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>'
        "&nbsp;Vale.</span></p>"
        '<p class="c1"><span>More.</span></p></div>'
        '<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span>&nbsp;Orphan.</span></p></div>'
    )
    assert _notes(document) == [("1", "Vale.\nMore.", "paired"), ("2", "Orphan.", "orphan_note")]
    assert _sentences(document) == ["Boats run full.¹"]


def test_kramdown_and_wordpress() -> None:
    document = _read(
        '<p>Boats<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" '
        'rel="footnote">1</a></sup>'
        ' run full.<sup><a href="#easy-footnote-bottom-2-33" class="x">2</a></sup></p>'
        '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>Vale. '
        '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>'
        "</ol></div>"
        '<ol class="easy-footnotes-wrapper"><li class="easy-footnote-single" value="2">'
        '<span id="easy-footnote-bottom-2-33" class="easy-footnote-margin-adjust"></span>Sato.'
        '<a class="easy-footnote-to-top" href="#easy-footnote-2-33"></a></li></ol>'
    )
    assert _notes(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]


def test_drupal() -> None:
    document = _read(
        '<p>Boats run full.<a class="see-footnote" id="footnoteref1_ab" title="Vale." '
        'href="#footnote1_ab">1</a></p>'
        '<ul class="footnotes"><li class="footnote" id="footnote1_ab"><a class="footnote-label"'
        ' href="#footnoteref1_ab">1.</a> Vale.</li></ul>'
    )
    assert _notes(document) == [("1", "Vale.", "paired")]


def test_mediawiki() -> None:
    document = _read(
        '<p>Boats run full.<sup id="cite_ref-Vale_1-0" class="reference"><a '
        'href="#cite_note-Vale-1">'
        '<span class="cite-bracket">&#91;</span>1<span class="cite-bracket">&#93;</span></a>'
        "</sup> Ever."
        '<sup class="reference" id="cite_ref-2"><a href="#cite_note-2">[2]</a></sup> So.'
        '<sup id="cite_ref-Vale_1-1" class="reference"><a href="#cite_note-Vale-1">[1]</a>'
        "</sup></p>"
        '<div class="reflist"><ol class="references"><li id="cite_note-Vale-1"><span '
        'class="mw-cite-backlink">^ '
        '<a href="#cite_ref-Vale_1-0"><sup><i><b>a</b></i></sup></a> <a '
        'href="#cite_ref-Vale_1-1"><sup>b</sup></a>'
        '</span> <span class="reference-text">Vale, <a class="external" '
        'href="https://a.example.org/x">"Quay"</a>.'
        '</span></li><li id="cite_note-2"><span class="mw-cite-backlink"><b><a '
        'href="#cite_ref-2">^</a></b></span>'
        ' <span class="reference-text">Sato.</span></li></ol></div>'
    )
    assert _notes(document) == [("1", 'Vale, "Quay".', "paired"), ("2", "Sato.", "paired")]
    assert [reference.label for reference in document.references] == ["1", "2", "1"]
    assert _sentences(document) == ["Boats run full.¹", "Ever.²", "So.¹"]
    assert [link.url for link in document.notes[0].links] == ["https://a.example.org/x"]


def test_substack() -> None:
    document = _read(
        '<p>Boats run full.<a class="footnote-anchor" id="footnote-anchor-1" '
        'href="#footnote-1">1</a></p>'
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" '
        'class="footnote-number">1</a>'
        '<div class="footnote-content"><p>Vale.</p><p>More.</p></div></div>'
    )
    assert _notes(document) == [("1", "Vale.\nMore.", "paired")]


def test_epub_and_dpub() -> None:
    document = _read(
        '<p>Boats<a epub:type="noteref" href="#n1">1</a> run full.<a role="doc-noteref" '
        'href="#n2">2</a></p>'
        '<aside epub:type="footnote" id="n1"><p>Vale.</p></aside>'
        '<aside role="doc-footnote" id="n2"><p>Sato.</p></aside>'
        '<aside role="doc-footnote" id="n3"><p>Orphan.</p></aside>'
    )
    assert _notes(document) == [
        ("1", "Vale.", "paired"),
        ("2", "Sato.", "paired"),
        ("n3", "Orphan.", "orphan_note"),
    ]


def test_notes_in_one_paragraph_and_in_a_table() -> None:
    document = _read(
        '<p>Boats<a href="#n1">[1]</a> run full.<sup><a href="#n2">2</a></sup> Ever.<sup><a '
        'href="#t3">3</a></sup></p>'
        '<p><a name="n1">1</a>. Vale.<br><a name="n2">2</a>. Sato.</p>'
        '<table><tr><td><a name="t3">3</a></td><td>Okafor.</td></tr></table><p>After.</p>'
    )
    assert _notes(document) == [
        ("1", "Vale.", "paired"),
        ("2", "Sato.", "paired"),
        ("3", "Okafor.", "paired"),
    ]


def test_a_definition_list() -> None:
    document = _read(
        '<p>Boats.<sup><a href="#a">1</a></sup> Run.<sup><a href="#b">2</a></sup></p>'
        '<dl><dt id="a">1</dt><dd>Vale.</dd><dt id="b">2</dt><dd>Sato.</dd></dl>'
    )
    assert _notes(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]


def test_an_orphan_reference() -> None:
    document = _read('<p>Boats.<sup><a href="#fn7" class="footnote-ref">7</a></sup></p>')
    (reference,) = document.references
    assert (reference.label, reference.pairing.value) == ("7", "orphan_reference")


def test_sidenotes() -> None:
    document = _read(
        '<p>Boats<label for="s1" class="margin-toggle sidenote-number"></label><input '
        'type="checkbox" id="s1">'
        '<span class="sidenote">Vale, <i>Quay</i>.</span> run full.</p>'
    )
    assert _notes(document) == [("1", "Vale, Quay.", "paired")]
    assert document.notes[0].kind is NoteKind.INLINE
    assert _sentences(document) == ["Boats¹ run full."]


def test_anchors_that_are_no_references() -> None:
    document = _read(
        '<p>See <a href="#part1">1</a> and <a href="#part2">Part 2</a>, <a href="#top">↑</a></p>'
        '<h2 id="part1">One</h2><p id="part2">Two</p>'
    )
    assert document.references == ()
    assert document.notes == ()


def test_absolute_addresses_of_the_page_itself() -> None:
    document = _read(
        '<link rel="canonical" href="https://a.example.org/letter/"><p>Boats.<sup>'
        '<a href="https://a.example.org/letter/#fn1">1</a></sup></p><p id="fn1">1. Vale.</p>'
    )
    assert _notes(document) == [("1", "Vale.", "paired")]
    assert document.links == ()


def test_typed_superscripts() -> None:
    document = _read(
        "<p>Boats run full.<sup>1</sup> The 21<sup>st</sup> of 10<sup>6</sup> on 5 m<sup>"
        "2</sup>.<sup>2</sup></p>"
        "<p><sup>1</sup> Vale.</p><p><sup>2</sup> Sato.</p>"
    )
    assert _notes(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]
    assert _sentences(document) == ["Boats run full.¹", "The 21st of 10⁶ on 5 m².²"]


def test_a_note_that_refers_to_itself_and_notes_within_notes() -> None:
    document = _read(
        '<p>Boats.<sup><a href="#fn1">1</a></sup></p><ol class="footnotes"><li id="fn1">Vale'
        '<sup><a href="#fn1">1</a></sup> see <sup><a href="#fn2">2</a></sup></li><li id="fn2">'
        "Sato.</li></ol>"
    )
    assert [note.pairing.value for note in document.notes] == ["paired", "paired"]
    assert document.notes[1].text == "Sato."


def test_notes_that_a_script_shows_in_place() -> None:
    document = _read(
        '<p>Boats run full.<sup class="modern-footnotes-footnote " data-mfn="1">'
        '<a href="javascript:void(0)">1</a></sup><span id="mfn-content-1"'
        ' class="modern-footnotes-footnote__note">Vale, at 2.</span> Nobody waits.</p>'
    )
    assert _notes(document) == [("1", "Vale, at 2.", "paired")]
    assert _sentences(document) == ["Boats run full.¹"]


def test_a_list_under_a_heading_of_notes() -> None:
    document = _read(
        "<p>Boats run full.[1] Nobody waits.<sup>2</sup></p><h3>Notes</h3>"
        "<ol><li>Vale.</li><li>Sato.</li></ol>"
    )
    assert _notes(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "paired")]


def test_a_letter_in_preformatted_text() -> None:
    document = _read(
        "<pre>\nDear Ana,\n\nBoats run full.[1] See\nhttps://a.example.org/x &amp; more.\n\n"
        "[1] Vale.\n[2] Sato.\n</pre>"
    )
    assert _notes(document) == [("1", "Vale.", "paired"), ("2", "Sato.", "orphan_note")]
    assert [(link.url, link.line) for link in document.links] == [("https://a.example.org/x", 5)]


def test_a_target_with_the_name_of_a_note() -> None:
    document = _read(
        '<p>Boats<a href="#_edn1">i</a> and <a href="#chapter2">2</a>.</p>'
        '<h2 id="chapter2">2</h2><p id="_edn1">i Vale.</p>'
    )
    assert _notes(document) == [("i", "Vale.", "paired")]


def test_labels_of_five_digits() -> None:
    data = (
        '<p>Boats run full.<a href="#n10001">[10001]</a></p>'
        '<p id="n10001"><a href="#r">[10001]</a> Vale.</p>'
    )
    document = read(data.encode(), "letter.html")
    assert [(note.label, note.text) for note in document.notes] == [("10001", "Vale.")]


def test_a_table_of_contents_that_sections_lead_back_to_is_no_list_of_marks() -> None:
    document = _read(
        '<div id="toc"><p>Parts: <a href="#s1">1</a> <a href="#s2">2</a></p></div>'
        '<div id="s1"><p>Boats run full.</p><p><a href="#toc">Back</a></p></div>'
        '<div id="s2"><p>Nobody waits.</p><p><a href="#toc">Back</a></p></div>'
    )
    assert document.notes == ()


def test_a_note_is_told_by_its_way_back_alone() -> None:
    document = _read(
        '<p>Boats run full.<a id="x1" href="#y1">1</a></p>'
        '<p><a id="y1" href="#x1">1</a> Vale.</p><p>Nobody waits.</p>'
    )
    assert _notes(document) == [("1", "Vale.", "paired")]


def test_a_copy_beside_its_reference_is_read_once() -> None:
    document = _read(
        '<p>Boats run full.<sup><a href="#fn1">1</a></sup><span class="footnote_tooltip">Vale, at '
        '2.</span> Nobody waits.</p><ol class="footnotes"><li id="fn1">Vale, at 2.</li></ol>'
    )
    assert _notes(document) == [("1", "Vale, at 2.", "paired")]
    assert _sentences(document) == ["Boats run full.¹"]


def test_a_line_break_before_a_label_or_behind_it_is_no_tag() -> None:
    # Labels that are neither raised nor named: what stands beside them is looked at.
    document = _read(
        "<p>Boats run full.<br><a href='#x1' id='y1'>1</a></p><div><p><a href='#y1' id='x1'>1</a>"
        "</p><br><p>Vale, at 2.</p></div>"
    )
    assert [(note.label, note.text) for note in document.notes] == [("1", "Vale, at 2.")]


def test_filings_have_their_notes_in_tables() -> None:
    rows = "".join(
        f"<table><tr><td>({number})</td><td>{words}</td></tr></table>"
        for number, words in enumerate(("Counted by the port.", "On hire.", "Sold seats."), 1)
    )
    document = _read(
        "<p>Boats and seats:</p><table><tr><td>Harbor Lines<sup>(1)</sup></td><td>4,512</td></tr>"
        "<tr><td>Quay Ferries<sup>(2)(3)</sup></td><td>877</td></tr></table>" + rows
    )
    assert _notes(document) == [
        ("1", "Counted by the port.", "paired"),
        ("2", "On hire.", "paired"),
        ("3", "Sold seats.", "paired"),
    ]


def test_what_a_program_prints_is_no_note() -> None:
    document = _read(
        "<p>It is so [1].</p><pre><code>## [1] 4.906\n\n[1] 0.11</code></pre><p>[1] Vale.</p>"
    )
    assert _notes(document) == [("1", "Vale.", "paired")]


def test_a_page_without_a_body_and_a_note_without_a_paragraph() -> None:
    text = (
        'Boats run full.<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>\n\n'
        '<a href="#_ftnref1" name="_ftn1">[1]</a> Vale, at 2.'
    )
    assert [note.text for note in read(text.encode(), "a.html").notes] == ["Vale, at 2."]


def test_project_gutenberg_s_places_stand_in_paragraphs_of_their_own() -> None:
    text = (
        '<p>Boats run full. <a href="#linknote-1" id="linknoteref-1"><small>1</small></a></p>'
        '<p><a name="linknote-1" id="linknote-1"> <!-- Note --></a></p>'
        '<p class="foot">1 (<a href="#linknoteref-1">return</a>)<br> [ Vale, at 2.]</p><p>End.</p>'
    )
    document = read(text.encode(), "a.html")
    assert [(note.label, note.text) for note in document.notes] == [("1", "[ Vale, at 2.]")]
    assert document.notes[0].reference is not None


def test_a_note_that_nothing_refers_to_is_told_by_its_way_back_and_its_name() -> None:
    document = _read(
        '<p>Boats run full.<sup id="ref-1"><a href="#fn-1">[1]</a></sup></p><hr>'
        '<p id="fn-1"><a href="#ref-1">[1]</a> Vale, at 2.</p>'
        '<p id="fn-2"><a href="#ref-2">[2]</a> Sato, at 3.</p>'
    )
    assert _notes(document) == [
        ("1", "Vale, at 2.", "paired"),
        ("2", "Sato, at 3.", "orphan_note"),
    ]


def test_a_mark_that_a_converter_left_as_it_was_has_no_note() -> None:
    document = _read(
        '<p>Boats run full.<sup><a href="#fn-1">1</a></sup> Nobody waits.[^3]</p><hr>'
        '<p id="fn-1">1. Vale, at 2.</p>'
    )
    assert [(each.label, each.pairing.value) for each in document.references] == [
        ("1", "paired"),
        ("3", "orphan_reference"),
    ]
