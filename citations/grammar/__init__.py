"""One file per kind of citation behind one table, GRAMMAR."""
