"""E-mail: the body is the letter, whatever it is wrapped in; a memorandum is no e-mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.detection import detect
from citations.model import DateValue, DocumentTooLarge, EmptyDocument, NotADocument, ReadError

PLAIN = (
    "Dear Clerk,\n\nThe river rose “by a foot” in May.[1] It fell — slowly — in June.[2]\n\n"
    "[1] Ann Brook, River Report (2018), https://example.org/may?a=1.\n"
    "[2] See https://example.org/june.\n"
)
HTML = (
    '<html><body><p>The river rose “by a foot” in May.<sup><a href="#n1" id="r1">1</a></sup></p>'
    '<ol><li id="n1">Ann Brook, <i>River Report</i> (2018), '
    '<a href="https://example.org/may">here</a>. <a href="#r1">↩</a></li></ol></body></html>'
)


def message(**parts: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ann <ann@example.org>"
    made["Subject"] = "Überschwemmung: what the river did, and what a letter about it said to us"
    made["Date"] = "Tue, 05 Mar 2024 23:30:00 -0500"
    made["Message-ID"] = "<1@example.org>"
    if "plain" in parts:
        made.set_content(parts["plain"], cte=parts.get("cte"))
    if "html" in parts:
        made.add_alternative(parts["html"], subtype="html")
    return made


def links(data: bytes, path: str = "a.eml") -> list[str]:
    return [link.url for _, link in read(data, path).all_links()]


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
def test_a_plain_body_reads_as_the_same_text_does(cte: str) -> None:
    mail = read(message(plain=PLAIN, cte=cte).as_bytes(), "a.eml")
    text = read(PLAIN.encode(), "a.txt")
    assert mail.format == "eml"
    assert mail.encoding == "utf-8"
    assert [(note.label, note.text, note.pairing) for note in mail.notes] == [
        (note.label, note.text, note.pairing) for note in text.notes
    ]
    assert len(mail.notes) == 2
    assert [link.url for _, link in mail.all_links()] == [link.url for _, link in text.all_links()]
    assert [q.raw for q in mail.quotations] == [q.raw for q in text.quotations]


def test_title_and_date_are_the_headers() -> None:
    mail = read(message(plain=PLAIN).as_bytes(), "a.eml")
    assert mail.title == (
        "Überschwemmung: what the river did, and what a letter about it said to us"
    )
    assert mail.date == DateValue("Tue, 05 Mar 2024 23:30:00 -0500", "2024-03-05")


def test_html_is_read_before_plain_text() -> None:
    mail = read(message(plain="See the web page.", html=HTML).as_bytes(), "a.eml")
    assert [note.label for note in mail.notes] == ["1"]
    assert [link.url for link in mail.notes[0].links] == ["https://example.org/may"]


def test_an_empty_html_part_leaves_the_plain_one() -> None:
    assert len(links(message(plain=PLAIN, html=" ").as_bytes())) == 2


def test_attachments_are_no_part_of_the_letter() -> None:
    made = message(plain=PLAIN)
    made.add_attachment("https://example.org/attached", filename="notes.txt")
    assert links(made.as_bytes()) == ["https://example.org/may?a=1", "https://example.org/june"]


@pytest.mark.parametrize("said", [None, "", "Please look at this.[1]\n\n[1] https://b.example/."])
def test_a_message_that_only_hands_another_on_is_that_one(said: str | None) -> None:
    inner = message(plain=PLAIN)
    for times in (1, 2):
        outer = EmailMessage()
        outer["Subject"] = "Fwd: the river"
        outer["Message-ID"] = f"<{times}@b.example>"
        if said is not None:
            outer.set_content(said)
        outer.add_attachment(inner)
        inner = outer
    mail = read(inner.as_bytes(), "a.eml")
    if said:
        assert (mail.title, len(mail.notes)) == ("Fwd: the river", 1)
    else:
        assert mail.date == DateValue("Tue, 05 Mar 2024 23:30:00 -0500", "2024-03-05")
        assert len(mail.notes) == 2


def test_a_thousand_messages_within_each_other_are_told() -> None:
    inner = message(plain=PLAIN).as_bytes()
    head = b"Message-ID: <1@b.example>\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    assert len(read(head * 20 + inner, "a.eml").notes) == 2
    for most in (21, 3000):
        with pytest.raises(ReadError):
            read(head * most + inner, "a.eml")


def test_flowed_lines_are_put_together() -> None:
    data = (
        b"From: a@example.org\nMIME-Version: 1.0\nSubject: s\n"
        b"Content-Type: text/plain; charset=us-ascii; format=flowed; delsp=yes\n\n"
        b"See https://example.org/a/ \nlong/path for more.\n\n"
        b"> quoted \nReply\n"
    )
    document = read(data, "mail")
    assert document.format == "eml"
    assert document.text == "See https://example.org/a/long/path for more.\n\n> quoted \nReply"
    assert [link.url for link in document.links] == ["https://example.org/a/long/path"]


def test_latin_bytes_and_unknown_charsets_are_read() -> None:
    top = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=%s\n\n"
    assert read(top % b"iso-8859-1" + b"Caf\xe9 \x93open\x94.", "a.eml").text == "Café “open”."
    assert read(top % b"x-unheard-of" + "Café.".encode(), "a.eml").text == "Café."


@pytest.mark.parametrize(
    "text",
    [
        "From: Ann\nTo: Ben\nDate: May 4, 2020\nSubject: Rivers\n\nDear Ben,\n",
        "Dear Ben:\n\nMessage-ID: is a header.\nReceived: yes\n",
        "Note: this.\n\nSubject: x\n",
    ],
)
def test_a_memorandum_is_no_mail(text: str) -> None:
    found = detect(text.encode(), "memo.txt")
    assert found is not None
    assert found.name == "text"


def test_a_name_speaks_for_a_bare_message() -> None:
    found = detect(b"Subject: Rivers\n\nDear Ben,\n", "a.eml")
    assert found is not None
    assert found.name == "eml"


def test_what_cannot_be_read_says_so_in_one_line() -> None:
    top = b"From: a@example.org\nMIME-Version: 1.0\n"
    with pytest.raises(EmptyDocument):
        read(top + b"\n  \n", "a.eml")
    with pytest.raises(NotADocument, match="without a text"):
        read(top + b"Content-Type: image/png\n\nxx\n", "a.eml")
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (each, each)
        for each in range(3000)
    )
    with pytest.raises(DocumentTooLarge):
        read(top + nested, "a.eml")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b"From: a\n",
                b"Subject: =?utf-8?q?",
                b"Date: ",
                b"Content-Type: ",
                b"multipart/mixed;",
                b" boundary=b",
                b"--b\n",
                b"\n",
                b"text/html; charset=",
                b"utf-8",
                b"<p>x",
                b"--b--",
                b"Content-Transfer-Encoding: base64\n",
                b'"',
                b"\\",
                b"\xff",
                b"?=",
                b";;",
                b"(",
                b"<",
            ]
        ),
        max_size=14,
    )
)
def test_hostile_messages_raise_nothing_else(pieces: list[bytes]) -> None:
    said = ""
    try:
        read(b"MIME-Version: 1.0\n" + b"".join(pieces), "a.eml", "eml")
    except ReadError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize("charset", ["undefined", "idna", "hex", "rot13", "x-nonsense", "utf-7"])
def test_a_charset_that_is_none_costs_no_words(charset: str) -> None:
    letter = f"From: a@b.example\nSubject: s\nContent-Type: text/plain; charset={charset}\n\n"
    document = read((letter + "See https://example.org/x for it.\n").encode(), "letter.eml")
    assert [link.url for link in document.links] == ["https://example.org/x"]
