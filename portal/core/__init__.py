"""Domain-independent base of all apps: clock, periods, transitions, indicators, audit, lists, jobs,
documents."""
