"""A letter and a small web on loopback that shows every verdict."""
