"""The states and territories as laws and courts name them.

Rules kept here:
- The Bluebook's abbreviations (table T1), each with its period.
"""

STATE = (
    r"(?:Ala\.|Alaska|Ariz\.|Ark\.|Cal\.|Colo\.|Conn\.|Del\.|D\.C\.|Fla\.|Ga\.|Guam|Haw\.|Idaho|Ill\.|Ind\."
    r"|Iowa|Kan\.|Ky\.|La\.|Me\.|Md\.|Mass\.|Mich\.|Minn\.|Miss\.|Mo\.|Mont\.|Neb\.|Nev\.|N\.H\.|N\.J\."
    r"|N\.M\.|N\.Y\.|N\.C\.|N\.D\.|Ohio|Okla\.|Or\.|Pa\.|P\.R\.|R\.I\.|S\.C\.|S\.D\.|Tenn\.|Tex\.|Utah"
    r"|Vt\.|Va\.|V\.I\.|Wash\.|W\.\sVa\.|Wis\.|Wyo\.)"
)
