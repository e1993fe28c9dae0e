"""Changes to authenticators, recovery codes, passwords and sessions, and closing unused accounts; one
function per verb."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from portal.accounts.actor import Actor, AnyActor, SystemActor
from portal.accounts.models import User
from portal.core import audit, locks
from portal.signin import codes, lockout, policies, selectors
from portal.signin.models import AccountState, Authenticator, OpenSession
from portal.signin.models.authenticator import fingerprint

# --- the authenticator ----------------------------------------------------------------------------


@transaction.atomic
def begin_authenticator(*, user: User) -> Authenticator:
    """Draw a new secret for someone's phone; it counts once a code of it was typed (`confirm_authenticator`)."""
    locks.lock(user)
    Authenticator.objects.filter(user=user, confirmed=False).delete()
    return Authenticator.objects.create(user=user, confirmed=False, name=fingerprint(settings.SEAL_KEYS[0]))


@transaction.atomic
def confirm_authenticator(*, by: Actor, code: str) -> list[str] | None:
    """Make the awaited authenticator the one that counts, and return new recovery codes; None for a wrong code.

    The one before goes, with its recovery codes.
    """
    user = locks.lock(by.user)
    waiting = Authenticator.objects.select_for_update().filter(user=user, confirmed=False).first()
    if waiting is None or not waiting.readable or not waiting.verify_token(codes.digits(code)):
        return None
    Authenticator.objects.filter(user=user, confirmed=True).delete()
    waiting.confirmed = True
    waiting.save(update_fields=["confirmed"])
    audit.record(by=by, action="signin.authenticator", row=user)
    return renew_recovery_codes(by=by)


@transaction.atomic
def accept_code(*, by: Actor, code: str) -> bool:
    """Whether a code is right: the app's, each taken once, or a recovery code, which is used up by it."""
    user = locks.lock(by.user)
    if codes.is_recovery_code(code):
        paper = StaticDevice.objects.select_for_update().filter(user=user).first()
        right = paper is not None and paper.verify_token(codes.code_digest(user, code))
        if right:
            audit.record(by=by, action="signin.recovery-code", row=user)
        return right
    phone = Authenticator.objects.select_for_update().filter(user=user, confirmed=True).first()
    # Without its seal key no code is right: the page says so, and an administrator takes the authenticator off.
    return phone is not None and phone.readable and phone.verify_token(codes.digits(code))


@transaction.atomic
def renew_recovery_codes(*, by: Actor) -> list[str]:
    """Give ten new recovery codes, readable this once; those before are void."""
    locks.lock(by.user)
    StaticDevice.objects.filter(user=by.user).delete()
    paper = StaticDevice.objects.create(user=by.user, name="recovery")
    fresh = [codes.new_recovery_code() for _number in range(codes.RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=paper, token=codes.code_digest(by.user, code)) for code in fresh
    )
    audit.record(by=by, action="signin.recovery-codes", row=by.user)
    return fresh


@transaction.atomic
def reset_authenticator(*, by: AnyActor, person: User) -> None:
    """Take a lost authenticator off: its sessions end, and the next sign-in sets up a new one."""
    locks.lock(person)
    policies.check_manage_signin(by, person)
    Authenticator.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()
    OpenSession.objects.filter(user=person).delete()
    audit.record(by=by, action="signin.reset-authenticator", row=person)


# --- the account ----------------------------------------------------------------------------------


@transaction.atomic
def set_initial_password(*, by: AnyActor, person: User, password: str) -> None:
    """Give someone who forgot theirs a new password: it ends their sessions and is changed at the next sign-in."""
    locks.lock(person)
    policies.check_manage_signin(by, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    AccountState.objects.update_or_create(
        user=person,
        defaults={"password_is_initial": True},
        create_defaults={"password_is_initial": True, "counted_from": selectors.machine_day()},
    )
    OpenSession.objects.filter(user=person).delete()
    audit.record(by=by, action="signin.initial-password", row=person)


@transaction.atomic
def own_password_set(*, by: Actor, session_key: str) -> None:
    """Note that someone chose their own password; their other sessions end."""
    locks.lock(by.user)
    AccountState.objects.filter(user=by.user).update(password_is_initial=False)
    OpenSession.objects.filter(user=by.user).exclude(session_key=session_key).delete()
    audit.record(by=by, action="person.password", row=by.user)


@transaction.atomic
def let_try_again(*, by: AnyActor, person: User) -> None:
    """End someone's waiting after too many failures."""
    locks.lock(person)
    policies.check_manage_signin(by, person)
    lockout.forget(person)
    audit.record(by=by, action="signin.let-try-again", row=person)


def count_anew(*, user: User) -> None:
    """Count an account's days of use from today: it was opened again."""
    AccountState.objects.update_or_create(
        user=user, defaults={"counted_from": selectors.machine_day(), "unused_since": None}
    )


def note_use(*, user: User, day: date) -> None:
    """Note that an account is used on a day."""
    AccountState.objects.update_or_create(user=user, defaults={"last_used_on": day, "counted_from": day})


@transaction.atomic
def close_unused(accounts: QuerySet[User] | None = None) -> int:
    """Close all accounts, or these, that nobody has used for too long; how many. An account that was never
    used is counted from the day it was first seen here.
    """
    accounts = User.objects.all() if accounts is None else accounts
    day = selectors.machine_day()
    AccountState.objects.bulk_create(
        [
            AccountState(user=user, counted_from=day)
            for user in accounts.filter(is_active=True, account_state=None)
        ],
        ignore_conflicts=True,
    )
    closed = list(selectors.unused(accounts).select_related("account_state"))
    for user in closed:
        AccountState.objects.filter(user=user).update(unused_since=user.account_state.counted_from)
        audit.record(by=SystemActor("unused account"), action="signin.close-unused", row=user)
    User.objects.filter(pk__in=[user.pk for user in closed]).update(is_active=False)
    OpenSession.objects.filter(user__in=closed).delete()
    return len(closed)


# --- sessions -------------------------------------------------------------------------------------


@transaction.atomic
def end_sessions(*, by: Actor, person: User, only: str = "", but: str = "") -> int:
    """End someone's open sessions: all, `only` one, or all `but` one (their keys' digests). One's own always;
    another's as their administrator.
    """
    locks.lock(person)
    if person.pk != by.user.pk:
        policies.check_manage_signin(by, person)
    found = OpenSession.objects.filter(user=person)
    if only:
        found = found.filter(session_key=only)
    count, _rows = found.exclude(session_key=but).delete()
    if count:
        audit.record(by=by, action="signin.end-sessions", row=person, changes={"count": count})
    return count
