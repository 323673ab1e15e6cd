"""References in styles that no rule knows: a linear-chain model labels their words.

Rules kept here:
- Pure: text and its marks in, labels with their probabilities out. What is done with them,
  `joining` decides.
- What tells a word's part is its shape, the marks around it, its place and closed lists of words of
  the trade; no name and no title is remembered.
"""
