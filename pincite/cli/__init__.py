"""The command line: one file per command.

Rules kept here:
- A command parses, calls the pipeline, prints and returns an exit code: 0 nothing at or above
  --fail-on, 1 findings, 2 usage or settings, 3 the run could not be done or finished.
- Results go to stdout or --output; progress and errors to stderr; an error is one line.
- A command's module is imported when the command runs, so `--help` stays quick; the plainest call
  of all needs not even the command line (`plain`).
- Ctrl-C is one line, too, whenever it comes.
"""

import sys

try:
    from .door import main
except KeyboardInterrupt:  # before the command line itself could heed it
    from . import interrupts

    interrupts.forget()
    sys.stderr.write("pincite: interrupted\n")
    raise SystemExit(3) from None

__all__ = ["main"]
