"""First pages of each role, and the overview of coverage and punctuality by commune."""
