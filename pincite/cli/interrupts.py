"""What Python remembers of an interrupt that we have heeded.

Rules kept here:
- An interrupt that was heeded ends the call with our exit code, wherever it came.
"""


def forget() -> None:
    """Let the process end with its own exit code after a KeyboardInterrupt that was caught.

    CPython marks one that leaves code run from a string as unhandled (`run_eval_code_obj` in
    pythonrun.c), whoever catches it later, and `python -m` then ends by SIGINT instead. That is
    where most of them come at start-up: every dataclass is made by such code, and while it is
    compiled no signal is heeded. The mark is taken back when code is next run from a string.
    """
    exec("")  # noqa: S102 - the empty program
