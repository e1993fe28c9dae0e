"""Tips of residents: logging, handling, sealed informants."""
