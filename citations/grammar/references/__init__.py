"""References as lists and scholars give them: an entry's head, its title, the parts behind it.

Rules kept here:
- A style is told by how the parts stand, never by a list of its journals.
- What nothing tells apart stays empty.
"""
