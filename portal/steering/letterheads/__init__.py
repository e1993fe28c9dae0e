"""Letterheads: the head and foot of the papers of a unit, by who signs them."""
