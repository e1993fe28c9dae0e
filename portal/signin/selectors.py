"""Reads of the door: what an account, its authenticator and its sessions are like."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django_otp.plugins.otp_static.models import StaticToken

from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.hierarchy.scoping import column_of
from portal.signin.models import AccountState, Authenticator, OpenSession


def machine_day() -> date:
    """The day in Việt Nam by the machine's clock: days of use go on whatever story a session tells."""
    return localtime(clock.machine_now()).date()


def authenticator_of(user: User) -> Authenticator | None:
    """The authenticator that someone signs in with."""
    return Authenticator.objects.filter(user=user, confirmed=True).order_by("-id").first()


def authenticator_to_confirm(user: User) -> Authenticator | None:
    """The authenticator whose first code is still awaited."""
    return Authenticator.objects.filter(user=user, confirmed=False).order_by("-id").first()


def recovery_codes_left(user: User) -> int:
    """How many recovery codes can still be used."""
    return StaticToken.objects.filter(device__user=user).count()


def sessions_of(user: User) -> QuerySet[OpenSession]:
    """A person's open sessions, the one used last first."""
    live = OpenSession.objects.filter(user=user, expire_date__gt=clock.machine_now())
    return live.order_by("-seen_at", "session_key")


def unused(accounts: QuerySet[User]) -> QuerySet[User]:
    """Of these accounts, those still open that nobody has used for too long. The try-out's people are not
    counted: they live in their story and have no password.
    """
    since = machine_day() - timedelta(days=settings.UNUSED_DAYS)
    found = accounts.filter(is_active=True, door__last_used_on__lte=since)
    return found.exclude(password__startswith="!") if settings.DEMO else found


def state_of(user: User) -> AccountState | None:
    return AccountState.objects.filter(user=user).first()


def lasting_assignments(user: User) -> QuerySet[Assignment]:
    """A person's assignments that hold today or will."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=clock.today())
    return Assignment.objects.filter(lasting, user=user).select_related("unit")


def people_of(actor) -> QuerySet[User]:
    """People with an assignment, now or later, in the area whose accounts the actor manages."""
    area = Q(pk__in=[])
    for unit in actor.units_with(Permission.MANAGE_PEOPLE):
        area |= Q(**{f"unit__{column_of(unit)}": unit})
    lasting = Q(valid_to=None) | Q(valid_to__gt=clock.today())
    return User.objects.filter(pk__in=Assignment.objects.filter(area, lasting).values("user"))
