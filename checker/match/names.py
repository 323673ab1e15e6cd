"""Cited authors against the authors that a page names, or against its title and its words.

Rules kept here:
- The order does not matter, initials and short forms stand for names, and a page may name more.
- What a page gives as one author may be a list of them, a byline or a name with its office.
- A page that names some of the cited authors, and fewer than are cited, does not contradict.
- An organisation that a page names is no other person, and a person no other organisation: such a
  page says nothing against the citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citations.model import Name

from ..model import FieldGrade, FieldMatch, Page
from ..parts import without_teasers
from .titles import DENSE, is_shell, page_words, plain_vowels, same_words, words

_HOUSE_WORDS = """
staff editor editors editorial team news newsroom press office department university institute
center centre association committee council admin administrator desk wire reporters agency service
services bureau ministry foundation company inc llc ltd group society alliance project
communications media web contributors correspondent online user guest webmaster publishing
publications books magazine times post tribune herald gazette journal review television radio
gmbh ag ev kg redaktion verlag zeitung nachrichten verein ministerium bundesministerium universität
rédaction ministère université association journal éditions agence société sarl sas
redacción ministerio universidad ediciones editorial agencia periódico noticias
redazione ministero università editore agenzia giornale redação ministério universidade editora
redactie stichting uitgeverij redaktionen toimitus redakcja wydawnictwo
"""
_HOUSES = frozenset(_HOUSE_WORDS.split())
"""Words of which names of organisations are made."""
_JOINED = re.compile(
    r"\s*[;|/]\s*|,?\s+(?:and|und|et|y|e|og|och|&)\s+|\A(?:by|von|par|por)\s+|\s*\([^()]{0,50}\)\s*",
    re.IGNORECASE,
)
"""What stands between the names of a byline, and what is none of them."""
_SITE_NAME = re.compile(r"[@/\d]|\w\.[a-z]{2}")
"""What stands in addresses and names of accounts, and in no person's name."""
_PARENTHESIS = re.compile(r"\(([^()]{2,20})\)")
"""What an organisation is called for short: Harbor Health Organization (HHO)."""
_INITIALS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\.)")
_CAPITALS = re.compile(r"((?:[A-Z][A-Z'’.-]*\s){2,4})(?=[A-Z][a-z])")
"""A name in capitals before the house that it writes for: MARTA QUINN Coastal Press."""
_LAST_WORD = re.compile(r"([^\W\d_]+),?\s+$")
_BY = re.compile(r"\b(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]v|[Dd]oor)\b")
"""What a byline begins with, among the words before a name."""
_BYLINE_WORDS = "and with to from und mit et avec y con e och og en met"
_BYLINE = frozenset(_BYLINE_WORDS.split())
_MOST_PLACES = 2000
_FEWEST = 2
"""Words of a name that may be abbreviated."""
_MOST_PARTS = 4
"""Organisations in each other."""
_NEAR = 3
"""Words between which a given name belongs to a family name."""
_SMALL = frozenset(["and", "of", "the", "for", "in", "on", "to", "&", "de", "la"])
_NICKNAMES = frozenset(
    map(
        frozenset,
        (
            ("bob", "robert"),
            ("bill", "william"),
            ("will", "william"),
            ("dick", "richard"),
            ("rick", "richard"),
            ("jim", "james"),
            ("mike", "michael"),
            ("tom", "thomas"),
            ("tony", "anthony"),
            ("liz", "elizabeth"),
            ("beth", "elizabeth"),
            ("kate", "katherine"),
            ("kathy", "katherine"),
            ("peggy", "margaret"),
            ("jack", "john"),
            ("ted", "edward"),
            ("chuck", "charles"),
            ("hank", "henry"),
        ),
    )
)


def match_authors(cited: Sequence[Name], page: Page | None) -> FieldMatch:
    """Every cited author against the page's authors, else against its words.

    The order does not matter, initials stand for names, and "et al." pages may list more.
    """
    shown = "; ".join(filter(None, (display_name(name) for name in cited))) or None
    if not cited or shown is None:
        return FieldMatch(FieldGrade.UNABLE, witness="nothing cited")
    if page is None:
        return FieldMatch(FieldGrade.UNABLE, shown)
    persons = [each for other in page.authors for each in _persons(other)]
    missing = [name for name in cited if not _is_named(name, page, persons)]
    if not missing:
        return FieldMatch(
            FieldGrade.VERIFIED, shown, "; ".join(page.authors) or page.site, "author"
        )
    mentioned = (
        len(missing) == len(cited)
        and persons
        and all(_is_only_mentioned(name, page) for name in missing)
    )
    for witness, shows in () if mentioned else _shown(page):
        if all(_name_in(name, shows) or _house_in(name, shows) for name in missing):
            return FieldMatch(FieldGrade.VERIFIED, shown, None, witness)
    if all(_is_joined(name, page, persons) for name in missing):
        return FieldMatch(FieldGrade.VERIFIED, shown, page.site, "text")
    speaks = len(missing) == len(cited) or len(persons) >= len(cited)
    if persons and speaks and any(name.family for name in cited) and not is_shell(page):
        return FieldMatch(FieldGrade.DIFFERS, shown, "; ".join(page.authors), "author")
    return FieldMatch(FieldGrade.NOT_FOUND if page.text else FieldGrade.UNABLE, shown)


def _is_named(name: Name, page: Page, persons: Sequence[str]) -> bool:
    """Whether the page gives the name as an author's, or as its own."""
    named = [page.site, *_PARENTHESIS.findall(page.site)] if page.site else []
    for author in page.authors:
        joined = [part for part in _JOINED.split(author) if _is_person(part)]
        # Of "Ida Roth and Tom Ley" nobody is Ida Ley.
        named += joined if name.family and len(joined) > 1 else [author]
    if any(_same_name(name, other) for other in named):
        return True
    return any(_same_name(name, each) for each in persons if _has_given(each, name))


def _is_joined(name: Name, page: Page, persons: Sequence[str]) -> bool:
    """Whether an organisation is cited with the one that it belongs to, and the page names both:
    "Harbor City, Water Department", "Harbor Times Editorial Board"."""
    if name.family:
        return False
    whole = words(display_name(name))
    own = [words(each) for each in (page.site or "", *page.authors) if words(each)]
    if any(whole in (one + other, other + one) for one in own for other in own if one != other):
        return True
    shown = [*own, *(shows for _, shows in _shown(page))]
    parts = [Name(literal=part.strip()) for part in display_name(name).split(",") if part.strip()]
    return _FEWEST <= len(parts) <= _MOST_PARTS and all(
        _is_named(part, page, persons)
        or any(_name_in(part, shows) or _house_in(part, shows) for shows in shown)
        for part in parts
    )


def _is_only_mentioned(name: Name, page: Page) -> bool:
    """Whether all places in which a text has a person's name are within its sentences: of a page
    that names its authors those are the people whom it is about."""
    given, family = (name.given or "").split(), (name.family or "").split()
    if not (given and family):
        return False
    whole = r"[.]?\s+(?:\w[.]?\s+)?".join(map(re.escape, (given[0].rstrip("."), *family)))
    led = re.findall(rf"([^\n]{{0,60}})\b{whole}\b", without_teasers(page.text))
    return bool(led) and all(map(_leads_on, led))


def _leads_on(before: str) -> bool:
    """Whether the words before a name are those of a sentence, and of no byline."""
    last = _LAST_WORD.search(before)
    return last is not None and last[1] not in _BYLINE and _BY.search(before) is None


def _shown(page: Page) -> Iterator[tuple[str, Sequence[str]]]:
    """What a reader sees, as words: the text, the title, the heading."""
    yield "text", page_words(without_teasers(page.text))
    yield "title", words(page.title or "")
    yield "heading", words(page.heading or "")


def display_name(name: Name) -> str:
    """A name as a reader writes it."""
    return name.literal or " ".join(filter(None, (name.given, name.family)))


def _is_person(name: str) -> bool:
    """Whether a page's author reads like a person's name: a house is no other author."""
    tokens = words(name)
    return 2 <= len(tokens) <= 5 and not _HOUSES & set(tokens) and not _SITE_NAME.search(name)


def _persons(author: str) -> list[str]:
    """Those whom one author of a page names: "Harbor News, Ada Moreau, Ben Roe", "By A and B"."""
    capitals = _CAPITALS.match(author)
    if capitals is not None and not _is_person(author):
        author = capitals[1]
    names: list[str] = []
    for part in filter(None, _JOINED.split(author)):
        split = part.split(",")
        # "Moreau, Ada" is one name turned round.
        whole = len(split) == 2 and min(len(each.split()) for each in split) < _FEWEST
        names += [part] if whole else split
    return [each.strip() for each in names if _is_person(each)] or (
        [author] if _is_person(author) else []
    )


def _has_given(person: str, name: Name) -> bool:
    """Whether what a list was split into is more than the name's family: "García López, Juan" and
    "García López, Juan, Ana Roe" are split alike."""
    return len(words(person)) > len(words(name.family or ""))


def _same_name(name: Name, other: str) -> bool:
    if name.literal or not name.family:
        shown = display_name(name)
        same = same_words(words(shown), words(other))
        return same or _is_acronym(other, shown) or _is_abbreviation(shown, other)
    family, given = words(name.family), words(name.given or "")
    tokens = words(other)
    if not (name.family.isascii() and other.isascii()):
        family, given, tokens = map(plain_vowels, (family, given, tokens))
    if not set(family) <= set(tokens):
        return "".join((*given, *family)) == "".join(tokens)  # AdaMoreau, as accounts are named
    rest = [token for token in tokens if token not in family]
    if not given or not rest:
        return True
    # A middle initial is no first name: "Ada B." is not Bea.
    full = (token for token in rest if len(token) > 1)
    return _agree(rest[0], given[0]) or any(_agree(token, given[0]) for token in full)


def _is_abbreviation(short: str, long: str) -> bool:
    """Harbor Water Util. for Harbor Water Utility, Dep't of Educ. for Department of Education
    (Bluebook, table T6): word for word, small words aside."""
    cut = _cut(short)
    whole = [word for word in words(long) if word not in _SMALL]
    if len(cut) != len(whole) or len(cut) < _FEWEST:
        return False
    return all(_stands_for(one, other) for one, other in zip(cut, whole, strict=True))


def _cut(short: str) -> list[str]:
    """The words of an abbreviated name, small ones aside; U.S. is two."""
    apart = _INITIALS.sub(". ", short)
    return [word for word in apart.split() if word.casefold() not in _SMALL]


def _stands_for(one: str, other: str) -> bool:
    """Whether a word is the other, or where a period or an apostrophe marks it, short for it."""
    plain = "".join(char for char in one.casefold() if char.isalnum())
    if plain == other:
        return True
    if len(plain) < 2 or not (one.rstrip(",;").endswith(".") or "'" in one or "’" in one):
        return False
    letters = iter(other)
    return plain[0] == other[0] and all(letter in letters for letter in plain)


def _is_acronym(short: str, long: str) -> bool:
    """ICE for (U.S.) Immigration and Customs Enforcement, and the other way round."""
    short, long = sorted((short.strip(), long), key=len)
    letters = short.replace(".", "")
    capitals = "".join(word[0] for word in words(long) if word not in _SMALL)
    return (
        len(letters) > 2
        and letters.isupper()
        and letters.isalpha()
        and capitals.endswith(letters.casefold())
    )


def _agree(one: str, other: str) -> bool:
    """Whether one given name may stand for the other: an initial or a short form of it."""
    short, long = sorted((one, other), key=len)
    if len(short) != 2 and long.startswith(short):
        return True
    return one == other or frozenset((one, other)) in _NICKNAMES


def _name_in(name: Name, text: Sequence[str]) -> bool:
    """Whether the words hold the name: family and given name beside each other."""
    if DENSE.search(display_name(name)):
        return _runs_together(name, "".join(text))
    family = words(name.family or "") or words(display_name(name))
    given = words(name.given or "") if name.family else ()
    at = -1
    for _ in range(_MOST_PLACES if family else 0):
        try:
            at = text.index(family[0], at + 1)
        except ValueError:
            return False
        if text[at : at + len(family)] != family:
            continue
        after = at + len(family)
        before = text[max(0, at - _NEAR) : at]
        near = (*before, *text[after : after + _NEAR])
        if not given or any(len(word) > 1 and _agree(word, given[0]) for word in near):
            return True
        if len(given[0]) == 1 and given[0] in before:
            return True
    return False


def _house_in(name: Name, text: Sequence[str]) -> bool:
    """Whether the words hold an organisation whose name is abbreviated: Dep't of Educ."""
    short = display_name(name)
    if name.family or not ("." in short or "'" in short or "’" in short):
        return False
    cut = _cut(short)
    whole = [word for word in text if word not in _SMALL]
    if len(cut) < _FEWEST:
        return False
    for at, word in enumerate(whole[: len(whole) - len(cut) + 1]):
        if word[0] == cut[0][0].casefold() and all(
            map(_stands_for, cut, whole[at : at + len(cut)])
        ):
            return True
    return False


def _runs_together(name: Name, letters: str) -> bool:
    """Whether a name without spaces stands in a text without spaces, family name first or last."""
    parts = ["".join(words(part)) for part in (name.family or "", name.given or "")]
    whole = "".join(words(name.literal or ""))
    found = (whole,) if whole else ("".join(parts), "".join(reversed(parts)))
    return any(each and each in letters for each in found)
