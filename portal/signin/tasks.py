"""Nightly jobs on accounts and sessions."""

from portal.signin import services
from portal.signin.session_store import SessionStore


def sweep() -> None:
    """Close accounts that nobody uses, and forget sessions that are over."""
    services.close_unused()
    SessionStore.clear_expired()
