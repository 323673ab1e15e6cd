"""The exceptions of reading. Every message is one line, fit for an editor.

ReadError                a file that cannot be read as a document
├── EmptyDocument        there is nothing in it
├── NotADocument         it is something else
└── DocumentTooLarge     it passes a bound
"""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read as a document. The message is one line, fit for an editor."""


class EmptyDocument(ReadError):
    """The file has no bytes, or nothing but white space."""


class NotADocument(ReadError):
    """The bytes are no document of a known format (an image, a program, random bytes)."""


class DocumentTooLarge(ReadError):
    """The file passes a bound on bytes, entries or nesting that keeps hostile input harmless."""
