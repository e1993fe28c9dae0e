"""`OpenSession`: sessions as rows with an owner."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class OpenSession(AbstractBaseSession):
    """A session: Django's three columns, and whose it is. Its key is a digest of the one in the browser, so
    that nobody who reads the table can go on as the person.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="open_sessions"
    )
    how = models.CharField(_("vào bằng"), max_length=20, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(_("bắt đầu"), null=True)
    seen_at = models.DateTimeField(_("dùng lần cuối"), null=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from portal.signin.session_store import SessionStore

        return SessionStore
