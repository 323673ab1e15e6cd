"""One file per report format behind one table, REPORTS."""
