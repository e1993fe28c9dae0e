"""Signal receivers that record when an account is opened and when someone signs in."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.models import User
from portal.signin import selectors, services, sign_in
from portal.signin.choices import How
from portal.signin.models import AccountState, OpenSession
from portal.signin.session_store import AGENT, BEGUN, DAY, HOW, SEEN


@receiver(post_save, sender=User)
def account_written(sender: type[User], instance: User, created: bool, **more: Any) -> None:
    """The password that an account is opened with is someone else's choice, and its days are counted from then;
    with the account its sessions are closed.
    """
    if not instance.is_active:
        OpenSession.objects.filter(user=instance).delete()
    if created and instance.has_usable_password():
        AccountState.objects.create(
            user=instance, counted_from=selectors.machine_day(), password_is_initial=True
        )


@receiver(user_logged_in)
def session_begun(sender: type[User], request: HttpRequest, user: User, **more: Any) -> None:
    """What every session says of itself from its first moment."""
    day, now = selectors.machine_day(), sign_in.seconds()
    services.note_use(user=user, day=day)
    request.session.update(
        {
            HOW: How.CODE.value,
            BEGUN: now,
            SEEN: now,
            DAY: day.isoformat(),
            AGENT: request.META.get("HTTP_USER_AGENT", "")[:300],
        }
    )
