"""Secondary sources in running form, part by part."""
