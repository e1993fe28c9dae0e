"""Models of signing in: account state, authenticator, open session, card."""

from portal.signin.models.account import AccountState
from portal.signin.models.authenticator import Authenticator
from portal.signin.models.cards import Card
from portal.signin.models.session import OpenSession

__all__ = ["AccountState", "Authenticator", "Card", "OpenSession"]
