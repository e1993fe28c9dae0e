"""Screens of units: their pages on any day, the tree, search, amendments, the reform, import."""
