"""A process that works on a run until it is killed: `python -m tests.results.killed_worker`.

It writes a line to a log before it asks ("ask KEY") and after it has recorded ("kept KEY").
"""

from __future__ import annotations

import os
import sys
import time

from results import Store

from .samples import PLAN, add, check, letter

LETTERS = 4
PER_LETTER = 60
BATCH = 3


def urls_of(number: int) -> list[str]:
    return [f"https://host{each % 5}.example/{number}/{each}" for each in range(PER_LETTER)]


def main() -> None:
    database, log = sys.argv[1], os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def say(word: str, keys: list[str]) -> None:
        os.write(log, "".join(f"{word} {key}\n" for key in keys).encode())

    with Store.open(database) as store:
        run = store.begin(PLAN).id
        for number in range(LETTERS):
            add(store, run, letter(f"{number}.txt", *urls_of(number)))
        agenda = store.agenda(run)
        for lane in agenda.lanes():
            while tasks := agenda.take(lane, BATCH):
                keys = [each.target.key for each in tasks]
                say("ask", keys)
                time.sleep(0.002)  # the web answers
                store.record(run, [check(key) for key in keys])
                say("kept", keys)
        store.finish(run)


if __name__ == "__main__":
    main()
