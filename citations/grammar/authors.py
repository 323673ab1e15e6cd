"""Who wrote it: the words before a title, as persons and organisations.

Rules kept here:
- Persons are split into family and given name; initials stay with the given name, particles with
  the family name, "Jr." and "III" apart. "et al." and honorifics are no names.
- An organisation stays whole ("U.S. Immigration and Customs Enforcement"), its parent body too.
- An institution after persons is their publisher (Bluebook rule 15.1(c)), a role is dropped.
- Capitals are kept as printed; they never decide what is a person.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citations.model import Name
from citations.values import value

from ..late import late_regex
from .organisations import FORMS, HEADS, OFFICES, THINGS, WEAK, folded, is_organisation, is_role

_PARTICLE_WORDS = """
abu af al av bin bint da das de degli dei del della delle dello den der di do dos du el ibn la las
le lo los nic ní san st ten ter uí van vande von zu zum zur
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_PARTICLE_LETTERS = frozenset(particle[0] for particle in PARTICLES)
_SUFFIX = re.compile(
    r"(?:Jr|Sr|JR|SR|II|III|IV|Esq|ESQ|Ph\.?D|M\.?D|J\.?D|R\.?N|M\.?P\.?H|D\.?O|MSW|LL\.?M)\.?"
)
_KEPT_SUFFIX = late_regex(r"(?:Jr|Sr|JR|SR|II|III|IV)\.?")
_HONORIFIC_WORDS = """
alderman ambassador assemblymember atty capt chief col commissioner congressman congresswoman
councilman councilmember councilwoman delegate dr gen gov governor hon judge justice lieutenant lt
mayor mr mrs ms president prof professor rep representative secretary sen senator sgt sheriff sir
superintendent
"""
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
_NO_NAME_WORDS = """
about after against and are as at avec before but by dans en et for from für how in into is its mit
no not now of off ohne on or our over para por pour sans sin sur the their this to und under up was
we what when where who why with without your
"""
NO_NAMES = frozenset(_NO_NAME_WORDS.split())
"""Words that stand in titles, capitalised or not, and in no person's name."""
_SPANISH_WORDS = """
acosta aguilar álvarez alvarez castillo castro chávez chavez contreras cortés cruz díaz diaz
domínguez dominguez espinosa estrada fernández fernandez flores fuentes garcía garcia gómez gomez
gonzález gonzalez guerrero gutiérrez gutierrez guzmán guzman hernández hernandez herrera jiménez
jimenez juárez juarez lópez lopez márquez marquez martínez martinez medina mendoza molina moreno
muñoz navarro núñez nuñez ortega ortiz pérez perez ramírez ramirez rivera rodríguez rodriguez rojas
romero ruiz salazar sánchez sanchez silva soto suárez suarez torres valdés vargas vázquez vazquez
velázquez velazquez zapatero
"""
_SPANISH = frozenset(_SPANISH_WORDS.split())
"""First families of two: "Fernández García", "García Lorca"."""
_SECOND = late_regex(r"[^\W\d_]{2,}(?:[aeioáéíóz]|ez|és|ín|ón)")
"""What the second of them ends in; "Maria Garcia Jones" has one."""
_INITIAL = late_regex(r"(?:[^\W\d_]\.){1,4}(?:-?[^\W\d_]\.?)?|[^\W\d_]")
_NAME = late_regex(r"[^\W\d_][^\W\d_]*(?:[’'‘-][^\W\d_]+){0,4}\.?")
_ET_AL = re.compile(r",?\s*(?:\bet\.?\s+al\b\.?|\band others\b)", re.IGNORECASE)
_ACRONYM = late_regex(
    r"\s\([“\"]?(?=[A-Za-z0-9&.-]{2,10}[”\"]?\))[A-Z][a-z.]*[A-Z0-9&][^)]*\)(?=,|$)"
)
_HANDLE = late_regex(r"\s\(@[^()]{1,40}\)")
_EDITORS = late_regex(r",?\s*\(?\b(?:[Ee]ds?|[Tt]rans|[Ee]ditors?)\b\.?\)?\s*$")
_JOIN = re.compile(r"\s+(?:&|and|AND|with|–)\s+")
_LEAD_JOIN = late_regex(r"(?:&|and|AND)\s+")
_NUMBERED = late_regex(
    r"(?:(?:Rep|REP|Report|REPORT|Publ?|PUBL?)\.?\s)?(?:No|NO)[sS]?\.|(?!(?:1[5-9]|20)\d\d[–-]\d{2,4}$)(?:[A-Z]{1,6}[-–‑]?)?\d[\w.–‑-]*$"
    r"|(?:[A-Z][\w.]{0,7}\s){1,4}(?:Res|Dec|Doc|Docs)\.\s[\w/.() –-]{0,24}\d[\w/.() –-]{0,12}$"
)
"""A report's, a resolution's or a document's number: "GAO-19-416", "G.A. Res. 61/295"."""
_FAMILIES = late_regex(
    r"(?:[A-Z][a-zé]+(?:[’'-][A-Z][a-z]+)?, ){1,8}[A-Z][\w’'-]+,? & [A-Z][\w’'-]+"
)
_BETWEEN = late_regex(r",? & |, ")
_SUBJECT_WORDS = """
agriculture art arts business climate commerce crime culture economics education employment energy
environment finance fisheries food forestry gender health history housing immigration industry
information innovation justice labor labour land law media planning policy politics power race
rights safety science security services society sport sports technology tourism trade transport
transportation water welfare work
"""
_SUBJECTS = frozenset(_SUBJECT_WORDS.split())
"""What ministries and journals are of: "Health, Education & Welfare" are no families."""
_OFFICE = 4
"""No office before a name has more words."""
_MOST = 600
"""No list of authors is longer; a longer text is prose."""


@value
class Head:
    """What the words before a title say."""

    names: tuple[Name, ...]
    publisher: str | None = None
    numbered: bool = False
    """A report's number stands among them."""
    sure: bool = True
    """False when the words are neither persons nor an organisation: prose, most likely."""


def read(words: str) -> Head:
    """Authors, and the institution behind them, in reading order ("Jane Roe & John Doe, Org")."""
    text = _cleaned(words)
    if not text:
        return Head(())
    if len(text) > _MOST:
        return Head((), sure=False)
    families = _families(text)
    if families:
        return Head(families)
    pieces = _pieces(text)
    names: list[Name] = []
    bodies: list[str] = []
    sure = True
    for piece in pieces:
        persons = _persons(piece)
        if _SUFFIX.fullmatch(piece):
            _add_suffix(names, piece)
        elif persons:
            names.extend(persons)
        elif _NUMBERED.match(piece) or (names and is_role(piece)):
            continue
        elif is_organisation(piece):
            bodies.append(piece)
        else:
            sure = sure and _capitalised(piece) and len(piece.split()) <= 8
            bodies.append(piece)
    numbered = any(is_number(piece) and not is_resolution(piece) for piece in pieces)
    if names:
        return Head(tuple(names), ", ".join(bodies) or None, numbered, sure)
    return Head(
        _bodies(bodies, text), None, numbered, sure and (bool(bodies) or _all_numbers(pieces))
    )


def _families(text: str) -> tuple[Name, ...]:
    """ "Roe, Doe & Poe": three family names or more, as some papers cite from the first note on."""
    found = _FAMILIES.fullmatch(text)
    parts = _BETWEEN.split(text) if found is not None else []
    words = [folded(part) for part in parts]
    if not parts or any(word in THINGS or word in _SUBJECTS for word in words):
        return ()
    if any(map(is_organisation, parts)):
        return ()
    return tuple(Name(family=part) for part in parts)


def _all_numbers(pieces: list[str]) -> bool:
    """True where nothing but a number leads: "G.A. Res. 61/295, *A Declaration*"."""
    return all(_NUMBERED.match(piece) for piece in pieces)


def is_resolution(piece: str) -> bool:
    """True for the number of a resolution or document that leads: "G.A. Res. 61/295"."""
    return piece[:1].isalpha() and " " in piece and is_number(piece) and not piece.startswith("No")


def is_number(piece: str) -> bool:
    """True for a report's number among the authors: "GAO-19-416"."""
    return _NUMBERED.match(piece) is not None


def are_persons(words: str) -> bool:
    """True when the words are nothing but persons' names."""
    text = _cleaned(words)
    if not text or len(text) > _MOST:
        return False
    pieces = _pieces(text)
    return all(_SUFFIX.fullmatch(piece) or _persons(piece) for piece in pieces)


@lru_cache(maxsize=2048)
def is_person(words: str) -> bool:
    """True when the words may be one person's name: two to six capitalised words or initials."""
    tokens = _without_titles(words.split())
    while len(tokens) > 2 and _KEPT_SUFFIX.fullmatch(tokens[-1]):
        tokens.pop()
    if not 2 <= len(tokens) <= 6 or is_organisation(" ".join(tokens)):
        return False
    if any(folded(token) in THINGS for token in tokens):
        return False
    names = 0
    for token in tokens:
        if folded(token) in PARTICLES:
            continue
        if not token[:1].isupper() or folded(token) in NO_NAMES:
            return False
        if _INITIAL.fullmatch(token):
            continue
        if not _NAME.fullmatch(token) or (token.endswith(".") and len(token) > 5):
            return False
        names += 1
    return names >= 1 and bool(_NAME.fullmatch(tokens[-1])) and not tokens[-1].endswith(".")


def opens_with_particle(text: str, start: int) -> bool:
    """True for "van Houten": a name that begins in lower case."""
    if text[start : start + 1] not in _PARTICLE_LETTERS:
        return False
    head = text[start : start + 8].split(maxsplit=1)
    return len(head) > 1 and head[0] in PARTICLES and head[1][:1].isalpha()


def person(words: str) -> Name:
    """Split one person's name as printed, family name last."""
    tokens = words.split()
    suffix = None
    while len(tokens) > 1 and _SUFFIX.fullmatch(tokens[-1].rstrip(",")):
        last = tokens.pop().rstrip(",")
        if _KEPT_SUFFIX.fullmatch(last):
            suffix = last
    tokens = _without_titles([token.rstrip(",") for token in tokens])
    family = len(tokens) - 1
    while family > 1 and folded(tokens[family - 1]) in PARTICLES:
        family -= 1
    if family > 1 and tokens[family - 1].casefold() in _SPANISH and _SECOND.fullmatch(tokens[-1]):
        family -= 1
    given = " ".join(tokens[:family]) or None
    return Name(family=" ".join(tokens[family:]), given=given, suffix=suffix)


def inverted(words: str) -> tuple[Name, ...]:
    """Names of a reference list, family name first: "Roe, J. A., & Doe, J." or "Roe, Jane, and"."""
    text = _cleaned(words)
    if not text or len(text) > _MOST:
        return ()
    pieces = [piece for part in _JOIN.split(text) for piece in _pieces(part)]
    names: list[Name] = []
    index = 0
    while index < len(pieces):
        given = pieces[index + 1] if index + 1 < len(pieces) else ""
        if _is_given(given) and _is_family(pieces[index], given):
            suffix = pieces[index + 2] if index + 2 < len(pieces) else ""
            kept = suffix if _KEPT_SUFFIX.fullmatch(suffix) else None
            names.append(Name(family=pieces[index], given=given, suffix=kept))
            index += 3 if kept else 2
        elif is_person(pieces[index]):
            names.append(person(pieces[index]))
            index += 1
        else:
            return ()
    return tuple(names)


def _is_family(piece: str, given: str) -> bool:
    """True for one family name; two stand only before initials ("García Márquez, G.")."""
    names = [token for token in piece.split() if folded(token) not in PARTICLES]
    most = 2 if _INITIAL.fullmatch(given.split(maxsplit=1)[0]) else 1
    return 1 <= len(names) <= most and all(
        token[0].isupper() and _NAME.fullmatch(token) and not _INITIAL.fullmatch(token)
        for token in names
    )


def _is_given(piece: str) -> bool:
    tokens = piece.split()
    return (
        1 <= len(tokens) <= 4
        and (_INITIAL.fullmatch(piece) is not None or not is_organisation(piece))
        and all(
            token[0].isupper() and (_INITIAL.fullmatch(token) or _NAME.fullmatch(token))
            for token in tokens
        )
    )


def _cleaned(words: str) -> str:
    text = " ".join(words.split()).strip(" ,;:")
    bracketed = "(" in text
    text = _HANDLE.sub("", text) if bracketed else text
    lower = text.lower()
    if ("et" in lower and "al" in lower) or "other" in lower:
        text = _ET_AL.sub("", text)
    if "ed" in lower or "rans" in lower:
        text = _EDITORS.sub("", text)
    text = _ACRONYM.sub("", text) if bracketed else text
    if text[:3] in ("By ", "by "):
        text = text[3:]
    return text.removeprefix("the ").strip(" ,;:")


def _pieces(text: str) -> list[str]:
    """Cut at commas, and at "&" and "and" where that leaves persons."""
    found: list[str] = []
    for piece in (part.strip() for part in text.replace(";", ",").split(",")):
        first, join, other = piece.partition(" & ")
        if not join:
            first, join, other = piece.partition(" and ")
        if join and found and _KEPT_SUFFIX.fullmatch(first):
            found += [first, other]  # "A, Sr. & B"
            continue
        lead = _LEAD_JOIN.match(piece)
        rest = piece[lead.end() :] if lead else piece
        if rest:
            found.append(rest)
    return found


def _persons(piece: str) -> list[Name]:
    """The persons in "A" or "A & B"; empty where any part is something else."""
    parts = [_without_office(part) for part in _JOIN.split(piece) if part]
    if parts and all(is_person(part) for part in parts):
        return [person(part) for part in parts]
    # "Jane and John Roe" share their family name.
    if len(parts) == 2 and is_person(parts[1]) and _NAME.fullmatch(parts[0]):
        last = person(parts[1])
        if parts[0][0].isupper() and not is_organisation(parts[0]):
            return [Name(family=last.family, given=parts[0]), last]
    return []


def _without_office(words: str) -> str:
    """Take the office off "Regional Administrator Paul Dietz"."""
    tokens = words.split()
    for cut in range(1, min(len(tokens) - 1, _OFFICE + 1)):
        if folded(tokens[cut - 1]) in OFFICES and is_person(" ".join(tokens[cut:])):
            return " ".join(tokens[cut:])
    return words


def _bodies(bodies: list[str], text: str) -> tuple[Name, ...]:
    """Organisations: a list of them, or one with its parent body."""
    listed = len(bodies) > 2 and re.search(r", (?:&|and) ", text) is not None
    if listed and all(len(body.split()) > 1 or body.isupper() for body in bodies):
        return tuple(Name(literal=body) for body in bodies)
    if len(bodies) == 1:
        parts = _JOIN.split(bodies[0])
        if len(parts) == 2 and all(map(_has_head, parts)) and not _goes_on(parts[0], parts[1]):
            return tuple(Name(literal=part) for part in parts)
    if not bodies:
        return ()
    whole = [body in text for body in bodies]
    numbered = any(_NUMBERED.match(piece) for piece in _pieces(text))
    return (Name(literal=", ".join(bodies) if numbered or not all(whole) else text),)


def _has_head(body: str) -> bool:
    tokens = [folded(token) for token in body.split()]
    return len(tokens) > 1 and any(token in HEADS or token in FORMS for token in tokens)


def _goes_on(first: str, second: str) -> bool:
    """True for "Department of Health & Human Services": the second is a part of the first."""
    heads = [token for token in map(folded, second.split()) if token in HEADS or token in FORMS]
    return " of " in first and not any(head not in WEAK for head in heads)


def _add_suffix(names: list[Name], suffix: str) -> None:
    if names and names[-1].family and _KEPT_SUFFIX.fullmatch(suffix):
        last = names[-1]
        names[-1] = Name(family=last.family, given=last.given, suffix=suffix)


def _without_titles(tokens: list[str]) -> list[str]:
    start = 0
    while start < len(tokens) - 2 and folded(tokens[start]) in _HONORIFICS:
        start += 1
    return tokens[start:]


def _capitalised(piece: str) -> bool:
    tokens = [token for token in piece.split() if len(token) > 3]
    return all(token[:1].isupper() or not token[:1].isalpha() for token in tokens)
