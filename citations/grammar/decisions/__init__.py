"""What courts decide: cases by reporter, by docket and by neutral citation, and filings in them.

Rules kept here:
- A reporter or a court is known by its abbreviation; a name alone is no case.
"""
