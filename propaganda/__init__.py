"""Posts as a register: what was shared to which groups, by whom, when."""
