"""One file per archive behind one table, ARCHIVES."""
