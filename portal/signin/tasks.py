"""What is done each night about accounts and sessions."""

from datetime import timedelta

from portal.core import jobs
from portal.signin import services
from portal.signin.session_store import SessionStore


@jobs.every(timedelta(days=1), "signin.sweep")
def sweep() -> None:
    """Close accounts that nobody uses, and forget sessions that are over."""
    services.close_unused()
    SessionStore.clear_expired()
