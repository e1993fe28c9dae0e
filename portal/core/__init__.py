"""What every floor stands on and no word of the domain: clock, periods, moves, indicators, audit, jobs, documents."""
