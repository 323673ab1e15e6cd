"""E-mail messages (RFC 5322, MIME): the letter is the body, the subject its title.

Rules kept here:
- The body is read by the format that it says it is in, HTML before plain text where both are there:
  RFC 2046, section 5.1.4, puts the fullest last, and only HTML keeps where its links lead.
- The document's text is the decoded body; transfer encodings and headers are no part of it, and
  attachments are none of the letter. Where there are no words but a message that is handed on, that
  one is the letter.
- Headers that are looked at are cut before they are parsed: the parser is not linear in them.
- A memorandum typed with "From:" and "Subject:" is no e-mail: that takes a header that only mail
  programs write, or the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from citations.errors import DocumentTooLarge, EmptyDocument, NotADocument

from ..late import late_regex
from .decoding import MAX_BYTES, head, is_text
from .format import Format, has_suffix
from .html import HTML
from .text import TEXT

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from citations.model import DateValue
    from citations.passage import Layout

_SUFFIXES = (".eml", ".mht", ".mhtml")
_HEADER = late_regex(r"([!-9;-~]{1,60}):")
_MACHINE = frozenset(
    {
        "mime-version",
        "message-id",
        "received",
        "return-path",
        "dkim-signature",
        "delivered-to",
        "content-transfer-encoding",
    }
)
_TYPED = frozenset({"from", "to", "cc", "date", "subject", "reply-to", "content-type", "sender"})
_LONGEST_HEADER = 2000
_MOST_PARTS = 1000
_MOST_HANDED_ON = 20
"""Times that a message is handed on without a word."""


def detect(data: bytes, path: str) -> int:
    """Sure of a head that a mail program wrote; a typed one needs the name."""
    if not is_text(data):
        return 0
    names = _header_names(head(data))
    if not names & (_TYPED | _MACHINE):
        return 0
    if has_suffix(path, _SUFFIXES):
        return 97
    return 92 if names & _MACHINE and len(names & (_TYPED | _MACHINE)) > 1 else 0


def layout(data: bytes) -> Layout:
    """Read a message. Raises the ReadError family."""
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge(f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        message = _letter(_parse(data))
        bodies = _bodies(message)
        title, date = _subject(message), _date(message)
    except RecursionError:
        raise DocumentTooLarge("e-mail with parts nested too deeply") from None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        # What the standard library's parser lets through on damaged headers.
        raise NotADocument("damaged e-mail: its headers cannot be read") from None
    for html, words, charset in bodies:
        if words.strip():
            found = (HTML if html else TEXT).layout(words)
            encoding = charset or found.encoding
            from dataclasses import replace

            return replace(
                found, encoding=encoding, title=title or found.title, date=date or found.date
            )
    if bodies:
        raise EmptyDocument("e-mail with nothing in its body")
    raise NotADocument("e-mail without a text in it")


EML = Format("eml", _SUFFIXES, detect, layout)


def _header_names(start: str) -> set[str]:
    """Lower-case names of the header lines before the first empty line; none for other lines."""
    names: set[str] = set()
    for number, line in enumerate(start.splitlines()):
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
        elif not line:
            break
        elif not line.startswith((" ", "\t")) and not (number == 0 and line.startswith("From ")):
            # A head that was cut in the middle of a line has told enough by then.
            return names if len(start) - start.rfind(line) == len(line) else set()
    return names


def _parse(data: bytes) -> EmailMessage:
    from email import message_from_bytes
    from email.headerregistry import HeaderRegistry
    from email.policy import default

    whole = HeaderRegistry()

    def cut(name: str, value: str) -> str:
        header: str = whole(name, value[:_LONGEST_HEADER])
        return header

    return message_from_bytes(data, policy=default.clone(header_factory=cut))


def _letter(message: EmailMessage) -> EmailMessage:
    """The message, or the one that it hands on without a word of its own."""
    for _ in range(_MOST_HANDED_ON):
        if any(words.strip() for _, words, _ in _bodies(message)):
            break
        handed = (part for part in message.walk() if part.get_content_type() == "message/rfc822")
        inside = next((part.get_payload() for part in handed), None)
        if not isinstance(inside, list) or not inside:
            break
        message = cast("EmailMessage", inside[0])  # of the same policy as the whole
    return message


def _bodies(message: EmailMessage) -> list[tuple[bool, bytes, str | None]]:
    """(is HTML, bytes, charset) of the readings of the body, the fullest first.

    Bytes are UTF-8 where the charset is known and fits, else as they came, for the format to tell.
    """
    if sum(1 for _, _ in zip(message.walk(), range(_MOST_PARTS + 1), strict=False)) > _MOST_PARTS:
        raise DocumentTooLarge(f"e-mail with more than {_MOST_PARTS} parts")
    parts = (message.get_body((kind,)) for kind in ("html", "plain"))
    return [_words(part) for part in parts if part is not None]


def _words(part: MIMEPart) -> tuple[bool, bytes, str | None]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    html = part.get_content_subtype() == "html"
    charset = part.get_content_charset()
    try:
        text = data.decode("cp1252" if charset == "iso-8859-1" else charset or "utf-8")
    except (LookupError, UnicodeError):  # the codecs "undefined" and "idna" raise the latter
        return html, data, None
    if not html and str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return html, text.encode("utf-8", "replace"), charset


def _unflowed(text: str, delete_space: bool) -> str:
    """Lines that were wrapped only for the way, put together again (RFC 3676)."""
    lines: list[str] = []
    flows = False
    for each in text.splitlines():
        line = each.removeprefix(" ")
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
        words = line[:-1] if goes_on and delete_space else line
        if flows and not line.startswith(">"):
            lines.append(words)
        else:
            lines.extend(("\n", words) if lines else (words,))
        flows = goes_on
    return "".join(lines)


def _subject(message: EmailMessage) -> str | None:
    return " ".join(str(message.get("subject", "")).split()) or None


def _date(message: EmailMessage) -> DateValue | None:
    from email.utils import parsedate_to_datetime

    from citations.model import DateValue

    raw = " ".join(str(message.get("date", "")).split())
    try:
        return DateValue(raw, parsedate_to_datetime(raw).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
