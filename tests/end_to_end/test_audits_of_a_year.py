"""Half a year of weekly audits over letters in four formats, each beside an oracle of its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pincite.demo.web import ANY, Reply, Web

from .audited_world import State, World

WEEKS = 26
FORMATS = ("md", "txt", "docx", "pdf")
HOSTS, PAGES, LETTERS = 5, 5, 8


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("PINCITE_NO_REGISTRIES", "1")
    routes = {
        (f"{name}.example", ANY): Reply(body="<title>It</title>") for name in ("canary", "new")
    }
    return World(tmp_path, Web(routes))


def lived(world: World, chance: random.Random, weeks: int) -> None:
    """Pages die and come back, hosts are down, letters are edited and removed."""
    states = [each for each in State if each is not State.DOWN]
    urls = [f"http://h{host}.example/{page}" for host in range(HOSTS) for page in range(PAGES)]
    for url in urls:
        world.page(url, chance.choice([*states, *[State.LIVING] * 12]))
    for number in range(LETTERS):
        path = f"letters/{number}.{FORMATS[number % len(FORMATS)]}"
        world.write(path, chance.sample(urls, chance.randint(2, 5)))
    with world.web:
        world.check()
        for _ in range(weeks):
            world.pass_time(7)
            for url in urls:
                if chance.random() < 0.04:
                    world.pages[url] = chance.choice(states)
                elif chance.random() < 0.08:
                    world.pages[url] = State.LIVING
            world.down = {each for each in world.down if chance.random() < 0.6}
            if chance.random() < 0.1:
                world.down.add(f"h{chance.randrange(HOSTS)}.example")
            edited, gone = [], []
            if chance.random() < 0.3:
                edited = [chance.choice(sorted(world.letters))]
                world.write(edited[0], chance.sample(urls, chance.randint(2, 5)))
            if chance.random() < 0.1 and len(world.letters) > 3:
                gone = [chance.choice(sorted(world.letters.keys() - {*edited}))]
                world.remove(gone[0])
            world.audit(gone, edited)


@pytest.mark.parametrize("seed", [1, 2])
def test_each_audit_says_what_changed_and_nothing_else(world: World, seed: int) -> None:
    lived(world, random.Random(seed), WEEKS)
