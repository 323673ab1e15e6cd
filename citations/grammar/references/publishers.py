"""Words that tell a publisher, a place of print or a journal, where nothing else marks them.

Rules kept here:
- Words are compared case folded and without periods; each list holds only what hardly ever stands
  in the other two.
"""

from __future__ import annotations

import re

_PUBLISHER_WORDS = """
academic agency association board book books bros brothers bureau co department dept directorate
druckerei ediciones edition editions editora editore editori editorial editrice edizioni forlag
foundation förlag gmbh imprimerie imprint inc institut institute instituto istituto kiadó library
ltd ministry museum nakladatelství press presses publication publications publisher publishers
publishing society sons uitgeverij univ universidad universidade universiteit universitetet
university università universität université verlag wydawnictwo éditeur éditeurs éditions
"""
_PUBLISHERS = """
addison allen aschehoug beacon beck birkhäuser blackwell bloomsbury bonnier brill butterworth
butterworths cappelen dalloz dekker einaudi elgar elsevier erlbaum faber fayard fischer flammarion
gallimard gollancz grasset gyldendal hachette harcourt harmattan harper harpercollins hart heinemann
hogrefe holland houghton insel kaufmann kegan kluwer knopf lang larousse laterza longman longmans
macmillan mcgraw methuen mit mondadori mouton niemeyer nijhoff norton o'reilly pantheon payot
pearson peeters penguin picador plenum plon prentice puf quadrige random rodopi routledge rowohlt
sage saunders scribner scribner's sellier seuil simon springer suhrkamp taschen thieme thorsons
tusquets unwin vintage vrin wadsworth wiley winter wolters
"""
_PLACES = """
aldershot amsterdam ann antwerp athens atlanta austin baltimore bangkok barcelona basel beijing
belgrade bergen berkeley berlin bern berne bloomington bogotá bologna bonn boston bratislava
brisbane brussels bruxelles bucharest budapest cairo calcutta cambridge canberra chicago chichester
cleveland cologne copenhagen delhi denver dordrecht dortmund dresden dublin durham edinburgh essex
evanston firenze florence frankfurt freiburg geneva genève glasgow grenoble groningen göttingen
halle hamburg hamilton hampshire harlow harmondsworth heidelberg helsinki hillsdale hoboken
indianapolis istanbul ithaca jena jerusalem johannesburg karachi kathmandu kiel krakow kyiv köln
københavn lanham lausanne leeds leiden leipzig leuven lexington lisboa lisbon liverpool ljubljana
london londres los lund luxembourg lyon madison madrid mahwah mainz manchester mannheim marseille
melbourne mexico milan milano minneapolis montreal montréal moscow mumbai munich méxico münchen
münster nairobi naples napoli nashville newark northampton nottingham nürnberg oslo ottawa oxford
paderborn padova palermo paris philadelphia pittsburgh portland prague praha princeton providence
rennes rio roma rome rotterdam salzburg santiago sarajevo seattle seoul sevilla shanghai sheffield
singapore sofia stanford stockholm strasbourg stuttgart sydney tampere tartu tokyo torino toronto
toulouse turin tübingen uppsala utrecht valencia vancouver venezia venice vienna warsaw warszawa
washington weimar wellington wien wiesbaden würzburg york zagreb zurich zürich
"""
_REGIONS = """
argentina australia austria belgium brasil brazil bulgaria california canada chile china colombia
croatia czechia denmark deutschland egypt england españa estonia finland france germany greece
hungary iceland india indonesia iran ireland israel italia italy japan kenya korea latvia lithuania
malaysia massachusetts mexico morocco netherlands nigeria norway ontario pakistan peru poland
portugal quebec québec romania russia scotland serbia slovakia slovenia spain sweden switzerland
taiwan thailand turkey uk ukraine usa victoria vietnam wales
"""
_STATE = re.compile(r"(?:[A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.|[A-Z][a-z]{2,4}\.)$")
_JOURNAL_WORDS = """
annalen annales annali annals archiv archive archives arkiv bulletin communications computing digest
forum gazette inquiry jahrbuch journal journals letters magazine monatshefte notices perspectives
proceedings quarterly record reports research review reviews revista revue rivista studien studies
transactions weekly yearbook zeitschrift
"""
_ABBREVIATED = re.compile(
    r"(?:^|\s)(?:J|Rev|Ann|Arch|Bull|Trans|Proc|Lett|Comm|Quart|Z|Jahrb|Comput|Phys|Biol)\.?(?=\s|$)"
)
_CONFERENCE = re.compile(
    r"\b(?:Proc(?:eedings|\.)?|Conference|Conf\.|Symposium|Symp\.|Workshop"
    r"|(?<!Library of )Congress|Colloquium|Meeting(?=$)|Annual Meeting|Tagungsband|Actes)(?=\W|$)"
)
_PLACE_PARTS = frozenset(("new", "de", "janeiro", "arbor", "am", "main", "a", "the", "la", "hague"))
_PLACE_WORDS = 4
"""No place has more words, its country included."""
_PUBLISHER_HEADS = frozenset(_PUBLISHER_WORDS.split()) | frozenset(_PUBLISHERS.split())
_PLACE_HEADS = frozenset(_PLACES.split())
_REGION_NAMES = frozenset(_REGIONS.split()) | {
    *("british columbia", "new jersey", "new south wales", "new zealand"),
    *("north carolina", "south africa", "south australia", "united kingdom", "united states"),
}
_JOURNAL_HEADS = frozenset(_JOURNAL_WORDS.split())


def _plain(words: str) -> list[str]:
    folded = words.casefold().replace("’", "'").replace("l'", "")
    return [token.strip(".,:;()[]&/'") for token in re.split(r"[\s/-]+", folded)]


def is_publisher(words: str) -> bool:
    """True for "Springer", "Harbour University Press", "Éditions du Port"."""
    tokens = _plain(words)
    return len(tokens) <= 10 and any(token in _PUBLISHER_HEADS for token in tokens)


def is_place(words: str) -> bool:
    """True for "Paris", "New York", "Cambridge, Mass."."""
    tokens = _plain(words)
    known = [token in _PLACE_HEADS for token in tokens]
    if not any(known) or len(tokens) > _PLACE_WORDS or is_publisher(words):
        return False
    return all(
        place
        or token in _PLACE_PARTS
        or is_region(token.title() if len(token) > 3 else token.upper())
        for place, token in zip(known, tokens, strict=True)
    )


def is_region(words: str) -> bool:
    """True for what follows a place: "MA", "Mass.", "Australia"."""
    return _STATE.match(words) is not None or words.casefold().strip(".") in _REGION_NAMES


def is_place_alone(words: str) -> bool:
    """True for a place or a region that is no publisher's name, too ("PUF" looks like a state)."""
    return (is_place(words) or is_region(words)) and not is_publisher(words)


def is_journal(words: str) -> bool:
    """True for a name that a journal alone can have: "Revue du port", "Harbour Stud. J."."""
    return (
        any(token in _JOURNAL_HEADS for token in _plain(words))
        or _ABBREVIATED.search(words) is not None
    )


def is_conference(words: str) -> bool:
    """True for "Proceedings of the Harbour Conference", "Proc. 5th Tide Symp."."""
    return _CONFERENCE.search(words) is not None


def without_place(words: str) -> str:
    """Take the place off "Ex Press Boulder", where its state follows."""
    tokens = words.split()
    while len(tokens) > 1 and not is_publisher(tokens[-1]) and is_publisher(" ".join(tokens[:-1])):
        tokens.pop()
    return " ".join(tokens)
