"""The five letters that the project started from, as the scorer wants its gold.

Rules kept here:
- The letters and `gold.json` lie beside the checkout; without them there is nothing to score.
- Of statutes and documents in the running text the gold tells words, kind and canonical form only.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.citations.grammar.notes import Cited

from .manuscript import Gold, Place, Quoted
from .scoring import plain

HOME = Path(__file__).resolve().parents[3] / "../shared/seeds"
_ALTERATIONS = {"punctuation_substituted": "punctuation", "case_changed": "case"}
_BODY = frozenset({"type", "identifiers", "volume", "first_page"})


@cache
def seeds() -> tuple[tuple[str, bytes, Gold], ...]:
    """Name, bytes and gold of each letter; empty where they are not at hand."""
    if not (HOME / "gold.json").exists():
        return ()
    entries = json.loads((HOME / "gold.json").read_text(encoding="utf-8"))["documents"]
    return tuple((one["seed"], (HOME / one["seed"]).read_bytes(), _gold(one)) for one in entries)


def _gold(entry: dict[str, Any]) -> Gold:
    notes = entry["footnotes"]
    inside = [url["raw"] for note in notes for url in _urls(note, entry)]
    body = Place(
        label=None,
        words="",
        sentence=None,
        cites=tuple(_mentions(entry)),
        quotes=tuple(_body_quotes(entry)),
        urls=tuple(
            url.get("normalized", url["raw"]) for url in entry["urls"] if url["raw"] not in inside
        ),
        judged=_BODY,
        silent=frozenset() if "constitution" in entry else frozenset({"constitution"}),
    )
    places = [_note(note, entry) for note in notes]
    hidden = [each["raw"] for each in entry.get("emails", ()) if "obfuscated" in each["form"]]
    date = entry.get("date")
    return Gold(date and date["iso"], (body, *places), tuple(plain(raw) for raw in hidden))


def _urls(note: dict[str, Any], entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [url for url in entry["urls"] if note["start"] <= url["start"] < note["end"]]


def _note(note: dict[str, Any], entry: dict[str, Any]) -> Place:
    return Place(
        label=str(note["number"]),
        words=plain(note["raw"]),
        sentence=plain(note["sentence"]),
        cites=tuple((plain(one["raw"]), _cited(one)) for one in note["citations"]),
        quotes=tuple(
            Quoted(
                raw=quote["raw"],
                segments=(quote["match_text"],),
                alterations=tuple(
                    f"{_ALTERATIONS[each['kind']]} {each['raw']}" for each in quote["alterations"]
                ),
                of=index,
            )
            for index, one in enumerate(note["citations"])
            for quote in one["quotes"]
        ),
        urls=tuple(url["raw"] for url in _urls(note, entry)),
    )


def _cited(one: dict[str, Any]) -> Cited:
    derived = one.get("derived_identifier")
    return Cited(
        type=one["type"],
        authors="; ".join(
            f"={each['name']}" if each.get("name") else f"{each['family']}, {each['given']}"
            for each in one["authors"]
        ),
        title=one["title"],
        container=one["container"],
        volume=one["volume"],
        first_page=one["first_page"],
        pincite=(one["pincite"] or {}).get("raw"),
        date=(one["date"] or {}).get("iso"),
        publisher=one["publisher"],
        url=one["url"],
        signal=(one["signal"] or {}).get("normalized"),
        parentheticals=tuple(f"{each['kind']}: {each['text']}" for each in one["parentheticals"]),
        identifiers=(f"govinfo:{derived['value']}",) if derived else (),
    )


def _mentions(entry: dict[str, Any]) -> list[tuple[str, Cited]]:
    """Statutes, the Constitution and named documents of the running text, in order."""
    found: list[tuple[int, str, Cited]] = []
    for each in entry["statutes"]:
        canonical = each.get("canonical")
        codes = (f"usc:{canonical}",) if canonical else ()
        law = Cited("statute", volume=each["title"], first_page=each["section"], identifiers=codes)
        found.append((each["start"], each["raw"], law))
    for each in entry.get("constitution", ()):
        codes = (f"const:{each['canonical']}",)
        found.append((each["start"], each["raw"], Cited("constitution", identifiers=codes)))
    for each in entry["named_documents"]:
        kind = each["kind"].removesuffix("-unnamed")
        found.append((each["start"], each["raw"], Cited(kind, form="unnamed")))
    return [(plain(raw), cited) for _, raw, cited in sorted(found, key=lambda one: one[0])]


def _body_quotes(entry: dict[str, Any]) -> list[Quoted]:
    return [
        Quoted(each["raw"], segments=(each["match_text"],))
        for each in (*entry.get("quotes", ()), *entry.get("quotes_body", ()))
        if each.get("verify")
    ]
