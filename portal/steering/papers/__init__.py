"""Papers of the committee as PDF: plan, list of tasks, cost estimate, decision on a board."""
