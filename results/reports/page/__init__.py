"""What the editor's page shows, put in words and in places; its template, styles and script."""
