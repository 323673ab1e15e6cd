"""Word documents: tracked changes with comments, everything else as it was.

Rules kept here:
- The editor decides: each change is a deletion and an insertion that Word accepts or rejects.
- Parts that do not change keep their bytes, packed as they were.
- lxml is imported when the first document is written, not before.
"""

from __future__ import annotations

from .writer import write_docx

__all__ = ["write_docx"]
