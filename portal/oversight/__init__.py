"""The audit on screen: who did, opened and exported what, and who from outside a unit saw its rows."""
