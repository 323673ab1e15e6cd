"""What is told of a letter, its links and their sources, before any format writes it."""
