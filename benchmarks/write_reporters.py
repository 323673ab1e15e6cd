"""Writes the table of law reporters anew, from reporters-db.

    pip install reporters-db && python benchmarks/write_reporters.py

The grammar reads the table alone: reporters-db itself takes 50 ms and 7 MB to import.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import version
from pathlib import Path

from reporters_db import REPORTERS

sys.path.insert(0, str(Path(__file__).parents[1]))

from citations.grammar.decisions.reporters import TABLE, key

_HEAD = """\
% Abbreviations of law reporters, without spaces: what may stand between volume and page of a case.
% From reporters-db {version} (https://github.com/freelawproject/reporters-db), BSD-2-Clause,
% Copyright (c) Free Law Project. Written by benchmarks/write_reporters.py; not edited by hand.
%
% Redistribution and use in source and binary forms, with or without modification, are permitted
% provided that the following conditions are met: 1. Redistributions of source code must retain the
% above copyright notice, this list of conditions and the following disclaimer. 2. Redistributions
% in binary form must reproduce the above copyright notice, this list of conditions and the
% following disclaimer in the documentation and/or other materials provided with the distribution.
% THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
% IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
% FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
% CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
% DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
% DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER
% IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT
% OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""
_NAME = re.compile(r"[A-Z][\w.'&()-]{0,40}")


def main() -> None:
    """Write the table."""
    names = set()
    for entries in REPORTERS.values():
        for entry in entries:
            names |= {key(name) for name in (*entry["editions"], *entry["variations"])}
    kept = sorted(name for name in names if _NAME.fullmatch(name))
    TABLE.write_text(
        _HEAD.format(version=version("reporters-db")) + "\n".join(kept) + "\n", encoding="utf-8"
    )
    print(f"{len(kept)} abbreviations in {TABLE.name}")


if __name__ == "__main__":
    main()
