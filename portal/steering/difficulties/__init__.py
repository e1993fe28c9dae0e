"""Difficulties: what anyone reports that they cannot solve themselves, who owns it, and the answer."""
