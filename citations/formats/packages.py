"""What a zipped document says that it is.

Rules kept here:
- An entry `mimetype` says it (OpenDocument 1.3, part 2, section 3.3; EPUB OCF 3.3, section 4.3.2).
  It ought to be the first, and not packed; programs that sign or refill a package forget that.
"""

from __future__ import annotations

_LONGEST = 100


def is_package(mimetype: bytes, data: bytes) -> int:
    """How sure it is that bytes are a package of that type, 0 to 100. Never raises."""
    if not data.startswith(b"PK"):
        return 0
    if b"mimetype" + mimetype in data[:200]:
        return 100
    return 90 if b"mimetype" in data and _told(data).startswith(mimetype) else 0


def _told(data: bytes) -> bytes:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as entry:
            return entry.read(_LONGEST)
    except Exception:  # whatever zipfile makes of a damaged archive: it does not tell
        return b""
