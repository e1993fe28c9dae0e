"""Tips: what residents choose to tell, sealed identities, and how each tip is seen through."""
