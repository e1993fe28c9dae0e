"""Activities of the committee: meetings, inspections and live sessions."""
