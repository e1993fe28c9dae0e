"""Directives: papers that a unit received or issued, the chain of what rests on what."""
