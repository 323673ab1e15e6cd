"""What binds: constitutions, statutes, codes, regulations, treaties, and what parliaments print.

Rules kept here:
- One file for each country's or body's own forms; what several share stands in `finders`.
"""
