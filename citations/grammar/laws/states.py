"""The states and territories as laws and courts name them.

Rules kept here:
- The Bluebook's abbreviations (table T1), each with its period.
"""

import re

_NAMES = """
Ala. Alaska Ariz. Ark. Cal. Colo. Conn. Del. D.C. Fla. Ga. Guam Haw. Idaho Ill. Ind. Iowa Kan. Ky.
La. Me. Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Ohio Okla. Or.
Pa. P.R. R.I. S.C. S.D. Tenn. Tex. Utah Vt. Va. V.I. Wash. Wis. Wyo.
"""
NAMES = frozenset((*_NAMES.split(), "W. Va."))
STATE = rf"(?:{'|'.join(map(re.escape, _NAMES.split()))}|W\.\sVa\.)"
"""Any of them, in a pattern."""
