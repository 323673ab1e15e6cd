"""One file per input format behind one table, FORMATS."""
