"""Writes a WARC for the tests. Runs in pywb's virtual environment, which has warcio.

Usage: python pywb_warc.py FILE < captures.json, a list of objects with url, date (ISO, UTC), status
("200 OK"), headers (pairs) and body (base64).
"""

from __future__ import annotations

import base64
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any


def write(path: str, captures: list[dict[str, Any]]) -> None:
    """One response record for each capture."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with Path(path).open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for each in captures:
            headers = [(str(name), str(value)) for name, value in each["headers"]]
            record = writer.create_warc_record(
                each["url"],
                "response",
                payload=BytesIO(base64.b64decode(each["body"])),
                http_headers=StatusAndHeaders(each["status"], headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": each["date"]},
            )
            writer.write_record(record)


if __name__ == "__main__":
    write(sys.argv[1], json.load(sys.stdin))
