"""Quoted words and the changes marked in them."""
