"""The first account of an installation."""

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import Assignment, User

PASSWORD = "mat-khau-rat-dai-2019"


def run(monkeypatch, password=PASSWORD, again=None, **changes):
    typed = iter([password, again or password])
    monkeypatch.setattr("portal.accounts.management.commands.add_person.getpass", lambda prompt: next(typed))
    options = {"username": "quan-tri", "name": "Quản Trị", "role": "administrator", "unit": "25561"} | changes
    call_command("add_person", **options)


@pytest.mark.django_db
def test_the_account_has_its_password_and_its_role(country, monkeypatch):
    run(monkeypatch)
    assert User.objects.get(username="quan-tri").check_password(PASSWORD)
    assert Assignment.objects.get().unit == country.commune


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"password": "ngan"}, "14"),
        ({"again": PASSWORD + "0"}, "không giống nhau"),
        ({"unit": "99999"}, "99999"),
        ({"role": "hamlet-head"}, "không phân công"),
    ],
)
def test_what_does_not_fit_is_said_and_leaves_nothing(country, monkeypatch, changes, says):
    with pytest.raises(CommandError, match=says):
        run(monkeypatch, **changes)
    assert not User.objects.exists()
