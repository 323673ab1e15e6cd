"""The visit to one link, as flows: which requests it takes, hop by hop, and when none is needed.

Rules kept here:
- Flows yield Requests and are sent Exchanges; they do no I/O.
- What one hop tells the next (cookies, robots.txt, conditions) is kept within one visit.
"""
