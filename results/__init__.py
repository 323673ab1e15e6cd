"""What we remember and tell: the database, the findings, the reports."""
