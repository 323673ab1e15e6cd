"""Rows that cannot be right: found when reading fails, told, and left out of what is read."""
