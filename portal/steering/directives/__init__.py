"""Directives: papers that a unit received or issued, what rests on what."""
