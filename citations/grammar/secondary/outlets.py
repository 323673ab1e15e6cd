"""Names of newspapers, magazines, broadcasters and sites, where nothing marks them as containers.

Rules kept here:
- Words are compared case folded and without periods; a name has five words at the most.
"""

from __future__ import annotations

_WORDS = """
abc advocate ap argus atlantic axios banner bbc bee blog bloomberg bulletin buzzfeed c-span cbs
chronicle citylab cnbc cnn constitution courier daily democrat dispatch economist enquirer espn
examiner express forbes fortune fox gazette gbh globe gothamist guardian herald hill huffpost
independent inquirer insider intercept item j journal kpbs kqed kuow ledger mag magazine marketplace
mcclatchy medium mercury mic mirror monitor msnbc nation nbc news newsday newsweek npr ny1 observer
pbs plain-dealer politico post press propublica puck quartz radio record register republic reuters
rev review salon sentinel slate spectator standard star statesman substack sun tablet telegraph
telemundo time times today trib tribune union univision upi vice vox wbez wbur week weekly wgbh wire
wired wnyc world wsj yorker
"""
WORDS = frozenset(_WORDS.split())


def is_known(piece: str) -> bool:
    """True for an outlet by one of its words: capitals alone are a publisher's, too ("IPCC")."""
    return is_outlet(piece) and (not piece.isupper() or any(map(_is_listed, piece.split())))


def _is_listed(token: str) -> bool:
    return token.strip(".,:").replace("’", "'").casefold() in WORDS


def is_outlet(piece: str, title: str = "") -> bool:
    """True for "N.Y. TIMES", "NPR"; small capitals count where the title has none."""
    tokens = piece.split()
    if not 1 <= len(tokens) <= 5 or not all(_is_name(token) for token in tokens):
        return False
    if len(tokens) > 1 and tokens[-1].isdigit():
        return False  # "Register of Teachers 61" ends in a page
    plain = [token.strip(".,:").replace("’", "'").casefold() for token in tokens]
    if any(token in WORDS for token in plain):
        return True
    return piece.isupper() and not title.isupper() and (bool(title) or len(tokens) == 1)


def _is_name(token: str) -> bool:
    return not token[0].isalpha() or token[0].isupper() or token in {"of", "the", "&", "and"}
