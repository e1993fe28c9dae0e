"""Administrative units that live in time, and which rows a person may see."""
