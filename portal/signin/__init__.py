"""Signing in and sessions: second factor, lockout, idle lock, cards of hamlet heads."""
