"""One file per finding behind one table, FINDINGS."""
