"""Administrative units over time, and which rows a person may see."""
