"""Home of the day, coverage and punctuality: numbers only, read from the register."""
