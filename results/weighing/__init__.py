"""Does the source say it? Citations and quotations against pages and copies."""
