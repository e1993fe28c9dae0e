"""Screens of units: their pages on any day, the tree, search, acts, the reform, import."""
