"""`manage.py add_person`: creates an account with a role; needed for the first account of an installation."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.actor import SystemActor
from portal.accounts.permissions import Role
from portal.accounts.services import add_person_with_role
from portal.core import clock
from portal.units.selectors import UnknownUnit, unit_by_code


class Command(BaseCommand):
    help = "Open an account with its first assignment. Asks for the password; it never stands in the command line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True, help="full name")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--unit", required=True, help="official code, as valid today")

    def handle(self, *, username: str, name: str, role: str, unit: str, **options: Any) -> None:
        """Ask for a password and open the account with its role; nothing is written where one of both is refused."""
        try:
            password = getpass("Mật khẩu: ")
            if getpass("Nhập lại mật khẩu: ") != password:
                raise CommandError("Hai lần nhập không giống nhau. Chạy lại lệnh.")
        except EOFError as nobody:
            raise CommandError("Chạy lệnh này trong một cửa sổ lệnh: mật khẩu được hỏi tại đó.") from nobody
        try:
            validate_password(password)
            add_person_with_role(
                by=SystemActor("add_person"),
                username=username,
                full_name=name,
                password=password,
                role=role,
                unit=unit_by_code(unit, clock.today()),
                valid_from=clock.today(),
            )
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        except UnknownUnit as unknown:
            raise CommandError(str(unknown)) from unknown
        self.stdout.write(self.style.SUCCESS(f"Đã mở tài khoản {username}."))
