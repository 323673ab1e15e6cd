"""Words that tell a publisher, a place of print or a journal, where nothing else marks them.

Rules kept here:
- Words are compared case folded and without periods; each list holds only what hardly ever stands
  in the other two.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PUBLISHER_WORDS = """
academic agency association board book books bros brothers bureau co department dept directorate
druckerei ediciones edition editions editora editore editori editorial editrice edizioni forlag
foundation förlag gmbh imprimerie imprint inc institut institute instituto istituto kiadó library
ltd ministry museum nakladatelství press presses publication publications publisher publishers
publishing society sons uitgeverij univ universidad universidade universiteit universitetet
university università universität université verlag wydawnictwo éditeur éditeurs éditions
"""
_PUBLISHERS = """
abingdon addison adelphi alianza allen almedina anagrama apress aranzadi artech aschehoug ashgate
atheneum ballantine bantam basic batsford beacon beck berghahn birkhäuser blackwell bloomsbury
bollati bompiani bonnier boringhieri brepols brill bruylant budrich butterworth butterworths
cappelen carocci cedam cengage chatto clarendon continuum cornelsen cujas curzon dalloz dekker
diederichs doubleday droemer droz duckworth dumont duncker dutton economica eerdmans einaudi elgar
elsevier erlbaum eudeba faber facultas farrar fayard feltrinelli fischer flammarion forense
franceangeli francke frommann gallimard garzanti giappichelli giuffrè gleerup gollancz granta
grasset gredos greenwood gruyter gulbenkian gyldendal hachette hackett hanser harcourt harmattan
harper harpercollins harrassowitz hart hatje heinemann hogrefe holland houghton hurst hutchinson
insel interlink intervarsity jovene juventa karthala kaufmann kegan klett klincksieck klostermann
kluwer knopf kohlhammer kröner laffont lang larcier larousse laterza lgdj lippincott littlefield
longman longmans losada macmillan mcfarland mcgraw mcgraw-hill methuen metzler minuit mit mohr
mondadori morcelliana mouton munksgaard narosa nauka niemeyer nijhoff nomos norstedts northland
norton nostrand o'reilly oldenbourg olms olschki oup packt paidós palgrave pantheon payot pearson
peeters penguin pergamon picador planeta plenum plon polity porrúa praeger prentice puf putnam
quadrige random reclam rienner rinehart rizzoli rodopi routledge rowohlt ruprecht sage saraiva
saunders saur schocken schwabe schweizerbart schöningh scribner scribner's secker selbstverlag
sellier seuil siebeck simon sirey springer steiner sudamericana suhrkamp taschen tauris tecnos
thieme thorsons tirant trotta tusquets ullstein universitetsforlaget unwin up utb utet vandenhoeck
verso viking vintage vozes vrin wadsworth wallstein waxmann weidenfeld westview wiley winter wolters
wunderhorn zahar zondervan zsolnay
"""
_PLACES = """
aachen aarhus accra albany aldershot amsterdam ankara ann antwerp asunción athens atlanta augsburg
austin baltimore bamberg bangkok barcelona basel beijing belfast belgrade bengaluru bergen berkeley
berlin bern berne bethesda bielefeld birmingham bloomington bochum bogotá bologna bonn boston
boulder bracknell bratislava braunschweig bremen brighton brisbane bristol brussels bruxelles
bucharest budapest buenos burlington cairo calcutta cambridge canberra caracas carbondale cardiff
charlottesville cheltenham chicago chichester christchurch cincinnati cleveland coimbra cologne
copenhagen cracow córdoba dakar damascus darmstadt delhi denver detroit dhaka dordrecht dortmund
dresden dublin dunedin durham düsseldorf edinburgh englewood erfurt erlangen essex evanston exeter
firenze florence frankfurt freiburg fribourg gainesville gdańsk geneva genève ghent giessen glasgow
gothenburg graz grenoble groningen guildford göttingen haifa halle hamburg hamilton hampshire
hannover hanoi hanover harlow harmondsworth hartford havana heidelberg helsinki hillsdale hoboken
honolulu houston ibadan indianapolis innsbruck islamabad istanbul ithaca jakarta jena jerusalem
johannesburg kampala karachi karlsruhe kassel kathmandu kiel knoxville konstanz krakow kraków kyiv
kyoto köln københavn lagos lahore lanham lausanne leeds leicester leiden leipzig leuven lexington
lima limerick linz lisboa lisbon liverpool ljubljana london londres los loughborough louisville
lublin lund luxembourg lyon maastricht madison madrid mahwah mainz malmö manchester mannheim marburg
marseille medellín melbourne mexico milan milano minneapolis minsk montevideo montreal montréal
moscow mumbai munich méxico münchen münster nairobi nanjing naples napoli nashville newark newbury
nicosia northampton norwich nottingham nürnberg odense opladen osaka oslo osnabrück ottawa oxford
paderborn padova palermo paris passau pavia petersburg philadelphia pisa pittsburgh portland poznań
prague praha pretoria princeton providence quito raleigh regensburg rennes reykjavik riga rio
rochester roma rome rostock rotterdam saarbrücken sacramento salzburg santiago sarajevo schwerin
seattle seoul sevilla shanghai sheffield siena singapore sofia southampton stanford stirling
stockholm strasbourg stuttgart swansea sydney taipei tallinn tampere tartu tehran thessaloniki
tilburg tokyo torino toronto toulouse trento trieste trondheim tucson tunis turin turku tübingen ulm
uppsala urbana utrecht valencia valladolid vancouver venezia venice verona vienna vilnius wageningen
warsaw warszawa washington weimar wellington wien wiesbaden windhoek winnipeg worcester wrocław
wuppertal würzburg york zagreb zaragoza zurich zürich
"""
_REGIONS = """
argentina australia austria belgium brasil brazil bulgaria california canada chile china colombia
croatia czechia denmark deutschland egypt england españa estonia finland france germany greece
hungary iceland india indonesia iran ireland israel italia italy japan kenya korea latvia lithuania
malaysia massachusetts mexico morocco netherlands nigeria norway ontario pakistan peru poland
portugal quebec québec romania russia scotland serbia slovakia slovenia spain sweden switzerland
taiwan thailand turkey uk ukraine usa victoria vietnam wales
"""
_STATE = re.compile(r"(?:[A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.?|[A-Z][a-z]{2,4}\.)$")
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
_PARTED = re.compile(r"[\s/-]+")
_PLACE_PARTS = frozenset(("new", "de", "am", "main", "a", "i", "m", "the", "la", "st"))
_LONG_PLACES = frozenset(
    (
        *("ann arbor", "baton rouge", "belo horizonte", "beverly hills", "buenos aires"),
        *("cape town", "chapel hill", "college park", "college station", "den haag"),
        *("downers grove", "east lansing", "englewood cliffs", "garden city", "grand rapids"),
        *("hong kong", "iowa city", "kansas city", "las vegas", "los angeles", "menlo park"),
        *("mexico city", "mountain view", "mount vernon", "new brunswick", "new haven"),
        *("newbury park", "notre dame", "oak ridge", "oak park", "palo alto", "porto alegre"),
        *("prospect heights", "redwood city", "rio de janeiro", "saddle river", "saint louis"),
        *("saint paul", "saint petersburg", "salt lake city", "san diego", "san francisco"),
        *("san josé", "santa barbara", "santa cruz", "santa fe", "santa monica", "são paulo"),
        *("silver spring", "st louis", "st paul", "st petersburg", "state college", "tel aviv"),
        *("the hague", "thousand oaks", "university park", "upper saddle river", "walnut creek"),
        *("west lafayette", "williston park"),
    )
)
"""Places none of whose words is a place by itself."""
_PLACE_WORDS = 4
"""No place has more words, its country included."""
_UNKNOWN = frozenset(
    (
        "n.d",
        "n.p",
        "n.pl",
        "n.pub",
        "noplace",
        "o.j",
        "o.o",
        "o.v",
        "s.a",
        "s.d",
        "s.e",
        "s.l",
        "s.n",
    )
)
_PUBLISHER_HEADS = frozenset(_PUBLISHER_WORDS.split()) | frozenset(_PUBLISHERS.split())
_PLACE_HEADS = frozenset(_PLACES.split())
_REGION_NAMES = frozenset(_REGIONS.split()) | {
    *("british columbia", "new jersey", "new south wales", "new zealand"),
    *("north carolina", "south africa", "south australia", "united kingdom", "united states"),
}
_JOURNAL_HEADS = frozenset(_JOURNAL_WORDS.split())


@lru_cache(maxsize=512)
def _plain(words: str) -> tuple[str, ...]:
    """The words of a name; one is asked whether it is a place, a publisher and a journal."""
    folded = words.casefold().replace("’", "'").replace("l'", "")
    return tuple([token.strip(".,:;()[]&/'") for token in _PARTED.split(folded)])


def is_unknown(words: str) -> bool:
    """True for what stands in the place of a place, a publisher or a date: "n.p.", "s.l."."""
    parts = words.casefold().replace(" ", "").split(":")
    return all(part.strip(".,;[]") in _UNKNOWN for part in parts)


def is_publisher(words: str) -> bool:
    """True for "Springer", "Harbour University Press", "Éditions du Port"."""
    tokens = _plain(words)
    return len(tokens) <= 10 and any(token in _PUBLISHER_HEADS for token in tokens)


def is_place(words: str) -> bool:
    """True for "Paris", "New York", "Cambridge, Mass."."""
    tokens = _plain(words)
    known = [token in _PLACE_HEADS for token in tokens]
    long = next((n for n in (2, 3) if " ".join(tokens[:n]) in _LONG_PLACES), 0)
    known[:long] = [True] * long
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
