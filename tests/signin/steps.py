"""Steps of signing in: names, passwords, codes, as a browser sends them."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP

from portal.accounts.models import User
from portal.signin import services
from portal.signin.models import AccountState, Authenticator
from tests.factories import people

PASSWORD = "mat-khau-rat-dai-2019"
SHORT = "chin-chu!"


def known(user: User, password: str = PASSWORD) -> User:
    """Someone who chose their own password."""
    user.set_password(password)
    user.save()
    AccountState.objects.update_or_create(
        user=user, defaults={"password_is_initial": False}, create_defaults={"counted_from": "2026-01-01"}
    )
    services.count_anew(user=user)
    return user


def with_authenticator(user: User) -> list[str]:
    """Set an authenticator up for someone, as they would; their recovery codes."""
    services.begin_authenticator(user=user)
    return services.confirm_authenticator(by=people.actor(user), code=code(user))


def code(user: User, steps: int = 0) -> str:
    """What the newest authenticator shows; each code is taken once, so a later one is some `steps` ahead."""
    device = Authenticator.objects.filter(user=user).latest("id")
    return f"{TOTP(device.bin_key, t0=-30 * steps).token():06}"


def enter_name(client: Client, user: User | str, password: str = PASSWORD, **more) -> HttpResponse:
    name = user if isinstance(user, str) else user.username
    return client.post(reverse("signin:sign-in"), {"username": name, "password": password}, **more)


def enter_code(client: Client, typed: str, **more) -> HttpResponse:
    return client.post(reverse("signin:code"), {"code": typed}, **more)


def is_in(client: Client) -> bool:
    return client.get(reverse("signin:own")).status_code == 200
