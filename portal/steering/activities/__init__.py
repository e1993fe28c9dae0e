"""Activities of the committee: meetings, inspections and live sessions, and what inspections found."""
