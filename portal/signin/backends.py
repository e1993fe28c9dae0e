"""Authentication backend: the user whose name and password match."""

from typing import Any

from axes.backends import AxesBackend
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from portal.accounts.models import User
from portal.signin.session_store import user_at_hand


class PasswordBackend(AxesBackend):
    """Name and password, unless the name must wait. A closed account passes here, so that whoever knows its
    password is told why it is closed; `get_user` lets no closed account go on.
    """

    def authenticate(
        self, request: HttpRequest, username: str | None = None, password: str | None = None, **more: Any
    ) -> User | None:
        """The person of a right password, else None; raises PermissionDenied when the name must wait."""
        # Raises when the name must wait.
        super().authenticate(request, username=username, password=password, **more)
        return ModelBackend.authenticate(self, request, username=username, password=password)

    def user_can_authenticate(self, user: User) -> bool:
        """Always: whether an account is open is asked, and said, after the password was right."""
        return True

    def get_user(self, user_id: int) -> User | None:
        """The person of a session; None once the account is closed."""
        user = user_at_hand(user_id) or super().get_user(user_id)
        return user if user and user.is_active else None
