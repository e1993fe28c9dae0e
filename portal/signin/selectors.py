"""Queries of an account's state, its authenticator and its sessions."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.timezone import localtime
from django_otp.plugins.otp_static.models import StaticToken

from portal.accounts.models import User
from portal.core import clock
from portal.signin import lockout
from portal.signin.models import AccountState, Authenticator, OpenSession
from portal.signin.models.authenticator import held_fingerprints

_STATE = ("last_used_on", "unused_since", "password_is_initial")
_SESSION = ("session_key", "how", "user_agent", "begun_at", "seen_at")


def machine_day() -> date:
    """The day in Việt Nam by the machine's clock: days of use go on while the working day is pinned."""
    return localtime(clock.machine_now()).date()


def authenticator_of(user: User) -> Authenticator | None:
    """The authenticator that someone signs in with."""
    return Authenticator.objects.filter(user=user, confirmed=True).order_by("-id").first()


def authenticator_to_confirm(user: User) -> Authenticator | None:
    """The authenticator whose first code is still awaited; none whose seal key went in the meantime."""
    waiting = Authenticator.objects.filter(user=user, confirmed=False, name__in=held_fingerprints())
    return waiting.order_by("-id").first()


def recovery_codes_left(user: User) -> int:
    """How many recovery codes can still be used."""
    return StaticToken.objects.filter(device__user=user).count()


def sessions_of(user: User) -> QuerySet[OpenSession]:
    """A person's open sessions, the one used last first."""
    live = OpenSession.objects.filter(user=user, expire_date__gt=clock.machine_now())
    return live.order_by("-seen_at", "session_key")


def unused(accounts: QuerySet[User]) -> QuerySet[User]:
    """Of these accounts, those still open that nobody has used for too long; none where UNUSED_DAYS is 0."""
    if not settings.UNUSED_DAYS:
        return accounts.none()
    since = machine_day() - timedelta(days=settings.UNUSED_DAYS)
    return accounts.filter(is_active=True, account_state__counted_from__lte=since)


def state_of(user: User) -> AccountState | None:
    return AccountState.objects.filter(user=user).first()


def sign_in_of(user: User) -> tuple[dict, list[OpenSession]]:
    """What an administrator sees of how someone signs in, and their open sessions; one query."""
    devices = Authenticator.objects.filter(user=OuterRef("pk"), confirmed=True).order_by("-id")
    codes = StaticToken.objects.filter(device__user=OuterRef("pk")).order_by().values("device__user")
    failures = lockout.attempts_of(user).order_by()
    count = Sum("failures_since_start")
    per_address = failures.values("ip_address").annotate(count=count).order_by("-count").values("count")
    live = Q(open_sessions__expire_date__gt=clock.machine_now())
    rows = (
        User.objects.filter(pk=user.pk)
        .annotate(
            live=FilteredRelation("open_sessions", condition=live),
            authenticator_since=Subquery(devices.values("created_at")[:1]),
            codes_left=Subquery(codes.annotate(count=Count("pk")).values("count")),
            failed_here=Subquery(per_address[:1]),
            failed_anywhere=Subquery(failures.values("username").annotate(count=count).values("count")),
        )
        .order_by("-live__seen_at", "live__session_key")
        .values(
            "authenticator_since",
            "codes_left",
            "failed_here",
            "failed_anywhere",
            *(f"account_state__{name}" for name in _STATE),
            *(f"live__{name}" for name in _SESSION),
        )
    )
    found = list(rows)
    facts = {name.removeprefix("account_state__"): value for name, value in found[0].items()}
    facts["waits"] = lockout.is_over(facts["failed_here"] or 0, facts["failed_anywhere"] or 0)
    sessions = [OpenSession(**{name: row[f"live__{name}"] for name in _SESSION}) for row in found]
    return facts, [session for session in sessions if session.session_key]
