"""Plans of a unit: targets by year, tasks with owners, the yearly cost estimate."""
