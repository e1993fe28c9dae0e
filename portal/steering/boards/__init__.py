"""Boards: the committee and operating boards of a unit, and who has which place on them."""
