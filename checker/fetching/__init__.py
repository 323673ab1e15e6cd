"""One request, one answer: all that touches the network stands here, below `fetch`.

    fetch ──▶ lean ──▶ transport ──▶ addresses, guard ──▶ plain, certificates ──▶ connection
      ▲                                                                              │
      └── taken ◀── decode, unasked ◀── wire, http2 ◀────────────────────────────────┘

Rules kept here:
- Nothing is known of lanes, redirects, archives or verdicts.
- Whatever goes wrong on the way is a Failure with a reason (`failures`), never an exception.
"""
